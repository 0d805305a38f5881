import { COLUMNS, type Labelled, NOT_A_COLUMN, STILL_A_COLUMN } from './columns.ts'
import { compact } from './normal.ts'

/** What a heading was taken for; the lower the rank the surer. */
export interface LabelMatch<Key> {
  readonly key: Key
  readonly rank: number
}

/** A rank from which on the heading only contains a known word. */
export const CONTAINS_RANK = 100

const MAX_LABEL = 200

/**
 * A heading as it is compared: no spaces, no remarks in brackets ("出生年月（如1980.01）"), no marks ("*姓名"), no
 * "and" ("工作单位及职务" is "工作单位、职务").
 */
export function label(text: string): string {
  // No heading is that long; a hostile cell of 30,000 brackets must not cost a second.
  if (text.length > MAX_LABEL) return ''
  return compact(text)
    .replace(/[([【［〔][^)\]】］〕]*[)\]】］〕]/g, '')
    .replace(/[^\p{L}\p{N}]|[及和与或]/gu, '')
    .toLowerCase()
}

/**
 * Recognises the heading of one column from its parts, top to bottom. A part alone speaks before the whole is
 * searched: under "联系方式" stand "手机" and "身份证号"; but "政协" over "职务" is "政协职务", whatever stands above both.
 * `isForeign` tells whether a heading that only contains a known word is somebody else's, or of another thing.
 */
export function labelReader<Key>(columns: readonly Labelled<Key>[], isForeign: (compared: string) => boolean) {
  const known = new Map(
    columns.flatMap(({ key, exact }) => exact.map((name, rank) => [label(name), { key, rank }] as const)),
  )
  // A heading in two languages ("姓名 Name") is known by its Chinese words.
  const exactly = (text: string): LabelMatch<Key> | null => {
    const compared = label(text)
    return known.get(compared) ?? known.get(compared.replace(/(?<=\p{Script=Han})[a-z]+$/u, '')) ?? null
  }
  const similar = (text: string): LabelMatch<Key> | null => {
    const compared = label(text)
    if (compared.length > 20 || isForeign(compared)) return null
    const index = columns.findIndex(({ contains }) => contains?.test(compared))
    const found = columns[index]
    return found ? { key: found.key, rank: CONTAINS_RANK + index } : null
  }
  return (parts: readonly string[]): LabelMatch<Key> | null => {
    const own = parts.at(-1)
    if (own === undefined) return null
    for (let from = 0; from < parts.length; from++) {
      const found = exactly(parts.slice(from).join(''))
      if (found) return found
    }
    return similar(own) ?? similar(parts.join(''))
  }
}

export const recogniseLabel = labelReader(
  // What messages and reports call a column in English, a heading may too.
  COLUMNS.map(column => ({ ...column, exact: [...column.exact, column.en] })),
  compared => NOT_A_COLUMN.test(compared) && !STILL_A_COLUMN.test(compared),
)
