import { and, eq } from 'drizzle-orm'
import { parseGlobalId } from '../../../kernel/ids.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { members } from '../../members/tables.ts'
import type { Seat } from '../rules.ts'

export interface LockedSeat extends Seat {
  readonly organizationId: string
  readonly memberId: string
}

/**
 * Locks seats of one committee, in the order of their ids, so that two entries for the same members wait for each other
 * and see each other's records, and a seat does not end meanwhile. Weak enough to let references to the seat pass.
 */
export async function lockSeats(
  work: Work,
  organizationId: string,
  memberIds: readonly string[],
): Promise<Map<string, LockedSeat>> {
  if (memberIds.length === 0) return new Map()
  const { rows } = await work.tx.client.query<LockedSeat>(
    ofMembers(LOCK_SEATS, organizationId, [...new Set(memberIds)]),
  )
  return new Map(rows.map(row => [row.memberId, row]))
}

/** A statement by committee (`$1`) and members, in words of how their column is compared with `$2`. */
export interface StatementOfMembers {
  readonly name: string
  readonly text: (areThese: string) => string
}

/** Of one member PostgreSQL knows how little it finds; of a list it expects ten. */
export function ofMembers(
  { name, text }: StatementOfMembers,
  organizationId: string,
  memberIds: readonly string[],
  ...more: readonly unknown[]
) {
  const [one] = memberIds
  return memberIds.length === 1
    ? { name: `${name}_one`, text: text('= $2::uuid'), values: [organizationId, one, ...more] }
    : { name, text: text('= any($2::uuid[])'), values: [organizationId, [...memberIds], ...more] }
}

// By hand, as what every audited write runs. The answer has the columns of LockedSeat.
const LOCK_SEATS: StatementOfMembers = {
  name: 'lock_seats',
  text: areThese => `select m.organization_id::text as "organizationId", m.id as "memberId", m.joined_on::text as "joinedOn",
      m.left_on::text as "leftOn", t.starts_on::text as "termStartsOn", t.ends_on::text as "termEndsOn"
    from members m join terms t on t.organization_id = m.organization_id and t.id = m.term_id
    where m.organization_id = $1 and m.id ${areThese} order by m.id for no key update of m`,
}

/** Key of a member in a global id, null for anything else. */
export function memberKey(globalId: string): { readonly organizationId: string; readonly id: string } | null {
  const key = parseGlobalId(globalId)
  return key?.prefix === 'mem' ? key : null
}

/** Whether a member exists where row-level security lets the viewer look. */
export async function memberExists(work: Work, organizationId: string, id: string): Promise<boolean> {
  const which = and(eq(members.organizationId, organizationId), eq(members.id, id))
  const [row] = await work.db.select({ id: members.id }).from(members).where(which)
  return row !== undefined
}
