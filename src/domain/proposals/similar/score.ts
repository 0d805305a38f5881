import { BOUNDARY, mixed, type Symbols } from './symbols.ts'

/** What a pair weighs that is in no candidate, and how fast that falls with every one that has it. */
const SPREAD = 20
/** Weight of a short page. A text that weighs less counts as more than it weighs: a title alone proves little. */
const ENOUGH = 500

/**
 * How much of the smaller text stands in the other too, from 0 to 1, for each of the candidates. Compared are pairs of
 * neighbouring symbols, each by what it tells: much when few of the candidates have it, little when it belongs to the topic
 * or to the language of offices, which all of them share.
 */
export function scoresOf(own: Symbols, candidates: readonly Symbols[]): number[] {
  const numbers = new Map<number, number>()
  const [ofOwn, ...ofOthers] = [own, ...candidates].map(symbols => pairsOf(symbols, numbers))
  const holders = new Int32Array(numbers.size)
  for (const pairs of ofOthers) for (const pair of pairs) holders[pair] = (holders[pair] ?? 0) + 1
  const weights = Float64Array.from(holders, count => Math.log(1 + SPREAD / (1 + count)))
  const isOwn = new Uint8Array(numbers.size)
  for (const pair of ofOwn ?? []) isOwn[pair] = 1
  const sum = (pairs: Iterable<number>) => {
    let total = 0
    for (const pair of pairs) total += weights[pair] ?? 0
    return total
  }
  const ownWeight = sum(ofOwn ?? [])
  return ofOthers.map(pairs => {
    const smaller = Math.min(ownWeight, sum(pairs))
    const shared = sum(pairs.filter(pair => isOwn[pair] === 1))
    return shared === 0 ? 0 : shared / Math.max(smaller, Math.sqrt(smaller * ENOUGH))
  })
}

/** The different pairs of a text, by small numbers, which are given out as pairs are met. */
function pairsOf({ codes }: Symbols, numbers: Map<number, number>): number[] {
  const known = numbers.size
  const met = new Uint8Array(known)
  const pairs: number[] = []
  for (let at = 1; at < codes.length; at++) {
    const [a = BOUNDARY, b = BOUNDARY] = [codes[at - 1], codes[at]]
    if (a === BOUNDARY || b === BOUNDARY) continue
    const pair = mixed(a, b)
    const number = numbers.get(pair)
    if (number === undefined) pairs.push(numbers.set(pair, numbers.size).size - 1)
    else if (number < known && met[number] === 0) {
      met[number] = 1
      pairs.push(number)
    }
  }
  return pairs
}
