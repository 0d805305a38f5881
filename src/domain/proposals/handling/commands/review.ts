import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { keyOf, textOf } from '../../commands.ts'
import { meetDeadline } from '../../deadlines.ts'
import { noteEvent } from '../../history/events.ts'
import { trackedState } from '../outcome.ts'
import { answerKind, NOTE } from '../rules.ts'
import { isPlanned, moveTogether, settle } from './course.ts'
import { lapseRequests } from './lapse.ts'
import { eventOf, movePart, type PartReason, type PartTarget, partAfter } from './part.ts'
import { type HeldReply, lockReply, moveReply, supersedeEarlier } from './reply.ts'

/** Four eyes: the head countersigns what another account drafted. */
export const replyCountersign = command<PartTarget, Key>('replyCountersign', async (work, target) => {
  const held = await lockReply(work, target, 'COUNTERSIGN')
  const { proposal, part, reply } = held
  const state = partAfter(work, held, 'COUNTERSIGN')
  await moveReply(work, reply, { state: 'COUNTERSIGNED', reviewedBy: work.viewer.accountId, reviewNote: '' })
  await movePart(work, part, { state })
  await noteEvent(work, proposal, { ...eventOf(part, 'COUNTERSIGN', state), audience: 'HANDLERS' })
  return keyOf(reply)
})

export const replySendBack = command<PartReason, Key>('replySendBack', async (work, { input, ...target }) => {
  const held = await lockReply(work, target, 'SEND_BACK')
  const { proposal, part, reply } = held
  const state = partAfter(work, held, 'SEND_BACK')
  const reviewNote = textOf('input.reason', input.reason, NOTE)
  await moveReply(work, reply, { state: 'DRAFT', reviewedBy: work.viewer.accountId, reviewNote })
  await movePart(work, part, { state })
  await noteEvent(work, proposal, { ...eventOf(part, 'SEND_BACK', state), audience: 'HANDLERS', note: reviewNote })
  return keyOf(reply)
})

/** Sends the countersigned letter to all proposers, also to those of merged proposals. It takes the place of earlier ones. */
export const replySend = command<PartTarget, Key>('replySend', async (work, target) => {
  const held = await lockReply(work, target, 'SEND_REPLY')
  const { proposal, part, reply, facts } = held
  const state = partAfter(work, held, 'SEND_REPLY')
  const sentAt = work.now.toISOString()
  await supersedeEarlier(work, part)
  await moveReply(work, reply, { state: 'SENT', sentAt })
  await lapseRequests(work, proposal, part.id)
  await movePart(work, part, { state, repliedAt: part.repliedAt ?? sentAt })
  await meetDeadline(work, proposal, answerKind(facts.role, part.round), part.id)
  await noteEvent(work, proposal, {
    ...eventOf(part, 'SEND_REPLY', state),
    ...{ audience: 'ALL', facts: { replyClass: reply.replyClass, localLetter: reply.localLetter } },
  })
  await settle(work, proposal)
  if (proposal.state === 'TRACKING') await endTracking(work, held, sentAt)
  return keyOf(reply)
})

/** Rules, section 1: what is planned stays in tracking until it is answered again as resolved. */
async function endTracking(work: Work, { proposal }: HeldReply, closedAt: string): Promise<void> {
  const state = trackedState(await isPlanned(work, proposal))
  if (state === 'CLOSED') await moveTogether(work, proposal, { state, closedAt })
}
