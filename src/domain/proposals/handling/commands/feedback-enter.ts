import { businessDate } from '../../../../kernel/clock.ts'
import { Refused, type UserError, userError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { ownFiles } from '../../drafting/files.ts'
import { isCollective } from '../../guards.ts'
import { type Answered, givenOnce, keepFeedback, lockAnswered, type RatingInput } from './feedback-keeping.ts'

export interface EnterInput extends RatingInput {
  readonly receivedOn: string
  readonly sheetFile?: string | null
}

/**
 * The office enters what the body of a collective proposal says of a reply on paper: it may have named no contact, and holds
 * no account itself. In time is what was received in time, as long as the proposal is not closed.
 */
export const proposalFeedbackEnter = command<{ readonly id: string; readonly input: EnterInput }, Key>(
  'proposalFeedbackEnter',
  async (work, { id, input }) => {
    const action = 'ENTER_FEEDBACK'
    const answered = await lockAnswered(work, id, action, input.reply)
    const { row } = answered.locked
    if (isCollective(row.proposerKind)) await givenOnce(work, answered, null)
    const sheetFileId = await sheetOf(work, answered, input, null)
    return keepFeedback(work, answered, input, { action, memberId: null, receivedOn: input.receivedOn, sheetFileId })
  },
)

/** The sheet of a paper that came on a possible day; what is not said stays. Throws Refused. */
export async function sheetOf(
  work: Work,
  { locked, reply }: Answered,
  { sheetFile, receivedOn }: Pick<EnterInput, 'sheetFile' | 'receivedOn'>,
  standing: string | null,
): Promise<string | null> {
  const given = sheetFile == null ? [] : [sheetFile]
  const sheet = await ownFiles(work, locked.row.organizationId, given, () => 'input.sheetFile')
  const errors = [...dayErrors(receivedOn, reply.sentAt ?? '', work.now), ...sheet.errors]
  if (errors.length > 0) throw new Refused(...errors)
  return sheetFile === undefined ? standing : (sheet.fileIds[0] ?? null)
}

function dayErrors(receivedOn: string, sentAt: string, now: Date): UserError[] {
  const [first, last] = [businessDate(new Date(sentAt)), businessDate(now)]
  if (first <= receivedOn && receivedOn <= last) return []
  return [
    userError(
      'OUT_OF_RANGE',
      'input.receivedOn',
      `收到日期应在答复之日 ${first} 至今日 ${last} 之间`,
      `It was received between the day of the reply, ${first}, and today, ${last}`,
    ),
  ]
}
