import { Refused, userError } from '../../../kernel/user-error.ts'
import { COLUMNS, type ColumnKey, columnDefinition } from './columns.ts'
import { label } from './labels.ts'
import type { Header } from './layout.ts'
import { columnIndex } from './letters.ts'
import type { Sheet } from './sheet.ts'

/** Columns given by the user: a heading's text, or a letter; null: do not read this even if it is recognised. */
export type ColumnMapping = Partial<Readonly<Record<ColumnKey, string | null>>>

/** Resolves the user's choice against the headings found. A heading's text is looked for before a letter. */
export function mapColumns(
  mapping: ColumnMapping,
  headers: readonly Header[],
  sheet: Sheet,
): { chosen: Map<ColumnKey, number>; off: Set<ColumnKey> } {
  const chosen = new Map<ColumnKey, number>()
  const off = new Set<ColumnKey>()
  const width = sheet.rows.reduce((most, row) => Math.max(most, row.cells.length), 0)
  for (const { key } of COLUMNS) {
    const wanted = mapping[key]
    if (wanted === null) off.add(key)
    if (typeof wanted !== 'string') continue
    const compared = label(wanted)
    const header = headers.find(h => label(h.parts.join('')) === compared || label(h.parts.at(-1) ?? '') === compared)
    const index = header?.index ?? columnIndex(wanted.trim())
    if (index === null || index >= width) throw notFound(key, wanted)
    chosen.set(key, index)
  }
  return { chosen, off }
}

function notFound(key: ColumnKey, wanted: string): Refused {
  const { zh, en } = columnDefinition(key)
  return new Refused(
    userError(
      'MAPPING_COLUMN_NOT_FOUND',
      ['mapping', key],
      `名册中没有指定的列“${wanted}”（${zh}），请填写表头文字或列字母`,
      `The roster has no column "${wanted}" (${en}); give its heading or its letter`,
    ),
  )
}
