import { sql } from 'drizzle-orm'
import {
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
import { createdAt, instant, organizationId, recordId, version } from '../../../../platform/db/columns.ts'
import { files } from '../../../files/tables.ts'
import { isOneOf, memberKey } from '../../keys.ts'
import { proposalKey } from '../../tables.ts'
import { handlingKey } from '../tables.ts'

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

/** Feedback (评价) of one proposer on one reply: of a member, or of the body of a collective proposal. */
export const proposalFeedback = pgTable(
  'proposal_feedback',
  {
    organizationId: organizationId(),
    id: recordId(),
    /** The proposal whose proposer speaks; of a merged one, not the one that was answered. */
    proposalId: uuid('proposal_id').notNull(),
    replyId: uuid('reply_id').notNull(),
    /** Null: of the body, which answered on paper. What its contact gives himself stands under his name. */
    memberId: uuid('member_id'),
    /** When the office received the paper; null also where it came from a list of an earlier year. */
    receivedOn: date('received_on'),
    /** The signed or sealed sheet. */
    sheetFileId: uuid('sheet_file_id'),
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
    unique('proposal_feedback_once').on(t.organizationId, t.replyId, t.proposalId, t.memberId).nullsNotDistinct(),
    index('proposal_feedback_proposal').on(t.organizationId, t.proposalId, t.id),
    index('proposal_feedback_member').on(t.organizationId, t.memberId),
    index('proposal_feedback_sheet').on(t.organizationId, t.sheetFileId),
    proposalKey(t.organizationId, t.proposalId),
    foreignKey({
      columns: [t.organizationId, t.replyId],
      foreignColumns: [proposalReplies.organizationId, proposalReplies.id],
    }),
    memberKey(t.organizationId, t.memberId),
    foreignKey({ columns: [t.organizationId, t.sheetFileId], foreignColumns: [files.organizationId, files.id] }),
    check('proposal_feedback_paper', sql`member_id is null or (received_on is null and sheet_file_id is null)`),
    ...['result', 'attitude', 'overall'].map(name =>
      check(`proposal_feedback_${name}`, isOneOf(name, ['SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED'])),
    ),
  ],
)
