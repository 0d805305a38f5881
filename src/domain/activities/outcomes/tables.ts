import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, instant, organizationId, recordId, version } from '../../../platform/db/columns.ts'
import { files } from '../../files/tables.ts'
import { members } from '../../members/tables.ts'
import { undertakingUnits } from '../../organizations/tables.ts'
import { researchTopics } from '../research/tables.ts'
import { activityKey } from '../tables.ts'

const refersTo = (
  organization: AnyPgColumn,
  column: AnyPgColumn,
  [theirOrganization, theirId]: [AnyPgColumn, AnyPgColumn],
) => foreignKey({ columns: [organization, column], foreignColumns: [theirOrganization, theirId] })

/** Outcomes (成果) of activities: what was written, found and done; problems and measures are followed up to closure. */
export const activityOutcomes = pgTable(
  'activity_outcomes',
  {
    organizationId: organizationId(),
    id: recordId(),
    /** Where it came about; a report may belong to a topic as a whole. */
    activityId: uuid('activity_id'),
    researchTopicId: uuid('research_topic_id'),
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    body: text('body').notNull().default(''),
    fileId: uuid('file_id'),
    /** Of a measure: the problem that it is to solve. */
    problemId: uuid('problem_id'),
    ownerName: text('owner_name'),
    ownerUnitId: uuid('owner_unit_id'),
    ownerMemberId: uuid('owner_member_id'),
    dueOn: date('due_on'),
    /** Of a service deed. */
    deedKind: text('deed_kind'),
    beneficiaries: integer('beneficiaries'),
    state: text('state').notNull(),
    proof: text('proof'),
    proofFileId: uuid('proof_file_id'),
    closedOn: date('closed_on'),
    /** Why it was last reopened or withdrawn. */
    reason: text('reason'),
    createdBy: uuid('created_by').notNull(),
    version: version(),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
    /** What work lists are ordered by: what has no date comes last. */
    listedDueOn: date('listed_due_on').notNull().generatedAlwaysAs(sql`coalesce(due_on, '9999-12-31'::date)`),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('activity_outcomes_created').on(t.organizationId, t.createdAt, t.id),
    index('activity_outcomes_activity').on(t.organizationId, t.activityId, t.createdAt, t.id),
    index('activity_outcomes_kind').on(t.organizationId, t.kind, t.createdAt, t.id),
    index('activity_outcomes_due').on(t.organizationId, t.listedDueOn, t.id),
    index('activity_outcomes_state').on(t.organizationId, t.state, t.listedDueOn, t.id),
    index('activity_outcomes_topic').on(t.organizationId, t.researchTopicId),
    index('activity_outcomes_problem').on(t.organizationId, t.problemId),
    index('activity_outcomes_unit').on(t.organizationId, t.ownerUnitId, t.listedDueOn, t.id),
    index('activity_outcomes_member').on(t.organizationId, t.ownerMemberId, t.listedDueOn, t.id),
    index('activity_outcomes_file').on(t.organizationId, t.fileId),
    index('activity_outcomes_proof_file').on(t.organizationId, t.proofFileId),
    activityKey(t.organizationId, t.activityId),
    refersTo(t.organizationId, t.researchTopicId, [researchTopics.organizationId, researchTopics.id]),
    refersTo(t.organizationId, t.problemId, [t.organizationId, t.id]),
    refersTo(t.organizationId, t.ownerUnitId, [undertakingUnits.organizationId, undertakingUnits.id]),
    refersTo(t.organizationId, t.ownerMemberId, [members.organizationId, members.id]),
    refersTo(t.organizationId, t.fileId, [files.organizationId, files.id]),
    refersTo(t.organizationId, t.proofFileId, [files.organizationId, files.id]),
    check(
      'activity_outcomes_kind',
      sql`kind in ('REPORT', 'SUGGESTION', 'PROBLEM', 'MEASURE', 'OPINION_REPORT', 'PROPOSAL', 'SERVICE_DEED')`,
    ),
    check('activity_outcomes_state', sql`state in ('OPEN', 'DONE', 'SOLVED_ON_SITE', 'WITHDRAWN')`),
    check('activity_outcomes_source', sql`num_nonnulls(activity_id, research_topic_id) = 1`),
    check('activity_outcomes_owner', sql`num_nonnulls(owner_name, owner_unit_id, owner_member_id) <= 1`),
    check('activity_outcomes_measure', sql`problem_id is null or kind = 'MEASURE'`),
    check('activity_outcomes_deed', sql`(kind = 'SERVICE_DEED') = (deed_kind is not null)`),
    check(
      'activity_outcomes_deed_kind',
      sql`deed_kind in ('PRACTICAL_MATTER', 'KEY_PROJECT', 'ENTERPRISE', 'HOUSEHOLD')`,
    ),
    check(
      'activity_outcomes_beneficiaries',
      sql`beneficiaries is null or (beneficiaries > 0 and kind = 'SERVICE_DEED')`,
    ),
  ],
)

/** Members named with an outcome: who wrote the report, who did the deed. */
export const activityOutcomeMembers = pgTable(
  'activity_outcome_members',
  {
    organizationId: organizationId(),
    outcomeId: uuid('outcome_id').notNull(),
    memberId: uuid('member_id').notNull(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.outcomeId, t.memberId] }),
    index('activity_outcome_members_member').on(t.organizationId, t.memberId, t.outcomeId),
    refersTo(t.organizationId, t.outcomeId, [activityOutcomes.organizationId, activityOutcomes.id]),
    refersTo(t.organizationId, t.memberId, [members.organizationId, members.id]),
  ],
)

/** What an owner was told who keeps people waiting (催办); written once. */
export const activityOutcomeUrges = pgTable(
  'activity_outcome_urges',
  {
    organizationId: organizationId(),
    id: recordId(),
    outcomeId: uuid('outcome_id').notNull(),
    words: text('words').notNull(),
    urgedBy: uuid('urged_by').notNull(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('activity_outcome_urges_outcome').on(t.organizationId, t.outcomeId, t.createdAt, t.id),
    refersTo(t.organizationId, t.outcomeId, [activityOutcomes.organizationId, activityOutcomes.id]),
  ],
)
