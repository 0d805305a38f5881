/** Marks without width that chat programs and web pages leave in copied names and numbers. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g

const HAN_GAP = /(?<=[\p{Script=Han}〇·（）、，。])\s+(?=[\p{Script=Han}〇·（）、，。])/gu

/**
 * Full-width letters, digits, signs and space as half-width ones (U+FF01-FF5E, U+3000); invisible marks removed.
 * Not NFKC: that would also exchange rare Han characters of a name for others.
 */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0]/g, ' ')
    .replace(INVISIBLE, '')
}

/** Half-width, without any white space: for values in which a space never means anything. */
export const compact = (text: string): string => halfWidth(text).replace(/\s+/g, '')

/** For running text: line breaks and spaces between Han characters removed, others made one space, trimmed. */
export function tidy(text: string): string {
  return text.replace(INVISIBLE, '').replace(HAN_GAP, '').replace(/\s+/g, ' ').trim()
}

/** What offices write into a field that has no value. */
const PLACEHOLDERS = new Set(['/', '\\', '-', '--', '—', '——', '－', '无', '暂无', '未填', '空', 'n/a', 'null'])

export const isPlaceholder = (text: string): boolean =>
  text.length < 12 && PLACEHOLDERS.has(compact(text).toLowerCase())

/** "The same as above", as written by hand. */
const DITTO = new Set(['〃', '″', '"', "''", '同上', '同前'])

export const isDitto = (text: string): boolean => text.length < 12 && DITTO.has(compact(text))
