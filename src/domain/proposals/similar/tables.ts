import { index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { organizationId, tsvector } from '../../../platform/db/columns.ts'
import { proposalKey } from '../tables.ts'

/**
 * How the text in force is found: by its words (kernel/search.ts), and by the keys of its likeness (similar/keys.ts). Apart from
 * the proposal, because a row whose state changes is written into every index of its table again.
 */
export const proposalSearch = pgTable(
  'proposal_search',
  {
    organizationId: organizationId(),
    proposalId: uuid('proposal_id').notNull(),
    tokens: tsvector('tokens').notNull(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.proposalId] }),
    index('proposal_search_tokens').using('gin', t.tokens),
    proposalKey(t.organizationId, t.proposalId),
  ],
)
