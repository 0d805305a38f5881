import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { ApiError } from '../../kernel/user-error.ts'
import type { Viewer } from '../../kernel/viewer.ts'

/** Largest GraphQL Int. */
const NO_LIMIT = 2 ** 31 - 1

/** Without a limit there is nothing to wait for. */
const NEVER_SPENT = new Date(0).toISOString()

export interface RateLimit {
  /** Estimated cost of this request, in records. */
  readonly cost: number
  readonly remaining: number
  /** RFC 3339. */
  readonly resetAt: string
}

/**
 * Takes a request's estimated cost from what its account may cost a minute and process; anonymous requests share their
 * address's budget. 0 for no limit. Throws RATE_LIMITED with the seconds to wait.
 */
export function createCostBudget(perMinute: number) {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 })
  return async (viewer: Viewer, address: string, cost: number): Promise<RateLimit> => {
    if (perMinute === 0) return { cost, remaining: NO_LIMIT, resetAt: NEVER_SPENT }
    try {
      const left = await limiter.consume(viewer.accountId ?? `address ${address}`, Math.max(1, cost))
      return { cost, remaining: left.remainingPoints, resetAt: new Date(Date.now() + left.msBeforeNext).toISOString() }
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      const retryAfter = Math.ceil(refused.msBeforeNext / 1000)
      throw new ApiError(
        'RATE_LIMITED',
        `查询量过大，请 ${retryAfter} 秒后再试`,
        `Too much was asked; try again in ${retryAfter} s`,
        { retryAfter },
      )
    }
  }
}
