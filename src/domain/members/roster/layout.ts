import type { Bilingual } from '../../../kernel/user-error.ts'
import type { ColumnKey } from './columns.ts'
import type { TableRow } from './sheet.ts'

export interface RecognisedColumn {
  readonly key: ColumnKey
  /** 0-based. */
  readonly index: number
  readonly letter: string
  /** The heading as it stands in the file, parts joined by a slash. */
  readonly header: string
}

export interface ColumnRemark {
  readonly code: 'COLUMN_IGNORED' | 'COLUMN_REPEATED' | 'COLUMN_WITHOUT_HEADING' | 'DUTY_READ_AS_POSITION'
  readonly letter: string
  readonly header: string
  readonly message: Bilingual
}

export interface Layout {
  /** Index into `sheet.rows` of the first row after the heading. */
  readonly start: number
  /** The rows of the heading; empty if columns were given by letter and there is none. */
  readonly headerRows: readonly TableRow[]
  readonly columns: ReadonlyMap<ColumnKey, RecognisedColumn>
  readonly remarks: readonly ColumnRemark[]
}

/** One column of a heading as it was found. */
export interface Header {
  readonly index: number
  readonly parts: readonly string[]
  readonly key: ColumnKey | null
  readonly rank: number
}
