import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
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
import { createdAt, instant, organizationId, recordId, version } from '../../platform/db/columns.ts'
import { files } from '../files/tables.ts'
import { notFilingGrounds, parties, sectors, sessions, specialCommittees, terms } from '../organizations/tables.ts'
import { isOneOf, memberKey } from './keys.ts'

/** Proposals (提案), rules section 1. The text in force stands here, the earlier ones in proposal_texts. */
export const proposals = pgTable(
  'proposals',
  {
    organizationId: organizationId(),
    id: recordId(),
    termId: uuid('term_id').notNull(),
    /** The session it counts to; given at submission. */
    sessionId: uuid('session_id'),
    /** SESSION or ORDINARY; given at submission. */
    period: text('period'),
    proposerKind: text('proposer_kind').notNull(),
    /** First proposer of members' proposals, convenor or contact of a collective one. */
    firstProposerId: uuid('first_proposer_id'),
    partyId: uuid('party_id'),
    specialCommitteeId: uuid('special_committee_id'),
    sectorId: uuid('sector_id'),
    /** Name of a people's organization or a member group. */
    bodyName: text('body_name').notNull().default(''),
    /** The sealed sheet of a collective proposal. */
    sealFileId: uuid('seal_file_id'),
    title: text('title').notNull(),
    situation: text('situation').notNull(),
    analysis: text('analysis').notNull(),
    suggestions: text('suggestions').notNull(),
    textNumber: integer('text_number').notNull().default(1),
    isResearched: boolean('is_researched').notNull().default(false),
    isSelfWritten: boolean('is_self_written').notNull().default(false),
    consentsToPublication: boolean('consents_to_publication').notNull().default(false),
    suggestedUnits: text('suggested_units').notNull().default(''),
    state: text('state').notNull(),
    receiptNumber: integer('receipt_number'),
    caseNumber: integer('case_number'),
    submittedAt: instant('submitted_at'),
    filedAt: instant('filed_at'),
    closedAt: instant('closed_at'),
    groundId: uuid('ground_id'),
    disposition: text('disposition'),
    /** What the office tells the proposers: why returned, not filed, closed. */
    decisionNote: text('decision_note').notNull().default(''),
    mergedIntoId: uuid('merged_into_id'),
    /** 1 until a dissatisfied feedback opens re-handling, then 2. */
    round: integer('round').notNull().default(1),
    isKey: boolean('is_key').notNull().default(false),
    keyLeaderId: uuid('key_leader_id'),
    excellentYear: integer('excellent_year'),
    /** When the committee consented to publication; public means this and the proposer's consent. */
    publishedAt: instant('published_at'),
    createdBy: uuid('created_by').notNull(),
    version: version(),
    createdAt: createdAt(),
    /** What lists are ordered by: when it was submitted, of a draft when it was begun. */
    listedAt: instant('listed_at').notNull().generatedAlwaysAs(sql`coalesce(submitted_at, created_at)`),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('proposals_listed').on(t.organizationId, t.listedAt, t.id),
    index('proposals_created').on(t.organizationId, t.createdAt, t.id),
    index('proposals_state').on(t.organizationId, t.state, t.createdAt, t.id),
    index('proposals_session').on(t.organizationId, t.sessionId, t.createdAt, t.id),
    index('proposals_term').on(t.organizationId, t.termId, t.createdAt, t.id),
    index('proposals_submitted').on(t.organizationId, t.submittedAt, t.id),
    index('proposals_first_proposer').on(t.organizationId, t.firstProposerId, t.createdAt, t.id),
    index('proposals_party').on(t.organizationId, t.partyId),
    index('proposals_committee').on(t.organizationId, t.specialCommitteeId),
    index('proposals_sector').on(t.organizationId, t.sectorId),
    index('proposals_seal').on(t.organizationId, t.sealFileId),
    index('proposals_ground').on(t.organizationId, t.groundId),
    index('proposals_merged').on(t.organizationId, t.mergedIntoId),
    index('proposals_key_leader').on(t.organizationId, t.keyLeaderId),
    index('proposals_key').on(t.organizationId, t.createdAt, t.id).where(sql`is_key`),
    index('proposals_excellent').on(t.organizationId, t.excellentYear, t.createdAt, t.id),
    index('proposals_public').on(t.organizationId, t.publishedAt, t.id).where(sql`published_at is not null`),
    uniqueIndex('proposals_receipt').on(t.organizationId, t.sessionId, t.receiptNumber),
    uniqueIndex('proposals_case').on(t.organizationId, t.sessionId, t.caseNumber),
    foreignKey({ columns: [t.organizationId, t.termId], foreignColumns: [terms.organizationId, terms.id] }),
    foreignKey({ columns: [t.organizationId, t.sessionId], foreignColumns: [sessions.organizationId, sessions.id] }),
    memberKey(t.organizationId, t.firstProposerId),
    memberKey(t.organizationId, t.keyLeaderId),
    foreignKey({ columns: [t.organizationId, t.partyId], foreignColumns: [parties.organizationId, parties.id] }),
    foreignKey({
      columns: [t.organizationId, t.specialCommitteeId],
      foreignColumns: [specialCommittees.organizationId, specialCommittees.id],
    }),
    foreignKey({ columns: [t.organizationId, t.sectorId], foreignColumns: [sectors.organizationId, sectors.id] }),
    foreignKey({ columns: [t.organizationId, t.sealFileId], foreignColumns: [files.organizationId, files.id] }),
    foreignKey({
      columns: [t.organizationId, t.groundId],
      foreignColumns: [notFilingGrounds.organizationId, notFilingGrounds.id],
    }),
    foreignKey({ columns: [t.organizationId, t.mergedIntoId], foreignColumns: [t.organizationId, t.id] }),
    check(
      'proposals_state',
      isOneOf('state', [
        'DRAFT',
        'CO_SIGNING',
        'SUBMITTED',
        'RETURNED_FOR_REVISION',
        'FIRST_CHECKED',
        'RECHECKED',
        'FILED',
        'NOT_FILED',
        'WITHDRAWN',
        'MERGED',
        'ASSIGNED',
        'IN_HANDLING',
        'REPLIED',
        'FEEDBACK',
        'REHANDLING',
        'CLOSED',
        'CLOSED_WITH_DISSENT',
        'TRACKING',
        'ARCHIVED',
      ]),
    ),
    check('proposals_period', isOneOf('period', ['SESSION', 'ORDINARY'])),
    check(
      'proposals_proposer_kind',
      isOneOf('proposer_kind', [
        'MEMBER',
        'MEMBERS_JOINT',
        'PARTY',
        'PEOPLES_ORGANIZATION',
        'SPECIAL_COMMITTEE',
        'SECTOR',
        'MEMBER_GROUP',
      ]),
    ),
    check(
      'proposals_disposition',
      isOneOf('disposition', ['RETURNED', 'TO_OPINION_REPORT', 'TO_MICRO_SUGGESTION', 'TO_PETITION_OFFICE', 'KEPT']),
    ),
    check('proposals_not_filed', sql`(disposition is null) = (ground_id is null)`),
    check('proposals_case_number', sql`case_number is null or filed_at is not null`),
  ],
)

