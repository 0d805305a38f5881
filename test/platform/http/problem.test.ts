import { DrizzleQueryError } from 'drizzle-orm'
import t from 'tap'
import { Type } from 'typebox'
import { ApiError, Refused, userError } from '../../../src/kernel/user-error.ts'
import { httpProblem } from '../../../src/platform/http/problem-types.ts'
import type { TypeBoxProvider } from '../../../src/platform/http/validation.ts'
import { listen, logSink, quiet, rawExchange, server } from './fixture.ts'

const SECRET = 'select-phone-13812345678'

const databaseError = (code: string) =>
  new DrizzleQueryError(
    `insert into members values ('${SECRET}')`,
    [SECRET],
    Object.assign(new Error(`duplicate ${SECRET}`), {
      code,
      severity: 'ERROR',
      constraint: 'members_pkey',
      table: 'members',
      detail: SECRET,
    }),
  )

const thrown: Record<string, unknown> = {
  unauthenticated: new ApiError('UNAUTHENTICATED', '请先登录', 'Sign in first'),
  field: new ApiError('BAD_REQUEST', '日期有误', 'Bad date', { field: ['input', 'date'] }),
  conflict: new ApiError('CONFLICT', '正在处理', 'Still running'),
  busy: new ApiError('UNAVAILABLE', '忙', 'Busy', { retryAfter: 1.2 }),
  refused: new Refused(
    userError('TOO_LONG', 'title', '最多 10 个字', 'At most 10 characters'),
    userError('REQUIRED', 'unit', '必填', 'Required'),
  ),
  gone: httpProblem(410, 'GONE', '已过期', 'Expired', { headers: { 'x-why': 'old' } }),
  library: Object.assign(new Error(`library says ${SECRET}`), { statusCode: 418 }),
  unexpected: new TypeError(`cannot read ${SECRET}`),
  string: 'a thrown string',
  duplicate: databaseError('23505'),
  shutdown: databaseError('57P01'),
  deadlock: databaseError('40P01'),
  refusedConnection: Object.assign(new AggregateError([], 'x'), { code: 'ECONNREFUSED' }),
}

t.test('each error has its status, code and words, and nothing else', async t => {
  const sink = logSink()
  const app = await server(t, { config: { ...quiet, LOG_LEVEL: 'info' }, log: sink })
  for (const [name, error] of Object.entries(thrown)) {
    app.get(`/${name}`, async () => {
      throw error
    })
  }
  const ask = async (name: string, language = 'zh-CN') => {
    const headers = { 'accept-language': language, 'x-request-id': `test-${name}` }
    const answer = await app.inject({ url: `/${name}`, headers })
    t.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8', `${name}: type`)
    t.notMatch(answer.body, /13812345678|insert into|at \w/, `${name}: no internals`)
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
  }
  const base = (name: string, status: number, code: string) => ({
    type: 'about:blank',
    status,
    code,
    requestId: `test-${name}`,
  })
  t.same((await ask('unauthenticated')).body, {
    ...base('unauthenticated', 401, 'UNAUTHENTICATED'),
    title: '未登录',
    detail: '请先登录',
  })
  t.same((await ask('unauthenticated', 'en')).body, {
    ...base('unauthenticated', 401, 'UNAUTHENTICATED'),
    title: 'Unauthorized',
    detail: 'Sign in first',
  })
  t.same((await ask('field')).body.errors, [{ code: 'BAD_REQUEST', field: ['input', 'date'], message: '日期有误' }])
  t.equal((await ask('conflict')).status, 409)
  const busy = await ask('busy')
  t.equal(busy.status, 503)
  t.equal(busy.headers['retry-after'], '2')
  const refused = await ask('refused', 'en-GB')
  t.equal(refused.status, 422)
  t.equal(refused.headers['content-language'], 'en')
  t.same(refused.body.errors, [
    { code: 'TOO_LONG', field: ['title'], message: 'At most 10 characters' },
    { code: 'REQUIRED', field: ['unit'], message: 'Required' },
  ])
  const gone = await ask('gone')
  t.match(gone, { status: 410, headers: { 'x-why': 'old' }, body: { code: 'GONE', detail: '已过期' } })
  t.match(await ask('library'), { status: 418, body: { code: 'BAD_REQUEST' } })
  for (const name of ['unexpected', 'string', 'duplicate']) {
    t.match(await ask(name, 'en'), { status: 500, body: { code: 'INTERNAL', title: 'Internal Server Error' } }, name)
  }
  for (const name of ['shutdown', 'deadlock', 'refusedConnection']) {
    t.match(await ask(name), { status: 503, headers: { 'retry-after': '1' }, body: { code: 'UNAVAILABLE' } }, name)
  }

  t.notMatch(sink.text(), /13812345678|insert into/, 'the log has no statement, parameter or row')
  const failure = sink.entries().find(e => e.msg === 'request failed' && e.requestId === 'test-duplicate')
  t.match(failure.err.cause, { code: '23505', constraint: 'members_pkey', table: 'members' }, 'but what is needed')
  t.match(failure.err.stack, /problem\.test\.ts/)
})

