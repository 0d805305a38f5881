/** The only source of "now" for rules, so that tests and imports can set it. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/** Deadlines and score years are counted in this zone, wherever the server stands. */
export const BUSINESS_TIME_ZONE = 'Asia/Shanghai'

/** Ahead of UTC by as much all the year: there has been no summer time since 1992. */
const AHEAD_MS = 8 * 3_600_000

/** The business date of a moment since 1992, `YYYY-MM-DD` in Asia/Shanghai. */
export const businessDate = (moment: Date): string =>
  new Date(moment.getTime() + AHEAD_MS).toISOString().slice(0, 'YYYY-MM-DD'.length)
