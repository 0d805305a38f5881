import type { Merge } from './sheet.ts'

/** Excel's last column is XFD. */
const MAX_COLUMNS = 16_384

/** 0-based column of a spreadsheet letter (`A` → 0, `AB` → 27), or null. */
export function columnIndex(letters: string): number | null {
  if (!/^[A-Za-z]{1,3}$/.test(letters)) return null
  let index = 0
  for (const letter of letters.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64
  return index <= MAX_COLUMNS ? index - 1 : null
}

/** The spreadsheet letter of a 0-based column. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

/** `A3:M5` as a range, or null. */
export function parseRange(ref: string): Merge | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/.exec(ref)
  if (!match) return null
  const [, left = '', top = '', right = left, bottom = top] = match
  const [l, r] = [columnIndex(left), columnIndex(right)]
  if (l === null || r === null) return null
  return {
    top: Math.min(Number(top), Number(bottom)),
    bottom: Math.max(Number(top), Number(bottom)),
    left: Math.min(l, r),
    right: Math.max(l, r),
  }
}
