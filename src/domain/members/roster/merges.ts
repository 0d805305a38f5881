import { refuseFile } from './refusals.ts'
import type { Cell, Merge, TableRow } from './sheet.ts'
import type { OpenRow } from './xlsx-grid.ts'

/**
 * Gives every blank cell under a merged range the range's text, marked with `from`. Only rows that hold something are
 * visited, and a range is cut at the last column in use, so a merge of a whole column costs nothing.
 */
export function fillMerges(rows: OpenRow[], merges: readonly Merge[], fileName: string): readonly TableRow[] {
  const width = rows.reduce((most, row) => Math.max(most, row.cells.length), 0)
  // Ranges of an honest file never overlap (18.3.1.55), so they cannot cover more cells than there are.
  let work = rows.length * width
  for (const merge of merges) {
    const start = firstAtOrAfter(rows, merge.top)
    const top = rows[start]
    const source = top?.number === merge.top ? top.cells[merge.left] : undefined
    if (!source) continue
    const filled: Cell = { ...source, from: { row: merge.top, column: merge.left } }
    const right = Math.min(merge.right, width - 1)
    for (let i = start; i < rows.length; i++) {
      const row = rows[i]
      if (!row || row.number > merge.bottom) break
      work -= right - merge.left + 1
      if (work < 0) throw refuseFile('FILE_CORRUPT', fileName, 'overlapping merged cells')
      for (let column = merge.left; column <= right; column++) row.cells[column] ??= filled
    }
  }
  return rows
}

function firstAtOrAfter(rows: readonly OpenRow[], number: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((rows[middle]?.number ?? 0) < number) low = middle + 1
    else high = middle
  }
  return low
}
