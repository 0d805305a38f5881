import fc from './properties.ts'

/** A decision: a number from 0 to `max`. 0 is always the simplest choice, so that a shorter tape is a smaller document. */
export type Generator = (max: number) => number

/** Decisions read from a tape that fast-check makes and shrinks; 0 behind its end. */
export const tapes = fc.array(fc.nat(0xffff), { maxLength: 2_000, size: 'max' })

export function player(tape: readonly number[]): Generator {
  let at = 0
  return max => (tape[at++] ?? 0) % (max + 1)
}

/** Two values of one place: what the document's first and second set of variables give there. `undefined` is absent. */
export type Pair = readonly [unknown, unknown]

export const chance = (g: Generator, percent: number): boolean => g(99) > 99 - percent

export function pick<T>(g: Generator, items: readonly T[]): T {
  const item = items[g(Math.max(0, items.length - 1))]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}
