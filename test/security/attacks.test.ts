import t from 'tap'
import { type AttackTarget, attacksOn, faultsOf } from '../support/attacks.ts'
import { world } from '../support/world.ts'

const CLOSED = { config: { INTROSPECTION: false, EXPLORER: false, COST_PER_MINUTE: 1_000_000_000 } }

const target: AttackTarget = {
  page: 'members',
  leaf: 'id',
  nest: inner => `dutyRecords(first: 100) { nodes { member { ${inner} } } }`,
  signIn: 'signIn(input: { login: "a", password: "b" }) { userErrors { code } }',
  textField: 'members(filter: { text: $text }) { totalCount }',
  intField: 'members(first: $number) { totalCount }',
  nearMiss: 'membres',
}

/** Rules of requests that happen to be called as error codes of the schema are. */
const RULES = new Set(['words of the schema: INVALID_TEXT', 'words of the schema: REQUIRED'])

t.test('every attack on the real schema is refused before execution, signed in or not', async t => {
  const w = await world(t, CLOSED)
  const { token } = await w.as('LIAISON_OFFICE')
  const { http } = w.app
  const { same } = await w.unchanged(async () => {
    for (const attack of attacksOn(target)) {
      for (const headers of [{}, { authorization: `Bearer ${token}` }]) {
        const attacking = { ...attack.request, headers: { ...attack.request.headers, ...headers } }
        const faults = faultsOf(attack, await http.inject(attacking), http.graphql.schema)
        t.strictSame(
          faults.filter(fault => !RULES.has(fault)),
          [],
          attack.family,
        )
      }
    }
  })
  t.ok(same, 'nothing is written')
})
