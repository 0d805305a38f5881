import { type ColumnKey, columnDefinition } from './columns.ts'
import type { FindingList } from './finding-list.ts'
import {
  type FindingColumn,
  type NoteBook,
  type NoteCode,
  type Parsed,
  type Problem,
  problem,
  shownValue,
} from './findings.ts'
import type { Layout } from './layout.ts'
import { compact, isDitto, isPlaceholder, tidy } from './normal.ts'
import type { Cell, Sheet, TableRow } from './sheet.ts'

/** Reads the cells of one row at a time (one reader serves a sheet: thirty thousand rows) and keeps what there is to say about them. */
export interface RowReader {
  /** Turns to the next row. */
  begin(row: TableRow): void
  /** Whether the row has an entry of its own, or from a merged cell, that is not a placeholder. */
  has(key: ColumnKey): boolean
  hasColumn(key: ColumnKey): boolean
  /** The cell that speaks for this row; undefined if blank, unreadable (reported) or a placeholder such as "/". */
  cell(key: ColumnKey): Cell | undefined
  /** The parsed value, or null after reporting why there is none; null as well for a blank cell. */
  field<T>(key: ColumnKey, parse: (cell: Cell) => Parsed<T>): T | null
  /** Takes a parsed value that does not stand in a cell of this row (a heading's). */
  take<T>(key: ColumnKey, parsed: Parsed<T>, value: string): T | null
  error(key: ColumnKey, problem: Problem, value?: string): void
  warn(key: ColumnKey, problem: Problem, value?: string): void
  note(key: ColumnKey, code: NoteCode): void
  readonly failed: boolean
}

export interface RowContext {
  readonly sheet: Sheet
  readonly layout: Layout
  readonly book: NoteBook
  readonly findings: FindingList
  /** The last text of each column above this row, for ditto marks. */
  readonly above: Map<ColumnKey, Cell>
}

/** In these a stroke or 无 means "nothing"; elsewhere it would be a guess (no party is 无党派, or not known). */
const MAY_BE_NOTHING: ReadonlySet<ColumnKey> = new Set([
  'number',
  'workUnit',
  'unit',
  'duty',
  'position',
  'standing',
  'specialCommittee',
  'phone',
  'identityNumber',
  'byElection',
  'remarks',
])

/** `199****1037`, `1****************2`: a number as exports show it tells nothing new. */
const MASKED = /^[\dX]{0,8}\*{3,}[\dX]{0,4}$/i

export function createRowReader({ sheet, layout, book, findings, above }: RowContext): RowReader {
  let row: TableRow = { number: 0, cells: [] }
  let failed = false
  const text = (key: ColumnKey) => row.cells[layout.columns.get(key)?.index ?? -1]?.text
  const about = () => {
    const [number, name] = [text('number'), text('name')]
    return {
      sheet: sheet.name,
      row: row.number,
      number: number ? compact(number).slice(0, 20) : null,
      name: name ? shownValue('name', tidy(name)) : null,
    }
  }

  const report = (severity: 'error' | 'warning', key: ColumnKey, found: Problem, value?: string): void => {
    if (severity === 'error') failed = true
    const { code, message, suggestion = null } = found
    const shown = value === undefined ? null : shownValue(key, value)
    findings.push({
      severity,
      ...about(),
      column: columnOf(layout, key),
      field: key,
      code,
      message,
      suggestion,
      value: shown,
    })
  }
  const entry = (key: ColumnKey): Cell | undefined => {
    const cell = ownOrCarried(row, layout, key)
    return cell && MAY_BE_NOTHING.has(key) && isPlaceholder(cell.text) ? undefined : cell
  }
  const reader: RowReader = {
    begin(next) {
      row = next
      failed = false
    },
    get failed() {
      return failed
    },
    has: key => entry(key) !== undefined,
    hasColumn: key => layout.columns.has(key),
    cell(key) {
      const cell = entry(key)
      if (!cell) return undefined
      if (cell.from) reader.note(key, 'CARRIED_FROM_MERGE')
      const unreadable = unreadableCell(cell)
      if (unreadable) return void report('error', key, unreadable, cell.text)
      if ((key === 'phone' || key === 'identityNumber') && MASKED.test(compact(cell.text)))
        return void reader.note(key, 'MASKED_LEFT_OUT')
      const source = columnDefinition(key).carries && isDitto(cell.text) ? above.get(key) : undefined
      if (source) reader.note(key, 'DITTO')
      else above.set(key, cell)
      return source ?? cell
    },
    field(key, parse) {
      const cell = reader.cell(key)
      return cell ? reader.take(key, parse(cell), cell.text) : null
    },
    take(key, parsed, value) {
      if ('problem' in parsed) {
        report('error', key, parsed.problem, value)
        return null
      }
      for (const warning of parsed.warnings ?? []) report('warning', key, warning, value)
      for (const note of parsed.notes ?? []) reader.note(key, note)
      return parsed.value
    },
    error: (key, found, value) => report('error', key, found, value),
    warn: (key, found, value) => report('warning', key, found, value),
    note: (key, code) => book.note(code, sheet.name, row.number, key, columnOf(layout, key) ?? undefined),
  }
  return reader
}

export function columnOf(layout: Layout, key: ColumnKey): FindingColumn | null {
  const column = layout.columns.get(key)
  return column ? { letter: column.letter, header: column.header } : null
}

/** Far above what any field takes: keeps the patterns of the fields from long texts. */
const MAX_CELL_TEXT = 2_000

/** Under a vertical merge only group columns speak for the row; under a horizontal one the cell is another column's. */
function ownOrCarried(row: TableRow, layout: Layout, key: ColumnKey): Cell | undefined {
  const index = layout.columns.get(key)?.index ?? -1
  const cell = row.cells[index]
  if (!cell?.from) return cell
  return columnDefinition(key).carries && cell.from.column === index ? cell : undefined
}

function unreadableCell(cell: Cell): Problem | null {
  if (cell.text.length > MAX_CELL_TEXT) {
    return problem('TOO_LONG', `最多 ${MAX_CELL_TEXT} 个字`, `At most ${MAX_CELL_TEXT} characters`)
  }
  if (cell.kind === 'error') {
    return problem(
      'CELL_ERROR',
      `单元格是错误值 ${cell.text.slice(0, 20)}，请改正`,
      `The cell holds the error value ${cell.text.slice(0, 20)}`,
    )
  }
  if (cell.kind === 'formula') {
    return problem(
      'FORMULA_WITHOUT_RESULT',
      '公式没有保存计算结果，请用 Excel 或 WPS 打开并保存',
      'The formula has no stored result; open the file in Excel or WPS and save it',
    )
  }
  return null
}
