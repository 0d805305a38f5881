import { columnIndex, parseRange } from './letters.ts'
import { refuseFile } from './refusals.ts'
import { type Cell, MAX_CELL_LENGTH, type Merge, type TableLimits } from './sheet.ts'
import { type NumberFormat, numberCell } from './xlsx-formats.ts'
import { textCell } from './xlsx-strings.ts'

/** Rows and cells left over all sheets of the file. */
export interface Budget {
  rows: number
  cells: number
}

export interface SheetContext {
  readonly strings: readonly (Cell | undefined)[]
  readonly formats: readonly NumberFormat[]
  readonly date1904: boolean
  readonly fileName: string
  readonly limits: TableLimits
  readonly budget: Budget
}

export interface OpenRow {
  readonly number: number
  readonly cells: (Cell | undefined)[]
}

/** A cell while its element is open. */
export interface OpenCell {
  readonly column: number
  readonly type: string
  readonly style: number
  value: string
  formula: boolean
}

/** Excel's own limit: beyond it, as beyond that of a cell's length, the file was not made by a person. */
const MAX_ROW_NUMBER = 1_048_576
const MAX_MERGES = 100_000

type Attributes = Readonly<Record<string, string>>

const corrupt = (context: SheetContext, detail: string) => refuseFile('FILE_CORRUPT', context.fileName, detail)

/** Opens the row of a `row` element; without a number it follows the last one. */
export function openRow({ r }: Attributes, last: number, context: SheetContext): OpenRow {
  const number = r === undefined ? last + 1 : Number(r)
  if (!Number.isInteger(number) || number <= last || number > MAX_ROW_NUMBER) throw corrupt(context, `row ${r}`)
  return { number, cells: [] }
}

/** Opens the cell of a `c` element; without a reference it follows the last one. */
export function openCell({ r, t = 'n', s = '0' }: Attributes, next: number, context: SheetContext): OpenCell {
  const column = r === undefined ? next : columnIndex(r.replace(/\d+$/, ''))
  if (column === null) throw corrupt(context, `cell ${r}`)
  return { column, type: t, style: Number(s), value: '', formula: false }
}

/** Puts a cell that holds something into its row. */
export function putCell(row: OpenRow, column: number, cell: Cell | undefined, context: SheetContext): void {
  if (!cell) return
  const { maxColumns, maxCells } = context.limits
  if (column >= maxColumns) throw refuseFile('TOO_MANY_COLUMNS', context.fileName, maxColumns, row.number)
  if (cell.text.length > MAX_CELL_LENGTH) throw corrupt(context, `row ${row.number}`)
  if (context.budget.cells-- <= 0) throw refuseFile('TOO_MANY_CELLS', context.fileName, maxCells)
  row.cells[column] = cell
}

/** Keeps a row that holds something. */
export function putRow(rows: OpenRow[], row: OpenRow, context: SheetContext): void {
  if (row.cells.length === 0) return
  if (context.budget.rows-- <= 0) throw refuseFile('TOO_MANY_ROWS', context.fileName, context.limits.maxRows)
  rows.push(row)
}

export function putMerge(merges: Merge[], ref: string, context: SheetContext): void {
  const merge = parseRange(ref)
  if (!merge || merges.length >= MAX_MERGES) throw corrupt(context, 'merged cells')
  merges.push(merge)
}

/** Cell types: ECMA-376 part 1, 18.18.11. A formula without a stored result was never calculated. */
export function cellOf({ type, value, style, formula }: OpenCell, context: SheetContext): Cell | undefined {
  if (value === '' && formula && type !== 'str') return { text: '=', kind: 'formula' }
  switch (type) {
    case 's':
      return context.strings[Number(value)]
    case 'str':
      return textCell(value)
    case 'b':
      return { text: value.trim() === '1' ? 'TRUE' : 'FALSE', kind: 'boolean' }
    case 'e':
      return { text: value.trim() || '#ERROR', kind: 'error' }
    case 'd':
      return { text: value.slice(0, 10), kind: 'date' }
    default:
      return numberCell(value, context.formats[style] ?? 'plain', context.date1904)
  }
}
