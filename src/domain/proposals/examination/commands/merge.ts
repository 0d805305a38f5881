import { and, eq, inArray, sql } from 'drizzle-orm'
import { Refused } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import {
  globalIdOf,
  keyOf,
  lockProposal,
  moveProposal,
  type ProposalRow,
  type ProposalTarget,
  recordProposal,
} from '../../commands.ts'
import { noteEvent, noteEvents } from '../../history/events.ts'
import { noteOf } from '../../notes.ts'
import { proposals } from '../../tables.ts'
import { lockInOrder, lockProposals } from '../lock-many.ts'
import { childErrors, numberError, targetError } from '../rules.ts'

interface Merging extends ProposalTarget {
  readonly input: { readonly proposals: readonly ProposalTarget[]; readonly note?: string | null }
}

/**
 * Merges proposals into a target: the same matter is handled once, each keeps its own number, and its proposers are answered
 * and asked separately (rules, section 1, Merging). All of them or none.
 */
export const proposalMerge = command<Merging, Key>('proposalMerge', async (work, { input, ...given }) => {
  const wrongNumber = numberError(input.proposals.length, 'input.proposals')
  if (wrongNumber) throw new Refused(wrongNumber)
  await lockInOrder(work, [given, ...input.proposals])
  const { row: target } = await lockProposal(work, given, 'MERGE')
  const wrongTarget = targetError(target)
  if (wrongTarget) throw new Refused(wrongTarget)
  const children = await childrenOf(work, target, input.proposals)
  const note = noteOf(input.note)
  await mergeInto(work, target, children, note)
  await takeIn(work, target, children, note)
  return keyOf(target)
})

async function childrenOf(
  work: Work,
  target: ProposalRow,
  given: readonly ProposalTarget[],
): Promise<readonly ProposalRow[]> {
  const items = await lockProposals(work, given, 'MERGE', 'input.proposals')
  const errors = items.flatMap((item, index) =>
    'errors' in item ? item.errors : childErrors(item.locked.row, target, `input.proposals.${index}.id`),
  )
  if (errors.length > 0) throw new Refused(...errors)
  return items.flatMap(item => ('locked' in item ? [item.locked.row] : []))
}

async function mergeInto(
  work: Work,
  target: ProposalRow,
  children: readonly ProposalRow[],
  note: string,
): Promise<void> {
  const content = { state: 'MERGED', mergedIntoId: target.id }
  const ids = children.map(({ id }) => id)
  await work.db
    .update(proposals)
    .set({ ...content, version: sql`${proposals.version} + 1` })
    .where(and(eq(proposals.organizationId, target.organizationId), inArray(proposals.id, ids)))
  for (const child of children) recordProposal(work, { ...child, version: child.version + 1 }, content)
  await noteEvents(
    work,
    children.map(proposal => ({
      proposal,
      event: {
        ...{ action: 'MERGE', from: proposal.state, to: content.state, audience: 'PROPOSERS', note },
        facts: { into: globalIdOf(target) },
      },
    })),
  )
}

/** The target's next version: whoever read it before does not assign it without what it took in. */
async function takeIn(work: Work, target: ProposalRow, children: readonly ProposalRow[], note: string): Promise<void> {
  const row = await moveProposal(work, target, {})
  const facts = { mergedFrom: children.map(globalIdOf) }
  recordProposal(work, row, facts)
  await noteEvent(work, row, { action: 'MERGE', audience: 'PROPOSERS', note, facts })
}
