/** Calendar dates as `YYYY-MM-DD`: they have no time and no zone, and compare as texts. */

const DAY_MS = 86_400_000

const timeOf = (date: string): number => Date.parse(`${date}T00:00:00Z`)

const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** Of any text: whether it names a day that there is. */
export function isCalendarDate(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? timeOf(text) : Number.NaN
  // 2023-02-30 parses in V8, as 2 March.
  return !Number.isNaN(time) && dateOf(time) === text
}

export const addDays = (date: string, days: number): string => dateOf(timeOf(date) + days * DAY_MS)

/** The same day of a later month, or that month's last day where it has no such day. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return clampedDate(year, month + months, day)
}

/** A date of a year; behind a month's last day stands its last day, behind December the next year. */
export function clampedDate(year: number, month: number, day: number): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return dateOf(Date.UTC(year, month - 1, Math.min(day, last)))
}

export const yearOf = (date: string): number => Number(date.slice(0, 4))

/** By the week alone: a worked Saturday is one all the same. */
export function isWeekend(date: string): boolean {
  const day = new Date(timeOf(date)).getUTCDay()
  return day === 0 || day === 6
}
