import { setFlagsFromString } from 'node:v8'

/** Each with V8's own value behind. */
const FLAGS = [
  ['--semi-space-growth-factor', 1, 2],
  ['--heap-growing-percent', 20, 0],
] as const

let atWork = 0

/**
 * Keeps V8 from widening its heap while a large table is at work: of what thirty thousand rows leave behind, as much again as
 * they are would be let lie about, and the young generation would grow to 128 MB.
 */
export async function inSmallHeap<T>(work: () => Promise<T>): Promise<T> {
  if (atWork++ === 0) for (const [flag, small] of FLAGS) setFlagsFromString(`${flag}=${small}`)
  try {
    return await work()
  } finally {
    if (--atWork === 0) for (const [flag, , usual] of FLAGS) setFlagsFromString(`${flag}=${usual}`)
  }
}
