import { and, eq } from 'drizzle-orm'
import type { GlobalId } from '../../../kernel/ids.ts'
import type { Work } from '../../../platform/commands/command.ts'
import type { ProposalRow } from '../commands.ts'
import { noteDecision } from './award.ts'
import { proposalNominations } from './tables.ts'
import { type NominationState, nominationStateOf } from './workflow.ts'

export type Nomination = typeof proposalNominations.$inferSelect

export const nominationIs = ({ organizationId, id }: Pick<GlobalId, 'organizationId' | 'id'>) =>
  and(eq(proposalNominations.organizationId, organizationId), eq(proposalNominations.id, id))

/** The result of a nomination in its round, as its next version. */
export async function writeDecision(
  work: Work,
  nomination: Nomination,
  content: { readonly state: NominationState; readonly comment: string },
): Promise<void> {
  const changes = { ...content, decidedBy: work.viewer.accountId, version: nomination.version + 1 }
  await work.db.update(proposalNominations).set(changes).where(nominationIs(nomination))
  work.record(nomination.organizationId, {
    ...{ recordType: 'ProposalNomination', recordId: nomination.id, version: changes.version, op: 'UPDATE' },
    payload: { ...content, year: nomination.year, round: nomination.round },
  })
}

/** A proposal leaves the list of each year, as if eliminated in its last round; what was passed before stands. The proposal is locked. */
export async function endNominations(work: Work, proposal: ProposalRow, comment: string): Promise<void> {
  const { organizationId, id } = proposal
  const ofProposal = and(eq(proposalNominations.organizationId, organizationId), eq(proposalNominations.proposalId, id))
  const rows = await work.db.select().from(proposalNominations).where(ofProposal).for('update')
  const isLast = ({ year, round }: Nomination) => !rows.some(other => other.year === year && other.round > round)
  for (const nomination of rows.filter(isLast)) {
    const from = nominationStateOf(nomination)
    if (from === 'ELIMINATED') continue
    await writeDecision(work, nomination, { state: 'ELIMINATED', comment })
    const { year, round } = nomination
    await noteDecision(work, proposal, { action: 'ELIMINATE', comment, year, round }, from === 'AWARDED')
  }
}
