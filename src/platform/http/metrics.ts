import { createHash, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { ApiError } from '../../kernel/user-error.ts'
import { problemError } from './problem-types.ts'
import type { DoneRequest } from './requests.ts'

export interface MetricsOptions {
  /** With a token `/metrics` asks everyone for it as a bearer; without one it answers this machine only. */
  readonly token?: string
  /** Metrics of other parts (pool, queue) are registered here; a new registry by default. */
  readonly registry?: Registry
}

/**
 * `/metrics` for Prometheus. Without a token only a direct connection from the loopback address is answered, all
 * others get a 404. Behind a proxy on the same machine every client looks local: set a token there.
 */
export function registerMetrics(app: FastifyInstance, options: MetricsOptions = {}): Registry {
  const registry = options.registry ?? new Registry()
  collectDefaultMetrics({ register: registry })
  measureRequests(app, registry)
  app.get('/metrics', { config: { probe: true, rateLimit: false }, schema: { hide: true } }, async (request, reply) => {
    authorize(request, options.token)
    return reply.type(registry.contentType).send(await registry.metrics())
  })
  app.addHook('onClose', async () => registry.clear())
  return registry
}

function authorize(request: FastifyRequest, token: string | undefined): void {
  if (token !== undefined && token !== '') {
    const sent = /^Bearer ([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1]
    if (sent === undefined || !sameSecret(sent, token)) {
      throw new ApiError('UNAUTHENTICATED', '指标需要令牌', 'The metrics need their token')
    }
  } else if (!isLoopback(request.socket.remoteAddress) || isForwarded(request)) {
    throw problemError(404)
  }
}

/** Compared by digest, so that neither content nor length shows in the time taken. */
function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

const isLoopback = (address = ''): boolean =>
  isIP(address) !== 0 && (address === '::1' || /^(?:::ffff:)?127\./.test(address))

const isForwarded = ({ headers }: FastifyRequest): boolean =>
  headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined || headers['x-real-ip'] !== undefined

/** Labels have few values: the route's pattern, never the address; the class of the status; known methods. */
function measureRequests(app: FastifyInstance, registry: Registry): void {
  const registers = [registry]
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the headers of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const problems = new Counter({
    name: 'http_problems_total',
    help: 'Answers that were not success, by code',
    labelNames: ['code'],
    registers,
  })
  new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests being worked on',
    registers,
    collect() {
      this.set(app.requests.inFlight)
    },
  })
  app.requests.onDone(done => {
    duration.observe(labelsOf(done), done.milliseconds / 1000)
    if (done.reply.problemCode !== '') problems.inc({ code: done.reply.problemCode })
  })
}

function labelsOf({ request, reply, route, aborted }: DoneRequest) {
  const status = aborted ? 'aborted' : `${Math.floor(reply.statusCode / 100)}xx`
  return { method: request.method, route, status }
}
