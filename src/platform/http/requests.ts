import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { levels } from 'pino'
import { addressOf } from '../security/network.ts'
import { pathForLog } from './redact.ts'

/** A request that is over, answered or not. */
export interface DoneRequest {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** The pattern of the route, `/files/:id`, or `unmatched`. */
  readonly route: string
  readonly milliseconds: number
  /** The client went away before the answer was complete. */
  readonly aborted: boolean
}

export interface Requests {
  /** Requests being worked on now. */
  inFlight: number
  /** True once the stop has begun: answers ask clients to close their connections. */
  draining: boolean
  /** Calls back when a request is over. */
  onDone(listener: (done: DoneRequest) => void): void
}

declare module 'fastify' {
  interface FastifyInstance {
    requests: Requests
  }
  interface FastifyContextConfig {
    /** A probe of a machine: its success is logged at debug level only and it is never shed. */
    probe?: boolean
  }
}

/** Counts requests in flight, gives every answer its id and its cache rule, and logs one line a request. */
export function trackRequests(app: FastifyInstance): void {
  const listeners: ((done: DoneRequest) => void)[] = [logRequest]
  const requests: Requests = { inFlight: 0, draining: false, onDone: listener => void listeners.push(listener) }
  app.decorate('requests', requests)
  app.addHook('onRequest', (request, reply, next) => {
    requests.inFlight++
    const start = performance.now()
    // `close` comes for aborted requests too, the framework's onResponse does not.
    reply.raw.once('close', () => {
      requests.inFlight--
      const route = request.routeOptions.url ?? 'unmatched'
      const milliseconds = performance.now() - start
      const aborted = !reply.raw.writableEnded
      for (const listener of listeners) listener({ request, reply, route, milliseconds, aborted })
      // An answer begun before the stop promised to keep its connection, and the stop would wait for it.
      if (requests.draining && !app.server.listening) setImmediate(() => app.server.closeIdleConnections())
    })
    reply.header('x-request-id', request.id)
    // Answers hold personal data; what may be kept says so itself.
    reply.header('cache-control', 'no-store')
    next()
  })
  app.addHook('onSend', (_request, reply, payload, next) => {
    if (requests.draining) reply.header('connection', 'close')
    next(null, payload)
  })
}

function logRequest({ request, reply, route, milliseconds, aborted }: DoneRequest): void {
  const level = request.routeOptions.config.probe === true && reply.statusCode < 400 ? 'debug' : 'info'
  if ((levels.values[level] ?? 0) < (levels.values[request.log.level] ?? Number.POSITIVE_INFINITY)) return
  request.log[level](
    {
      method: request.method,
      path: pathForLog(request.url),
      route,
      status: aborted ? 499 : reply.statusCode,
      ...(reply.problemCode === '' ? {} : { code: reply.problemCode }),
      ms: Math.round(milliseconds * 10) / 10,
      ip: addressOf(request),
    },
    aborted ? 'request aborted by the client' : 'request',
  )
}
