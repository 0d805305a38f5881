import { Refused, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { reverseDutyOfSource } from '../../duty/port.ts'
import { moveProposal, type ProposalRow, recordProposal } from '../commands.ts'
import { dutySourceOf, recordDutiesOf } from '../duties.ts'
import { noteEvent } from '../history/events.ts'
import type { NominationAction } from './workflow.ts'

/** Makes a locked proposal an excellent one of the year, with its proposers' duty records. */
export async function award(work: Work, proposal: ProposalRow, year: number): Promise<void> {
  if (proposal.excellentYear !== null) throw new Refused(alreadyExcellent(proposal.excellentYear))
  const row = await moveProposal(work, proposal, { excellentYear: year })
  await recordDutiesOf(work, [row], 'PROPOSAL_EXCELLENT')
  recordProposal(work, row, { excellentYear: year })
}

export async function takeBackAward(work: Work, proposal: ProposalRow, reason: string): Promise<void> {
  const row = await moveProposal(work, proposal, { excellentYear: null })
  await reverseDutyOfSource(work, dutySourceOf(row), reason, 'PROPOSAL_EXCELLENT')
  recordProposal(work, row, { excellentYear: null })
}

interface Decided {
  readonly action: NominationAction
  readonly comment: string
  readonly year: number
  readonly round: number
}

/** Deliberations are the office's; an award, given or taken back, everybody may know. */
export const noteDecision = (
  work: Work,
  proposal: ProposalRow,
  { action, comment, year, round }: Decided,
  isAward: boolean,
): Promise<void> =>
  noteEvent(work, proposal, {
    ...{ action, audience: isAward ? 'ALL' : 'OFFICE', facts: { year, round } },
    note: isAward ? '' : comment,
  })

const alreadyExcellent = (year: number) =>
  userError(
    'ALREADY_EXCELLENT',
    'input.decision',
    `该提案已获评 ${year} 年度优秀提案`,
    `The proposal was awarded as excellent in ${year} already`,
  )
