import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { listen, logSink, quiet, rawExchange, server } from './fixture.ts'

t.test('a sane request id is kept, any other replaced, and the log carries it', async t => {
  const sink = logSink()
  const app = await server(t, { config: { ...quiet, LOG_LEVEL: 'info' }, log: sink })
  app.get('/x', async request => {
    request.log.info('inside')
    return {}
  })
  const idFor = async (sent: string | undefined) => {
    const answer = await app.inject({ url: '/x', headers: sent === undefined ? {} : { 'x-request-id': sent } })
    return answer.headers['x-request-id']
  }
  t.equal(await idFor('phone-7f.3_A'), 'phone-7f.3_A')
  for (const bad of [
    undefined,
    'short',
    'a'.repeat(65),
    'with space',
    'newline\\n',
    '<script>alert',
    '中文编号中文编号',
  ]) {
    t.match(await idFor(bad), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/, String(bad))
  }
  const lines = sink.entries().filter(entry => entry.requestId === 'phone-7f.3_A')
  t.same(
    lines.map(entry => entry.msg),
    ['inside', 'request'],
  )
  t.match(lines[1], { method: 'GET', path: '/x', route: '/x', status: 200, ip: '127.0.0.1' })
})

t.test('answers of the API may not be kept, framed, sniffed or run', async t => {
  const app = await server(t)
  app.get('/x', async () => ({}))
  app.get('/kept', async (_request, reply) => reply.header('cache-control', 'private, max-age=60').send({}))
  for (const url of ['/x', '/missing']) {
    const { headers } = await app.inject(url)
    t.match(
      headers,
      {
        'cache-control': 'no-store',
        'content-security-policy':
          "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none';sandbox",
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      },
      url,
    )
    t.notOk(headers['strict-transport-security'], 'not promised over plain HTTP')
    t.notOk(headers['access-control-allow-origin'])
    t.notOk(headers['x-powered-by'])
  }
  t.equal((await app.inject('/kept')).headers['cache-control'], 'private, max-age=60')
  const secure = await server(t, { config: { ...quiet, PUBLIC_URL: 'https://zx.example.cn' } })
  t.match((await secure.inject('/x')).headers, { 'strict-transport-security': 'max-age=31536000' })
})

t.test('other origins read answers only when listed', async t => {
  const app = await server(t, { config: { ...quiet, CORS_ORIGINS: 'https://a.example.cn, https://b.example.cn' } })
  app.get('/x', async () => ({}))
  const allowed = async (origin: string) =>
    (await app.inject({ url: '/x', headers: { origin } })).headers['access-control-allow-origin']
  t.equal(await allowed('https://a.example.cn'), 'https://a.example.cn')
  t.equal(await allowed('https://b.example.cn'), 'https://b.example.cn')
  for (const origin of ['https://evil.example', 'https://a.example.cn.evil.example', 'null', 'http://a.example.cn']) {
    t.equal(await allowed(origin), undefined, origin)
  }
  const preflight = await app.inject({
    method: 'OPTIONS',
    url: '/x',
    headers: { origin: 'https://a.example.cn', 'access-control-request-method': 'PATCH' },
  })
  t.equal(preflight.statusCode, 204)
  t.match(preflight.headers['access-control-allow-methods'], /PATCH/)
})

t.test('the client address is taken from a proxy only when one is trusted', async t => {
  const headers = { 'x-forwarded-for': '203.0.113.9' }
  for (const [trust, expected] of [
    [false, '127.0.0.1'],
    [true, '203.0.113.9'],
  ] as const) {
    const app = await server(t, { config: { ...quiet, TRUST_PROXY: trust } })
    app.get('/ip', async request => ({ ip: request.ip }))
    t.same((await app.inject({ url: '/ip', headers })).json(), { ip: expected })
  }
})

