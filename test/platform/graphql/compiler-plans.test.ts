import { setTimeout as sleep } from 'node:timers/promises'
import { parse } from 'graphql'
import t from 'tap'
import { isHardDocument } from '../../../src/platform/graphql/compiler/interpreted.ts'
import { populate } from '../../support/schema-world.ts'
import { type Client, type World, world } from '../../support/world.ts'

/** Mercurius compiles a document in idle moments after its second request: until then, and after, the answer is one. */
async function often(client: Client, query: string, variables: object = {}): Promise<unknown[]> {
  const answers: unknown[] = []
  for (let round = 0; round < 4; round++) {
    const { data, errors } = await client.run(query, variables)
    answers.push(errors ?? data)
    await sleep(30)
  }
  return answers
}

t.test('one document serves variables of every structure, in any order', async t => {
  const w = await world(t)
  await populate(w)
  const client = await w.as('LIAISON_OFFICE')
  const query = `query($f: OrganizationFilter, $l: OrganizationLevel, $o: OrganizationOrder, $d: OrderDirection = DESC, $n: Int = 2) {
    whole: organizations(filter: $f, orderBy: $o) { nodes { code } totalCount }
    parts: organizations(filter: { level: $l }, orderBy: { field: PATH, direction: $d }, first: $n) { nodes { code } } }`
  const cases: [object, object][] = [
    [{}, { whole: ['140000', '140200', '140212', '140213', '140300'], parts: ['140300', '140213'] }],
    [{ f: { level: 'CITY' } }, { whole: ['140200', '140300'], parts: ['140300', '140213'] }],
    [
      { f: null, l: null, o: null },
      { whole: ['140000', '140200', '140212', '140213', '140300'], parts: ['140300', '140213'] },
    ],
    [
      { f: { level: null, below: 'org_140200' }, l: 'COUNTY', d: 'ASC' },
      { whole: ['140212', '140213'], parts: ['140212', '140213'] },
    ],
    [
      { f: { level: 'COUNTY', below: 'org_140200' }, o: { field: 'PATH', direction: 'DESC' }, n: 1 },
      { whole: ['140213', '140212'], parts: ['140300'] },
    ],
    [
      { f: { below: 'not an id' }, l: 'NATIONAL' },
      { whole: [], parts: [] },
    ],
    [
      { f: {}, n: null },
      {
        whole: ['140000', '140200', '140212', '140213', '140300'],
        parts: ['140300', '140213', '140212', '140200', '140000'],
      },
    ],
  ]
  for (const [variables, expected] of [...cases, ...[...cases].reverse()]) {
    const { data, text } = await client.run(query, variables)
    const codes = (list?: { nodes: { code: string }[] }) => list?.nodes.map(({ code }) => code)
    t.strictSame(
      { whole: codes(data?.whole), parts: codes(data?.parts) },
      expected,
      `${JSON.stringify(variables)} ${data ? '' : text}`,
    )
    t.equal(data?.whole.totalCount, data?.whole.nodes.length)
  }
})

t.test('names that clients choose do not meet in the statement', async t => {
  const w = await world(t)
  await populate(w)
  const client = await w.as('LIAISON_OFFICE')
  const long = 'x'.repeat(80)
  const query = `{ organization {
    a: undertakingUnits(first: 1) { totalCount nodes { x: name } }  b: undertakingUnits(last: 1) { nodes { x: code } n: nodes { x: rank } }
    ${long}1: undertakingUnits(first: 1) { nodes { code } }  ${long}2: undertakingUnits(first: 2) { nodes { code } }
    up: parent { x: name list: organization_list }  again: parent { x: code id: level }
    _: code  node: name  cursor: level  totalCount: shortName  policy: policy(key: "SUPERIOR_VISIBILITY") { key }  id: id  p: policy(key: "NONE") { key }
    e: undertakingUnits(first: 1) { edges { node { u: organization { v: undertakingUnits(first: 1) { nodes { code } } } } }
      nodes { u: organization { v: undertakingUnits(last: 1) { nodes { code } } } } }
  } }`.replace('list: organization_list', 'kids: children { code }')
  for (const answer of await often(client, query)) {
    const { organization: o } = answer as { organization: Record<string, never> }
    t.match(o, {
      a: { totalCount: 11, nodes: [{ x: /单位/ }] },
      b: { nodes: [{ x: /^U\d+$/ }], n: [{ x: 2 }] },
      up: { x: /山西/, kids: [{ code: '140200' }, { code: '140300' }] },
      again: { x: '140000', id: 'PROVINCE' },
      _: '140200',
      node: /大同/,
      cursor: 'CITY',
      totalCount: '大同市政协',
      policy: { key: 'SUPERIOR_VISIBILITY' },
      id: 'org_140200',
      p: null,
    })
    const list = (name: string) => (o[name] as unknown as { nodes: object[] }).nodes
    t.same([list(`${long}1`).length, list(`${long}2`).length], [1, 2])
    const { edges, nodes } = o.e as unknown as { edges: { node: object }[]; nodes: object[] }
    t.notSame(edges[0]?.node, nodes[0], 'the first and the last unit, each under its own alias')
  }
})

