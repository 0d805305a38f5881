import { checkText } from '../../kernel/text.ts'
import { type UserError, userError } from '../../kernel/user-error.ts'
import { categoryOf } from './categories/index.ts'
import type { Creator, DutyCategory } from './categories/manifest.ts'
import { type Checked, checkFacts, type Facts, refused } from './facts.ts'
import type { DutyState } from './workflow.ts'

export const TITLE_MAX = 100
export const REASON_MAX = 500
/** Records of one bulk command. */
export const BULK_MAX = 200
/** Files that prove one record. */
export const EVIDENCE_MAX = 9

/** What a person enters of a duty, whoever the member is. */
export interface DutyEntry {
  readonly category: string
  readonly title: string
  readonly occurredOn: string
  readonly facts?: unknown
  readonly evidence?: readonly string[] | null
}

export interface CheckedEntry {
  readonly category: DutyCategory
  readonly title: string
  readonly occurredOn: string
  readonly facts: Facts
}

/** What an entry must be in itself. All errors at once. Pure. */
export function checkEntry(entry: DutyEntry, creator: Creator, today: string): Checked<CheckedEntry> {
  const category = categoryOf(entry.category)
  const title = checkText('input.title', entry.title, { max: TITLE_MAX })
  const facts = category ? checkFacts(category, entry.facts ?? {}) : null
  const errors = [
    ...(category ? creatorErrors(category, creator) : [unknownCategory]),
    ...('error' in title ? [title.error] : []),
    ...(entry.occurredOn > today ? [inFuture(today)] : []),
    ...(facts?.errors ?? []),
    ...(category ? evidenceErrors(category, entry.evidence ?? []) : []),
  ]
  if (errors.length > 0 || !category || 'error' in title || !facts?.value) return refused(errors)
  return { value: { category, title: title.text, occurredOn: entry.occurredOn, facts: facts.value }, errors: [] }
}

const unknownCategory = userError(
  'UNKNOWN_CATEGORY',
  'input.category',
  '没有这个履职类别，见 dutyCategories',
  'There is no such duty category; see dutyCategories',
)

const inFuture = (today: string) =>
  userError(
    'FUTURE_DATE',
    'input.occurredOn',
    `日期不能晚于今天（${today}）`,
    `The date must not be after today, ${today}`,
  )

function creatorErrors({ creators, name }: DutyCategory, creator: Creator): UserError[] {
  if (creators.includes(creator)) return []
  const [zh, en] = creator === 'MEMBER' ? ['委员本人', 'the member'] : ['工作人员', 'the office']
  return [
    userError(
      'NOT_FOR_YOU_TO_ENTER',
      'input.category',
      `“${name.zh}”不能由${zh}录入`,
      `"${name.en}" cannot be entered by ${en}`,
    ),
  ]
}

/** Of a category that asks for evidence there is some, and nowhere too much of it. */
export function evidenceErrors({ evidenceRequired, name }: DutyCategory, evidence: readonly string[]): UserError[] {
  if (evidence.length === 0 && evidenceRequired) {
    return [
      userError(
        'EVIDENCE_REQUIRED',
        'input.evidence',
        `“${name.zh}”须附佐证材料`,
        `"${name.en}" needs evidence; upload a file first`,
      ),
    ]
  }
  if (evidence.length > EVIDENCE_MAX) {
    return [userError('TOO_MANY', 'input.evidence', `最多附 ${EVIDENCE_MAX} 个文件`, `At most ${EVIDENCE_MAX} files`)]
  }
  return evidence.flatMap((id, index) =>
    evidence.indexOf(id) === index
      ? []
      : [userError('DUPLICATE', `input.evidence.${index}`, '同一文件重复', 'The same file stands twice')],
  )
}

/** A member's time in the seat: from joining to leaving, within the term. */
export interface Seat {
  readonly joinedOn: string
  readonly leftOn: string | null
  readonly termStartsOn: string
  readonly termEndsOn: string | null
}

/** A duty is done while one holds the seat. Null, or why the date does not count. Pure. */
export function outsideSeat(occurredOn: string, seat: Seat, field = 'input.occurredOn'): UserError | null {
  const [, from = seat.joinedOn] = [seat.joinedOn, seat.termStartsOn].sort()
  const until = [seat.leftOn, seat.termEndsOn].filter(date => date !== null).sort()[0] ?? null
  if (occurredOn >= from && (until === null || occurredOn <= until)) return null
  return userError(
    'OUTSIDE_SEAT',
    field,
    `日期不在委员任期内（${from} 至 ${until ?? '今'}）`,
    `The date is outside the member's time in the seat, ${from} to ${until ?? 'now'}`,
  )
}

/**
 * The state in which a record enters the ledger: who organizes, records, so the office's own entry counts at once,
 * unless the category asks for a second pair of eyes or the record is of one's own seat.
 */
export function initialState(category: DutyCategory, creator: Creator, isOwnSeat: boolean): DutyState {
  if (creator === 'WORKFLOW') return 'CONFIRMED'
  return creator === 'OFFICE' && !isOwnSeat && !category.needsConfirmation ? 'CONFIRMED' : 'PENDING'
}

/** Score years follow the calendar, until a committee's rule set says otherwise (appraisal). */
export const scoreYearOf = (occurredOn: string): number => Number(occurredOn.slice(0, 4))
