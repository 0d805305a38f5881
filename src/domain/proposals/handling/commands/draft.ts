import { businessDate } from '../../../../kernel/clock.ts'
import { newId } from '../../../../kernel/ids.ts'
import { Refused } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { ReplyClasses } from '../../../organizations/policies/proposal-reply-classes.ts'
import { heldValue } from '../../../organizations/port.ts'
import { noteEvent } from '../../history/events.ts'
import { proposalReplies } from '../replies/tables.ts'
import { type CheckedReply, checkReply, type ReplyInput } from '../reply-rules.ts'
import { settle } from './course.ts'
import { actorOf, eventOf, lockPart, movePart, type PartRow, type PartTarget, partAfter } from './part.ts'
import { moveReply, openReply, recordReply } from './reply.ts'

interface Draft extends PartTarget {
  readonly input: ReplyInput
}

/** The unit's letter, or another draft of it; a planned one that is tracked is so answered again (rules, section 1: Reply). */
export const replyDraft = command<Draft, Key>('replyDraft', async (work, { input, ...target }) => {
  const held = await lockPart(work, target, 'DRAFT_REPLY')
  const { proposal, part, facts } = held
  const action = facts.state === 'REPLIED' ? 'ANSWER_AGAIN' : 'DRAFT_REPLY'
  const state = partAfter(work, held, action)
  const today = businessDate(work.now)
  const letters = await heldValue(work, part.organizationId, 'PROPOSAL_REPLY_CLASSES', ReplyClasses)
  const checked = checkReply(input, { letters, today, isAgain: proposal.state === 'TRACKING' })
  if ('errors' in checked) throw new Refused(...checked.errors)
  const key = await writeDraft(work, part, checked.reply)
  await movePart(work, part, { state })
  await noteEvent(work, proposal, { ...eventOf(part, action, state), audience: 'HANDLERS' })
  await settle(work, proposal)
  return key
})

/** One draft a part: who writes on it last has drafted it. */
async function writeDraft(work: Work, part: PartRow, reply: CheckedReply): Promise<Key> {
  const { organizationId, proposalId, id: handlingId, round } = part
  const draft = { ...reply, state: 'DRAFT', draftedBy: actorOf(work) }
  const open = await openReply(work, part)
  if (open) {
    await moveReply(work, open, draft)
    return { organizationId, id: open.id }
  }
  const key = { organizationId, id: newId() }
  const row = { ...key, ...draft, proposalId, handlingId, round }
  await work.db.insert(proposalReplies).values({ ...row, createdAt: work.now.toISOString() })
  recordReply(work, { ...key, version: 1 }, row, 'CREATE')
  return key
}
