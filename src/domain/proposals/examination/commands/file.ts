import { Refused, type UserError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { ProposalExamination } from '../../../organizations/policies/proposal-examination.ts'
import { heldValue } from '../../../organizations/port.ts'
import { keyOf, lockProposal, type ProposalTarget, stateAfter } from '../../commands.ts'
import { noteOf } from '../../notes.ts'
import { lockProposals } from '../lock-many.ts'
import { type Decision, putOnFile } from '../put-on-file.ts'
import { decidingBody, numberError } from '../rules.ts'

interface Filing {
  readonly input?: { readonly decidedBy?: string | null; readonly note?: string | null } | null
}

/** Puts a proposal on file and gives it its session's next case number (rules, section 1: Examination, Numbers). */
export const proposalFile = command<ProposalTarget & Filing, Key>(
  'proposalFile',
  async (work, { input, ...target }) => {
    const locked = await lockProposal(work, target, 'FILE')
    stateAfter(locked, 'FILE')
    const { row } = locked
    await putOnFile(work, [row], await decisionOf(work, row.organizationId, input))
    return keyOf(row)
  },
)

/** What a batch did, item by item. */
export interface FilingResult {
  readonly done: readonly Key[]
  readonly failures: readonly { readonly index: number; readonly errors: readonly UserError[] }[]
}

/** Files up to 200 proposals; each that cannot be filed is told with its reason, the others are numbered in the order given. */
export const proposalsFile = command<{ readonly proposals: readonly ProposalTarget[] } & Filing, FilingResult>(
  'proposalsFile',
  async (work, { proposals, input }) => {
    const wrongNumber = numberError(proposals.length, 'proposals')
    if (wrongNumber) throw new Refused(wrongNumber)
    const items = await lockProposals(work, proposals, 'FILE', 'proposals')
    const rows = items.flatMap(item => ('locked' in item ? [item.locked.row] : []))
    const committees = [...Map.groupBy(rows, row => row.organizationId)].sort(([a], [b]) => (a < b ? -1 : 1))
    for (const [organizationId, own] of committees) {
      await putOnFile(work, own, await decisionOf(work, organizationId, input))
    }
    const failures = items.flatMap((item, index) => ('errors' in item ? [{ index, errors: item.errors }] : []))
    return { done: rows.map(keyOf), failures }
  },
)

async function decisionOf(work: Work, organizationId: string, input: Filing['input']): Promise<Decision> {
  const policy = await heldValue(work, organizationId, 'PROPOSAL_EXAMINATION', ProposalExamination)
  const decided = decidingBody(input?.decidedBy, policy)
  if ('error' in decided) throw new Refused(decided.error)
  return { body: decided.body, note: noteOf(input?.note) }
}
