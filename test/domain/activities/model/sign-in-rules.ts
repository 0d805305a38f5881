import {
  type Attendance,
  begins,
  came,
  DAY,
  ends,
  type Guest,
  HALVES,
  type Half,
  isAsked,
  isGuest,
  isMember,
  type Model,
  rebooked,
  recorded,
} from './model.ts'
import { type Code, type Rule, staff, type Target, unless } from './rule.ts'

/** Minutes: signing in opens before a half-day, ends with it, and is late some time after its beginning. */
const [OPENS_BEFORE, LATE_AFTER] = [60, 10]
/** When a telephone without a network scanned the code: so long after the beginning. */
const SCANNED_AFTER = 5

export const early = (m: Model, half: Half): Code => m.now < begins(m, half) - OPENS_BEFORE && 'TOO_EARLY'

const outside = (m: Model, half: Half): Code => early(m, half) || (m.now > ends(m, half) && 'TOO_LATE')

const statusNow = (m: Model, half: Half): Attendance['status'] =>
  m.now > begins(m, half) + LATE_AFTER ? 'LATE' : 'PRESENT'

export const isThere = (m: Model, guest: Guest, half: Half): boolean => {
  const one = m[guest].attendance[half]
  return one !== null && came(one)
}

/** Who is present stays so, and what else was recorded is not overwritten. */
const already = (m: Model, { guest, half }: Target): Code =>
  m[guest].attendance[half] !== null && (isThere(m, guest, half) ? 'DONE' : 'ALREADY_RECORDED')

/** One's own seat signs in: the guest is who acts. */
const member = {
  permitted: isMember,
  denied: (m: Model, { by }: Target): Code => !(isGuest(by) && isAsked(m, by)) && 'NOT_INVITED',
} as const

/** Closing took him for absent, and nobody has said otherwise. */
const isTakenForAbsent = (m: Model, { guest, half }: Target): boolean => {
  const one = m[guest].attendance[half]
  return one?.method === 'SYSTEM' && one.status === 'ABSENT'
}

export const scannedAt = (m: Model, half: Half): number => begins(m, half) + SCANNED_AFTER

const enter = (status: 'PRESENT' | 'ABSENT'): Rule => ({
  ...{ offer: 'RECORD_ATTENDANCE', ...staff, blocked: m => unless(m, 'NOTIFIED', 'HELD') },
  wrong: (m, { guest, half }) =>
    (status === 'PRESENT' && early(m, half)) ||
    (!isAsked(m, guest) && 'NOT_INVITED') ||
    (m[guest].attendance[half] !== null && 'ALREADY_RECORDED'),
  after: (m, { guest, half }) => recorded(m, guest, half, { status, method: 'BY_HAND', corrections: 0 }),
})

export const ATTENDANCE_RULES = {
  SIGN_IN: {
    ...{ offer: 'SIGN_IN', ...member, already, blocked: m => unless(m, 'NOTIFIED', 'HELD') },
    pending: (m, by) =>
      isGuest(by) &&
      HALVES.some(half => !outside(m, half) && already(m, { by, guest: by, half }) !== 'ALREADY_RECORDED'),
    wrong: (m, { half }) => outside(m, half),
    after: (m, { guest, half }) =>
      recorded(m, guest, half, { status: statusNow(m, half), method: 'ROTATING_CODE', corrections: 0 }),
  },
  SIGN_IN_OFFLINE: {
    ...{ offer: null, ...member, already: (m, target) => !isTakenForAbsent(m, target) && already(m, target) },
    blocked: (m, { half }) =>
      (scannedAt(m, half) > m.now && 'CODE_FROM_FUTURE') ||
      (scannedAt(m, half) < m.now - 7 * DAY && 'TOO_OLD') ||
      unless(m, 'NOTIFIED', 'HELD', 'CLOSED'),
    after: (m, { guest, half }) => {
      const absence = m[guest].attendance[half]
      const corrections = absence === null ? 0 : absence.corrections + 1
      const signedIn = recorded(m, guest, half, { status: 'PRESENT', method: 'ROTATING_CODE', corrections })
      return m.state === 'CLOSED' ? rebooked(signedIn, guest) : signedIn
    },
  },
  SCAN: {
    ...{ offer: 'RECORD_ATTENDANCE', ...staff, blocked: m => unless(m, 'NOTIFIED', 'HELD') },
    wrong: (m, target) => (!isAsked(m, target.guest) && 'NOT_INVITED') || already(m, target) || outside(m, target.half),
    after: (m, { guest, half }) =>
      recorded(m, guest, half, { status: statusNow(m, half), method: 'MEMBER_CODE', corrections: 0 }),
  },
  ENTER_PRESENT: enter('PRESENT'),
  ENTER_ABSENT: enter('ABSENT'),
} as const satisfies Record<string, Rule>
