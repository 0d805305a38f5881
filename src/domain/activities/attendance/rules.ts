import type { SignInRules } from '../../organizations/policies/activity-sign-in.ts'

/** What counts as attendance (rules, section 3). Pure. */

export const STATUSES = ['PRESENT', 'LATE', 'LEFT_EARLY', 'ON_LEAVE', 'ABSENT'] as const
export type AttendanceStatus = (typeof STATUSES)[number]

export const isStatus = (text: string): text is AttendanceStatus => STATUSES.some(status => status === text)

export const REASON_MAX = 200
/** Members of one bulk command, and sign-ins of one upload. */
export const BULK_MAX = 200
/** Sign-ins made without a network are taken for so long. */
export const OFFLINE_DAYS = 7
/** How far the device's corrected time may be from the time of the code it scanned. */
export const OFFLINE_TOLERANCE_SECONDS = 60

const MINUTE = 60_000

export interface HalfDay {
  readonly startsAt: Date
  readonly endsAt: Date
  readonly rules: SignInRules
}

export type Obstruction = 'TOO_EARLY' | 'TOO_LATE' | null

/** Whether one can sign in to a half-day at a moment, by its committee's rules. */
export function obstructionAt({ startsAt, endsAt, rules }: HalfDay, moment: Date): Obstruction {
  if (moment.getTime() < startsAt.getTime() - rules.opensBeforeMinutes * MINUTE) return 'TOO_EARLY'
  return moment > closesAt({ endsAt, rules }) ? 'TOO_LATE' : null
}

/** Until when one can sign in to a half-day. */
export const closesAt = ({ endsAt, rules }: Pick<HalfDay, 'endsAt' | 'rules'>): Date =>
  new Date(endsAt.getTime() + rules.closesAfterMinutes * MINUTE)

/** What signing in at a moment of the half-day makes of the member. */
export const statusAt = ({ startsAt, rules }: Pick<HalfDay, 'startsAt' | 'rules'>, moment: Date): 'PRESENT' | 'LATE' =>
  moment.getTime() > startsAt.getTime() + rules.lateAfterMinutes * MINUTE ? 'LATE' : 'PRESENT'

export interface Position {
  readonly latitude: number
  readonly longitude: number
}

/** As it comes over the wire, in decimal text. */
export interface GivenPosition {
  readonly latitude: string
  readonly longitude: string
}

export const positionOf = (given: GivenPosition | null | undefined): Position | null =>
  given ? { latitude: Number(given.latitude), longitude: Number(given.longitude) } : null

const EARTH_RADIUS_METRES = 6_371_008.8

/** Great-circle distance in whole metres, by the haversine formula, which stays exact for neighbours. */
export function distanceMetres(a: Position, b: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const haversine = (angle: number) => Math.sin(angle / 2) ** 2
  const h =
    haversine(radians(b.latitude - a.latitude)) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * haversine(radians(b.longitude - a.longitude))
  return Math.round(2 * EARTH_RADIUS_METRES * Math.asin(Math.sqrt(Math.min(1, h))))
}

export const isPosition = ({ latitude, longitude }: Position): boolean =>
  Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180

/** A device's moment by the server's clock: what the device's own clock was off when it sent it is taken out. */
export const correctedTime = (device: Date, deviceNow: Date, serverNow: Date): Date =>
  new Date(device.getTime() + serverNow.getTime() - deviceNow.getTime())

export type OfflineObstruction = 'CODE_FROM_FUTURE' | 'TOO_OLD' | 'TIME_DISAGREES' | null

/** Whether a code of this time was scanned when the device says, not long ago and not in the future. */
export function offlineObstruction(
  code: { readonly from: number; readonly until: number },
  scannedAt: Date,
  now: Date,
): OfflineObstruction {
  const [moment, tolerance] = [scannedAt.getTime(), OFFLINE_TOLERANCE_SECONDS * 1000]
  if (code.from > now.getTime() || moment > now.getTime() + tolerance) return 'CODE_FROM_FUTURE'
  if (moment < now.getTime() - OFFLINE_DAYS * 24 * 60 * MINUTE) return 'TOO_OLD'
  return moment < code.from - tolerance || moment > code.until + tolerance ? 'TIME_DISAGREES' : null
}

/** Presence over the video link counts from so many minutes. */
export const statusOfMinutes = (minutes: number, needed: number): 'PRESENT' | 'ABSENT' =>
  minutes >= needed ? 'PRESENT' : 'ABSENT'

/** Who came, however late or for however short. */
export const ATTENDED: readonly AttendanceStatus[] = ['PRESENT', 'LATE', 'LEFT_EARLY']

export const attended = (status: string): boolean => ATTENDED.some(one => one === status)

/** One word for a whole activity: of the half-days attended the worst; of an activity not attended, leave only if for all of it. */
export function overallStatus(statuses: readonly AttendanceStatus[]): AttendanceStatus {
  const came = statuses.filter(attended)
  if (came.length === 0) return statuses.length > 0 && statuses.every(s => s === 'ON_LEAVE') ? 'ON_LEAVE' : 'ABSENT'
  return (['LATE', 'LEFT_EARLY'] as const).find(status => came.includes(status)) ?? 'PRESENT'
}
