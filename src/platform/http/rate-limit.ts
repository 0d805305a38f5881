import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { addressOf, networkOf } from '../security/network.ts'
import { httpProblem } from './problem-types.ts'

/** Generous: a whole office stands behind one address. Sign-in has its own, tighter throttle. */
export const RATE_LIMIT_PER_MINUTE = 6_000

/** Limits requests by client address (an IPv6 network counts as one), counted in this process. 0: no limit. */
export async function limitRate(app: FastifyInstance, perMinute: number): Promise<void> {
  if (perMinute === 0) return
  await app.register(rateLimit, {
    max: perMinute,
    timeWindow: 60_000,
    cache: 20_000,
    keyGenerator: request => networkOf(addressOf(request)),
    allowList: request => request.routeOptions.config.probe === true,
    // Most answers are far from the limit: they need not carry three headers about it.
    addHeadersOnExceeding: NO_HEADERS,
    addHeaders: { ...NO_HEADERS, 'retry-after': true },
    errorResponseBuilder: () =>
      httpProblem(429, 'RATE_LIMITED', '请求过于频繁，请稍后再试', 'Too many requests from this address; wait'),
  })
}

const NO_HEADERS = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false }
