import { activityAgendaItems, activityMaterials } from '../../src/domain/activities/agenda/tables.ts'
import { activityLeaveHalfDays, activityLeaveRequests } from '../../src/domain/activities/leave/tables.ts'
import {
  activities,
  activityHalfDays,
  activityInvitations,
  activitySearch,
} from '../../src/domain/activities/tables.ts'
import { activityKinds } from '../../src/domain/organizations/tables.ts'
import { newId } from '../../src/kernel/ids.ts'
import { PLACES, type Place, type World } from './world.ts'

interface Ground {
  readonly memberId: string
  readonly fileId: string
}

/** An activity far ahead with all that hangs on it, by the names that the table's calls use. */
export async function plantActivities(
  w: World,
  place: Place,
  { memberId, fileId }: Ground,
): Promise<Readonly<Record<string, string>>> {
  const organizationId = PLACES[place]
  const [kindId, activityId, halfDayId, invitationId, leaveRequestId] = [newId(), newId(), newId(), newId(), newId()]
  const times = { startsAt: '2090-01-01T09:00:00+08:00', endsAt: '2090-01-01T11:00:00+08:00' }
  await w.system(place, async ({ db }) => {
    await db.insert(activityKinds).values({ organizationId, id: kindId, code: 'K1', name: '座谈会' })
    await db.insert(activities).values({
      ...{ organizationId, id: activityId, kindId, title: '界别座谈会', place: '会议室', ...times },
      ...{ state: 'NOTIFIED', notifiedAt: '2024-01-01T00:00:00Z', createdBy: newId() },
    })
    const of = { organizationId, activityId }
    await db.insert(activitySearch).values({ ...of, tokens: '座谈 谈会 会' })
    await db.insert(activityHalfDays).values({ ...of, id: halfDayId, ...times, label: '全程' })
    await db.insert(activityInvitations).values({ ...of, id: invitationId, memberId, state: 'INVITED' })
    await db.insert(activityLeaveRequests).values({
      ...{ ...of, id: leaveRequestId, invitationId, memberId, type: 'SICK', reason: '住院', state: 'REQUESTED' },
      approver: 'OFFICE',
    })
    await db.insert(activityLeaveHalfDays).values({ organizationId, leaveRequestId, halfDayId })
    await db.insert(activityAgendaItems).values({ ...of, id: newId(), rank: 1, title: '发言' })
    await db.insert(activityMaterials).values({ ...of, fileId, rank: 0 })
  })
  return {
    activityKind: `akd_${organizationId}_${kindId}`,
    activity: `act_${organizationId}_${activityId}`,
    halfDay: `ahd_${organizationId}_${halfDayId}`,
    invitation: `inv_${organizationId}_${invitationId}`,
    leaveRequest: `lvr_${organizationId}_${leaveRequestId}`,
  }
}
