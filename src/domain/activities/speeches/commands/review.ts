import { businessDate } from '../../../../kernel/clock.ts'
import { Refused } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { reverseDutyOfSource } from '../../../duty/port.ts'
import { keyOf, textOf } from '../../commands.ts'
import { recordSpeechDuty, speechSource } from '../duties.ts'
import { type LockedSpeech, lockSpeech, moveSpeech, type SpeechTarget, speechAfter } from '../lock.ts'
import { deliveryError, NOTE_MAX } from '../rules.ts'
import type { SpeechAction } from '../workflow.ts'

type Decision = 'ACCEPTED_ORAL' | 'ACCEPTED_WRITTEN' | 'TURNED_INTO_OPINION_REPORT' | 'RETURNED' | 'NOT_USED'

const ACTIONS: Readonly<Record<Decision, SpeechAction>> = {
  ACCEPTED_ORAL: 'ACCEPT_ORAL',
  ACCEPTED_WRITTEN: 'ACCEPT_WRITTEN',
  TURNED_INTO_OPINION_REPORT: 'TURN_INTO_OPINION_REPORT',
  RETURNED: 'RETURN',
  NOT_USED: 'NOT_USE',
}

/** Whoever does not get what he asked for reads why. */
const NEEDS_REASON: ReadonlySet<Decision> = new Set(['RETURNED', 'NOT_USED'])

interface Reviewing extends SpeechTarget {
  readonly input: { readonly decision: Decision; readonly note?: string | null }
}

/** What becomes of a submitted speech (发言审核). As a written one it is a duty done; an oral one when it is held. */
export const activitySpeechReview = command<Reviewing, Key>(
  'activitySpeechReview',
  async (work, { input, ...target }) => {
    const action = ACTIONS[input.decision]
    const locked = await lockSpeech(work, target, action)
    const state = speechAfter(locked, action)
    const min = NEEDS_REASON.has(input.decision) ? 1 : 0
    const reviewNote = textOf('input.note', input.note ?? '', { max: NOTE_MAX, min, multiline: true })
    const row = await moveSpeech(work, locked.row, { state, ...reviewedNow(work), reviewNote })
    if (state === 'ACCEPTED_WRITTEN') await recordSpeechDuty(work, row, 'WRITTEN', businessDate(work.now))
    return keyOf(row)
  },
)

interface Delivering extends SpeechTarget {
  readonly input: { readonly deliveredOn?: string | null }
}

/** An oral speech was held (已发言): the duty record of its speaker. */
export const activitySpeechDeliver = command<Delivering, Key>(
  'activitySpeechDeliver',
  async (work, { input, ...target }) => {
    const locked = await lockSpeech(work, target, 'DELIVER')
    const state = speechAfter(locked, 'DELIVER')
    const deliveredOn = deliveryOf(work, locked, input.deliveredOn ?? null)
    const row = await moveSpeech(work, locked.row, { state, deliveredOn })
    await recordSpeechDuty(work, row, 'ORAL', deliveredOn)
    return keyOf(row)
  },
)

interface Recalling extends SpeechTarget {
  readonly input: { readonly reason: string }
}

/** A decision found to be wrong is taken back, and the duty record with it; the speech is to be reviewed again. */
export const activitySpeechRecall = command<Recalling, Key>(
  'activitySpeechRecall',
  async (work, { input, ...target }) => {
    const locked = await lockSpeech(work, target, 'RECALL')
    const state = speechAfter(locked, 'RECALL')
    const reason = textOf('input.reason', input.reason, { max: NOTE_MAX, multiline: true })
    const row = await moveSpeech(work, locked.row, {
      ...{ state, ...reviewedNow(work), reviewNote: reason, deliveredOn: null },
    })
    await reverseDutyOfSource(work, speechSource(row), reason)
    return keyOf(row)
  },
)

const reviewedNow = ({ viewer, now }: Work) => ({ reviewedBy: viewer.accountId, reviewedAt: now.toISOString() })

/** The day given, else today, or the activity's last day where it is over. */
function deliveryOf({ now }: Work, { activity }: LockedSpeech, given: string | null): string {
  const [from, to] = [businessDate(new Date(activity.startsAt)), businessDate(new Date(activity.endsAt))]
  const today = businessDate(now)
  const on = given ?? (today < to ? today : to)
  const error = deliveryError(on, from, to, today)
  if (error) throw new Refused(error)
  return on
}
