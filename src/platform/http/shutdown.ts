import { setTimeout as sleep } from 'node:timers/promises'
import closeWithGrace from 'close-with-grace'
import type { FastifyInstance } from 'fastify'

/** Something to stop after the last request: queue, pool, embedded database. */
export interface StopStep {
  readonly name: string
  readonly stop: () => unknown
}

export interface ShutdownOptions {
  /** Run one after the other, in this order, after the last request is answered. */
  readonly steps: readonly StopStep[]
  /** Milliseconds between turning unready and closing the port, for load balancers to notice. */
  readonly drain?: number
  /** Milliseconds that requests in flight may still take once the port is closed. */
  readonly finish?: number
  /** Milliseconds for the whole stop. */
  readonly total?: number
}

const DEFAULTS = { drain: 1_000, finish: 5_000, total: 9_500 }

/**
 * Stops in order: unready, port closed, requests in flight finished (past `finish` their connections are cut), then
 * the steps. Every wait is bounded by `total`; a step that fails or is late is logged and the next one still runs.
 * Resolves to true when nothing was cut short.
 */
export async function stopGracefully(app: FastifyInstance, options: ShutdownOptions): Promise<boolean> {
  const { drain, finish, total } = { ...DEFAULTS, ...options }
  const end = performance.now() + total
  const left = () => Math.max(0, end - performance.now())
  app.requests.draining = true
  await sleep(Math.min(drain, left()))
  let clean = await closeServer(app, Math.min(finish, left()))
  for (const step of options.steps) {
    const done = await settled(async () => step.stop(), left())
    if (done !== 'done') {
      clean = false
      app.log.error({ step: step.name, ...(done === 'late' ? {} : { err: done }) }, 'a step of the stop failed')
    }
  }
  app.log.info({ clean }, 'stopped')
  return clean
}

async function closeServer(app: FastifyInstance, finish: number): Promise<boolean> {
  const closed = app.close()
  const done = await settled(() => closed, finish)
  if (done === 'done') return true
  app.log.warn({ inFlight: app.requests.inFlight }, 'requests were cut off by the stop')
  app.server.closeAllConnections()
  // Upgraded connections (WebSocket) are no longer the server's to close; their plugins close them on app.close().
  await settled(() => closed, 500)
  return false
}

/** `done`, `late`, or the error. */
async function settled(run: () => Promise<unknown>, milliseconds: number): Promise<unknown> {
  const timer = new AbortController()
  try {
    return await Promise.race([
      run().then(() => 'done'),
      sleep(milliseconds, 'late', { signal: timer.signal, ref: true }),
    ])
  } catch (error) {
    return error
  } finally {
    timer.abort()
  }
}

/**
 * Stops the process on SIGTERM, SIGINT and unforeseen errors, within 10 seconds; a second signal ends it at once.
 * The exit code is 0 after a signal and 1 after an error. For main.ts, once `app` listens.
 */
export function stopOnSignals(app: FastifyInstance, options: ShutdownOptions): { close: () => void } {
  const logger = { error: (error: unknown) => app.log.error({ err: error }, 'the stop failed') }
  const { close } = closeWithGrace({ delay: 10_000, logger }, async ({ signal, err }) => {
    if (err) app.log.fatal({ err }, 'unforeseen error: stopping')
    else app.log.info({ signal }, 'stopping')
    await stopGracefully(app, options)
  })
  return { close }
}
