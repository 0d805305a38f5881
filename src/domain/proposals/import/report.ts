import { IMPORT_POLICIES, type ImportPolicy } from '../../members/import-report.ts'
import { LISTED_FINDINGS } from '../../members/roster/findings.ts'
import type { Finding } from './findings.ts'
import type { SheetReading } from './read.ts'

export { IMPORT_POLICIES, type ImportPolicy, LISTED_FINDINGS }

/** What an import of proposals did, or would do. */
export interface ImportReport {
  readonly organizationId: string
  readonly fileName: string
  readonly policy: ImportPolicy
  readonly dryRun: boolean
  /** Rows are wrong and the policy is ALL_OR_NOTHING: nothing is written. */
  readonly refused: boolean
  /** The good rows were written, or were on file as they stand. */
  readonly applied: boolean
  /** Rows that stand for a proposal. */
  readonly proposals: number
  readonly created: number
  /** On file already. */
  readonly unchanged: number
  /** Of those, the ones of which the list says something else. */
  readonly different: number
  /** Rows with an error. */
  readonly skipped: number
  readonly errorCount: number
  readonly warningCount: number
  /** In the order of the file, the first LISTED_FINDINGS. */
  readonly errors: readonly Finding[]
  readonly warnings: readonly Finding[]
  readonly sheets: readonly SheetReport[]
}

export interface SheetReport {
  /** Null for a CSV. */
  readonly name: string | null
  readonly proposals: number
  /** Null: the sheet has no heading and was not read. */
  readonly columns: readonly { readonly field: string; readonly letter: string; readonly header: string }[] | null
  /** Headings of columns that were not read. */
  readonly ignored: readonly string[]
}

export const sheetReport = ({ name, proposals, layout }: SheetReading): SheetReport => ({
  name,
  proposals,
  columns: layout && [...layout.columns.values()].map(({ key: field, letter, header }) => ({ field, letter, header })),
  ignored: layout?.ignored ?? [],
})

/** Findings in the order of the file. */
export function inFileOrder(findings: readonly Finding[], sheets: readonly SheetReading[]): Finding[] {
  const rank = new Map(sheets.map(({ name }, i) => [name, i]))
  return findings.toSorted((a, b) => (rank.get(a.sheet) ?? 0) - (rank.get(b.sheet) ?? 0) || a.row - b.row)
}

/** Rows that have an error; one row may have several. */
export const badRows = (errors: readonly Finding[]): number =>
  new Set(errors.map(({ sheet, row }) => JSON.stringify([sheet, row]))).size
