/**
 * What an activity of two half-days does to two members who are asked to attend it, said once more and as simply as it goes:
 * independent of the service's own tables, so that the two are held against each other.
 */
export const ACTORS = ['office', 'liaison', 'leader', 'one', 'two', 'stranger', 'below', 'above'] as const
export type Actor = (typeof ACTORS)[number]
export const GUESTS = ['one', 'two'] as const
export type Guest = (typeof GUESTS)[number]
export type Half = 0 | 1
export const HALVES: readonly Half[] = [0, 1]

/** A meeting has records also of who stayed away, and leave by its length; research only of who came, leave by the office. */
export type Kind = 'STANDING_COMMITTEE_MEETING' | 'FIELD_RESEARCH'

export interface LeaveRequest {
  readonly state: 'REQUESTED' | 'APPROVED' | 'REFUSED' | 'WITHDRAWN'
  readonly halves: readonly Half[]
  readonly approver: 'OFFICE' | 'SECRETARY_GENERAL'
}

export interface Attendance {
  readonly status: 'PRESENT' | 'LATE' | 'LEFT_EARLY' | 'ON_LEAVE' | 'ABSENT'
  readonly method: 'ROTATING_CODE' | 'MEMBER_CODE' | 'BY_HAND' | 'SYSTEM'
  readonly corrections: number
}

export interface Invited {
  readonly invitation: 'INVITED' | 'ATTENDING' | 'ON_LEAVE' | 'WITHDRAWN' | null
  /** The first asked first. */
  readonly requests: readonly LeaveRequest[]
  readonly attendance: readonly [Attendance | null, Attendance | null]
  /** The duty record that counts, and how many were taken back. */
  readonly duty: string | null
  readonly reversed: number
  /** The day on which the member left the committee. */
  readonly left: number | null
}

export interface Model {
  readonly kind: Kind
  readonly state: 'PLANNED' | 'NOTIFIED' | 'HELD' | 'CLOSED' | 'CANCELLED'
  /** Days and minutes are counted from a midnight. */
  readonly day: number
  readonly now: number
  readonly one: Invited
  readonly two: Invited
}

export const DAY = 24 * 60
const NOBODY: Invited = {
  ...{ invitation: null, requests: [], attendance: [null, null], duty: null, reversed: 0, left: null },
}
export const planned = (kind: Kind): Model => ({
  ...{ kind, state: 'PLANNED', day: 10, now: 7 * DAY + 9 * 60, one: NOBODY, two: NOBODY },
})

/** Minutes of the day: the half-days, from nine to twelve and from two to five. */
const TIMES = [
  [9 * 60, 12 * 60],
  [14 * 60, 17 * 60],
] as const
export const begins = (m: Model, half: Half): number => m.day * DAY + TIMES[half][0]
export const ends = (m: Model, half: Half): number => m.day * DAY + TIMES[half][1]
export const today = (m: Model): number => Math.floor(m.now / DAY)

export const isGuest = (by: Actor): by is Guest => by === 'one' || by === 'two'
export const isMember = (by: Actor): boolean => isGuest(by) || by === 'stranger'
/** Manages activities in some committee; in this one. */
export const isOrganizer = (by: Actor): boolean => managesHere(by) || by === 'below' || by === 'above'
export const managesHere = (by: Actor): boolean => by === 'office' || by === 'liaison'
export const readsHere = (by: Actor): boolean => managesHere(by) || by === 'leader' || by === 'above'
export const approvesHere = (by: Actor): boolean => by === 'liaison' || by === 'leader'

/** Who left before the day of the activity is not asked any more, whatever his invitation says. */
export const isAsked = ({ day, ...guests }: Model, guest: Guest): boolean => {
  const { invitation, left } = guests[guest]
  return invitation !== null && invitation !== 'WITHDRAWN' && !(left !== null && left < day)
}

export const isInvitee = (m: Model, by: Actor): boolean => isGuest(by) && isAsked(m, by)
export const seesActivity = (m: Model, by: Actor): boolean => readsHere(by) || isInvitee(m, by)

export const withGuest = (m: Model, guest: Guest, changes: Partial<Invited>): Model => ({
  ...m,
  [guest]: { ...m[guest], ...changes },
})

export const came = ({ status }: Attendance): boolean => status !== 'ON_LEAVE' && status !== 'ABSENT'

export const hasAttendance = (m: Model, guest: Guest): boolean => m[guest].attendance.some(one => one !== null)

/** Half-days for which requests in these states ask. */
export const covered = ({ requests }: Invited, ...states: readonly LeaveRequest['state'][]): ReadonlySet<Half> =>
  new Set(requests.flatMap(({ state, halves }) => (states.includes(state) ? halves : [])))

/** Leave for the whole is an answer, and ends with the leave. */
export function answered(m: Model, guest: Guest): Model {
  const { invitation } = m[guest]
  const isAway = covered(m[guest], 'APPROVED').size === HALVES.length
  if (invitation === 'WITHDRAWN') return m
  if (isAway) return withGuest(m, guest, { invitation: 'ON_LEAVE' })
  return invitation === 'ON_LEAVE' ? withGuest(m, guest, { invitation: 'INVITED' }) : m
}

/** What attendance proves. */
export function proven(kind: Kind, attendance: Invited['attendance']): string | null {
  const all = attendance.filter(one => one !== null)
  const halfDays = all.filter(came).length
  if (kind === 'FIELD_RESEARCH') return halfDays > 0 ? `${halfDays}` : null
  return all.length > 0 ? `${overall(all)} ${halfDays}` : null
}

function overall(all: readonly Attendance[]): string {
  const statuses = all.map(({ status }) => status)
  if (!all.some(came)) return statuses.every(status => status === 'ON_LEAVE') ? 'ON_LEAVE' : 'ABSENT'
  return (['LATE', 'LEFT_EARLY'] as const).find(status => statuses.includes(status)) ?? 'PRESENT'
}

/** The record that counts is taken back, and what attendance proves now is booked. */
export function rebooked(m: Model, guest: Guest): Model {
  const taken = unbooked(m, guest)
  return withGuest(taken, guest, { duty: proven(m.kind, m[guest].attendance) })
}

export const unbooked = (m: Model, guest: Guest): Model =>
  withGuest(m, guest, { duty: null, reversed: m[guest].reversed + (m[guest].duty === null ? 0 : 1) })

export const recorded = (m: Model, guest: Guest, half: Half, attendance: Attendance): Model => {
  const [first, second] = m[guest].attendance
  return withGuest(m, guest, { attendance: half === 0 ? [attendance, second] : [first, attendance] })
}
