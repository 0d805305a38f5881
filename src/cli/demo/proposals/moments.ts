import { BUSINESS_TIME_ZONE, businessDate } from '../../../kernel/clock.ts'
import { addDays, isWeekend } from '../../../kernel/dates.ts'
import type { Random } from '../random.ts'

/** Moments are milliseconds, so that they compare; days are those of Asia/Shanghai, which knows no summer time. */
const OFFSET = '+08:00'
if (BUSINESS_TIME_ZONE !== 'Asia/Shanghai') throw new Error('the demonstration is set in Asia/Shanghai')

export const MINUTE = 60_000
const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export const dayOf = (at: number): string => businessDate(new Date(at))

export const iso = (at: number): string => new Date(at).toISOString()

export const momentOf = (day: string, time = '00:00'): number => Date.parse(`${day}T${time}:00${OFFSET}`)

/** In office hours of the day; of a weekend's, on Monday. */
export function officeMoment(draw: Random, day: string): number {
  let on = day
  while (isWeekend(on)) on = addDays(on, 1)
  return momentOf(on, '08:30') + draw.between(0, 9 * HOUR)
}

/** Some days later, in office hours. */
export const daysAfter = (draw: Random, at: number, from: number, to = from): number =>
  officeMoment(draw, addDays(dayOf(at), draw.between(from, to)))
