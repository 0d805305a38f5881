import { type Booking, book } from '../../../domain/duty/commands/ledger.ts'
import { isCollective } from '../../../domain/proposals/guards.ts'
import { proposalFeedback, proposalReplies } from '../../../domain/proposals/handling/replies/tables.ts'
import {
  proposalAssignments,
  proposalDeadlines,
  proposalHandlings,
  proposalRequests,
} from '../../../domain/proposals/handling/tables.ts'
import { proposalEvents } from '../../../domain/proposals/history/tables.ts'
import { proposalNominations, proposalSupervisions } from '../../../domain/proposals/marks/tables.ts'
import { searchRowOf } from '../../../domain/proposals/search-rows.ts'
import { proposalSearch } from '../../../domain/proposals/similar/tables.ts'
import { proposalCounters, proposalSigners, proposals, proposalTexts } from '../../../domain/proposals/tables.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { insertRows } from '../../../platform/db/bulk.ts'
import { type Life, newIdOf, proposersOf, textOf } from './life.ts'
import { countersOf } from './numbers.ts'

/** Writes all rows, table by table, and notes the records in the change log. The number of duty records. */
export async function writeLives(work: Work, lives: readonly Life[]): Promise<number> {
  const { tx } = work
  // What others are merged into comes first.
  const inOrder = lives.toSorted((a, b) => Number(a.row.mergedIntoId !== null) - Number(b.row.mergedIntoId !== null))
  await insertRows(
    tx,
    proposals,
    inOrder.map(({ row }) => row),
  )
  await insertRows(
    tx,
    proposalTexts,
    lives.flatMap(({ texts }) => texts),
  )
  await insertRows(
    tx,
    proposalSigners,
    lives.flatMap(({ signers }) => signers),
  )
  await insertRows(tx, proposalCounters, countersOf(lives))
  await insertRows(
    tx,
    proposalAssignments,
    lives.flatMap(({ assignments }) => assignments),
  )
  await insertRows(
    tx,
    proposalHandlings,
    lives.flatMap(({ parts }) => parts),
  )
  await insertRows(
    tx,
    proposalRequests,
    lives.flatMap(({ requests }) => requests),
  )
  await insertRows(
    tx,
    proposalDeadlines,
    lives.flatMap(({ deadlines }) => deadlines),
  )
  await insertRows(
    tx,
    proposalReplies,
    lives.flatMap(({ replies }) => replies),
  )
  await insertRows(
    tx,
    proposalFeedback,
    lives.flatMap(({ feedback }) => feedback),
  )
  await insertRows(
    tx,
    proposalSupervisions,
    lives.flatMap(({ supervisions }) => supervisions),
  )
  await insertRows(
    tx,
    proposalNominations,
    lives.flatMap(({ nominations }) => nominations),
  )
  await insertRows(
    tx,
    proposalEvents,
    lives.flatMap(({ events }) => events),
  )
  await insertRows(
    tx,
    proposalSearch,
    lives.map(life => searchRowOf(life.row, textOf(life))),
  )
  for (const life of lives) note(work, life)
  const bookings = lives.flatMap(bookingsOf)
  await book(work, bookings)
  return bookings.length
}

/** One entry a proposal, as for what is imported: what hangs on it came with it. */
function note(work: Work, { row, parts, replies, feedback }: Life): void {
  const { organizationId, id: recordId, version, title, state, receiptNumber, caseNumber } = row
  const came = { handlings: parts.length, replies: replies.length, feedback: feedback.length }
  const payload = { title, state, receiptNumber, caseNumber, ...came }
  work.record(organizationId, { recordType: 'Proposal', recordId, version, op: 'CREATE', payload })
}

/** Each proven duty for each proposer; what was withdrawn with its reversal. */
function bookingsOf(life: Life): Booking[] {
  const { row, duties } = life
  const proposers = proposersOf(life)
  return duties.flatMap(({ category, occurredOn, state }) =>
    proposers.flatMap(({ memberId, role }): Booking[] => {
      const facts = { role: isCollective(row.proposerKind) ? 'COLLECTIVE' : role, proposers: proposers.length }
      const { organizationId, title, id: sourceId } = row
      const common = { organizationId, memberId, category, title, occurredOn, facts, sourceType: 'PROPOSAL', sourceId }
      const id = newIdOf(life)
      const booked: Booking = { ...common, id, state }
      if (state === 'CONFIRMED') return [booked]
      return [booked, { ...common, id: newIdOf(life), state: 'REVERSAL', reason: '提案者撤案', reversesId: id }]
    }),
  )
}
