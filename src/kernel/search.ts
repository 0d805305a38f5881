import { ApiError } from './user-error.ts'

/** Nobody writes longer words; an index entry has its limits. */
const LONGEST_WORD = 40
const LONGEST_SEARCH = 100

const RUNS = /\p{Script=Han}+|[[\p{L}\p{N}\p{M}]--\p{Script=Han}]+/gv
const HAN = /^\p{Script=Han}/u

/** Runs of Han characters and words of letters and digits, without widths and in lower case. */
const runsOf = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(RUNS) ?? []

const wordOf = (run: string): string => [...run].slice(0, LONGEST_WORD).join('')

const pairsOf = (characters: readonly string[]): string[] =>
  characters.slice(1).map((character, index) => `${characters[index]}${character}`)

/**
 * What a text is found by: every two neighbouring Han characters, so that each word of two characters and more is found
 * wherever it stands and no dictionary has to know it (docs/decisions/0019); the last character of each run alone, so that a
 * single one is found as the beginning of a token; words whole.
 */
export function tokensOf(text: string): string[] {
  const tokens = runsOf(text).flatMap(run => {
    if (!HAN.test(run)) return [wordOf(run)]
    const characters = [...run]
    return [...pairsOf(characters), ...characters.slice(-1)]
  })
  return [...new Set(tokens)]
}

/**
 * The question to a tsvector of such tokens, null without any: all words of the search must be there, a word of letters
 * and a single Han character as the beginning of a token. Tokens are letters, digits and marks, which no tsquery takes for
 * anything else.
 */
export function searchQueryOf(search: string): string | null {
  const words = runsOf(search).flatMap(run => {
    const characters = [...run]
    if (!HAN.test(run)) return [`${wordOf(run)}:*`]
    return characters.length === 1 ? [`${run}:*`] : pairsOf(characters)
  })
  return words.length === 0 ? null : [...new Set(words)].join(' & ')
}

/** A search's text as it was asked for. Throws ApiError for one that nobody would type. */
export function searchOf(text: unknown): string {
  const search = String(text)
  if (search.length <= LONGEST_SEARCH) return search
  throw new ApiError(
    'BAD_REQUEST',
    `搜索内容最多 ${LONGEST_SEARCH} 个字`,
    `Search for ${LONGEST_SEARCH} characters at most`,
    { field: ['filter', 'text'] },
  )
}

/** The question to a tsvector of what somebody asks for: an empty box asks nothing (null), signs alone find nothing (no lexeme). */
export function checkedSearch(text: unknown): string | null {
  const search = searchOf(text)
  return search === '' ? null : (searchQueryOf(search) ?? '')
}
