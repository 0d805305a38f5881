export interface BoundedCache<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
  clear(): void
  readonly size: number
}

/** A map of at most `limit` entries that drops the one not used for longest. */
export function boundedCache<V>(limit: number): BoundedCache<V> {
  // A Map remembers the order of insertion, so the first key is the one unused for longest.
  const entries = new Map<string, V>()
  return {
    get(key) {
      const value = entries.get(key)
      if (value === undefined) return undefined
      entries.delete(key)
      entries.set(key, value)
      return value
    },
    set(key, value) {
      entries.delete(key)
      entries.set(key, value)
      const oldest = entries.size > limit ? entries.keys().next().value : undefined
      if (oldest !== undefined) entries.delete(oldest)
    },
    clear: () => entries.clear(),
    get size() {
      return entries.size
    },
  }
}
