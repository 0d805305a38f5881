import {
  type Actor,
  type Attendance,
  answered,
  approvesHere,
  begins,
  covered,
  GUESTS,
  type Guest,
  HALVES,
  type Half,
  hasAttendance,
  isAsked,
  isGuest,
  isInvitee,
  isMember,
  isOrganizer,
  type Model,
  managesHere,
  proven,
  readsHere,
  rebooked,
  recorded,
  today,
  unbooked,
  withGuest,
} from './model.ts'
import { type Code, type Rule, staff, type Target, unless } from './rule.ts'
import { ATTENDANCE_RULES, early, isThere } from './sign-in-rules.ts'

/** Who does what. */
export interface Step extends Target {
  readonly action: Action
}

/** One's own invitation. */
const invitee = {
  permitted: isMember,
  denied: (m: Model, { by, guest }: Target): Code =>
    (by !== guest && 'NOT_FOUND') || (!isAsked(m, guest) && 'NOT_INVITED'),
} as const

const anyAttendance = (m: Model): Code => GUESTS.some(guest => hasAttendance(m, guest)) && 'HAS_ATTENDANCE'
const ended = (m: Model): boolean => m.now >= begins(m, 1) + 180
const latest = (m: Model, guest: Guest) => m[guest].requests.at(-1)
const withdrawn = (m: Model, guest: Guest): Model =>
  withGuest(m, guest, {
    requests: m[guest].requests.map(one =>
      one.state === 'REQUESTED' || one.state === 'APPROVED' ? { ...one, state: 'WITHDRAWN' } : one,
    ),
  })

/** Answers and leave were for the old times. */
function moved(m: Model): Model {
  const later = GUESTS.reduce((all, guest) => {
    const { requests, invitation } = withdrawn(all, guest)[guest]
    return withGuest(all, guest, {
      requests: requests.map(one => ({ ...one, halves: [] })),
      invitation: invitation === 'ATTENDING' || invitation === 'ON_LEAVE' ? 'INVITED' : invitation,
    })
  }, m)
  return { ...later, day: m.day + 1 }
}

const ask = (which: 'FIRST' | 'REST'): Rule => ({
  offer: 'REQUEST_LEAVE',
  ...invitee,
  blocked: m => unless(m, 'NOTIFIED', 'HELD') || (ended(m) && 'ALREADY_ENDED'),
  wrong: (m, { guest }) => {
    const asked = covered(m[guest], 'REQUESTED', 'APPROVED')
    if (which === 'FIRST' && isThere(m, guest, 0)) return 'HAS_ATTENDANCE'
    if (which === 'FIRST' ? asked.has(0) : asked.size === 2) return 'ALREADY_REQUESTED'
    return which === 'REST' && HALVES.every(half => asked.has(half) || isThere(m, guest, half)) && 'HAS_ATTENDANCE'
  },
  after: (m, { guest }) => {
    const asked = covered(m[guest], 'REQUESTED', 'APPROVED')
    const halves =
      which === 'FIRST' ? [0 as const] : HALVES.filter(half => !asked.has(half) && !isThere(m, guest, half))
    const isLong = m.kind === 'STANDING_COMMITTEE_MEETING' && asked.size + halves.length > 1
    const approver = isLong ? 'SECRETARY_GENERAL' : 'OFFICE'
    return withGuest(m, guest, { requests: [...m[guest].requests, { state: 'REQUESTED', halves, approver }] })
  },
})

const decide = (state: 'APPROVED' | 'REFUSED'): Rule => ({
  offer: 'DECIDE_LEAVE',
  permitted: by => isOrganizer(by) || by === 'leader',
  denied: (m, { by, guest }) => {
    const approves = latest(m, guest)?.approver === 'OFFICE' ? managesHere : approvesHere
    return (!readsHere(by) && 'NOT_FOUND') || (!approves(by) && 'FORBIDDEN')
  },
  blocked: m => unless(m, 'NOTIFIED', 'HELD'),
  pending: (m, by) =>
    GUESTS.some(guest =>
      m[guest].requests.some(
        one => one.state === 'REQUESTED' && (one.approver === 'OFFICE' ? managesHere : approvesHere)(by),
      ),
    ),
  wrong: (m, { guest }) => latest(m, guest)?.state !== 'REQUESTED' && 'INVALID_STATE',
  after: (m, { guest }) => answered(settled(m, guest, state), guest),
})

const settled = (m: Model, guest: Guest, state: 'APPROVED' | 'REFUSED' | 'WITHDRAWN'): Model =>
  withGuest(m, guest, {
    requests: m[guest].requests.map((one, n, all) => (n === all.length - 1 ? { ...one, state } : one)),
  })

