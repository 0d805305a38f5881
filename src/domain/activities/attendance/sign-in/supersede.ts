import { and, eq, inArray } from 'drizzle-orm'
import type { Work } from '../../../../platform/commands/command.ts'
import type { ActivityRow } from '../../commands.ts'
import { activities } from '../../tables.ts'
import { rebookDuties } from '../duties.ts'
import { type AttendanceRow, correct, type NewAttendance } from '../store.ts'
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
    const locked = await lockAbsent(work, own)
    for (const row of locked) {
      const given = own.find(({ id }) => id === row.id)
      if (!given || done.has(row.id)) continue
      const { status, signedInAt = null, distanceMetres = null } = given
      const changes = { method: 'ROTATING_CODE', signedInAt, isOffline: true, distanceMetres }
      await correct(work, row, { status, reason: REASON }, changes)
      done.set(row.id, { key: { organizationId: row.organizationId, id: row.id } })
    }
    const members = locked.map(({ memberId }) => memberId)
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

/** Those that are still as closing left them: another upload may have been first. */
const lockAbsent = ({ db }: Work, rows: readonly Row[]): Promise<AttendanceRow[]> =>
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
        eq(activityAttendances.method, 'SYSTEM'),
        eq(activityAttendances.status, 'ABSENT'),
      ),
    )
    .orderBy(activityAttendances.id)
    .for('update')
