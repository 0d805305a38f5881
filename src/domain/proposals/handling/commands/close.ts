import { and, eq } from 'drizzle-orm'
import { checkText } from '../../../../kernel/text.ts'
import { Refused, userError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { undertakingUnits } from '../../../organizations/tables.ts'
import { keyOf, lockProposal, type ProposalRow, type ProposalTarget, stateAfter } from '../../commands.ts'
import { handlingRoleOf } from '../guards.ts'
import { closedState } from '../outcome.ts'
import { NOTE } from '../rules.ts'
import { proposalHandlings } from '../tables.ts'
import { endFeedback, isPlanned, moveTogether, ratingsOf } from './course.ts'
import { giveParts } from './units.ts'

interface Close extends ProposalTarget {
  readonly input: { readonly note?: string | null }
}

/**
 * Closes what the proposers have answered, or had their time to answer. Dissatisfaction opens re-handling, once; after that
 * it is closed with dissent, and the note says what was explained (rules, section 1: Feedback).
 */
export const proposalClose = command<Close, Key>('proposalClose', async (work, { input, ...target }) => {
  const locked = await lockProposal(work, target, 'CLOSE')
  stateAfter(locked, 'CLOSE')
  const { row } = locked
  const ratings = await ratingsOf(work, row)
  const overall = ratings.map(rating => rating.overall)
  const state = closedState({ round: row.round, overall, isPlanned: await isPlanned(work, row) })
  const note = noteOf(input, state === 'CLOSED_WITH_DISSENT')
  const round = state === 'REHANDLING' ? row.round + 1 : row.round
  const closedAt = state === 'CLOSED' || state === 'CLOSED_WITH_DISSENT' ? work.now.toISOString() : null
  if (state === 'REHANDLING') await reopen(work, row, ratings)
  const all = await moveTogether(work, row, { state, round, closedAt, ...(note ? { decisionNote: note } : {}) })
  await endFeedback(work, all)
  return keyOf(row)
})

function noteOf({ note }: Close['input'], isRequired: boolean): string {
  const checked = checkText('input.note', note ?? '', { ...NOTE, min: isRequired ? 1 : 0 })
  if ('text' in checked) return checked.text
  throw new Refused(checked.error.code === 'REQUIRED' ? explain : checked.error)
}

const explain = userError(
  'REQUIRED',
  'input.note',
  '提案者仍不满意，须填写面商或专项说明的情况',
  'The proposers are still dissatisfied: say what was explained to them, or in which meeting',
)

type Ratings = Awaited<ReturnType<typeof ratingsOf>>

/** The units whose reply somebody is dissatisfied with handle it again, in the same role and from the same assigner. */
async function reopen(work: Work, proposal: ProposalRow, ratings: Ratings): Promise<void> {
  const concerned = new Set(ratings.filter(({ overall }) => overall === 'DISSATISFIED').map(one => one.handlingId))
  const parts = await work.db
    .select({ part: proposalHandlings, unitName: undertakingUnits.name })
    .from(proposalHandlings)
    .innerJoin(
      undertakingUnits,
      and(
        eq(undertakingUnits.organizationId, proposalHandlings.organizationId),
        eq(undertakingUnits.id, proposalHandlings.unitId),
      ),
    )
    .where(
      and(eq(proposalHandlings.organizationId, proposal.organizationId), eq(proposalHandlings.proposalId, proposal.id)),
    )
    .orderBy(proposalHandlings.id)
  for (const { part, unitName } of parts.filter(one => concerned.has(one.part.id))) {
    const unit = { unitId: part.unitId, unitName, role: handlingRoleOf(part) }
    await giveParts(work, proposal, { assignmentId: part.assignmentId, round: proposal.round + 1, units: [unit] })
  }
}
