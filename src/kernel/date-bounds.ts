import { businessDate } from './clock.ts'
import { type UserError, userError } from './user-error.ts'

/** Holidays are entered up to then; what lies beyond is a slip of the pen. */
export const LATEST_DATE = '2199-12-31'

/** Asia/Shanghai has kept UTC+8 without daylight saving since then. */
const EARLIEST_MOMENT = '1992-01-01'

/** What is wrong with a date that is given for something to come. */
export const latestErrors = (field: string, date: string): UserError[] =>
  date > LATEST_DATE
    ? [userError('OUT_OF_RANGE', field, `不得晚于 ${LATEST_DATE}`, `It is ${LATEST_DATE} at the latest`)]
    : []

/** Of moments by their fields, those of years that nobody means. */
export const yearErrors = (moments: Readonly<Record<string, Date>>): UserError[] =>
  Object.entries(moments).flatMap(([field, moment]) => {
    const date = businessDate(moment)
    if (date >= EARLIEST_MOMENT && date <= LATEST_DATE) return []
    const [first, last] = [EARLIEST_MOMENT, LATEST_DATE].map(day => day.slice(0, 4))
    return [
      userError('OUT_OF_RANGE', field, `年份应在 ${first} 到 ${last} 之间`, `The year must be ${first} to ${last}`),
    ]
  })
