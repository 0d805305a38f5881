import { setImmediate as nextTurn } from 'node:timers/promises'

/** Milliseconds that work on a large table may take of one turn of the event loop. */
const TURN = 15

/**
 * For long work, to be awaited after each of its small steps: when the turn of the event loop has taken its time, the next one
 * is waited for, and whoever else asked is answered in between.
 */
export function turns(): () => Promise<void> {
  let began = performance.now()
  return async () => {
    if (performance.now() - began < TURN) return
    await nextTurn()
    began = performance.now()
  }
}
