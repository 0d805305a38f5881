import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, organizationId, recordId, version } from '../../../platform/db/columns.ts'
import { activityKey } from '../tables.ts'

/** Whom a committee has visited (走访对象): each once, however often it is visited. */
export const visitSubjects = pgTable(
  'visit_subjects',
  {
    organizationId: organizationId(),
    id: recordId(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    /** Unified social credit code (统一社会信用代码, GB 32100) of an enterprise. */
    creditCode: text('credit_code'),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('visit_subjects_name').on(t.organizationId, t.kind, t.name),
    uniqueIndex('visit_subjects_credit_code').on(t.organizationId, t.creditCode),
    index('visit_subjects_created').on(t.organizationId, t.createdAt, t.id),
    index('visit_subjects_kind').on(t.organizationId, t.kind, t.createdAt, t.id),
    check('visit_subjects_kind', sql`kind in ('ENTERPRISE', 'EXPERT', 'CONSTITUENTS')`),
    check('visit_subjects_enterprise', sql`credit_code is null or kind = 'ENTERPRISE'`),
  ],
)

/** Whom a visit went to. */
export const activitySubjects = pgTable(
  'activity_subjects',
  {
    organizationId: organizationId(),
    activityId: uuid('activity_id').notNull(),
    subjectId: uuid('subject_id').notNull(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.activityId, t.subjectId] }),
    index('activity_subjects_subject').on(t.organizationId, t.subjectId, t.activityId),
    activityKey(t.organizationId, t.activityId),
    foreignKey({
      columns: [t.organizationId, t.subjectId],
      foreignColumns: [visitSubjects.organizationId, visitSubjects.id],
    }),
  ],
)

/** Delegations received (来访团组). */
export const activityDelegations = pgTable(
  'activity_delegations',
  {
    organizationId: organizationId(),
    id: recordId(),
    activityId: uuid('activity_id').notNull(),
    /** The committee or body that came. */
    name: text('name').notNull(),
    level: text('level').notNull(),
    /** Province by GB/T 2260, six digits; none for the National Committee. */
    provinceCode: text('province_code'),
    leader: text('leader').notNull(),
    persons: integer('persons').notNull(),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('activity_delegations_activity').on(t.organizationId, t.activityId, t.createdAt, t.id),
    activityKey(t.organizationId, t.activityId),
    check('activity_delegations_level', sql`level in ('NATIONAL', 'PROVINCE', 'CITY', 'COUNTY')`),
    check('activity_delegations_province', sql`(level = 'NATIONAL') = (province_code is null)`),
    check('activity_delegations_persons', sql`persons > 0`),
  ],
)
