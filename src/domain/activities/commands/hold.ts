import { command } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { type ActivityTarget, keyOf, lockActivity, moveActivity, recordActivity, stateAfter } from '../commands.ts'

/** Notes that an activity is being or was held, before its attendance is settled by closing it. */
export const activityHold = command<ActivityTarget, Key>('activityHold', async (work, target) => {
  const locked = await lockActivity(work, target, 'HOLD')
  const state = stateAfter(locked, 'HOLD')
  const held = await moveActivity(work, locked.row, { state })
  recordActivity(work, held, { state })
  return keyOf(held)
})
