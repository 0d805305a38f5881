import { Refused, userError } from '../../../../kernel/user-error.ts'
import { command } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { keyOf, lockProposal, moveProposal, type ProposalTarget, recordProposal, stateAfter } from '../../commands.ts'
import { noteEvent } from '../../history/events.ts'
import { type Reasoned, reasonOf } from '../../notes.ts'

/** The committee's consent beside the proposer's (rules, section 1, Marks): with both, all members see it. */
export const proposalPublish = command<ProposalTarget, Key>('proposalPublish', async (work, target) => {
  const locked = await lockProposal(work, target, 'PUBLISH')
  stateAfter(locked, 'PUBLISH')
  if (locked.row.publishedAt !== null) throw new Refused(alreadyPublished)
  const row = await moveProposal(work, locked.row, { publishedAt: work.now.toISOString() })
  recordProposal(work, row, { publishedAt: row.publishedAt })
  await noteEvent(work, row, { action: 'PUBLISH', audience: 'ALL' })
  return keyOf(row)
})

export const proposalUnpublish = command<ProposalTarget & Reasoned, Key>(
  'proposalUnpublish',
  async (work, { input, ...target }) => {
    const locked = await lockProposal(work, target, 'PUBLISH')
    stateAfter(locked, 'PUBLISH')
    if (locked.row.publishedAt === null) throw new Refused(notPublished)
    const note = reasonOf({ input })
    const row = await moveProposal(work, locked.row, { publishedAt: null })
    recordProposal(work, row, { publishedAt: null })
    await noteEvent(work, row, { action: 'UNPUBLISH', audience: 'PROPOSERS', note })
    return keyOf(row)
  },
)

/** Closes the file of a proposal that is done with. It stays to be read. */
export const proposalArchive = command<ProposalTarget, Key>('proposalArchive', async (work, target) => {
  const locked = await lockProposal(work, target, 'ARCHIVE')
  const state = stateAfter(locked, 'ARCHIVE')
  const row = await moveProposal(work, locked.row, { state })
  recordProposal(work, row, { state })
  await noteEvent(work, row, { action: 'ARCHIVE', from: locked.state, to: state, audience: 'ALL' })
  return keyOf(row)
})

const alreadyPublished = userError('ALREADY_MARKED', 'id', '该提案已公开', 'The proposal is published already')

const notPublished = userError('NOT_PUBLISHED', 'id', '该提案未公开', 'The proposal is not published')
