import t from 'tap'
import { dutyCategories } from '../../../src/domain/duty/categories/index.ts'
import { givenDuty } from '../../support/duty.ts'
import { givenMember, givenMemberClient } from '../../support/members.ts'
import { type Client, world } from '../../support/world.ts'

const LIST = `query ($organization: ID, $filter: DutyRecordFilter, $orderBy: DutyRecordOrder, $first: Int, $after: String) {
  dutyRecords(organization: $organization, filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    nodes { id title } totalCount pageInfo { hasNextPage endCursor }
  }
}`

const titles = async (client: Client, variables: object = {}) => {
  const { data, errors } = await client.run(LIST, variables)
  if (errors) throw new Error(JSON.stringify(errors))
  return data.dutyRecords.nodes.map((node: { title: string }) => node.title)
}

t.test('forms are drawn from the categories', async t => {
  const w = await world(t)
  const { data, errors } = await (await w.as('MEMBER')).run(`{ dutyCategories {
    code name englishName description englishDescription creators needsConfirmation evidenceRequired measures
    fields { name type label englishLabel required maxLength min max places choices { code label englishLabel } } } }`)
  t.equal(errors, undefined)
  t.equal(data.dutyCategories.length, dutyCategories.length)
  t.match(
    data.dutyCategories.find((c: { code: string }) => c.code === 'LECTURE'),
    {
      name: '委员讲坛',
      creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
      measures: ['count', 'role', 'hours'],
      fields: [
        { name: 'topic', type: 'TEXT', maxLength: 200, required: false, choices: [] },
        {
          name: 'role',
          type: 'CHOICE',
          required: true,
          choices: [{ code: 'SPEAKER', label: '主讲', englishLabel: 'Speaker' }, {}],
        },
        { name: 'hours', type: 'DECIMAL', min: '0.5', max: '240', places: 1 },
      ],
    },
  )
})

t.test('who sees which records', async t => {
  const w = await world(t)
  const own = await givenMemberClient(w, 'COUNTY', { name: '张三' })
  const colleague = await givenMember(w, 'COUNTY', { name: '李四' })
  const id = await givenDuty(w, own.member, { title: '甲' })
  const other = await givenDuty(w, colleague, { title: '乙' })
  const county = { organization: 'org_140212' }
  t.same(await titles(own.client), ['甲'])
  t.same((await titles(await w.as('LIAISON_OFFICE', 'COUNTY'))).sort(), ['乙', '甲'].sort())
  t.same((await titles(await w.as('LIAISON_OFFICE', 'CITY'), county)).length, 2, 'the city sees its county’s')
  for (const [role, place] of [
    ['LIAISON_OFFICE', 'SIBLING'],
    ['LIAISON_OFFICE', 'OTHER_CITY'],
    ['AUDITOR', 'COUNTY'],
    ['SECTOR_CONVENOR', 'COUNTY'],
    ['MEMBER', 'COUNTY'],
  ] as const) {
    const client = await w.as(role, place)
    t.same(await titles(client, county), [], `${role} ${place}`)
    const one = await client.run('query ($id: ID!) { dutyRecord(id: $id) { id } node(id: $id) { id } }', { id })
    t.same([one.data.dutyRecord, one.data.node], [null, null])
  }
  const look =
    'query ($id: ID!, $member: ID!) { dutyRecord(id: $id) { id } member(id: $member) { dutyFile { id } dutyRecords { totalCount } } }'
  const seen = await own.client.run(look, { id: other, member: colleague.id })
  t.same(
    seen.data,
    { dutyRecord: null, member: { dutyFile: null, dutyRecords: { totalCount: 0 } } },
    'a colleague is seen, his duties are not',
  )
  const nobody = await w.nobody.run(LIST)
  t.match(nobody.errors, [{ extensions: { code: 'UNAUTHENTICATED' } }])
})

t.test('a county that closes itself is not seen from above', async t => {
  const w = await world(t)
  const member = await givenMember(w, 'COUNTY')
  await givenDuty(w, member)
  await w.owner.query(
    `insert into policies (organization_id, id, key, effective_from, value)
     values (140212, gen_random_uuid(), 'SUPERIOR_VISIBILITY', '2021-01-01', '["ORGANIZATION_READ","MEMBER_READ"]')`,
  )
  t.same(await titles(await w.as('LIAISON_OFFICE', 'CITY'), { organization: 'org_140212' }), [])
})

