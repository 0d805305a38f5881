import { ATTENDED } from '../../../domain/activities/attendance/rules.ts'
import { DAY, iso, MINUTE } from '../proposals/moments.ts'
import type { Ground } from './ground.ts'
import { type Held, hold, keyOf, type Plan, replyMoment } from './hold.ts'
import type { HalfDayRow, InvitationRow } from './rows.ts'

type Status = 'PRESENT' | 'LATE' | 'LEFT_EARLY' | 'ON_LEAVE' | 'ABSENT'
type LeaveState = 'REQUESTED' | 'APPROVED' | 'REFUSED' | 'WITHDRAWN'

/** How it usually is at a large meeting. */
export const USUAL = { late: 2, leave: 4, absent: 1 } as const

/** Holds an activity to its end: everybody invited has replied, and has a status in each half-day. */
export function attended(ground: Ground, plan: Plan): Held {
  const held = hold(ground, plan)
  const { late, leave, absent } = plan.missing ?? { late: 0, leave: 0, absent: 0 }
  for (const invitation of held.invitations) {
    const lot = ground.draw.between(1, 100)
    if (lot <= leave) {
      // Every other one for a part of it only.
      const days = lot % 2 === 0 ? held.halfDays : held.halfDays.slice(-1)
      askLeave(ground, held, invitation, days, 'APPROVED')
      for (const day of held.halfDays) mark(ground, held, invitation, day, days.includes(day) ? 'ON_LEAVE' : 'PRESENT')
      continue
    }
    const isAbsent = lot <= leave + absent
    if (!isAbsent) accept(ground, invitation)
    for (const day of held.halfDays) mark(ground, held, invitation, day, isAbsent ? 'ABSENT' : statusOf(ground, late))
  }
  return held
}

export function accept(ground: Ground, invitation: InvitationRow): void {
  Object.assign(invitation, { state: 'ATTENDING', repliedAt: replyMoment(ground, invitation), version: 2 })
}

function statusOf({ draw }: Ground, late: number): Status {
  const lot = draw.between(1, 200)
  return lot <= late * 2 ? 'LATE' : lot === 200 && late > 0 ? 'LEFT_EARLY' : 'PRESENT'
}

const REASONS = {
  OFFICIAL: '单位有重要会议，须本人参加',
  SICK: '因病住院治疗',
  PERSONAL: '家中有事须处理',
  OTHER: '在外地出差，不能按时返回',
} as const
const TYPES = ['OFFICIAL', 'SICK', 'PERSONAL', 'OTHER'] as const

/** Leave for some half-days, decided by whom a long meeting's rule says. */
export function askLeave(
  ground: Ground,
  { row, halfDays }: Held,
  invitation: InvitationRow,
  days: readonly HalfDayRow[],
  state: LeaveState,
): void {
  const { draw, rows, organizationId, leader } = ground
  const approver = days.length === 1 ? 'OFFICE' : days.length === 2 ? 'SECRETARY_GENERAL' : 'CHAIRPERSON'
  const type = draw.pick(TYPES)
  const asked = replyMoment(ground, invitation)
  const isDecided = state === 'APPROVED' || state === 'REFUSED'
  const { id } = keyOf(ground, row)
  rows.leaves.push({
    ...{ organizationId, id, activityId: row.id, invitationId: invitation.id, memberId: invitation.memberId },
    ...{ type, reason: REASONS[type], fileId: null, state, approver },
    decidedBy: isDecided ? (approver === 'OFFICE' ? ground.office : leader) : null,
    decidedAt: isDecided ? iso(Math.min(Date.parse(asked) + DAY / 2, ground.now.getTime())) : null,
    decisionNote: state === 'REFUSED' ? '会议涉及选举事项，请调整安排参加' : null,
    ...{ version: state === 'REQUESTED' ? 1 : 2, createdAt: asked },
  })
  rows.leaveHalfDays.push(...days.map(day => ({ organizationId, leaveRequestId: id, halfDayId: day.id })))
  const isAway = state === 'APPROVED' && days.length === halfDays.length
  if (isAway) Object.assign(invitation, { state: 'ON_LEAVE', repliedAt: asked, version: 2 })
  else if (isDecided) accept(ground, invitation)
}

/** One row of attendance. Most scan the rotating code, some show their own, a few are entered by hand. */
export function mark(
  ground: Ground,
  { row }: Held,
  { memberId }: InvitationRow,
  day: HalfDayRow,
  status: Status,
): string {
  const { draw, office, rows } = ground
  const isSigned = ATTENDED.includes(status)
  const lot = draw.between(1, 40)
  const method = !isSigned ? 'SYSTEM' : lot === 1 ? 'BY_HAND' : lot <= 10 ? 'MEMBER_CODE' : 'ROTATING_CODE'
  const minutes = status === 'LATE' ? draw.between(16, 40) : -draw.between(1, 30)
  const signedInAt = isSigned ? iso(Date.parse(day.startsAt) + minutes * MINUTE) : null
  const key = keyOf(ground, { createdAt: signedInAt ?? day.endsAt })
  rows.attendances.push({
    ...{ ...key, activityId: row.id, halfDayId: day.id, memberId, status, method, signedInAt },
    ...{ isOffline: method === 'ROTATING_CODE' && lot === 40, remoteMinutes: null, distanceMetres: null },
    ...{ reason: method === 'BY_HAND' ? '手机没电，现场核对后补录' : null, recordedBy: office, version: 1 },
    createdAt: signedInAt ?? day.endsAt,
  })
  return key.id
}

/** What was found to be otherwise: the old status stays to be seen. */
export function correct(ground: Ground, of: Held, count: number): void {
  const { rows, office } = ground
  const wrong = rows.attendances.filter(({ activityId, status }) => activityId === of.row.id && status === 'ABSENT')
  for (const attendance of wrong.slice(0, count)) {
    const at = iso(Date.parse(of.row.endsAt) + DAY / 3)
    rows.corrections.push({
      ...keyOf(ground, { createdAt: at }),
      ...{ attendanceId: attendance.id, oldStatus: 'ABSENT', newStatus: 'PRESENT' },
      ...{ reason: '经核对签到表，本人已到会', correctedBy: office, createdAt: at },
    })
    Object.assign(attendance, { status: 'PRESENT', version: 2 })
  }
}
