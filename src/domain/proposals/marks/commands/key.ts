import { formatGlobalId } from '../../../../kernel/ids.ts'
import { Refused, userError } from '../../../../kernel/user-error.ts'
import { command } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { reverseDutyOfSource } from '../../../duty/port.ts'
import { keyOf, lockProposal, moveProposal, type ProposalTarget, recordProposal, stateAfter } from '../../commands.ts'
import { dutySourceOf, recordDutiesOf } from '../../duties.ts'
import { noteEvent } from '../../history/events.ts'
import { noteOf, type Reasoned, reasonOf } from '../../notes.ts'
import { leaderOf } from '../leaders.ts'

interface Marking extends ProposalTarget {
  readonly input: { readonly leader: string; readonly note?: string | null }
}

/** Chooses a key proposal (重点提案), or gives it another leader. Its proposers' duty records of it stand once. */
export const proposalMarkKey = command<Marking, Key>('proposalMarkKey', async (work, { input, ...target }) => {
  const locked = await lockProposal(work, target, 'MARK_KEY')
  stateAfter(locked, 'MARK_KEY')
  const { organizationId } = locked.row
  const keyLeaderId = await leaderOf(work, organizationId, input.leader, 'input.leader')
  if (locked.row.isKey && locked.row.keyLeaderId === keyLeaderId) throw new Refused(alreadyKey)
  const note = noteOf(input.note)
  const row = await moveProposal(work, locked.row, { isKey: true, keyLeaderId })
  await recordDutiesOf(work, [row], 'PROPOSAL_KEY')
  recordProposal(work, row, { isKey: true, keyLeaderId })
  const facts = { leader: formatGlobalId('mem', organizationId, keyLeaderId) }
  await noteEvent(work, row, { action: 'MARK_KEY', audience: 'ALL', note, facts })
  return keyOf(row)
})

/** Takes the choice back, and the duty records with it. The supervisions that were held stay. */
export const proposalUnmarkKey = command<ProposalTarget & Reasoned, Key>(
  'proposalUnmarkKey',
  async (work, { input, ...target }) => {
    const locked = await lockProposal(work, target, 'MARK_KEY')
    stateAfter(locked, 'MARK_KEY')
    if (!locked.row.isKey) throw new Refused(notKey)
    const reason = reasonOf({ input })
    const row = await moveProposal(work, locked.row, { isKey: false, keyLeaderId: null })
    await reverseDutyOfSource(work, dutySourceOf(row), reason, 'PROPOSAL_KEY')
    recordProposal(work, row, { isKey: false, keyLeaderId: null })
    await noteEvent(work, row, { action: 'UNMARK_KEY', audience: 'ALL', note: reason })
    return keyOf(row)
  },
)

const alreadyKey = userError(
  'ALREADY_MARKED',
  'input.leader',
  '已是由该领导督办的重点提案',
  'It is a key proposal led by this member already',
)

const notKey = userError('NOT_KEY', 'id', '该提案不是重点提案', 'It is not a key proposal')