t.test('a condition at one spread of a fragment takes nothing away at another', async t => {
  const client = await (await world(t)).as('LIAISON_OFFICE')
  const query = `query($yes: Boolean!) { a: organization { ...F @include(if: $yes) } b: organization { ...F }
    c: organization { parent @skip(if: $yes) { name } parent { code } } } fragment F on Organization { code level }`
  const full = { code: '140200', level: 'CITY' }
  for (const yes of [true, false, true]) {
    for (const answer of await often(client, query, { yes })) {
      t.match(answer, {
        a: yes ? full : {},
        b: full,
        c: { parent: yes ? { code: '140000' } : { code: '140000', name: /山西/ } },
      })
    }
  }
})

t.test('of several operations in one document the one named is run', async t => {
  const client = await (await world(t)).as('LIAISON_OFFICE')
  const payload = (operationName: string) => ({
    query:
      'query A { organization { code } } query B($n: Int) { organization { level } organizations(first: $n) { totalCount } }',
    operationName,
    variables: operationName === 'B' ? { n: 1 } : {},
  })
  const expected = {
    A: { organization: { code: '140200' } },
    B: { organization: { level: 'CITY' }, organizations: { totalCount: 5 } },
  }
  for (const name of ['A', 'A', 'A', 'B', 'B', 'B', 'A', 'B'] as const) {
    const answer = await client.request('POST', '/graphql', { payload: payload(name) })
    t.same(answer.json().data, expected[name], name)
    await sleep(30)
  }
})

t.test('what graphql-jit would answer wrongly is told apart', t => {
  const hard = [
    'query A { a } query B { b }',
    '{ a @include(if: true) }',
    '{ ...F } fragment F on T { a { b @skip(if: false) } }',
  ]
  for (const text of hard) t.ok(isHardDocument(parse(text)), text)
  t.notOk(isHardDocument(parse('query A($n: Int) { a(n: $n) { ...F } } fragment F on T { b }')))
  t.end()
})

t.test('a mutation payload shows its record under every alias', async t => {
  const w = await world(t)
  const client = await w.as('ORGANIZATION_ADMINISTRATOR')
  const query = `mutation($n: Int!) { made: termCreate(input: { number: $n, startsOn: "2026-06-01" }) {
    a: term { x: number organization { code } } b: term { x: startsOn organization { level sectors { name } } } userErrors { code } e: userErrors { message } } }`
  await w.owner.query(`update terms set ends_on = '2026-05-31' where organization_id = 140200`)
  const { data, text } = await client.run(query, { n: 16 })
  t.match(
    data?.made,
    {
      a: { x: 16, organization: { code: '140200' } },
      b: { x: '2026-06-01', organization: { level: 'CITY' } },
      userErrors: [],
      e: [],
    },
    text,
  )
  t.equal(data?.made.b.organization.sectors.length, 5)
})

/** The names under which statements are prepared, and how many connections were asked. */
function watchNames(w: World): Set<string> {
  const names = new Set<string>()
  const { reads } = w.services.database
  const query = reads.query.bind(reads)
  Object.assign(reads, {
    query: (statement: { name?: string }, ...rest: never[]) => {
      if (statement.name) names.add(statement.name)
      return query(statement as never, ...rest)
    },
  })
  return names
}

