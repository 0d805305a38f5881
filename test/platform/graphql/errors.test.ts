import { GraphQLError } from 'graphql'
import t from 'tap'
import { ApiError, Refused, userError } from '../../../src/kernel/user-error.ts'
import { cleanMessage } from '../../../src/platform/graphql/errors/redact.ts'
import { httpProblem } from '../../../src/platform/http/problem-types.ts'
import { ask, guardedApp } from './guarded-app.ts'

const SECRET = 'canary-13800138000'

/** As drizzle throws: the statement with its parameters in the message, PostgreSQL's answer as the cause. */
const databaseError = (code: string) => () =>
  Object.assign(new Error(`Failed query: insert into members values ($1)\nparams: ${SECRET}`), {
    query: 'insert',
    params: [SECRET],
    cause: Object.assign(new Error('duplicate key'), {
      code,
      constraint: 'members_phone_key',
      detail: `Key (phone)=(${SECRET}) already exists.`,
    }),
  })

const failures = {
  forbidden: () => new ApiError('FORBIDDEN', '无权查看', 'You may not see it'),
  field: () => new ApiError('BAD_REQUEST', '日期有误', 'Bad date', { field: ['input', 'date'] }),
  rate: () => new ApiError('RATE_LIMITED', '请求过于频繁', 'Too many requests', { retryAfter: 29.2 }),
  busy: () => new ApiError('UNAVAILABLE', '服务繁忙', 'Busy', { retryAfter: 2 }),
  locked: () => httpProblem(423, 'LOCKED', '已锁定', 'Locked'),
  refused: () => new Refused(userError('TOO_LONG', 'input.title', '最多 10 个字', 'At most 10 characters')),
  unique: databaseError('23505'),
  killed: databaseError('57P01'),
  plain: () => new Error(`something about ${SECRET}`),
  programming: () => new TypeError('x is not a function'),
  own: () => new GraphQLError(`graphql about ${SECRET}`),
  text: () => SECRET,
}

const one = (kind: string, alias = 'failure') => `${alias}: failure(kind: "${kind}")`

t.test('what a resolver throws becomes a coded error and, when nothing came of the request, its status', async t => {
  const { app } = await guardedApp({ failures })
  const cases: [keyof typeof failures, number, object][] = [
    ['forbidden', 403, { message: '无权查看', extensions: { code: 'FORBIDDEN' } }],
    ['field', 400, { extensions: { code: 'BAD_REQUEST', field: ['input', 'date'] } }],
    ['rate', 429, { extensions: { code: 'RATE_LIMITED' } }],
    ['busy', 503, { extensions: { code: 'UNAVAILABLE' } }],
    ['locked', 423, { extensions: { code: 'LOCKED' } }],
    [
      'refused',
      400,
      { message: '最多 10 个字', extensions: { code: 'BAD_REQUEST', rule: 'TOO_LONG', field: ['input', 'title'] } },
    ],
    ['unique', 500, { extensions: { code: 'INTERNAL' } }],
    ['killed', 503, { extensions: { code: 'UNAVAILABLE' } }],
    ['plain', 500, { message: '服务器内部错误，请凭请求编号联系管理员', extensions: { code: 'INTERNAL' } }],
    ['programming', 500, { extensions: { code: 'INTERNAL' } }],
    ['own', 500, { extensions: { code: 'INTERNAL' } }],
    ['text', 500, { extensions: { code: 'INTERNAL' } }],
  ]
  for (const [kind, status, error] of cases) {
    const answer = await ask(app, `{ ${one(kind)} }`)
    t.equal(answer.status, status, kind)
    t.match(answer.errors, [{ ...error, path: ['failure'] }], kind)
    t.match(answer.errors[0]?.extensions, { requestId: /.+/ }, kind)
    t.strictSame(answer.data, { failure: null }, kind)
    t.notMatch(answer.body, /canary|insert|members_phone_key|\.ts/, kind)
  }
  const rate = await ask(app, `{ ${one('rate')} }`)
  t.equal(rate.headers['retry-after'], '30', 'whole seconds, rounded up')
  t.match(await ask(app, `{ ${one('forbidden')} }`, { language: 'en' }), {
    errors: [{ message: 'You may not see it' }],
  })
})

t.test('the status speaks for the whole request only', async t => {
  const { app } = await guardedApp({ failures })
  t.match(await ask(app, `{ ${one('forbidden')} cost }`), { status: 200, data: { failure: null, cost: 1 } })
  t.match(await ask(app, `{ ${one('forbidden')} memberSearch { id } }`), { status: 200 }, 'a null that is an answer')
  t.match(await ask(app, `{ ${one('forbidden', 'a')} ${one('plain', 'b')} }`), { status: 500 }, 'the gravest')
  t.match(await ask(app, `{ ${one('forbidden', 'a')} ${one('field', 'b')} }`), { status: 403 }, 'else the first')
  t.match(await ask(app, '{ failureOfAll }'), {
    status: 500,
    data: null,
    errors: [{ extensions: { code: 'INTERNAL' } }],
  })
})

