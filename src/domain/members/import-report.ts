import type { Bilingual } from '../../kernel/user-error.ts'
import type { MemberRow, RowProblem } from './planning.ts'
import type { MemberCandidate } from './roster/candidate.ts'
import type { ColumnKey } from './roster/columns.ts'
import { type RosterFinding, type RosterNote, shownValue } from './roster/findings.ts'
import type { ColumnRemark, RecognisedColumn } from './roster/layout.ts'
import type { RosterReading } from './roster/roster.ts'

/** What to do when some rows of a list are wrong: write nothing, or leave those rows out. */
export const IMPORT_POLICIES = ['ALL_OR_NOTHING', 'SKIP_BAD_ROWS'] as const
export type ImportPolicy = (typeof IMPORT_POLICIES)[number]

/** What an import did, or would do. */
export interface ImportReport {
  readonly organizationId: string
  readonly termId: string
  readonly fileName: string
  readonly policy: ImportPolicy
  readonly dryRun: boolean
  /** Rows are wrong and the policy is ALL_OR_NOTHING: nothing is written. */
  readonly refused: boolean
  /** The good rows were written, or were on file as they stand. */
  readonly applied: boolean
  /** Rows that stand for a person. */
  readonly persons: number
  /** What the good rows do; of a dry run or a refusal, what they would do. */
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  /** Rows with an error. */
  readonly skipped: number
  readonly errorCount: number
  readonly warningCount: number
  /** In the order of the file, the first LISTED_FINDINGS. */
  readonly errors: readonly RosterFinding[]
  readonly warnings: readonly RosterFinding[]
  readonly notes: readonly ImportNote[]
  readonly sheets: readonly ImportSheet[]
  readonly notInFile: NotInFile
}

/** A note of the reader, or one that only the comparison with the committee can make. */
export type ImportNote = Omit<RosterNote, 'code'> & { readonly code: RosterNote['code'] | 'JOINED_ON_UNKNOWN' }

export interface ImportSheet {
  /** Null for a CSV. */
  readonly name: string | null
  readonly persons: number
  /** Null: the sheet has no heading and was not read. */
  readonly columns: readonly RecognisedColumn[] | null
  readonly remarks: readonly ColumnRemark[]
}

/** Members in office who are not in the list. They are left as they are: a list may be of one part of the committee. */
export interface NotInFile {
  readonly count: number
  /** The first twenty, in the order of the committee's list. */
  readonly names: readonly string[]
}

const COLUMN_OF: Partial<Readonly<Record<keyof MemberRow, ColumnKey>>> = {
  name: 'name',
  identityNumber: 'identityNumber',
  phone: 'phone',
  birth: 'birth',
}

/** What the committee's file says against a row, in the words and at the place of the list. */
export function findingOf(
  problem: RowProblem,
  candidates: readonly MemberCandidate[],
  reading: RosterReading,
): RosterFinding {
  const candidate = candidates[problem.row]
  const field = COLUMN_OF[problem.field] ?? null
  const columns = reading.sheets.find(({ name }) => name === candidate?.sheet)?.columns ?? []
  const column = columns.find(({ key }) => key === field)
  const value = problem.field === 'identityNumber' ? candidate?.identityNumber : candidate?.name
  return {
    severity: 'error',
    sheet: candidate?.sheet ?? null,
    row: candidate?.rowNumber ?? 0,
    number: candidate?.number ?? null,
    name: candidate?.name ?? null,
    column: column ? { letter: column.letter, header: column.header } : null,
    field,
    code: problem.code,
    message: messageOf(problem, candidate, candidates),
    suggestion: null,
    value: value ? shownValue(field, value) : null,
  }
}

/** The earlier row is named as the spreadsheet program shows it, not by its place among the good rows. */
function messageOf(
  { message, earlier }: RowProblem,
  candidate: MemberCandidate | undefined,
  candidates: readonly MemberCandidate[],
): Bilingual {
  const other = earlier === undefined ? undefined : candidates[earlier]
  if (!other) return message
  const sheet = other.sheet === candidate?.sheet ? null : other.sheet
  return {
    zh: `与${sheet === null ? '' : `工作表“${sheet}”`}第 ${other.rowNumber} 行无法区分，请补充身份证号、手机号或出生年月`,
    en: `Nothing tells this person from row ${other.rowNumber}${sheet === null ? '' : ` of sheet "${sheet}"`}; add the identity number, phone or date of birth`,
  }
}

/** Findings in the order of the file. */
export function inFileOrder(findings: readonly RosterFinding[], sheets: readonly ImportSheet[]): RosterFinding[] {
  const rank = new Map(sheets.map(({ name }, i) => [name, i]))
  return findings.toSorted((a, b) => (rank.get(a.sheet) ?? 0) - (rank.get(b.sheet) ?? 0) || a.row - b.row)
}

/** Rows that have an error; one row may have several. */
export const badRows = (errors: readonly RosterFinding[]): number =>
  new Set(errors.map(({ sheet, row }) => JSON.stringify([sheet, row]))).size
