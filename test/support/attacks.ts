import { gzipSync } from 'node:zlib'
import type { InjectOptions } from 'fastify'
import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql'

/** What the attacks need to know of a schema; everything else they make themselves. */
export interface AttackTarget {
  /** A connection field of Query that takes `first` and `last`, such as `members`. */
  readonly page: string
  /** A leaf of its records, such as `id`. */
  readonly leaf: string
  /** Puts a selection of the record below one of its own pages of 100, so that pages nest without end. */
  readonly nest: (inner: string) => string
  /** A mutation that takes a guess at a password, with its selection. */
  readonly signIn: string
  /** A root field with one text variable `$text: String`, such as `search(text: $text) { id }`. */
  readonly textField: string
  /** A root field with one variable `$number: Int`, such as `members(first: $number) { totalCount }`. */
  readonly intField: string
  /** A name close to one of Query's fields. */
  readonly nearMiss: string
}

export interface Attack {
  /** The family of the security targets. */
  readonly family: string
  readonly request: InjectOptions
  /** What `extensions.code` must be; any when left out. */
  readonly code?: string
  readonly status?: number
}

const repeat = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ')

const post = (payload: object | string | Buffer, headers: Record<string, string> = {}): InjectOptions => ({
  method: 'POST',
  url: '/graphql',
  headers: { 'content-type': 'application/json', ...headers },
  payload,
})

const attack = (family: string, query: string, code = 'LIMIT_EXCEEDED', rest: object = {}): Attack => ({
  family,
  request: post({ query, ...rest }),
  code,
  status: 400,
})

/** Every family that a single HTTP request can try, for any schema. Each must be refused before execution. */
export function attacksOn(target: AttackTarget): Attack[] {
  return [
    ...repetition(target),
    ...depth(target),
    ...fragments(target),
    ...pages(target),
    ...texts(target),
    ...values(target),
    ...envelopes(),
    ...documents(target),
  ]
}

function repetition({ page, leaf, signIn }: AttackTarget): Attack[] {
  const one = `${page} { nodes { ${leaf} } }`
  return [
    attack('101 aliases of __typename', `{ ${repeat(101, at => `a${at}: __typename`)} }`),
    attack('101 aliases of a field', `{ ${repeat(101, at => `a${at}: ${one}`)} }`),
    attack('14 aliases of sign-in', `mutation { ${repeat(14, at => `a${at}: ${signIn}`)} }`),
    attack('one field 500 times', `{ ${page} { nodes { ${repeat(500, () => leaf)} } } }`),
    attack('one field 5,000 times', `{ ${page} { nodes { ${repeat(5_000, () => leaf)} } } }`),
    attack('one root field 500 times', `{ ${repeat(500, () => one)} }`),
    attack('3,000 overlapping selections', `{ ${repeat(3_000, () => '__typename')} }`),
    attack('3,000 overlapping selections with arguments', `{ ${repeat(3_000, at => `x: ${page}(first: ${at + 1})`)} }`),
    attack('60 fields of 60 fields each', `{ ${repeat(60, () => `${page} { ${repeat(60, () => 'totalCount')} }`)} }`),
    attack('1,000 known directives', `{ __typename ${repeat(1_000, () => '@include(if: true)')} }`),
    attack('1,000 unknown directives', `{ __typename ${repeat(1_000, at => `@d${at}`)} }`),
  ]
}

function depth({ page, leaf, nest }: AttackTarget): Attack[] {
  let recursive = leaf
  for (let level = 0; level < 15; level++) recursive = nest(recursive)
  const chain = (at: number) => (at === 14 ? leaf : nest(`...F${at + 1}`))
  const typed = repeat(15, at => `fragment F${at} on Unknown { ${chain(at)} }`)
  return [
    attack('depth by recursion', `{ ${page} { nodes { ${recursive} } } }`),
    attack('depth by fragments only', `{ ${page} { nodes { ...F0 } } } ${typed}`),
    attack('depth of unknown fields', `{ ${repeat(40, () => 'a {')} b ${repeat(40, () => '}')} }`),
    attack('5,000 nested selections', `{ ${repeat(5_000, () => 'a {')} b ${repeat(5_000, () => '}')} }`),
    attack(
      '5,000 nested brackets in a literal',
      `{ ${page}(first: ${'['.repeat(5_000)}1${']'.repeat(5_000)}) { totalCount } }`,
    ),
    attack(
      '5,000 nested objects in a literal',
      `{ ${page}(first: ${'{a:'.repeat(5_000)}1${'}'.repeat(5_000)}) { totalCount } }`,
    ),
    attack('5,000 nested brackets in a type', `query($a: ${'['.repeat(5_000)}Int${']'.repeat(5_000)}) { __typename }`),
  ]
}

