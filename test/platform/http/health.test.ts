import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { registerHealth } from '../../../src/platform/http/health.ts'
import { registerMetrics } from '../../../src/platform/http/metrics.ts'
import { logSink, quiet, server } from './fixture.ts'

t.test('ready when all checks pass; failing ones are named, their reasons only logged', async t => {
  const sink = logSink()
  const app = await server(t, { config: { ...quiet, LOG_LEVEL: 'info' }, log: sink })
  let databaseIsUp = true
  const database = async () => {
    if (!databaseIsUp) throw new Error('no route to db.internal')
  }
  registerHealth(app, {
    keep: -1,
    checks: [
      { name: 'database', check: database },
      { name: 'files', check: async () => 0 },
    ],
  })
  t.same((await app.inject('/livez')).json(), { status: 'ok' })
  t.match(await app.inject('/readyz'), { statusCode: 200, body: '{"status":"ok","failing":[]}' })
  databaseIsUp = false
  t.match(await app.inject('/readyz'), { statusCode: 503, body: '{"status":"failing","failing":["database"]}' })
  t.match(
    sink.entries().find(e => e.check === 'database'),
    { level: 'warn', err: { message: 'no route to db.internal' } },
  )
  t.equal((await app.inject('/livez')).statusCode, 200, 'alive all the same')
  databaseIsUp = true
  t.equal((await app.inject('/readyz')).statusCode, 200)
})

t.test('a check that never answers counts as failed', async t => {
  const app = await server(t)
  registerHealth(app, { checks: [{ name: 'frozen', check: () => new Promise(() => {}), timeout: 20 }] })
  t.match(await app.inject('/readyz'), { statusCode: 503, body: '{"status":"failing","failing":["frozen"]}' })
})

t.test('probes asked at once or soon after one another share one run of the checks', async t => {
  const app = await server(t)
  let runs = 0
  const check = async () => {
    runs++
    await sleep(20)
  }
  registerHealth(app, { keep: 60_000, checks: [{ name: 'database', check }] })
  await Promise.all(Array.from({ length: 20 }, () => app.inject('/readyz')))
  await app.inject('/readyz')
  t.equal(runs, 1)
})

t.test('metrics count by route and class, never by address', async t => {
  const app = await server(t)
  registerMetrics(app)
  app.get('/members/:id', async () => ({}))
  for (const id of ['a1', 'b2', 'c3']) await app.inject(`/members/${id}`)
  await app.inject('/missing-one')
  await app.inject({ method: 'DELETE', url: '/members/a1' })
  const { body, headers } = await app.inject('/metrics')
  t.match(headers['content-type'], /^text\/plain; version=0\.0\.4/)
  t.match(body, /http_request_duration_seconds_count\{method="GET",route="\/members\/:id",status="2xx"\} 3\n/)
  t.match(body, /http_request_duration_seconds_count\{method="GET",route="unmatched",status="4xx"\} 1\n/)
  t.match(body, /http_problems_total\{code="METHOD_NOT_ALLOWED"\} 1\n/)
  t.match(body, /http_requests_in_flight 1\n/)
  t.match(body, /nodejs_eventloop_lag_p99_seconds/)
  t.match(body, /process_resident_memory_bytes/)
  t.notMatch(body, /missing-one|a1|b2/)
})

t.test('metrics without a token are for this machine only', async t => {
  const app = await server(t)
  registerMetrics(app)
  const statusFor = async (remoteAddress: string, headers = {}) =>
    (await app.inject({ url: '/metrics', remoteAddress, headers })).statusCode
  for (const local of ['127.0.0.1', '127.0.0.2', '::1', '::ffff:127.0.0.1']) t.equal(await statusFor(local), 200, local)
  for (const other of ['203.0.113.5', '10.0.0.8', '::2', '::ffff:10.127.0.1'])
    t.equal(await statusFor(other), 404, other)
  t.equal(await statusFor('127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }), 404, 'through a proxy')
})

t.test('metrics with a token ask everyone for it', async t => {
  const app = await server(t)
  registerMetrics(app, { token: 'metrics-secret-1' })
  const statusFor = async (authorization?: string) =>
    (await app.inject({ url: '/metrics', headers: authorization === undefined ? {} : { authorization } })).statusCode
  t.equal(await statusFor(), 401)
  t.equal(await statusFor('Bearer metrics-secret-2'), 401)
  t.equal(await statusFor('Bearer metrics-secret-1x'), 401)
  t.equal(await statusFor('Basic metrics-secret-1'), 401)
  t.equal(await statusFor('Bearer metrics-secret-1'), 200)
})
