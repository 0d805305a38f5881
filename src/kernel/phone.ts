const MOBILE = /^1[3-9]\d{9}$/

/** Eleven digits that begin with 13 to 19: a mobile number of mainland China, already in its normal form. */
export const isMobile = (text: string): boolean => MOBILE.test(text)

/** A written number without what people put around its digits: hyphens, spaces, brackets, +86, the `.0` of a spreadsheet. */
export const bareNumber = (text: string): string =>
  text
    .replace(/\.0+$/, '')
    .replace(/[\s\-‐‑–—－()（）.]/g, '')
    .replace(/^(?:\+|00)?86(?=1\d{10}$)/, '')

/** The eleven digits of a mobile number however it was typed, also full-width; null for anything else. */
export function normalisePhone(text: string): string | null {
  const number = bareNumber(text.normalize('NFKC').trim())
  return isMobile(number) ? number : null
}
