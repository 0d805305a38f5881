/** A seeded source of pseudo-random numbers (mulberry32): the same seed gives the same city, on every machine. */
export interface Random {
  /** 0 ≤ n < 1 */
  next(): number
  /** A whole number, `from` and `to` included. */
  between(from: number, to: number): number
  pick<T>(items: readonly [T, ...T[]]): T
  /** A UUIDv7 of the moment. */
  id(at: Date): string
}

export function random(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  /** Eight digits at most. */
  const hex = (digits: number) =>
    between(0, 16 ** digits - 1)
      .toString(16)
      .padStart(digits, '0')
  return {
    next,
    between,
    pick: items => items[between(0, items.length - 1)] ?? items[0],
    id: at => {
      const time = at.getTime().toString(16).padStart(12, '0')
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'[between(0, 3)]}${hex(3)}-${hex(4)}${hex(8)}`
    },
  }
}
