import t from 'tap'
import { clientOf, world } from '../../support/world.ts'

t.test('a token that is none is answered with GraphQL errors and 401', async t => {
  const w = await world(t)
  const client = clientOf(w.app, { token: 'nonsense', accountId: '', organizationId: '' })
  const answer = await client.run('{ organization { code } }')
  t.equal(answer.status, 401)
  t.match(answer.errors, [{ extensions: { code: 'UNAUTHENTICATED', requestId: /.+/ } }])
  t.equal(answer.data, undefined)
})

t.test('an account that spent its budget waits, another does not', async t => {
  const w = await world(t, { config: { COST_PER_MINUTE: 50 } })
  const [liaison, leader] = [await w.as('LIAISON_OFFICE'), await w.as('LEADER')]
  const query = '{ organizations(first: 40) { nodes { code } } rateLimit { cost remaining resetAt } }'
  const first = await liaison.run(query)
  t.equal(first.status, 200)
  t.equal(first.data.rateLimit.remaining, 50 - first.data.rateLimit.cost)
  const second = await liaison.run(query)
  t.equal(second.status, 429)
  t.match(second.errors, [{ extensions: { code: 'RATE_LIMITED' } }])
  t.equal((await leader.run(query)).status, 200)
})

t.test('a mutation refused at the gate leaves its entry', async t => {
  const w = await world(t)
  const member = await w.as('MEMBER')
  const { result, same } = await w.unchanged(() =>
    member.run(
      'mutation { termEnd(id: "x", expectedVersion: 1, input: { endsOn: "2024-01-01" }) { userErrors { code } } }',
    ),
  )
  t.match(result.errors, [{ extensions: { code: 'FORBIDDEN' } }])
  t.ok(same)
  const { rows } = await w.owner.query(
    'select action, op, actor_id from change_log where organization_id = 140200 and op = $1',
    ['REFUSED'],
  )
  t.same(rows, [{ action: 'termEnd', op: 'REFUSED', actor_id: member.accountId }])
})
