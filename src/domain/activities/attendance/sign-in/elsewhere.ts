import { newId } from '../../../../kernel/ids.ts'
import type { Viewer } from '../../../../kernel/viewer.ts'
import type { Work } from '../../../../platform/commands/command.ts'
import { openWalls } from '../../../../platform/db/transaction.ts'
import { viewersOfSeats } from '../../../identity/viewers-of-seats.ts'
import type { Occasion } from '../codes.ts'
import type { AttendanceStatus } from '../rules.ts'
import { insertOnce, type Method, type NewAttendance, placeKey } from '../store.ts'
import { decideElsewhere } from './decide.ts'
import { linkedPlacesOf, type Place } from './places.ts'
import { bookLate, supersede } from './supersede.ts'

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
  const occasions = [...new Map(attended.map(one => [one.halfDayId, one])).values()]
  const members = [...new Set(persons.flatMap(({ memberIds }) => memberIds))]
  const organizations = [...new Set(persons.flatMap(person => person.organizationsWith('ACTIVITY_OWN')))]
  if (members.length === 0 || occasions.length === 0) return
  if (persons.some(person => person !== work.viewer)) await openWalls(work.tx, organizations)
  const places = await linkedPlacesOf(work, occasions, members, organizations)
  const found = places.flatMap(place => {
    const here = persons.find(({ memberIds }) => memberIds.includes(place.memberId))?.memberIds ?? []
    const occasion = occasions[place.n]?.halfDayId
    const one = attended.find(({ halfDayId, memberId }) => halfDayId === occasion && here.includes(memberId))
    return one ? rowsFor(place, one, method) : []
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
    found.flatMap(one => ('supersedes' in one ? [one.supersedes] : [])),
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
