import { type NoteCode, type Parsed, type Problem, problem } from './findings.ts'
import { identityBirth } from './identity.ts'
import { halfWidth } from './normal.ts'
import { serialDate } from './serial-date.ts'
import type { Cell } from './sheet.ts'

/** A roster mostly knows no more than the month. */
export interface BirthDate {
  readonly year: number
  readonly month: number
  readonly day: number | null
}

type Reading = BirthDate & { readonly note?: NoteCode }

/**
 * Reads a date of birth in the forms of rosters: `1952.11`, `1983-11`, `1950年2月`, `198306`, with or without day, dates
 * of the spreadsheet, its serial numbers. Where a cell can be read in two ways (`1952.1` may have been October before
 * the spreadsheet took it for a number) the identity number decides; without it the cell is an error, not a guess.
 * @param today business date `YYYY-MM-DD`
 */
export function readBirth(cell: Cell, identityNumber: string | null, today: string): Parsed<BirthDate> {
  const readings = readingsOf(cell, today)
  const checked = readings.map(reading => ({ reading, wrong: wrongDate(reading, today) }))
  const possible = checked.filter(c => c.wrong === null).map(c => c.reading)
  const [only] = possible
  if (!only) return { problem: checked[0]?.wrong ?? unreadable(cell.text) }
  if (possible.length === 1) return accept(only, identityNumber, only.note)
  const settled = identityNumber === null ? [] : possible.filter(reading => agrees(reading, identityNumber))
  const [one] = settled
  return one && settled.length === 1
    ? accept(one, identityNumber, 'BIRTH_BY_IDENTITY')
    : { problem: ambiguous(possible) }
}

function accept({ year, month, day }: Reading, identityNumber: string | null, note?: NoteCode): Parsed<BirthDate> {
  const value = { year, month, day }
  if (identityNumber !== null && !agrees(value, identityNumber)) {
    return {
      problem: problem(
        'BIRTH_IDENTITY_CONFLICT',
        '出生年月与身份证号不一致，请核对',
        'The date of birth differs from the identity number',
      ),
    }
  }
  return note ? { value, notes: [note] } : { value }
}

function agrees({ year, month }: BirthDate, identityNumber: string): boolean {
  const birth = identityBirth(identityNumber)
  return birth.year === year && birth.month === month
}

const MONTH = /^(\d{4})(?:[./年_-](\d{1,2})月?|(\d{2}))$/
const DAY = /^(\d{4})(?:[./年_-](\d{1,2})[./月_-](\d{1,2})日?|(\d{2})(\d{2}))$/
const SHORT_YEAR = /^(\d{2})[./年_-](\d{1,2})(?:[./月_-](\d{1,2})日?|月)?$/

function readingsOf(cell: Cell, today: string): Reading[] {
  const text = plain(cell.text)
  // As a number 1952.10 is 1952.1; only a text cell is sure to be what was typed.
  if (cell.kind !== 'text' && /^\d{4}\.1$/.test(text)) {
    const year = Number(text.slice(0, 4))
    return [
      { year, month: 10, day: null },
      { year, month: 1, day: null },
    ]
  }
  const month = MONTH.exec(text)
  if (month) return [reading(month[1], month[2] ?? month[3])]
  const day = DAY.exec(text)
  if (day) return [reading(day[1], day[2] ?? day[4], day[3] ?? day[5])]
  const short = SHORT_YEAR.exec(text)
  if (short) return shortYears(Number(short[1]), Number(short[2]), short[3], today)
  return /^\d{5}$/.test(text) ? fiveDigits(text) : []
}

const reading = (year?: string, month?: string, day?: string): Reading => ({
  year: Number(year),
  month: Number(month),
  day: day === undefined ? null : Number(day),
})

/** `19529` is September 1952, or the day Excel counts so. */
function fiveDigits(text: string): Reading[] {
  const serial = serialDate(Number(text))?.split('-')
  const asDate: Reading[] = serial ? [{ ...reading(...serial), note: 'EXCEL_DATE' }] : []
  const asMonth = /^(19|20)\d\d[1-9]$/.test(text) ? [reading(text.slice(0, 4), text.slice(4))] : []
  return [...asMonth, ...asDate]
}

/** The centuries in which a person born in `'52` would now be an adult; nearly always one. */
function shortYears(year: number, month: number, day: string | undefined, today: string): Reading[] {
  return [1900 + year, 2000 + year]
    .filter(full => Number(today.slice(0, 4)) - full >= 18)
    .map(full => ({ year: full, month, day: day === undefined ? null : Number(day), note: 'TWO_DIGIT_YEAR' }))
}

const DIGITS = '〇一二三四五六七八九'

/** Half-width; marks before it, time of day, age in brackets and 生 taken off; a year in Chinese characters as digits. */
function plain(text: string): string {
  const bare = halfWidth(text)
    .trim()
    .replace(/[T ]\d{1,2}:\d{2}.*$/, '')
    .replace(/\([^)]*\)/g, '')
    .replace(/\s+/g, '')
    .replace(/^['‘’`]/, '')
    .replace(/(出生|生)$/, '')
    .replace(/(?<=\d)[,。、·]/g, '.')
    .replace(/^(.+\d)\.$/, '$1')
    .replace(/[—–‐‑－]/g, '-')
  if (!/^[〇零○一二三四五六七八九十年月日]+$/.test(bare)) return bare
  return bare
    .replace(/[零○]/g, '〇')
    .replace(/([一二三])?十([一二三四五六七八九])?/g, (_, tens, ones) =>
      String((tens ? DIGITS.indexOf(tens) : 1) * 10 + (ones ? DIGITS.indexOf(ones) : 0)),
    )
    .replace(/[〇一二三四五六七八九]/g, digit => String(DIGITS.indexOf(digit)))
}

function wrongDate({ year, month, day }: Reading, today: string): Problem | null {
  if (month < 1 || month > 12) {
    return problem(
      'BIRTH_MONTH_INVALID',
      `出生月份应为 1 至 12，现为 ${month}`,
      `The month must be 1 to 12; it is ${month}`,
    )
  }
  if (day !== null && new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) {
    return problem(
      'BIRTH_DAY_INVALID',
      `${year} 年 ${month} 月没有 ${day} 日`,
      `There is no day ${day} in ${year}-${month}`,
    )
  }
  const [thisYear = 0, thisMonth = 0] = today.split('-').map(Number)
  const months = (thisYear - year) * 12 + thisMonth - month
  // Members are adults (a citizen of eighteen years); nobody in office was born before 1900.
  if (year >= 1900 && months >= 18 * 12) return null
  return problem(
    'BIRTH_OUT_OF_RANGE',
    `出生年月 ${year} 年 ${month} 月不合理（委员须年满 18 周岁）`,
    `Born in ${year}-${month}: out of range (members are 18 or older)`,
  )
}

const ambiguous = (readings: readonly Reading[]): Problem => {
  const list = readings.map(r => `${r.year}-${String(r.month).padStart(2, '0')}`)
  return problem(
    'BIRTH_AMBIGUOUS',
    `出生年月可读作 ${list.join(' 或 ')}，请写成“1952.10”的文本形式`,
    `The date of birth may be ${list.join(' or ')}; write it as text with four and two digits`,
  )
}

const unreadable = (text: string): Problem =>
  /^\D*\d{4}\D*$/.test(text)
    ? problem('BIRTH_MONTH_MISSING', '出生年月缺少月份', 'The month of birth is missing')
    : problem(
        'BIRTH_UNREADABLE',
        '无法识别的日期，请写成“1983.06”或“1983年6月”',
        'Not a date; write 1983.06 or 1983年6月',
      )
