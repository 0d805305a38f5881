import { check, date, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, organizationId, recordId, version } from '../../../platform/db/columns.ts'
import { isOneOf, memberKey } from '../keys.ts'
import { proposalKey } from '../tables.ts'

/** Supervision (督办) of a key proposal: who led it, when, how, what came of it. */
export const proposalSupervisions = pgTable(
  'proposal_supervisions',
  {
    organizationId: organizationId(),
    id: recordId(),
    proposalId: uuid('proposal_id').notNull(),
    leaderId: uuid('leader_id').notNull(),
    heldOn: date('held_on').notNull(),
    form: text('form').notNull(),
    record: text('record').notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('proposal_supervisions_proposal').on(t.organizationId, t.proposalId, t.heldOn, t.id),
    index('proposal_supervisions_leader').on(t.organizationId, t.leaderId),
    proposalKey(t.organizationId, t.proposalId),
    memberKey(t.organizationId, t.leaderId),
    check(
      'proposal_supervisions_form',
      isOneOf('form', ['MEETING', 'FIELD_VISIT', 'RESEARCH', 'CONSULTATION', 'WRITTEN']),
    ),
  ],
)

/** A proposal's way through the yearly rounds of excellent proposals (优秀提案评选). */
export const proposalNominations = pgTable(
  'proposal_nominations',
  {
    organizationId: organizationId(),
    id: recordId(),
    proposalId: uuid('proposal_id').notNull(),
    year: integer('year').notNull(),
    round: integer('round').notNull(),
    state: text('state').notNull(),
    comment: text('comment').notNull().default(''),
    decidedBy: uuid('decided_by'),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('proposal_nominations_round').on(t.organizationId, t.proposalId, t.year, t.round),
    index('proposal_nominations_year').on(t.organizationId, t.year, t.round, t.id),
    proposalKey(t.organizationId, t.proposalId),
    check('proposal_nominations_state', isOneOf('state', ['NOMINATED', 'PASSED', 'ELIMINATED', 'AWARDED'])),
  ],
)
