import { COLUMNS, type ColumnKey, NOT_A_COLUMN, STILL_A_COLUMN } from './columns.ts'
import { compact } from './normal.ts'

/** What a heading was taken for; the lower the rank the surer. */
export interface LabelMatch {
  readonly key: ColumnKey
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

const exact = new Map<string, LabelMatch>()
for (const { key, exact: names } of COLUMNS) {
  names.forEach((name, rank) => {
    exact.set(label(name), { key, rank })
  })
}

/** A heading in two languages ("姓名 Name") is known by its Chinese words. */
function exactLabel(text: string): LabelMatch | null {
  const compared = label(text)
  return exact.get(compared) ?? exact.get(compared.replace(/(?<=\p{Script=Han})[a-z]+$/u, '')) ?? null
}

/** Recognises a heading that contains one of the known words and none that makes it somebody else's. */
export function similarLabel(text: string): LabelMatch | null {
  const compared = label(text)
  if (compared.length > 20 || (NOT_A_COLUMN.test(compared) && !STILL_A_COLUMN.test(compared))) return null
  const index = COLUMNS.findIndex(({ contains }) => contains?.test(compared))
  const found = COLUMNS[index]
  return found ? { key: found.key, rank: CONTAINS_RANK + index } : null
}

/**
 * Recognises the heading of one column from its parts, top to bottom. A part alone speaks before the whole is
 * searched: under "联系方式" stand "手机" and "身份证号"; but "政协" over "职务" is "政协职务", whatever stands above both.
 */
export function recogniseLabel(parts: readonly string[]): LabelMatch | null {
  const own = parts.at(-1)
  if (own === undefined) return null
  const whole = parts.join('')
  for (let from = 0; from < parts.length; from++) {
    const found = exactLabel(parts.slice(from).join(''))
    if (found) return found
  }
  return similarLabel(own) ?? similarLabel(whole)
}
