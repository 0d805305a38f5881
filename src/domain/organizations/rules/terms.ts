import { LATEST_DATE } from '../../../kernel/date-bounds.ts'
import { type UserError, userError } from '../../../kernel/user-error.ts'

/** A term, or a session within one: a number and its days, the last one open while it runs. */
export interface Span {
  readonly number: number
  readonly startsOn: string
  readonly endsOn: string | null
}

const MAX_NUMBER = 99
// The CPPCC first met on 21 September 1949.
const EARLIEST = '1949-09-21'

/** The measure words 届 and 次 in messages. */
type Kind = { readonly zh: string; readonly en: string }
const TERM: Kind = { zh: '届', en: 'term' }
const SESSION: Kind = { zh: '次会议', en: 'session' }

/** What is wrong with a term beside the other terms of its committee: they neither overlap nor run backwards. */
export const termErrors = (term: Span, others: readonly Span[]): UserError[] => spanErrors(term, others, TERM)

/** What is wrong with a session: as for terms, and it lies within its term. */
export function sessionErrors(session: Span, others: readonly Span[], term: Span): UserError[] {
  const errors = spanErrors(session, others, SESSION)
  return errors.length > 0 || isWithin(session, term) ? errors : [outsideTerm(session, term)]
}

/** The sessions that a term with these days would leave outside. */
export function strandedSessions(term: Span, sessions: readonly Span[]): UserError[] {
  const stranded = sessions.find(session => !isWithin(session, term))
  if (!stranded) return []
  return [
    userError(
      'OUTSIDE_TERM',
      'input.endsOn',
      `第 ${stranded.number} 次会议（${days(stranded)}）不在本届起止日期之内`,
      `Session ${stranded.number} (${days(stranded)}) would lie outside the term`,
    ),
  ]
}

function spanErrors(span: Span, others: readonly Span[], kind: Kind): UserError[] {
  const errors = [...numberErrors(span, others, kind), ...dateErrors(span, kind)]
  if (errors.length > 0) return errors
  const overlapping = others.find(other => overlaps(span, other))
  if (overlapping) return [overlapError(overlapping, kind)]
  const misplaced = others.find(other => span.number < other.number !== span.startsOn < other.startsOn)
  return misplaced ? [orderError(misplaced, kind)] : []
}

function numberErrors({ number }: Span, others: readonly Span[], { zh, en }: Kind): UserError[] {
  if (number < 1 || number > MAX_NUMBER) {
    return [userError('OUT_OF_RANGE', 'input.number', `须为 1 到 ${MAX_NUMBER}`, `It is 1 to ${MAX_NUMBER}`)]
  }
  return others.some(other => other.number === number)
    ? [userError('NUMBER_TAKEN', 'input.number', `第 ${number} ${zh}已存在`, `There is a ${en} ${number} already`)]
    : []
}

function dateErrors({ startsOn, endsOn }: Span, kind: Kind): UserError[] {
  const errors = [['input.startsOn', startsOn] as const, ['input.endsOn', endsOn] as const].flatMap(([field, date]) =>
    date !== null && (date < EARLIEST || date > LATEST_DATE)
      ? [
          userError(
            'OUT_OF_RANGE',
            field,
            `须在 ${EARLIEST} 与 ${LATEST_DATE} 之间`,
            `It lies between ${EARLIEST} and ${LATEST_DATE}`,
          ),
        ]
      : [],
  )
  const tooEarly = endsOn !== null && (kind === TERM ? endsOn <= startsOn : endsOn < startsOn)
  if (tooEarly && errors.length === 0) {
    errors.push(
      userError('ENDS_BEFORE_START', 'input.endsOn', '截止日期须晚于起始日期', 'The last day must be after the first'),
    )
  }
  return errors
}

const overlaps = (a: Span, b: Span): boolean => notAfter(a.startsOn, b.endsOn) && notAfter(b.startsOn, a.endsOn)

const isWithin = (inner: Span, outer: Span): boolean =>
  inner.startsOn >= outer.startsOn && (outer.endsOn === null || (inner.endsOn !== null && inner.endsOn <= outer.endsOn))

const notAfter = (date: string, end: string | null): boolean => end === null || date <= end

const days = ({ startsOn, endsOn }: Span): string => `${startsOn} – ${endsOn ?? '…'}`

const overlapError = (other: Span, { zh, en }: Kind): UserError =>
  userError(
    'OVERLAPS',
    'input.startsOn',
    `与第 ${other.number} ${zh}（${days(other)}）日期重叠`,
    `It overlaps ${en} ${other.number} (${days(other)})`,
  )

const orderError = (other: Span, { zh, en }: Kind): UserError =>
  userError(
    'OUT_OF_ORDER',
    'input.number',
    `与第 ${other.number} ${zh}（${days(other)}）的先后次序不符`,
    `Its number and its dates stand differently to ${en} ${other.number} (${days(other)})`,
  )

const outsideTerm = ({ startsOn }: Span, term: Span): UserError =>
  userError(
    'OUTSIDE_TERM',
    startsOn < term.startsOn ? 'input.startsOn' : 'input.endsOn',
    `须在第 ${term.number} 届（${days(term)}）之内`,
    `It lies within term ${term.number} (${days(term)})`,
  )
