import { addDays, isWeekend } from '../../../kernel/dates.ts'
import { DAY, dayOf, iso, MINUTE, momentOf } from '../proposals/moments.ts'
import type { Ground, Seat } from './ground.ts'
import type { ActivityRow, HalfDayRow, InvitationRow } from './rows.ts'

/** An activity that is to be held. */
export interface Plan {
  readonly kind: string
  readonly title: string
  /** Its first day. */
  readonly on: string
  /** 1 when not given: the morning. */
  readonly halfDays?: number
  readonly place?: string
  readonly invited?: readonly Seat[]
  /** Of a hundred who are invited, how many are late, on leave, absent; everybody comes where none is given. */
  readonly missing?: { readonly late: number; readonly leave: number; readonly absent: number }
  readonly state?: ActivityRow['state']
  readonly agenda?: readonly string[]
  readonly columns?: Partial<ActivityRow>
}

export interface Held {
  readonly row: ActivityRow
  readonly halfDays: readonly HalfDayRow[]
  readonly invitations: readonly InvitationRow[]
}

/** The first working day by the week, from a day on. */
export const workday = (on: string): string => (isWeekend(on) ? workday(addDays(on, 1)) : on)

/** Writes an activity as the commands would have left it in its state: notified, replied to, attended, closed. */
export function hold(ground: Ground, plan: Plan): Held {
  const halfDays = halfDaysOf(ground, plan)
  const row = activityOf(ground, plan, halfDays)
  ground.rows.activities.push(row)
  for (const [rank, title] of (plan.agenda ?? []).entries()) {
    const startsAt = rank === 0 ? row.startsAt : null
    const item = { ...keyOf(ground, row), activityId: row.id, rank, title, presenter: '', startsAt }
    ground.rows.agenda.push({ ...item, createdAt: row.createdAt })
  }
  const days = halfDays.map(day => ({ ...day, activityId: row.id }))
  ground.rows.halfDays.push(...days)
  // Whoever recorded it of himself is asked to attend what he did.
  const isAsked = row.notifiedAt !== null || row.memberId !== null
  const invitations = isAsked ? (plan.invited ?? []).map((seat, rank) => invitationOf(ground, row, seat, rank)) : []
  ground.rows.invitations.push(...invitations)
  return { row, halfDays: days, invitations }
}

/** A new row's key, made when the activity was made. */
export const keyOf = ({ organizationId, draw }: Ground, { createdAt }: Pick<ActivityRow, 'createdAt'>) => ({
  organizationId,
  id: draw.id(new Date(createdAt)),
})

const MORNING = ['09:00', '11:30'] as const
const AFTERNOON = ['14:30', '17:00'] as const
const DAYS = ['第一天', '第二天', '第三天', '第四天'] as const

function halfDaysOf({ organizationId, draw }: Ground, { on, halfDays = 1 }: Plan): HalfDayRow[] {
  return Array.from({ length: halfDays }, (_, index) => {
    const day = addDays(on, Math.floor(index / 2))
    const [from, to] = index % 2 === 0 ? MORNING : AFTERNOON
    const label = `${halfDays > 2 ? (DAYS[Math.floor(index / 2)] ?? '') : ''}${index % 2 === 0 ? '上午' : '下午'}`
    const startsAt = momentOf(day, from)
    const id = draw.id(new Date(startsAt - 10 * DAY))
    return { organizationId, id, activityId: '', startsAt: iso(startsAt), endsAt: iso(momentOf(day, to)), label }
  })
}

const VERSIONS: Readonly<Record<string, number>> = {
  PLANNED: 1,
  NOTIFIED: 2,
  HELD: 3,
  CLOSED: 4,
  CANCELLED: 3,
  RETURNED: 2,
}

function activityOf(ground: Ground, plan: Plan, halfDays: readonly HalfDayRow[]): ActivityRow {
  const { organizationId, kinds, draw, office } = ground
  const { state = 'CLOSED', kind, title, place = '市政协会议室', on } = plan
  const [first, last] = [Date.parse(halfDays[0]?.startsAt ?? ''), Date.parse(halfDays.at(-1)?.endsAt ?? '')]
  // What is still to come was planned by today.
  const now = ground.now.getTime()
  const createdAt = Math.min(momentOf(addDays(on, -12), '09:00'), now - 3 * DAY)
  const notifiedAt = Math.min(createdAt + 3 * DAY, now - DAY)
  const closedAt = state === 'CLOSED' ? iso(Math.min(last + DAY, now)) : null
  const cancelledAt = state === 'CANCELLED' ? iso(Math.min(first - DAY, now)) : null
  const wasNotified = state === 'PLANNED' ? null : iso(notifiedAt)
  return {
    ...{ organizationId, id: draw.id(new Date(createdAt)), kindId: kinds.get(kind) ?? '', title, place, state },
    ...{ parentId: null, sessionId: null, specialCommitteeId: null, memberId: null, topic: '', description: '' },
    ...{ studyBody: null, visitKind: null, jointWith: null, credits: null, videoUrl: null, videoMinutes: null },
    ...{ startsAt: iso(first), endsAt: iso(last), replyUntil: iso(first - 2 * DAY) },
    ...{ latitude: null, longitude: null, radiusMetres: null, isOpenBelow: false },
    ...{ joinsOrganizationId: null, joinsActivityId: null, joinsTitle: null },
    ...{ notifiedAt: wasNotified, closedAt, cancelledAt, reason: null, calendarSequence: cancelledAt === null ? 0 : 1 },
    ...{
      createdBy: office,
      updatedAt: closedAt ?? cancelledAt ?? wasNotified ?? iso(createdAt),
      createdAt: iso(createdAt),
    },
    version: VERSIONS[state] ?? 1,
    ...plan.columns,
  }
}

const GROUPS = ['第一组', '第二组', '第三组', '第四组', '第五组', '第六组', '第七组'] as const
/** Smaller meetings have neither groups nor a plan of seats. */
const LARGE = 60

function invitationOf(ground: Ground, row: ActivityRow, seat: Seat, rank: number): InvitationRow {
  const isLarge = row.sessionId !== null || rank >= LARGE
  return {
    ...keyOf(ground, row),
    ...{ activityId: row.id, memberId: seat.id, state: 'INVITED', repliedAt: null, version: 1 },
    groupName: isLarge ? (GROUPS[rank % GROUPS.length] ?? null) : null,
    seat: isLarge ? `${Math.floor(rank / 20) + 1}排${(rank % 20) + 1}座` : null,
    createdAt: row.notifiedAt ?? row.createdAt,
  }
}

/** Some hours after the notice. */
export const replyMoment = ({ draw }: Ground, { createdAt }: InvitationRow): string =>
  iso(Date.parse(createdAt) + draw.between(20, 20 * 60) * MINUTE)

export const dayHeld = ({ startsAt }: Pick<ActivityRow, 'startsAt'>): string => dayOf(Date.parse(startsAt))
