import t from 'tap'
import { type World, world } from '../../support/world.ts'

const CREATE = `mutation ($parent: ID!, $input: OrganizationCreateInput!) {
  answer: organizationCreate(parent: $parent, input: $input) {
    organization { id code name shortName level regionCode version parent { code } } userErrors { code field message }
  }
}`
const UPDATE = `mutation ($id: ID!, $expectedVersion: Int!, $input: OrganizationUpdateInput!) {
  answer: organizationUpdate(id: $id, expectedVersion: $expectedVersion, input: $input) {
    organization { name shortName version } userErrors { code field message }
  }
}`
const parent = 'org_140200'
const input = {
  code: '140214',
  name: '中国人民政治协商会议云冈区委员会',
  shortName: '云冈区政协',
  level: 'COUNTY',
  regionCode: '140214',
}

const codes = (answer: { data: { answer: { userErrors: { code: string; field: string[] | null }[] } } }) =>
  answer.data.answer.userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`)

const logged = async (w: World) => {
  const { rows } = await w.owner.query(
    `select organization_id::text as at, record_type as type, count(*)::int as n from change_log where action = 'organizationCreate'
     and record_type in ('Organization', 'Sector') group by 1, 2 order by 1, 2`,
  )
  return rows
}

t.test('an administrator makes a committee below, whole with its dictionaries', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const made = await admin.run(CREATE, { parent, input })
  t.same(made.data.answer, {
    organization: { id: 'org_140214', ...input, version: 1, parent: { code: '140200' } },
    userErrors: [],
  })
  t.same(await logged(w), [
    { at: '140200', type: 'Organization', n: 1 },
    { at: '140214', type: 'Organization', n: 1 },
    { at: '140214', type: 'Sector', n: 35 },
  ])
  const { rows } = await w.owner.query('select path from organizations where organization_id = 140214')
  t.same(rows, [{ path: '/140000/140200/140214/' }])
  const fresh = await w.newClient({ role: 'ORGANIZATION_ADMINISTRATOR', place: 'CITY' })
  const seen = await fresh.run('{ organization(id: "org_140214") { parties { code } sectors { code } } }')
  t.equal(seen.data.organization.sectors.length, 35)
  t.equal(seen.data.organization.parties[0].code, 'CPC')
})

t.test('a committee in the wrong place is refused', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  for (const [change, expected] of [
    [{ code: '140212' }, ['CODE_TAKEN input.code']],
    [{ code: '140300' }, ['CODE_TAKEN input.code']],
    [{ code: '12' }, ['INVALID_CODE input.code']],
    [{ code: '14021４' }, ['INVALID_CODE input.code']],
    [{ code: '9'.repeat(19) }, ['INVALID_CODE input.code']],
    [{ level: 'CITY' }, ['LEVEL_NOT_BELOW input.level']],
    [{ regionCode: '140302' }, ['REGION_NOT_INSIDE input.regionCode']],
    [{ name: '', shortName: '长'.repeat(21) }, ['REQUIRED input.name', 'TOO_LONG input.shortName']],
    [{ name: 'a\u202eb' }, ['INVALID_TEXT input.name']],
  ] as const) {
    const { result, same } = await w.unchanged(() => admin.run(CREATE, { parent, input: { ...input, ...change } }))
    t.same(codes(result), expected)
    t.ok(same, `${expected.join()}: nothing changed`)
  }
})

t.test('a committee is made only by its parent’s administrator', async t => {
  const w = await world(t)
  for (const client of [
    await w.as('LIAISON_OFFICE'),
    await w.as('ORGANIZATION_ADMINISTRATOR', 'COUNTY'),
    await w.as('ORGANIZATION_ADMINISTRATOR', 'PROVINCE'),
  ]) {
    const { result, same } = await w.unchanged(() => client.run(CREATE, { parent, input }))
    t.equal(result.errors?.[0]?.extensions?.code, 'FORBIDDEN')
    t.ok(same)
  }
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const { result, same } = await w.unchanged(() => admin.run(CREATE, { parent: 'org_999999', input }))
  t.same(codes(result), ['NOT_FOUND parent'])
  t.ok(same)
})

t.test('the walls are as before once a committee is made', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  await admin.run(CREATE, { parent, input })
  const { result, same } = await w.unchanged(() =>
    admin.run(
      'mutation { dictionaryEntryCreate(organization: "org_140214", dictionary: SECTOR, input: { name: "新界" }) { userErrors { code } } }',
    ),
  )
  t.equal(result.errors?.[0]?.extensions?.code, 'FORBIDDEN')
  t.ok(same)
})

t.test('two who make the same committee make one', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const answers = await Promise.all([admin.run(CREATE, { parent, input }), admin.run(CREATE, { parent, input })])
  t.same(answers.flatMap(codes), ['CODE_TAKEN input.code'])
  const { rows } = await w.owner.query('select count(*)::int as n from sectors where organization_id = 140214')
  t.same(rows, [{ n: 35 }])
})

t.test('a committee is renamed by its own administrator', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const rename = (expectedVersion: number, input: object, id = parent) =>
    admin.run(UPDATE, { id, expectedVersion, input })
  t.match((await rename(1, { shortName: '同市政协' })).data.answer, {
    organization: { name: '中国人民政治协商会议大同市委员会', shortName: '同市政协', version: 2 },
    userErrors: [],
  })
  for (const [run, expected] of [
    [() => rename(1, { shortName: '大同政协' }), ['VERSION_CONFLICT expectedVersion']],
    [() => rename(2, { name: null }), ['REQUIRED input.name']],
    [() => rename(2, { shortName: ' ' }), ['REQUIRED input.shortName']],
    [() => rename(2, {}, 'org_140200x'), ['NOT_FOUND id']],
  ] as const) {
    const { result, same } = await w.unchanged(run)
    t.same(codes(result), expected)
    t.ok(same)
  }
  const county = await w.unchanged(() => rename(1, { shortName: '新荣' }, 'org_140212'))
  t.equal(county.result.errors?.[0]?.extensions?.code, 'FORBIDDEN')
  t.ok(county.same)
})
