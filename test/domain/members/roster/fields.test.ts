import t from 'tap'
import { readBirth } from '../../../../src/domain/members/roster/birth.ts'
import type { Parsed } from '../../../../src/domain/members/roster/findings.ts'
import { readIdentityNumber } from '../../../../src/domain/members/roster/identity.ts'
import { readName } from '../../../../src/domain/members/roster/name.ts'
import { halfWidth } from '../../../../src/domain/members/roster/normal.ts'
import { readEthnicity, readSex, readYes } from '../../../../src/domain/members/roster/person-fields.ts'
import { readPhone } from '../../../../src/domain/members/roster/phone.ts'
import type { Cell, CellKind } from '../../../../src/domain/members/roster/sheet.ts'
import fc from '../../../support/properties.ts'
import { identityNumber, TODAY } from './support.ts'

const cell = (text: string, kind: CellKind = 'text'): Cell => ({ text, kind })
const outcome = <T>(parsed: Parsed<T>): T | string => ('problem' in parsed ? parsed.problem.code : parsed.value)

/** Every printable ASCII character has a full-width form 0xFEE0 above it. */
const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).replaceAll(' ', '\u3000')

t.test('names', async t => {
  const table: [string, string][] = [
    ['张　三', '张三'],
    ['欧 阳 修', '欧阳修'],
    ['张\n三', '张三'],
    ['买买提•艾山', '买买提·艾山'],
    ['买买提 ． 艾山', '买买提·艾山'],
    ['买买提.艾山', '买买提·艾山'],
    ['John  Smith', 'John Smith'],
    ['张\u200b三', '张三'],
    ['𠮷野', '𠮷野'],
    ['张', 'NAME_LENGTH'],
    ['张'.repeat(31), 'NAME_LENGTH'],
    ['张三1', 'NAME_CHARACTERS'],
    ['张\ue000', 'NAME_CHARACTERS'],
    ['张*三', 'NAME_CHARACTERS'],
  ]
  for (const [text, want] of table) {
    const value = outcome(readName(text))
    t.equal(typeof value === 'string' ? value : value.name, want, JSON.stringify(text))
  }
  t.match(outcome(readName('李 娜（女，回族）')), { name: '李娜', sex: 'FEMALE', ethnicity: '回族', remark: null })
  t.match(outcome(readName('李娜(增补)')), { name: '李娜', sex: null, remark: '增补' })
})

t.test('dates of birth in the forms of rosters', async t => {
  const table: [string, CellKind, [number, number, number | null] | string][] = [
    ['1952.11', 'text', [1952, 11, null]],
    ['1952.1', 'text', [1952, 1, null]],
    ['１９５２．１１', 'text', [1952, 11, null]],
    ['1983-11', 'text', [1983, 11, null]],
    ['1983/6', 'raw', [1983, 6, null]],
    ['1950年2月', 'text', [1950, 2, null]],
    ['1950 年 12 月生', 'text', [1950, 12, null]],
    ['198306', 'number', [1983, 6, null]],
    ['19830615', 'number', [1983, 6, 15]],
    ['1983.06.05', 'text', [1983, 6, 5]],
    ['1983年6月5日', 'text', [1983, 6, 5]],
    ['1983-06-05 00:00:00', 'raw', [1983, 6, 5]],
    ['1983-06', 'date', [1983, 6, null]],
    ['30482', 'number', [1983, 6, 15]],
    ['83.06', 'text', [1983, 6, null]],
    ['一九八三年十二月', 'text', [1983, 12, null]],
    ['一九八〇年十月', 'text', [1980, 10, null]],
    ['1952.11（71岁）', 'text', [1952, 11, null]],
    ['1952.1', 'number', 'BIRTH_AMBIGUOUS'],
    ['1952.1', 'raw', 'BIRTH_AMBIGUOUS'],
    ['19529', 'number', 'BIRTH_AMBIGUOUS'],
    ['1994.13', 'text', 'BIRTH_MONTH_INVALID'],
    ['1994.00', 'text', 'BIRTH_MONTH_INVALID'],
    ['199413', 'number', 'BIRTH_MONTH_INVALID'],
    ['1990-02-30', 'text', 'BIRTH_DAY_INVALID'],
    ['1952', 'number', 'BIRTH_MONTH_MISSING'],
    ['1952年', 'text', 'BIRTH_MONTH_MISSING'],
    ['2031.05', 'text', 'BIRTH_OUT_OF_RANGE'],
    ['2006.07', 'text', 'BIRTH_OUT_OF_RANGE'],
    ['2006.06', 'text', [2006, 6, null]],
    ['1899.12', 'text', 'BIRTH_OUT_OF_RANGE'],
    ['不详', 'text', 'BIRTH_UNREADABLE'],
    ['12', 'number', 'BIRTH_UNREADABLE'],
  ]
  for (const [text, kind, want] of table) {
    const value = outcome(readBirth(cell(text, kind), null, TODAY))
    t.strictSame(typeof value === 'string' ? value : [value.year, value.month, value.day], want, `${text} (${kind})`)
  }
})

