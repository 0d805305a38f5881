import { buildSchema, getIntrospectionQuery } from 'graphql'
import t from 'tap'
import { defaultLimits } from '../../../src/platform/graphql/limits/defaults.ts'
import { createInspector } from '../../../src/platform/graphql/limits/inspect.ts'
import { createOperationCheck } from '../../../src/platform/graphql/limits.ts'
import { isHttpProblem } from '../../../src/platform/http/problem-types.ts'
import { attacksOn, faultsOf } from '../../support/attacks.ts'
import fc from '../../support/properties.ts'
import { ask, guardedApp, sdl, target } from './guarded-app.ts'

const ordinary = /* GraphQL */ `
  query Members($first: Int = 100) {
    members(first: $first) {
      totalCount
      pageInfo { hasNextPage }
      nodes { ...Card dutyRecords(first: 20) { totalCount nodes { id happenedAt } } }
    }
    cost
  }
  fragment Card on Member { id fullName sector { sectorName } party { sectorName } }
`

t.test('every attack is refused before execution, with a short coded answer', async t => {
  const { app, executed } = await guardedApp()
  for (const attack of attacksOn(target)) {
    const answer = await app.inject(attack.request)
    t.strictSame(faultsOf(attack, answer, app.graphql.schema), [], attack.family)
  }
  t.strictSame(executed, [], 'nothing was executed')
})

t.test('an attack that is repeated is refused again, from the caches too', async t => {
  const { app, executed } = await guardedApp({ jit: true })
  for (const attack of attacksOn(target)) {
    await app.inject(attack.request)
    await app.inject(attack.request)
    t.strictSame(faultsOf(attack, await app.inject(attack.request), app.graphql.schema), [], attack.family)
  }
  t.strictSame(executed, [])
})

t.test('the harmless neighbours of the attacks are answered', async t => {
  const { app } = await guardedApp()
  const neighbours: [string, string, object?][] = [
    ['ordinary list', ordinary],
    ['100 aliases', `{ members { nodes { ${Array.from({ length: 100 }, (_, at) => `a${at}: id`).join(' ')} } } }`],
    ['one field 50 times', `{ members { nodes { ${'id '.repeat(50)} } } }`],
    ['10 sign-ins', `mutation { ${Array.from({ length: 10 }, (_, at) => `a${at}: ${target.signIn}`).join(' ')} }`],
    ['largest page', '{ members(first: 100) { totalCount } }'],
    ['last alone', 'query($n: Int) { members(first: null, last: $n) { totalCount } }', { variables: { n: 5 } }],
    ['one of two operations', 'query A { __typename } query B { cost }', { operationName: 'B' }],
    ['__typename', '{ __typename members { __typename } }'],
    ['null members of the request', '{ __typename }', { variables: null, operationName: null, extensions: null }],
    ['rare Han and emoji', 'query($t: String) { memberSearch(text: $t) { id } }', { variables: { t: '𠮷野家 😀 ﷽' } }],
    ['BOM inside the document', '\ufeff{ __typename }'],
    [
      'long text in a variable',
      'query($t: String) { memberSearch(text: $t) { id } }',
      { variables: { t: '字'.repeat(90_000) } },
    ],
  ]
  for (const [name, query, more] of neighbours) {
    const answer = await ask(app, query, more)
    t.match(answer, { status: 200, errors: [] }, name)
  }
})

t.test('cost counts pages, nested lists multiply, variables are read at each request', async t => {
  const inspect = createInspector({ limits: { ...defaultLimits, cost: Number.POSITIVE_INFINITY }, introspection: true })
  const schema = buildSchema(sdl)
  const costOf = (query: string, variables = {}) => inspect({ query, variables, operationName: undefined }, schema).cost
  const cases: [string, number, object?][] = [
    ['{ __typename }', 1],
    ['{ members { totalCount } }', 20],
    ['{ members(first: 7) { nodes { id } edges { node { id } } } }', 7],
    ['{ members(last: 3) { nodes { sector { id } party { id } } } }', 9],
    ['{ members(first: 10) { nodes { dutyRecords(first: 5) { nodes { id member { id } } } } } }', 10 + 50 + 50],
    ['{ members(first: 2) { nodes { dutyRecords(first: 2) { nodes { evidence { id } } } } } }', 2 + 4 + 20],
    ['query($n: Int) { members(first: $n) { nodes { id } } }', 40, { n: 40 }],
    ['query($n: Int) { members(first: $n) { nodes { id } } }', 20, { n: null }],
    ['query($n: Int = 6) { members(first: $n) { nodes { id } } }', 6],
    ['query($ids: [ID!]!) { membersByIds(ids: $ids) { id sector { id } } }', 6, { ids: ['a', 'b', 'c'] }],
    ['{ membersByIds(ids: ["a", "b"]) { id } }', 2],
    ['{ a: members { nodes { id } } b: members { nodes { id } } }', 40],
    ['{ members { nodes { id } } members { nodes { fullName } } }', 20],
    ['{ members { nodes { ...A } } } fragment A on Member { sector { id } }', 40],
    ['{ members { nodes { ... on Node { ... on Member { sector { id } } } } } }', 40],
    ['{ __schema { types { fields { name } } } }', 1],
  ]
  for (const [query, cost, variables] of cases) t.equal(costOf(query, variables), cost, query)
  t.equal(costOf(cases[6]?.[0] ?? '', { n: 3 }), 3, 'a remembered document takes the new variables')

  const { app } = await guardedApp()
  t.match((await ask(app, ordinary)).data, { cost: 100 + 100 + 100 + 2_000 }, 'a resolver can tell the cost')
})

