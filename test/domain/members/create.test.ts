import t from 'tap'
import { newId } from '../../../src/kernel/ids.ts'
import { givenMember, givenTerm, idOf, inventedIdentityNumber } from '../../support/members.ts'
import { type Client, type World, world } from '../../support/world.ts'

const CREATE = `mutation ($input: MemberCreateInput!) { memberCreate(input: $input) {
  member { id name version status joinedBy person { id version sex birth { year month day } phoneMasked seats { id } } positions { name } sector { name } }
  userErrors { code field message } } }`

async function create(client: Client, input: object) {
  const answer = await client.run(CREATE, { input })
  return {
    ...answer,
    payload: answer.data?.memberCreate,
    codes: answer.data?.memberCreate?.userErrors.map(
      (e: { code: string; field: string[] }) => `${e.code} ${e.field.join('.')}`,
    ),
  }
}

const minimal = async (w: World, more: object = {}) => ({
  term: await idOf(w, 'CITY', 'term', 15),
  name: '张三',
  joinedOn: '2021-06-01',
  ...more,
})

t.test('an office enters a member; sex and birth come from the identity number; the log holds masks alone', async t => {
  const w = await world(t)
  const office = await w.as('LIAISON_OFFICE')
  const identityNumber = inventedIdentityNumber('19700512', 2)
  const { payload, errors } = await create(
    office,
    await minimal(w, {
      name: ' 欧阳修 ',
      identityNumber: identityNumber.toLowerCase(),
      phone: '139 0000-1234',
      ethnicity: '汉',
      sector: await idOf(w, 'CITY', 'sector', '经济界'),
      party: await idOf(w, 'CITY', 'party', '九三学社'),
      positions: [await idOf(w, 'CITY', 'position', '常务委员'), await idOf(w, 'CITY', 'position', '常务委员')],
      joinedBy: 'BY_ELECTION',
      joinedOn: '2022-03-01',
    }),
  )
  t.equal(errors, undefined)
  t.same(payload.userErrors, [])
  t.match(payload.member, {
    name: '欧阳修',
    version: 1,
    status: 'ACTIVE',
    joinedBy: 'BY_ELECTION',
    sector: { name: '经济界' },
    positions: [{ name: '常务委员' }],
    person: { sex: 'FEMALE', birth: { year: 1970, month: 5, day: 12 }, phoneMasked: '139****1234' },
  })
  const { rows } = await w.owner.query(
    `select record_type, op, action, payload::text from change_log join change_payloads using (organization_id, epoch, seq) where organization_id = 140200 order by seq`,
  )
  t.same(
    rows.map(r => [r.record_type, r.op, r.action]),
    [
      ['Person', 'CREATE', 'memberCreate'],
      ['Member', 'CREATE', 'memberCreate'],
    ],
  )
  t.notMatch(rows[0].payload, identityNumber)
  t.notMatch(rows[0].payload, '13900001234')
  const stored = await w.owner.query('select p.*, m.search_text from persons p join members m on m.person_id = p.id')
  t.notMatch(JSON.stringify(stored.rows), identityNumber, 'sealed at rest')
  t.notMatch(JSON.stringify(stored.rows), '13900001234')
})

t.test('the same identity number in another term is a second seat of the same person', async t => {
  const w = await world(t)
  const office = await w.as('LIAISON_OFFICE')
  const identityNumber = inventedIdentityNumber()
  const fourteen = await givenTerm(w, 'CITY', { number: 14, startsOn: '2016-06-01', endsOn: '2021-05-31' })
  const first = await create(office, await minimal(w, { identityNumber }))
  const second = await create(office, {
    ...(await minimal(w, { identityNumber })),
    term: fourteen,
    joinedOn: '2016-06-01',
    phone: '13900001234',
  })
  t.same(second.payload.userErrors, [])
  t.equal(second.payload.member.person.id, first.payload.member.person.id)
  t.equal(second.payload.member.status, 'TERM_ENDED', 'a seat of a term that is over is history')
  t.equal(second.payload.member.person.version, 2, 'the phone is news')
  t.equal(second.payload.member.person.seats.length, 2)
  const again = await w.unchanged(async () => create(office, await minimal(w, { identityNumber })))
  t.ok(again.same)
  t.same(again.result.codes, ['SEAT_EXISTS input.term'])
  const other = await w.unchanged(async () => create(office, await minimal(w, { identityNumber, name: '李四' })))
  t.ok(other.same)
  t.same(other.result.codes, ['IDENTITY_NUMBER_TAKEN input.identityNumber'])
})

