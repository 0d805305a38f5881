/** Numbers that depend on the seed alone, the same on every machine (mulberry32). */
export interface Random {
  /** 0 to below 1. */
  next(): number
  /** 0 to below `choices`. */
  below(choices: number): number
  pick<T>(items: readonly T[]): T
  /** So many of the items, in an order drawn anew. */
  some<T>(items: readonly T[], count: number): T[]
}

export function randomOf(seed: number): Random {
  let state = Math.imul(Math.round(seed * 4) + 1, 0x9e3779b1) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (choices: number) => Math.floor(next() * choices)
  const pick = <T>(items: readonly T[]): T => {
    const item = items[below(items.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  const some = <T>(items: readonly T[], count: number): T[] => {
    const left = [...items]
    const taken: T[] = []
    while (taken.length < count && left.length > 0) {
      const place = below(left.length)
      taken.push(...left.splice(place, 1))
    }
    return taken
  }
  return { next, below, pick, some }
}
