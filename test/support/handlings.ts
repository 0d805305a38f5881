import { type DeadlineSetting, setDeadline } from '../../src/domain/proposals/deadlines.ts'
import { proposalReplies } from '../../src/domain/proposals/handling/replies/tables.ts'
import { proposalAssignments, proposalHandlings, proposalRequests } from '../../src/domain/proposals/handling/tables.ts'
import { formatGlobalId, newId } from '../../src/kernel/ids.ts'
import type { Work } from '../../src/platform/commands/command.ts'
import { systemContext } from '../../src/platform/context.ts'
import type { Tx } from '../../src/platform/db/transaction.ts'
import type { GivenProposal, ProposalWorld, Unit } from './proposals.ts'

/** A work of the service for the world's city, as commands have one. */
export const workOf = (w: ProposalWorld, tx: Tx, organizationId: string): Work => ({
  tx,
  db: tx.db,
  viewer: tx.viewer,
  context: systemContext(w.services, organizationId),
  now: w.clock(),
  record: () => {},
})

export interface NewPart {
  readonly unit: Unit
  readonly role?: 'SOLE' | 'HOST' | 'CO_HANDLER' | 'SEPARATE'
  readonly state?: string
  /** Through the assigning office; straight from the committee without one. */
  readonly officeId?: string | null
}

/** Plants an assignment with units' parts and puts the proposal in a state; gives the parts' keys in order. */
export async function plantParts(
  w: ProposalWorld,
  { organizationId, proposalId }: GivenProposal,
  parts: readonly NewPart[],
  state = 'ASSIGNED',
): Promise<readonly string[]> {
  const [assignmentId, assignedBy] = [newId(), newId()]
  const rows = parts.map(({ unit, role = 'SOLE', state: partState = 'NEW' }) => ({
    ...{ organizationId, id: newId(), proposalId, assignmentId, unitId: unit.unitId, role, state: partState },
  }))
  await w.system('CITY', async ({ db, client }) => {
    const officeId = parts[0]?.officeId ?? null
    await db
      .insert(proposalAssignments)
      .values({ organizationId, id: assignmentId, proposalId, officeId, state: 'DISPATCHED', assignedBy })
    if (rows.length > 0) await db.insert(proposalHandlings).values(rows)
    await client.query('update proposals set state = $3 where organization_id = $1 and id = $2', [
      organizationId,
      proposalId,
      state,
    ])
  })
  return rows.map(({ id }) => id)
}

/** Sets a deadline as a command does. */
export const givenDeadline = (
  w: ProposalWorld,
  { organizationId, proposalId }: GivenProposal,
  setting: DeadlineSetting,
) =>
  w.system('CITY', tx =>
    setDeadline(workOf(w, tx, organizationId), { organizationId, id: proposalId, period: 'SESSION' }, setting),
  )

/** Plants a request that waits for its assigner. */
export const plantRequest = (w: ProposalWorld, { organizationId }: GivenProposal, handlingId: string) =>
  w.system('CITY', ({ db }) =>
    db.insert(proposalRequests).values({
      ...{ organizationId, id: newId(), handlingId, kind: 'RETURN', state: 'PENDING', reason: '不属本单位职责' },
      requestedBy: newId(),
    }),
  )

/** Plants a reply that was sent; gives its global id. */
export async function plantReply(
  w: ProposalWorld,
  { organizationId, proposalId }: GivenProposal,
  handlingId: string,
  more: Partial<typeof proposalReplies.$inferInsert> = {},
): Promise<string> {
  const id = newId()
  await w.system('CITY', ({ db }) =>
    db.insert(proposalReplies).values({
      ...{ organizationId, id, proposalId, handlingId, round: 1, state: 'SENT', sentAt: w.clock().toISOString() },
      ...{ replyClass: 'RESOLVED', localLetter: 'A', body: '感谢您对我局工作的关心和支持。', draftedBy: newId() },
      items: [{ suggestion: '统一规划建设集中充电设施', answer: '已建成集中充电点 120 处。' }],
      ...{ signerName: '赵局长', contactName: '钱科长', contactPhone: '0352-1234567' },
      ...more,
    }),
  )
  return formatGlobalId('rep', organizationId, id)
}
