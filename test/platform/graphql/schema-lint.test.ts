import { readFileSync } from 'node:fs'
import t from 'tap'
import { breakingChanges, dangerousChanges, lintSchema } from '../../../src/platform/graphql/schema-lint.ts'
import { sdl } from './guarded-app.ts'

t.test('a schema that keeps the conventions', t => {
  t.strictSame(lintSchema(sdl), [])
  t.end()
})

/** Each case changes one place of the good schema and expects exactly these complaints. */
const cases: readonly (readonly [string, string | RegExp, string, readonly string[]])[] = [
  ['type described', '"Sector (界别)."\ntype', 'type', ['Sector: describe it']],
  [
    'type in Chinese',
    '"Sector (界别)."\ntype',
    '"Sector."\ntype',
    ['Sector: give the Chinese term in the description'],
  ],
  ['field described', '"Name (名称)."\n  sectorName', 'sectorName', ['Sector.sectorName: describe it']],
  ['argument described', '"Text (文本)." text', 'text', ['Query.memberSearch(text:): describe it']],
  [
    'enum value described',
    '"Wrong password (密码有误)."',
    '"Wrong."',
    ['ErrorCode.WRONG_PASSWORD: give the Chinese term in the description'],
  ],
  ['input field described', '"Required (必填)."', '', ['ValuesInput.requiredText: describe it']],
  [
    'list of the field',
    'evidence: [Sector!]!',
    'evidence: [Sector]!',
    ['DutyRecord.evidence: list items are non-null'],
  ],
  ['list of an argument', 'ids: [ID!]!', 'ids: [ID]!', ['Query.ids: list items are non-null']],
  ['enum value', 'WRONG_PASSWORD', 'wrongPassword', ['ErrorCode.wrongPassword: enum values are UPPER_SNAKE']],
  ['input name', /ValuesInput/g, 'ValuesData', ['ValuesData: inputs end with Input, Filter or Order']],
  ['id type', 'id: ID!\n  "Name (名称)."', 'id: ID\n  "Name (名称)."', ['Expected']],
  ['node', 'type Sector implements Node', 'type Sector', ['Sector: a type with an id implements Node']],
  ['reference', 'sectorName: String!', 'sectorId: ID!', ['Sector.sectorId: refer to the object, not to its id']],
  ['references', 'sectorName: String!', 'memberIds: [ID!]!', ['Sector.memberIds: refer to the object, not to its id']],
  ['gate missing', 'cost: Int! @public', 'cost: Int!', ['Query.cost: exactly one of @auth and @public']],
  ['two gates', 'own: String @auth', 'own: String @auth @public', ['Query.own: exactly one of @auth and @public']],
  [
    'two gates on a field',
    'phone: String @auth',
    'phone: String @public @auth',
    ['Member.phone: @auth or @public, not several'],
  ],
  ['guarded and non-null', 'phone: String @', 'phone: String! @', ['Member.phone: a guarded field is nullable']],
  ['connection', 'nodes: [DutyRecord!]!', 'nodes: [DutyRecord!]', ['DutyRecordConnection.nodes: it is [DutyRecord!]!']],
  ['edge', 'node: DutyRecord!', 'node: DutyRecord', ['DutyRecordEdge.node: it is DutyRecord!']],
  [
    'page arguments',
    ', "Count (数量)." last: Int, "Before (之前)." before: String): DutyRecordConnection!',
    '): DutyRecordConnection!',
    ['Member.dutyRecords: it takes last: Int', 'Member.dutyRecords: it takes before: String'],
  ],
  [
    'payload',
    'token: String\n',
    'token: String!\n',
    ['SessionSignInPayload.token: it is null when the command is refused'],
  ],
  [
    'user errors',
    'userErrors: [UserError!]!',
    'userErrors: [UserError!]',
    ["SessionSignInPayload.userErrors: it is [UserError!]! or the module's own [XUserError!]!"],
  ],
  ['user error', 'field: [String!]\n', 'field: String\n', ['UserError.field: it is [String!]']],
  ['user error code', 'code: ErrorCode!', 'code: ErrorCode', ['UserError.code: it is a non-null enum']],
  [
    'mutation verb first',
    'sessionSignIn(',
    'signInSession(',
    ['Mutation.signInSession: noun first, then a verb of the list, as memberUpdate'],
  ],
  [
    'mutation without a noun',
    'sessionSignIn(',
    'submit(',
    ['Mutation.submit: noun first, then a verb of the list, as memberUpdate'],
  ],
  [
    'mutation payload',
    'SessionSignInPayload! @public',
    'SessionSignInPayload @public',
    ['Mutation.sessionSignIn: it answers SessionSignInPayload!'],
  ],
  [
    'deprecation',
    'token: String\n',
    'token: String @deprecated\n',
    ['SessionSignInPayload.token: the reason reads "Use X. Removal after YYYY-MM-DD."'],
  ],
  [
    'deprecation date',
    'token: String\n',
    'token: String @deprecated(reason: "Use x. Removal after 2024-13-01.")\n',
    ['SessionSignInPayload.token: the reason reads "Use X. Removal after YYYY-MM-DD."'],
  ],
  [
    'deprecation well given',
    'token: String\n',
    'token: String @deprecated(reason: "Use `session`. Removal after 2025-01-31.")\n',
    [],
  ],
  ['no schema', 'type Query {', 'type Query {{', ['Syntax Error']],
  ['unknown type', 'sector: Sector\n', 'sector: Unknown\n', ['Unknown type "Unknown".']],
]

