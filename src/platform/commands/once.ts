import type { Tx } from '../db/transaction.ts'
import type { Work } from './command.ts'

type Read<Names extends readonly (string | number)[], Result> = (work: Work, ...names: Names) => Promise<Result>

/**
 * What a command asks again for each of its items and nobody changes meanwhile (a policy, the calendar) is read once in its
 * transaction: a batch of 200 would else ask for it hundreds of times.
 */
export function onceInCommand<Names extends readonly (string | number)[], Result>(
  read: Read<Names, Result>,
): Read<Names, Result> {
  const known = new WeakMap<Tx, Map<string, Promise<Result>>>()
  return (work, ...names) => {
    const results = known.get(work.tx) ?? new Map<string, Promise<Result>>()
    known.set(work.tx, results)
    const key = names.join(' ')
    const result = results.get(key) ?? read(work, ...names)
    results.set(key, result)
    return result
  }
}
