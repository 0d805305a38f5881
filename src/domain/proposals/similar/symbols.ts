/** The text of a proposal in its four blocks. */
export interface ProposalTexts {
  readonly title: string
  readonly situation: string
  readonly analysis: string
  readonly suggestions: string
}

export const BLOCKS = ['title', 'situation', 'analysis', 'suggestions'] as const
export type TextBlock = (typeof BLOCKS)[number]

/**
 * Four blocks as one row of symbols: a Han character each, a word of letters and digits each. Widths, case, punctuation and
 * spaces do not count, and yet each symbol knows where in its block it stands (UTF-16, as JavaScript counts).
 */
export interface Symbols {
  readonly codes: readonly number[]
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  /** Index of the block in BLOCKS. */
  readonly blocks: readonly number[]
}

/** Stands between two blocks and equals nothing. */
export const BOUNDARY = 0

const HAN = /\p{Script=Han}/u
const [FIRST_HAN, LAST_HAN] = [0x4e00, 0x9fff]
const LETTER = /[\p{L}\p{N}\p{M}]/u

export function symbolsOf(texts: ProposalTexts): Symbols {
  const symbols = { codes: [], starts: [], ends: [], blocks: [] }
  for (const [block, name] of BLOCKS.entries()) {
    read(texts[name], block, symbols)
    push(symbols, BOUNDARY, block, texts[name].length, texts[name].length)
  }
  return symbols
}

interface Filling {
  readonly codes: number[]
  readonly starts: number[]
  readonly ends: number[]
  readonly blocks: number[]
}

function push({ codes, starts, ends, blocks }: Filling, code: number, block: number, start: number, end: number): void {
  codes.push(code)
  starts.push(start)
  ends.push(end)
  blocks.push(block)
}

function read(text: string, block: number, into: Filling): void {
  let word = 0
  let wordStart = 0
  const endWord = (end: number) => {
    if (word !== 0) push(into, word, block, wordStart, end)
    word = 0
  }
  let at = 0
  for (const character of text) {
    const end = at + character.length
    const unit = text.charCodeAt(at)
    // Nearly all of a Chinese text; nothing is to be folded there.
    if (unit >= FIRST_HAN && unit <= LAST_HAN) {
      endWord(at)
      push(into, unit, block, at, end)
      at = end
      continue
    }
    for (const { code, kind } of folded(character)) {
      if (kind === 'letter') {
        if (word === 0) wordStart = at
        word = wordCode(word, code)
      } else {
        endWord(at)
        if (kind === 'han') push(into, code, block, at, end)
      }
    }
    at = end
  }
  endWord(at)
}

interface Folded {
  readonly code: number
  readonly kind: 'han' | 'letter' | 'other'
}

const known = new Map<string, readonly Folded[]>()
const KNOWN_AT_MOST = 20_000

/** One character in lower case and without its width: ㎡ becomes two letters. */
function folded(character: string): readonly Folded[] {
  const found = known.get(character)
  if (found) return found
  const made = [...character.normalize('NFKC').toLowerCase()].map(
    (one): Folded => ({
      code: one.codePointAt(0) ?? 0,
      kind: HAN.test(one) ? 'han' : LETTER.test(one) ? 'letter' : 'other',
    }),
  )
  if (known.size < KNOWN_AT_MOST) known.set(character, made)
  return made
}

/** Negative, so that no word is taken for a character. */
const wordCode = (word: number, code: number): number => Math.imul(word ^ code, 0x01000193) | 0x80000000

/** A number for two or more symbols that stand together; 32 bits. */
export function mixed(first: number, second: number): number {
  let hash = Math.imul(first ^ (first >>> 15), 0x2c1b3c6d) ^ second
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39)
  return hash ^ (hash >>> 15)
}
