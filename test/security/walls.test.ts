import { graphql } from 'graphql'
import pg from 'pg'
import t, { type Test } from 'tap'
import type { Viewer } from '../../src/kernel/viewer.ts'
import { documentOf, outcomeOf } from '../support/matrix-cells.ts'
import { plantRecords, type Records } from '../support/matrix-world.ts'
import { contextFor, viewerOf } from '../support/schema-context.ts'
import { PLACES, type Place, type World, world } from '../support/world.ts'
import { FIELDS } from './matrix.ts'

/** Tables whose rows everybody reads, each with the reason. */
const PUBLISHED = new Map([['organizations', 'the tree of committees is published fact']])

const places = Object.keys(PLACES) as Place[]

async function tenantTables(w: World): Promise<string[]> {
  const { rows } = await w.owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not in ('sign_in_names') order by 1`,
  )
  return rows.map(({ name }) => name)
}

type Counts = Readonly<Record<string, number>>

async function countsIn(client: pg.ClientBase | pg.Pool, table: string): Promise<Counts> {
  const { rows } = await client.query<{ o: string; n: number }>(
    `select organization_id::text as o, count(*)::int as n from ${table} group by 1`,
  )
  return Object.fromEntries(rows.map(({ o, n }) => [o, n]))
}

type AsRuntime = <T>(
  walls: { readonly visible: string; readonly writable: string },
  work: (client: pg.Client) => Promise<T>,
) => Promise<T>

/** Works of the runtime role, each inside a transaction with its walls; nothing they do stays. */
async function runtimeOf(t: Test, w: World): Promise<AsRuntime> {
  const client = new pg.Client({ connectionString: w.database.runtimeUrl })
  await client.connect()
  t.teardown(() => client.end())
  return async (walls, work) => {
    await client.query('begin')
    try {
      await client.query(`select set_config('cppcc.visible', $1, true), set_config('cppcc.writable', $2, true)`, [
        walls.visible,
        walls.writable,
      ])
      return await work(client)
    } finally {
      await client.query('rollback')
    }
  }
}

t.test('as the runtime role, each table shows the rows of the visible committees and no other', async t => {
  const w = await world(t)
  await plantRecords(w)
  const asRuntime = await runtimeOf(t, w)
  const sights: readonly (readonly Place[])[] = [...places.map(place => [place]), ['CITY', 'COUNTY', 'SIBLING'], []]
  for (const table of await tenantTables(w)) {
    const all = await countsIn(w.owner, table)
    t.same(
      places.filter(place => !all[PLACES[place]]),
      [],
      `${table} has rows in every committee`,
    )
    if (PUBLISHED.has(table)) continue
    for (const seen of sights) {
      const visible = `{${seen.map(place => PLACES[place]).join()}}`
      const found = await asRuntime({ visible, writable: '{}' }, client => countsIn(client, table))
      t.same(
        found,
        Object.fromEntries(seen.map(place => [PLACES[place], all[PLACES[place]]])),
        `${table} with ${visible}`,
      )
    }
  }
})

t.test('as the runtime role, no row of a committee that is not writable is changed, removed or moved', async t => {
  const w = await world(t)
  await plantRecords(w)
  const asRuntime = await runtimeOf(t, w)
  const all = `{${Object.values(PLACES).join()}}`
  for (const table of await tenantTables(w)) {
    const touched = await asRuntime({ visible: all, writable: `{${PLACES.COUNTY}}` }, async client => {
      const counts: Record<string, number | string> = {}
      const statements = {
        update: `update ${table} set organization_id = organization_id where organization_id <> ${PLACES.COUNTY}`,
        delete: `delete from ${table} where organization_id <> ${PLACES.COUNTY}`,
        move: `update ${table} set organization_id = ${PLACES.COUNTY} where organization_id = ${PLACES.SIBLING}`,
      }
      for (const [name, sql] of Object.entries(statements)) {
        await client.query('savepoint before')
        counts[name] = await client.query(sql).then(
          ({ rowCount }) => rowCount ?? 0,
          error => error.code,
        )
        await client.query('rollback to before')
      }
      return counts
    })
    for (const [name, outcome] of Object.entries(touched))
      t.ok(outcome === 0 || outcome === '42501', `${table} ${name}: ${outcome}`)
  }
})

/** A viewer whom every policy lets do everything everywhere, behind the walls of one committee. */
async function unpoliced(w: World, place: Place): Promise<Viewer> {
  const viewer = await viewerOf(w, await w.as('LIAISON_OFFICE', place))
  const own = `{${PLACES[place]}}`
  return {
    ...viewer,
    organizationsWith: () => Object.values(PLACES),
    has: () => true,
    can: () => true,
    visible: own,
    writable: own,
  }
}

async function runAs(w: World, viewer: Viewer, source: string) {
  const contextValue = {
    ...contextFor(w, viewer),
    rateLimit: { cost: 1, remaining: 1, resetAt: '2099-01-01T00:00:00Z' },
  }
  const { data, errors } = await graphql({ schema: w.app.http.graphql.schema, source, contextValue })
  return {
    status: 200,
    data,
    errors: errors?.map(({ message, extensions }) => ({ message, extensions })),
    text: JSON.stringify({ data, errors }),
  }
}

const DEEP = `{ organizations(first: 100) { nodes { id terms { id sessions { id } } sectors { id organization { id positions { id } } } parties { id } positions { id }
    specialCommittees { id } assigningOffices { id } undertakingUnits { totalCount nodes { id assigningOffice { id } } } policies { id }
    policy(key: "SUPERIOR_VISIBILITY") { value } parent { id sectors { id } } children { id terms { id } } } }
  members { totalCount nodes { id person { id seats { id } } dutyRecords { nodes { id evidence { id } } } } } }`

const committeesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/"(?!org_)[a-z]{2,5}_(\d+)_[0-9a-f-]{36}"/g)].map(match => match[1] ?? '')),
]

async function readsBehindOneWall(
  t: Test,
  w: World,
  records: Readonly<Record<Place, Records>>,
  home: Place,
): Promise<void> {
  const viewer = await unpoliced(w, home)
  for (const [name, rule] of Object.entries(FIELDS)) {
    if (rule.kind === 'write' || rule.kind === 'watch' || rule.see === 'ALL' || rule.see === 'NOBODY') continue
    for (const asked of places) {
      const answer = await runAs(w, viewer, documentOf(w.app.http.graphql.schema, name, records[asked], false, asked))
      t.equal(
        outcomeOf(name, answer),
        asked === home ? 'DATA' : rule.kind === 'list' ? 'EMPTY' : 'NULL',
        `${name} of ${asked}`,
      )
    }
  }
  const { text, errors } = await runAs(w, viewer, DEEP)
  t.equal(errors, undefined, text.slice(0, 300))
  t.same(committeesIn(text), [PLACES[home]], 'however deep the selection')
}

t.test('row-level security alone leaks nothing: every policy says yes', async t => {
  const w = await world(t)
  const records = await plantRecords(w)
  await readsBehindOneWall(t, w, records, 'COUNTY')
  await readsBehindOneWall(t, w, records, 'CITY')
})

t.test('row-level security alone lets nothing be written: every policy says yes', async t => {
  const w = await world(t)
  const records = await plantRecords(w)
  const viewer = await unpoliced(w, 'COUNTY')
  const before = await countRows(w)
  for (const [name, rule] of Object.entries(FIELDS)) {
    if (rule.kind !== 'write' || rule.see === 'NOBODY' || rule.may === 'ALL') continue
    for (const asked of ['CITY', 'SIBLING'] as const) {
      const { same, result } = await w.unchanged(() =>
        runAs(w, viewer, documentOf(w.app.http.graphql.schema, name, records[asked], false, asked)),
      )
      t.ok(same, `${name} of ${asked}: ${result.text.slice(0, 200)}`)
    }
  }
  t.same(await countRows(w), before)
})

/** Rows of the other committees' logs: not even a refusal may be written there. */
async function countRows(w: World): Promise<unknown> {
  const { rows } = await w.owner.query(
    'select organization_id, count(*) from change_log where organization_id <> $1 group by 1 order by 1',
    [PLACES.COUNTY],
  )
  return rows
}
