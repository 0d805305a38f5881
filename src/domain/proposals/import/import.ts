import { createHash } from 'node:crypto'
import { ApiError, Refused, userError } from '../../../kernel/user-error.ts'
import { type Command, command, execute, recordRefusal, type Work } from '../../../platform/commands/command.ts'
import { byKey, firstResult, holdKey } from '../../../platform/commands/first-result.ts'
import type { Idempotency } from '../../../platform/commands/idempotency.ts'
import { requirePermission } from '../../../platform/commands/load.ts'
import type { Context } from '../../../platform/context.ts'
import { readTable } from '../../members/roster/table.ts'
import { importReading, type Listed } from './import-reading.ts'
import { type Reading, readProposals } from './read.ts'
import type { ImportReport } from './report.ts'

export interface ProposalImport extends Omit<Listed, 'reading'> {
  readonly bytes: Uint8Array
  /** The same key and content is answered as the first time. A dry run needs none. */
  readonly idempotencyKey?: string | undefined
}

/** What an import is doing, for whoever watches it. */
export type ImportStep = 'READ' | 'WRITE'

const COMMAND = 'proposalsImport'
const LIST_HAS_ERRORS = 'LIST_HAS_ERRORS'

/**
 * Imports the proposals of earlier years: one transaction, whole or (by policy) without the bad rows; the same list again
 * changes nothing. A dry run reads and compares alike, and writes nothing. Bad rows are in the report, not thrown.
 * @throws ApiError FORBIDDEN, CONFLICT (the key is at work); Refused for what concerns the file as a whole, the term, or a
 * key used before with other content.
 */
export async function importProposals(
  context: Context,
  request: ProposalImport,
  onStep: (step: ImportStep) => void = () => {},
): Promise<ImportReport> {
  const idempotency = idempotencyOf(request)
  onStep('READ')
  const prepared = await prepare(context, request, idempotency)
  if ('earlier' in prepared) return prepared.earlier
  const { bytes, idempotencyKey, ...listed } = request
  let report: ImportReport | undefined
  const run: Command<Listed, ImportReport> = command(COMMAND, async (work: Work, input) => {
    if (idempotency) await holdKey(work, idempotency)
    onStep('WRITE')
    report = await importReading(work, input)
    if (report.refused && !input.dryRun) throw new Refused(listHasErrors(report))
    return report
  })
  const { result, userErrors } = await execute(context, run, { ...listed, reading: prepared.reading }, { idempotency })
  if (result) return result
  if (report?.refused && userErrors.some(({ code }) => code === LIST_HAS_ERRORS)) return report
  throw new Refused(...byKey(userErrors))
}

function idempotencyOf({ bytes, idempotencyKey: key, ...rest }: ProposalImport): Idempotency | undefined {
  if (key === undefined || rest.dryRun) return undefined
  return { key, content: { ...rest, sha256: createHash('sha256').update(bytes).digest('hex') } }
}

type Prepared = { readonly earlier: ImportReport } | { readonly reading: Reading }

/** Before the transaction: reading takes seconds in which no connection need be held. */
async function prepare(
  context: Context,
  { organizationId, bytes, fileName }: ProposalImport,
  idempotency: Idempotency | undefined,
): Promise<Prepared> {
  try {
    requirePermission(context.viewer, 'PROPOSAL_MANAGE', organizationId)
    const earlier = idempotency && (await firstResult<ImportReport>(context, COMMAND, idempotency))
    return earlier ? { earlier } : { reading: await readProposals(await readTable(bytes, fileName)) }
  } catch (error) {
    const codes =
      error instanceof ApiError ? [error.code] : error instanceof Refused ? error.errors.map(e => e.code) : []
    if (codes.length > 0) await recordRefusal(context, COMMAND, codes)
    throw error
  }
}

export const listHasErrors = ({ skipped }: ImportReport) =>
  userError(
    LIST_HAS_ERRORS,
    'file',
    `有 ${skipped} 行有误，未写入任何数据；请改正后重新导入，或选择跳过有误的行`,
    `${skipped} rows are wrong, nothing was written; put them right, or choose to skip bad rows`,
  )
