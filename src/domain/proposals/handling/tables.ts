import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
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
import { createdAt, instant, organizationId, recordId, version } from '../../../platform/db/columns.ts'
import { assigningOffices, undertakingUnits } from '../../organizations/tables.ts'
import { isOneOf } from '../keys.ts'
import { proposalKey } from '../tables.ts'

/** First hop: the committee hands the proposal to an assigning office, or (none) straight to units. */
export const proposalAssignments = pgTable(
  'proposal_assignments',
  {
    organizationId: organizationId(),
    id: recordId(),
    proposalId: uuid('proposal_id').notNull(),
    officeId: uuid('office_id'),
    state: text('state').notNull(),
    note: text('note').notNull().default(''),
    assignedBy: uuid('assigned_by').notNull(),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('proposal_assignments_proposal').on(t.organizationId, t.proposalId, t.id),
    index('proposal_assignments_office').on(t.organizationId, t.officeId, t.state, t.createdAt, t.id),
    index('proposal_assignments_created').on(t.organizationId, t.createdAt, t.id),
    proposalKey(t.organizationId, t.proposalId),
    foreignKey({
      columns: [t.organizationId, t.officeId],
      foreignColumns: [assigningOffices.organizationId, assigningOffices.id],
    }),
    check('proposal_assignments_state', isOneOf('state', ['ASSIGNED', 'DISPATCHED', 'RETURNED'])),
  ],
)

/** Second hop: one undertaking unit's part in a proposal. Deadlines hang here. */
export const proposalHandlings = pgTable(
  'proposal_handlings',
  {
    organizationId: organizationId(),
    id: recordId(),
    proposalId: uuid('proposal_id').notNull(),
    assignmentId: uuid('assignment_id').notNull(),
    unitId: uuid('unit_id').notNull(),
    role: text('role').notNull(),
    state: text('state').notNull(),
    round: integer('round').notNull().default(1),
    signedForAt: instant('signed_for_at'),
    contactedAt: instant('contacted_at'),
    repliedAt: instant('replied_at'),
    contactName: text('contact_name').notNull().default(''),
    contactPhone: text('contact_phone').notNull().default(''),
    /** A co-handler's opinion to the host. */
    opinion: text('opinion'),
    opinionAt: instant('opinion_at'),
    opinionWaivedReason: text('opinion_waived_reason'),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('proposal_handlings_proposal').on(t.organizationId, t.proposalId, t.id),
    index('proposal_handlings_unit').on(t.organizationId, t.unitId, t.state, t.createdAt, t.id),
    index('proposal_handlings_created').on(t.organizationId, t.createdAt, t.id),
    index('proposal_handlings_assignment').on(t.organizationId, t.assignmentId),
    uniqueIndex('proposal_handlings_standing')
      .on(t.organizationId, t.proposalId, t.unitId, t.round)
      .where(sql`state <> 'REASSIGNED'`),
    proposalKey(t.organizationId, t.proposalId),
    foreignKey({
      columns: [t.organizationId, t.assignmentId],
      foreignColumns: [proposalAssignments.organizationId, proposalAssignments.id],
    }),
    foreignKey({
      columns: [t.organizationId, t.unitId],
      foreignColumns: [undertakingUnits.organizationId, undertakingUnits.id],
    }),
    check('proposal_handlings_role', isOneOf('role', ['SOLE', 'HOST', 'CO_HANDLER', 'SEPARATE'])),
    check(
      'proposal_handlings_state',
      isOneOf('state', [
        'NEW',
        'SIGNED_FOR',
        'HANDLING',
        'REPLY_DRAFTED',
        'COUNTERSIGNED',
        'REPLIED',
        'OPINION_GIVEN',
        'RETURN_REQUESTED',
        'REASSIGNED',
      ]),
    ),
  ],
)

/** A reference to a unit's part in a proposal. */
export const handlingKey = (organizationId: AnyPgColumn, handlingId: AnyPgColumn) =>
  foreignKey({
    columns: [organizationId, handlingId],
    foreignColumns: [proposalHandlings.organizationId, proposalHandlings.id],
  })

/**
 * A unit's request to its assigner: to be relieved of it (退办), or to answer later (延期). What is replied or reassigned
 * before a decision lapses.
 */
export const proposalRequests = pgTable(
  'proposal_requests',
  {
    organizationId: organizationId(),
    id: recordId(),
    handlingId: uuid('handling_id').notNull(),
    kind: text('kind').notNull(),
    state: text('state').notNull(),
    reason: text('reason').notNull(),
    /** The new date that an extension asks for, then the one granted. */
    dueOn: date('due_on'),
    decisionNote: text('decision_note').notNull().default(''),
    requestedBy: uuid('requested_by').notNull(),
    decidedBy: uuid('decided_by'),
    decidedAt: instant('decided_at'),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('proposal_requests_handling').on(t.organizationId, t.handlingId, t.id),
    index('proposal_requests_state').on(t.organizationId, t.state, t.createdAt, t.id),
    index('proposal_requests_created').on(t.organizationId, t.createdAt, t.id),
    uniqueIndex('proposal_requests_pending').on(t.organizationId, t.handlingId).where(sql`state = 'PENDING'`),
    handlingKey(t.organizationId, t.handlingId),
    check('proposal_requests_kind', isOneOf('kind', ['RETURN', 'EXTENSION'])),
    check('proposal_requests_state', isOneOf('state', ['PENDING', 'GRANTED', 'REFUSED', 'LAPSED'])),
  ],
)

/** Deadlines (时限), kept with why they are what they are; a later policy or calendar changes none of them. */
export const proposalDeadlines = pgTable(
  'proposal_deadlines',
  {
    organizationId: organizationId(),
    id: recordId(),
    proposalId: uuid('proposal_id').notNull(),
    /** The unit's part it hangs on; none for the proposers' own. */
    handlingId: uuid('handling_id'),
    kind: text('kind').notNull(),
    startsOn: date('starts_on').notNull(),
    dueOn: date('due_on').notNull(),
    amberOn: date('amber_on').notNull(),
    metAt: instant('met_at'),
    /** An extension puts another deadline in its place. */
    isCurrent: boolean('is_current').notNull().default(true),
    explanation: jsonb('explanation').notNull(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('proposal_deadlines_proposal').on(t.organizationId, t.proposalId, t.dueOn, t.id),
    index('proposal_deadlines_handling').on(t.organizationId, t.handlingId, t.dueOn, t.id),
    uniqueIndex('proposal_deadlines_current')
      .on(t.organizationId, t.proposalId, t.kind, sql`coalesce(handling_id, proposal_id)`)
      .where(sql`is_current`),
    index('proposal_deadlines_open').on(t.organizationId, t.dueOn, t.id).where(sql`met_at is null and is_current`),
    proposalKey(t.organizationId, t.proposalId),
    handlingKey(t.organizationId, t.handlingId),
    check(
      'proposal_deadlines_kind',
      isOneOf('kind', ['RETURN', 'FIRST_CONTACT', 'CO_HANDLER_OPINION', 'REPLY', 'FEEDBACK', 'REHANDLING']),
    ),
  ],
)
