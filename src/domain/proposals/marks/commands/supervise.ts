import { businessDate } from '../../../../kernel/clock.ts'
import { newId } from '../../../../kernel/ids.ts'
import { Refused, userError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import {
  keyOf,
  lockProposal,
  moveProposal,
  type ProposalRow,
  type ProposalTarget,
  recordProposal,
  stateAfter,
  textOf,
} from '../../commands.ts'
import { noteEvent } from '../../history/events.ts'
import { leaderOf } from '../leaders.ts'
import { SUPERVISION_RECORD_MAX, supervisionDateError } from '../rules.ts'
import { proposalSupervisions } from '../tables.ts'

interface Supervision extends ProposalTarget {
  readonly input: {
    readonly id?: string | null
    readonly leader?: string | null
    readonly heldOn: string
    readonly form: string
    readonly record: string
  }
}

/** Records a supervision of a key proposal (督办): by whom, when, how, and what came of it. */
export const proposalSupervise = command<Supervision, Key>('proposalSupervise', async (work, { input, ...target }) => {
  const locked = await lockProposal(work, target, 'SUPERVISE')
  stateAfter(locked, 'SUPERVISE')
  checkDate(work, locked.row, input.heldOn)
  const { organizationId, id: proposalId } = locked.row
  const record = textOf('input.record', input.record, { max: SUPERVISION_RECORD_MAX, multiline: true })
  const held = {
    ...{ id: input.id ?? newId(), leaderId: await leaderIn(work, locked.row, input.leader), record },
    ...{ heldOn: input.heldOn, form: input.form },
  }
  await work.db.insert(proposalSupervisions).values({
    ...{ ...held, organizationId, proposalId, createdBy: work.viewer.accountId ?? '' },
    createdAt: work.now.toISOString(),
  })
  const row = await moveProposal(work, locked.row, {})
  recordProposal(work, row, { supervision: held })
  // What was agreed stands in the record, for fewer eyes than the event.
  const facts = { heldOn: input.heldOn, form: input.form }
  await noteEvent(work, row, { action: 'SUPERVISE', audience: 'ALL', facts })
  return keyOf(row)
})

function checkDate({ now }: Work, { filedAt }: ProposalRow, heldOn: string): void {
  const today = businessDate(now)
  const error = supervisionDateError(heldOn, filedAt === null ? today : businessDate(new Date(filedAt)), today)
  if (error) throw new Refused(error)
}

/** Who led it: the leader of the key proposal where none is named. */
async function leaderIn(
  work: Work,
  { organizationId, keyLeaderId }: ProposalRow,
  given: string | null | undefined,
): Promise<string> {
  if (given != null) return leaderOf(work, organizationId, given, 'input.leader')
  if (keyLeaderId !== null) return keyLeaderId
  throw new Refused(
    userError('REQUIRED', 'input.leader', '请填写督办领导', 'Say who led it: the key proposal has no leader'),
  )
}
