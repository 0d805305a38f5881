import { command } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { keyOf, textOf } from '../../commands.ts'
import { meetDeadline } from '../../deadlines.ts'
import { noteEvent } from '../../history/events.ts'
import { NOTE, OPINION } from '../rules.ts'
import { settle } from './course.ts'
import { lapseRequests } from './lapse.ts'
import { eventOf, lockPart, movePart, type PartReason, type PartTarget, partAfter } from './part.ts'

interface Opinion extends PartTarget {
  readonly input: { readonly opinion: string }
}

/** A co-handler tells the host what it thinks; the host answers for both. */
export const handlingOpinionGive = command<Opinion, Key>('handlingOpinionGive', async (work, { input, ...target }) => {
  const held = await lockPart(work, target, 'GIVE_OPINION')
  const { proposal, part } = held
  const state = partAfter(work, held, 'GIVE_OPINION')
  const opinion = textOf('input.opinion', input.opinion, OPINION)
  await lapseRequests(work, proposal, part.id)
  await movePart(work, part, { state, opinion, opinionAt: work.now.toISOString() })
  await meetDeadline(work, proposal, 'CO_HANDLER_OPINION', part.id)
  await noteEvent(work, proposal, { ...eventOf(part, 'GIVE_OPINION', state), audience: 'HANDLERS' })
  await settle(work, proposal)
  return keyOf(part)
})

/** The host does without an opinion, and says why (rules, section 1: Unit row state). */
export const handlingOpinionWaive = command<PartReason, Key>(
  'handlingOpinionWaive',
  async (work, { input, ...target }) => {
    const held = await lockPart(work, target, 'WAIVE_OPINION')
    const { proposal, part } = held
    const state = partAfter(work, held, 'WAIVE_OPINION')
    const reason = textOf('input.reason', input.reason, NOTE)
    await movePart(work, part, { opinionWaivedReason: reason })
    await meetDeadline(work, proposal, 'CO_HANDLER_OPINION', part.id)
    await noteEvent(work, proposal, { ...eventOf(part, 'WAIVE_OPINION', state), audience: 'HANDLERS', note: reason })
    return keyOf(part)
  },
)
