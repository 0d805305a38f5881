import { checkCharacterOf } from '../../../kernel/identity-number.ts'
import { birthFault } from '../rules.ts'
import { type Parsed, type Problem, problem } from './findings.ts'
import { halfWidth } from './normal.ts'
import type { Cell } from './sheet.ts'

const DAMAGED = problem(
  'IDENTITY_NUMBER_DAMAGED',
  '身份证号被表格软件当作数字，后三位已丢失；请把该列设为文本后重新填写',
  'The spreadsheet took the identity number for a number and lost its last three digits; format the column as text and enter it again',
)

/** Reads a citizen identity number: eighteen characters, a real date of birth, the check character right. `today` is the business date. */
export function readIdentityNumber(cell: Cell, today: string): Parsed<string> {
  const bare = halfWidth(cell.text)
    .replace(/[\s\-'‘’*]/g, '')
    .toUpperCase()
  // Excel keeps fifteen digits: a longer number that is not text cannot be right.
  if (/^\d(\.\d+)?E\+?\d+$/.test(bare) || (cell.kind === 'number' && /^\d{16,}$/.test(bare)))
    return { problem: DAMAGED }
  const wrong = wrongIdentity(bare) ?? tooYoung(bare, today)
  if (wrong) return { problem: wrong }
  return bare === cell.text
    ? { value: bare }
    : { value: bare, notes: bare === cell.text.toUpperCase() ? [] : ['DIGITS_NORMALISED'] }
}

function wrongIdentity(number: string): Problem | null {
  if (/^\d{15}$/.test(number)) {
    return problem(
      'IDENTITY_NUMBER_OLD',
      '这是 15 位旧身份证号，请填写 18 位号码',
      'This is an old number of 15 digits; 18 are needed',
    )
  }
  if (/^[\dX]+$/.test(number) && number.length !== 18) {
    return problem(
      'IDENTITY_NUMBER_LENGTH',
      `身份证号应为 18 位，现为 ${number.length} 位`,
      `An identity number has 18 characters; this has ${number.length}`,
    )
  }
  if (!/^\d{17}[\dX]$/.test(number)) {
    return problem(
      'IDENTITY_NUMBER_FORMAT',
      '不是 18 位公民身份号码（港澳台居民请填居住证号码，其他证件请留空）',
      'Not an identity number of 18 characters (residents of Hong Kong, Macao and Taiwan: the residence permit; otherwise leave it blank)',
    )
  }
  const { year, month, day } = identityBirth(number)
  const date = new Date(Date.UTC(year, month - 1, day))
  if (year < 1900 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    return problem(
      'IDENTITY_NUMBER_BIRTH',
      '身份证号中的出生日期不存在',
      'The date of birth in the identity number does not exist',
    )
  }
  if (checkCharacterOf(number) === number[17]) return null
  if (number.endsWith('000')) return DAMAGED
  return problem(
    'IDENTITY_NUMBER_CHECKSUM',
    '身份证号校验码不符，请核对',
    'The check character of the identity number is wrong',
  )
}

function tooYoung(number: string, today: string): Problem | null {
  const birth = identityBirth(number)
  return birthFault(birth, today) === null
    ? null
    : problem(
        'IDENTITY_NUMBER_BIRTH',
        `身份证号中的出生日期 ${birth.year} 年 ${birth.month} 月不合理（委员须年满 18 周岁）`,
        `The identity number says born in ${birth.year}-${birth.month}: out of range (members are 18 or older)`,
      )
}

/** Year, month and day inside a well-formed identity number. */
export const identityBirth = (number: string): { year: number; month: number; day: number } => ({
  year: Number(number.slice(6, 10)),
  month: Number(number.slice(10, 12)),
  day: Number(number.slice(12, 14)),
})
