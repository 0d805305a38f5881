import t from 'tap'
import { slicesOf } from '../../../src/domain/members/import-rows.ts'
import type { MemberCandidate } from '../../../src/domain/members/roster/candidate.ts'
import { givenMember, givenTerm, inventedIdentityNumber } from '../../support/members.ts'
import fc from '../../support/properties.ts'
import { world } from '../../support/world.ts'
import { csvOf, send, skip } from './import-support.ts'
import { workbook } from './roster/support.ts'

t.test('the columns of another office', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const bytes = await workbook(
    { name: '说明', rows: [['填表说明'], ['请勿改动']] },
    {
      name: '委员',
      rows: [
        ['委员姓名', '男/女', '政治面貌', '所在界别', '手机号码', '单位'],
        ['张 三', '男', '民盟', '经济界', '１３９００００１００１', '甲公司'],
      ],
    },
  )
  const query = { mapping: JSON.stringify({ sex: '男/女', remarks: null }) }
  const { body } = await send(admin, { bytes, query })
  t.match(body, { applied: true, created: 1 })
  t.match(body.sheets, [
    { name: '说明', columns: null },
    { name: '委员', persons: 1 },
  ])
  t.match(
    body.notes.filter((note: { code: string }) => note.code === 'SHEET_NOT_READ'),
    [{ sheet: '说明', count: 2, rows: [1, 2] }],
    'a list that goes on there would be lost without a word',
  )
  const { rows } = await w.owner.query('select name, sex, phone_masked from persons')
  t.strictSame(rows, [{ name: '张三', sex: 'MALE', phone_masked: '139****1001' }])
  t.match((await send(admin, { bytes, query: { ...query, sheets: '委员' } })).body, {
    unchanged: 1,
    sheets: [{ name: '委员' }],
  })

  for (const [query, status, code, field] of [
    [{ sheets: '没有' }, 422, 'SHEET_NOT_FOUND', 'sheets'],
    [{ mapping: '{"name":"无此列"}' }, 422, 'MAPPING_COLUMN_NOT_FOUND', 'mapping.name'],
    [{ mapping: '{"nome":"A"}' }, 400, 'UNKNOWN_FIELD', 'mapping.nome'],
    [{ mapping: '{"name":7}' }, 400, 'WRONG_TYPE', 'mapping.name'],
    [{ mapping: '["name"]' }, 400, 'INVALID_JSON', 'mapping'],
    [{ mapping: '{' }, 400, 'INVALID_JSON', 'mapping'],
    [{ policy: 'SOME' }, 400, 'NOT_ALLOWED', 'policy'],
    [{ dryRun: 'maybe' }, 400, 'WRONG_TYPE', 'dryRun'],
    [{ organization: 'mem_1' }, 400, 'INVALID_FORMAT', 'organization'],
    [{ dryrun: 'true' }, 400, 'UNKNOWN_FIELD', 'dryrun'],
    [{ term: '99' }, 422, 'TERM_NOT_FOUND', 'term'],
    [{ fileName: 'a\0.csv' }, 400, 'INVALID_TEXT', 'fileName'],
  ] as const) {
    const { result, same } = await w.unchanged(() => send(admin, { bytes, query }))
    t.match(
      result,
      { status, body: { errors: [{ code, field: field.split('.') }] } },
      `${JSON.stringify(query)}: ${code}`,
    )
    t.ok(same)
  }
})

