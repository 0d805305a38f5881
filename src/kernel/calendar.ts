import { addDays, isWeekend, yearOf } from './dates.ts'
import { Refused, userError } from './user-error.ts'

/** A day that is not as its weekday says: a holiday, or a weekend that is worked (调休上班). */
export interface CalendarDay {
  readonly day: string
  readonly isWorkday: boolean
  readonly name: string
}

/** A published year; a year without one is not guessed. */
export interface CalendarYear {
  readonly year: number
  /** The notice that says so. */
  readonly source: string
  readonly version: number
  readonly days: readonly CalendarDay[]
}

export type Calendar = readonly CalendarYear[]

export interface NamedDay {
  readonly day: string
  readonly name: string
}

/** Looks at days one by one and remembers what was special about them. */
export function walkOver(calendar: Calendar) {
  const holidays: NamedDay[] = []
  const workedWeekends: NamedDay[] = []
  const used = new Set<CalendarYear>()
  let weekendDays = 0
  const isWorking = (day: string): boolean => {
    const year = calendar.find(one => one.year === yearOf(day))
    if (!year) throw new Refused(notPublished(yearOf(day)))
    used.add(year)
    const special = year.days.find(one => one.day === day)
    if (special) (special.isWorkday ? workedWeekends : holidays).push({ day, name: special.name })
    else if (isWeekend(day)) weekendDays++
    return special?.isWorkday ?? !isWeekend(day)
  }
  return {
    workingDaysAfter(start: string, amount: number): string {
      let day = start
      for (let left = amount; left > 0; ) {
        day = addDays(day, 1)
        if (isWorking(day)) left--
      }
      return day
    },
    nextWorkingDay(from: string): string {
      let day = from
      while (!isWorking(day)) day = addDays(day, 1)
      return day
    },
    findings: () => ({
      holidays,
      weekendDays,
      workedWeekends,
      calendar: [...used].map(({ year, source, version }) => ({ year, source, version })),
    }),
  }
}

const notPublished = (year: number) =>
  userError(
    'CALENDAR_NOT_PUBLISHED',
    null,
    `${year} 年的节假日安排尚未录入，无法计算时限；请管理员按国务院办公厅的通知录入后重试`,
    `The public holidays of ${year} are not entered, so the deadline cannot be counted; ask an administrator to enter the State Council's notice and try again`,
  )

export type Walk = ReturnType<typeof walkOver>
