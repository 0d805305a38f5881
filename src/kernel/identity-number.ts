import { isCalendarDate } from './dates.ts'

/**
 * The citizen identity number (公民身份号码) of GB 11643-1999: 6 digits of region, 8 of birth date, 3 of sequence
 * (odd: male), 1 check character by ISO 7064 MOD 11-2. Full-width input and a small `x` are read as they are meant.
 */
const SHAPE = /^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_CHARACTERS = '10X98765432'

export type Sex = 'MALE' | 'FEMALE'

/** The number as it is stored: half-width, without spaces, capital `X`. It is not checked. */
export function normaliseIdentityNumber(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
}

/** True for 18 characters with a real birth date and the right check character. The region is not looked up. */
export function isIdentityNumber(text: string): boolean {
  const number = normaliseIdentityNumber(text)
  return SHAPE.test(number) && isCalendarDate(datePartOf(number)) && checkCharacterOf(number) === number.charAt(17)
}

/** The birth date `YYYY-MM-DD`, or null when the text is no identity number. */
export function birthDateOf(text: string): string | null {
  return isIdentityNumber(text) ? datePartOf(normaliseIdentityNumber(text)) : null
}

/** The sex the number states, or null when the text is no identity number. */
export function sexOf(text: string): Sex | null {
  if (!isIdentityNumber(text)) return null
  return Number(normaliseIdentityNumber(text).charAt(16)) % 2 === 1 ? 'MALE' : 'FEMALE'
}

/** The 18th character for the first 17 digits (GB 11643-1999, appendix A). */
export function checkCharacterOf(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17.charAt(index)), 0)
  return CHECK_CHARACTERS.charAt(sum % 11)
}

function datePartOf(number: string): string {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
}
