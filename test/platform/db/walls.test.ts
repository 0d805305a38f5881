import t, { type Test } from 'tap'
import { type Client, PLACES, type Place, type World, world } from '../../support/world.ts'

/**
 * A read is one statement that sets its own viewer. If the setting ever came too late, or stayed on a pooled connection,
 * rows of another committee would show; so it is tried under every plan that PostgreSQL can be pushed into.
 */
const PLANS: Record<string, readonly string[]> = {
  'as planned': [],
  'with generic plans': ['plan_cache_mode = force_generic_plan'],
  'with custom plans': ['plan_cache_mode = force_custom_plan'],
  'without indexes': ['enable_indexscan = off', 'enable_bitmapscan = off', 'enable_indexonlyscan = off'],
  'without nested loops': ['enable_nestloop = off', 'enable_memoize = off', 'enable_material = off'],
  'with parallel plans pushed': [
    'debug_parallel_query = on',
    'parallel_setup_cost = 0',
    'parallel_tuple_cost = 0',
    'min_parallel_table_scan_size = 0',
  ],
  'with everything sorted and hashed away': ['enable_hashjoin = off', 'enable_sort = off', 'enable_hashagg = off'],
}

const QUERIES = [
  'query($o: ID!) { organization(id: $o) { code terms { number organization { code } } sectors { id name } } }',
  'query($o: ID!) { organization(id: $o) { parties { id } policies { key } children { code sectors { id } } } }',
  'query($o: ID!) { organizations(first: 10) { nodes { code sectors { id } } totalCount } organization(id: $o) { code } }',
]

for (const [name, settings] of Object.entries(PLANS)) {
  t.test(`nothing of another committee shows ${name}`, async t => {
    const w = await world(t)
    const database = new URL(w.database.ownerUrl).pathname.slice(1)
    for (const setting of settings) await w.owner.query(`alter database "${database}" set ${await known(w, setting)}`)
    const seen = await organizationsSeen(w)
    t.same(seen, {
      'COUNTY 140200': [],
      'COUNTY 140212': ['140212'],
      'COUNTY 140213': [],
      'CITY 140200': ['140200'],
      'CITY 140212': ['140212'],
      'CITY 140213': ['140213'],
      'OTHER_CITY 140200': [],
      'OTHER_CITY 140212': [],
      'OTHER_CITY 140213': [],
    })
    await manyAtOnce(t, w)
  })
}

/** PostgreSQL 15 has another name for one of them. */
async function known(w: World, setting: string): Promise<string> {
  const { rows } = await w.owner.query<{ old: boolean }>(
    `select current_setting('server_version_num')::int < 160000 as old`,
  )
  return rows[0]?.old ? setting.replace('debug_parallel_query', 'force_parallel_mode') : setting
}

/** Which committee's sectors each viewer is shown for each committee asked for; twice, so that plans are cached. */
async function organizationsSeen(w: World): Promise<Record<string, string[]>> {
  const seen: Record<string, string[]> = {}
  for (let round = 0; round < 8; round++) {
    for (const place of ['COUNTY', 'CITY', 'OTHER_CITY'] as const) {
      const client = await w.as('LIAISON_OFFICE', place)
      for (const asked of [PLACES.CITY, PLACES.COUNTY, PLACES.SIBLING]) {
        const { data } = await client.run('query($o: ID!) { organization(id: $o) { sectors { id } } }', {
          o: `org_${asked}`,
        })
        seen[`${place} ${asked}`] = organizationsIn(data)
      }
    }
  }
  return seen
}

const organizationsIn = (data: unknown): string[] => [
  ...new Set([...JSON.stringify(data).matchAll(/"(?:sec|pty|term)_(\d+)_/g)].map(match => match[1] ?? '')),
]

/** Mixed statements of several viewers over a small shared pool, at once. */
async function manyAtOnce(t: Test, w: World): Promise<void> {
  const places: Place[] = ['CITY', 'COUNTY', 'SIBLING', 'OTHER_CITY']
  const clients = new Map<Place, Client>()
  for (const place of places) clients.set(place, await w.as('MEMBER', place))
  const answers = await Promise.all(
    Array.from({ length: 240 }, async (_, n) => {
      const place = places[n % places.length] ?? 'CITY'
      const { data } = await (clients.get(place) as Client).run(QUERIES[n % QUERIES.length] ?? '', {
        o: `org_${PLACES[places[(n >> 2) % 4] ?? 'CITY']}`,
      })
      return organizationsIn(data).filter(code => code !== PLACES[place])
    }),
  )
  t.same(answers.flat(), [], 'a member of one committee sees no entry of another')
}

t.test('each wall holds without the other', async t => {
  const w = await world(t)
  const county = await w.as('LIAISON_OFFICE', 'COUNTY')
  const query = '{ city: organization(id: "org_140200") { sectors { id } } own: organization { sectors { id } } }'

  await w.owner.query('alter table sectors disable row level security')
  t.same(organizationsIn((await county.run(query)).data), ['140212'], 'policy alone')
  await w.owner.query('alter table sectors enable row level security')

  const client = await w.services.database.reads.connect()
  const rows = await client
    .query(`select set_config('cppcc.visible', '{140212}', false)`)
    .then(() => client.query<{ o: string }>('select distinct organization_id as o from sectors'))
  client.release(true)
  t.same(rows.rows, [{ o: '140212' }], 'row-level security alone')
})

t.test('a connection without a viewer sees no tenant row', async t => {
  const w = await world(t)
  await (await w.as('LIAISON_OFFICE')).run('{ organization { sectors { id } } }')
  for (const table of ['sectors', 'terms', 'accounts', 'change_log']) {
    const { rows } = await w.services.database.reads.query(`select count(*)::int as n from ${table}`)
    t.same(rows, [{ n: 0 }], table)
  }
})

t.test('a transaction writes only where its viewer may', async t => {
  const w = await world(t)
  const insert = w.system('COUNTY', tx =>
    tx.client.query(
      `insert into terms (organization_id, id, number, starts_on) values (140213, gen_random_uuid(), 9, '2000-01-01')`,
    ),
  )
  await t.rejects(insert, { code: '42501' })
  const append = w.system('COUNTY', tx => tx.client.query(`select append_changes(140213, '[]', null, 'x')`))
  await t.rejects(append, { code: '42501' })
  const first = JSON.stringify({ organizationId: '140213', key: 'k', command: 'x', requestHash: '00', result: {} })
  const keep = w.system('COUNTY', tx =>
    tx.client.query('select append_changes($1, $2, null, $3, $4)', [tx.viewer.organizationId, '[]', 'x', first]),
  )
  await t.rejects(keep, { code: '42501' })
})