t.test('slow clients', async t => {
  const app = await server(t, { timeouts: { headers: 300, body: 200, request: 2_000, idle: 700, checkEvery: 50 } })
  let handled = 0
  app.post('/x', async () => ({ handled: ++handled }))
  const { port } = await listen(app)
  const head = 'POST /x HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n'

  const slowBody = await rawExchange(port, head, '{"a"')
  t.match(slowBody, /^HTTP\/1\.1 408 [\s\S]*connection: close[\s\S]*"code":"TIMEOUT"/i, 'a body that never ends')
  const slowHeaders = await rawExchange(port, 'POST /x HTTP/1.1\r\nHost: x\r\n')
  t.match(slowHeaders, /^HTTP\/1\.1 408 [\s\S]*"code":"TIMEOUT"/, 'headers that never end')
  t.match(await rawExchange(port), /^HTTP\/1\.1 408 /, 'a connection that says nothing')
  const chunked = head.replace('Content-Length: 10', 'Transfer-Encoding: chunked')
  t.match(await rawExchange(port, chunked, '2\r\n{}\r\n'), /^HTTP\/1\.1 408 /, 'chunks that never end')
  t.equal(handled, 0)
  t.match(
    await rawExchange(port, head.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'), '{"a":', '[[]]}'),
    /"handled":1/,
  )
})

t.test('a client that goes away is logged and not counted as in flight', async t => {
  const sink = logSink()
  const app = await server(t, { config: { ...quiet, LOG_LEVEL: 'info' }, log: sink })
  const entered = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  app.get('/slow', async () => {
    entered.resolve()
    await release.promise
    return {}
  })
  const { port } = await listen(app)
  const socket = connect(port, '127.0.0.1')
  socket.write('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n')
  await entered.promise
  t.equal(app.requests.inFlight, 1)
  socket.destroy()
  while (app.requests.inFlight > 0) await sleep(5)
  t.match(sink.entries().at(-1), { msg: 'request aborted by the client', route: '/slow', status: 499 })
  release.resolve()
})

t.test('past the limit of requests in flight the next is shed at once; probes pass', async t => {
  const app = await server(t, { overload: { inFlight: 2, retryAfter: 7 } })
  const release = Promise.withResolvers<void>()
  const entered: (() => void)[] = []
  app.get('/slow', async () => {
    entered.shift()?.()
    await release.promise
    return { done: true }
  })
  app.get('/probe', { config: { probe: true } }, async () => ({ ok: true }))
  const { url } = await listen(app)
  const both = Promise.all([1, 2].map(() => new Promise<void>(resolve => void entered.push(resolve))))
  const slow = [fetch(`${url}/slow`), fetch(`${url}/slow`)]
  await both
  const shed = await fetch(`${url}/slow`)
  t.equal(shed.status, 503)
  t.equal(shed.headers.get('retry-after'), '7')
  t.match(await shed.json(), { code: 'UNAVAILABLE' })
  t.equal((await fetch(`${url}/probe`)).status, 200)
  release.resolve()
  for (const answer of await Promise.all(slow)) t.same(await answer.json(), { done: true })
  t.equal((await fetch(`${url}/slow`)).status, 200, 'and it takes requests again')
})

t.test('what a start takes is no overload', async t => {
  const app = await server(t, { overload: { eventLoopDelay: 20 } })
  app.get('/x', async () => ({}))
  const { url } = await listen(app)
  const statusAfterWork = async () => {
    const until = performance.now() + 1_500
    while (performance.now() < until);
    await sleep(20)
    return (await fetch(`${url}/x`)).status
  }
  t.equal(await statusAfterWork(), 200)
  await sleep(3_000)
  // The delay is looked at once a second, and may have been just before.
  let status = await statusAfterWork()
  while (status === 200) status = await statusAfterWork()
  t.equal(status, 503, 'later it is')
})

t.test('a full heap sheds load too; probes pass', async t => {
  const app = await server(t, { overload: { heapUsed: 1, retryAfter: 3 } })
  app.get('/x', async () => ({}))
  app.get('/probe', { config: { probe: true } }, async () => ({ ok: true }))
  t.equal((await app.inject('/x')).statusCode, 200, 'before the first sample')
  let answer = await app.inject('/x')
  while (answer.statusCode === 200) {
    await sleep(50)
    answer = await app.inject('/x')
  }
  t.match(answer.json(), { status: 503, code: 'UNAVAILABLE' })
  t.equal(answer.headers['retry-after'], '3')
  t.equal((await app.inject('/probe')).statusCode, 200)
})

t.test('an address that asks too much is told to wait; others are served', async t => {
  const app = await server(t, { config: { ...quiet, TRUST_PROXY: true }, rateLimitPerMinute: 3 })
  let handled = 0
  app.get('/x', async () => ({ handled: ++handled }))
  const from = (ip: string) => app.inject({ url: '/x', headers: { 'x-forwarded-for': ip } })
  for (let i = 0; i < 3; i++) t.equal((await from('203.0.113.1')).statusCode, 200)
  const limited = await from('203.0.113.1')
  t.match(limited.json(), { status: 429, code: 'RATE_LIMITED' })
  t.match(limited.headers['retry-after'], /^\d+$/)
  t.equal(handled, 3, 'nothing ran')
  t.equal((await from('203.0.113.2')).statusCode, 200)
  for (const port of [4711, 4712, 4713]) await from(`203.0.113.3:${port}`)
  t.equal((await from('203.0.113.3')).statusCode, 429, 'whatever port the proxy writes behind it')
  for (let i = 0; i < 3; i++) await from(`2001:db8::${i}`)
  t.equal((await from('2001:db8::ffff')).statusCode, 429, 'one IPv6 network is one client')
})

t.test('a request that asks to continue is refused before it sends its body', async t => {
  const app = await server(t)
  app.post('/x', async () => ({}))
  const { port } = await listen(app)
  const status = await new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': 50_000_000 }
    const request = httpRequest({ port, method: 'POST', path: '/x', headers })
    request.on('response', response => resolve(response.statusCode)).on('error', reject)
    request.flushHeaders()
  })
  t.equal(status, 413, 'by its declared length')
})
