import { businessDate } from '../../../kernel/clock.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { requirePermission } from '../../../platform/commands/load.ts'
import { turns } from '../../../platform/turns.ts'
import { findTerm } from '../../members/import-load.ts'
import type { Candidate } from './candidate.ts'
import { type Created, judge } from './compare.ts'
import { type Finding, findingAt } from './findings.ts'
import { holdCounters, holdMains, loadKnown } from './known.ts'
import { leftOut } from './left-out.ts'
import { loadCommittee } from './load.ts'
import { badMain, dissentLater, isDissentLater, mainFinder, withMains } from './merging.ts'
import { nameOf } from './people.ts'
import type { Reading } from './read.ts'
import { badRows, type ImportPolicy, type ImportReport, inFileOrder, LISTED_FINDINGS, sheetReport } from './report.ts'
import { type Resolved, resolver, type Trouble } from './resolve.ts'
import { undated } from './undated.ts'
import { writeProposals } from './write.ts'

export interface Listed {
  readonly organizationId: string
  /** Global id or number of the term, for rows that do not say it. */
  readonly term?: string | undefined
  /** Number of the session, for rows that say neither session nor year. */
  readonly session?: number | undefined
  /** Serves the messages only: the type is taken from the content. */
  readonly fileName: string
  readonly policy: ImportPolicy
  readonly dryRun: boolean
  readonly reading: Reading
}

// A statement of an import carries thousands of rows; a second import waits for the first.
const PATIENCE = `select set_config('statement_timeout', '60s', true), set_config('lock_timeout', '30s', true)`

/** Looks the rows' names up, compares with what is on file, and writes the new ones where the policy lets it. */
export async function importReading(work: Work, input: Listed): Promise<ImportReport> {
  const { organizationId, dryRun, policy, fileName, reading } = input
  requirePermission(work.viewer, 'PROPOSAL_MANAGE', organizationId)
  await work.tx.client.query(PATIENCE)
  const found = await resolveAll(work, input)
  const compared = await compareAll(work, input, found.resolved)
  const later = [...found.errors, ...compared.errors]
  const errorCount = reading.errorCount + later.length
  const { created, warnings, unchanged, different } = compared
  const refused = policy === 'ALL_OR_NOTHING' && errorCount > 0
  if (!refused && !dryRun && created.length > 0) {
    const accountId = work.viewer.accountId
    await writeProposals(work, created, { organizationId, fileName, accountId, now: work.now.toISOString() })
  }
  return {
    ...{ organizationId, fileName, policy, dryRun, refused, applied: !refused && !dryRun },
    proposals: reading.sheets.reduce((sum, { proposals }) => sum + proposals, 0),
    ...{ created: created.length, unchanged, different, skipped: reading.badRows + badRows(later) },
    ...{ errorCount, warningCount: warnings.length },
    errors: inFileOrder([...reading.errors, ...later], reading.sheets).slice(0, LISTED_FINDINGS),
    warnings: inFileOrder(warnings, reading.sheets).slice(0, LISTED_FINDINGS),
    sheets: reading.sheets.map(sheetReport),
  }
}

async function resolveAll(work: Work, { organizationId, term, session, reading }: Listed) {
  const today = businessDate(work.now)
  const currentTermId = await findTerm(work, organizationId, undefined, today)
  const termId = term === undefined ? null : await findTerm(work, organizationId, term, today)
  const names = new Set(reading.candidates.flatMap(peopleOf).map(text => nameOf(text).name))
  const committee = await loadCommittee(work, organizationId, [...names])
  const resolve = resolver(committee, { termId, session: session ?? null, currentTermId, today })
  const resolved: Resolved[] = []
  const errors: Finding[] = []
  const turn = turns()
  for (const candidate of reading.candidates) {
    await turn()
    const result = resolve(candidate)
    if (!('troubles' in result)) resolved.push(result)
    else
      for (const { field, problem, value } of result.troubles)
        errors.push(findingOf(reading, candidate, field, problem, value))
  }
  return { resolved, errors }
}

const peopleOf = ({ first, coSigners, endorsers }: Candidate): readonly string[] => [
  ...(first === null ? [] : [first]),
  ...coSigners,
  ...endorsers,
]

async function compareAll(work: Work, { organizationId, dryRun, reading }: Listed, resolved: readonly Resolved[]) {
  const sessions = [...new Set(resolved.map(({ of }) => of.id))]
  if (!dryRun) {
    await holdMains(work, organizationId, resolved)
    await holdCounters(work, organizationId, sessions)
  }
  const known = await loadKnown(work, organizationId, sessions)
  const [mainOf, verdictOf] = [mainFinder(resolved, known), judge(known)]
  const fresh: Created[] = []
  const [errors, warnings]: [Finding[], Finding[]] = [[], []]
  let unchanged = 0
  const turn = turns()
  for (const row of resolved) {
    await turn()
    const found = mainOf(row)
    if ('problem' in found) {
      errors.push(findingOf(reading, row, 'mergedInto', found.problem, null))
      continue
    }
    const verdict = verdictOf(row, found.main)
    if (verdict.kind === 'NEW') fresh.push({ row, main: found.main })
    else if (verdict.kind === 'BAD') errors.push(findingOf(reading, row, verdict.field, verdict.problem, null))
    else {
      unchanged += 1
      if (verdict.difference) warnings.push(findingOf(reading, row, 'title', verdict.difference, null, 'warning'))
    }
  }
  const different = warnings.length
  const { created, orphans } = withMains(fresh)
  errors.push(...orphans.map(row => findingOf(reading, row, 'mergedInto', badMain, null)))
  for (const warning of warningsOf(reading, created)) warnings.push(warning)
  return { created, errors, warnings, unchanged, different }
}

/** What is told of rows that are written all the same. */
function warningsOf(reading: Reading, created: readonly Created[]): readonly Finding[] {
  const told = (row: Resolved, { field, problem, value = null }: Told) =>
    findingOf(reading, row, field, problem, value, 'warning')
  return [
    ...created.filter(isDissentLater).map(({ row }) => told(row, { field: 'satisfaction', problem: dissentLater })),
    ...created.flatMap(one => leftOut(one).map(left => told(one.row, left))),
    ...undated(created).map(({ row, ...found }) => told(row, found)),
  ]
}

type Told = Pick<Trouble, 'field' | 'problem'> & { readonly value?: string | null }

/** At the row's place in the file. */
function findingOf(
  { sheets }: Reading,
  { sheet, row, title }: Candidate,
  ...said: Parameters<typeof findingAt> extends [unknown, ...infer Rest] ? Rest : never
): Finding {
  const columns = sheets.find(({ name }) => name === sheet)?.layout?.columns
  return findingAt({ sheet, row, title, columns }, ...said)
}
