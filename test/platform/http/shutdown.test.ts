import { spawn } from 'node:child_process'
import { Agent, get } from 'node:http'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { registerHealth } from '../../../src/platform/http/health.ts'
import { stopGracefully } from '../../../src/platform/http/shutdown.ts'
import { listen, logSink, quiet, server } from './fixture.ts'

const canConnect = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

/** A server with a request that waits, and the steps in the order they ran. */
async function stoppable(t: Test, sink = logSink()) {
  const app = await server(t, { config: { ...quiet, LOG_LEVEL: 'info' }, log: sink })
  const entered = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  app.get('/slow', async () => {
    entered.resolve()
    await release.promise
    return { done: true }
  })
  app.get('/quick', async () => ({ quick: true }))
  registerHealth(app, { checks: [] })
  const ran: string[] = []
  const step = (name: string, stop: () => unknown = () => {}) => ({
    name,
    stop: () => {
      ran.push(name)
      return stop()
    },
  })
  return { app, entered: entered.promise, release: release.resolve, ran, step, sink, ...(await listen(app)) }
}

t.test('unready first, then no new connections, requests in flight finish, then the steps in order', async t => {
  const s = await stoppable(t)
  const slow = fetch(`${s.url}/slow`)
  await s.entered
  const steps = [s.step('queue', () => sleep(20)), s.step('pool'), s.step('database')]
  const stopped = stopGracefully(s.app, { steps, drain: 300, finish: 5_000 })

  const readiness = await fetch(`${s.url}/readyz`)
  t.equal(readiness.status, 503)
  t.match(await readiness.json(), { status: 'draining' })
  const during = await fetch(`${s.url}/quick`)
  t.same(await during.json(), { quick: true }, 'while draining requests are still served')
  t.equal(during.headers.get('connection'), 'close', 'and clients are asked to go')

  while (await canConnect(s.port)) await sleep(10)
  t.same(s.ran, [], 'nothing is stopped under a running request')
  s.release()
  t.same(await (await slow).json(), { done: true }, 'the request in flight is answered in full')
  t.equal(await stopped, true)
  t.same(s.ran, ['queue', 'pool', 'database'])
})

t.test('a request on a kept connection that arrives during the stop is served, not refused', async t => {
  const s = await stoppable(t)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  t.teardown(() => agent.destroy())
  const ask = (path: string) =>
    new Promise<{ status: number | undefined; connection: string | undefined }>((resolve, reject) => {
      const request = get(`${s.url}${path}`, { agent }, response => {
        response
          .resume()
          .on('end', () => resolve({ status: response.statusCode, connection: response.headers.connection }))
      })
      request.on('error', reject)
    })
  t.match(await ask('/quick'), { status: 200, connection: 'keep-alive' })
  const stopped = stopGracefully(s.app, { steps: [], drain: 200 })
  t.match(await ask('/quick'), { status: 200, connection: 'close' })
  t.equal(await stopped, true)
})

t.test('a request that does not end is cut off, and the steps still run', async t => {
  const s = await stoppable(t)
  const slow = fetch(`${s.url}/slow`).then(
    () => 'answered',
    () => 'cut',
  )
  await s.entered
  t.equal(await stopGracefully(s.app, { steps: [s.step('pool')], drain: 0, finish: 50 }), false)
  t.equal(await slow, 'cut')
  t.same(s.ran, ['pool'])
  t.match(
    s.sink.entries().find(e => e.msg === 'requests were cut off by the stop'),
    { inFlight: 1 },
  )
  s.release()
})

t.test('a step that fails or hangs is named in the log and does not keep the next from running', async t => {
  const s = await stoppable(t)
  const failing = s.step('queue', () => {
    throw new Error('no')
  })
  const steps = [failing, s.step('pool', () => new Promise(() => {})), s.step('database')]
  t.equal(await stopGracefully(s.app, { steps, drain: 0, total: 300 }), false)
  t.same(s.ran, ['queue', 'pool', 'database'])
  const failures = s.sink.entries().filter(e => e.msg === 'a step of the stop failed')
  t.match(failures, [{ step: 'queue', err: { message: 'no' } }, { step: 'pool' }])
})

/** Starts the process of stop-process.ts and gives its address and lines. */
async function started(t: Test) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('stop-process.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  const exited = new Promise<number | null>(resolve => child.once('exit', resolve))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const line = async (): Promise<string> => String((await lines.next()).value)
  return { child, exited, line, url: await line() }
}

t.test('SIGTERM: the request in flight is answered, the steps run, the exit code is 0', async t => {
  const { child, exited, line, url } = await started(t)
  const slow = fetch(`${url}/slow`)
  t.equal(await line(), 'entered')
  child.kill('SIGTERM')
  t.same(await (await slow).json(), { done: true })
  t.equal(await line(), 'pool stopped')
  t.equal(await exited, 0)
})

t.test('an unforeseen error stops the process in the same order, with exit code 1', async t => {
  const { exited, line, url } = await started(t)
  await fetch(`${url}/crash`).catch(() => {})
  t.equal(await line(), 'pool stopped')
  t.equal(await exited, 1)
})
