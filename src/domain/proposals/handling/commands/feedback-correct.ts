import { and, eq, isNull } from 'drizzle-orm'
import { Refused, userError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import { expectVersion } from '../../../../platform/commands/load.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { moveProposal, type ProposalRow, type ProposalTarget, recordProposal, stateAfter } from '../../commands.ts'
import { reopenDeadline } from '../../deadlines.ts'
import { noteEvent } from '../../history/events.ts'
import { reasonOf } from '../../notes.ts'
import { isLate } from '../outcome.ts'
import { proposalFeedback } from '../replies/tables.ts'
import { settle } from './course.ts'
import { type EnterInput, sheetOf } from './feedback-enter.ts'
import { dueOn } from './feedback-facts.ts'
import { type Answered, lockAnswered, meetWhenDone, ratingOf } from './feedback-keeping.ts'

type CorrectInput = Omit<EnterInput, 'id'> & { readonly reason: string }
type Feedback = typeof proposalFeedback.$inferSelect

/**
 * The office puts right what it mistyped of a body's paper, until the proposal is closed or handled again: what follows from
 * it, state and rates, follows from the right words. What members say for themselves they say once.
 */
export const proposalFeedbackCorrect = command<ProposalTarget & { readonly input: CorrectInput }, Key>(
  'proposalFeedbackCorrect',
  async (work, { id, expectedVersion, input }) => {
    const action = 'CORRECT_FEEDBACK'
    const answered = await lockAnswered(work, id, action, input.reply)
    const { row } = answered.locked
    expectVersion(row, expectedVersion)
    if (answered.reply.round !== row.round) throw new Refused(rehandlingBegun)
    const state = stateAfter(answered.locked, action)
    const standing = await paperOf(work, answered)
    const note = reasonOf({ input })
    const sheetFileId = await sheetOf(work, answered, input, standing.sheetFileId)
    const { receivedOn } = input
    const late = isLate(state, await dueOn(work, row), receivedOn)
    const said = { ...ratingOf(input), receivedOn, sheetFileId, isLate: late }
    await work.db.update(proposalFeedback).set(said).where(isFeedback(standing))
    const moved = await moveProposal(work, row, {})
    recordProposal(work, moved, { feedback: { id: standing.id, ...said } })
    const facts = { isLate: late, receivedOn, was: wordsOf(standing) }
    await noteEvent(work, row, { action, handlingId: answered.reply.handlingId, facts, audience: 'OFFICE', note })
    if (late !== standing.isLate) await followTime(work, moved, receivedOn, late)
    if (answered.handled) await settle(work, answered.handled.id === row.id ? moved : answered.handled)
    return { organizationId: standing.organizationId, id: standing.id }
  },
)

const isFeedback = ({ organizationId, id }: Feedback) =>
  and(eq(proposalFeedback.organizationId, organizationId), eq(proposalFeedback.id, id))

/** What was entered of the body's paper on this letter. Throws Refused. */
async function paperOf({ db }: Work, { locked: { row }, reply }: Answered): Promise<Feedback> {
  const [found] = await db
    .select()
    .from(proposalFeedback)
    .where(
      and(
        eq(proposalFeedback.organizationId, row.organizationId),
        eq(proposalFeedback.replyId, reply.id),
        eq(proposalFeedback.proposalId, row.id),
        isNull(proposalFeedback.memberId),
      ),
    )
  if (!found) throw new Refused(notEntered)
  return found
}

const wordsOf = ({ result, attitude, overall, receivedOn, isLate }: Feedback) => ({
  result,
  attitude,
  overall,
  receivedOn,
  isLate,
})

/** By its right day it came in time, or did not: the deadline was met, or is not. */
const followTime = (work: Work, row: ProposalRow, receivedOn: string, late: boolean): Promise<void> =>
  late ? reopenDeadline(work, row, 'FEEDBACK') : meetWhenDone(work, row, receivedOn)

const notEntered = userError(
  'NOTHING_TO_CORRECT',
  'input.reply',
  '该答复没有代录的书面评价，委员本人的评价不能代为更正',
  'No paper was entered of this reply; what members say themselves nobody corrects',
)

const rehandlingBegun = userError(
  'REHANDLING_BEGUN',
  'input.reply',
  '提案已重新办理，此前的评价不能再更正',
  'The proposal is being handled again, or was; feedback on the earlier reply is corrected no more',
)
