import { businessDate } from '../../../../kernel/clock.ts'
import { newId, parseGlobalId } from '../../../../kernel/ids.ts'
import { checkText } from '../../../../kernel/text.ts'
import { Refused, userError } from '../../../../kernel/user-error.ts'
import type { Work } from '../../../../platform/commands/command.ts'
import { notFound } from '../../../../platform/commands/load.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { type Locked, lockByKey, type ProposalRow, stateAfter } from '../../commands.ts'
import { meetDeadline } from '../../deadlines.ts'
import { isCollective } from '../../guards.ts'
import { noteEvent } from '../../history/events.ts'
import { lookAt } from '../../situation.ts'
import { isLate, type Satisfaction } from '../outcome.ts'
import { proposalFeedback } from '../replies/tables.ts'
import { COMMENT } from '../rules.ts'
import { settle } from './course.ts'
import { dueOn, isGiven, lockTarget, replyOf } from './feedback-facts.ts'
import { actorOf } from './part.ts'
import type { ReplyRow } from './reply.ts'

export interface RatingInput {
  readonly id?: string | null
  readonly reply: string
  readonly result: Satisfaction
  readonly attitude: Satisfaction
  readonly overall: Satisfaction
  readonly comment?: string | null
}

type FeedbackAction = 'GIVE_FEEDBACK' | 'ENTER_FEEDBACK' | 'CORRECT_FEEDBACK'

/** A locked proposal, the one that it is handled with, and a letter to its proposers. */
export interface Answered {
  readonly locked: Locked
  readonly handled: ProposalRow | undefined
  readonly reply: ReplyRow
}

export async function lockAnswered(work: Work, id: string, action: FeedbackAction, letter: string): Promise<Answered> {
  const key = parseGlobalId(id)
  if (key?.prefix !== 'prop') throw notFound('id')
  const handled = await lockTarget(work, key)
  const locked = await lockByKey(work, key, action, 'id')
  return { locked, handled, reply: await replyOf(work, handled ?? locked.row, letter) }
}

/** Feedback is given once; of a body by whoever comes first, its contact or the office. Throws Refused. */
export async function givenOnce(work: Work, { locked: { row }, reply }: Answered, memberId: string | null) {
  if (!(await isGiven(work, row, reply.id, memberId))) return
  const isForBody = isCollective(row.proposerKind) && (memberId ?? row.firstProposerId) === row.firstProposerId
  throw new Refused(isForBody ? givenByBody : givenAlready)
}

interface Voice {
  readonly action: FeedbackAction
  /** Null: the body, on paper. */
  readonly memberId: string | null
  readonly receivedOn: string | null
  readonly sheetFileId: string | null
}

/** Keeps what a proposer says of a letter, and brings the proposal to the state that follows. */
export async function keepFeedback(
  work: Work,
  { locked, handled, reply }: Answered,
  input: RatingInput,
  { action, ...voice }: Voice,
): Promise<Key> {
  const { row } = locked
  const state = stateAfter(locked, action)
  if (reply.state !== 'SENT' || reply.round !== row.round) throw new Refused(notAsked)
  const { receivedOn } = voice
  const late = isLate(state, await dueOn(work, row), receivedOn ?? businessDate(work.now))
  const rating = { ...ratingOf(input), ...voice, replyId: reply.id, isLate: late }
  const key = await write(work, row, rating, input.id ?? newId())
  const facts = { isLate: late, ...(receivedOn === null ? {} : { receivedOn }) }
  await noteEvent(work, row, { action, handlingId: reply.handlingId, facts, audience: 'OFFICE' })
  if (handled) await settle(work, handled)
  if (!late) await meetWhenDone(work, row, receivedOn)
  return key
}

export function ratingOf({ result, attitude, overall, comment }: Omit<RatingInput, 'reply'>) {
  const said = checkText('input.comment', comment ?? '', { ...COMMENT, min: overall === 'DISSATISFIED' ? 1 : 0 })
  if ('error' in said) throw new Refused(said.error)
  return { result, attitude, overall, comment: said.text }
}

type Rating = Omit<typeof proposalFeedback.$inferInsert, 'organizationId' | 'id' | 'proposalId' | 'createdBy'>

async function write(work: Work, { organizationId, id: proposalId }: ProposalRow, rating: Rating, id: string) {
  const row = { organizationId, id, proposalId, ...rating, createdBy: actorOf(work) }
  await work.db.insert(proposalFeedback).values({ ...row, createdAt: work.now.toISOString() })
  const payload = { proposalId, ...rating }
  work.record(organizationId, { recordType: 'ProposalFeedback', recordId: id, version: 1, op: 'CREATE', payload })
  return { organizationId, id }
}

/** Who has heard from all its proposers waits for none. What the clock forgives is no answer: the facts are asked. */
export async function meetWhenDone(work: Work, row: ProposalRow, receivedOn: string | null): Promise<void> {
  const found = await lookAt(work, row)
  if (found?.facts.feedbackMissing !== 0) return
  const isEarlier = receivedOn !== null && receivedOn < businessDate(work.now)
  await meetDeadline(work, row, 'FEEDBACK', null, isEarlier ? new Date(`${receivedOn}T00:00:00+08:00`) : work.now)
}

const givenAlready = userError(
  'ALREADY_GIVEN',
  'input.reply',
  '您已评价过该答复，评价提交后不能修改',
  'You have rated this reply; feedback is given once',
)

const givenByBody = userError(
  'ALREADY_GIVEN',
  'input.reply',
  '该提案单位已评价过该答复（联系人评价或办公室代录），评价提交后不能修改',
  'The body has rated this reply, by its contact or on paper; feedback is given once',
)

const notAsked = userError(
  'NOTHING_TO_RATE',
  'input.reply',
  '该答复不在本轮评价范围内，请评价最近一次答复',
  'This reply is not asked about now; rate the one in force',
)
