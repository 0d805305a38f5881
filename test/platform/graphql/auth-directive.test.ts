import { buildSchema, type GraphQLSchema, parse, subscribe } from 'graphql'
import t from 'tap'
import {
  assertProtected,
  type GateViewer,
  guardedFields,
  protectSchema,
} from '../../../src/platform/graphql/auth-directive.ts'
import { ask, guardedApp, sdl } from './guarded-app.ts'

const account = (...permissions: string[]): GateViewer => ({ kind: 'account', has: name => permissions.includes(name) })

t.test('the gate asks for nothing, an account or a permission', async t => {
  const cases: [string, GateViewer | undefined, { own: number; guarded: number }][] = [
    ['no viewer in the context', undefined, { own: 401, guarded: 401 }],
    ['anonymous, whatever it says it has', { kind: 'anonymous', has: () => true }, { own: 401, guarded: 401 }],
    ['account', account('OTHER'), { own: 200, guarded: 403 }],
    ['account with the permission', account('MEMBER_READ'), { own: 200, guarded: 200 }],
  ]
  for (const [name, viewer, expected] of cases) {
    const { app, executed } = await guardedApp(viewer ? { viewer } : {})
    const answers = { own: await ask(app, '{ own }'), guarded: await ask(app, '{ x: guarded }') }
    t.equal(answers.own.status, expected.own, name)
    t.equal(answers.guarded.status, expected.guarded, name)
    const allowed = Object.entries(expected).flatMap(([field, status]) => (status === 200 ? [field] : []))
    t.strictSame(executed, allowed, `${name}: a refused resolver is not called`)
    t.equal((await ask(app, '{ cost }')).status, 200, `${name}: public`)
  }
})

t.test('the refusals are coded and in the reader’s language', async t => {
  const { app } = await guardedApp()
  const answer = await ask(app, '{ own }')
  t.match(answer, { errors: [{ message: '请先登录', extensions: { code: 'UNAUTHENTICATED', requestId: /.+/ } }] })
  t.equal(answer.headers['www-authenticate'], 'Bearer')
  const refused = await guardedApp({ viewer: account() })
  t.match(await ask(refused.app, '{ guarded }', { language: 'en' }), {
    errors: [{ message: 'You lack the permission for this', extensions: { code: 'FORBIDDEN' } }],
  })
})

function withResolvers(text: string, fields: Record<string, string[]>): GraphQLSchema {
  const schema = buildSchema(`
    directive @auth(requires: Permission) on FIELD_DEFINITION
    directive @public on FIELD_DEFINITION
    enum Permission { A }
    ${text}`)
  for (const [type, names] of Object.entries(fields)) {
    const found = schema.getType(type)
    for (const name of names) {
      if (!found || !('getFields' in found)) throw new Error(`no ${type}`)
      Object.assign(found.getFields()[name] ?? {}, { resolve: () => name, subscribe: () => name })
    }
  }
  return schema
}

t.test('boot fails and names every root field without exactly one gate or without a resolver', t => {
  const schema = withResolvers(
    `type Query { a: Int @public, b: Int, c: Int @auth @public, d: Int @auth }
     type Mutation { e: Int }
     extend type Mutation { f: Int @auth(requires: A) }
     type Subscription { g: Int }`,
    { Query: ['a', 'b', 'c'], Mutation: ['e', 'f'], Subscription: ['g'] },
  )
  t.throws(() => protectSchema(schema), {
    message: [
      'Schema without protection:',
      'Query.b needs exactly one of @auth and @public',
      'Query.c needs exactly one of @auth and @public',
      'Query.d has no resolver',
      'Mutation.e needs exactly one of @auth and @public',
      'Subscription.g needs exactly one of @auth and @public',
    ].join('\n'),
  })
  t.end()
})

t.test('a resolver put in place later is noticed', t => {
  const schema = withResolvers('type Query { a: Int @auth }', { Query: ['a'] })
  t.throws(() => assertProtected(schema), /Query\.a stands outside the gate/)
  protectSchema(schema)
  const gated = schema.getQueryType()?.getFields().a?.resolve
  t.doesNotThrow(() => assertProtected(schema))
  protectSchema(schema)
  t.equal(schema.getQueryType()?.getFields().a?.resolve, gated, 'protecting twice changes nothing')
  Object.assign(schema.getQueryType()?.getFields().a ?? {}, { resolve: () => 1 })
  t.throws(() => assertProtected(schema), /Query\.a/)
  t.end()
})

t.test('a subscription is refused when it is opened', async t => {
  const schema = withResolvers('type Query { a: Int @public } type Subscription { s: Int @auth }', {
    Query: ['a'],
    Subscription: ['s'],
  })
  protectSchema(schema)
  const answer = await subscribe({ schema, document: parse('subscription { s }'), contextValue: {} })
  t.match(answer, { errors: [{ originalError: { code: 'UNAUTHENTICATED' } }] })
})

t.test('the matrix has a row for every root field and every guarded field', t => {
  const rows = guardedFields(buildSchema(sdl))
  const named = rows.map(({ type, field }) => `${type}.${field}`)
  for (const field of ['Query.members', 'Query.own', 'Query.guarded', 'Mutation.sessionSignIn', 'Member.phone']) {
    t.ok(named.includes(field), field)
  }
  t.match(
    rows.find(({ field }) => field === 'phone'),
    { requirement: { kind: 'permission', name: 'MEMBER_READ' } },
  )
  t.match(rows.find(({ field }) => field === 'own')?.requirement, { kind: 'account' })
  t.match(rows.find(({ field }) => field === 'members')?.requirement, { kind: 'public' })
  t.end()
})
