import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import { ApiError } from '../../kernel/user-error.ts'
import { networkOf } from './network.ts'
import { limiterOf, reached, refusalOf, type ThrottleStore } from './throttle-store.ts'

/** Wrong attempts allowed within a time, both counted in the database, so that all processes count together. */
export interface Allowance {
  readonly attempts: number
  /** Seconds. */
  readonly within: number
}

/**
 * Three counters, because each alone can be turned against the members: a lock of the account alone lets anyone lock
 * out a member; one of the address alone lets a botnet guess and locks an office behind one address.
 */
export interface ThrottlePolicy {
  /** One account from one place: strict; the lock doubles each time, up to `longestLock` seconds. */
  readonly pair: Allowance & { readonly firstLock: number; readonly longestLock: number }
  /** One account from everywhere it never signed in from before: slow, against guessing from many places. */
  readonly account: Allowance
  /** One address against any accounts: wide, since an office shares one. */
  readonly address: Allowance
  /** Days a place stays known after a success: what strangers try does not hold it up. A timer counts to 24. */
  readonly knownForDays: number
}

export const throttlePolicy: ThrottlePolicy = {
  pair: { attempts: 5, within: 900, firstLock: 30, longestLock: 1_800 },
  account: { attempts: 50, within: 3_600 },
  address: { attempts: 200, within: 900 },
  knownForDays: 21,
}

export interface SignInAttempt {
  /** The sign-in name in its normal form, whether such an account exists or not. */
  readonly account: string
  /** IP address of the client, as the trusted proxy gives it. */
  readonly address: string
  /** A secret the device got at an earlier success: a phone keeps it when its address changes. */
  readonly device?: string
}

export interface SignInThrottle {
  /**
   * Counts one attempt; to be called before the password is looked at, once for each sign-in of a request. Throws
   * ApiError RATE_LIMITED with the seconds to wait, or UNAVAILABLE when the counters cannot be reached.
   */
  consume(attempt: SignInAttempt): Promise<void>
  /** Takes the attempt back after the right password and second factor, and remembers the place. */
  reward(attempt: SignInAttempt): Promise<void>
}

interface Options {
  readonly store: ThrottleStore
  /** Keyed digest (sealed.ts `lookupHash`): the table holds no address and no account in clear. */
  readonly digest: (text: string) => string
  readonly policy?: ThrottlePolicy
}

export function createSignInThrottle({ store, digest, policy = throttlePolicy }: Options): SignInThrottle {
  const limiter = (keyPrefix: string, { attempts, within }: Allowance) => limiterOf(store, keyPrefix, attempts, within)
  const pair = limiter('pair', policy.pair)
  const account = limiter('account', policy.account)
  const address = limiter('address', policy.address)
  const locks = limiter('locks', { attempts: Number.MAX_SAFE_INTEGER, within: 86_400 })
  const known = limiter('known', { attempts: 1, within: policy.knownForDays * 86_400 })

  function keysOf(attempt: SignInAttempt) {
    const network = networkOf(attempt.address)
    const key = (...parts: string[]) => digest(JSON.stringify(parts))
    const places = [key('at', attempt.account, network)]
    if (attempt.device !== undefined) places.push(key('on', attempt.account, attempt.device))
    return { address: key(network), account: key(attempt.account), pair: key(attempt.account, network), places }
  }

  async function consume(attempt: SignInAttempt): Promise<void> {
    const keys = keysOf(attempt)
    // In this order: whom an earlier counter stops does not use up a later one, so hammering on a locked pair
    // does not eat the account's allowance.
    await consumeOne(address, keys.address)
    await consumePair(keys.pair)
    if (!(await isKnown(keys.places))) await consumeOne(account, keys.account)
  }

  async function consumeOne(counter: RateLimiterAbstract, key: string): Promise<void> {
    const refusal = await refusalOf(counter, key)
    if (refusal) throw rateLimited(refusal.msBeforeNext)
  }

  async function consumePair(key: string): Promise<void> {
    const refusal = await refusalOf(pair, key)
    if (!refusal) return
    // Exactly one attempt is the first too many: it sets the lock, the others only wait for it.
    if (refusal.consumedPoints === policy.pair.attempts + 1) throw rateLimited(await lock(key))
    // Sent at the same time as the first, an attempt still sees the counter's window instead of the shorter lock.
    const locked = await reached(() => locks.get(key))
    throw rateLimited(Math.min(refusal.msBeforeNext, lockMs(locked?.consumedPoints ?? 1)))
  }

  /** Locks the pair twice as long as the last time within a day. Milliseconds. */
  async function lock(key: string): Promise<number> {
    const { consumedPoints: times } = await reached(() => locks.penalty(key))
    await reached(() => pair.block(key, lockMs(times) / 1000))
    return lockMs(times)
  }

  const lockMs = (times: number) => Math.min(policy.pair.firstLock * 2 ** (times - 1), policy.pair.longestLock) * 1000

  async function isKnown(places: readonly string[]): Promise<boolean> {
    const found = await Promise.all(places.map(place => reached(() => known.get(place))))
    return found.some(entry => entry !== null)
  }

  async function reward(attempt: SignInAttempt): Promise<void> {
    const keys = keysOf(attempt)
    const wasKnown = await isKnown(keys.places)
    await reached(() =>
      Promise.all([
        pair.delete(keys.pair),
        locks.delete(keys.pair),
        address.reward(keys.address),
        // Only its own attempt: a member's success does not give an attacker a fresh allowance.
        wasKnown ? undefined : account.reward(keys.account),
        ...keys.places.map(place => known.set(place, 1, policy.knownForDays * 86_400)),
      ]),
    )
  }

  return { consume, reward }
}

function rateLimited(ms: number): ApiError {
  const seconds = Math.max(1, Math.ceil(ms / 1000))
  return new ApiError(
    'RATE_LIMITED',
    `尝试次数过多，请在 ${seconds} 秒后重试`,
    `Too many attempts; try again in ${seconds} seconds`,
    { retryAfter: seconds },
  )
}
