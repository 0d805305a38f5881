import { and, eq } from 'drizzle-orm'
import { newId } from '../../../../kernel/ids.ts'
import { Refused, type UserError, userError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import {
  type ActivityRow,
  type ActivityTarget,
  keyOf,
  lockActivity,
  moveActivity,
  recordActivity,
  stateAfter,
  textOf,
} from '../../commands.ts'
import { deadlineError, TOPIC_MAX, WORDS_MAX } from '../rules.ts'
import { activitySpeechCalls } from '../tables.ts'

interface Calling extends ActivityTarget {
  readonly input: {
    readonly closesAt: string
    readonly topic?: string | null
    readonly maxWords?: number | null
  }
}

/** Calls for speeches of an activity, or changes the call: another deadline, another topic (征集发言). */
export const activitySpeechCallOpen = command<Calling, Key>(
  'activitySpeechCallOpen',
  async (work, { input, ...target }) => {
    const locked = await lockActivity(work, target, 'UPDATE')
    stateAfter(locked, 'UPDATE')
    const topic = input.topic ? textOf('input.topic', input.topic, { max: TOPIC_MAX, min: 0 }) : ''
    const { endsAt } = locked.situation
    const errors = [deadlineError(new Date(input.closesAt), work.now, endsAt), wordsError(input.maxWords)].filter(
      e => e !== null,
    )
    if (errors.length > 0) throw new Refused(...errors)
    const call = { topic, closesAt: input.closesAt, maxWords: input.maxWords ?? null }
    await writeCall(work, locked.row, call)
    const row = await moveActivity(work, locked.row, {})
    recordActivity(work, row, { speechCall: call })
    return keyOf(row)
  },
)

interface Call {
  readonly topic: string
  readonly closesAt: string
  readonly maxWords: number | null
}

/** The activity is locked, so that there is one call and nobody else writes it. */
async function writeCall({ db, viewer, now }: Work, { organizationId, id }: ActivityRow, call: Call): Promise<void> {
  const which = and(eq(activitySpeechCalls.organizationId, organizationId), eq(activitySpeechCalls.activityId, id))
  const [known] = await db.select().from(activitySpeechCalls).where(which)
  if (known) {
    await db
      .update(activitySpeechCalls)
      .set({ ...call, version: known.version + 1 })
      .where(which)
    return
  }
  await db.insert(activitySpeechCalls).values({
    ...{ organizationId, id: newId(), activityId: id, ...call },
    ...{ calledBy: viewer.accountId ?? '', createdAt: now.toISOString() },
  })
}

const wordsError = (words: number | null | undefined): UserError | null =>
  words == null || (words >= 1 && words <= WORDS_MAX)
    ? null
    : userError(
        'OUT_OF_RANGE',
        'input.maxWords',
        `字数上限应在 1 到 ${WORDS_MAX} 之间`,
        `The limit must be from 1 to ${WORDS_MAX} words`,
      )
