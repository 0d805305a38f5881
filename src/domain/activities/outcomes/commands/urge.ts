import { newId } from '../../../../kernel/ids.ts'
import { command } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { keyOf, textOf } from '../../commands.ts'
import { lockOutcome, type OutcomeTarget, outcomeAfter, recordOutcome } from '../lock.ts'
import { REASON_MAX } from '../rules.ts'
import { activityOutcomeUrges } from '../tables.ts'

interface Urging extends OutcomeTarget {
  readonly input: { readonly reason: string }
}

/** The office's word to the owner who keeps people waiting (催办). The outcome, and its version, stay as they are. */
export const activityOutcomeUrge = command<Urging, Key>('activityOutcomeUrge', async (work, { input, ...target }) => {
  const locked = await lockOutcome(work, target)
  outcomeAfter(locked, 'URGE')
  const words = textOf('input.reason', input.reason, { max: REASON_MAX, multiline: true })
  const { organizationId, id: outcomeId } = locked.row
  const by = { urgedBy: work.viewer.accountId ?? '', createdAt: work.now.toISOString() }
  await work.db.insert(activityOutcomeUrges).values({ organizationId, id: newId(), outcomeId, words, ...by })
  recordOutcome(work, locked.row, { urged: words }, 'UPDATE')
  return keyOf(locked.row)
})
