import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { TypeBoxProvider } from './validation.ts'

/** One thing the service cannot work without. `check` throws or rejects when it is not there. */
export interface ReadinessCheck {
  readonly name: string
  readonly check: (signal: AbortSignal) => Promise<unknown>
  /** Milliseconds after which it counts as failed; 1,000 by default. */
  readonly timeout?: number
}

export interface HealthOptions {
  readonly checks: readonly ReadinessCheck[]
  /** Milliseconds for which a result is given again, so that outsiders cannot load the database with probes. */
  readonly keep?: number
}

const PROBE = { probe: true, rateLimit: false } as const

const Live = Type.Object({ status: Type.Literal('ok') })
const Ready = Type.Object({
  status: Type.Enum(['ok', 'failing', 'draining']),
  failing: Type.Array(Type.String(), { description: 'Names of the checks that failed; why is in the log only' }),
})

/**
 * `/livez`: the process answers (restart it when not). `/readyz`: send it requests; 503 while a check fails and from
 * the moment a stop begins.
 */
export function registerHealth(app: FastifyInstance, options: HealthOptions): void {
  const routes = app.withTypeProvider<TypeBoxProvider>()
  const failing = keepFor(options.keep ?? 1_000, () => runChecks(app, options.checks))
  const live = { tags: ['health'], summary: '进程存活 (liveness)', response: { 200: Live } }
  routes.get('/livez', { config: PROBE, schema: live }, async () => ({ status: 'ok' as const }))
  const ready = { tags: ['health'], summary: '可接收请求 (readiness)', response: { 200: Ready, 503: Ready } }
  routes.get('/readyz', { config: PROBE, schema: ready }, async (_request, reply) => {
    if (app.requests.draining) return reply.code(503).send({ status: 'draining', failing: [] })
    const names = await failing()
    return reply
      .code(names.length === 0 ? 200 : 503)
      .send({ status: names.length === 0 ? 'ok' : 'failing', failing: names })
  })
}

async function runChecks(app: FastifyInstance, checks: readonly ReadinessCheck[]): Promise<string[]> {
  const results = await Promise.allSettled(checks.map(runOne))
  return results.flatMap((result, index) => {
    const name = checks[index]?.name
    if (result.status === 'fulfilled' || name === undefined) return []
    app.log.warn({ err: result.reason, check: name }, 'readiness check failed')
    return [name]
  })
}

/** Races the check against its deadline: a frozen database does not answer the abort either. */
async function runOne({ check, timeout = 1_000 }: ReadinessCheck): Promise<void> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(new Error(`no answer within ${timeout} ms`)), timeout)
  const deadline = new Promise<never>((_resolve, reject) => {
    late.signal.addEventListener('abort', () => reject(late.signal.reason), { once: true })
  })
  try {
    await Promise.race([check(late.signal), deadline])
  } finally {
    clearTimeout(timer)
  }
}

/** Shares one running call among all who ask, and its result for a while. */
function keepFor<T>(milliseconds: number, run: () => Promise<T>): () => Promise<T> {
  let last: { at: number; result: Promise<T> } | undefined
  return () => {
    const now = performance.now()
    if (last === undefined || now - last.at > milliseconds) last = { at: now, result: run() }
    return last.result
  }
}
