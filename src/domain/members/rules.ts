import { birthDateOf, type Sex, sexOf } from '../../kernel/identity-number.ts'

/** As much of a date of birth as is known: rosters mostly have year and month. */
export interface Birth {
  readonly year: number
  readonly month: number | null
  readonly day: number | null
}

export type BirthFault = 'DAY_WITHOUT_MONTH' | 'NO_SUCH_DATE' | 'OUT_OF_RANGE'

/** Members are adults: citizens of eighteen years. Nobody in office was born before 1900. */
const ADULT_YEARS = 18
const EARLIEST_YEAR = 1900

/** Null when the date can be a member's. `today` is the business date. */
export function birthFault({ year, month, day }: Birth, today: string): BirthFault | null {
  if (day !== null && month === null) return 'DAY_WITHOUT_MONTH'
  if (month !== null && !isRealDate(year, month, day ?? 1)) return 'NO_SUCH_DATE'
  const adultBy = dateText(year + ADULT_YEARS, month ?? 1, day ?? 1)
  return year < EARLIEST_YEAR || adultBy > today ? 'OUT_OF_RANGE' : null
}

const isRealDate = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()

const dateText = (year: number, month: number, day: number): string =>
  [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')

/** The birth that a valid identity number states. */
export function birthInNumber(identityNumber: string): Birth | null {
  const [year, month, day] = birthDateOf(identityNumber)?.split('-').map(Number) ?? []
  return year && month && day ? { year, month, day } : null
}

/** False only where both know a part of the date and say different things. */
export const birthsAgree = (a: Birth | null, b: Birth | null): boolean =>
  a === null || b === null || (a.year === b.year && agree(a.month, b.month) && agree(a.day, b.day))

const agree = (a: number | null, b: number | null): boolean => a === null || b === null || a === b

/** What contradicts a valid identity number. */
export function contradictions(identityNumber: string, sex: Sex | null, birth: Birth | null): ('SEX' | 'BIRTH')[] {
  return [
    ...(sex !== null && sex !== sexOf(identityNumber) ? (['SEX'] as const) : []),
    ...(birthsAgree(birth, birthInNumber(identityNumber)) ? [] : (['BIRTH'] as const)),
  ]
}

const MAINLAND_MOBILE = /^1[3-9]\d{9}$/
// E.164; members of Hong Kong, Macao and Taiwan have numbers of theirs.
const ABROAD = /^\+(?!86)[1-9]\d{6,14}$/

/** A phone number as it is stored, eleven digits or `+852…`; null when it is none. */
export function phoneIn(text: string): string | null {
  const number = text
    .normalize('NFKC')
    .replace(/[\s()\-‐-―]/g, '')
    .replace(/^(?:\+|00)?86(?=1\d{10}$)/, '')
  return MAINLAND_MOBILE.test(number) || ABROAD.test(number) ? number : null
}
