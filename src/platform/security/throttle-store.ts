import type { Pool } from 'pg'
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { ApiError } from '../../kernel/user-error.ts'

/** Where the counters stand: in the table `sign_in_attempts`, or in memory for tests. */
export type ThrottleStore = { readonly pool: Pool } | 'memory'

/** One kind of counter: `points` attempts within `duration` seconds for each key. */
export function limiterOf(
  store: ThrottleStore,
  keyPrefix: string,
  points: number,
  duration: number,
): RateLimiterAbstract {
  if (store === 'memory') return new RateLimiterMemory({ keyPrefix, points, duration })
  return new RateLimiterPostgres({
    storeClient: store.pool,
    storeType: 'pool',
    tableName: 'sign_in_attempts',
    // Our migration makes it: the runtime role may not create tables.
    tableCreated: true,
    keyPrefix,
    points,
    duration,
  })
}

/** The refusal of a counter, or null when it let the attempt pass. */
export async function refusalOf(counter: RateLimiterAbstract, key: string): Promise<RateLimiterRes | null> {
  return reached(async () => {
    try {
      await counter.consume(key)
      return null
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return refusal
      throw refusal
    }
  })
}

/** Without counters nobody signs in: guessing unthrottled would be worse than waiting. */
export async function reached<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw new ApiError('UNAVAILABLE', '登录暂时不可用，请稍后重试', 'Signing in is not possible at this moment', {
      retryAfter: 2,
      cause,
    })
  }
}
