import { type Parsed, problem } from '../../members/roster/findings.ts'
import { compact, halfWidth, isPlaceholder, tidy } from '../../members/roster/normal.ts'
import { serialDate } from '../../members/roster/serial-date.ts'

export const LAST_NUMBER = 99_999
/** Patterns are tried on so much of a cell: a hostile one must not cost a second. */
const LONGEST_NUMBER = 60

/** A case or receipt number: `12`, `012号`, `第12号`, `第十五届…第012号` by its last number, `20230012` without its year. */
export function readNumber(text: string): Parsed<number> {
  const plain = compact(text.slice(-LONGEST_NUMBER))
  const digits = /(\d+)号?$/.exec(plain)?.[1] ?? ''
  const number = Number(/^(?:19|20)\d\d\d{3,}$/.test(digits) ? digits.slice(4) : digits)
  if (digits !== '' && number >= 1 && number <= LAST_NUMBER) return { value: number }
  return {
    problem: problem(
      'NUMBER_INVALID',
      `应为 1 至 ${LAST_NUMBER} 的编号，如 012`,
      `It must be a number from 1 to ${LAST_NUMBER}, such as 012`,
    ),
  }
}

const DAY = /^(\d{4})(?:[./年-](\d{1,2})[./月-](\d{1,2})日?|(\d{2})(\d{2}))$/

/** A day in the forms of lists, `2023.5.6`, `2023年5月6日`, `20230506`, dates of the spreadsheet and their serial numbers. */
export function readDay(text: string): Parsed<string> {
  const plain = halfWidth(text.slice(0, LONGEST_NUMBER))
    .trim()
    .replace(/[T ]\d{1,2}:\d{2}.*$/, '')
    .replace(/\s+/g, '')
  const match = DAY.exec(plain)
  const parts = match ? [match[1], match[2] ?? match[4], match[3] ?? match[5]] : []
  const day = match ? parts.map(part => part?.padStart(2, '0')).join('-') : serialDay(plain)
  if (day !== null && isDay(day)) return { value: day }
  return {
    problem: problem(
      'DATE_UNREADABLE',
      '无法识别的日期，请写到日，如 2023.05.06',
      'Not a date; write it to the day, such as 2023-05-06',
    ),
  }
}

const serialDay = (text: string): string | null => (/^\d{5}(\.\d+)?$/.test(text) ? serialDate(Number(text)) : null)

function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) && day >= '1949-09-21'
}

/** The session a proposal counts to, as far as the cell says it. */
export interface SessionWords {
  readonly term: number | null
  readonly session: number | null
}

const NUMERAL = '[一二三四五六七八九十\\d]{1,3}'
const SESSION = new RegExp(`^(?:(?:.*?政协)?.{0,6}?第?(${NUMERAL})届)?(?:.{0,8}?第?(${NUMERAL})次.{0,4})?$`)

/** `十五届三次`, `第十五届第3次会议`, `15-3`, `三次会议`. */
export function readSession(text: string): Parsed<SessionWords> {
  const plain = compact(text)
  const match = plain.length > 30 ? null : (/^(\d{1,2})[-.](\d{1,2})$/.exec(plain) ?? SESSION.exec(plain))
  const [term = null, session = null] = [match?.[1], match?.[2]].map(part =>
    part === undefined ? null : ordinal(part),
  )
  if (term !== null || session !== null) return { value: { term, session } }
  return {
    problem: problem(
      'SESSION_UNREADABLE',
      '无法识别的届次，请写成“十五届三次”',
      'Not a session; write it as 十五届三次 or 15-3',
    ),
  }
}

const DIGITS = '〇一二三四五六七八九'

/** 1 to 99 in either numerals; null beyond. */
export function ordinal(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text)
  const [, tens, ten, ones] = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text) ?? []
  if (ten === undefined) return tens !== undefined && ones === undefined ? DIGITS.indexOf(tens) : null
  return (tens ? DIGITS.indexOf(tens) : 1) * 10 + (ones ? DIGITS.indexOf(ones) : 0)
}

export function readYear(text: string): Parsed<number> {
  const year = Number(/^(\d{4})(年度?|\.0)?$/.exec(compact(text))?.[1] ?? 0)
  if (year >= 1949 && year <= 2199) return { value: year }
  return { problem: problem('YEAR_UNREADABLE', '年份应为四位数，如 2023', 'The year has four digits, such as 2023') }
}

const LONGEST_COUNT = 12
const COUNT = /等?\s*\d+\s*(人|名|位)(委员|联名)?$|等$/

/** Names of a cell: by commas and line breaks, by spaces where what stands between them is longer than one character. */
export function readNames(text: string): Parsed<readonly string[]> {
  const whole = halfWidth(text).trimEnd()
  const end = whole.slice(-LONGEST_COUNT)
  const parts = (whole.slice(0, -LONGEST_COUNT) + end.replace(COUNT, ''))
    .split(/[、,，;；/\n]+/)
    .flatMap(part => (/^\S\s+\S$/.test(part.trim()) ? [part] : spaced(part)))
    .map(part => tidy(part))
    .filter(part => part !== '' && !isPlaceholder(part))
  const tooLong = parts.find(part => [...part].length > 60)
  if (tooLong === undefined) return { value: parts }
  return {
    problem: problem('NAMES_UNREADABLE', '姓名请以顿号分隔', 'Separate names by commas'),
  }
}

const spaced = (part: string): readonly string[] => {
  const words = part.trim().split(/\s{1,}/)
  return words.every(word => word.length > 1) && /^\p{Script=Han}/u.test(part.trim()) ? words : [part]
}

/** 是, √, 重点; or 否 and the like. */
export function readYes(text: string): Parsed<boolean> {
  const plain = compact(text)
  if (/^(是|有|√|✓|✔|y|yes|true|1|重点.*|优秀.*)$/i.test(plain)) return { value: true }
  if (/^(否|无|非|不是|×|n|no|false|0|非重点.*)$/i.test(plain)) return { value: false }
  return { problem: problem('YES_OR_NO', '应为“是”或“否”', 'It is 是 or 否') }
}
