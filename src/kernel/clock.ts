/** The only source of "now" for rules, so that tests and imports can set it. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/** Deadlines and score years are counted in this zone, wherever the server stands. */
export const BUSINESS_TIME_ZONE = 'Asia/Shanghai'

const dateParts = new Intl.DateTimeFormat('en-CA', {
  timeZone: BUSINESS_TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The business date of a moment, `YYYY-MM-DD` in Asia/Shanghai. */
export function businessDate(moment: Date): string {
  return dateParts.format(moment)
}
