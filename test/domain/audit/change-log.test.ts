import t from 'tap'
import { PLACES, world } from '../../support/world.ts'
import { person, signedIn } from '../identity/support.ts'

const LOG = `query ($filter: ChangeLogFilter, $organization: ID, $first: Int, $after: String) {
  changeLog(filter: $filter, organization: $organization, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { sequence epoch action op recordType recordKey actorKey hash at actor { displayName login } organization { code } } } }`

t.test('an auditor reads who did what, newest first, page by page', async t => {
  const w = await world(t)
  const who = await person(w, '13900000088')
  await signedIn(w, who)
  await w.nobody.run('mutation { signIn(input: { login: "13900000088", password: "wrong" }) { accessToken } }')
  const auditor = await w.as('AUDITOR')
  const read = async (variables: object = {}) => (await auditor.run(LOG, variables)).data.changeLog
  const whole = await read()
  t.equal(whole.totalCount, 4)
  t.same(
    whole.nodes.map((n: { sequence: number; action: string; op: string }) => [n.sequence, n.action, n.op]),
    [
      [4, 'signIn', 'REFUSED'],
      [3, 'signIn', 'CREATE'],
      [2, 'accountCreate', 'CREATE'],
      [1, 'accountCreate', 'CREATE'],
    ],
  )
  t.match(whole.nodes[1], {
    actorKey: who.accountId,
    actor: { displayName: '柳青', login: null },
    organization: { code: '140200' },
    hash: /^[0-9a-f]{64}$/,
  })
  t.notMatch(JSON.stringify(whole), /13900000088/)
  const seen: number[] = []
  for (let after: string | null = null, more = true; more; ) {
    const page = await read({ first: 1, after })
    seen.push(...page.nodes.map((n: { sequence: number }) => n.sequence))
    after = page.pageInfo.endCursor
    more = page.pageInfo.hasNextPage
  }
  t.same(seen, [4, 3, 2, 1])
  const count = async (filter: object) => (await read({ filter })).totalCount
  t.equal(await count({ op: 'REFUSED' }), 1)
  t.equal(await count({ action: 'signIn' }), 2)
  t.equal(await count({ recordType: 'RoleGrant' }), 1)
  t.equal(await count({ record: { type: 'Account', id: who.id } }), 2)
  t.equal(await count({ record: { type: 'Account', id: 'nonsense' } }), 0)
  t.equal(await count({ actor: who.id }), 1)
})

t.test('only the committee’s own auditor reads its log', async t => {
  const w = await world(t)
  await person(w, 'some.one')
  for (const role of [
    'ORGANIZATION_ADMINISTRATOR',
    'SECURITY_ADMINISTRATOR',
    'LEADER',
    'LIAISON_OFFICE',
    'MEMBER',
  ] as const) {
    t.equal((await (await w.as(role)).run(LOG)).errors?.[0]?.extensions?.code, 'FORBIDDEN', role)
  }
  for (const place of ['PROVINCE', 'COUNTY', 'OTHER_CITY'] as const) {
    const answer = await (await w.as('AUDITOR', place)).run(LOG, { organization: `org_${PLACES.CITY}` })
    t.same(answer.data.changeLog.nodes, [], place)
    t.equal(answer.data.changeLog.totalCount, 0)
  }
  t.equal((await w.nobody.run(LOG)).errors?.[0]?.extensions?.code, 'UNAUTHENTICATED')
})
