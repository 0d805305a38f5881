import { bareNumber, isMobile } from '../../../kernel/phone.ts'
import { type Parsed, problem } from './findings.ts'
import { halfWidth } from './normal.ts'
import type { Cell } from './sheet.ts'

const SEVERAL = /[、,，;；:：/／|\n\p{Script=Han}]+|(?<=\d{11})\s+(?=[01])|(?<=\d{5})\s+(?=1[3-9]\d{9}(?!\d))/u

/** A number that scientific notation has left whole: `1.3800001117E10`. */
const WHOLE = /^1\.(\d{10})e\+?10$/i

/** A landline with its area code, or of the place itself. */
const LANDLINE = /^(0\d{2}\d{8}|0\d{3}\d{7,8}|[2-8]\d{6,7})$/

/**
 * Reads a mobile number of mainland China: eleven digits; hyphens, spaces, brackets, words and +86 are taken off. Of a landline
 * alone, which offices keep where they have no other, the person is imported without a number.
 */
export function readPhone(cell: Cell): Parsed<string | null> {
  const text = halfWidth(cell.text).trim().replace(WHOLE, '1$1')
  if (/^\d(\.\d+)?e\+?\d+$/i.test(text)) {
    return {
      problem: problem(
        'PHONE_DAMAGED',
        '手机号已被表格软件改成科学计数法，请把该列设为文本后重新填写',
        'The spreadsheet turned the phone number into scientific notation; format the column as text and enter it again',
      ),
    }
  }
  const numbers = text.split(SEVERAL).map(bareNumber).filter(Boolean)
  const mobiles = numbers.filter(isMobile)
  const [first] = mobiles
  if (first === undefined) {
    return numbers.length > 0 && numbers.every(number => LANDLINE.test(number))
      ? { value: null, warnings: [landline] }
      : { problem: notMobile(numbers) }
  }
  if (numbers.length > 1) {
    return {
      value: first,
      warnings: [
        problem(
          'PHONE_SEVERAL',
          '有多个号码，只采用第一个手机号',
          'There are several numbers; the first mobile number was taken',
        ),
      ],
    }
  }
  return first === cell.text ? { value: first } : { value: first, notes: ['DIGITS_NORMALISED'] }
}

const landline = problem(
  'PHONE_LANDLINE',
  '是固定电话而不是手机号，未导入该号码，可在委员信息中补填手机号',
  'A landline and no mobile number: it was left out; a mobile number can be entered with the member',
)

function notMobile(numbers: readonly string[]) {
  const [only = ''] = numbers
  if (numbers.length === 1 && /^\d+$/.test(only) && only.length !== 11) {
    return problem(
      'PHONE_LENGTH',
      `手机号应为 11 位，现为 ${only.length} 位`,
      `A mobile number has 11 digits; this has ${only.length}`,
    )
  }
  return problem(
    'PHONE_INVALID',
    '不是有效的手机号（11 位，以 13 至 19 开头）',
    'Not a mobile number (11 digits beginning with 13 to 19)',
  )
}
