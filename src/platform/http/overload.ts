import { getHeapStatistics } from 'node:v8'
import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { httpProblem } from './problem-types.ts'

export interface OverloadLimits {
  /** Requests worked on at once. Past it the wait for a database connection is longer than a client's patience. */
  readonly inFlight: number
  /** Mean delay of the event loop over a second, in milliseconds. */
  readonly eventLoopDelay: number
  /**
   * Share of time the event loop is busy, 0 to 1; 0 for no limit. Off by default: a process at full speed is at 1
   * with good answer times, and shedding by it swings between everything and nothing.
   */
  readonly eventLoopUtilization: number
  /** Bytes of heap in use. */
  readonly heapUsed: number
  /** Seconds a shed client is asked to wait. */
  readonly retryAfter: number
}

export const defaultOverloadLimits = (): OverloadLimits => ({
  inFlight: 1_000,
  eventLoopDelay: 500,
  eventLoopUtilization: 0,
  heapUsed: Math.floor(getHeapStatistics().heap_size_limit * 0.9),
  retryAfter: 2,
})

const SAMPLE_MS = 1_000
/** By then no sample counts the work of the start, for which the first clients would be refused. */
const START_MS = 3 * SAMPLE_MS

/** Refuses work the process cannot do in time, at once and cheaply: 503 with Retry-After. Probes always pass. */
export async function shedOverload(app: FastifyInstance, overrides: Partial<OverloadLimits> = {}): Promise<void> {
  const limits = { ...defaultOverloadLimits(), ...overrides }
  const busy = () =>
    httpProblem(503, 'UNAVAILABLE', '服务繁忙，请稍后再试', 'The service is busy; try again shortly', {
      headers: { 'retry-after': String(limits.retryAfter) },
    })
  app.addHook('onRequest', (request, _reply, next) => {
    const isOver = app.requests.inFlight > limits.inFlight && request.routeOptions.config.probe !== true
    next(isOver ? busy() : undefined)
  })
  let settledAt = 0
  app.addHook('onListen', async () => {
    settledAt = performance.now() + START_MS
  })
  await app.register(underPressure, {
    maxEventLoopDelay: limits.eventLoopDelay,
    maxEventLoopUtilization: limits.eventLoopUtilization,
    maxHeapUsedBytes: limits.heapUsed,
    eventLoopUtilizationMode: 'interval',
    sampleInterval: SAMPLE_MS,
    retryAfter: limits.retryAfter,
    pressureHandler: (request, _reply, type) => {
      const isOfStart = type.startsWith('eventLoop') && performance.now() < settledAt
      if (request.routeOptions.config.probe !== true && !isOfStart) throw busy()
    },
  })
}
