import { checkText, type TextRule } from '../../kernel/text.ts'
import { type UserError, userError } from '../../kernel/user-error.ts'

export const TITLE_MAX = 100
export const REASON_MAX = 500
/** Invitations of one command. */
export const BULK_MAX = 200
export const NAMED_MEMBERS_MAX = 500
export const GROUPS_MAX = 50

/** What an activity holds beside its title and times; as an update gives it: undefined stays, null clears. */
export interface Details {
  readonly topic?: string | null
  readonly description?: string | null
  readonly studyBody?: string | null
  readonly visitKind?: string | null
  readonly jointWith?: string | null
  readonly place?: string | null
  readonly position?: { readonly latitude: string; readonly longitude: string; readonly radiusMetres: number } | null
  readonly videoUrl?: string | null
  readonly videoMinutes?: number | null
  readonly credits?: string | null
  readonly isOpenBelow?: boolean | null
}

const TEXTS: Readonly<Record<'topic' | 'description' | 'place' | 'videoUrl', TextRule>> = {
  topic: { max: 200 },
  description: { max: 5000, multiline: true },
  place: { max: 200 },
  videoUrl: { max: 500 },
}

/** Details as columns; what is not given is left out. */
export function columnsOf(details: Details): { columns: Record<string, unknown>; errors: readonly UserError[] } {
  const columns: Record<string, unknown> = {}
  const errors = rangeErrors(details)
  for (const name of ['topic', 'description', 'place', 'videoUrl'] as const) {
    const given = details[name]
    if (given === undefined) continue
    const checked = checkText(`input.${name}`, given ?? '', { ...TEXTS[name], min: 0 })
    if ('error' in checked) errors.push(checked.error)
    else columns[name] = name === 'videoUrl' && checked.text === '' ? null : checked.text
  }
  for (const name of ['studyBody', 'visitKind', 'jointWith', 'videoMinutes', 'credits'] as const) {
    if (details[name] !== undefined) columns[name] = details[name]
  }
  if (details.isOpenBelow !== undefined) columns.isOpenBelow = details.isOpenBelow ?? false
  if (details.position !== undefined) {
    const { latitude = null, longitude = null, radiusMetres = null } = details.position ?? {}
    Object.assign(columns, { latitude, longitude, radiusMetres })
  }
  return { columns, errors }
}

function rangeErrors({ position, videoUrl, videoMinutes, credits }: Details): UserError[] {
  const ranges: readonly [string, number | undefined, number, number][] = [
    ['input.position.latitude', position ? Number(position.latitude) : undefined, -90, 90],
    ['input.position.longitude', position ? Number(position.longitude) : undefined, -180, 180],
    ['input.position.radiusMetres', position?.radiusMetres, 10, 50_000],
    ['input.videoMinutes', videoMinutes ?? undefined, 1, 1440],
    ['input.credits', credits == null ? undefined : Number(credits), 0, 999],
  ]
  return [
    ...ranges.flatMap(([field, value, min, max]) =>
      value === undefined || (value >= min && value <= max)
        ? []
        : [userError('OUT_OF_RANGE', field, `应在 ${min} 到 ${max} 之间`, `It must be from ${min} to ${max}`)],
    ),
    ...(credits == null || ONE_DECIMAL.test(credits) ? [] : [tooExact]),
    ...(videoUrl == null || videoUrl.trim() === '' || isLink(videoUrl) ? [] : [noLink]),
  ]
}

/** As they are stored: a second decimal would be rounded away. */
const ONE_DECIMAL = /^-?\d+(?:\.\d0*)?$/

const tooExact = userError('INVALID_VALUE', 'input.credits', '最多一位小数', 'It must have one decimal at most')

/** A link that a member's device opens: https, and no name or password in it. */
function isLink(text: string): boolean {
  if (!URL.canParse(text.trim())) return false
  const { protocol, username, password } = new URL(text.trim())
  return protocol === 'https:' && username === '' && password === ''
}

const noLink = userError(
  'INVALID_VALUE',
  'input.videoUrl',
  '须为 https:// 开头的链接',
  'It must be a link that begins with https://',
)

/** Which detail says more of a kind, by the kind's code: needed there, and nowhere else. */
const DISTINCTIONS: Readonly<Record<'studyBody' | 'visitKind' | 'jointWith', string>> = {
  studyBody: 'STUDY_SESSION',
  visitKind: 'VISIT',
  jointWith: 'JOINT_RESEARCH',
}

/** A study session has a body, a visit a subject, joint research another level; other kinds have none of them. */
export function distinctionErrors(
  kind: { readonly code: string; readonly name: string },
  details: { readonly studyBody: string | null; readonly visitKind: string | null; readonly jointWith: string | null },
): UserError[] {
  return (['studyBody', 'visitKind', 'jointWith'] as const).flatMap(name => {
    const [isNeeded, isGiven] = [DISTINCTIONS[name] === kind.code, details[name] !== null]
    if (isNeeded === isGiven) return []
    return [
      isNeeded
        ? userError('REQUIRED', `input.${name}`, `“${kind.name}”须填写此项`, `"${kind.name}" needs it`)
        : userError('NOT_APPLICABLE', `input.${name}`, `“${kind.name}”没有此项`, `"${kind.name}" has no such field`),
    ]
  })
}

/** Members reply before an activity begins. */
export function replyUntilErrors(replyUntil: Date | null, startsAt: Date): UserError[] {
  if (replyUntil === null || replyUntil <= startsAt) return []
  return [
    userError(
      'OUT_OF_RANGE',
      'input.replyUntil',
      '回复截止时间不能晚于活动开始时间',
      'Replies end when the activity begins, or before',
    ),
  ]
}

export interface Times {
  readonly startsAt: Date
  readonly endsAt: Date
}

/** A sub-session lies within the activity it belongs to. */
export const isInside = (part: Times, whole: Times): boolean =>
  part.startsAt >= whole.startsAt && part.endsAt <= whole.endsAt

/** What hangs on an activity waits until the office has confirmed it. */
export const unconfirmed = (field: string): UserError =>
  userError(
    'INVALID_STATE',
    field,
    '该活动由委员本人记录，尚未确认，请先确认',
    'A member recorded the activity and it is not confirmed; confirm it first',
  )
