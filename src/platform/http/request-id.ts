import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

// Long enough to be unique, short and plain enough for a log line and a header.
const SANE = /^[A-Za-z0-9._-]{8,64}$/

/** The id a client or proxy sent in `X-Request-Id` when it is sane, else a new one. */
export function requestIdOf(request: Pick<FastifyRequest, 'headers'>): string {
  const sent = request.headers['x-request-id']
  return typeof sent === 'string' && SANE.test(sent) ? sent : randomUUID()
}
