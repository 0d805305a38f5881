import { and, eq, inArray } from 'drizzle-orm'
import type { Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { proposalHandlings, proposalRequests } from '../tables.ts'

export type RequestRow = typeof proposalRequests.$inferSelect

/** Writes what became of a request whose proposal is locked. */
export async function moveRequest(
  work: Work,
  request: RequestRow,
  changes: Partial<Pick<RequestRow, 'state' | 'dueOn' | 'decisionNote' | 'decidedBy'>>,
): Promise<void> {
  const { organizationId, id } = request
  const version = request.version + 1
  await work.db
    .update(proposalRequests)
    .set({ ...changes, version, decidedAt: work.now.toISOString() })
    .where(and(eq(proposalRequests.organizationId, organizationId), eq(proposalRequests.id, id)))
  const payload = changes
  work.record(organizationId, { recordType: 'ProposalRequest', recordId: id, version, op: 'UPDATE', payload })
}

/**
 * What was asked for has become moot: the unit replied, or others have it now. Without a part: whatever is still pending of
 * a proposal that is replied to, as that of a co-handler whose opinion was waived.
 */
export async function lapseRequests(work: Work, { organizationId, id }: Key, partId?: string): Promise<void> {
  const parts = work.db
    .select({ id: proposalHandlings.id })
    .from(proposalHandlings)
    .where(and(eq(proposalHandlings.organizationId, organizationId), eq(proposalHandlings.proposalId, id)))
  const ofPart = partId ? eq(proposalRequests.handlingId, partId) : inArray(proposalRequests.handlingId, parts)
  const pending = await work.db
    .select()
    .from(proposalRequests)
    .where(and(eq(proposalRequests.organizationId, organizationId), eq(proposalRequests.state, 'PENDING'), ofPart))
    .for('update')
  for (const request of pending) await moveRequest(work, request, { state: 'LAPSED' })
}