t.test('two people of one name are two people unless birth or phone say otherwise', async t => {
  const w = await world(t)
  const office = await w.as('LIAISON_OFFICE')
  const a = await create(office, await minimal(w))
  const b = await create(office, await minimal(w))
  t.not(a.payload.member.person.id, b.payload.member.person.id)
  const known = await create(office, await minimal(w, { name: '李四', birth: { year: 1970, month: 5 } }))
  t.same(known.payload.userErrors, [])
  t.same((await create(office, await minimal(w, { name: '李四', birth: { year: 1970, month: 5 } }))).codes, [
    'SEAT_EXISTS input.term',
  ])
  t.same((await create(office, await minimal(w, { name: '李四', birth: { year: 1970, month: 6 } }))).codes, [])
})

t.test('what is wrong is told all at once, by field, and nothing is written', async t => {
  const w = await world(t)
  const office = await w.as('LIAISON_OFFICE')
  const valid = inventedIdentityNumber('19700512', 2)
  const cases: readonly (readonly [object, readonly string[]])[] = [
    [{ name: '' }, ['REQUIRED input.name']],
    [{ name: '长'.repeat(51) }, ['TOO_LONG input.name']],
    [{ name: 'a\u202eb' }, ['INVALID_TEXT input.name']],
    [{ workUnit: '长'.repeat(201) }, ['TOO_LONG input.workUnit']],
    [{ remarks: '长'.repeat(1001) }, ['TOO_LONG input.remarks']],
    [{ phone: '12345' }, ['INVALID_PHONE input.phone']],
    [
      { identityNumber: valid.slice(0, 17) + (valid.endsWith('1') ? '2' : '1') },
      ['INVALID_IDENTITY_NUMBER input.identityNumber'],
    ],
    [{ identityNumber: valid, sex: 'MALE' }, ['IDENTITY_MISMATCH input.sex']],
    [{ identityNumber: valid, birth: { year: 1970, month: 6 } }, ['IDENTITY_MISMATCH input.birth']],
    [{ birth: { year: 1970, month: 2, day: 30 } }, ['INVALID_BIRTH input.birth']],
    [{ birth: { year: 1970, day: 3 } }, ['INVALID_BIRTH input.birth']],
    [{ birth: { year: 2020, month: 2 } }, ['INVALID_BIRTH input.birth']],
    [{ identityNumber: inventedIdentityNumber('20300102', 1) }, ['INVALID_BIRTH input.identityNumber']],
    [{ ethnicity: '火星族' }, ['UNKNOWN_ETHNICITY input.ethnicity']],
    [{ joinedOn: '2019-01-01' }, ['DATE_OUT_OF_RANGE input.joinedOn']],
    [{ joinedOn: '9999-12-31' }, ['DATE_OUT_OF_RANGE input.joinedOn']],
    [{ term: await idOf(w, 'COUNTY', 'term', 15) }, ['NOT_FOUND input.term']],
    [{ term: 'nonsense' }, ['NOT_FOUND input.term']],
    [{ sector: await idOf(w, 'COUNTY', 'sector', '经济界') }, ['NOT_FOUND input.sector']],
    [{ sector: await idOf(w, 'CITY', 'party', '九三学社') }, ['NOT_FOUND input.sector']],
    [
      { positions: [await idOf(w, 'CITY', 'position', '委员'), `pos_140200_${newId()}`] },
      ['NOT_FOUND input.positions.1'],
    ],
    [{ positions: Array.from({ length: 21 }, () => `pos_140200_${newId()}`) }, ['TOO_MANY input.positions']],
    [{ organization: 'org_x' }, ['NOT_FOUND input.organization']],
    [
      { name: '', phone: '1', sector: 'x' },
      ['REQUIRED input.name', 'INVALID_PHONE input.phone', 'NOT_FOUND input.sector'],
    ],
  ]
  for (const [more, expected] of cases) {
    const { result, same } = await w.unchanged(async () => create(office, await minimal(w, more)))
    t.same(result.codes, expected, JSON.stringify(more).slice(0, 60))
    t.ok(same)
  }
  for (const more of [
    { name: 'a\u0000' },
    { name: '\ud800' },
    { name: null },
    { joinedOn: '2021-02-30' },
    { sex: 'OTHER' },
    { isStanding: 'yes' },
    { id: 'x' },
    { unknown: 1 },
  ]) {
    const { result, same } = await w.unchanged(async () => create(office, await minimal(w, more)))
    t.ok(result.errors || result.codes.length > 0, JSON.stringify(more))
    t.not(result.status, 500)
    t.ok(same)
  }
})

