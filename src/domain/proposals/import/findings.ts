import type { Bilingual } from '../../../kernel/user-error.ts'
import { type Problem, shownValue } from '../../members/roster/findings.ts'
import type { ColumnKey } from './columns.ts'
import type { Layout } from './layout.ts'

/** What there is to say about a row: an error keeps it out, a warning does not. */
export interface Finding {
  readonly severity: 'error' | 'warning'
  /** Null for a CSV. */
  readonly sheet: string | null
  /** 1-based row of the file. */
  readonly row: number
  readonly title: string | null
  readonly field: ColumnKey | null
  readonly column: { readonly letter: string; readonly header: string } | null
  readonly code: string
  readonly message: Bilingual
  readonly suggestion: string | null
  /** What the cell holds, at most 60 characters. */
  readonly value: string | null
}

export interface Place {
  readonly sheet: string | null
  readonly row: number
  readonly title: string | null
  readonly columns: Layout['columns'] | undefined
}

export function findingAt(
  { sheet, row, title, columns }: Place,
  field: ColumnKey | null,
  { code, message, suggestion }: Problem,
  value: string | null = null,
  severity: Finding['severity'] = 'error',
): Finding {
  const column = field === null ? undefined : columns?.get(field)
  return {
    ...{ severity, sheet, row, field, code, message, suggestion: suggestion ?? null },
    title: title === null ? null : shownValue(null, title),
    column: column ? { letter: column.letter, header: column.header } : null,
    value: value === null ? null : shownValue(null, value),
  }
}
