import { command } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { reverseDutyOfSource } from '../../duty/port.ts'
import {
  keyOf,
  lockProposal,
  moveProposal,
  type ProposalTarget,
  recordProposal,
  stateAfter,
  textOf,
} from '../commands.ts'
import { dutySourceOf } from '../duties.ts'
import { noteEvent } from '../history/events.ts'
import { endNominations } from '../marks/nominations.ts'
import { REASON_MAX } from '../rules.ts'

type Withdraw = ProposalTarget & { readonly input: { readonly reason: string } }

/** The first proposer takes it back, before it is assigned; what it proved is reversed, its numbers are not used again. */
export const proposalWithdraw = command<Withdraw, Key>('proposalWithdraw', async (work, { input, ...target }) => {
  const locked = await lockProposal(work, target, 'WITHDRAW')
  const state = stateAfter(locked, 'WITHDRAW')
  const note = textOf('input.reason', input.reason, { max: REASON_MAX, multiline: true })
  const row = await moveProposal(work, locked.row, { state, ...UNMARKED })
  if (row.submittedAt !== null) await reverseDutyOfSource(work, dutySourceOf(row), WITHDRAWN)
  await endNominations(work, row, WITHDRAWN)
  await noteEvent(work, row, { action: 'WITHDRAW', from: locked.state, to: state, audience: 'ALL', note })
  recordProposal(work, row, { state, reason: note, ...UNMARKED })
  return keyOf(row)
})

const WITHDRAWN = '提案者撤案'

/** What was chosen as key or excellent, or published, is so no longer: the marks go as the duty records that they proved. */
const UNMARKED = { isKey: false, keyLeaderId: null, excellentYear: null, publishedAt: null }
