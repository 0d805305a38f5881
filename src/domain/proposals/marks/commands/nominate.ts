import { and, eq } from 'drizzle-orm'
import { businessDate } from '../../../../kernel/clock.ts'
import { newId } from '../../../../kernel/ids.ts'
import { Refused } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import {
  keyOf,
  lockProposal,
  moveProposal,
  type ProposalRow,
  type ProposalTarget,
  recordProposal,
  stateAfter,
} from '../../commands.ts'
import { noteEvent } from '../../history/events.ts'
import { noteOf } from '../../notes.ts'
import { nominationErrors } from '../rules.ts'
import { proposalNominations } from '../tables.ts'
import { nominationStateOf, nominationWorkflow } from '../workflow.ts'

interface Nominating extends ProposalTarget {
  readonly input: {
    readonly id?: string | null
    readonly year: number
    readonly round: number
    readonly comment?: string | null
  }
}

/** Enters a proposal in a round of a year's excellent ones (优秀提案评选). */
export const proposalNominate = command<Nominating, Key>('proposalNominate', async (work, { input, ...target }) => {
  const locked = await lockProposal(work, target, 'NOMINATE')
  stateAfter(locked, 'NOMINATE')
  const { year, round } = input
  const errors = nominationErrors({
    ...{ year, round, thisYear: yearIn(work.now), rounds: await roundsOf(work, locked.row, year) },
    filedIn: yearIn(locked.row.filedAt === null ? work.now : new Date(locked.row.filedAt)),
  })
  if (errors.length > 0) throw new Refused(...errors)
  const { organizationId, id: proposalId } = locked.row
  const entry = { id: input.id ?? newId(), year, round, comment: noteOf(input.comment, 'input.comment') }
  await work.db.insert(proposalNominations).values({
    ...{ ...entry, organizationId, proposalId, state: nominationWorkflow.initial },
    createdAt: work.now.toISOString(),
  })
  const row = await moveProposal(work, locked.row, {})
  recordProposal(work, row, { nomination: entry })
  await noteEvent(work, row, {
    ...{ action: 'NOMINATE', audience: 'OFFICE', note: entry.comment },
    facts: { year, round },
  })
  return keyOf(row)
})

const yearIn = (moment: Date): number => Number(businessDate(moment).slice(0, 4))

/** The proposal's rounds of a year. The proposal is locked. */
export async function roundsOf({ db }: Work, { organizationId, id }: ProposalRow, year: number) {
  const rows = await db
    .select({ round: proposalNominations.round, state: proposalNominations.state })
    .from(proposalNominations)
    .where(
      and(
        eq(proposalNominations.organizationId, organizationId),
        eq(proposalNominations.proposalId, id),
        eq(proposalNominations.year, year),
      ),
    )
  return rows.map(row => ({ round: row.round, state: nominationStateOf(row) }))
}
