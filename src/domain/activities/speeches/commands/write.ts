import { and, eq } from 'drizzle-orm'
import { newId, parseGlobalId } from '../../../../kernel/ids.ts'
import { Refused, userError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import { forbidden, notFound } from '../../../../platform/commands/load.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { type ActivityRow, keyOf, lockActivityUnversioned } from '../../commands.ts'
import { isOpenInvitation } from '../../policy.ts'
import { INVITEE } from '../../workflow.ts'
import { bodyOf, contentOf, NOTHING, type SpeechContent } from '../input.ts'
import { insertSpeech, lockSpeech, moveSpeech, type SpeechTarget, speechAfter } from '../lock.ts'
import { activitySpeechCalls } from '../tables.ts'
import { callOpen, notCancelled, speechWorkflow } from '../workflow.ts'

interface Creating {
  readonly activity: string
  readonly input: SpeechContent & {
    readonly id?: string | null
    readonly member?: string | null
    readonly title: string
    readonly form: string
  }
}

/** Begins a speech for an activity that calls for them. Its author alone sees it until it is submitted. */
export const activitySpeechCreate = command<Creating, Key>('activitySpeechCreate', async (work, given) => {
  const { input } = given
  const share = { field: 'activity', strength: 'share' } as const
  const { row: activity } = await lockActivityUnversioned(work, given.activity, [INVITEE], share)
  const { organizationId } = activity
  const memberId = await speakerOf(work, activity, input.member ?? null)
  await requireCall(work, activity)
  const body = await bodyOf(work, organizationId, memberId, input)
  const content = await contentOf(work, organizationId, input, NOTHING)
  const errors = [...body.errors, ...content.errors]
  if (errors.length > 0) throw new Refused(...errors)
  const row = { activityId: activity.id, memberId, ...body.values, ...content.values, state: speechWorkflow.initial }
  return insertSpeech(work, { organizationId, id: input.id ?? newId() }, row)
})

interface Updating extends SpeechTarget {
  readonly input: Omit<SpeechContent, 'speakerKind' | 'party' | 'sector' | 'specialCommittee'>
}

/** Changes a draft, or what was returned; what the office had entered is the author's own then. */
export const activitySpeechUpdate = command<Updating, Key>(
  'activitySpeechUpdate',
  async (work, { input, ...target }) => {
    const locked = await lockSpeech(work, target, 'UPDATE')
    speechAfter(locked, 'UPDATE')
    const { values, errors } = await contentOf(work, locked.row.organizationId, input, locked.row)
    if (errors.length > 0) throw new Refused(...errors)
    return keyOf(await moveSpeech(work, locked.row, { ...values, enteredBy: null }))
  },
)

export const activitySpeechSubmit = command<SpeechTarget, Key>('activitySpeechSubmit', async (work, target) => {
  const locked = await lockSpeech(work, target, 'SUBMIT')
  const state = speechAfter(locked, 'SUBMIT')
  return keyOf(await moveSpeech(work, locked.row, { state, submittedAt: work.now.toISOString() }))
})

/** Back to a draft, while nobody has decided on it. */
export const activitySpeechWithdraw = command<SpeechTarget, Key>('activitySpeechWithdraw', async (work, target) => {
  const locked = await lockSpeech(work, target, 'WITHDRAW')
  const state = speechAfter(locked, 'WITHDRAW')
  return keyOf(await moveSpeech(work, locked.row, { state, submittedAt: null }))
})

/** The own seat that is asked to attend: the one named, else the only one. */
async function speakerOf(work: Work, activity: ActivityRow, named: string | null): Promise<string> {
  const { organizationId } = activity
  const { memberIds } = work.viewer
  const key = named === null ? null : parseGlobalId(named)
  if (named !== null && (key?.prefix !== 'mem' || key.organizationId !== organizationId)) throw notFound('input.member')
  if (key && !memberIds.includes(key.id)) throw forbidden()
  return invitedSeat(work, activity, key ? [key.id] : memberIds)
}

/** The first of these seats that is asked to attend. Throws Refused. */
export async function invitedSeat(
  { tx }: Work,
  { organizationId, id }: ActivityRow,
  memberIds: readonly string[],
): Promise<string> {
  const { rows } = await tx.client.query<{ memberId: string }>({
    name: 'invited_seats',
    text: `select i.member_id as "memberId" from activity_invitations i where i.organization_id = $1 and i.activity_id = $2
      and i.member_id = any($3::uuid[]) and ${isOpenInvitation('i')} order by i.id`,
    values: [organizationId, id, memberIds],
  })
  const [seat] = rows
  if (!seat) throw new Refused(notInvited)
  return seat.memberId
}

/** Speeches are begun while the call is open, and of no activity that is cancelled. */
async function requireCall(work: Work, activity: ActivityRow): Promise<void> {
  const call = await callOf(work, activity)
  const closesAt = call ? new Date(call.closesAt) : null
  const situation = { ...ANYTHING, now: work.now, closesAt, isCancelled: activity.state === 'CANCELLED' }
  const obstacle = notCancelled(situation) ?? callOpen(situation)
  if (obstacle) throw new Refused(userError(obstacle.code, 'activity', obstacle.message.zh, obstacle.message.en))
}

/** The activity's call for speeches, if there is one. */
export async function callOf({ db }: Work, { organizationId, id }: ActivityRow) {
  const which = and(eq(activitySpeechCalls.organizationId, organizationId), eq(activitySpeechCalls.activityId, id))
  const [call] = await db.select().from(activitySpeechCalls).where(which)
  return call
}

const ANYTHING = {
  ...{ maxWords: null, hasContent: false, words: 0, mayBeLate: false },
  ...{ hasBegun: false, isAsked: true, isOwn: true },
}

const notInvited = userError(
  'NOT_INVITED',
  'input.member',
  '该委员不在通知范围内',
  'The member is not asked to attend this activity',
)
