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
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, instant, organizationId, recordId, version } from '../../../platform/db/columns.ts'
import { assigningOffices, undertakingUnits } from '../../organizations/tables.ts'
import { isOneOf, memberKey } from '../keys.ts'
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

/** Replies (答复): one letter of a unit a round, to all proposers; each of them rates it. */
export const proposalReplies = pgTable(
  'proposal_replies',
  {
    organizationId: organizationId(),
    id: recordId(),
    proposalId: uuid('proposal_id').notNull(),
    handlingId: uuid('handling_id').notNull(),
    round: integer('round').notNull(),
    state: text('state').notNull(),
    replyClass: text('reply_class').notNull(),
    /** The class as the place writes it: A, B, C or D (policy). */
    localLetter: text('local_letter').notNull(),
    /** `[{ suggestion, answer }]`, an answer item by item. */
    items: jsonb('items').notNull(),
    body: text('body').notNull(),
    signerName: text('signer_name').notNull(),
    /** 发文字号, `同建函〔2024〕12号`, where the unit numbers its letters. */
    documentNumber: text('document_number'),
    contactName: text('contact_name').notNull(),
    contactPhone: text('contact_phone').notNull(),
    /** Of a planned one: when it will be done. */
    plannedFor: date('planned_for'),
    reviewNote: text('review_note').notNull().default(''),
    draftedBy: uuid('drafted_by').notNull(),
    reviewedBy: uuid('reviewed_by'),
    sentAt: instant('sent_at'),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('proposal_replies_proposal').on(t.organizationId, t.proposalId, t.id),
    index('proposal_replies_handling').on(t.organizationId, t.handlingId, t.id),
    index('proposal_replies_class').on(t.organizationId, t.replyClass, t.createdAt, t.id),
    uniqueIndex('proposal_replies_open')
      .on(t.organizationId, t.handlingId)
      .where(sql`state in ('DRAFT', 'COUNTERSIGNED')`),
    uniqueIndex('proposal_replies_in_force').on(t.organizationId, t.handlingId).where(sql`state = 'SENT'`),
    proposalKey(t.organizationId, t.proposalId),
    handlingKey(t.organizationId, t.handlingId),
    check('proposal_replies_state', isOneOf('state', ['DRAFT', 'COUNTERSIGNED', 'SENT', 'SUPERSEDED'])),
    check(
      'proposal_replies_class',
      isOneOf('reply_class', ['RESOLVED', 'IN_PROGRESS_OR_PLANNED', 'NOT_FEASIBLE_NOW', 'REFERENCE']),
    ),
    check('proposal_replies_sent', sql`(state = 'SENT') = (sent_at is not null) or state = 'SUPERSEDED'`),
  ],
)

/** Feedback (评价) of one proposer on one reply. */
export const proposalFeedback = pgTable(
  'proposal_feedback',
  {
    organizationId: organizationId(),
    id: recordId(),
    /** The proposal whose proposer speaks; of a merged one, not the one that was answered. */
    proposalId: uuid('proposal_id').notNull(),
    replyId: uuid('reply_id').notNull(),
    memberId: uuid('member_id').notNull(),
    result: text('result').notNull(),
    attitude: text('attitude').notNull(),
    overall: text('overall').notNull(),
    comment: text('comment').notNull().default(''),
    /** Came after the deadline: kept, and counted as none. */
    isLate: boolean('is_late').notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('proposal_feedback_once').on(t.organizationId, t.replyId, t.proposalId, t.memberId),
    index('proposal_feedback_proposal').on(t.organizationId, t.proposalId, t.id),
    index('proposal_feedback_member').on(t.organizationId, t.memberId),
    proposalKey(t.organizationId, t.proposalId),
    foreignKey({
      columns: [t.organizationId, t.replyId],
      foreignColumns: [proposalReplies.organizationId, proposalReplies.id],
    }),
    memberKey(t.organizationId, t.memberId),
    ...['result', 'attitude', 'overall'].map(name =>
      check(`proposal_feedback_${name}`, isOneOf(name, ['SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED'])),
    ),
  ],
)
