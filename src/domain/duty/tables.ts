import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, instant, organizationId, recordId, version } from '../../platform/db/columns.ts'
import { files } from '../files/tables.ts'
import { members } from '../members/tables.ts'

/**
 * Duty records (履职记录), the ledger: this member did this on that date, proven by that source, confirmed by that office.
 * Content is never edited: a correction is a reversal and a new record, both visible (rules, section 5).
 */
export const dutyRecords = pgTable(
  'duty_records',
  {
    organizationId: organizationId(),
    id: recordId(),
    memberId: uuid('member_id').notNull(),
    /** Code of a category's manifest (duty/categories). */
    category: text('category').notNull(),
    title: text('title').notNull(),
    occurredOn: date('occurred_on').notNull(),
    /** The category's own facts, checked against its manifest. */
    facts: jsonb('facts').notNull(),
    state: text('state').notNull(),
    /** What proves it: ENTRY (entered by a person) or the module whose workflow made it. */
    sourceType: text('source_type').notNull().default('ENTRY'),
    sourceId: uuid('source_id'),
    recordedBy: uuid('recorded_by').notNull(),
    decidedBy: uuid('decided_by'),
    decidedAt: instant('decided_at'),
    /** Why it was returned or reversed. */
    reason: text('reason'),
    /** On a reversal: the record it takes back. On a replacement: the returned or reversed record it stands for. */
    reversesId: uuid('reverses_id'),
    replacesId: uuid('replaces_id'),
    scoreYear: integer('score_year').notNull(),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('duty_records_member').on(t.organizationId, t.memberId, t.occurredOn, t.id),
    index('duty_records_date').on(t.organizationId, t.occurredOn, t.id),
    index('duty_records_state').on(t.organizationId, t.state, t.occurredOn, t.id),
    index('duty_records_category').on(t.organizationId, t.category, t.occurredOn, t.id),
    index('duty_records_year').on(t.organizationId, t.scoreYear, t.occurredOn, t.id),
    index('duty_records_created').on(t.organizationId, t.createdAt, t.id),
    // One fact of a workflow stands for a member once, whatever is sent twice or at once.
    uniqueIndex('duty_records_source')
      .on(t.organizationId, t.sourceType, t.sourceId, t.memberId, t.category)
      .where(sql`source_id is not null and state in ('PENDING', 'CONFIRMED')`),
    uniqueIndex('duty_records_reverses').on(t.organizationId, t.reversesId),
    uniqueIndex('duty_records_replaces').on(t.organizationId, t.replacesId),
    foreignKey({ columns: [t.organizationId, t.memberId], foreignColumns: [members.organizationId, members.id] }),
    foreignKey({ columns: [t.organizationId, t.reversesId], foreignColumns: [t.organizationId, t.id] }),
    foreignKey({ columns: [t.organizationId, t.replacesId], foreignColumns: [t.organizationId, t.id] }),
    check(
      'duty_records_state',
      sql`state in ('PENDING', 'CONFIRMED', 'RETURNED', 'WITHDRAWN', 'REVERSED', 'REVERSAL')`,
    ),
    check('duty_records_decision', sql`(state in ('PENDING', 'WITHDRAWN')) = (decided_at is null)`),
  ],
)

/** Evidence (佐证材料) of a duty record. */
export const dutyEvidence = pgTable(
  'duty_evidence',
  {
    organizationId: organizationId(),
    recordId: uuid('record_id').notNull(),
    fileId: uuid('file_id').notNull(),
    rank: integer('rank').notNull(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.recordId, t.fileId] }),
    index('duty_evidence_file').on(t.organizationId, t.fileId),
    foreignKey({
      columns: [t.organizationId, t.recordId],
      foreignColumns: [dutyRecords.organizationId, dutyRecords.id],
    }),
    foreignKey({ columns: [t.organizationId, t.fileId], foreignColumns: [files.organizationId, files.id] }),
  ],
)
