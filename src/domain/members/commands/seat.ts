import { and, eq } from 'drizzle-orm'
import { businessDate } from '../../../kernel/clock.ts'
import { advance } from '../../../kernel/workflow.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { expectVersion, lockRow } from '../../../platform/commands/load.ts'
import { managesMember, seesMember } from '../policy.ts'
import { type SeatRow, seatPayload } from '../records.ts'
import { memberPositions, members } from '../tables.ts'
import { isMemberStatus, type MemberAction, type MemberStatus, memberWorkflow } from '../workflow.ts'

export interface SeatCommand {
  readonly id: string
  readonly expectedVersion: number
}

/** Locks a seat for one action of its workflow: seen, permitted, the version expected, the action possible now. */
export async function lockSeat(
  work: Work,
  action: MemberAction,
  { id, expectedVersion }: SeatCommand,
): Promise<{ seat: SeatRow; status: MemberStatus }> {
  const { createdAt, ...seat } = await lockRow(work, members, 'mem', id, { see: seesMember, may: managesMember })
  expectVersion(seat, expectedVersion)
  if (!isMemberStatus(seat.status)) throw new Error(`member ${seat.id} has the status ${seat.status}`)
  const facts = { ...(await termFacts(work, seat)), today: businessDate(work.now) }
  return { seat, status: advance(memberWorkflow, action, seat.status, facts) }
}

interface TermFacts {
  readonly termEndsOn: string | null
  readonly hasLaterSeat: boolean
}

async function termFacts(work: Work, { organizationId, termId, personId }: SeatRow): Promise<TermFacts> {
  const { rows } = await work.tx.client.query<TermFacts>(
    `select t.ends_on::text as "termEndsOn", exists (
        select from members m join terms l on l.organization_id = m.organization_id and l.id = m.term_id
        where m.organization_id = $1 and m.person_id = $3 and l.number > t.number) as "hasLaterSeat"
      from terms t where t.organization_id = $1 and t.id = $2`,
    [organizationId, termId, personId],
  )
  return rows[0] ?? { termEndsOn: null, hasLaterSeat: false }
}

export async function positionsOf(
  work: Work,
  { organizationId, id }: Pick<SeatRow, 'organizationId' | 'id'>,
): Promise<string[]> {
  const held = await work.db
    .select()
    .from(memberPositions)
    .where(and(eq(memberPositions.organizationId, organizationId), eq(memberPositions.memberId, id)))
    .orderBy(memberPositions.rank)
  return held.map(({ positionId }) => positionId)
}

/** Writes a seat's columns as its next version and notes the change. */
export async function writeSeat(
  work: Work,
  seat: SeatRow,
  changes: Partial<SeatRow>,
  more: { readonly positionIds?: readonly string[]; readonly reason?: string } = {},
): Promise<void> {
  const after = { ...seat, ...changes, version: seat.version + 1 }
  await work.db
    .update(members)
    .set({ ...changes, version: after.version })
    .where(and(eq(members.organizationId, seat.organizationId), eq(members.id, seat.id)))
  const positionIds = more.positionIds ?? (await positionsOf(work, seat))
  const payload = { ...seatPayload(after, positionIds), ...(more.reason === undefined ? {} : { reason: more.reason }) }
  work.record(seat.organizationId, {
    recordType: 'Member',
    recordId: seat.id,
    version: after.version,
    op: 'UPDATE',
    payload,
  })
}
