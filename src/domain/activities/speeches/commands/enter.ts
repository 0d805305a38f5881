import { newId, parseGlobalId } from '../../../../kernel/ids.ts'
import { Refused } from '../../../../kernel/user-error.ts'
import { advance } from '../../../../kernel/workflow.ts'
import { command } from '../../../../platform/commands/command.ts'
import { notFound } from '../../../../platform/commands/load.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { keyOf, lockActivityUnversioned } from '../../commands.ts'
import { bodyOf, contentOf, NOTHING, type SpeechContent } from '../input.ts'
import { insertSpeech, lockSpeech, moveSpeech, type SpeechTarget } from '../lock.ts'
import { speechWorkflow } from '../workflow.ts'
import { callOf, invitedSeat } from './write.ts'

interface Entering {
  readonly activity: string
  readonly input: SpeechContent & {
    readonly id?: string | null
    readonly member: string
    readonly title: string
    readonly form: string
  }
}

/** The office enters what a member handed in on paper: submitted, marked, and also after the deadline it kept. */
export const activitySpeechEnter = command<Entering, Key>('activitySpeechEnter', async (work, given) => {
  const { input } = given
  const share = { field: 'activity', strength: 'share' } as const
  const { row: activity } = await lockActivityUnversioned(work, given.activity, ['ACTIVITY_MANAGE'], share)
  const { organizationId } = activity
  const member = parseGlobalId(input.member)
  if (member?.prefix !== 'mem' || member.organizationId !== organizationId) throw notFound('input.member')
  const memberId = await invitedSeat(work, activity, [member.id])
  const body = await bodyOf(work, organizationId, memberId, input)
  const content = await contentOf(work, organizationId, input, NOTHING)
  const errors = [...body.errors, ...content.errors]
  if (errors.length > 0) throw new Refused(...errors)
  const call = await callOf(work, activity)
  const state = advance(speechWorkflow, 'SUBMIT', speechWorkflow.initial, {
    ...{ now: work.now, closesAt: call ? new Date(call.closesAt) : null, maxWords: call?.maxWords ?? null },
    ...{ hasContent: hasContent(content.values), words: content.values.words, mayBeLate: true },
    ...{ hasBegun: false, isCancelled: activity.state === 'CANCELLED', isAsked: true, isOwn: false },
  })
  const marks = { state, submittedAt: work.now.toISOString(), enteredBy: work.viewer.accountId }
  const row = { activityId: activity.id, memberId, ...body.values, ...content.values, ...marks }
  return insertSpeech(work, { organizationId, id: input.id ?? newId() }, row)
})

interface Correcting extends SpeechTarget {
  readonly input: Omit<SpeechContent, 'speakerKind' | 'party' | 'sector' | 'specialCommittee'>
}

/** The office corrects what it entered, as long as nobody decided on it or it was returned. */
export const activitySpeechCorrect = command<Correcting, Key>(
  'activitySpeechCorrect',
  async (work, { input, ...target }) => {
    const { row, state, situation } = await lockSpeech(work, target, 'CORRECT')
    const { values, errors } = await contentOf(work, row.organizationId, input, row)
    if (errors.length > 0) throw new Refused(...errors)
    const content = { hasContent: hasContent(values), words: values.words }
    const next = advance(speechWorkflow, 'CORRECT', state, { ...situation, ...content })
    return keyOf(await moveSpeech(work, row, { ...values, state: next }))
  },
)

const hasContent = ({ body, fileId }: { readonly body: string; readonly fileId: string | null }): boolean =>
  body !== '' || fileId !== null