t.test('the identity number settles a date with two readings and refuses one that differs', async t => {
  const october = identityNumber('19521015', 1)
  const january = identityNumber('19520115', 1)
  t.match(outcome(readBirth(cell('1952.1', 'number'), october, TODAY)), { month: 10 })
  t.match(outcome(readBirth(cell('1952.1', 'number'), january, TODAY)), { month: 1 })
  t.equal(outcome(readBirth(cell('1952.1', 'number'), identityNumber('19530115', 1), TODAY)), 'BIRTH_AMBIGUOUS')
  t.equal(outcome(readBirth(cell('1952.11'), october, TODAY)), 'BIRTH_IDENTITY_CONFLICT')
})

t.test('property: a month survives every form it is written in', async t => {
  const forms: ((y: string, m: string, short: string) => string)[] = [
    (y, m) => `${y}.${m}`,
    (y, m) => `${y}-${m}`,
    (y, m) => `${y}/${m}`,
    (y, m) => `${y}${m}`,
    (y, m) => `${y}年${m}月`,
    (y, _, short) => `${y}年${short}月`,
    (y, _, short) => `${y}-${short}`,
    (y, m) => fullWidth(`${y}.${m}`),
    (y, m) => ` ${y} 年 ${m} 月 `,
  ]
  fc.assert(
    fc.property(fc.integer({ min: 1930, max: 2005 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
      for (const form of forms) {
        const text = form(String(year), String(month).padStart(2, '0'), String(month))
        t.strictSame(outcome(readBirth(cell(text), null, TODAY)), { year, month, day: null }, text)
      }
    }),
    { numRuns: 50 },
  )
})

t.test('phones', async t => {
  const table: [string, string][] = [
    ['19900001001', '19900001001'],
    ['199-0000-1001', '19900001001'],
    ['199 0000 1001', '19900001001'],
    ['１９９００００１００１', '19900001001'],
    ['+86 19900001001', '19900001001'],
    ['008619900001001', '19900001001'],
    ['\u202d19900001001\u202c', '19900001001'],
    ['19900001001.0', '19900001001'],
    ['0352-1234567、19900001001', '19900001001'],
    ['9900001037', 'PHONE_LENGTH'],
    ['199000010011', 'PHONE_LENGTH'],
    ['12900001001', 'PHONE_INVALID'],
    ['0352-12345', 'PHONE_LENGTH'],
    ['0152-1234567890', 'PHONE_LENGTH'],
    ['1.99E+10', 'PHONE_DAMAGED'],
    ['abc', 'PHONE_INVALID'],
  ]
  for (const [text, want] of table) {
    const value = outcome(readPhone(cell(text)))
    t.equal(value, want, text)
  }
  for (const text of ['0352-2012345', '（010）8201 2345', '03522012345', '2012345', '0352-2012345/0352-2012346']) {
    t.match(readPhone(cell(text)), { value: null, warnings: [{ code: 'PHONE_LANDLINE' }] }, text)
  }
  const several = readPhone(cell('19900001001/19900001002'))
  t.match(several, { value: '19900001001', warnings: [{ code: 'PHONE_SEVERAL' }] })
})

t.test('identity numbers', async t => {
  const good = identityNumber('19560815', 3)
  const x = Array.from({ length: 100 }, (_, i) => identityNumber('19560815', i)).find(n => n.endsWith('X')) ?? ''
  const table: [string, CellKind, string][] = [
    [good, 'text', good],
    [x.toLowerCase(), 'text', x],
    [fullWidth(good), 'text', good],
    [` ${good.slice(0, 6)} ${good.slice(6)}`, 'text', good],
    [`'${good}`, 'text', good],
    [good.slice(0, 17) + (good.endsWith('1') ? '2' : '1'), 'text', 'IDENTITY_NUMBER_CHECKSUM'],
    ['990000560815003', 'text', 'IDENTITY_NUMBER_OLD'],
    [good.slice(1), 'text', 'IDENTITY_NUMBER_LENGTH'],
    ['9.90000195211E+17', 'raw', 'IDENTITY_NUMBER_DAMAGED'],
    ['990000195211150000', 'number', 'IDENTITY_NUMBER_DAMAGED'],
    ['990000195211151000', 'raw', 'IDENTITY_NUMBER_DAMAGED'],
    ['990000195613150011', 'text', 'IDENTITY_NUMBER_BIRTH'],
    ['990000195602300011', 'text', 'IDENTITY_NUMBER_BIRTH'],
    [identityNumber('20060601', 3), 'text', identityNumber('20060601', 3)],
    [identityNumber('20060602', 3), 'text', 'IDENTITY_NUMBER_BIRTH'],
    [identityNumber('20300102', 3), 'text', 'IDENTITY_NUMBER_BIRTH'],
    ['H12345678', 'text', 'IDENTITY_NUMBER_FORMAT'],
  ]
  for (const [text, kind, want] of table) t.equal(outcome(readIdentityNumber(cell(text, kind), TODAY)), want, text)
})

t.test('property: one wrong digit of an identity number is always found', async () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999 }),
      fc.integer({ min: 0, max: 16 }),
      fc.integer({ min: 1, max: 9 }),
      (sequence, at, by) => {
        const good = identityNumber('19700101', sequence)
        const digit = String((Number(good[at]) + by) % 10)
        return (
          typeof outcome(readIdentityNumber(cell(good), TODAY)) === 'string' &&
          'problem' in readIdentityNumber(cell(good.slice(0, at) + digit + good.slice(at + 1)), TODAY)
        )
      },
    ),
  )
})

t.test('sex, ethnicity, yes and no', async t => {
  for (const text of ['男', '男性', 'M', 'm', '1', '１', ' 男 ']) t.equal(outcome(readSex(text)), 'MALE', text)
  for (const text of ['女', 'F', 'female', '2']) t.equal(outcome(readSex(text)), 'FEMALE', text)
  t.equal(outcome(readSex('未知')), 'SEX_UNKNOWN')
  const groups = {
    汉: '汉族',
    汉族: '汉族',
    满: '满族',
    蒙古: '蒙古族',
    蒙族: '蒙古族',
    维吾尔: '维吾尔族',
    其他: '其他',
  }
  for (const [text, want] of Object.entries(groups)) t.equal(outcome(readEthnicity(text)), want)
  t.equal(outcome(readEthnicity('汊族')), 'ETHNICITY_UNKNOWN')
  t.equal(outcome(readYes('√')), true)
  t.equal(outcome(readYes('否')), false)
  t.equal(outcome(readYes('也许')), 'YES_NO_UNKNOWN')
})

t.test('property: full-width text reads as half-width', async () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), text => halfWidth(fullWidth(text)) === text))
})
