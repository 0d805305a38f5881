import { newId } from '../../../../kernel/ids.ts'
import type { Viewer } from '../../../../kernel/viewer.ts'
import type { Work } from '../../../../platform/commands/command.ts'
import { withOpenWalls } from '../../../../platform/db/transaction.ts'
import { viewersOfSeats } from '../../../identity/viewers-of-seats.ts'
import type { Occasion } from '../codes.ts'
import { type AttendanceStatus, obstructionAt } from '../rules.ts'
import { insertOnce, type Method, type NewAttendance, placeKey } from '../store.ts'
import { decideElsewhere } from './decide.ts'
import { linkedPlacesOf, type Place } from './places.ts'
import { bookLate, overtakenBy, supersede } from './supersede.ts'

/** A member who attends a half-day, however it came to be known. */
export interface Attended extends Occasion {
  readonly memberId: string
  readonly at: Date
  readonly isOffline: boolean
  /** What the staff says, who were there; else the other committee's own rules say whether he is late. */
  readonly byHand?: { readonly status: AttendanceStatus; readonly reason: string }
}

/**
 * A member who sits in two committees attends once for both, when one's activity joins the other's. What arises there is what
 * he could sign in to himself, with his own rights, whoever recorded him here. The last of a command's work.
 */
export async function attendElsewhere(work: Work, attended: readonly Attended[], method: Method): Promise<void> {
  const persons = await personsOf(work, attended)
  if (persons.length === 0) return
  const attend = (): Promise<void> => attendAs(work, persons, attended, method)
  if (persons.every(person => person === work.viewer)) await attend()
  else await withOpenWalls(work.tx, organizationsOf(persons), attend)
}

const organizationsOf = (persons: readonly Viewer[]): readonly string[] => [
  ...new Set(persons.flatMap(person => person.organizationsWith('ACTIVITY_OWN'))),
]

async function attendAs(
  work: Work,
  persons: readonly Viewer[],
  attended: readonly Attended[],
  method: Method,
): Promise<void> {
  const occasions = [...new Map(attended.map(one => [one.halfDayId, one])).values()]
  const members = [...new Set(persons.flatMap(({ memberIds }) => memberIds))]
  const places = await linkedPlacesOf(work, occasions, members, organizationsOf(persons))
  const found = places.flatMap(place => {
    const here = persons.find(({ memberIds }) => memberIds.includes(place.memberId))?.memberIds ?? []
    const occasion = occasions[place.n]?.halfDayId
    const one = attended.find(({ halfDayId, memberId }) => halfDayId === occasion && here.includes(memberId))
    return one && (!one.byHand || isPlain(place, one, places)) ? rowsFor(place, one, method) : []
  })
  const rows = found.flatMap(one => ('row' in one ? [one] : []))
  const standing = await insertOnce(
    work,
    rows.map(({ row }) => row),
  )
  await bookLate(
    work,
    rows.flatMap(({ row, isClosed }) => (isClosed && standing.get(placeKey(row))?.isNew ? [row] : [])),
  )
  await supersede(
    work,
    found.flatMap(one => ('supersedes' in one ? [one.supersedes] : overtakenBy(standing, one.row))),
  )
}

/** Whoever has more seats than one: the viewer himself, or those of whom the staff recorded attendance. */
async function personsOf({ tx, viewer }: Work, attended: readonly Attended[]): Promise<readonly Viewer[]> {
  const own = new Set(viewer.memberIds)
  const isOwn = viewer.memberIds.length > 1 && attended.some(({ memberId }) => own.has(memberId))
  const persons: Viewer[] = isOwn ? [viewer] : []
  const others = attended.filter(({ memberId }) => !own.has(memberId))
  for (const [organizationId, members] of Map.groupBy(others, one => one.organizationId)) {
    const ids = [...new Set(members.map(({ memberId }) => memberId))]
    persons.push(...(await viewersOfSeats(tx, organizationId, ids)))
  }
  return persons
}

/**
 * What the staff say of a half-day here is said of one there too when it has begun, by its own rules, and when it is the only
 * one of its activity at that time: a half-day that is entered here as long as a week says nothing of each of a week.
 */
const isPlain = (place: Place, { at }: Attended, places: readonly Place[]): boolean =>
  obstructionAt(place, at) !== 'TOO_EARLY' &&
  places.filter(
    ({ n, memberId, activityId }) => n === place.n && memberId === place.memberId && activityId === place.activityId,
  ).length === 1

type Found = { readonly row: NewAttendance; readonly isClosed: boolean } | { readonly supersedes: NewAttendance }

function rowsFor(place: Place, { at, isOffline, byHand }: Attended, method: Method): Found[] {
  const { organizationId, activityId, halfDayId, memberId } = place
  const row = { organizationId, id: newId(), activityId, halfDayId, memberId, method }
  if (byHand) {
    const isOpen = place.state === 'NOTIFIED' || place.state === 'HELD'
    return isOpen && !place.recorded ? [{ row: { ...row, ...byHand }, isClosed: false }] : []
  }
  const decision = decideElsewhere(place, { at, isOffline })
  if (!('status' in decision)) return []
  const signedIn = { ...row, status: decision.status, signedInAt: at.toISOString(), isOffline }
  return decision.supersedes && place.recorded
    ? [{ supersedes: { ...signedIn, id: place.recorded.id } }]
    : [{ row: signedIn, isClosed: place.state === 'CLOSED' }]
}
