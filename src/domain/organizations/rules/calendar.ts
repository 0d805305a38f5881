import type { CalendarDay } from '../../../kernel/calendar.ts'
import { isWeekend, yearOf } from '../../../kernel/dates.ts'
import { checkText } from '../../../kernel/text.ts'
import { type UserError, userError } from '../../../kernel/user-error.ts'

/** A year of public holidays as it is entered. */
export interface CalendarEntry {
  readonly year: number
  readonly source: string
  readonly days: readonly CalendarDay[]
}

const YEARS = { min: 2000, max: 2199 }
const MAX_DAYS = 100
const MAX_SOURCE = 100
const MAX_NAME = 20

/** A year as it is stored, its days in order, and what is wrong with it. */
export function checkCalendar(entry: CalendarEntry): { value: CalendarEntry; errors: UserError[] } {
  const source = checkText('input.source', entry.source, { max: MAX_SOURCE })
  const days = entry.days
    .slice(0, MAX_DAYS)
    .map((day, index) => checkDay(entry.year, day, index, isRepeated(entry.days, index)))
  return {
    value: {
      year: entry.year,
      source: 'text' in source ? source.text : '',
      days: days.map(({ value }) => value).sort((a, b) => (a.day < b.day ? -1 : 1)),
    },
    errors: [
      ...yearErrors(entry.year),
      ...('error' in source ? [source.error] : []),
      ...numberErrors(entry.days),
      ...days.flatMap(({ errors }) => errors),
    ],
  }
}

const yearErrors = (year: number): UserError[] =>
  year >= YEARS.min && year <= YEARS.max
    ? []
    : [
        userError(
          'OUT_OF_RANGE',
          'input.year',
          `须为 ${YEARS.min} 到 ${YEARS.max}`,
          `It is ${YEARS.min} to ${YEARS.max}`,
        ),
      ]

function numberErrors(days: readonly CalendarDay[]): UserError[] {
  if (days.length > MAX_DAYS) {
    return [userError('TOO_MANY', 'input.days', `最多 ${MAX_DAYS} 天`, `At most ${MAX_DAYS} days`)]
  }
  // Every year has holidays: one without any is a year that is not published yet.
  if (days.some(({ isWorkday }) => !isWorkday)) return []
  return [userError('REQUIRED', 'input.days', '请录入当年的放假日', "Give the year's days off")]
}

const isRepeated = (days: readonly CalendarDay[], index: number): boolean =>
  days.findIndex(({ day }) => day === days[index]?.day) < index

function checkDay(year: number, { day, isWorkday, name }: CalendarDay, index: number, repeated: boolean) {
  const at = (field: string) => ['input', 'days', String(index), field]
  const checked = checkText(at('name').join('.'), name, { max: MAX_NAME })
  const errors = 'error' in checked ? [checked.error] : []
  if (yearOf(day) !== year) {
    errors.push(userError('OUT_OF_RANGE', at('day'), `${day} 不在 ${year} 年`, `${day} is not in ${year}`))
  }
  if (repeated) errors.push(userError('DAY_REPEATED', at('day'), `${day} 重复`, `${day} stands twice`))
  if (isWorkday && !isWeekend(day)) {
    errors.push(
      userError(
        'NOT_APPLICABLE',
        at('isWorkday'),
        `${day} 不是周末，无须列为调休上班日`,
        `${day} is no weekend: it is worked anyway`,
      ),
    )
  }
  return { value: { day, isWorkday, name: 'text' in checked ? checked.text : '' }, errors }
}
