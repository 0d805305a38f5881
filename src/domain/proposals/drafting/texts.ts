import { newId } from '../../../kernel/ids.ts'
import type { Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { writeSearch } from '../search-rows.ts'
import type { ProposalTexts } from '../similar/symbols.ts'
import { proposalTexts } from '../tables.ts'

/** Keeps a version of a proposal's text, and makes it findable. */
export async function keepText(work: Work, key: Key, number: number, texts: ProposalTexts): Promise<void> {
  const { title, situation, analysis, suggestions } = texts
  await work.db.insert(proposalTexts).values({
    ...{ organizationId: key.organizationId, id: newId(), proposalId: key.id, number },
    ...{ title, situation, analysis, suggestions },
    ...{ writtenBy: work.viewer.accountId ?? '', createdAt: work.now.toISOString() },
  })
  writeSearch(work, key, texts)
}
