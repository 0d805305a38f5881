import type { Work } from '../../platform/commands/command.ts'
import { forgetPlans } from '../../platform/db/bulk.ts'
import { countsOf, planMembers, writePlan } from './commands/write.ts'
import { findingOf } from './import-report.ts'
import { rowOf, slicesOf } from './import-rows.ts'
import type { RosterPlan } from './planning.ts'
import type { MemberCandidate } from './roster/candidate.ts'
import type { RosterFinding } from './roster/findings.ts'
import type { RosterReading } from './roster/roster.ts'

export interface Comparison {
  created: number
  updated: number
  unchanged: number
  /** What the committee's file says against rows of the list. */
  readonly errors: RosterFinding[]
  /** Seats of the good rows, those that were opened among them. */
  readonly seatIds: string[]
  /** New members of a by-election, whose day is not known. */
  readonly byElection: MemberCandidate[]
}

/**
 * Compares the good rows with what is on file, slice by slice, and writes each slice that `mayWrite` allows. Where a later
 * slice makes the caller refuse, the transaction takes back what was written.
 */
export async function compareRows(
  work: Work,
  organizationId: string,
  termId: string,
  reading: RosterReading,
  mayWrite: (errors: readonly RosterFinding[]) => boolean,
): Promise<Comparison> {
  const sum: Comparison = { created: 0, updated: 0, unchanged: 0, errors: [], seatIds: [], byElection: [] }
  for (const slice of slicesOf(reading.candidates)) {
    await forgetPlans(work.tx)
    const plan = await planMembers(work, organizationId, termId, slice.map(rowOf))
    sum.errors.push(...plan.problems.map(problem => findingOf(problem, slice, reading)))
    if (mayWrite(sum.errors)) await writePlan(work, plan.rows)
    add(sum, plan, slice)
  }
  return sum
}

function add(sum: Comparison, { problems, rows }: RosterPlan, slice: readonly MemberCandidate[]): void {
  const { created, updated, unchanged } = countsOf(rows)
  sum.created += created
  sum.updated += updated
  sum.unchanged += unchanged
  const bad = new Set(problems.map(({ row }) => row))
  const good = slice.filter((_, i) => !bad.has(i))
  for (const [i, { seat }] of rows.entries()) {
    sum.seatIds.push(seat.row.id)
    const candidate = good[i]
    if (seat.op === 'CREATE' && candidate?.byElection) sum.byElection.push(candidate)
  }
}
