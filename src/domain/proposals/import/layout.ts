import { columnLetter } from '../../members/roster/letters.ts'
import { tidy } from '../../members/roster/normal.ts'
import { ownCells } from '../../members/roster/rows.ts'
import type { Sheet, TableRow } from '../../members/roster/sheet.ts'
import { type ColumnKey, headingOf, meaningOf } from './columns.ts'

export interface Column {
  readonly key: ColumnKey
  /** 0-based. */
  readonly index: number
  readonly letter: string
  readonly header: string
}

export interface Layout {
  /** Index into the sheet's rows of the first one below the heading. */
  readonly start: number
  readonly columns: ReadonlyMap<ColumnKey, Column>
  /** Headings of columns that are not read. */
  readonly ignored: readonly string[]
}

const SEARCHED_ROWS = 60
const HIGHEST = 2
const LONGEST_HEADING = 60

/** Finds the heading of a sheet, one or two rows below whatever titles; null where no column is a proposal's title. */
export function layoutOf(sheet: Sheet): Layout | null {
  let best: Layout | null = null
  for (let start = 0; start < Math.min(sheet.rows.length, SEARCHED_ROWS); start++) {
    for (let height = 1; height <= HIGHEST; height++) {
      const found = layoutAt(sheet.rows.slice(start, start + height), start + height)
      if (found && found.columns.size > (best?.columns.size ?? 1)) best = found
    }
  }
  return best
}

function layoutAt(rows: readonly TableRow[], start: number): Layout | null {
  const [first, second] = rows
  // A title merged over all columns stands above a heading; what is merged down from above began there.
  if (!first || ownCells(first).length < 2 || (second && !isHeading(second))) return null
  if (first.cells.some(cell => cell?.from && cell.from.row < first.number)) return null
  const headings = headingsOf(rows)
  const columns = new Map<ColumnKey, Column>()
  const taken = headings.toSorted((a, b) => a.rank - b.rank || a.index - b.index)
  for (const { key, index, header } of taken) {
    if (key && !columns.has(key)) columns.set(key, { key, index, header, letter: columnLetter(index) })
  }
  const read = new Set([...columns.values()].map(({ index }) => index))
  const ignored = headings.filter(({ index }) => !read.has(index)).map(({ header }) => header)
  return columns.has('title') ? { start, columns, ignored } : null
}

/** A second row of a heading is made of headings itself, of which one is sure. */
function isHeading(row: TableRow): boolean {
  const own = ownCells(row).map(({ text }) => text.slice(0, LONGEST_HEADING))
  return own.some(text => headingOf(text) !== null) && own.every(text => meaningOf([text]) !== null)
}

function headingsOf(rows: readonly TableRow[]) {
  const width = Math.max(...rows.map(({ cells }) => cells.length))
  return Array.from({ length: width }, (_, index) => {
    const parts = rows
      .map(({ cells }) => tidy(cells[index]?.text.slice(0, LONGEST_HEADING) ?? ''))
      .filter((part, i, all) => part !== '' && part !== all[i - 1])
    const match = meaningOf(parts)
    return { index, header: parts.join('/'), key: match?.key ?? null, rank: match?.rank ?? Number.POSITIVE_INFINITY }
  }).filter(({ header }) => header !== '')
}