t.test('what is on file already', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const number = inventedIdentityNumber('19700512', 1)
  await givenMember(w, 'CITY', { name: '王五', identityNumber: number })
  await givenMember(w, 'CITY', { name: '赵六', status: 'RESIGNED' })
  await givenMember(w, 'CITY', {
    name: '钱七',
    workUnit: '旧单位',
    isStanding: true,
    positions: ['主席'],
    remarks: '已核',
  })
  await givenMember(w, 'CITY', { name: '孙八' })
  const bytes = csvOf(
    ['姓名', '性别', '身份证号', '工作单位', '政协职务', '出生年月', '备注'],
    ['李四', '男', number, '', '', '', ''],
    ['赵六', '男', '', '', '', '', ''],
    ['钱七', '男', '', '新单位', '', '', ''],
    ['周九', '女', '', '', '委员', '', ''],
    ['周九', '女', '', '', '', '', ''],
  )
  const { result, same } = await w.unchanged(() => send(admin, { bytes }))
  t.equal(result.status, 422)
  t.ok(same)
  t.match(result.body.report.errors, [
    {
      row: 2,
      code: 'IDENTITY_NUMBER_TAKEN',
      field: 'identityNumber',
      column: { letter: 'C', header: '身份证号' },
      message: /王五/,
    },
    { row: 3, code: 'SEAT_LEFT', field: 'name', name: '赵六' },
    { row: 6, code: 'PERSON_REPEATED', message: /第 5 行/ },
  ])
  t.notOk(JSON.stringify(result.body).includes(number))
  const { body } = await send(admin, { bytes, query: skip })
  t.match(body, { created: 1, updated: 1, unchanged: 0, skipped: 3, notInFile: { count: 2, names: ['孙八', '王五'] } })
  const { rows } =
    await w.owner.query(`select m.work_unit, m.is_standing, m.remarks, (select count(*)::int from member_positions mp where mp.member_id = m.id) as positions
    from members m join persons p on p.id = m.person_id where p.name = '钱七'`)
  t.strictSame(
    rows,
    [{ work_unit: '新单位', is_standing: true, remarks: '已核', positions: 1 }],
    'a blank takes nothing away',
  )
})

t.test('the term: today’s, or the one that is named', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const next = await givenTerm(w, 'CITY', { number: 16, startsOn: '2099-06-01' })
  const other = await givenTerm(w, 'OTHER_CITY', { number: 14, startsOn: '2016-06-01', endsOn: '2021-05-31' })
  const bytes = csvOf(['姓名', '出生年月'], ['张三', '1970.05'])
  const { body } = await send(admin, { bytes })
  t.not(body.term, next)
  t.match((await send(admin, { bytes, query: { term: '16' } })).body, { term: next, created: 1 })
  t.match((await send(admin, { bytes, query: { term: next } })).body, { term: next, unchanged: 1 })
  t.match((await send(admin, { bytes, query: { term: other } })).body, {
    errors: [{ code: 'TERM_NOT_FOUND', field: ['term'] }],
  })
  const { rows } = await w.owner.query(
    'select (select count(*)::int from persons) as persons, (select count(*)::int from members) as seats',
  )
  t.strictSame(rows, [{ persons: 1, seats: 2 }], 'one person, two seats')
})

t.test('a long list is compared in slices, namesakes together', async t => {
  const names = fc.array(
    fc.constantFrom('张三', '李四', '王五', '赵六').chain(a => fc.nat({ max: 900 }).map(i => `${a}${i}`)),
    { maxLength: 5_000 },
  )
  fc.assert(
    fc.property(names, names => {
      const candidates = names.map((name, i) => ({ ...blankCandidate, name, rowNumber: i }))
      const slices = [...slicesOf(candidates)]
      const rows = slices.flatMap(slice => slice.map(c => c.rowNumber))
      const sliceOf = new Map<string, number>()
      const together = slices.every((slice, i) =>
        slice.every(({ name }) => (sliceOf.get(name) ?? sliceOf.set(name, i).get(name)) === i),
      )
      return together && rows.length === names.length && new Set(rows).size === rows.length
    }),
    { numRuns: 8 },
  )
  const w = await world(t)
  const han = (i: number) => String.fromCodePoint(0x4e00 + (i % 1_000), 0x5e00 + Math.floor(i / 1_000))
  const people = Array.from({ length: 4_500 }, (_, i) => [han(i % 4_400), `${13_900_000_000 + i}`])
  people.push([han(1), '13900000001'])
  const bytes = csvOf(['姓名', '手机'], ...people)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const { result, same } = await w.unchanged(() => send(admin, { bytes }))
  t.match(result.body.report, { persons: 4_501, created: 4_500, errors: [{ row: 4_502, code: 'PERSON_REPEATED' }] })
  t.ok(same, 'what earlier slices wrote was taken back')
  t.match((await send(admin, { bytes, query: skip })).body, { created: 4_500, skipped: 1 })
  t.match((await send(admin, { bytes, query: skip })).body, { created: 0, updated: 0, unchanged: 4_500 })
})

const blankCandidate: MemberCandidate = {
  sheet: null,
  rowNumber: 1,
  number: null,
  name: '',
  sex: null,
  ethnicity: null,
  birthDate: null,
  partyKey: null,
  sectorKey: null,
  workUnit: null,
  positionKeys: [],
  isStanding: null,
  specialCommitteeKey: null,
  phone: null,
  identityNumber: null,
  byElection: false,
  remarks: null,
}
