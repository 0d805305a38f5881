import { COMMON_WORDS, LONGEST_COMMON_WORD } from './common-passwords.ts'

/** Rows and columns of the keyboard; walks go along them both ways. */
const KEYBOARD = [
  '`1234567890-=',
  'qwertyuiop[]\\',
  "asdfghjkl;'",
  'zxcvbnm,./',
  ...['1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm', '8ik,', '9ol.', '0p;/'],
  ...['741', '852', '963', '147', '258', '369', '159', '753', '357', '951'],
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
]
const WALKS = [...KEYBOARD, ...KEYBOARD.map(row => [...row].reverse().join(''))]

const UNSHIFTED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'~!@#$%^&*()_+{}|:"<>?'].map((shifted, index) => [shifted, "`1234567890-=[]\\;',./".charAt(index)]),
)
const UNLEETED: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
}

/** Birthdays, years and mobile numbers: what people's own data looks like. */
const PERSONAL = [
  /(?:19|20)\d\d[-./]?(?:0[1-9]|1[0-2])[-./]?(?:0[1-9]|[12]\d|3[01])/g,
  /\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/g,
  /(?:19|20)\d\d/g,
  /1[3-9]\d{9}/g,
]
const SHORTEST_PATTERN = 3

/**
 * How many characters of a password are left when everything guessable is taken out: common words (also in l33t),
 * the account's own words, sequences, repeats, walks over the keyboard, dates, phone numbers. A blocklist that is
 * generated instead of stored: a password with next to nothing left is on it.
 */
export function unguessableLength(password: string, accountWords: readonly string[]): number {
  const text = password.toLowerCase()
  const words = new Set(accountWords.map(word => word.toLowerCase()))
  const ends = patternEnds(text, words)
  // The cheapest way to cut the text into patterns (free) and single characters (one each).
  const left = [0]
  for (let end = 1; end <= text.length; end++) {
    const costs = (ends.get(end) ?? []).map(start => left[start] ?? end)
    left.push(Math.min((left[end - 1] ?? 0) + 1, ...costs))
  }
  return left[text.length] ?? 0
}

/** For each end of a pattern in the text its starts. */
function patternEnds(text: string, accountWords: ReadonlySet<string>): Map<number, number[]> {
  const ends = new Map<number, number[]>()
  const add = (start: number, end: number) => ends.set(end, [...(ends.get(end) ?? []), start])
  const unshifted = translate(text, UNSHIFTED)
  const unleeted = translate(text, UNLEETED)
  const longest = Math.max(LONGEST_COMMON_WORD, ...[...accountWords].map(word => word.length))
  for (let start = 0; start < text.length; start++) {
    for (let end = start + 2; end <= Math.min(text.length, start + longest); end++) {
      const forms = [text, unleeted].map(form => form.slice(start, end))
      if (forms.some(form => isWord(form, accountWords))) add(start, end)
      if (isWalk(unshifted.slice(start, end))) add(start, end)
      if (isRepeat(text, start, end)) add(start, end)
    }
  }
  for (const pattern of PERSONAL) {
    for (const match of text.matchAll(pattern)) add(match.index, match.index + match[0].length)
  }
  return ends
}

const translate = (text: string, table: Readonly<Record<string, string>>): string =>
  Array.from({ length: text.length }, (_, index) => table[text.charAt(index)] ?? text.charAt(index)).join('')

const isWord = (part: string, accountWords: ReadonlySet<string>) => COMMON_WORDS.has(part) || accountWords.has(part)

const isWalk = (part: string) => part.length >= SHORTEST_PATTERN && WALKS.some(row => row.includes(part))

/** One character over and over, or the same again as just before. */
function isRepeat(text: string, start: number, end: number): boolean {
  const part = text.slice(start, end)
  if (part.length >= SHORTEST_PATTERN && part === part.charAt(0).repeat(part.length)) return true
  return start >= part.length && text.slice(start - part.length, start) === part
}
