const DIGITS = '〇一二三四五六七八九'

/** A number from 0 to 99 as official papers write it: 15 → 十五, 20 → 二十. Others stay as they are. */
export function chineseNumeral(number: number): string {
  if (!Number.isInteger(number) || number < 0 || number > 99) return String(number)
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  if (tens === 0) return DIGITS.charAt(ones)
  return `${tens === 1 ? '' : DIGITS.charAt(tens)}十${ones === 0 ? '' : DIGITS.charAt(ones)}`
}

/** `2024-03-05` → 2024年3月5日 (GB/T 9704-2012 section 7.3.5: Arabic digits without leading zeros). */
export function chineseDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