t.test('unknown paths, wrong methods, bodies that are refused', async t => {
  const app = await server(t)
  let handled = 0
  app.post('/things/:id', async () => ({ handled: ++handled }))
  app.delete('/things/:id', async () => ({ handled: ++handled }))
  const post = (payload: string | Buffer, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    app.inject({ method: 'POST', url: '/things/1', payload, headers })
  t.match((await app.inject('/nothing')).json(), { status: 404, code: 'NOT_FOUND' })
  const wrong = await app.inject({ method: 'PUT', url: '/things/1?x=1' })
  t.match(wrong.json(), { status: 405, code: 'METHOD_NOT_ALLOWED' })
  t.equal(wrong.headers.allow, 'DELETE, POST')
  t.match((await post('{"a":1,"a":2}')).json(), {
    status: 400,
    errors: [{ code: 'JSON_DUPLICATE_NAME', field: ['body'] }],
  })
  t.match((await post(`${'"'.padEnd(1024 * 1024, 'x')}"`)).json(), { status: 413, code: 'TOO_LARGE' })
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=gbk',
  ]) {
    t.match((await post('{}', { 'content-type': type })).json(), { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' }, type)
  }
  for (const encoding of ['gzip', 'br', 'deflate, gzip', 'zstd']) {
    const answer = await post('x', { 'content-type': 'application/json', 'content-encoding': encoding })
    t.match(answer.json(), { status: 415 }, encoding)
    t.equal(answer.headers['accept-encoding'], 'identity')
  }
  t.match((await app.inject('/%zz')).json(), { status: 400, code: 'BAD_REQUEST' }, 'a bad address')
  t.equal(handled, 0, 'no handler ran')
  t.match((await post('{}')).json(), { handled: 1 })
  t.match((await post('{}', { 'content-type': 'application/json; charset=UTF-8' })).json(), { handled: 2 })
})

t.test('schema errors name the field and the rule; a JSON body is not converted', async t => {
  const app = await server(t)
  const Body = Type.Object(
    {
      name: Type.String({ maxLength: 3 }),
      count: Type.Integer({ minimum: 1 }),
      'a/b': Type.Optional(Type.Array(Type.Boolean())),
    },
    { additionalProperties: false },
  )
  const Query = Type.Object({ page: Type.Integer({ minimum: 1, default: 1 }), full: Type.Optional(Type.Boolean()) })
  const routes = app.withTypeProvider<TypeBoxProvider>()
  routes.post('/x', { schema: { body: Body, querystring: Query } }, async ({ body, query }) => ({ body, query }))
  const post = async (url: string, payload: object, language = 'zh') =>
    (await app.inject({ method: 'POST', url, payload, headers: { 'accept-language': language } })).json()
  t.same(await post('/x?page=3&full=true', { name: '张三', count: 2 }), {
    body: { name: '张三', count: 2 },
    query: { page: 3, full: true },
  })
  t.match((await post('/x', { name: 'a', count: 1 })).query, { page: 1 })
  const bad = await post('/x', { name: '一二三四', 'a/b': [true, 'no'], extra: 1 })
  t.equal(bad.status, 400)
  const sorted = bad.errors.toSorted((a: { code: string }, b: { code: string }) => a.code.localeCompare(b.code))
  t.same(sorted, [
    { code: 'REQUIRED', field: ['count'], message: '必填' },
    { code: 'TOO_LONG', field: ['name'], message: '不得多于 3 个字符' },
    { code: 'UNKNOWN_FIELD', field: ['extra'], message: '没有这个字段' },
    { code: 'WRONG_TYPE', field: ['a/b', '1'], message: '必须是 boolean' },
  ])
  t.match((await post('/x', { name: 'a', count: '2' }, 'en')).errors, [
    { code: 'WRONG_TYPE', field: ['count'], message: 'must be integer' },
  ])
  t.match((await post('/x?page=0', { name: 'a', count: 1 })).errors, [{ code: 'TOO_SMALL', field: ['page'] }])
  t.match((await post('/x?page=x', { name: 'a', count: 1 })).errors, [{ code: 'WRONG_TYPE', field: ['page'] }])
  t.match((await post('/x', [])).errors, [{ code: 'WRONG_TYPE', field: ['body'] }])
})

t.test('bytes that are no request get a problem too, and the connection ends', async t => {
  const app = await server(t)
  const { port } = await listen(app)
  t.match(await rawExchange(port, 'NONSENSE\r\n\r\n'), /^HTTP\/1\.1 400 [\s\S]*"code":"BAD_REQUEST"/)
  const long = `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`
  t.match(await rawExchange(port, long), /^HTTP\/1\.1 431 [\s\S]*"code":"HEADERS_TOO_LARGE"/)
})
