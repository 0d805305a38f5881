import type { Database } from '../../../platform/db/pool.ts'
import { type BoundedCache, boundedCache } from '../../../platform/security/bounded-cache.ts'

const REMEMBERED = 20_000

const known = new WeakMap<Database, BoundedCache<true>>()

/**
 * Keys that earlier look-ups found to be set phrases: they need not be asked for again, and that is most of the work, as an
 * index of words reads all holders of a word. What is found does not depend on it: proposals become more and not fewer.
 */
export function setPhrasesOf(database: Database): BoundedCache<true> {
  const phrases = known.get(database) ?? boundedCache<true>(REMEMBERED)
  known.set(database, phrases)
  return phrases
}
