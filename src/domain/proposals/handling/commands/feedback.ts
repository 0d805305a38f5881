import { command } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { signerOf } from './feedback-facts.ts'
import { givenOnce, keepFeedback, lockAnswered, type RatingInput } from './feedback-keeping.ts'

/**
 * A proposer rates a reply to the own proposal, once. Of a merged one the letter is that to the proposal it is merged into,
 * and its proposers are asked for themselves (rules, section 1: Merging, Feedback).
 */
export const proposalFeedbackGive = command<{ readonly id: string; readonly input: RatingInput }, Key>(
  'proposalFeedbackGive',
  async (work, { id, input }) => {
    const action = 'GIVE_FEEDBACK'
    const answered = await lockAnswered(work, id, action, input.reply)
    const memberId = await signerOf(work, answered.locked.row)
    await givenOnce(work, answered, memberId)
    return keepFeedback(work, answered, input, { action, memberId, receivedOn: null, sheetFileId: null })
  },
)
