import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'

/**
 * Texts behind the QR codes of signing in: what they are for, when they were made, and a signature. They hold no secret and
 * no person's data; that they are short-lived is what makes them useless to pass around.
 *
 *   A1.<committee>.<activity>.<half-day>.<slot>.<signature>   shown by the staff, scanned by the members
 *   M1.<committee>.<member>.<slot>.<signature>                shown by a member, scanned by the staff
 *   P1.<committee>.<activity>.<half-day>.<slot>.<signature>   opens the projector's page until its slot ends
 */
export const SLOT_SECONDS = 15
/** Slots for which a code is still taken after its own: a slow phone, a slow network. */
export const GRACE_SLOTS = 2
export const MEMBER_SLOT_SECONDS = 60
const MEMBER_GRACE_SLOTS = 1

type Keys = { readonly token: KeyObject }

/** A half-day of an activity of a committee. */
export interface Occasion {
  readonly organizationId: string
  readonly activityId: string
  readonly halfDayId: string
}

export interface Seat {
  readonly organizationId: string
  readonly memberId: string
}

/** Said of a code that is genuine: made by this service, and for what. */
export type Genuine<T> = T & { readonly slot: number }

export const slotAt = (moment: Date, seconds = SLOT_SECONDS): number => Math.floor(moment.getTime() / 1000 / seconds)

/** From and until when a slot is the present one. */
export const slotTime = (slot: number, seconds = SLOT_SECONDS): { readonly from: number; readonly until: number } => ({
  from: slot * seconds * 1000,
  until: (slot + 1) * seconds * 1000,
})

export const signInCode = (keys: Keys, occasion: Occasion, slot: number): string =>
  signed(keys, ['A1', occasion.organizationId, short(occasion.activityId), short(occasion.halfDayId), text(slot)])

export const pageToken = (keys: Keys, occasion: Occasion, lastSlot: number): string =>
  signed(keys, ['P1', occasion.organizationId, short(occasion.activityId), short(occasion.halfDayId), text(lastSlot)])

export const memberCode = (keys: Keys, { organizationId, memberId }: Seat, slot: number): string =>
  signed(keys, ['M1', organizationId, short(memberId), text(slot)])

/** What a sign-in code is for; null where it was not made here, or was changed by one character. */
export const readSignInCode = (keys: Keys, code: string): Genuine<Occasion> | null => readOccasion(keys, 'A1', code)

export const readPageToken = (keys: Keys, token: string): Genuine<Occasion> | null => readOccasion(keys, 'P1', token)

export function readMemberCode(keys: Keys, code: string): Genuine<Seat> | null {
  const [organizationId, member, slot] = verified(keys, 'M1', 3, code) ?? []
  if (!organizationId || !member || !slot) return null
  return { organizationId, memberId: long(member), slot: Number.parseInt(slot, 36) }
}

export type Timeliness = 'IN_TIME' | 'STALE' | 'FROM_FUTURE'

/** Whether a code of this slot is taken at this moment, by the server's clock. */
export function timelinessOf(slot: number, now: Date, seconds = SLOT_SECONDS, grace = GRACE_SLOTS): Timeliness {
  const present = slotAt(now, seconds)
  if (slot > present) return 'FROM_FUTURE'
  return slot < present - grace ? 'STALE' : 'IN_TIME'
}

export const memberCodeTimeliness = (slot: number, now: Date): Timeliness =>
  timelinessOf(slot, now, MEMBER_SLOT_SECONDS, MEMBER_GRACE_SLOTS)

function readOccasion(keys: Keys, kind: string, code: string): Genuine<Occasion> | null {
  const [organizationId, activity, halfDay, slot] = verified(keys, kind, 4, code) ?? []
  if (!organizationId || !activity || !halfDay || !slot) return null
  return { organizationId, activityId: long(activity), halfDayId: long(halfDay), slot: Number.parseInt(slot, 36) }
}

/** Longer than any code; what is longer is not even hashed. */
const LONGEST = 120
const SIGNATURE_BYTES = 16

const derived = new WeakMap<KeyObject, KeyObject>()

/** A key for this purpose alone: a signature of these codes can never be one of something else. */
function codeKey({ token }: Keys): KeyObject {
  const known = derived.get(token)
  if (known) return known
  const made = createSecretKey(createHmac('sha256', token).update('activity sign-in codes').digest())
  derived.set(token, made)
  return made
}

const signatureOf = (keys: Keys, body: string): Buffer =>
  createHmac('sha256', codeKey(keys)).update(body).digest().subarray(0, SIGNATURE_BYTES)

function signed(keys: Keys, parts: readonly string[]): string {
  const body = parts.join('.')
  return `${body}.${signatureOf(keys, body).toString('base64url')}`
}

function verified(keys: Keys, kind: string, parts: number, code: string): string[] | null {
  if (code.length > LONGEST) return null
  const end = code.lastIndexOf('.')
  const body = code.slice(0, Math.max(end, 0))
  // As written, too: base64url has several spellings of the same bytes, and a code has one.
  const [given, expected] = [
    Buffer.from(code.slice(end + 1)),
    Buffer.from(signatureOf(keys, body).toString('base64url')),
  ]
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const [first, ...rest] = body.split('.')
  return first === kind && rest.length === parts ? rest : null
}

const text = (slot: number): string => slot.toString(36)

/** A UUID in 22 characters, so that the QR code stays coarse enough for the last row. */
const short = (uuid: string): string => Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url')

const long = (id: string): string =>
  Buffer.from(id, 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
