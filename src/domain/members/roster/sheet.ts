/** What a cell held before it became text. `raw`: a CSV, where nothing says whether it was text or a number. */
export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'raw' | 'error' | 'formula'

export interface Cell {
  /** As the file holds it, untrimmed, never blank; a date as `YYYY-MM` or `YYYY-MM-DD`. */
  readonly text: string
  readonly kind: CellKind
  /** Set when the cell is blank in itself and covered by a merged range: where the range begins (1-based row). */
  readonly from?: { readonly row: number; readonly column: number }
}

export interface TableRow {
  /** 1-based, as the spreadsheet program shows it. */
  readonly number: number
  /** By 0-based column; blank cells are undefined. */
  readonly cells: readonly (Cell | undefined)[]
}

/** A merged range; rows 1-based, columns 0-based, both ends included. */
export interface Merge {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export interface Sheet {
  /** Null for a CSV, which has no sheets. */
  readonly name: string | null
  readonly hidden: boolean
  /** Rows with at least one cell of their own, in order. Cells under a merge are filled in with `from`. */
  readonly rows: readonly TableRow[]
  readonly merges: readonly Merge[]
}

export interface TableLimits {
  readonly maxBytes: number
  /** Of the parts of a workbook that are read, after inflation. */
  readonly maxInflatedBytes: number
  /** Inflated to compressed size of one part of more than 1 MB. Real sheets stay under 100. */
  readonly maxRatio: number
  /** Rows that hold something, over all sheets. */
  readonly maxRows: number
  readonly maxColumns: number
  /** Cells that hold something, over all sheets; and texts that they share. */
  readonly maxCells: number
  readonly maxSheets: number
}

/** Excel's own limit of a cell, in characters. */
export const MAX_CELL_LENGTH = 32_767

export const TABLE_LIMITS: TableLimits = {
  maxBytes: 20 * 1024 * 1024,
  maxInflatedBytes: 128 * 1024 * 1024,
  maxRatio: 250,
  maxRows: 50_000,
  maxColumns: 200,
  maxCells: 1_000_000,
  maxSheets: 50,
}
