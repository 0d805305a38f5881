import type { PgTable } from 'drizzle-orm/pg-core'
import type { Work } from '../../../platform/commands/command.ts'
import { forgetPlans, insertRows } from '../../../platform/db/bulk.ts'
import { recordProposal } from '../commands.ts'
import { proposalFeedback, proposalReplies } from '../handling/replies/tables.ts'
import { proposalAssignments, proposalHandlings } from '../handling/tables.ts'
import { proposalEvents } from '../history/tables.ts'
import { searchRowOf } from '../search-rows.ts'
import { proposalSearch } from '../similar/tables.ts'
import { proposalSigners, proposals, proposalTexts } from '../tables.ts'
import type { Created } from './compare.ts'
import type { ImportContext } from './event-rows.ts'
import { groupRows } from './group-rows.ts'
import { loadLetters } from './known.ts'
import type { ProposalRows } from './rows.ts'

/** Writes new proposals with all that hangs on them, set by set, and brings the counters behind their numbers. */
export async function writeProposals(work: Work, created: readonly Created[], context: ImportContext): Promise<void> {
  const taking = created.flatMap(({ main }) => (main && 'known' in main ? [main.known.id] : []))
  const letters = await loadLetters(work, context.organizationId, taking)
  const { made, mergings } = await groupRows(created, context, letters)
  for (let start = 0; start < made.length; start += A_SLICE) {
    await forgetPlans(work.tx)
    await writeSlice(work, made.slice(start, start + A_SLICE))
  }
  await insertRows(
    work.tx,
    proposalEvents,
    mergings.map(({ event }) => event),
  )
  await raiseCounters(work, created, context.organizationId)
  for (const { proposal } of made) recordImported(work, proposal)
  await recordTakenIn(work, context.organizationId, mergings)
}

// What makes a text findable takes its time: others are answered between two slices.
const A_SLICE = 200

async function writeSlice(work: Work, slice: readonly ProposalRows[]): Promise<void> {
  const put = <T extends PgTable>(table: T, of: (one: ProposalRows) => readonly T['$inferInsert'][]) =>
    insertRows(work.tx, table, slice.flatMap(of))
  await put(proposals, one => [one.proposal])
  await put(proposalTexts, one => [one.text])
  await put(proposalSearch, one => [searchRowOf(one.proposal, one.proposal)])
  await put(proposalSigners, one => one.signers)
  await put(proposalAssignments, one => one.assignments)
  await put(proposalHandlings, one => one.handlings)
  await put(proposalReplies, one => one.replies)
  await put(proposalFeedback, one => one.feedback)
  await put(proposalEvents, one => one.events)
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

const NEXT = `update proposals set version = version + 1 where organization_id = $1 and id = any($2::uuid[])
  returning id, version`

/** What was on file and took others in is at its next version, as after a merging by the office. */
async function recordTakenIn(
  work: Work,
  organizationId: string,
  mergings: Awaited<ReturnType<typeof groupRows>>['mergings'],
): Promise<void> {
  const onFile = mergings.filter(({ isOnFile }) => isOnFile)
  const ids = onFile.map(({ mainId }) => mainId)
  const { rows } = await work.tx.client.query<{ id: string; version: number }>(NEXT, [organizationId, ids])
  const versions = new Map(rows.map(({ id, version }) => [id, version]))
  for (const { mainId: id, mergedFrom } of onFile) {
    recordProposal(work, { organizationId, id, version: versions.get(id) ?? 0 }, { mergedFrom, imported: true })
  }
}

const RAISE = `update proposal_counters c set last = greatest(c.last, n.last)
  from unnest($2::uuid[], $3::text[], $4::int[]) n (session_id, kind, last)
  where c.organization_id = $1 and c.session_id = n.session_id and c.kind = n.kind`

/** The numbers of the list stand; new ones follow them (rules, section 1, Numbers). */
async function raiseCounters({ tx }: Work, created: readonly Created[], organizationId: string): Promise<void> {
  const rows = created.map(({ row }) => row)
  const last = [...Map.groupBy(rows, ({ of }) => of.id)].flatMap(([sessionId, ofSession]) => [
    [sessionId, 'CASE', Math.max(0, ...ofSession.map(({ caseNumber }) => caseNumber ?? 0))] as const,
    [sessionId, 'RECEIPT', Math.max(0, ...ofSession.map(({ receiptNumber }) => receiptNumber ?? 0))] as const,
  ])
  const column = (index: 0 | 1 | 2) => last.map(one => one[index])
  await tx.client.query(RAISE, [organizationId, column(0), column(1), column(2)])
}
