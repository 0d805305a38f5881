import { type ColumnKey, columnDefinition } from './columns.ts'
import type { Found, Lookup } from './dictionary.ts'
import { type Parsed, type Problem, problem } from './findings.ts'
import { compact } from './normal.ts'
import type { Vocabulary } from './vocabulary.ts'

/** The columns that name an entry of a dictionary. */
export type GroupField = 'sector' | 'party' | 'specialCommittee' | 'position'

export const GROUP_FIELDS: readonly GroupField[] = ['sector', 'specialCommittee', 'position', 'party']

export const DICTIONARY_OF: Readonly<Record<GroupField, keyof Vocabulary>> = {
  sector: 'sectors',
  party: 'parties',
  specialCommittee: 'specialCommittees',
  position: 'positions',
}

const CODES: Readonly<Record<GroupField, string>> = {
  sector: 'SECTOR',
  party: 'PARTY',
  specialCommittee: 'SPECIAL_COMMITTEE',
  position: 'POSITION',
}

/** Why a text is no entry of the dictionary, with the nearest one as a question, never as an answer. */
export function unknownName(field: GroupField, text: string, found: Found): Problem {
  const { zh, en } = columnDefinition(field satisfies ColumnKey)
  const shown = [...text].slice(0, 30).join('')
  if (found.key === null && 'among' in found) {
    const names = found.among.join('、')
    return problem(
      `${CODES[field]}_AMBIGUOUS`,
      `${zh}“${shown}”可指 ${names}，请写全称`,
      `${en} "${shown}" may be ${names}; write the full name`,
    )
  }
  const nearest = found.key === null ? found.nearest : null
  return problem(
    `${CODES[field]}_UNKNOWN`,
    `没有名为“${shown}”的${zh}${nearest ? `，是否为“${nearest}”？` : ''}`,
    `Unknown ${en} "${shown}"${nearest ? `; did you mean "${nearest}"?` : ''}`,
    nearest ?? undefined,
  )
}

/** Behind a name: "中共界（12人）", "民革（主委）". */
const REMARK = /[(（]([^()（）]*)[)）]$/

/** Looks one name up in its dictionary; a remark in brackets behind it is left out, with a warning unless it only counts. */
export function readGroup(field: GroupField, text: string, find: Lookup): Parsed<string> {
  const found = find(text)
  if (found.key !== null) return { value: found.key }
  const remark = REMARK.exec(text)?.[1]
  const bare = remark === undefined ? found : find(text.replace(REMARK, '').trim())
  if (remark === undefined || bare.key === null) return { problem: unknownName(field, text, found) }
  return /^[共计]?\d+[人名位席]$/.test(compact(remark))
    ? { value: bare.key }
    : { value: bare.key, warnings: [leftOut(remark)] }
}

const leftOut = (remark: string): Problem =>
  problem(
    'REMARK_LEFT_OUT',
    `括号内的“${[...remark].slice(0, 30).join('')}”未读取`,
    `"${[...remark].slice(0, 30).join('')}" in brackets was left out`,
  )
