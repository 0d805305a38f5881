import { createRequire } from 'node:module'
import type { pinyin as Pinyin } from 'pinyin-pro'

const require = createRequire(import.meta.url)
let loaded: typeof Pinyin | undefined

// At the first name and not at the start: its dictionaries take 9 MB of a service that mostly reads.
function library(): typeof Pinyin {
  loaded ??= (require('pinyin-pro') as { pinyin: typeof Pinyin }).pinyin
  return loaded
}

/** Syllables of a Chinese text without tones, ü as v. `head`: it begins with a surname, read as such (单 shan). */
export const syllablesOf = (text: string, surname: 'head' | 'off' = 'off'): string[] =>
  library()(text, { toneType: 'none', type: 'array', surname, v: true })