const resign = (before: number): Rule => ({
  ...{ offer: null, permitted: by => by === 'liaison', denied: () => false },
  blocked: (m, { guest }) => m[guest].left !== null && 'INVALID_STATE',
  after: (m, { guest }) => withGuest(m, guest, { left: today(m) - before }),
})

/** On closing, who was asked and is not recorded was on leave or absent; leave that came after an earlier closing counts too. */
function filled(m: Model): Model {
  const asked = GUESTS.filter(guest => isAsked(m, guest))
  return asked.reduce((all, guest) => {
    const away = covered(all[guest], 'APPROVED')
    const [first, second] = HALVES.map(half => excused(all[guest].attendance[half], away.has(half)))
    const missing = (half: Half) =>
      ({ status: away.has(half) ? 'ON_LEAVE' : 'ABSENT', method: 'SYSTEM', corrections: 0 }) as const
    return withGuest(all, guest, { attendance: [first ?? missing(0), second ?? missing(1)] })
  }, m)
}

const excused = (one: Attendance | null, isAway: boolean): Attendance | null =>
  one?.method === 'SYSTEM' && one.status === 'ABSENT' && one.corrections === 0 && isAway
    ? { ...one, status: 'ON_LEAVE', corrections: 1 }
    : one

const booked = (m: Model): Model =>
  GUESTS.reduce((all, guest) => withGuest(all, guest, { duty: proven(m.kind, m[guest].attendance) }), m)

const correct = (status: 'LEFT_EARLY' | 'ABSENT'): Rule => ({
  offer: 'CORRECT_ATTENDANCE',
  ...staff,
  blocked: m => unless(m, 'NOTIFIED', 'HELD', 'CLOSED'),
  pending: m => GUESTS.some(guest => hasAttendance(m, guest)),
  wrong: (m, { guest, half }) =>
    (m[guest].attendance[half]?.status === status && 'NO_CHANGE') || (status === 'LEFT_EARLY' && early(m, half)),
  after: (m, { guest, half }) => {
    const old = m[guest].attendance[half]
    if (old === null) return m
    const corrected = recorded(m, guest, half, { ...old, status, corrections: old.corrections + 1 })
    return m.state === 'CLOSED' ? rebooked(corrected, guest) : corrected
  },
})

const RULES = {
  NOTIFY: {
    offer: m => (m.state === 'PLANNED' ? 'NOTIFY' : 'NOTIFY_MORE'),
    ...staff,
    blocked: m => unless(m, 'PLANNED', 'NOTIFIED', 'HELD'),
    wrong: (m, { guest }) => m[guest].left !== null && 'NOT_ACTIVE',
    after: (m, { guest }) => {
      const { invitation } = m[guest]
      const isNew = invitation === null || invitation === 'WITHDRAWN'
      const asked = isNew ? withGuest(m, guest, { invitation: 'INVITED' }) : m
      return { ...asked, state: m.state === 'PLANNED' ? 'NOTIFIED' : m.state }
    },
  },
  UNINVITE: {
    offer: 'UNINVITE',
    ...staff,
    blocked: m => unless(m, 'NOTIFIED', 'HELD'),
    wrong: (m, { guest }) => hasAttendance(m, guest) && 'HAS_ATTENDANCE',
    after: (m, { guest }) => withGuest(withdrawn(m, guest), guest, { invitation: 'WITHDRAWN' }),
  },
  MOVE: { offer: 'MOVE', ...staff, blocked: m => unless(m, 'PLANNED', 'NOTIFIED') || anyAttendance(m), after: moved },
  CANCEL: {
    ...{ offer: 'CANCEL', ...staff, blocked: m => unless(m, 'PLANNED', 'NOTIFIED') || anyAttendance(m) },
    after: m => ({ ...m, state: 'CANCELLED' }),
  },
  REPLY: {
    offer: 'REPLY',
    ...invitee,
    blocked: m => unless(m, 'NOTIFIED') || (m.now > begins(m, 0) && 'REPLY_CLOSED'),
    wrong: (m, { guest }) => {
      const { invitation } = m[guest]
      const isAway = invitation === 'ON_LEAVE' || covered(m[guest], 'REQUESTED', 'APPROVED').size === 2
      return (invitation === 'ATTENDING' && 'ALREADY_REPLIED') || (isAway && 'LEAVE_OPEN')
    },
    after: (m, { guest }) => withGuest(m, guest, { invitation: 'ATTENDING' }),
  },
  ASK_FIRST: ask('FIRST'),
  ASK_REST: ask('REST'),
  WITHDRAW_LEAVE: {
    ...{ offer: 'WITHDRAW_LEAVE', permitted: isMember },
    denied: (m, { by, guest }) => !(by === guest && isAsked(m, guest)) && 'NOT_FOUND',
    blocked: m => unless(m, 'NOTIFIED', 'HELD') || (ended(m) && 'ALREADY_ENDED'),
    pending: (m, by) => isGuest(by) && m[by].requests.some(one => ['REQUESTED', 'APPROVED'].includes(one.state)),
    wrong: (m, { guest }) => !['REQUESTED', 'APPROVED'].includes(latest(m, guest)?.state ?? '') && 'INVALID_STATE',
    after: (m, { guest }) => answered(settled(m, guest, 'WITHDRAWN'), guest),
  },
  APPROVE: decide('APPROVED'),
  REFUSE: decide('REFUSED'),
  ...ATTENDANCE_RULES,
  CORRECT_EARLY: correct('LEFT_EARLY'),
  CORRECT_ABSENT: correct('ABSENT'),
  HOLD: {
    ...{ offer: 'HOLD', ...staff },
    blocked: m => unless(m, 'NOTIFIED') || (m.now < begins(m, 0) && 'NOT_STARTED'),
    after: m => ({ ...m, state: 'HELD' }),
  },
  CLOSE: {
    ...{ offer: 'CLOSE', ...staff, blocked: m => unless(m, 'NOTIFIED', 'HELD') || (!ended(m) && 'NOT_ENDED') },
    after: m => ({ ...booked(filled(m)), state: 'CLOSED' }),
  },
  REOPEN: {
    ...{ offer: 'REOPEN', ...staff, blocked: m => unless(m, 'CLOSED') },
    after: m => ({ ...GUESTS.reduce(unbooked, m), state: 'HELD' }),
  },
  RESIGN: resign(0),
  RESIGN_EARLIER: resign(1),
  REINSTATE: {
    ...{ offer: null, permitted: by => by === 'liaison', denied: () => false },
    blocked: (m, { guest }) => m[guest].left === null && 'INVALID_STATE',
    after: (m, { guest }) => withGuest(m, guest, { left: null }),
  },
} as const satisfies Record<string, Rule>

