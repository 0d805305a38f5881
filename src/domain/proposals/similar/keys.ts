import { BLOCKS, BOUNDARY, mixed, type Symbols } from './symbols.ts'

/** One of so many triples of the text is a key; of the title every one is. */
const RATE = 16

/** So many keys of a text are looked for. */
const ASKED_AT_MOST = 256

const TITLE = BLOCKS.indexOf('title')

/**
 * Keys by which similar texts are found: three symbols that stand together, as a number. The text itself decides which are
 * kept, so that a shortened or mixed text keeps the keys of what it took over, wherever that stands now. They stand among
 * the tokens of search and begin with a capital, as no word there does.
 */
export function keysOf({ codes, blocks }: Symbols): string[] {
  const keys = new Set<string>()
  for (let at = 2; at < codes.length; at++) {
    const [a = BOUNDARY, b = BOUNDARY, c = BOUNDARY] = [codes[at - 2], codes[at - 1], codes[at]]
    if (a === BOUNDARY || b === BOUNDARY || c === BOUNDARY) continue
    const key = mixed(mixed(a, b), c)
    if (blocks[at] === TITLE || (key >>> 0) % RATE === 0) keys.add(`K${(key >>> 0).toString(36)}`)
  }
  return [...keys]
}

/** The keys to look for; of a long text some, which its own hashes choose. */
export const askedKeys = (symbols: Symbols): string[] => keysOf(symbols).sort().slice(0, ASKED_AT_MOST)