t.test('the log holds SQLSTATE, constraint and place, never a value', async t => {
  const { app, logged } = await guardedApp({ failures })
  for (const kind of ['unique', 'plain', 'own', 'text', 'programming']) await ask(app, `{ ${one(kind)} }`)
  const lines = logged.filter(line => line.includes('GraphQL request failed')).map(line => JSON.parse(line))
  t.equal(lines.length, 5)
  t.match(lines[0], {
    failure: { type: 'Error', sqlState: '23505', constraint: 'members_phone_key', frames: [/^at /] },
    reqId: /.+/,
  })
  t.match(lines[4], { failure: { type: 'TypeError', message: 'x is not a function' } })
  t.notMatch(logged.join(''), /canary/)
})

t.test('coercion of variables names the field and echoes no value', async t => {
  const { app, executed } = await guardedApp()
  const query = 'query($v: ValuesInput!) { echo(input: $v) }'
  const cases: [object, object][] = [
    [
      { moment: SECRET, requiredText: 'x' },
      { message: /^须为带时区的 RFC 3339/, extensions: { code: 'BAD_REQUEST', field: ['variables', 'v', 'moment'] } },
    ],
    [
      { points: 1.5, requiredText: 'x' },
      { message: /^须为文本形式的小数/, extensions: { field: ['variables', 'v', 'points'] } },
    ],
    [
      { requiredText: 5 },
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', field: ['variables', 'v', 'requiredText'] } },
    ],
    [
      {},
      {
        message: '查询不符合接口定义：v: Field "…" of required type "String!" was not provided.',
        extensions: { field: ['variables', 'v'] },
      },
    ],
    [{ requiredTxt: SECRET }, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
  ]
  for (const [v, error] of cases) {
    for (let time = 0; time < 3; time++) {
      const answer = await ask(app, query, { variables: { v } })
      t.match(answer, { status: 400, errors: [error] })
      t.notMatch(answer.body, /canary|Did you mean/)
    }
  }
  t.match(await ask(app, query), { status: 400, errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] })
  const nullable = 'query($s: String = "a") { failure(kind: $s) }'
  t.match(await ask(app, nullable, { variables: { s: null } }), { status: 400 }, 'null in a non-null place')
  t.strictSame(executed, [])
})

t.test('with the compiler of hot queries the same is refused', async t => {
  const { app, executed } = await guardedApp({ jit: true })
  const query = 'query($v: ValuesInput!) { echo(input: $v) }'
  for (let time = 0; time < 4; time++) {
    t.equal((await ask(app, query, { variables: { v: { requiredText: 'x' } } })).status, 200)
    await new Promise(resolve => setImmediate(resolve))
  }
  executed.length = 0
  for (const v of [null, [], 'x', { date: '2023-02-30', requiredText: 'x' }, { requiredText: null }, { other: 1 }]) {
    t.match(await ask(app, query, { variables: { v } }), { status: 400 })
  }
  t.strictSame(executed, [])
})

t.test('where the schema may be asked for, messages name it', async t => {
  const { app } = await guardedApp({ introspection: true })
  const { errors } = await ask(app, '{ membrs { totalCount } }', { language: 'en' })
  t.equal(errors[0]?.message, 'Cannot query field "membrs" on type "Query".', 'but suggests nothing')
})

t.test('an answer of many errors stays short', async t => {
  const { app } = await guardedApp()
  const answer = await ask(
    app,
    `{ ${Array.from({ length: 90 }, (_, at) => `unknownField${at}`.padEnd(200, 'x'))
      .slice(0, 20)
      .join(' ')} }`,
  )
  t.equal(answer.status, 400)
  t.ok(answer.errors.length > 1)
  t.ok(Buffer.byteLength(answer.body) < 2_048)
})

t.test('cleaning a message', t => {
  const clean = (message: string, words: string[] | null) =>
    cleanMessage(new GraphQLError(message), words && new Set(words)).text
  t.equal(
    clean('Cannot query field "nme" on type "Member". Did you mean "name"?', ['nme']),
    'Cannot query field "nme" on type "…".',
  )
  t.equal(clean('Field "Member.name" is odd', ['Member']), 'Field "Member.…" is odd')
  t.equal(clean('Expected "[String!]!"', []), 'Expected "[String!]!"')
  t.equal(clean('Cannot query field "nme" on type "Member".', null), 'Cannot query field "nme" on type "Member".')
  t.equal(clean(`"${'a'.repeat(500)}"`, null).length, 241)
  t.end()
})