t.test('more than a thousand different documents leave a bounded number of prepared statements', async t => {
  const w = await world(t)
  const client = await w.as('LIAISON_OFFICE')
  const names = watchNames(w)
  const fields = ['code', 'name', 'shortName', 'level', 'regionCode', 'version', 'id']
  const lists = [
    'terms',
    'sectors',
    'parties',
    'positions',
    'specialCommittees',
    'assigningOffices',
    'policies',
    'children',
    'parent',
  ]
  const below = [...lists.map(list => `${list} { id }`), ...lists.map(list => `${list} { version }`)]
  for (let n = 0; n < 1_300; n++) {
    const chosen = fields.filter((_, bit) => ((n % 127) + 1) & (1 << bit)).join(' ')
    const answer = await client.run(`{ organization { ${chosen} ${below[Math.floor(n / 127)]} } }`)
    if (answer.status !== 200) t.fail(answer.text)
  }
  // A thousand of the compiler's, and the viewer's own.
  t.ok(names.size > 900 && names.size <= 1_001, `${names.size} names`)
  t.equal(
    (await client.run('{ organization { code one: parent { code children { version } } } }')).data.organization.code,
    '140200',
    'unnamed statements go on',
  )
})

t.test('a statement is planned once a connection, whatever the values of the requests', async t => {
  const w = await world(t)
  await populate(w)
  const client = await w.as('LIAISON_OFFICE')
  for (const text of ['赵', '钱', '孙', '李', '周', '吴', '郑']) {
    await client.run(
      'query($text: String) { members(filter: { text: $text }) { nodes { name positions { name } } } }',
      {
        text,
      },
    )
  }
  const { reads } = w.services.database
  const connections = await Promise.all(Array.from({ length: reads.options.max }, () => reads.connect()))
  t.teardown(() => {
    for (const connection of connections) connection.release()
  })
  let [anew, once] = [0, 0]
  for (const connection of connections) {
    const { rows } = await connection.query(
      'select custom_plans::int as anew, generic_plans::int as once from pg_prepared_statements',
    )
    for (const row of rows) [anew, once] = [anew + row.anew, once + row.once]
  }
  t.equal(anew, 0)
  t.ok(once > 0, `${once} executions`)
})

t.test('one document serves viewers of every kind in turn, each with what is his', async t => {
  const w = await world(t)
  await populate(w)
  const fields = `{ dutyRecords { totalCount nodes { id state } } members { totalCount nodes { name person { phoneMasked } } }
    proposals { totalCount } organizations { totalCount } }`
  const clients = [
    await w.as('LIAISON_OFFICE'),
    await w.as('MEMBER'),
    await w.as('UNDERTAKING_UNIT_STAFF'),
    await w.as('LIAISON_OFFICE', 'COUNTY'),
    await w.as('MEMBER', 'SIBLING'),
  ]
  const own = []
  // A document of its own for each: nothing of another's plan can be in the answer.
  for (const [n, client] of clients.entries()) own.push((await client.run(`query Of${n} ${fields}`)).data)
  t.ok(new Set(own.map(data => JSON.stringify(data))).size > 2, 'they see different things')
  for (const turn of [clients, clients.toReversed(), clients]) {
    for (const client of turn) {
      t.strictSame((await client.run(`query OfAll ${fields}`)).data, own[clients.indexOf(client)])
    }
  }
})

t.test('enum values and booleans are of the plan, and never another request’s', async t => {
  const w = await world(t)
  await populate(w)
  const client = await w.as('LIAISON_OFFICE')
  const query = `query($state: DutyRecordState, $standing: Boolean) {
    dutyRecords(first: 100, filter: { state: $state }) { nodes { state } }
    members(first: 100, filter: { isStanding: $standing }) { nodes { isStanding } } }`
  for (const [state, standing] of [
    ['CONFIRMED', true],
    ['PENDING', false],
    ['CONFIRMED', false],
    ['PENDING', true],
    ['CONFIRMED', true],
  ]) {
    const { data } = await client.run(query, { state, standing })
    t.strictSame([...new Set(data.members.nodes.map((m: { isStanding: boolean }) => m.isStanding))], [standing])
    t.ok(data.dutyRecords.nodes.every((record: { state: string }) => record.state === state))
  }
  const states = 'query($states: [ProposalState!]) { proposals(filter: { states: $states }) { nodes { state } } }'
  for (const asked of [[], ['DRAFT'], ['DRAFT', 'FILED'], null]) {
    t.equal((await client.run(states, { states: asked })).status, 200)
  }
})
