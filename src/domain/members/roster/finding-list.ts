import { LISTED_FINDINGS, type RosterFinding } from './findings.ts'

/** Where a finding stands in a file. */
interface Placed {
  readonly sheet: string | null
  readonly row: number
}

/** Findings of a file, in its order: of many the first, how many there are, and in how many rows. */
export interface BoundedFindings<Finding> {
  /** `late`: it stands further up than those before it, and is kept in any case. */
  push(finding: Finding, late?: boolean): void
  readonly kept: readonly Finding[]
  readonly count: number
  readonly rows: number
}

export function boundedFindings<Finding extends Placed>(): BoundedFindings<Finding> {
  const kept: Finding[] = []
  let [count, rows] = [0, 0]
  let last: Placed | undefined
  return {
    push(finding, late = false) {
      const { sheet, row } = finding
      count++
      if (late || kept.length < LISTED_FINDINGS) kept.push(finding)
      if (last?.sheet !== sheet || last.row !== row) rows++
      last = { sheet, row }
    },
    kept,
    get count() {
      return count
    },
    get rows() {
      return rows
    },
  }
}

/** What there is to say about a roster. */
export interface FindingList {
  /** `late` as of `boundedFindings`. */
  push(finding: RosterFinding, late?: boolean): void
  readonly errors: readonly RosterFinding[]
  readonly warnings: readonly RosterFinding[]
  readonly errorCount: number
  readonly warningCount: number
  /** Rows with an error, and the names in them. */
  readonly badRows: number
  readonly badNames: ReadonlySet<string>
}

export function createFindingList(): FindingList {
  const found = { error: boundedFindings<RosterFinding>(), warning: boundedFindings<RosterFinding>() }
  const { error, warning } = found
  const badNames = new Set<string>()
  return {
    push(finding, late) {
      const { severity, name } = finding
      found[severity].push(finding, late)
      if (severity === 'error' && name !== null) badNames.add(name)
    },
    errors: error.kept,
    warnings: warning.kept,
    get errorCount() {
      return error.count
    },
    get warningCount() {
      return warning.count
    },
    get badRows() {
      return error.rows
    },
    badNames,
  }
}
