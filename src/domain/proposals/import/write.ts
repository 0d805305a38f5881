import type { PgTable } from 'drizzle-orm/pg-core'
import type { Work } from '../../../platform/commands/command.ts'
import { insertRows } from '../../../platform/db/bulk.ts'
import { recordProposal } from '../commands.ts'
import { proposalAssignments, proposalFeedback, proposalHandlings, proposalReplies } from '../handling/tables.ts'
import { proposalEvents } from '../history/tables.ts'
import { searchRowOf } from '../search-rows.ts'
import { proposalSearch } from '../similar/tables.ts'
import { proposalSigners, proposals, proposalTexts } from '../tables.ts'
import type { Resolved } from './resolve.ts'
import { type ImportContext, type ProposalRows, rowsOf } from './rows.ts'

/** Writes new proposals with all that hangs on them, set by set, and brings the counters behind their numbers. */
export async function writeProposals(work: Work, rows: readonly Resolved[], context: ImportContext): Promise<void> {
  const made = rows.map(row => rowsOf(row, context))
  const put = <T extends PgTable>(table: T, of: (one: ProposalRows) => readonly T['$inferInsert'][]) =>
    insertRows(work.tx, table, made.flatMap(of))
  await put(proposals, one => [one.proposal])
  await put(proposalTexts, one => [one.text])
  await put(proposalSearch, one => [searchRowOf(one.proposal, one.proposal)])
  await put(proposalSigners, one => one.signers)
  await put(proposalAssignments, one => one.assignments)
  await put(proposalHandlings, one => one.handlings)
  await put(proposalReplies, one => one.replies)
  await put(proposalFeedback, one => one.feedback)
  await put(proposalEvents, one => [one.event])
  await raiseCounters(work, rows, context.organizationId)
  for (const { proposal } of made) recordImported(work, proposal)
}

function recordImported(work: Work, proposal: ProposalRows['proposal']): void {
  const { title, state, caseNumber = null, proposerKind } = proposal
  recordProposal(
    work,
    { ...proposal, version: 1 },
    { title, state, caseNumber, proposerKind, imported: true },
    'CREATE',
  )
}

const RAISE = `update proposal_counters c set last = greatest(c.last, n.last)
  from unnest($2::uuid[], $3::text[], $4::int[]) n (session_id, kind, last)
  where c.organization_id = $1 and c.session_id = n.session_id and c.kind = n.kind`

/** The numbers of the list stand; new ones follow them (rules, section 1, Numbers). */
async function raiseCounters({ tx }: Work, rows: readonly Resolved[], organizationId: string): Promise<void> {
  const last = [...Map.groupBy(rows, ({ of }) => of.id)].flatMap(([sessionId, ofSession]) => [
    [sessionId, 'CASE', Math.max(0, ...ofSession.map(({ caseNumber }) => caseNumber ?? 0))] as const,
    [sessionId, 'RECEIPT', Math.max(0, ...ofSession.map(({ receiptNumber }) => receiptNumber ?? 0))] as const,
  ])
  const column = (index: 0 | 1 | 2) => last.map(one => one[index])
  await tx.client.query(RAISE, [organizationId, column(0), column(1), column(2)])
}
