import type { FastifyInstance, FastifyRequest } from 'fastify'
import { anonymous, type Viewer } from '../../kernel/viewer.ts'
import { addressOf, networkOf } from '../security/network.ts'
import { sendErrors } from './errors.ts'
import { inspectionOf } from './limits.ts'
import { createCostBudget, type RateLimit } from './rate-budget.ts'

/** Who asks, and what their account has left. */
export interface Admitted {
  readonly viewer: Viewer
  readonly rateLimit: RateLimit
}

export interface AdmissionOptions {
  readonly path: string
  readonly hideSchema: boolean
  readonly costPerMinute: number
  readonly viewerOf: (request: FastifyRequest) => Promise<Viewer>
}

/** Of a request that was refused before it came here: mercurius asks for a context to answer its error with. */
const NOT_ADMITTED: Admitted = {
  viewer: anonymous,
  rateLimit: { cost: 0, remaining: 0, resetAt: new Date(0).toISOString() },
}

/**
 * Finds out who asks before mercurius runs: an ended token or a spent budget is answered as GraphQL clients expect, with
 * `errors`. Gives what the context needs of an admitted request.
 */
export function admitGraphqlRequest(
  app: FastifyInstance,
  options: AdmissionOptions,
): (request: FastifyRequest) => Admitted {
  const spend = createCostBudget(options.costPerMinute)
  const admitted = new WeakMap<FastifyRequest, Admitted>()
  app.addHook('preHandler', async (request, reply) => {
    if (request.routeOptions.url !== options.path) return
    try {
      const viewer = await options.viewerOf(request)
      const client = networkOf(addressOf(request))
      admitted.set(request, { viewer, rateLimit: await spend(viewer, client, inspectionOf(request)?.cost ?? 0) })
    } catch (error) {
      return sendErrors(error, request, reply, { hideSchema: options.hideSchema })
    }
  })
  return request => admitted.get(request) ?? NOT_ADMITTED
}
