import { syllablesOf } from '../../kernel/pinyin.ts'

/** How a name is read, for search and order. */
export interface Reading {
  /** Without tones and spaces, ü as v: `zhangsan`. A character without a known reading stands for itself. */
  readonly pinyin: string
  /** First letters: `zs`. */
  readonly initials: string
}

// Between the parts of a name that is written in several: 阿依古丽·买买提, Mary-Ann.
const SEPARATORS = /[\s·•・‧.．'’\-—]+/u
const LATIN_RUN = /[\p{Script=Latin}\d]+|[^\p{Script=Latin}\d]+/gu

/** The reading of a person's name; a surname with a reading of its own (单 shan, 尉迟 yuchi) is read as a surname. */
export function readingOf(name: string): Reading {
  const words = name.normalize('NFKC').split(SEPARATORS).flatMap(wordsOf).filter(Boolean)
  return { pinyin: words.join(''), initials: words.map(word => [...word][0] ?? '').join('') }
}

function wordsOf(part: string, index: number): string[] {
  // The parts after the first are given names; only the first begins with a surname.
  const surname = index === 0 ? 'head' : 'off'
  return (part.match(LATIN_RUN) ?? []).flatMap(run => (isLatin(run) ? [latin(run)] : syllablesOf(run, surname)))
}

const isLatin = (run: string): boolean => /^[\p{Script=Latin}\d]/u.test(run)

/** Letters in lower case without accents; ü is typed as v, as in pinyin. */
const latin = (run: string): string => run.toLowerCase().replaceAll('ü', 'v').normalize('NFKD').replace(/\p{M}/gu, '')

/** What the list's search looks into: name, reading, initials and work unit, in lower case and without full-width forms. */
export function searchTextOf(name: string, { pinyin, initials }: Reading, workUnit: string): string {
  return [name, compactName(name), pinyin, initials, workUnit].map(folded).join('\n')
}

/** The words of a search, folded as the text they are looked for in. */
export const searchWords = (text: string): string[] => [...new Set(folded(text).split(/\s+/u).filter(Boolean))]

/** A LIKE pattern that finds the word anywhere, whatever characters it has. */
export const containsPattern = (word: string): string => `%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`

const compactName = (name: string): string => name.split(SEPARATORS).join('')

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('ü', 'v')
