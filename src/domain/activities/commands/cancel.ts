import { Refused, userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import {
  type ActivityRow,
  type ActivityTarget,
  keyOf,
  lockActivity,
  moveActivity,
  recordActivity,
  stateAfter,
  textOf,
} from '../commands.ts'
import { REASON_MAX } from '../rules.ts'
import type { ActivityState } from '../workflow.ts'
import { subSessionsOf } from './parent.ts'

interface ActivityCancel extends ActivityTarget {
  readonly input: { readonly reason: string }
}

/** Cancels an activity, and its sub-sessions with it. Who was asked sees that it is cancelled, and why. */
export const activityCancel = command<ActivityCancel, Key>('activityCancel', async (work, { input, ...target }) => {
  const locked = await lockActivity(work, target, 'CANCEL')
  const state = stateAfter(locked, 'CANCEL')
  const reason = textOf('input.reason', input.reason, { max: REASON_MAX, multiline: true })
  const parts = await subSessionsOf(work, locked.row)
  const held = parts.find(part => part.state === 'HELD')
  if (held) throw new Refused(partHeld(held.title))
  for (const part of parts) await cancel(work, part, state, reason)
  return keyOf(await cancel(work, locked.row, state, reason))
})

async function cancel(work: Work, row: ActivityRow, state: ActivityState, reason: string): Promise<ActivityRow> {
  const changes = { state, reason, cancelledAt: work.now.toISOString() }
  const cancelled = await moveActivity(work, row, { ...changes, calendarSequence: row.calendarSequence + 1 })
  recordActivity(work, cancelled, changes)
  return cancelled
}

const partHeld = (title: string) =>
  userError(
    'INVALID_STATE',
    'id',
    `分会“${title}”已举行，不能随之取消`,
    `The sub-session "${title}" was held; what it is part of is not cancelled`,
  )