export type Action = keyof typeof RULES
export const ACTIONS: readonly Action[] = Object.keys(RULES) as Action[]

const ruleOf = (action: Action): Rule => RULES[action]

export interface Outcome {
  readonly code: string
  readonly after: Model
}

/** The invitation, the request or the attendance that a step is about is there. */
export function hasTarget(m: Model, { action, by, guest, half }: Step): boolean {
  // A member's code signs in himself.
  if (action === 'SIGN_IN' || action === 'SIGN_IN_OFFLINE') return by === guest || !isGuest(by)
  if (action === 'UNINVITE' || action === 'REPLY' || action.startsWith('ASK')) return m[guest].invitation !== null
  if (action === 'WITHDRAW_LEAVE' || action === 'APPROVE' || action === 'REFUSE') return latest(m, guest) !== undefined
  return !action.startsWith('CORRECT') || m[guest].attendance[half] !== null
}

/** What a step comes to, and what stands then; null where it has nothing to act on. */
export function predict(m: Model, step: Step): Outcome | null {
  if (!hasTarget(m, step)) return null
  const { permitted, denied, already, blocked, wrong, after } = ruleOf(step.action)
  if (!permitted(step.by)) return { code: 'FORBIDDEN', after: m }
  const code = denied(m, step) || already?.(m, step) || blocked(m, step) || wrong?.(m, step)
  return code ? { code, after: m } : { code: 'DONE', after: after(m, step) }
}

/** What `availableActions` says to an actor: whether each action is possible now; null: it is not his, or not seen. */
export function predictOffers(m: Model, by: Actor): Readonly<Record<string, boolean | null>> {
  const target = { by, guest: 'one', half: 0 } as const
  return Object.fromEntries(
    ACTIONS.flatMap(action => {
      const { offer, blocked, pending } = ruleOf(action)
      if (offer === null) return []
      const name = typeof offer === 'string' ? offer : offer(m)
      return [[name, mayEver(m, by, name) ? blocked(m, target) === false && pending?.(m, by) !== false : null]]
    }),
  )
}

const OF_INVITEES: ReadonlySet<string> = new Set(['REPLY', 'REQUEST_LEAVE', 'WITHDRAW_LEAVE', 'SIGN_IN'])

function mayEver(m: Model, by: Actor, action: string): boolean {
  if (OF_INVITEES.has(action)) return isInvitee(m, by)
  return managesHere(by) || (action === 'DECIDE_LEAVE' && approvesHere(by))
}
