import { and, eq, inArray } from 'drizzle-orm'
import { parseGlobalId } from '../../../../kernel/ids.ts'
import { Refused, userError } from '../../../../kernel/user-error.ts'
import type { Work } from '../../../../platform/commands/command.ts'
import { expectVersion, notFound } from '../../../../platform/commands/load.ts'
import { insidePart, visibleHandling } from '../policy.ts'
import { proposalReplies } from '../replies/tables.ts'
import { proposalHandlings } from '../tables.ts'
import type { HandlingAction } from '../workflow.ts'
import { type HeldPart, lockPartByKey, type PartRow, type PartTarget } from './part.ts'

export type ReplyRow = typeof proposalReplies.$inferSelect
export type ReplyChanges = Partial<Omit<typeof proposalReplies.$inferInsert, 'organizationId' | 'id' | 'version'>>

export interface HeldReply extends HeldPart {
  readonly reply: ReplyRow
}

/** Locks proposal, part and the reply that is under review, in this order. A letter that was not sent exists only inside. */
export async function lockReply(
  work: Work,
  { id, expectedVersion }: PartTarget,
  action: HandlingAction,
): Promise<HeldReply> {
  const key = parseGlobalId(id)
  if (key?.prefix !== 'rep') throw notFound('id')
  const which = and(eq(proposalReplies.organizationId, key.organizationId), eq(proposalReplies.id, key.id))
  const [found] = await work.db.select().from(proposalReplies).where(which)
  if (!found) throw notFound('id')
  const sees = found.sentAt === null ? insidePart : visibleHandling
  const held = await lockPartByKey(work, { ...key, id: found.handlingId }, action, sees)
  const [reply] = await work.db.select().from(proposalReplies).where(which).for('update')
  if (!reply) throw notFound('id')
  expectVersion(reply, expectedVersion)
  if (!OPEN.includes(reply.state)) throw new Refused(notOpen)
  return { ...held, reply }
}

const OPEN: readonly string[] = ['DRAFT', 'COUNTERSIGNED']

const notOpen = userError(
  'INVALID_STATE',
  'id',
  '该答复已发送或已被新的答复取代，请对正在办理的答复操作',
  'This letter was sent, or gave way to another; act on the one that is being written',
)

/** The unit's letter that is being written or reviewed. */
export async function openReply({ db }: Work, handling: { organizationId: string; id: string }) {
  const [reply] = await db
    .select()
    .from(proposalReplies)
    .where(
      and(
        eq(proposalReplies.organizationId, handling.organizationId),
        eq(proposalReplies.handlingId, handling.id),
        inArray(proposalReplies.state, [...OPEN]),
      ),
    )
    .for('update')
  return reply
}

/** Writes changes of a locked reply as its next version, and notes them in the change log. */
export async function moveReply(work: Work, reply: ReplyRow, changes: ReplyChanges): Promise<void> {
  const { organizationId, id } = reply
  const version = reply.version + 1
  await work.db
    .update(proposalReplies)
    .set({ ...changes, version })
    .where(and(eq(proposalReplies.organizationId, organizationId), eq(proposalReplies.id, id)))
  recordReply(work, { organizationId, id, version }, changes, 'UPDATE')
}

/** What the unit said before, in an earlier round or as a plan, is in force no longer. */
export async function supersedeEarlier(work: Work, part: PartRow): Promise<void> {
  const { organizationId, proposalId, unitId } = part
  const own = work.db
    .select({ id: proposalHandlings.id })
    .from(proposalHandlings)
    .where(
      and(
        eq(proposalHandlings.organizationId, organizationId),
        eq(proposalHandlings.proposalId, proposalId),
        eq(proposalHandlings.unitId, unitId),
      ),
    )
  const earlier = await work.db
    .select()
    .from(proposalReplies)
    .where(
      and(
        eq(proposalReplies.organizationId, organizationId),
        eq(proposalReplies.state, 'SENT'),
        inArray(proposalReplies.handlingId, own),
      ),
    )
    .for('update')
  for (const row of earlier) await moveReply(work, row, { state: 'SUPERSEDED' })
}

/** A telephone stays in the row. */
export function recordReply(
  work: Work,
  { organizationId, id, version }: Pick<ReplyRow, 'organizationId' | 'id' | 'version'>,
  { contactPhone: _, ...payload }: ReplyChanges,
  op: 'CREATE' | 'UPDATE',
): void {
  work.record(organizationId, { recordType: 'ProposalReply', recordId: id, version, op, payload })
}
