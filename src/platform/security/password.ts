import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { hash, parseOptions, verify } from '@node-rs/argon2'
import { type BoundedPool, boundedPool } from './bounded-pool.ts'

/** OWASP Password Storage Cheat Sheet: argon2id (the library's default) with 19 MiB, 2 passes, 1 lane. */
export interface PasswordCost {
  /** Kibibytes. */
  readonly memoryCost: number
  readonly timeCost: number
  readonly parallelism: number
}
export const OWASP_COST: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** argon2 runs on libuv's four threads, which files and DNS need too: never take more than two of them. */
const CONCURRENCY = Math.min(2, availableParallelism())
/** About two seconds of waiting at 30 ms a password; whoever comes then is told to come again. */
const QUEUE = 64
const RETRY_AFTER_SECONDS = 2
/** More would only be work for an attacker to give us; NIST SP 800-63B-4, 3.1.1.2 asks for at least 64. */
export const MAX_PASSWORD_LENGTH = 128

export interface PasswordHasher {
  /** The PHC string to store. Throws ApiError UNAVAILABLE when too many wait. */
  hash(password: string): Promise<string>
  /**
   * Whether the password is the one. Takes as long for an unknown account (`stored` null) as for a known one.
   * `rehash` says that it was right and was hashed at another cost: store a new hash.
   */
  verify(stored: string | null, password: string): Promise<{ ok: boolean; rehash: boolean }>
  /** Whether it was one of the former passwords (等保三级: no reuse). As costly as that many sign-ins. */
  isReused(password: string, former: readonly string[]): Promise<boolean>
}

interface Options {
  readonly cost?: PasswordCost
  readonly pool?: BoundedPool
}

/** One for a process: its pool bounds the memory (19 MiB each) and the threads that passwords take. */
export function createPasswordHasher(options: Options = {}): PasswordHasher {
  const cost = options.cost ?? OWASP_COST
  const pool = options.pool ?? boundedPool({ concurrency: CONCURRENCY, queue: QUEUE, retryAfter: RETRY_AFTER_SECONDS })
  let decoy: Promise<string> | undefined

  const matches = (stored: string, password: string) =>
    isTooLong(password) ? Promise.resolve(false) : pool.run(() => verify(stored, prepared(password)))

  return {
    hash: password => pool.run(() => hash(prepared(password), cost)),
    async verify(stored, password) {
      if (stored !== null) {
        const ok = await matches(stored, password)
        return { ok, rehash: ok && needsRehash(stored, cost) }
      }
      decoy ??= hash(randomBytes(32), cost)
      await matches(await decoy, password)
      return { ok: false, rehash: false }
    },
    async isReused(password, former) {
      for (const stored of former) if (await matches(stored, password)) return true
      return false
    },
  }
}

/** RFC 8265, 4.2.2 (OpaqueString): the same password from every keyboard gives the same bytes. */
export const prepared = (password: string): string => password.replace(/\p{Zs}/gu, ' ').normalize('NFC')

/** Well past what any allowed password takes before it is composed (NFC); keeps megabytes out of the pool. */
const isTooLong = (password: string): boolean => password.length > MAX_PASSWORD_LENGTH * 8

function needsRehash(stored: string, cost: PasswordCost): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(stored)
  return memoryCost !== cost.memoryCost || timeCost !== cost.timeCost || parallelism !== cost.parallelism
}
