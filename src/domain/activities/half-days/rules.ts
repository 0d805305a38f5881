import { yearErrors } from '../../../kernel/date-bounds.ts'
import { type UserError, userError } from '../../../kernel/user-error.ts'

export interface Span {
  readonly startsAt: Date
  readonly endsAt: Date
}

export interface HalfDay extends Span {
  readonly label: string
}

export const HALF_DAYS_MAX = 64
export const LABEL_MAX = 30
export const DAYS_MAX = 31

const HOUR = 3_600_000
const DAY = 24 * HOUR
const OFFSET = 8 * HOUR
const [MORNING, NOON, AFTERNOON, EVENING] = [9 * HOUR, 12 * HOUR, 14 * HOUR, 18 * HOUR]

/** An activity ends after it begins, and within 31 days. */
export function spanErrors({ startsAt, endsAt }: Span): UserError[] {
  if (endsAt <= startsAt) {
    return [
      userError('ENDS_BEFORE_START', 'input.endsAt', '结束时间须晚于开始时间', 'The end must be after the beginning'),
    ]
  }
  const wrong = yearErrors({ 'input.startsAt': startsAt, 'input.endsAt': endsAt })
  if (wrong.length > 0) return wrong
  if (endsAt.getTime() - startsAt.getTime() <= DAYS_MAX * DAY) return []
  return [
    userError(
      'OUT_OF_RANGE',
      'input.endsAt',
      `一次活动最长 ${DAYS_MAX} 天，更长的请分次建立`,
      `An activity lasts ${DAYS_MAX} days at most; enter a longer one in parts`,
    ),
  ]
}

/** Half-days of a span: mornings until noon, afternoons from two until the evening; a span without either is one. */
export function halfDaysOf(span: Span): HalfDay[] {
  const [start, end] = [span.startsAt.getTime() + OFFSET, span.endsAt.getTime() + OFFSET]
  const [opens, closes] = [start % DAY, end % DAY]
  const parts: HalfDay[] = []
  for (let day = start - opens; day < end; day += DAY) {
    const windows = [
      { from: Math.min(opens < NOON ? opens : MORNING, MORNING), until: NOON, name: '上午' },
      { from: AFTERNOON, until: closes > AFTERNOON ? Math.max(closes, EVENING) : EVENING, name: '下午' },
    ]
    for (const { from, until, name } of windows) {
      const [startsAt, endsAt] = [Math.max(day + from, start), Math.min(day + until, end)]
      if (startsAt < endsAt) parts.push(halfDay(startsAt, endsAt, name))
    }
  }
  return parts.length > 0 ? upToEnds(parts, span) : [whole(span)]
}

/** The noon that a beginning or an end lies in belongs to the half-day beside it. */
function upToEnds(parts: readonly HalfDay[], span: Span): HalfDay[] {
  const dayOf = (moment: Date) => Math.floor((moment.getTime() + OFFSET) / DAY)
  return parts.map((part, index) => {
    const isFirst = index === 0 && dayOf(part.startsAt) === dayOf(span.startsAt)
    const isLast = index === parts.length - 1 && dayOf(part.endsAt) === dayOf(span.endsAt)
    return {
      ...part,
      startsAt: isFirst ? span.startsAt : part.startsAt,
      endsAt: isLast ? span.endsAt : part.endsAt,
    }
  })
}

function halfDay(start: number, end: number, name: string): HalfDay {
  const date = new Date(start)
  const label = `${date.getUTCMonth() + 1}月${date.getUTCDate()}日${name}`
  return { startsAt: new Date(start - OFFSET), endsAt: new Date(end - OFFSET), label }
}

export const whole = ({ startsAt, endsAt }: Span): HalfDay => ({ startsAt, endsAt, label: '全程' })

/** What a half-day is called by when it begins. */
export const labelOf = ({ startsAt, endsAt }: Span): string => {
  const start = startsAt.getTime() + OFFSET
  return halfDay(start, endsAt.getTime() + OFFSET, start % DAY < NOON ? '上午' : '下午').label
}

/** Half-days as they were given: each inside the activity, none over another. All errors at once. */
export function halfDayErrors(given: readonly Span[], activity: Span): UserError[] {
  if (given.length === 0 || given.length > HALF_DAYS_MAX) {
    return [
      userError(
        'TOO_MANY',
        'input.halfDays',
        `须有 1 到 ${HALF_DAYS_MAX} 个半天`,
        `Give 1 to ${HALF_DAYS_MAX} half-days`,
      ),
    ]
  }
  return given.flatMap((part, index) => {
    const field = `input.halfDays.${index}`
    if (part.endsAt <= part.startsAt) return [endsFirst(field)]
    if (part.startsAt < activity.startsAt || part.endsAt > activity.endsAt) return [outside(field)]
    const isOver = given.some((other, i) => i < index && other.startsAt < part.endsAt && other.endsAt > part.startsAt)
    return isOver ? [overlaps(field)] : []
  })
}

const endsFirst = (field: string) =>
  userError(
    'ENDS_BEFORE_START',
    `${field}.endsAt`,
    '半天的结束时间须晚于开始时间',
    'The end of the half-day must be after its beginning',
  )

const outside = (field: string) =>
  userError('OUTSIDE_ACTIVITY', field, '半天须在活动时间之内', 'The half-day must lie within the activity')

const overlaps = (field: string) =>
  userError('OVERLAPS', field, '半天与前面的半天重叠', 'The half-day overlaps one before it')