/** A reference to a proposal of the same committee. */
export const proposalKey = (organizationId: AnyPgColumn, proposalId: AnyPgColumn) =>
  foreignKey({ columns: [organizationId, proposalId], foreignColumns: [proposals.organizationId, proposals.id] })

/** Every text that a proposal ever had, the one in force among them. */
export const proposalTexts = pgTable(
  'proposal_texts',
  {
    organizationId: organizationId(),
    id: recordId(),
    proposalId: uuid('proposal_id').notNull(),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    situation: text('situation').notNull(),
    analysis: text('analysis').notNull(),
    suggestions: text('suggestions').notNull(),
    writtenBy: uuid('written_by').notNull(),
    /** When it was submitted; a text that never was is its proposers' own. */
    submittedAt: instant('submitted_at'),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('proposal_texts_number').on(t.organizationId, t.proposalId, t.number),
    proposalKey(t.organizationId, t.proposalId),
  ],
)

/** First proposer, co-signers (联名) and endorsers (附议). An invitation that ran out is expired, not declined. */
export const proposalSigners = pgTable(
  'proposal_signers',
  {
    organizationId: organizationId(),
    id: recordId(),
    proposalId: uuid('proposal_id').notNull(),
    memberId: uuid('member_id').notNull(),
    role: text('role').notNull(),
    state: text('state').notNull(),
    rank: integer('rank').notNull(),
    /** The text that was accepted; another one has to be accepted again. */
    textNumber: integer('text_number'),
    invitedAt: instant('invited_at').notNull(),
    expiresAt: instant('expires_at'),
    answeredAt: instant('answered_at'),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('proposal_signers_member').on(t.organizationId, t.proposalId, t.memberId),
    index('proposal_signers_of').on(t.organizationId, t.memberId, t.state, t.invitedAt, t.id),
    proposalKey(t.organizationId, t.proposalId),
    memberKey(t.organizationId, t.memberId),
    check('proposal_signers_role', isOneOf('role', ['FIRST', 'CO_SIGNER', 'ENDORSER'])),
    check('proposal_signers_state', isOneOf('state', ['INVITED', 'ACCEPTED', 'DECLINED', 'CANCELLED'])),
  ],
)

/** Attachments (附件), 5 at most by default. */
export const proposalAttachments = pgTable(
  'proposal_attachments',
  {
    organizationId: organizationId(),
    proposalId: uuid('proposal_id').notNull(),
    fileId: uuid('file_id').notNull(),
    rank: integer('rank').notNull(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.proposalId, t.fileId] }),
    index('proposal_attachments_file').on(t.organizationId, t.fileId),
    proposalKey(t.organizationId, t.proposalId),
    foreignKey({ columns: [t.organizationId, t.fileId], foreignColumns: [files.organizationId, files.id] }),
  ],
)

/** Last receipt and case number of a session: a locked row, so that numbers have no gap and are never used twice. */
export const proposalCounters = pgTable(
  'proposal_counters',
  {
    organizationId: organizationId(),
    sessionId: uuid('session_id').notNull(),
    kind: text('kind').notNull(),
    last: integer('last').notNull(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.sessionId, t.kind] }),
    foreignKey({ columns: [t.organizationId, t.sessionId], foreignColumns: [sessions.organizationId, sessions.id] }),
    check('proposal_counters_kind', isOneOf('kind', ['RECEIPT', 'CASE'])),
  ],
)
