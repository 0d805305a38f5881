import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { keyOf, lockProposal, moveProposal, type ProposalTarget, recordProposal, stateAfter } from '../../commands.ts'
import { noteEvent } from '../../history/events.ts'
import { noteOf, type Reasoned, reasonOf } from '../../notes.ts'

interface Check extends ProposalTarget {
  readonly input?: { readonly note?: string | null } | null
}

export const proposalFirstCheck = command<Check, Key>('proposalFirstCheck', (work, check) =>
  checkAs(work, check, 'FIRST_CHECK'),
)

/** By another person than the first check's, where the policy says so (guard anotherChecker). */
export const proposalRecheck = command<Check, Key>('proposalRecheck', (work, check) => checkAs(work, check, 'RECHECK'))

/** Who checked stands in the event, which is the office's own. */
async function checkAs(work: Work, { input, ...target }: Check, action: 'FIRST_CHECK' | 'RECHECK'): Promise<Key> {
  const locked = await lockProposal(work, target, action)
  const to = stateAfter(locked, action)
  const note = noteOf(input?.note)
  const row = await moveProposal(work, locked.row, { state: to })
  recordProposal(work, row, { state: to })
  await noteEvent(work, row, { action, from: locked.state, to, audience: 'OFFICE', note })
  return keyOf(row)
}

/** Back to the proposers, who read why. The receipt number stays with it. */
export const proposalReturnForRevision = command<ProposalTarget & Reasoned, Key>(
  'proposalReturnForRevision',
  async (work, { input, ...target }) => {
    const action = 'RETURN_FOR_REVISION'
    const locked = await lockProposal(work, target, action)
    const to = stateAfter(locked, action)
    const decisionNote = reasonOf({ input })
    const row = await moveProposal(work, locked.row, { state: to, decisionNote })
    recordProposal(work, row, { state: to, decisionNote })
    await noteEvent(work, row, { action, from: locked.state, to, audience: 'PROPOSERS', note: decisionNote })
    return keyOf(row)
  },
)