function fragments({ page, leaf }: AttackTarget): Attack[] {
  const doubling = repeat(20, at => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`)
  const wide = repeat(20, at => `fragment F${at} on Query { a${at}: __typename ...F${at + 1} ...F${at + 1} }`)
  return [
    attack('fragment cycle of one', '{ ...A } fragment A on Query { ...A }', 'BAD_REQUEST'),
    attack(
      'fragment cycle of two',
      '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
      'BAD_REQUEST',
    ),
    attack('unused fragment cycle', '{ __typename } fragment A on Query { ...A }', 'BAD_REQUEST'),
    attack('unused fragment', '{ __typename } fragment A on Query { __typename }', 'BAD_REQUEST'),
    attack('1,000 unused fragments', `{ __typename } ${repeat(1_000, at => `fragment F${at} on Q{a}`)}`),
    attack('fragments that double, of nothing', `{ ...F0 } ${doubling}`),
    attack('fragments that double', `{ ...F0 } ${wide} fragment F20 on Query { ${page} { nodes { ${leaf} } } }`),
    attack('fragment spread 1,000 times', `{ ${repeat(1_000, () => '...A')} } fragment A on Query { __typename }`),
  ]
}

function pages({ page, leaf, nest }: AttackTarget): Attack[] {
  const list = (args: string) => `{ ${page}(${args}) { nodes { ${leaf} } } }`
  const withVariable = `query($n: Int) { ${page}(first: $n) { nodes { ${leaf} } } }`
  let nested = leaf
  for (let level = 0; level < 3; level++) nested = nest(nested)
  return [
    attack('first 99999999', list('first: 99999999')),
    attack('first -1', list('first: -1'), 'BAD_REQUEST'),
    attack('first 0', list('first: 0'), 'BAD_REQUEST'),
    attack('last 101', list('last: 101')),
    attack('both first and last', list('first: 1, last: 1'), 'BAD_REQUEST'),
    attack('first 99999999 by variable', withVariable, 'LIMIT_EXCEEDED', { variables: { n: 99_999_999 } }),
    attack('first -1 by variable', withVariable, 'BAD_REQUEST', { variables: { n: -1 } }),
    attack('first by default of a variable', withVariable.replace('Int', 'Int = 101')),
    attack('nested lists of 100', `{ ${page}(first: 100) { nodes { ${nested} } } }`),
  ]
}

function texts({ page, textField }: AttackTarget): Attack[] {
  const query = `query($text: String) { ${textField} }`
  const text = (family: string, value: string): Attack =>
    attack(family, query, 'BAD_REQUEST', { variables: { text: value } })
  return [
    text('NUL in a variable', 'a\0b'),
    // A literal escape, as JSON.stringify would write one itself: well-formed JSON, ill-formed text.
    {
      ...text('lone surrogate in a variable', ''),
      request: post(`{"query":${JSON.stringify(query)},"variables":{"text":"\\ud800"}}`),
    },
    attack('NUL in a literal', `{ ${page}(after: "\\u0000") { totalCount } }`, 'BAD_REQUEST'),
    attack('lone surrogate in a literal', `{ ${page}(after: "\\ud800") { totalCount } }`, 'GRAPHQL_PARSE_FAILED'),
    attack('text of 200 KB in a variable', query, 'LIMIT_EXCEEDED', { variables: { text: 'x'.repeat(200_000) } }),
    {
      family: 'text of 10 MB in a variable',
      request: post({ query, variables: { text: 'x'.repeat(10_000_000) } }),
      status: 413,
      code: 'TOO_LARGE',
    },
    {
      family: 'text of 10 MB in a literal',
      request: post({ query: `{ ${page}(after: "${'x'.repeat(10_000_000)}") { totalCount } }` }),
      status: 413,
      code: 'TOO_LARGE',
    },
    attack('text of 100 KB in a literal', `{ ${page}(after: "${'x'.repeat(100_000)}") { totalCount } }`),
  ]
}

function values({ intField, page }: AttackTarget): Attack[] {
  const query = `query($number: Int) { ${intField} }`
  const raw = (family: string, json: string, code?: string): Attack => ({
    family,
    request: post(`{"query":${JSON.stringify(query)},"variables":${json}}`),
    status: 400,
    ...(code === undefined ? {} : { code }),
  })
  const deep = (levels: number) => `{"number":${'['.repeat(levels)}1${']'.repeat(levels)}}`
  return [
    raw('1e309 in a variable', '{"number":1e309}', 'BAD_REQUEST'),
    raw('2^53+1 in a variable', '{"number":9007199254740993}'),
    raw('half a record in a variable', '{"number":1.5}'),
    raw('text for a number', '{"number":"1; drop table"}'),
    raw('variables of depth 30', deep(30), 'LIMIT_EXCEEDED'),
    raw('variables of depth 10,000', deep(10_000)),
    raw('__proto__ in variables', '{"__proto__":{"number":1}}'),
    raw('__proto__ by escape', '{"\\u005f_proto__":{"number":1}}'),
    raw('duplicate keys in variables', '{"number":1,"number":2}'),
    raw('variables as a list', '[1]', 'BAD_REQUEST'),
    attack('1e309 in a literal', `{ ${page}(first: 1e309) { totalCount } }`, 'BAD_REQUEST'),
  ]
}

function envelopes(): Attack[] {
  const body = JSON.stringify({ query: '{ __typename }' })
  const typed = (type: string): Attack => ({
    family: `content type ${type}`,
    request: post(body, { 'content-type': type }),
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  })
  const malformed = (family: string, payload: string | Buffer): Attack => ({
    family,
    request: post(payload),
    status: 400,
  })
  return [
    {
      family: 'GET',
      request: { method: 'GET', url: '/graphql?query={__typename}' },
      status: 405,
      code: 'METHOD_NOT_ALLOWED',
    },
    {
      family: 'GET disguised as upgrade',
      request: { method: 'GET', url: '/graphql?query={__typename}', headers: { upgrade: 'websocket' } },
      status: 405,
    },
    typed('text/plain'),
    typed('application/x-www-form-urlencoded'),
    typed('multipart/form-data; boundary=x'),
    typed('application/graphql'),
    typed('application/json; charset=gbk'),
    {
      family: 'gzip bomb',
      request: post(gzipSync(Buffer.alloc(50_000_000, 32)), { 'content-encoding': 'gzip' }),
      status: 415,
    },
    malformed('array of operations', JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }])),
    malformed('empty array', '[]'),
    malformed('duplicate keys', '{"query":"{ __typename }","query":"{ a }"}'),
    malformed('BOM', `\ufeff${body}`),
    malformed('not JSON', '{"query":'),
    malformed('not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
    malformed('no object', '"{ __typename }"'),
    malformed('null', 'null'),
    malformed('no query', '{}'),
    malformed('query of a wrong type', '{"query":["{ __typename }"]}'),
    malformed('member unknown', '{"query":"{ __typename }","persisted":true}'),
  ]
}

function documents({ nearMiss, page, leaf }: AttackTarget): Attack[] {
  const bad = (family: string, query: string, rest: object = {}): Attack => attack(family, query, 'BAD_REQUEST', rest)
  return [
    bad('wrong operationName', 'query A { __typename }', { operationName: 'B' }),
    bad('no operationName of two', 'query A { __typename } query B { __typename }'),
    bad('operationName of a prototype', 'query A { __typename }', { operationName: 'constructor' }),
    bad('type definition', 'type A { a: Int }'),
    bad('introspection', '{ __schema { types { name } } }'),
    bad('introspection by alias', '{ harmless: __schema { types { name } } }'),
    bad('introspection by fragment', '{ ...A } fragment A on Query { __schema { types { name } } }'),
    bad('introspection by inline fragment', '{ ... on Query { ... { x: __schema { types { name } } } } }'),
    bad('introspection of one type', '{ __type(name: "Query") { fields { name } } }'),
    attack('near-miss field name', `{ ${nearMiss} }`, 'GRAPHQL_VALIDATION_FAILED'),
    attack('near-miss argument', `{ ${page}(frist: 1) { totalCount } }`, 'GRAPHQL_VALIDATION_FAILED'),
    attack('near-miss leaf', `{ ${page} { nodes { ${leaf}x } } }`, 'GRAPHQL_VALIDATION_FAILED'),
    attack('near-miss fragment type', '{ ...A } fragment A on Qury { __typename }', 'GRAPHQL_VALIDATION_FAILED'),
    attack('no subselection', `{ ${page} }`, 'GRAPHQL_VALIDATION_FAILED'),
    attack('no GraphQL', 'select * from members', 'GRAPHQL_PARSE_FAILED'),
    attack('a tree as text', '{"kind":"Document","definitions":[]}', 'GRAPHQL_PARSE_FAILED'),
  ]
}

/** Why an answer to an attack is not as it must be; empty when it is. */
export function faultsOf(
  attack: Attack,
  answer: { readonly statusCode: number; readonly body: string },
  schema: GraphQLSchema,
): string[] {
  const faults: string[] = []
  const { statusCode, body } = answer
  if (statusCode < 400 || statusCode > 499) faults.push(`status ${statusCode}`)
  if (attack.status !== undefined && statusCode !== attack.status)
    faults.push(`status ${statusCode}, not ${attack.status}`)
  if (Buffer.byteLength(body) >= 2_048) faults.push(`${Buffer.byteLength(body)} bytes`)
  if (/\bat .+:\d+:\d+|node_modules|\.ts\b|Did you mean/.test(body)) faults.push('a stack or a suggestion')
  const [error] = errorsIn(body)
  if (!error?.extensions?.code || !error.extensions.requestId) faults.push('no code or no requestId')
  if (attack.code !== undefined && error?.extensions?.code !== attack.code) {
    faults.push(`code ${error?.extensions?.code}, not ${attack.code}`)
  }
  const leaked = leakedWords(body, JSON.stringify(attack.request.payload ?? ''), schema)
  if (leaked.length > 0) faults.push(`words of the schema: ${leaked.join(', ')}`)
  return faults
}

interface AnsweredError {
  readonly message?: string
  readonly extensions?: { readonly code?: string; readonly requestId?: string }
}

function errorsIn(body: string): readonly AnsweredError[] {
  try {
    const parsed: { errors?: readonly AnsweredError[] } = JSON.parse(body)
    return parsed.errors ?? []
  } catch {
    return []
  }
}

/** Names of the schema in the answer that the attacker did not write; plain English words are no evidence. */
function leakedWords(body: string, sent: string, schema: GraphQLSchema): string[] {
  const written = new Set(sent.match(/[_A-Za-z][_0-9A-Za-z]*/g))
  const answered = new Set(body.match(/[_A-Za-z][_0-9A-Za-z]*/g))
  return [...namesOf(schema)].filter(
    name => answered.has(name) && !written.has(name) && /^[A-Z]|[a-z][A-Z]|_/.test(name),
  )
}

const OWN_WORDS = new Set(['JSON', 'requestId', 'operationName', 'String', 'Boolean', 'Int', 'Float', 'ID'])

function namesOf(schema: GraphQLSchema): Set<string> {
  const names = new Set<string>()
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || OWN_WORDS.has(type.name)) continue
    names.add(type.name)
    if (isEnumType(type)) for (const { name } of type.getValues()) names.add(name)
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      names.add(field.name)
      if ('args' in field) for (const argument of field.args) names.add(argument.name)
    }
  }
  for (const word of OWN_WORDS) names.delete(word)
  return names
}
