import t from 'tap'
import { newId } from '../../../src/kernel/ids.ts'
import { givenMember, givenTerm, idOf } from '../../support/members.ts'
import { type Client, type World, world } from '../../support/world.ts'

const CHANGE = `mutation ($from: ID!, $to: ID!, $input: MembersTermChangeInput!) { membersTermChange(fromTerm: $from, toTerm: $to, input: $input) { ended continued userErrors { code field } } }`
const DATES = { leftOn: '2024-05-31', joinedOn: '2024-06-01' }

async function setUp(w: World) {
  const to = await givenTerm(w, 'CITY', { number: 16, startsOn: '2024-06-01' })
  const from = await idOf(w, 'CITY', 'term', 15)
  const change = async (client: Client, input: object, terms: object = {}) => {
    const answer = await client.run(CHANGE, { from, to, input: { ...DATES, ...input }, ...terms })
    const payload = answer.data?.membersTermChange
    const codes = payload?.userErrors.map(
      (e: { code: string; field: string[] | null }) => `${e.code} ${e.field?.join('.')}`,
    )
    return { ...answer, counts: [payload?.ended, payload?.continued], codes }
  }
  return { from, to, change }
}

t.test('who continues gets a new seat as the old one was, who leaves is history, who is not named stays', async t => {
  const w = await world(t)
  const { change, to } = await setUp(w)
  const office = await w.as('LIAISON_OFFICE')
  const on = await givenMember(w, 'CITY', {
    name: '甲',
    sector: '经济界',
    positions: ['主席', '委员'],
    isStanding: true,
    workUnit: '单位',
    joinedBy: 'BY_ELECTION',
    joinedOn: '2022-01-01',
  })
  const off = await givenMember(w, 'CITY', { name: '乙' })
  await givenMember(w, 'CITY', { name: '丙' })
  await givenMember(w, 'CITY', { name: '丁', status: 'RESIGNED' })
  const input = { id: newId(), continuing: [on.id], leaving: [off.id] }
  const first = await change(office, input)
  t.same(first.codes, [])
  t.same(first.counts, [2, 1])
  const again = await w.unchanged(() => change(office, input))
  t.same(again.result.counts, [2, 1])
  t.ok(again.same)
  const seats = (
    await office.run(
      'query ($to: ID!) { members(filter: { term: $to }) { nodes { name version status joinedOn joinedBy isStanding workUnit sector { name } positions { name } person { seats { status leftOn } } } } }',
      { to },
    )
  ).data.members.nodes
  t.same(seats, [
    {
      name: '甲',
      version: 1,
      status: 'ACTIVE',
      joinedOn: '2024-06-01',
      joinedBy: 'TERM',
      isStanding: true,
      workUnit: '单位',
      sector: { name: '经济界' },
      positions: [{ name: '主席' }, { name: '委员' }],
      person: {
        seats: [
          { status: 'ACTIVE', leftOn: null },
          { status: 'TERM_ENDED', leftOn: '2024-05-31' },
        ],
      },
    },
  ])
  const { rows } = await w.owner.query(
    `select op, count(*)::int from change_log where action = 'membersTermChange' group by 1 order by 1`,
  )
  t.same(rows, [
    { op: 'CREATE', count: 1 },
    { op: 'UPDATE', count: 2 },
  ])
  t.equal((await office.run('{ members(filter: { status: ACTIVE }) { totalCount } }')).data.members.totalCount, 2)
})

t.test('all others continue or leave at a word; a seat from a new roster is kept', async t => {
  const w = await world(t)
  const { change } = await setUp(w)
  const office = await w.as('LIAISON_OFFICE')
  const members = []
  for (const name of ['甲', '乙', '丙']) members.push(await givenMember(w, 'CITY', { name }))
  await givenMember(w, 'CITY', { personId: members[0]?.personId ?? '', term: 16, joinedOn: '2024-06-01' })
  const answer = await change(office, { leaving: [members[2]?.id], others: 'CONTINUE' })
  t.same(answer.counts, [3, 1])
  t.same((await change(office, { others: 'LEAVE' })).codes, ['NOTHING_TO_CHANGE input'])
  const { rows } = await w.owner.query(`select status, count(*)::int from members group by 1 order by 1`)
  t.same(rows, [
    { status: 'ACTIVE', count: 2 },
    { status: 'TERM_ENDED', count: 3 },
  ])
})

t.test('what is wrong is told by field, and nothing is written', async t => {
  const w = await world(t)
  const { from, to, change } = await setUp(w)
  const office = await w.as('LIAISON_OFFICE')
  const mine = await givenMember(w, 'CITY', { name: '甲' })
  const left = await givenMember(w, 'CITY', { name: '乙', status: 'RESIGNED' })
  const theirs = await givenMember(w, 'COUNTY', { name: '丙' })
  const cases: readonly (readonly [object, object, readonly string[]])[] = [
    [
      { continuing: [mine.id, left.id, theirs.id, 'x'] },
      {},
      ['INVALID_STATE input.continuing.1', 'NOT_FOUND input.continuing.2', 'NOT_FOUND input.continuing.3'],
    ],
    [{ continuing: [mine.id], leaving: [mine.id] }, {}, ['REPEATED input.leaving.0']],
    [{ continuing: Array.from({ length: 201 }, () => mine.id) }, {}, ['TOO_MANY input']],
    [{ leftOn: '2020-01-01' }, {}, ['DATE_OUT_OF_RANGE input.leftOn']],
    [{ leaving: [mine.id], leftOn: '2024-05-31', joinedOn: '2024-05-30' }, {}, ['DATE_OUT_OF_RANGE input.joinedOn']],
    [{ continuing: [mine.id], joinedOn: '9999-12-31' }, {}, ['DATE_OUT_OF_RANGE input.joinedOn']],
    [{ continuing: [mine.id], leftOn: '2023-05-30', joinedOn: '2023-05-31' }, {}, ['DATE_OUT_OF_RANGE input.joinedOn']],
    [{}, {}, ['NOTHING_TO_CHANGE input']],
    [{}, { to: from, from: to }, ['TERM_NOT_LATER toTerm']],
    [{}, { to: await idOf(w, 'COUNTY', 'term', 15) }, ['NOT_FOUND toTerm']],
    [{}, { from: 'x' }, ['NOT_FOUND fromTerm']],
  ]
  for (const [input, terms, codes] of cases) {
    const { result, same } = await w.unchanged(() => change(office, input, terms))
    t.same(result.codes, codes)
    t.ok(same)
  }
  for (const [role, place] of [
    ['LEADER', 'CITY'],
    ['LIAISON_OFFICE', 'COUNTY'],
    ['MEMBER', 'CITY'],
  ] as const) {
    const client = await w.as(role, place)
    const { result, same } = await w.unchanged(() => change(client, { others: 'LEAVE' }))
    t.equal(result.errors?.[0]?.extensions?.code, 'FORBIDDEN', `${role} ${place}`)
    t.ok(same)
  }
})
