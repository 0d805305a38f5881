import { and, eq, inArray } from 'drizzle-orm'
import type { Work } from '../../../../platform/commands/command.ts'
import { type ActivityRow, keyOf } from '../../commands.ts'
import { activities } from '../../tables.ts'
import { rebookDuties } from '../duties.ts'
import { attended, isStatus } from '../rules.ts'
import { type AttendanceRow, correct, type NewAttendance, placeKey, type Standing } from '../store.ts'
import { activityAttendances } from '../tables.ts'
import type { Outcome } from './decide.ts'

type Row = Omit<NewAttendance, 'method'>

/** Why closing's word on a member is taken back. */
const REASON = '离线签到补传'

/**
 * Sign-ins made without a network that came after the closing had taken the member for absent: the old status is kept as a
 * correction, and the duty record is booked again. Outcomes by the attendance's id.
 */
export async function supersede(work: Work, rows: readonly Row[]): Promise<ReadonlyMap<string, Outcome>> {
  const done = new Map<string, Outcome>()
  for (const [activityId, own] of Map.groupBy(rows, row => row.activityId)) {
    const activity = await lockClosed(work, own[0]?.organizationId ?? '', activityId)
    const members: string[] = []
    for (const row of await lockRecorded(work, own)) {
      const given = own.find(({ id }) => id === row.id)
      const isAbsent = row.method === 'SYSTEM' && row.status === 'ABSENT'
      if (given && isAbsent) {
        const { status, signedInAt = null, distanceMetres = null } = given
        const changes = { method: 'ROTATING_CODE', signedInAt, isOffline: true, distanceMetres }
        await correct(work, row, { status, reason: REASON }, changes)
        members.push(row.memberId)
      }
      if (isAbsent || (isStatus(row.status) && attended(row.status))) done.set(row.id, { key: keyOf(row) })
    }
    if (activity?.state === 'CLOSED') await rebookDuties(work, activity, members, REASON)
  }
  return done
}

/** Who is recorded only now in a closed activity, for he was not asked when it was closed, has his duty record too. */
export async function bookLate(work: Work, rows: readonly Row[]): Promise<void> {
  for (const [activityId, own] of Map.groupBy(rows, row => row.activityId)) {
    const activity = await lockClosed(work, own[0]?.organizationId ?? '', activityId)
    const members = [...new Set(own.map(({ memberId }) => memberId))]
    if (activity?.state === 'CLOSED') await rebookDuties(work, activity, members, REASON)
  }
}

async function lockClosed({ db }: Work, organizationId: string, id: string): Promise<ActivityRow | undefined> {
  const which = and(eq(activities.organizationId, organizationId), eq(activities.id, id))
  const [row] = await db.select().from(activities).where(which).for('share')
  return row
}

/** As they stand behind their locks: another upload, or a correction, may have been first. */
const lockRecorded = ({ db }: Work, rows: readonly Row[]): Promise<AttendanceRow[]> =>
  db
    .select()
    .from(activityAttendances)
    .where(
      and(
        inArray(activityAttendances.organizationId, [...new Set(rows.map(row => row.organizationId))]),
        inArray(
          activityAttendances.id,
          rows.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(activityAttendances.id)
    .for('update')

/** A sign-in without a network that waited while the activity was closed finds the absence only when it is written. */
export function overtakenBy(standing: ReadonlyMap<string, Standing>, row: Row): readonly Row[] {
  const found = standing.get(placeKey(row))
  return row.isOffline && found && !found.isNew ? [{ ...row, id: found.id }] : []
}
