import { businessDate } from '../../../../kernel/clock.ts'
import { newId, parseGlobalId } from '../../../../kernel/ids.ts'
import { checkText } from '../../../../kernel/text.ts'
import { Refused, userError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import { notFound } from '../../../../platform/commands/load.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { lockByKey, type ProposalRow, stateAfter } from '../../commands.ts'
import { meetDeadline } from '../../deadlines.ts'
import { noteEvent } from '../../history/events.ts'
import { situationOf } from '../../situation.ts'
import { isLate, type Satisfaction } from '../outcome.ts'
import { proposalFeedback } from '../replies/tables.ts'
import { COMMENT } from '../rules.ts'
import { settle } from './course.ts'
import { dueOn, isGiven, lockTarget, replyOf, signerOf } from './feedback-facts.ts'
import { actorOf } from './part.ts'

interface FeedbackInput {
  readonly id?: string | null
  readonly reply: string
  readonly result: Satisfaction
  readonly attitude: Satisfaction
  readonly overall: Satisfaction
  readonly comment?: string | null
}

/**
 * A proposer rates a reply to the own proposal, once. Of a merged one the letter is that to the proposal it is merged into,
 * and its proposers are asked for themselves (rules, section 1: Merging, Feedback).
 */
export const proposalFeedbackGive = command<{ readonly id: string; readonly input: FeedbackInput }, Key>(
  'proposalFeedbackGive',
  async (work, { id, input }) => {
    const key = parseGlobalId(id)
    if (key?.prefix !== 'prop') throw notFound('id')
    const handled = await lockTarget(work, key)
    const locked = await lockByKey(work, key, 'GIVE_FEEDBACK', 'id')
    const { row } = locked
    const [reply, memberId] = [await replyOf(work, handled ?? row, input.reply), await signerOf(work, row)]
    if (memberId && (await isGiven(work, row, reply.id, memberId))) throw new Refused(givenAlready)
    const state = stateAfter(locked, 'GIVE_FEEDBACK')
    if (reply.state !== 'SENT' || reply.round !== row.round || !memberId) throw new Refused(notAsked)
    const late = isLate(state, await dueOn(work, row), businessDate(work.now))
    const given = await write(work, row, { ...ratingOf(input), replyId: reply.id, memberId, isLate: late }, input.id)
    const event = { action: 'GIVE_FEEDBACK', handlingId: reply.handlingId, facts: { isLate: late } }
    await noteEvent(work, row, { ...event, audience: 'OFFICE' })
    if (handled) await settle(work, handled)
    if (!late) await meetWhenDone(work, row)
    return given
  },
)

function ratingOf({ result, attitude, overall, comment }: FeedbackInput) {
  const said = checkText('input.comment', comment ?? '', { ...COMMENT, min: overall === 'DISSATISFIED' ? 1 : 0 })
  if ('error' in said) throw new Refused(said.error)
  return { result, attitude, overall, comment: said.text }
}

interface Rating extends ReturnType<typeof ratingOf> {
  readonly replyId: string
  readonly memberId: string
  readonly isLate: boolean
}

async function write(
  work: Work,
  { organizationId, id: proposalId }: ProposalRow,
  rating: Rating,
  given?: string | null,
) {
  const id = given ?? newId()
  const row = { organizationId, id, proposalId, ...rating, createdBy: actorOf(work) }
  await work.db.insert(proposalFeedback).values({ ...row, createdAt: work.now.toISOString() })
  const payload = { proposalId, ...rating }
  work.record(organizationId, { recordType: 'ProposalFeedback', recordId: id, version: 1, op: 'CREATE', payload })
  return { organizationId, id }
}

/** Who has heard from all its proposers waits for none. */
async function meetWhenDone(work: Work, row: ProposalRow): Promise<void> {
  const { feedbackMissing } = await situationOf(work, row)
  if (feedbackMissing === 0) await meetDeadline(work, row, 'FEEDBACK')
}

const givenAlready = userError(
  'ALREADY_GIVEN',
  'input.reply',
  '您已评价过该答复，评价提交后不能修改',
  'You have rated this reply; feedback is given once',
)

const notAsked = userError(
  'NOTHING_TO_RATE',
  'input.reply',
  '该答复不在本轮评价范围内，请评价最近一次答复',
  'This reply is not asked about now; rate the one in force',
)
