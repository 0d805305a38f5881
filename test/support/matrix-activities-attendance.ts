import { activityAttendanceCorrections, activityAttendances } from '../../src/domain/activities/attendance/tables.ts'
import { newId } from '../../src/kernel/ids.ts'
import { PLACES, type Place, type World } from './world.ts'

interface Ground {
  readonly memberId: string
  /** Global ids of what was planted before. */
  readonly of: Readonly<Record<string, string>>
}

/** An attendance that was corrected once, by the name that the table's calls use. */
export async function plantAttendance(
  w: World,
  place: Place,
  { memberId, of }: Ground,
): Promise<Readonly<Record<string, string>>> {
  const organizationId = PLACES[place]
  const id = newId()
  const idOf = (name: string) => of[name]?.split('_')[2] ?? ''
  await w.system(place, async ({ db }) => {
    await db.insert(activityAttendances).values({
      ...{ organizationId, id, activityId: idOf('activity'), halfDayId: idOf('halfDay'), memberId },
      ...{ status: 'PRESENT', method: 'BY_HAND', reason: '手机没电', recordedBy: newId() },
    })
    await db.insert(activityAttendanceCorrections).values({
      ...{ organizationId, id: newId(), attendanceId: id, oldStatus: 'LATE', newStatus: 'PRESENT', reason: '误登' },
      correctedBy: newId(),
    })
  })
  return { attendance: `att_${organizationId}_${id}` }
}
