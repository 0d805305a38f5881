import { activityAttendances } from '../../src/domain/activities/attendance/tables.ts'
import { activityLeaveHalfDays, activityLeaveRequests } from '../../src/domain/activities/leave/tables.ts'
import { activities, activityHalfDays, activityInvitations } from '../../src/domain/activities/tables.ts'
import { activityKinds } from '../../src/domain/organizations/tables.ts'
import { formatGlobalId, newId } from '../../src/kernel/ids.ts'
import { PLACES, type Place, type World } from './world.ts'

export interface GivenActivity {
  /** Global id. */
  readonly id: string
  readonly organizationId: string
  readonly activityId: string
  readonly halfDays: readonly string[]
  /** Of the members, in their order. */
  readonly invitations: readonly string[]
}

type Columns = Partial<typeof activities.$inferInsert>

/** `['2030-06-01T08:30', '2030-06-01T11:30', '上午']`, times of Asia/Shanghai. */
export type HalfDay = readonly [from: string, to: string, label: string]

export const shanghai = (moment: string): string => new Date(`${moment}:00+08:00`).toISOString()

/** Plants an activity of a kind of its own, with half-days and invitations, behind the commands. */
export async function givenActivityRows(
  w: World,
  place: Place,
  halfDays: readonly HalfDay[],
  memberIds: readonly string[],
  columns: Columns = {},
): Promise<GivenActivity> {
  const organizationId = PLACES[place]
  const [activityId, kindId, author] = [newId(), newId(), newId()]
  const days = halfDays.map(([from, to, label]) => ({
    ...{ organizationId, id: newId(), activityId, label },
    ...{ startsAt: shanghai(from), endsAt: shanghai(to) },
  }))
  const invitations = memberIds.map(memberId => ({
    ...{ organizationId, id: newId(), activityId, memberId, state: 'INVITED' },
  }))
  await w.system(place, async ({ db }) => {
    const kind = { organizationId, id: kindId, code: `K${kindId}`, name: `会议${kindId.slice(-6)}` }
    await db.insert(activityKinds).values(kind)
    await db.insert(activities).values({
      ...{ organizationId, id: activityId, kindId, title: '常委会会议', state: 'NOTIFIED', createdBy: author },
      ...{ startsAt: days[0]?.startsAt ?? '', endsAt: days.at(-1)?.endsAt ?? '', place: '会议中心' },
      notifiedAt: shanghai('2030-05-01T09:00'),
      updatedAt: shanghai('2030-05-01T09:00'),
      ...columns,
    })
    await db.insert(activityHalfDays).values(days)
    if (invitations.length > 0) await db.insert(activityInvitations).values(invitations)
  })
  const id = formatGlobalId('act', organizationId, activityId)
  const ids = (rows: readonly { readonly id: string }[]) => rows.map(row => row.id)
  return { id, organizationId, activityId, halfDays: ids(days), invitations: ids(invitations) }
}

/** Plants approved leave of one invitation for some half-days (by number, from 0). */
export const givenLeaveRows = (
  w: World,
  place: Place,
  { organizationId, activityId, halfDays, invitations }: GivenActivity,
  memberIds: readonly string[],
  of: number,
  days: readonly number[],
) =>
  w.system(place, async ({ db }) => {
    const leaveRequestId = newId()
    await db.insert(activityLeaveRequests).values({
      ...{ organizationId, id: leaveRequestId, activityId, invitationId: invitations[of] ?? '' },
      ...{ memberId: memberIds[of] ?? '', type: 'SICK', reason: '住院', state: 'APPROVED', approver: 'OFFICE' },
      decidedAt: shanghai('2030-05-02T09:00'),
    })
    await db
      .insert(activityLeaveHalfDays)
      .values(days.map(day => ({ organizationId, leaveRequestId, halfDayId: halfDays[day] ?? '' })))
  })

/** Plants attendance of a member, one status a half-day. */
export const givenAttendanceRows = (
  w: World,
  place: Place,
  { organizationId, activityId, halfDays }: GivenActivity,
  memberId: string,
  statuses: readonly string[],
) =>
  w.system(place, ({ db }) =>
    db.insert(activityAttendances).values(
      statuses.map((status, day) => ({
        ...{ organizationId, id: newId(), activityId, halfDayId: halfDays[day] ?? '', memberId, status },
        ...{ method: 'MEMBER_CODE', recordedBy: newId() },
      })),
    ),
  )
