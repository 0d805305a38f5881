import { businessDate } from '../../../../kernel/clock.ts'
import { Refused } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { reverseDutyOfSource } from '../../../duty/port.ts'
import { keyOf, textOf } from '../../commands.ts'
import { ownFile } from '../../own-file.ts'
import { outcomeSource, recordDeeds } from '../duties.ts'
import { lockOutcome, moveOutcome, type OutcomeTarget, outcomeAfter } from '../lock.ts'
import { closedOnError, PROOF_MAX, proofError, REASON_MAX } from '../rules.ts'
import type { OutcomeAction } from '../workflow.ts'

interface Closing extends OutcomeTarget {
  readonly input: {
    readonly result: 'DONE' | 'SOLVED_ON_SITE'
    readonly proof?: string | null
    readonly proofFile?: string | null
    readonly closedOn?: string | null
  }
}

/** Closes what was followed up, with the proof of it (办结). A service deed that is done is its members' duty. */
export const activityOutcomeClose = command<Closing, Key>(
  'activityOutcomeClose',
  async (work, { input, ...target }) => {
    const locked = await lockOutcome(work, target)
    const state = outcomeAfter(locked, input.result === 'DONE' ? 'CLOSE' : 'SOLVE_ON_SITE')
    const proof = textOf('input.proof', input.proof ?? '', { max: PROOF_MAX, min: 0, multiline: true })
    const file = await ownFile(work, locked.row.organizationId, input.proofFile, 'input.proofFile')
    const today = businessDate(work.now)
    const closedOn = input.closedOn ?? today
    const wrong = [
      proofError(proof, file.fileId !== null || file.errors.length > 0),
      closedOnError(closedOn, locked.since ?? closedOn, today),
    ].filter(error => error !== null)
    const errors = [...file.errors, ...wrong]
    if (errors.length > 0) throw new Refused(...errors)
    const row = await moveOutcome(work, locked.row, { state, proof, proofFileId: file.fileId, closedOn })
    await recordDeeds(work, row, closedOn)
    return keyOf(row)
  },
)

interface Reasoned extends OutcomeTarget {
  readonly input: { readonly reason: string }
}

/** Reopens what was closed too early; the duty records of a deed are reversed. */
export const activityOutcomeReopen = command<Reasoned, Key>('activityOutcomeReopen', (work, given) =>
  takeBack(work, given, 'REOPEN'),
)

/** Withdraws what was entered by mistake; it stays to be read by the office. */
export const activityOutcomeWithdraw = command<Reasoned, Key>('activityOutcomeWithdraw', (work, given) =>
  takeBack(work, given, 'WITHDRAW'),
)

async function takeBack(
  work: Work,
  { input, ...target }: Reasoned,
  action: Extract<OutcomeAction, 'REOPEN' | 'WITHDRAW'>,
): Promise<Key> {
  const locked = await lockOutcome(work, target)
  const state = outcomeAfter(locked, action)
  const reason = textOf('input.reason', input.reason, { max: REASON_MAX, multiline: true })
  // The proof of what is open again would prove nothing; the change log keeps it.
  const cleared = action === 'REOPEN' ? { proof: null, proofFileId: null, closedOn: null } : {}
  const row = await moveOutcome(work, locked.row, { state, reason, ...cleared })
  if (row.kind === 'SERVICE_DEED') await reverseDutyOfSource(work, outcomeSource(row), reason)
  return keyOf(row)
}