t.test('a retired entry is not chosen anew', async t => {
  const w = await world(t)
  await w.owner.query(`update sectors set is_active = false where organization_id = 140200 and name = '经济界'`)
  const { codes } = await create(
    await w.as('LIAISON_OFFICE'),
    await minimal(w, { sector: await idOf(w, 'CITY', 'sector', '经济界') }),
  )
  t.same(codes, ['ENTRY_RETIRED input.sector'])
})

t.test('only who manages members of that committee enters one', async t => {
  const w = await world(t)
  for (const [role, place] of [
    ['MEMBER', 'CITY'],
    ['LEADER', 'CITY'],
    ['AUDITOR', 'CITY'],
    ['PROPOSAL_OFFICE', 'CITY'],
  ] as const) {
    const client = await w.as(role, place)
    const { result, same } = await w.unchanged(async () => create(client, await minimal(w)))
    t.equal(result.errors?.[0]?.extensions?.code, 'FORBIDDEN', role)
    t.ok(same)
  }
  for (const place of ['COUNTY', 'PROVINCE'] as const) {
    const client = await w.as('LIAISON_OFFICE', place)
    const { result, same } = await w.unchanged(async () =>
      create(client, await minimal(w, { organization: 'org_140200' })),
    )
    t.equal(result.errors?.[0]?.extensions?.code, 'FORBIDDEN', place)
    t.ok(same)
  }
  t.equal((await create(w.nobody, await minimal(w))).errors?.[0]?.extensions?.code, 'UNAUTHENTICATED')
})

t.test('the same id and content is answered again, other content is refused', async t => {
  const w = await world(t)
  const office = await w.as('LIAISON_OFFICE')
  const input = { ...(await minimal(w)), id: newId() }
  const first = await create(office, input)
  t.equal(first.payload.member.id, `mem_140200_${input.id}`)
  const again = await w.unchanged(() => create(office, input))
  t.ok(again.same)
  t.equal(again.result.payload.member.id, first.payload.member.id)
  const other = await w.unchanged(() => create(office, { ...input, name: '李四' }))
  t.ok(other.same)
  t.same(other.result.codes, ['ID_REUSED input.id'])
  const taken = await givenMember(w, 'CITY', { name: '王五' })
  const clash = await w.unchanged(() => create(office, { ...input, name: '赵六', id: taken.memberId }))
  t.ok(clash.same)
  t.same(clash.result.codes, ['ID_REUSED input.id'])
})

t.test('two offices entering the same person at once make one seat', async t => {
  const w = await world(t)
  const [a, b] = [await w.as('LIAISON_OFFICE'), await w.as('ORGANIZATION_ADMINISTRATOR')]
  const input = await minimal(w, { identityNumber: inventedIdentityNumber() })
  const answers = await Promise.all([create(a, input), create(b, input)])
  t.same(
    answers.flatMap(answer => answer.codes),
    ['SEAT_EXISTS input.term'],
  )
  t.equal((await w.owner.query('select from persons')).rowCount, 1)
})
