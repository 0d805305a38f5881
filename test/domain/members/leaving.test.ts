import t from 'tap'
import { givenMember, givenTerm } from '../../support/members.ts'
import { type Client, world } from '../../support/world.ts'

const commandOf = (
  name: string,
  input: string,
) => `mutation ($id: ID!, $v: Int!, $input: ${input}!) { done: ${name}(id: $id, expectedVersion: $v, input: $input) {
  member { status leftOn leftReason version } userErrors { code field } } }`
const RESIGN = commandOf('memberResign', 'MemberLeaveInput')
const REMOVE = commandOf('memberRemove', 'MemberLeaveInput')
const DEATH = commandOf('memberDeathRecord', 'MemberDeathInput')
const REINSTATE = commandOf('memberReinstate', 'MemberReinstateInput')

async function run(client: Client, query: string, id: string, v: number, input: object) {
  const answer = await client.run(query, { id, v, input })
  const payload = answer.data?.done
  return {
    ...answer,
    member: payload?.member,
    codes: payload?.userErrors.map((e: { code: string; field: string[] | null }) =>
      `${e.code} ${e.field?.join('.') ?? ''}`.trim(),
    ),
  }
}

t.test('a seat ends by resignation, removal or death, and a wrong entry is taken back', async t => {
  const w = await world(t)
  const office = await w.as('LIAISON_OFFICE')
  for (const [query, status, reason] of [
    [RESIGN, 'RESIGNED', '工作调动'],
    [REMOVE, 'REMOVED', '违纪'],
    [DEATH, 'DECEASED', null],
  ] as const) {
    const { id } = await givenMember(w)
    const ended = await run(office, query, id, 1, { leftOn: '2023-03-01', ...(reason ? { reason } : {}) })
    t.same(ended.codes, [])
    t.same(ended.member, { status, leftOn: '2023-03-01', leftReason: reason, version: 2 })
    const again = await w.unchanged(() => run(office, query, id, 2, { leftOn: '2023-03-01', reason: '再次' }))
    t.same(again.result.codes, ['INVALID_STATE'])
    t.ok(again.same)
    t.same((await run(office, REINSTATE, id, 2, { reason: '误录' })).member, {
      status: 'ACTIVE',
      leftOn: null,
      leftReason: null,
      version: 3,
    })
  }
  const { rows } = await w.owner.query(
    `select action, payload ->> 'status' as status, payload ->> 'reason' as reason from change_log join change_payloads using (organization_id, epoch, seq) where op = 'UPDATE' order by seq`,
  )
  t.same(rows.slice(0, 2), [
    { action: 'memberResign', status: 'RESIGNED', reason: null },
    { action: 'memberReinstate', status: 'ACTIVE', reason: '误录' },
  ])
})

t.test('dates and reasons are checked, and nothing is written', async t => {
  const w = await world(t)
  const office = await w.as('LIAISON_OFFICE')
  const { id } = await givenMember(w, 'CITY', { joinedOn: '2021-06-01' })
  const cases: readonly (readonly [object, readonly string[]])[] = [
    [{ leftOn: '2021-05-31', reason: '因故' }, ['DATE_OUT_OF_RANGE input.leftOn']],
    [{ leftOn: '9999-01-01', reason: '因故' }, ['DATE_OUT_OF_RANGE input.leftOn']],
    [{ leftOn: '2021-05-31', reason: ' ' }, ['REQUIRED input.reason', 'DATE_OUT_OF_RANGE input.leftOn']],
    [{ leftOn: '2023-01-01', reason: '长'.repeat(501) }, ['TOO_LONG input.reason']],
  ]
  for (const [input, codes] of cases) {
    const { result, same } = await w.unchanged(() => run(office, RESIGN, id, 1, input))
    t.same(result.codes, codes)
    t.ok(same)
  }
})

t.test('no one is reinstated after the term, or beside a later seat', async t => {
  const w = await world(t)
  const office = await w.as('LIAISON_OFFICE')
  await givenTerm(w, 'CITY', { number: 14, startsOn: '2016-06-01', endsOn: '2021-05-31' })
  const now = await givenMember(w, 'CITY')
  const before = await givenMember(w, 'CITY', {
    personId: now.personId,
    term: 14,
    joinedOn: '2016-06-01',
    status: 'TERM_ENDED',
    leftOn: '2021-05-31',
  })
  const { result, same } = await w.unchanged(() => run(office, REINSTATE, before.id, 1, { reason: '误录' }))
  t.same(result.codes, ['TERM_OVER', 'LATER_SEAT'])
  t.ok(same)
})

t.test('only who manages the committee’s members ends a seat', async t => {
  const w = await world(t)
  const { id } = await givenMember(w, 'COUNTY')
  const input = { leftOn: '2023-03-01', reason: '因故' }
  for (const [role, place, expected] of [
    ['LIAISON_OFFICE', 'CITY', 'FORBIDDEN'],
    ['LEADER', 'COUNTY', 'FORBIDDEN'],
    ['MEMBER', 'COUNTY', 'FORBIDDEN'],
    ['LIAISON_OFFICE', 'SIBLING', 'NOT_FOUND id'],
  ] as const) {
    const client = await w.as(role, place)
    const { result, same } = await w.unchanged(() => run(client, REMOVE, id, 1, input))
    t.equal(result.errors?.[0]?.extensions?.code ?? result.codes[0], expected, `${role} ${place}`)
    t.ok(same)
  }
})
