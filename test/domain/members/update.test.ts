import t from 'tap'
import { givenMember, givenTerm, idOf, inventedIdentityNumber } from '../../support/members.ts'
import { type Client, world } from '../../support/world.ts'

const UPDATE = `mutation ($id: ID!, $v: Int!, $input: MemberUpdateInput!) { memberUpdate(id: $id, expectedVersion: $v, input: $input) {
  member { name version workUnit isStanding remarks sector { name } specialCommittee { name } positions { name }
    person { version sex ethnicity party { name } birth { year month day } phoneMasked identityNumberMasked } } userErrors { code field message } } }`

async function update(client: Client, id: string, v: number, input: object) {
  const answer = await client.run(UPDATE, { id, v, input })
  const payload = answer.data?.memberUpdate
  return {
    ...answer,
    member: payload?.member,
    codes: payload?.userErrors.map((e: { code: string; field: string[] }) => `${e.code} ${e.field.join('.')}`),
  }
}

t.test('what is sent changes, what is not sent stays, null takes away', async t => {
  const w = await world(t)
  const office = await w.as('LIAISON_OFFICE')
  const given = await givenMember(w, 'CITY', {
    name: '张三',
    sector: '教育界',
    specialCommittee: '提案委员会',
    party: '九三学社',
    workUnit: '旧单位',
    phone: '13900000001',
    positions: ['委员'],
    birth: { year: 1970, month: 5 },
    remarks: '备注',
  })
  const first = await update(office, given.id, 1, {
    name: '单雄信',
    specialCommittee: null,
    phone: null,
    workUnit: '新单位',
    isStanding: true,
  })
  t.same(first.codes, [])
  t.match(first.member, {
    name: '单雄信',
    version: 2,
    workUnit: '新单位',
    isStanding: true,
    remarks: '备注',
    sector: { name: '教育界' },
    specialCommittee: null,
    positions: [{ name: '委员' }],
    person: { version: 2, party: { name: '九三学社' }, birth: { year: 1970, month: 5, day: null }, phoneMasked: null },
  })
  const second = await update(office, given.id, 2, {
    positions: [await idOf(w, 'CITY', 'position', '副主席')],
    remarks: null,
  })
  t.match(second.member, { version: 3, positions: [{ name: '副主席' }], remarks: '', person: { version: 2 } })
  const found = await office.run('{ members(filter: { text: "shanxiong 新单位" }) { totalCount } }')
  t.equal(found.data.members.totalCount, 1)
  const { rows } = await w.owner.query(
    `select record_type, version, op from change_log where action = 'memberUpdate' order by seq`,
  )
  t.same(rows, [
    { record_type: 'Person', version: 2, op: 'UPDATE' },
    { record_type: 'Member', version: 2, op: 'UPDATE' },
    { record_type: 'Member', version: 3, op: 'UPDATE' },
  ])
})

t.test('a new name is found at every seat of the person', async t => {
  const w = await world(t)
  await givenTerm(w, 'CITY', { number: 14, startsOn: '2016-06-01', endsOn: '2021-05-31' })
  const now = await givenMember(w, 'CITY', { name: '张三' })
  await givenMember(w, 'CITY', {
    personId: now.personId,
    term: 14,
    status: 'TERM_ENDED',
    workUnit: '煤矿',
    joinedOn: '2016-06-01',
    leftOn: '2021-05-31',
  })
  const office = await w.as('LIAISON_OFFICE')
  await update(office, now.id, 1, { name: '李四' })
  t.equal((await office.run('{ members(filter: { text: "lisi" }) { totalCount } }')).data.members.totalCount, 2)
  t.equal((await office.run('{ members(filter: { text: "煤矿 李四" }) { totalCount } }')).data.members.totalCount, 1)
})

t.test('numbers must be free and agree with sex and birth, also with the number on file', async t => {
  const w = await world(t)
  const office = await w.as('LIAISON_OFFICE')
  const [mine, theirs] = [inventedIdentityNumber('19700512', 1), inventedIdentityNumber('19700512', 3)]
  const given = await givenMember(w, 'CITY', { name: '张三', identityNumber: mine, sex: 'MALE' })
  await givenMember(w, 'CITY', { name: '李四', identityNumber: theirs })
  const refused: readonly (readonly [object, readonly string[]])[] = [
    [{ identityNumber: theirs }, ['IDENTITY_NUMBER_TAKEN input.identityNumber']],
    [{ sex: 'FEMALE' }, ['IDENTITY_MISMATCH input.sex']],
    [{ birth: { year: 1971 } }, ['IDENTITY_MISMATCH input.birth']],
    [{ name: null }, ['REQUIRED input.name']],
    [{ joinedOn: null, isStanding: null }, ['REQUIRED input.isStanding', 'REQUIRED input.joinedOn']],
    [{ joinedOn: '2001-01-01' }, ['DATE_OUT_OF_RANGE input.joinedOn']],
    [{}, ['NOTHING_TO_CHANGE input']],
    [{ sector: 'x', phone: '1' }, ['INVALID_PHONE input.phone', 'NOT_FOUND input.sector']],
  ]
  for (const [input, codes] of refused) {
    const { result, same } = await w.unchanged(() => update(office, given.id, 1, input))
    t.same(result.codes, codes, JSON.stringify(input))
    t.ok(same)
  }
  t.match((await update(office, given.id, 1, { identityNumber: mine, birth: { year: 1970, month: 5 } })).member, {
    version: 2,
  })
})

t.test('a stale version, an invisible member and a forbidden one', async t => {
  const w = await world(t)
  const [mine, theirs] = [await givenMember(w, 'CITY'), await givenMember(w, 'COUNTY')]
  const office = await w.as('LIAISON_OFFICE')
  const input = { workUnit: '新单位' }
  const tried = async (client: Client, id: string, v = 1) => {
    const { result, same } = await w.unchanged(() => update(client, id, v, input))
    t.ok(same)
    return result.errors?.[0]?.extensions?.code ?? result.codes
  }
  t.same(await tried(office, mine.id, 7), ['VERSION_CONFLICT expectedVersion'])
  t.equal(await tried(office, theirs.id), 'FORBIDDEN', 'the city sees its county’s members and does not write them')
  t.same(await tried(await w.as('LIAISON_OFFICE', 'OTHER_CITY'), mine.id), ['NOT_FOUND id'])
  t.same(await tried(await w.as('LIAISON_OFFICE', 'COUNTY'), mine.id), ['NOT_FOUND id'])
  t.same(await tried(office, 'nonsense'), ['NOT_FOUND id'])
  t.equal(await tried(await w.as('MEMBER'), mine.id), 'FORBIDDEN')
  t.equal(await tried(await w.as('LEADER'), mine.id), 'FORBIDDEN')
})

t.test('of two changes at once one wins and the other is told', async t => {
  const w = await world(t)
  const given = await givenMember(w)
  const office = await w.as('LIAISON_OFFICE')
  const answers = await Promise.all(['甲', '乙'].map(workUnit => update(office, given.id, 1, { workUnit })))
  t.same(answers.map(a => a.codes).sort(), [[], ['VERSION_CONFLICT expectedVersion']])
})
