import { BLOCKS, BOUNDARY, mixed, type Symbols, type TextBlock } from './symbols.ts'

/** Symbols in a row, the same in both texts. */
interface Match {
  readonly own: number
  readonly other: number
  readonly length: number
}

/** A stretch of a text; `start` and `end` count UTF-16 units of the block. */
export interface Span {
  readonly block: TextBlock
  readonly start: number
  readonly end: number
}

/** Two stretches that say the same, mostly in the same words. */
export interface Passage {
  readonly own: Span
  readonly other: Span
  /** Symbols that are the same in both. */
  readonly same: number
}

const SEED = 4
/** Symbols that may differ between two matches of one passage. */
const GAP = 6
/** Fewer equal symbols than this prove nothing. */
const SHORTEST = 10
const PASSAGES_AT_MOST = 5
/** A seed that stands in more places than this is a set phrase. */
const PLACES_AT_MOST = 8

/** The passages that two texts share, those with the most in common first. */
export function passagesOf(own: Symbols, other: Symbols): Passage[] {
  return chained(own, other, matchesOf(own, other))
    .filter(({ same }) => same >= SHORTEST)
    .sort((a, b) => b.same - a.same)
    .slice(0, PASSAGES_AT_MOST)
}

/** Longest matches first come, first served, in the order of the other text; no symbol of the own text is used twice. */
export function matchesOf(own: Symbols, other: Symbols): Match[] {
  const places = seedsOf(own)
  const used = new Set<number>()
  const matches: Match[] = []
  for (let at = 0; at + SEED <= other.codes.length; ) {
    let best: Match = { own: 0, other: at, length: 0 }
    for (const place of places.get(seedAt(other, at)) ?? []) {
      const length = commonLength(own, place, other, at, used)
      if (length > best.length) best = { own: place, other: at, length }
    }
    if (best.length < SEED) {
      at++
      continue
    }
    for (let i = 0; i < best.length; i++) used.add(best.own + i)
    matches.push(best)
    at += best.length
  }
  return matches
}

function seedsOf(symbols: Symbols): Map<number, number[]> {
  const places = new Map<number, number[]>()
  for (let at = 0; at + SEED <= symbols.codes.length; at++) {
    const seed = seedAt(symbols, at)
    const found = places.get(seed)
    if (!found) places.set(seed, [at])
    else if (found.length < PLACES_AT_MOST) found.push(at)
  }
  return places
}

function seedAt({ codes }: Symbols, at: number): number {
  let seed = 0
  for (let i = 0; i < SEED; i++) seed = mixed(seed, codes[at + i] ?? BOUNDARY)
  return seed
}

/** Symbols are compared one by one: a seed is only a hint. */
function commonLength(own: Symbols, place: number, other: Symbols, at: number, used: ReadonlySet<number>): number {
  let length = 0
  while (
    place + length < own.codes.length &&
    own.codes[place + length] === other.codes[at + length] &&
    own.codes[place + length] !== BOUNDARY &&
    !used.has(place + length)
  ) {
    length++
  }
  return length
}

/** Joins matches that follow each other closely in both texts and in one block. */
function chained(own: Symbols, other: Symbols, matches: readonly Match[]): Passage[] {
  const passages: Passage[] = []
  let chain: Match[] = []
  const close = () => {
    const [first, last] = [chain[0], chain.at(-1)]
    if (first && last) passages.push(passageOf(own, other, first, last, chain))
    chain = []
  }
  for (const match of matches) {
    const last = chain.at(-1)
    if (last && !follows(own, other, last, match)) close()
    chain.push(match)
  }
  close()
  return passages
}

function follows(own: Symbols, other: Symbols, last: Match, next: Match): boolean {
  const [ownGap, otherGap] = [next.own - last.own - last.length, next.other - last.other - last.length]
  const near = ownGap >= 0 && ownGap <= GAP && otherGap <= GAP
  return near && own.blocks[last.own] === own.blocks[next.own] && other.blocks[last.other] === other.blocks[next.other]
}

function passageOf(own: Symbols, other: Symbols, first: Match, last: Match, chain: readonly Match[]): Passage {
  return {
    own: spanOf(own, first.own, last.own + last.length - 1),
    other: spanOf(other, first.other, last.other + last.length - 1),
    same: chain.reduce((sum, { length }) => sum + length, 0),
  }
}

const spanOf = ({ starts, ends, blocks }: Symbols, first: number, last: number): Span => ({
  block: BLOCKS[blocks[first] ?? 0] ?? 'title',
  start: starts[first] ?? 0,
  end: ends[last] ?? 0,
})
