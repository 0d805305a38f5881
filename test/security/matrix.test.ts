import t, { type Test } from 'tap'
import { permissions, type Role, roles } from '../../src/domain/identity/roles.ts'
import { guardedFields } from '../../src/platform/graphql/auth-directive.ts'
import { documentOf, expected, outcomeOf, RELATIONS, type Who } from '../support/matrix-cells.ts'
import { everybody, plantRecords, type Records } from '../support/matrix-world.ts'
import { type Client, type Place, type World, world } from '../support/world.ts'
import { FIELDS, RIGHTS } from './matrix.ts'

type Relation = (typeof RELATIONS)[number]

/** They end the session that asks, so each cell has an account of its own. */
const ENDS_SESSIONS = new Set(['Mutation.signOut', 'Mutation.signOutEverywhere'])

t.test('the table holds every guarded field with what it asks for, and every role with its rights', async t => {
  const w = await world(t)
  const asked = guardedFields(w.app.http.graphql.schema).map(({ type, field, requirement }) => [
    `${type}.${field}`,
    requirement.kind === 'permission' ? requirement.name : requirement.kind.toUpperCase(),
  ])
  const table = Object.entries(FIELDS).map(([name, { gate }]) => [name, gate])
  t.same(Object.fromEntries(table), Object.fromEntries(asked))
  const words = (names: readonly string[]) => names.filter(Boolean).sort()
  const given = Object.entries(RIGHTS).map(([role, { own, below }]) => [
    role,
    { own: words(own.split(' ')), below: words(below.split(' ')) },
  ])
  const held = Object.entries(roles).map(([role, { own, below }]) => [
    role,
    { own: words([...own]), below: words([...below]) },
  ])
  t.same(Object.fromEntries(given), Object.fromEntries(held))
  const known = new Set<string>(['', 'ALL', 'NOBODY', 'PUBLIC', 'ACCOUNT', ...permissions])
  const used = Object.values(FIELDS).flatMap(({ gate, see, may }) => `${gate} ${see} ${may}`.split(' '))
  t.same(
    used.filter(name => !known.has(name)),
    [],
    'no name of a permission is misspelt',
  )
})

interface Ground {
  readonly w: World
  readonly records: Readonly<Record<Place, Records>>
  readonly clients: Readonly<Partial<Record<Place, Readonly<Record<Who, Client>>>>>
}

async function ground(t: Test): Promise<Ground> {
  const w = await world(t)
  const records = await plantRecords(w)
  return { w, records, clients: { CITY: await everybody(w, 'CITY'), COUNTY: await everybody(w, 'COUNTY') } }
}

/** What went otherwise than the table says. */
async function ask(
  { w, records, clients }: Ground,
  name: string,
  who: Who,
  { home, asked, name: relation }: Relation,
): Promise<string[]> {
  const rule = FIELDS[name]
  const client = clients[home]?.[who]
  if (!rule || !client) throw new Error(`no cell ${name} ${who}`)
  const should = expected(rule, who, home, asked)
  const document = documentOf(w.app.http.graphql.schema, name, records[asked], should === 'PERMITTED', asked)
  const isFresh = ENDS_SESSIONS.has(name) && should === 'PERMITTED'
  const asker = isFresh ? await w.newClient({ role: who as Role, place: home }) : client
  const answer = await asker.run(document)
  const outcome = outcomeOf(name, answer)
  return outcome === should
    ? []
    : [
        `${name} as ${who} of ${home}, ${relation} committee: ${outcome}, not ${should}: ${document} ${answer.text.slice(0, 300)}`,
      ]
}

/** What is public is not asked by every role again, as attempts to sign in are counted. */
const askers = (name: string, all: readonly Who[]): readonly Who[] =>
  FIELDS[name]?.gate === 'PUBLIC' ? ['nobody', 'MEMBER', 'suspended', 'expired'] : all

interface Asked {
  readonly cells: number
  readonly wrong: readonly string[]
}

async function askAll(on: Ground, names: readonly string[], relation: Relation): Promise<Asked> {
  const all = Object.keys(on.clients[relation.home] ?? {}) as Who[]
  const wrong: string[] = []
  let cells = 0
  for (const name of names) {
    const cases = askers(name, all)
    cells += cases.length
    for (const faults of await Promise.all(cases.map(who => ask(on, name, who, relation)))) wrong.push(...faults)
  }
  return { cells, wrong }
}

const isWrite = (name: string) => FIELDS[name]?.kind === 'write'
const reads = Object.keys(FIELDS).filter(name => ['list', 'one'].includes(FIELDS[name]?.kind ?? ''))
const writes = Object.keys(FIELDS).filter(name => isWrite(name) && !ENDS_SESSIONS.has(name))
const guardedWrites = writes.filter(name => FIELDS[name]?.gate !== 'PUBLIC')

async function check(t: Test, on: Ground, commands: readonly string[]): Promise<void> {
  for (const relation of RELATIONS) {
    const read = await askAll(on, reads, relation)
    t.same(read.wrong, [], `${read.cells} reads, ${relation.name} committee`)
    const { result, same } = await on.w.unchanged(() => askAll(on, commands, relation))
    t.same(result.wrong, [], `${result.cells} commands, ${relation.name} committee`)
    t.ok(same, 'and no row was changed')
  }
}

t.test('every cell is as the table says, and nothing is written', async t => {
  const on = await ground(t)
  await check(t, on, writes)
  const [own] = RELATIONS
  if (own) t.same((await askAll(on, [...ENDS_SESSIONS], own)).wrong, [], 'signing out')
})

t.test('the policies alone say the same, with row-level security switched off', async t => {
  const on = await ground(t)
  const { rows } = await on.w.owner.query<{ name: string }>(
    `select relname as name from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace`,
  )
  for (const { name } of rows) await on.w.owner.query(`alter table ${name} disable row level security`)
  await check(t, on, guardedWrites)
})
