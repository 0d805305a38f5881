import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, organizationId, recordId } from '../../../platform/db/columns.ts'
import { handlingKey } from '../handling/tables.ts'
import { isOneOf } from '../keys.ts'
import { proposalKey } from '../tables.ts'

/** History (办理过程): who did what when, from which state to which. Written by every command, never changed. */
export const proposalEvents = pgTable(
  'proposal_events',
  {
    organizationId: organizationId(),
    id: recordId(),
    proposalId: uuid('proposal_id').notNull(),
    handlingId: uuid('handling_id'),
    action: text('action').notNull(),
    fromState: text('from_state'),
    toState: text('to_state'),
    /** Who may read it: OFFICE, HANDLERS (and the office), PROPOSERS (and the office), ALL who see the proposal. */
    audience: text('audience').notNull(),
    note: text('note').notNull().default(''),
    facts: jsonb('facts').notNull().default(sql`'{}'`),
    actorId: uuid('actor_id'),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('proposal_events_proposal').on(t.organizationId, t.proposalId, t.createdAt, t.id),
    index('proposal_events_handling').on(t.organizationId, t.handlingId, t.createdAt, t.id),
    proposalKey(t.organizationId, t.proposalId),
    handlingKey(t.organizationId, t.handlingId),
    check('proposal_events_audience', isOneOf('audience', ['OFFICE', 'HANDLERS', 'PROPOSERS', 'ALL'])),
  ],
)