t.test('each convention', t => {
  for (const [name, from, to, complaints] of cases) {
    const changed = sdl.replace(from, to)
    t.not(changed, sdl, `${name}: the case changes something`)
    const found = lintSchema(changed)
    if (complaints[0] === 'Expected') t.match(found, ['Sector.id: its type is ID!'], name)
    else if (complaints[0] === 'Syntax Error') t.match(found, [/^Syntax Error/], name)
    else t.strictSame(found, complaints, name)
  }
  t.end()
})

t.test('extensions are put together with what they extend', t => {
  const extended = `${sdl}\nextend type Query { "More (更多)." more: Int }\nextend enum Permission { other }`
  t.strictSame(lintSchema(extended), [
    'Permission.other: describe it',
    'Permission.other: enum values are UPPER_SNAKE',
    'Query.more: exactly one of @auth and @public',
  ])
  t.end()
})

t.test('the service’s own schema keeps the conventions', t => {
  t.strictSame(lintSchema(readFileSync('schema.graphql', 'utf8')), [])
  t.end()
})

t.test('changes that clients feel', t => {
  const old = `
    type Query {
      a: Int
      b(x: Int): Int
      old: Int @deprecated(reason: "Use a. Removal after 2024-06-30.")
      bare: Int @deprecated
    }
    enum E { A B @deprecated(reason: "Use A. Removal after 2024-06-30.") }`
  const changed = (from: string, to: string, today = '2024-07-01') => breakingChanges(old, old.replace(from, to), today)
  t.strictSame(changed('a: Int', 'a: Int'), [])
  t.strictSame(changed('a: Int', 'a: Int, c: Int'), [])
  t.strictSame(changed('a: Int\n', ''), ['Query.a was removed.'])
  t.strictSame(changed('x: Int', 'x: Int!'), ['Query.b arg x has changed type from Int to Int!.'])
  t.strictSame(changed('A B', 'A C B'), [])
  t.strictSame(dangerousChanges(old, old.replace('A B', 'A C B')), ['C was added to enum type E.'])
  t.strictSame(changed('bare: Int @deprecated', ''), ['Query.bare was removed.'], 'never announced')
  const field = 'old: Int @deprecated(reason: "Use a. Removal after 2024-06-30.")'
  t.strictSame(changed(field, ''), [], 'after its announced date')
  t.strictSame(changed(field, '', '2024-06-30'), ['Query.old was removed.'], 'not yet')
  const value = ' B @deprecated(reason: "Use A. Removal after 2024-06-30.")'
  t.strictSame(changed(value, ''), [])
  t.strictSame(changed(value, '', '2024-06-30'), ['B was removed from enum type E.'])
  t.end()
})
