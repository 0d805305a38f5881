import { tokensOf } from '../../kernel/search.ts'
import type { Work } from '../../platform/commands/command.ts'
import type { Key } from '../../platform/graphql/compiler/resolvers.ts'
import { keysOf } from './similar/keys.ts'
import { BLOCKS, type ProposalTexts, symbolsOf } from './similar/symbols.ts'
import type { proposalSearch } from './similar/tables.ts'

/** The row by which a proposal with this text is found. */
export const searchRowOf = ({ organizationId, id }: Key, texts: ProposalTexts): typeof proposalSearch.$inferInsert => ({
  organizationId,
  proposalId: id,
  tokens: [...tokensOf(BLOCKS.map(block => texts[block]).join('\n')), ...keysOf(symbolsOf(texts))].join(' '),
})

const WRITE = {
  name: 'write_proposal_search',
  text: `insert into proposal_search (organization_id, proposal_id, tokens) values ($1, $2, $3)
    on conflict (organization_id, proposal_id) do update set tokens = excluded.tokens`,
}

/** Makes a new or changed text findable; with the command's last statements, waited for by the commit alone. */
export function writeSearch({ tx }: Work, key: Key, texts: ProposalTexts): void {
  const row = searchRowOf(key, texts)
  const values = [row.organizationId, row.proposalId, row.tokens]
  tx.closing(() => tx.client.query({ ...WRITE, values }))
}
