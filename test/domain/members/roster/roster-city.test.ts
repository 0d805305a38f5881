import { readFileSync } from 'node:fs'
import t from 'tap'
import { readRoster } from '../../../../src/domain/members/roster/roster.ts'
import { readTable } from '../../../../src/domain/members/roster/table.ts'
import { TODAY, vocabulary } from './support.ts'

const fixture = (name: string) => readFileSync(new URL(`../../../fixtures/roster/${name}`, import.meta.url))
const read = async (name: string) => readRoster(await readTable(fixture(name), name), vocabulary, { today: TODAY })

const expected: { persons: number; rows: { number: number; reason: string }[] } = JSON.parse(
  fixture('roster-city.expected.json').toString(),
)

/** The reasons of the expected file, and the codes that say the same. */
const CODES: Readonly<Record<string, string>> = {
  'phone has 10 digits': 'error PHONE_LENGTH',
  'sector unknown: 经挤界': 'error SECTOR_UNKNOWN',
  'name missing': 'error NAME_MISSING',
  'same person as an earlier row': 'error DUPLICATE_PERSON',
  'birth month 13': 'error BIRTH_MONTH_INVALID',
  'identity number checksum wrong': 'error IDENTITY_NUMBER_CHECKSUM',
  'sex missing: accepted with a warning': 'warning SEX_MISSING',
  'special committee unknown: 经科委': 'error SPECIAL_COMMITTEE_UNKNOWN',
}

for (const file of ['roster-city.xlsx', 'roster-city.gb18030.csv']) {
  t.test(`${file}: exactly the listed rows are found, each with its reason`, async t => {
    const reading = await read(file)
    const found = [...reading.errors, ...reading.warnings].map(f => [Number(f.number), `${f.severity} ${f.code}`])
    t.strictSame(
      found.toSorted((a, b) => Number(a[0]) - Number(b[0])),
      expected.rows.map(row => [row.number, CODES[row.reason]]),
    )
    t.equal(reading.persons, expected.persons)
    const bad = new Set(reading.errors.map(f => f.number))
    const good = Array.from({ length: expected.persons }, (_, i) => String(i + 1)).filter(number => !bad.has(number))
    t.strictSame(
      reading.candidates.map(c => c.number),
      good,
    )
  })
}

t.test('workbook and CSV give the same persons', async t => {
  const [book, csv] = await Promise.all([read('roster-city.xlsx'), read('roster-city.gb18030.csv')])
  const placeless = (reading: typeof book) => reading.candidates.map(({ sheet, rowNumber, ...rest }) => rest)
  t.strictSame(placeless(book), placeless(csv))
})

t.test('values are normalised and merged cells carried', async t => {
  const { candidates, errors } = await read('roster-city.xlsx')
  t.strictSame(candidates[0], {
    sheet: '名册',
    rowNumber: 6,
    number: '1',
    name: '徐雪雪',
    sex: 'MALE',
    ethnicity: '汉族',
    birthDate: { year: 1952, month: 11, day: null },
    partyKey: '中国共产党',
    sectorKey: '中国共产党',
    workUnit: '大同市云泉农场高级工程师',
    positionKeys: ['主席'],
    isStanding: true,
    specialCommitteeKey: '提案委员会',
    phone: '19900001001',
    identityNumber: '99000019521115001X',
    byElection: false,
    remarks: null,
  })
  const of = (number: number) => candidates.find(c => c.number === String(number))
  t.match(of(9), { name: '罗英', birthDate: { year: 1983, month: 6 }, byElection: true, sectorKey: '中国共产党' })
  t.match(of(13), { phone: '19900001013', ethnicity: '回族' }, 'full-width digits')
  t.match(of(34), { phone: '19900001034' }, 'hyphens')
  t.match(of(35), { identityNumber: '99000019560815035X', partyKey: '中国民主同盟' }, 'small x, short party name')
  t.equal(candidates.filter(c => c.isStanding).length, 8 + 62 - 2, 'chairpersons, secretary-general, standing members')
  t.strictSame(
    errors.filter(f => f.suggestion).map(f => [f.value, f.suggestion]),
    [
      ['经挤界', '经济界'],
      ['经科委', '经济委员会'],
    ],
  )
})

t.test('findings show where, and mask personal numbers', async t => {
  const { errors } = await read('roster-city.xlsx')
  t.match(errors[0], {
    sheet: '名册',
    row: 44,
    number: '37',
    name: '罗伟思',
    field: 'phone',
    column: { letter: 'K', header: '联系方式/手机' },
    message: { zh: '手机号应为 11 位，现为 10 位' },
    value: '990*****37',
  })
  const sheet = await readTable(fixture('roster-city.xlsx'), 'x')
  const numbers = sheet
    .flatMap(s => s.rows.flatMap(r => [r.cells[10]?.text, r.cells[11]?.text]))
    .filter(n => /\d{9}/.test(n ?? ''))
  const said = JSON.stringify(errors)
  t.strictSame(
    numbers.filter(number => said.includes(String(number))),
    [],
  )
})
