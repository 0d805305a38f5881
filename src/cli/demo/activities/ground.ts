import { and, asc, eq, inArray } from 'drizzle-orm'
import { memberPositions, members, persons } from '../../../domain/members/tables.ts'
import { activityKinds, parties, positions, sessions, specialCommittees } from '../../../domain/organizations/tables.ts'
import type { Work } from '../../../platform/commands/command.ts'
import type { DemoPlace } from '../places.ts'
import { isDemocraticParty } from '../proposals/ground.ts'
import type { Random } from '../random.ts'
import { emptyRows, type Rows } from './rows.ts'

export interface Seat {
  readonly id: string
  readonly joinedOn: string
  readonly party: string
  readonly partyId: string | null
  readonly isStanding: boolean
  /** Of the Chairpersons' meeting. */
  readonly leads: boolean
}

export interface Session {
  readonly id: string
  readonly number: number
  readonly startsOn: string
  readonly endsOn: string
}

export interface ActivitiesSeed {
  readonly place: DemoPlace
  /** Accounts of the place by sign-in name, and the seats of those who are members. */
  readonly accounts: Readonly<Record<string, string>>
  readonly seatOf: Readonly<Record<string, string>>
}

/** What a place's activities stand on, and what has been made of them. */
export interface Ground {
  readonly organizationId: string
  readonly isCity: boolean
  readonly draw: Random
  readonly now: Date
  readonly kinds: ReadonlyMap<string, string>
  readonly committees: readonly string[]
  readonly sessions: readonly Session[]
  readonly seats: readonly Seat[]
  /** The seat of the demonstration's member. */
  readonly ownSeat: Seat | undefined
  /** Accounts of the office and of the leader. */
  readonly office: string
  readonly leader: string
  readonly rows: Rows
}

/** Who stands for whoever has no account in the demonstration. */
const SOMEBODY = '00000000-0000-0000-0000-000000000000'

export async function layGround(work: Work, draw: Random, seed: ActivitiesSeed): Promise<Ground> {
  const { place, accounts, seatOf } = seed
  const organizationId = place.number
  const { db } = work
  const of = <T extends typeof activityKinds | typeof specialCommittees>(table: T) =>
    db
      .select({ code: table.code, id: table.id })
      .from(table as typeof specialCommittees)
      .where(eq(table.organizationId, organizationId))
      .orderBy(asc(table.rank))
  const seats = await seatsOf(work, organizationId)
  return {
    ...{ organizationId, isCity: place.level === 'CITY', draw, now: work.now, seats, rows: emptyRows() },
    kinds: new Map((await of(activityKinds)).map(({ code, id }) => [code, id])),
    committees: (await of(specialCommittees)).map(({ id }) => id),
    sessions: await db
      .select()
      .from(sessions)
      .where(eq(sessions.organizationId, organizationId))
      .orderBy(asc(sessions.number)),
    ownSeat: seats.find(({ id }) => id === (seatOf.member ?? seatOf['county-member'])),
    office: accounts.liaison ?? accounts.county ?? SOMEBODY,
    leader: accounts.leader ?? SOMEBODY,
  }
}

const LEADING = ['CHAIRPERSON', 'VICE_CHAIRPERSON']

/** Seats in an order that does not depend on ids. */
async function seatsOf({ db }: Work, organizationId: string): Promise<readonly Seat[]> {
  const found = await db
    .select({
      ...{ id: members.id, joinedOn: members.joinedOn, isStanding: members.isStanding },
      ...{ party: parties.code, partyId: persons.partyId },
    })
    .from(members)
    .innerJoin(persons, and(eq(persons.organizationId, members.organizationId), eq(persons.id, members.personId)))
    .leftJoin(parties, and(eq(parties.organizationId, persons.organizationId), eq(parties.id, persons.partyId)))
    .where(eq(members.organizationId, organizationId))
    .orderBy(members.searchText, members.workUnit, members.id)
  const leading = await db
    .select({ id: memberPositions.memberId })
    .from(memberPositions)
    .innerJoin(
      positions,
      and(eq(positions.organizationId, memberPositions.organizationId), eq(positions.id, memberPositions.positionId)),
    )
    .where(and(eq(memberPositions.organizationId, organizationId), inArray(positions.code, [...LEADING])))
  const leads = new Set(leading.map(({ id }) => id))
  return found.map(seat => ({ ...seat, party: seat.party ?? '', leads: leads.has(seat.id) }))
}

export const isDemocraticSeat = ({ party }: Seat): boolean => isDemocraticParty(party) || party === 'NON_AFFILIATED'

/** Some of the seats held on a day, other ones every time. */
export function some(
  { draw, seats }: Ground,
  on: string,
  count: number,
  which: (seat: Seat) => boolean = () => true,
): Seat[] {
  const held = seats.filter(seat => seat.joinedOn <= on && which(seat))
  const first = draw.between(0, Math.max(0, held.length - 1))
  const step = held.length > 7 ? 7 : 1
  const taken = new Map<string, Seat>()
  for (let at = 0; taken.size < Math.min(count, held.length) && at < held.length * step; at++) {
    const seat = held[(first + at * step + Math.floor((at * step) / held.length)) % held.length]
    if (seat) taken.set(seat.id, seat)
  }
  return [...taken.values()]
}

export const leadersOn = ({ seats }: Ground, on: string): readonly Seat[] =>
  seats.filter(({ leads, joinedOn }) => leads && joinedOn <= on)
