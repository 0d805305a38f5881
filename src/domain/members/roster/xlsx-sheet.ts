import { fillMerges } from './merges.ts'
import type { Merge, Sheet } from './sheet.ts'
import {
  cellOf,
  type OpenCell,
  type OpenRow,
  openCell,
  openRow,
  putCell,
  putMerge,
  putRow,
  type SheetContext,
} from './xlsx-grid.ts'
import { longer, richText, textCell } from './xlsx-strings.ts'
import { parseXml, type XmlHandlers } from './xml.ts'

/** Reads one worksheet part. Merged ranges stand after the data in the file, so they are filled in at the end. */
export async function readSheet(
  chunks: AsyncIterable<Buffer>,
  context: SheetContext,
): Promise<Pick<Sheet, 'rows' | 'merges'>> {
  const rows: OpenRow[] = []
  const merges: Merge[] = []
  await parseXml(chunks, context.fileName, sheetHandlers(rows, merges, context))
  return { rows: fillMerges(rows, merges, context.fileName), merges }
}

/** The elements of a worksheet that matter here: row, c, v, f, is, mergeCell. One state, so one function. */
function sheetHandlers(rows: OpenRow[], merges: Merge[], context: SheetContext): XmlHandlers {
  const inline = richText()
  let row: OpenRow | null = null
  let cell: OpenCell | null = null
  let lastRow = 0
  let nextColumn = 0
  let inValue = false
  return {
    open(name, attributes) {
      if (name === 'c') {
        cell = openCell(attributes, nextColumn, context)
        nextColumn = cell.column + 1
      } else if (name === 'row') {
        row = openRow(attributes, lastRow, context)
        lastRow = row.number
        nextColumn = 0
      } else if (name === 'v') inValue = true
      else if (name === 'f' && cell) cell.formula = true
      else if (name === 'mergeCell') putMerge(merges, attributes.ref ?? '', context)
      else inline.open(name, attributes)
    },
    close(name) {
      if (name === 'v') inValue = false
      else if (name === 'c') {
        const read = cell?.type === 'inlineStr' ? textCell(inline.take()) : cell && cellOf(cell, context)
        if (row && cell) putCell(row, cell.column, read ?? undefined, context)
        cell = null
      } else if (name === 'row') {
        if (row) putRow(rows, row, context)
        row = null
      } else inline.close?.(name)
    },
    text(text) {
      if (inValue && cell) cell.value = longer(cell.value, text)
      else inline.text?.(text)
    },
  }
}
