import t from 'tap'
import { publishedCalendars } from '../../../src/domain/organizations/seed/holidays.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { plantCalendar } from '../../support/calendar.ts'
import { type Client, world } from '../../support/world.ts'

const SET = `mutation ($organization: ID, $expectedVersion: Int, $input: CalendarYearSetInput!) {
  answer: calendarYearSet(organization: $organization, expectedVersion: $expectedVersion, input: $input) {
    calendarYear { id year source version days { day isWorkday name } organization { code } }
    userErrors { code field message }
  }
}`
const YEARS =
  'query ($id: ID) { organization(id: $id) { calendarYears { id year source version days { day isWorkday name } } } }'

const newYear = { day: '2031-01-01', isWorkday: false, name: '元旦' }
const worked = { day: '2031-01-04', isWorkday: true, name: '元旦调休' }
const year2031 = { year: 2031, source: '国办发明电〔2030〕1号', days: [worked, newYear] }

const set = (client: Client, input: object = {}, more: object = {}) =>
  client.run(SET, { input: { ...year2031, ...input }, ...more })
const codes = (answer: { data: { answer: { userErrors: { code: string; field: string[] | null }[] } } }) =>
  answer.data.answer.userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`)

t.test('a new committee begins with what is published', async t => {
  const w = await world(t)
  const city = await w.as('ORGANIZATION_ADMINISTRATOR')
  const made = await city.run(
    `mutation { organizationCreate(parent: "org_140200", input: { code: "140299", name: "中国人民政治协商会议云冈区委员会",
      shortName: "云冈区政协", level: COUNTY, regionCode: "140214" }) { organization { code } userErrors { code } } }`,
  )
  t.same(made.data.organizationCreate.userErrors, [])
  const { rows } = await w.owner.query(
    `select y.year, y.source, y.version, count(d.*)::int as days from calendar_years y
      join calendar_days d using (organization_id, year) where organization_id = 140299 group by 1, 2, 3 order by 1`,
  )
  t.same(
    rows,
    publishedCalendars.map(({ year, source, days }) => ({ year, source, version: 1, days: days.length })),
  )
  const log = await w.owner.query(
    `select p.payload ->> 'source' as source from change_log l join change_payloads p using (organization_id, epoch, seq)
      where record_type = 'CalendarYear' and organization_id = 140299 order by l.seq`,
  )
  t.same(
    log.rows.map(({ source }) => source),
    publishedCalendars.map(({ source }) => source),
  )
})

t.test('a year is entered whole, read by the committee, replaced by its version', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const made = (await set(admin)).data.answer
  t.match(made, {
    calendarYear: {
      year: 2031,
      source: year2031.source,
      version: 1,
      days: [newYear, worked],
      organization: { code: '140200' },
    },
    userErrors: [],
  })
  const changed = await set(
    admin,
    { source: '国办发明电〔2031〕2号', days: [newYear, { day: '2031-02-01', isWorkday: true, name: '春节调休' }] },
    { expectedVersion: 1 },
  )
  t.match(changed.data.answer, {
    calendarYear: { id: made.calendarYear.id, version: 2, source: '国办发明电〔2031〕2号' },
  })
  await set(admin, { year: 2030, days: [{ ...newYear, day: '2030-01-01' }] })
  const seen = (await (await w.as('UNDERTAKING_UNIT_STAFF')).run(YEARS)).data.organization.calendarYears
  t.same(
    seen.map((y: { year: number; days: object[] }) => [y.year, y.days.length]),
    [
      [2031, 2],
      [2030, 1],
    ],
  )
  const node = await admin.run('query ($id: ID!) { node(id: $id) { ... on CalendarYear { year days { day } } } }', {
    id: made.calendarYear.id,
  })
  t.match(node.data.node, { year: 2031, days: [{ day: '2031-01-01' }, { day: '2031-02-01' }] })
  const { rows } = await w.owner.query(
    `select l.op, l.version, p.payload ->> 'source' as source from change_log l
      join change_payloads p using (organization_id, epoch, seq) where record_type = 'CalendarYear' order by l.seq`,
  )
  t.same(rows.slice(0, 2), [
    { op: 'CREATE', version: 1, source: year2031.source },
    { op: 'UPDATE', version: 2, source: '国办发明电〔2031〕2号' },
  ])
})

t.test('what is wrong with a year is told at once, and nothing changes', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  await set(admin)
  const many = Array.from({ length: 101 }, (_, i) => ({
    day: new Date(Date.UTC(2031, 0, 1 + i)).toISOString().slice(0, 10),
    isWorkday: false,
    name: '假',
  }))
  for (const [input, more, expected] of [
    [{}, {}, ['VERSION_CONFLICT expectedVersion']],
    [{}, { expectedVersion: 2 }, ['VERSION_CONFLICT expectedVersion']],
    [
      { year: 2032, days: [{ ...newYear, day: '2032-01-01' }] },
      { expectedVersion: 1 },
      ['VERSION_CONFLICT expectedVersion'],
    ],
    [{ year: 1999, days: [{ ...newYear, day: '1999-01-01' }] }, {}, ['OUT_OF_RANGE input.year']],
    [{ source: ' ' }, {}, ['REQUIRED input.source']],
    [{ days: [] }, {}, ['REQUIRED input.days']],
    [{ days: [worked] }, {}, ['REQUIRED input.days']],
    [{ days: many }, {}, ['TOO_MANY input.days']],
    [{ days: [newYear, newYear] }, {}, ['DAY_REPEATED input.days.1.day']],
    [
      { days: [newYear, { ...newYear, day: '2030-12-31', name: '' }, { ...worked, day: '2031-01-06' }] },
      {},
      ['REQUIRED input.days.1.name', 'OUT_OF_RANGE input.days.1.day', 'NOT_APPLICABLE input.days.2.isWorkday'],
    ],
    [
      { source: '通知\u202e', days: [{ ...newYear, name: '很'.repeat(21) }] },
      {},
      ['INVALID_TEXT input.source', 'TOO_LONG input.days.0.name'],
    ],
  ] as const) {
    const { result, same } = await w.unchanged(() => set(admin, input, more))
    t.same(codes(result), expected)
    t.ok(same)
  }
})

t.test('only who manages the committee enters its year', async t => {
  const w = await world(t)
  const organization = 'org_140200'
  for (const client of [await w.as('PROPOSAL_OFFICE'), await w.as('ORGANIZATION_ADMINISTRATOR', 'COUNTY')]) {
    const { result, same } = await w.unchanged(() => set(client, {}, { organization }))
    t.equal(result.errors?.[0]?.extensions?.code, 'FORBIDDEN')
    t.ok(same)
  }
  await set(await w.as('ORGANIZATION_ADMINISTRATOR'))
  const stranger = await w.as('ORGANIZATION_ADMINISTRATOR', 'OTHER_CITY')
  t.same((await stranger.run(YEARS, { id: organization })).data.organization.calendarYears, [])
})

t.test('a repeated request makes a year once; of two at once one wins', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const id = newId()
  const [first, again] = [await set(admin, { id }), await set(admin, { id })]
  t.same(again.data, first.data)
  t.same(codes(await set(admin, { id, source: '另一个' })), ['ID_REUSED input.id'])
  const both = await Promise.all(
    ['甲', '乙'].map(source => set(admin, { year: 2033, source, days: [{ ...newYear, day: '2033-01-01' }] })),
  )
  t.same(both.flatMap(codes), ['VERSION_CONFLICT expectedVersion'])
})

t.test('the tests’ own calendar has the published years', async t => {
  const w = await world(t)
  await plantCalendar(w)
  const { rows } = await w.owner.query(
    `select year, count(*)::int as days from calendar_days group by year having count(*) > 1 order by 1`,
  )
  t.same(
    rows,
    publishedCalendars.map(({ year, days }) => ({ year, days: days.length })),
  )
})
