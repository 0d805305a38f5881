import { type UserError, userError } from '../../../kernel/user-error.ts'

export const TITLE_MAX = 100
export const TEXT_MAX = 10_000
export const TOPIC_MAX = 200
export const NOTE_MAX = 500
export const WORDS_MAX = 10_000

/** Words as an office counts them (字数): each Chinese character and mark, each run of anything else. */
export const wordsOf = (text: string): number => text.match(WORD)?.length ?? 0

const WORD = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]|[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]+/gu

/** Codes of the eight democratic parties (民主党派), the same in every committee. */
export const DEMOCRATIC_PARTIES = ['RCCK', 'CDL', 'CNDCA', 'CAPD', 'CPWDP', 'CZGP', 'JSS', 'TDSL'] as const

export type SpeakerKind = 'MEMBER' | 'PARTY' | 'SECTOR' | 'SPECIAL_COMMITTEE'

/** The input field that names the body of each kind of speaker; a member speaks for himself. */
const BODIES = { PARTY: 'party', SECTOR: 'sector', SPECIAL_COMMITTEE: 'specialCommittee' } as const

export type BodyField = (typeof BODIES)[keyof typeof BODIES]

export const bodyFieldOf = (kind: SpeakerKind): BodyField | null => (kind === 'MEMBER' ? null : BODIES[kind])

/** A body is named by the field of its kind and by no other. */
export function bodyErrors(
  kind: SpeakerKind,
  given: Readonly<Partial<Record<BodyField, string | null>>>,
): readonly UserError[] {
  const wanted = bodyFieldOf(kind)
  return Object.values(BODIES).flatMap(field => {
    const isGiven = given[field] != null
    if (field === wanted && !isGiven) return [missingBody(field)]
    return field !== wanted && isGiven ? [wrongBody(field)] : []
  })
}

const missingBody = (field: string) =>
  userError('REQUIRED', `input.${field}`, '请选择发言单位', 'Say which body the speech is for')

const wrongBody = (field: string) =>
  userError(
    'NOT_APPLICABLE',
    `input.${field}`,
    '与发言主体类别不符，请删除',
    'It does not go with this kind of speaker; leave it out',
  )

/** Where a speech was made, as its duty record says it, by the code of the activity's kind. */
export function occasionOf(kindCode: string): 'PLENARY_SESSION' | 'STANDING_COMMITTEE' | 'CONSULTATION' | 'OTHER' {
  if (kindCode === 'PLENARY_SESSION') return kindCode
  if (['STANDING_COMMITTEE_MEETING', 'TOPICAL_STANDING_MEETING'].includes(kindCode)) return 'STANDING_COMMITTEE'
  return ['TOPICAL_CONSULTATION', 'BIWEEKLY_CONSULTATION'].includes(kindCode) ? 'CONSULTATION' : 'OTHER'
}

/** A speech is held on a day of its activity that has come. Null, or why the date is wrong. */
export function deliveryError(on: string, from: string, to: string, today: string): UserError | null {
  const last = to < today ? to : today
  if (on >= from && on <= last) return null
  return userError(
    'OUT_OF_RANGE',
    'input.deliveredOn',
    `发言日期应在 ${from} 到 ${last} 之间：会议期间，且不晚于今天`,
    `The date must be from ${from} to ${last}: during the activity and not after today`,
  )
}

/** A call ends ahead, and not after the activity whose speeches it asks for. Null, or why it does not. */
export function deadlineError(closesAt: Date, now: Date, endsAt: Date): UserError | null {
  const at = (zh: string, en: string) => userError('OUT_OF_RANGE', 'input.closesAt', zh, en)
  if (closesAt <= now) return at('征集截止时间应晚于现在', 'The deadline must be after the present moment')
  return closesAt <= endsAt
    ? null
    : at('征集截止时间不得晚于活动结束时间', 'The deadline must not be after the end of the activity')
}
