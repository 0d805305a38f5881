/** Days from Excel's day 0 (1899-12-30, which makes up for its 29 February 1900) to 1970-01-01. */
const EPOCH = 25_569
const DAYS_1904 = 1_462

/** The date of an Excel serial number as `YYYY-MM-DD`, or null outside the years 1900 to 2199. */
export function serialDate(serial: number, date1904 = false): string | null {
  const day = Math.floor(serial) + (date1904 ? DAYS_1904 : 0)
  if (!(day >= 61 && day < 109_575)) return null
  return new Date((day - EPOCH) * 86_400_000).toISOString().slice(0, 10)
}
