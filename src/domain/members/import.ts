import { createHash } from 'node:crypto'
import { businessDate } from '../../kernel/clock.ts'
import { ApiError, Refused, userError } from '../../kernel/user-error.ts'
import { type Command, command, execute, recordRefusal, type Work } from '../../platform/commands/command.ts'
import { byKey, firstResult, holdKey } from '../../platform/commands/first-result.ts'
import type { Idempotency } from '../../platform/commands/idempotency.ts'
import { requirePermission } from '../../platform/commands/load.ts'
import type { Context } from '../../platform/context.ts'
import { transaction } from '../../platform/db/transaction.ts'
import { compareRows } from './import-compare.ts'
import { findNotInFile, findTerm, loadVocabulary } from './import-load.ts'
import { badRows, type ImportPolicy, type ImportReport, inFileOrder } from './import-report.ts'
import { joinedOnUnknown } from './import-rows.ts'
import { LISTED_FINDINGS } from './roster/findings.ts'
import type { ColumnMapping } from './roster/mapping.ts'
import { type RosterReading, readRoster } from './roster/roster.ts'
import { readTable } from './roster/table.ts'

export interface MemberImport {
  readonly organizationId: string
  /** Global id or number of the term; by default the one of today, else the next. */
  readonly term?: string | undefined
  readonly bytes: Uint8Array
  /** Serves the messages only: the type is taken from the content. */
  readonly fileName: string
  readonly policy: ImportPolicy
  readonly dryRun: boolean
  /** Headings or letters of columns that are not recognised by themselves; null: do not read that one. */
  readonly mapping?: ColumnMapping | undefined
  /** Names of the sheets to read; by default all that are not hidden and have a heading. */
  readonly sheets?: readonly string[] | undefined
  /** The same key and content is answered as the first time. A dry run needs none. */
  readonly idempotencyKey?: string | undefined
}

/** What an import is doing, for whoever watches it. */
export type ImportStep = 'READ' | 'WRITE'

type Listed = Pick<MemberImport, 'organizationId' | 'term' | 'fileName' | 'policy' | 'dryRun'> & {
  readonly reading: RosterReading
}

/**
 * Imports a roster into a term: one transaction, whole or (by policy) without its bad rows; the same list again changes
 * nothing. A dry run reads and compares alike, and writes nothing. Bad rows are in the report, not thrown.
 * @throws ApiError FORBIDDEN, CONFLICT (the key is at work); Refused for what concerns the file as a whole
 * (roster/refusals.ts, roster.ts), the term, or a key used before with other content.
 */
export async function importMembers(
  context: Context,
  request: MemberImport,
  onStep: (step: ImportStep) => void = () => {},
): Promise<ImportReport> {
  const { organizationId, term, fileName, policy, dryRun } = request
  const idempotency = idempotencyOf(request)
  onStep('READ')
  const prepared = await prepare(context, request, idempotency)
  if ('earlier' in prepared) return prepared.earlier
  let report: ImportReport | undefined
  const run: Command<Listed, ImportReport> = command(COMMAND, async (work, input) => {
    if (idempotency) await holdKey(work, idempotency)
    onStep('WRITE')
    report = await importReading(work, input)
    if (report.refused && !dryRun) throw new Refused(rosterHasErrors(report))
    return report
  })
  const { result, userErrors } = await execute(
    context,
    run,
    { organizationId, term, fileName, policy, dryRun, reading: prepared.reading },
    { idempotency },
  )
  if (result) return result
  if (report?.refused && userErrors.some(({ code }) => code === ROSTER_HAS_ERRORS)) return report
  throw new Refused(...byKey(userErrors))
}

function idempotencyOf({ bytes, idempotencyKey: key, ...rest }: MemberImport): Idempotency | undefined {
  if (key === undefined || rest.dryRun) return undefined
  return { key, content: { ...rest, sha256: createHash('sha256').update(bytes).digest('hex') } }
}

type Prepared = { readonly earlier: ImportReport } | { readonly reading: RosterReading }

async function prepare(
  context: Context,
  request: MemberImport,
  idempotency: Idempotency | undefined,
): Promise<Prepared> {
  try {
    requirePermission(context.viewer, 'MEMBER_MANAGE', request.organizationId)
    const earlier = idempotency && (await firstResult<ImportReport>(context, COMMAND, idempotency))
    return earlier ? { earlier } : { reading: await read(context, request) }
  } catch (error) {
    const codes =
      error instanceof ApiError ? [error.code] : error instanceof Refused ? error.errors.map(e => e.code) : []
    if (codes.length > 0) await recordRefusal(context, COMMAND, codes)
    throw error
  }
}

/** Before the transaction: it takes seconds in which no connection need be held, and its cells are gone when the writing begins. */
async function read(
  context: Context,
  { organizationId, bytes, fileName, mapping, sheets }: MemberImport,
): Promise<RosterReading> {
  const tables = await readTable(bytes, fileName)
  const vocabulary = await transaction(context.database, context.viewer, tx => loadVocabulary(tx, organizationId))
  const today = businessDate(context.clock())
  return readRoster(tables, vocabulary, { today, ...(mapping && { mapping }), ...(sheets && { sheets }) })
}

const COMMAND = 'membersImport'
const ROSTER_HAS_ERRORS = 'ROSTER_HAS_ERRORS'

export const rosterHasErrors = ({ skipped }: ImportReport) =>
  userError(
    ROSTER_HAS_ERRORS,
    'file',
    `名册有 ${skipped} 行有误，未写入任何数据；请改正后重新导入，或选择跳过有误的行`,
    `${skipped} rows are wrong, nothing was written; put them right, or choose to skip bad rows`,
  )

// A statement of an import carries thousands of rows; a second import waits for the first.
const PATIENCE = `select set_config('statement_timeout', '60s', true), set_config('lock_timeout', '30s', true)`

async function importReading(work: Work, input: Listed): Promise<ImportReport> {
  const { organizationId, dryRun, policy, reading } = input
  requirePermission(work.viewer, 'MEMBER_MANAGE', organizationId)
  await work.tx.client.query(PATIENCE)
  const termId = await findTerm(work, organizationId, input.term, businessDate(work.now))
  const refuse = (found: number) => policy === 'ALL_OR_NOTHING' && found > 0
  const compared = await compareRows(
    work,
    organizationId,
    termId,
    reading,
    found => !dryRun && !refuse(reading.errorCount + found.length),
  )
  const { created, updated, unchanged, seatIds } = compared
  const errors = [...reading.errors, ...compared.errors]
  const errorCount = reading.errorCount + compared.errors.length
  const refused = refuse(errorCount)
  const badNames = [...reading.badNames, ...compared.errors.flatMap(({ name }) => name ?? [])]
  return {
    organizationId,
    termId,
    fileName: input.fileName,
    policy,
    dryRun,
    refused,
    applied: !refused && !dryRun,
    persons: reading.persons,
    created,
    updated,
    unchanged,
    skipped: reading.badRows + badRows(compared.errors),
    errorCount,
    warningCount: reading.warningCount,
    errors: inFileOrder(errors, reading.sheets).slice(0, LISTED_FINDINGS),
    warnings: inFileOrder(reading.warnings, reading.sheets).slice(0, LISTED_FINDINGS),
    notes: [...reading.notes, ...joinedOnUnknown(compared.byElection)],
    sheets: reading.sheets,
    notInFile: await findNotInFile(work, organizationId, termId, seatIds, badNames),
  }
}