const times = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ')
const nested = (levels: number, open: string, inner: string, close: string) =>
  open.repeat(levels) + inner + close.repeat(levels)

/** For each limit a request of `size`: the limit itself passes, one more is refused by that rule. */
const edges: readonly (readonly [
  string,
  number,
  (size: number) => { query: string; variables?: Record<string, unknown> },
])[] = [
  ['QUERY_LENGTH', 32_768, size => ({ query: '{ cost } #'.padEnd(size, 'x') })],
  ['TOKENS', 4_000, size => ({ query: `{ cost(x: [${times(size - 9, () => '1')}]) }` })],
  ['NESTING', 50, size => ({ query: `{ cost(x: ${nested(size - 2, '[', '1', ']')}) }` })],
  ['DIRECTIVES', 50, size => ({ query: `{ cost ${times(size, () => '@include(if: true)')} }` })],
  [
    'SPREADS',
    200,
    size => ({
      query: `${times(10, at => `query Q${at} { ${times(at === 0 ? size - 180 : 20, () => '...A')} }`)} fragment A on Query { cost }`,
    }),
  ],
  [
    'FRAGMENTS',
    100,
    size => ({
      query: `{ ${times(size, at => `a${at % 20} { ...F${at} }`)} } ${times(size, at => `fragment F${at} on X { x }`)}`,
    }),
  ],
  ['OPERATIONS', 10, size => ({ query: times(size, at => `query Q${at} { cost }`) })],
  ['ALIASES', 100, size => ({ query: `{ members { ${times(size, at => `a${at}: totalCount`)} } }` })],
  [
    'FIELDS',
    2_000,
    size => ({
      query: `${times(10, op => `query Q${op} { ${times(4, at => `x${at} { ...F }`)} ${op === 0 ? times(size - 2_000, at => `y${at}`) : ''} }`)}
      fragment F on X { ${times(48, () => 'x')} }`,
    }),
  ],
  ['REPEATS', 50, size => ({ query: `{ members { ${times(size, () => 'totalCount')} } }` })],
  [
    'REPEATS',
    50,
    size => ({
      query: `{ ${times(size / 5 - (size % 5) / 5, () => `members { ${times(5, () => 'totalCount')} }`)} ${times(size % 5, () => 'members { totalCount }')} }`,
    }),
  ],
  ['DEPTH', 12, size => ({ query: `{ ${nested(size - 1, 'a {', 'a', '}')} }` })],
  ['ROOT_FIELDS', 20, size => ({ query: `{ ${times(size, at => `a${at}: cost`)} }` })],
  ['ROOT_FIELDS', 10, size => ({ query: `mutation { ${times(size, at => `a${at}: ${target.signIn}`)} }` })],
  ['PAGE_SIZE', 100, size => ({ query: `{ members(last: ${size}) { totalCount } }` })],
  [
    'COST',
    10_000,
    size => ({
      query: `{ members(first: 100) { nodes { dutyRecords(first: 99) { totalCount } } } ${times(size - 10_000, () => 'memberSearch { id }')} }`,
    }),
  ],
  [
    'VARIABLES_DEPTH',
    20,
    size => ({ query: '{ cost }', variables: { a: JSON.parse(nested(size - 1, '[', '1', ']')) } }),
  ],
  // 8 for the object, 1 for each of its eleven names.
  [
    'VARIABLES_SIZE',
    1_000_000,
    size => ({
      query: '{ cost }',
      variables: Object.fromEntries(
        [...'abcdefghijk'].map((name, at) => [name, 'x'.repeat(at < 9 ? 100_000 : at === 9 ? 90_000 : size - 990_019)]),
      ),
    }),
  ],
  ['STRING_LENGTH', 100_000, size => ({ query: '{ cost }', variables: { a: 'x'.repeat(size) } })],
]

function ruleOf(request: { query: string; variables?: Record<string, unknown> }): string | undefined {
  const inspect = createInspector({ limits: defaultLimits, introspection: false })
  const operationName = request.query.startsWith('query Q') ? 'Q0' : undefined
  try {
    inspect({ query: request.query, variables: request.variables ?? {}, operationName }, buildSchema(sdl))
    return undefined
  } catch (error) {
    return isHttpProblem(error) ? error.problem.errors[0]?.code : String(error)
  }
}