t.test('filters and orders', async t => {
  const w = await world(t)
  const [zhang, li] = [await givenMember(w, 'CITY', { name: '张三' }), await givenMember(w, 'CITY', { name: '李四' })]
  await givenDuty(w, zhang, { title: '一', occurredOn: '2022-05-01', state: 'CONFIRMED' })
  await givenDuty(w, zhang, { title: '二', occurredOn: '2023-05-01', category: 'VISIT' })
  await givenDuty(w, li, { title: '三', occurredOn: '2023-06-01', category: 'INSPECTION', state: 'CONFIRMED' })
  await givenDuty(w, li, {
    title: '四',
    occurredOn: '2024-06-01',
    category: 'PROPOSAL_FILED',
    state: 'CONFIRMED',
    sourceType: 'PROPOSAL',
  })
  const office = await w.as('LIAISON_OFFICE')
  const cases: [object, string[]][] = [
    [{}, ['四', '三', '二', '一']],
    [{ member: zhang.id }, ['二', '一']],
    [{ member: 'nonsense' }, []],
    [{ category: 'VISIT' }, ['二']],
    [{ categories: ['VISIT', 'INSPECTION'] }, ['三', '二']],
    [{ categories: [] }, []],
    [{ state: 'PENDING' }, ['二']],
    [{ scoreYear: 2023 }, ['三', '二']],
    [{ sourceType: 'PROPOSAL' }, ['四']],
    [{ occurred: { from: '2023-05-01', to: '2023-06-01' } }, ['三', '二']],
    [{ occurred: { from: '2023-05-02' } }, ['四', '三']],
    [{ occurred: { to: '2022-12-31' } }, ['一']],
    [{ occurred: {} }, ['四', '三', '二', '一']],
    [{ member: li.id, state: 'CONFIRMED', scoreYear: 2024 }, ['四']],
  ]
  for (const [filter, wanted] of cases) t.same(await titles(office, { filter }), wanted, JSON.stringify(filter))
  t.same(await titles(office, { orderBy: { field: 'CREATED_AT', direction: 'ASC' } }), ['一', '二', '三', '四'])
})

t.test('pages lose and repeat nothing where many fall on one day', async t => {
  const w = await world(t)
  const member = await givenMember(w)
  const ids = new Set<string>()
  for (let n = 0; n < 7; n++) ids.add(await givenDuty(w, member, { title: `调研${n}` }))
  const office = await w.as('LIAISON_OFFICE')
  const found: string[] = []
  for (let after: string | null = null, more = true; more; ) {
    const { data } = await office.run(LIST, { first: 3, after })
    found.push(...data.dutyRecords.nodes.map((node: { id: string }) => node.id))
    t.equal(data.dutyRecords.totalCount, 7)
    after = data.dutyRecords.pageInfo.endCursor
    more = data.dutyRecords.pageInfo.hasNextPage
  }
  t.equal(found.length, 7)
  t.same(new Set(found), ids)
})

t.test('the duty file counts what counts, by category and year', async t => {
  const w = await world(t)
  const member = await givenMember(w)
  const other = await givenMember(w, 'CITY', { name: '李四' })
  await givenDuty(w, member, { occurredOn: '2023-01-01', state: 'CONFIRMED' })
  await givenDuty(w, member, { occurredOn: '2023-02-01', state: 'PENDING' })
  await givenDuty(w, member, { occurredOn: '2024-02-01', state: 'CONFIRMED' })
  await givenDuty(w, member, { occurredOn: '2024-03-01', state: 'CONFIRMED', category: 'VISIT' })
  for (const state of ['RETURNED', 'WITHDRAWN', 'REVERSED', 'REVERSAL'] as const)
    await givenDuty(w, member, { state, title: state })
  await givenDuty(w, other, { state: 'CONFIRMED' })
  const { data, errors } = await (await w.as('LEADER')).run(
    `query ($id: ID!) { member(id: $id) { dutyFile { member { name } records(first: 2) { totalCount nodes { occurredOn } }
      countsByYear { year count confirmed pending }
      all: countsByCategory { category { code } count confirmed pending } last: countsByCategory(year: 2024) { category { code } count } } } }`,
    { id: member.id },
  )
  t.equal(errors, undefined)
  t.same(data.member.dutyFile, {
    member: { name: '张三' },
    records: { totalCount: 8, nodes: [{ occurredOn: '2023-01-01' }, { occurredOn: '2023-02-01' }] },
    countsByYear: [
      { year: 2023, count: 2, confirmed: 1, pending: 1 },
      { year: 2024, count: 2, confirmed: 2, pending: 0 },
    ],
    all: [
      { category: { code: 'FIELD_RESEARCH' }, count: 3, confirmed: 2, pending: 1 },
      { category: { code: 'VISIT' }, count: 1, confirmed: 1, pending: 0 },
    ],
    last: [
      { category: { code: 'FIELD_RESEARCH' }, count: 1 },
      { category: { code: 'VISIT' }, count: 1 },
    ],
  })
})

t.test('an account of another committee has no name here', async t => {
  const w = await world(t)
  const member = await givenMember(w)
  const abroad = await w.as('LIAISON_OFFICE', 'OTHER_CITY')
  const id = await givenDuty(w, member, { recordedBy: abroad.accountId, state: 'CONFIRMED' })
  const { data } = await (await w.as('LEADER')).run(
    'query ($id: ID!) { dutyRecord(id: $id) { recordedBy decidedBy } }',
    { id },
  )
  t.same(data.dutyRecord, { recordedBy: null, decidedBy: null })
})
