import { and, eq, ne } from 'drizzle-orm'
import type { Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { moveProposal, type ProposalChanges, type ProposalRow, recordProposal } from '../../commands.ts'
import { meetDeadline, setDeadline } from '../../deadlines.ts'
import { noteEvent } from '../../history/events.ts'
import { proposals } from '../../tables.ts'
import { type ProposalState, stateOf } from '../../workflow.ts'
import { assignmentStateOf } from '../assignment-workflow.ts'
import { handlingRoleOf } from '../guards.ts'
import { childState, courseOf, type HandlingFacts, handledState, isDerived, satisfactionOf } from '../outcome.ts'
import { proposalFeedback, proposalReplies } from '../replies/tables.ts'
import { proposalAssignments, proposalHandlings } from '../tables.ts'
import { handlingStateOf } from '../workflow.ts'
import { lapseRequests } from './lapse.ts'

/** Everything that hangs on a proposal: its assignments and its units' parts, of all rounds. */
export async function handlingOf({ db }: Work, { organizationId, id, round }: ProposalRow) {
  const [assignments, parts] = await Promise.all([
    db
      .select()
      .from(proposalAssignments)
      .where(and(eq(proposalAssignments.organizationId, organizationId), eq(proposalAssignments.proposalId, id))),
    db
      .select()
      .from(proposalHandlings)
      .where(and(eq(proposalHandlings.organizationId, organizationId), eq(proposalHandlings.proposalId, id))),
  ])
  return {
    round,
    assignments: assignments.map(row => ({ ...row, state: assignmentStateOf(row) })),
    parts: parts.map(row => ({ ...row, state: handlingStateOf(row), role: handlingRoleOf(row) })),
  }
}

const factsOf = async (work: Work, proposal: ProposalRow): Promise<HandlingFacts> => {
  const [handling, ratings] = await Promise.all([handlingOf(work, proposal), ratingsOf(work, proposal)])
  return { ...handling, isRated: ratings.length > 0 }
}

/** What was said in time of the letters of this round, also by the proposers of merged ones. */
export async function ratingsOf({ db }: Work, { organizationId, id, round }: ProposalRow) {
  const rows = await db
    .select({ overall: proposalFeedback.overall, handlingId: proposalReplies.handlingId })
    .from(proposalFeedback)
    .innerJoin(
      proposalReplies,
      and(
        eq(proposalReplies.organizationId, proposalFeedback.organizationId),
        eq(proposalReplies.id, proposalFeedback.replyId),
      ),
    )
    .where(
      and(
        eq(proposalReplies.organizationId, organizationId),
        eq(proposalReplies.proposalId, id),
        eq(proposalReplies.round, round),
        eq(proposalFeedback.isLate, false),
      ),
    )
  return rows.map(({ overall, handlingId }) => ({ overall: satisfactionOf(overall), handlingId }))
}

/** Brings a locked proposal, and those merged into it, to the state that follows from its units' parts. */
export async function settle(work: Work, proposal: ProposalRow): Promise<ProposalRow> {
  if (!isDerived(proposal.state)) return proposal
  const state = handledState(await factsOf(work, proposal))
  if (state === proposal.state) return proposal
  const all = await moveTogether(work, proposal, { state })
  // Asked once: where the only feedback turns out to have come late, they are not asked anew.
  if (state === 'REPLIED' && proposal.state !== 'FEEDBACK') await askProposers(work, all)
  return all[0]
}

/** The units have done; from here on the proposers are asked, each for his own proposal. */
async function askProposers(work: Work, [handled, ...merged]: Together): Promise<void> {
  await lapseRequests(work, handled)
  for (const row of [handled, ...merged]) await setDeadline(work, row, { kind: 'FEEDBACK' })
}

/** A letter in force promises what is still to be done. */
export async function isPlanned({ db }: Work, { organizationId, id }: Key): Promise<boolean> {
  const found = await db
    .select({ id: proposalReplies.id })
    .from(proposalReplies)
    .where(
      and(
        eq(proposalReplies.organizationId, organizationId),
        eq(proposalReplies.proposalId, id),
        eq(proposalReplies.state, 'SENT'),
        eq(proposalReplies.replyClass, 'IN_PROGRESS_OR_PLANNED'),
      ),
    )
    .limit(1)
  return found.length > 0
}

type Together = readonly [ProposalRow, ...ProposalRow[]]

/** Writes the state of a locked proposal and of those merged into it, each with its line of history. */
export async function moveTogether(
  work: Work,
  proposal: ProposalRow,
  { state, ...changes }: ProposalChanges & { readonly state: ProposalState },
): Promise<Together> {
  const action = courseOf(stateOf(proposal), state)
  const move = async (row: ProposalRow, to: ProposalState) => {
    const noted = { action, from: row.state, to, audience: 'ALL' } as const
    const [moved] = await Promise.all([moveProposal(work, row, { ...changes, state: to }), noteEvent(work, row, noted)])
    return moved
  }
  const [first, children] = await Promise.all([move(proposal, state), lockMerged(work, proposal)])
  const all: [ProposalRow, ...ProposalRow[]] = [first]
  for (const child of children) all.push(await move(child, childState(state)))
  for (const row of all) recordProposal(work, row, { state: row.state, ...changes })
  return all
}

/** The proposals that are handled with this one; what was archived is done with. */
export const lockMerged = ({ db }: Work, { organizationId, id }: Key): Promise<ProposalRow[]> =>
  db
    .select()
    .from(proposals)
    .where(
      and(
        eq(proposals.organizationId, organizationId),
        eq(proposals.mergedIntoId, id),
        ne(proposals.state, 'ARCHIVED'),
      ),
    )
    .orderBy(proposals.id)
    .for('update')

/** Nobody is asked for feedback any more. */
export async function endFeedback(work: Work, all: readonly ProposalRow[]): Promise<void> {
  for (const row of all) await meetDeadline(work, row, 'FEEDBACK')
}