t.test('each limit passes its figure and refuses one more', t => {
  for (const [rule, limit, request] of edges) {
    t.equal(ruleOf(request(limit)), undefined, `${rule} ${limit}`)
    t.equal(ruleOf(request(limit + 1)), rule, `${rule} ${limit + 1}`)
  }
  t.end()
})

t.test('introspection is open where configured, at the depth tools need', async t => {
  const { app } = await guardedApp({ introspection: true })
  const { status, data } = await ask(app, getIntrospectionQuery({ oneOf: true, inputValueDeprecation: true }))
  t.equal(status, 200)
  t.match(data, { __schema: { queryType: { name: 'Query' } } })
})

t.test('errors speak Chinese unless English is preferred, and name rule and field', async t => {
  const { app } = await guardedApp()
  const query = '{ members { nodes { dutyRecords(first: 101) { totalCount } } } }'
  const {
    errors: [zh],
  } = await ask(app, query)
  t.match(zh, {
    message: '每页数量最多 100',
    extensions: { code: 'LIMIT_EXCEEDED', rule: 'PAGE_SIZE', field: ['members', 'nodes', 'dutyRecords', 'first'] },
  })
  const {
    errors: [en],
  } = await ask(app, query, { language: 'en-GB,en;q=0.9' })
  t.equal(en?.message, 'A page has at most 100 items')
  const text = 'query($t: String) { memberSearch(text: $t) { id } }'
  t.match(await ask(app, text, { variables: { t: { deep: ['ok', '\0'] } } }), {
    errors: [{ extensions: { rule: 'INVALID_TEXT', field: ['variables', 't', 'deep', '1'] } }],
  })
})

t.test('a limit can be set', async t => {
  const { app } = await guardedApp({ limits: { depth: 2 } })
  t.match(await ask(app, '{ members { nodes { id } } }'), { status: 400, errors: [{ extensions: { rule: 'DEPTH' } }] })
  t.equal((await ask(app, '{ members { totalCount } }')).status, 200)
})

t.test('the same limits hold for the documents of a WebSocket', t => {
  const check = createOperationCheck({ introspection: false })
  const schema = buildSchema(sdl)
  t.match(check(schema, 'query($n: Int) { members(first: $n) { totalCount } }'), { cost: 20, kind: 'query' })
  for (const query of [
    '{ members(first: 101) { totalCount } }',
    '{ __schema { description } }',
    `{ ${'a {'.repeat(60)}`,
  ]) {
    t.throws(() => check(schema, query), Object.assign(new Error(), { statusCode: 400, message: /./ }), query)
  }
  t.end()
})

t.test('the guard leaves other routes alone', async t => {
  const { app } = await guardedApp()
  t.equal((await app.inject({ method: 'GET', url: '/other' })).statusCode, 404)
})

t.test('whatever the text, the answer is a GraphQL answer and never a 5xx', async t => {
  const { app } = await guardedApp()
  const piece = fc.constantFrom(
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '...',
    '@',
    ':',
    '$',
    '!',
    '"',
    '"""',
    'members',
    'nodes',
    'id',
    'on',
    'fragment',
    'query',
    'mutation',
    'first',
    '1',
    '-',
    '1e9',
    '#',
    '\\u',
    'Member',
    '&',
    '|',
    '=',
  )
  const property = fc.asyncProperty(
    fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 40 }),
    async parts => {
      const { status, body } = await ask(app, parts.join(' '))
      return status < 500 && (status === 200 || Buffer.byteLength(body) < 2_048)
    },
  )
  await t.resolves(fc.assert(property, { numRuns: 300 }))
})

t.test('a request that only calls itself an upgrade does not pass for one', async t => {
  const { app, executed } = await guardedApp({ websocket: true })
  const answer = await app.inject({
    method: 'GET',
    url: '/graphql?query={members{totalCount}}',
    headers: { upgrade: 'websocket', connection: 'upgrade' },
  })
  t.match(answer.json(), { errors: [{ extensions: { code: 'METHOD_NOT_ALLOWED' } }] })
  t.equal(answer.statusCode, 405)
  t.strictSame(executed, [])
})

t.test('work grows no faster than the text', async t => {
  // Counted in calls of the schema's look-ups, never in time: the planner asks once for each expanded field.
  const schema = buildSchema(sdl)
  let asked = 0
  const counting = new Proxy(schema, {
    get(object, name, receiver) {
      if (name === 'getType') asked++
      const value: unknown = Reflect.get(object, name, receiver)
      return typeof value === 'function' ? value.bind(object) : value
    },
  })
  const inspect = createInspector({ limits: defaultLimits, introspection: false })
  const chain = (length: number) =>
    `{ ...F0 } ${Array.from({ length }, (_, at) => `fragment F${at} on Query { ...F${at + 1} }`).join(' ')} fragment F${length} on Query { cost }`
  const counts = [10, 20, 40, 80].map(length => {
    asked = 0
    inspect({ query: chain(length), variables: {}, operationName: undefined }, counting)
    return asked
  })
  t.strictSame(counts, [11, 21, 41, 81])
})
