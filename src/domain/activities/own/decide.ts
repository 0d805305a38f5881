import { newId } from '../../../kernel/ids.ts'
import { command } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { bookDuties } from '../attendance/duties.ts'
import { insertOnce } from '../attendance/store.ts'
import {
  type ActivityTarget,
  keyOf,
  lockActivity,
  moveActivity,
  recordActivity,
  stateAfter,
  textOf,
} from '../commands.ts'
import { halfDaysIn } from '../half-days/load.ts'
import { REASON_MAX } from '../rules.ts'

/** The office confirms what a member recorded: he was there, and it is booked as the attendance of any other activity. */
export const activityConfirm = command<ActivityTarget, Key>('activityConfirm', async (work, target) => {
  const locked = await lockActivity(work, target, 'CONFIRM')
  const state = stateAfter(locked, 'CONFIRM')
  const { organizationId, id: activityId, memberId } = locked.row
  const of = { organizationId, activityId, memberId: memberId ?? '' }
  const came = { status: 'PRESENT', method: 'SYSTEM' } as const
  const halfDays = await halfDaysIn(work, locked.row)
  await insertOnce(
    work,
    halfDays.map(({ id: halfDayId }) => ({ ...of, ...came, id: newId(), halfDayId })),
  )
  const row = await moveActivity(work, locked.row, { state, closedAt: work.now.toISOString() })
  await bookDuties(work, row)
  recordActivity(work, row, { state })
  return keyOf(row)
})

interface Returning extends ActivityTarget {
  readonly input: { readonly reason: string }
}

/** Back to the member, with a reason; he may correct it. */
export const activityReturn = command<Returning, Key>('activityReturn', async (work, { input, ...target }) => {
  const locked = await lockActivity(work, target, 'RETURN')
  const state = stateAfter(locked, 'RETURN')
  const reason = textOf('input.reason', input.reason, { max: REASON_MAX, multiline: true })
  const row = await moveActivity(work, locked.row, { state, reason })
  recordActivity(work, row, { state, reason })
  return keyOf(row)
})
