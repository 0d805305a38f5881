import { and, eq, inArray } from 'drizzle-orm'
import { newId } from '../../../../kernel/ids.ts'
import { Refused } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { keyOf } from '../../commands.ts'
import * as errors from '../errors.ts'
import { statusOfMinutes } from '../rules.ts'
import { type AttendanceRow, change, correct, insertOnce, type NewAttendance, placeKey } from '../store.ts'
import { activityAttendances } from '../tables.ts'
import { invitedMembers, type LockedHalfDay, lockHalfDay, refuseEarly, type Target } from '../target.ts'

interface MinutesItem {
  readonly member: string
  readonly minutes: number
}

/** A day; no half-day is longer. */
const MINUTES_MAX = 1440
/** Why a later list of the conference system changes what an earlier one made. */
const REASON = '视频参会时长更新'

/** Attendance by video link counts by minutes. A later list replaces the minutes of an earlier one; who came is left alone. */
export const attendanceRecordMinutes = command<Target & { readonly items: readonly MinutesItem[] }, readonly Key[]>(
  'attendanceRecordMinutes',
  async (work, { items, ...target }) => {
    const locked = await lockHalfDay(work, target, 'RECORD_ATTENDANCE')
    const needed = locked.row.videoMinutes
    if (needed === null) throw new Refused(errors.notRemote('activity'))
    refuseEarly(work, locked.halfDay)
    const named = items.map(({ member }) => member)
    const members = await invitedMembers(work, locked, named, index => `items.${index}.member`)
    checkMinutes(items)
    const rows = members.map((memberId, n) => newRow(locked, memberId, items[n]?.minutes ?? 0, needed))
    const earlier = await lockEarlier(work, locked, members)
    const known = new Map(earlier.map(row => [row.memberId, row]))
    const corrected = await correctedOf(work, earlier)
    const made = await insertOnce(
      work,
      rows.filter(({ memberId }) => !known.has(memberId)),
    )
    const keys: Key[] = []
    const wrong = []
    for (const [n, row] of rows.entries()) {
      const found = known.get(row.memberId)
      const standing = made.get(placeKey(row))
      if (found?.method === 'VIDEO') await update(work, found, row, corrected.has(found.id))
      else if (!standing?.isNew) wrong.push(errors.alreadyRecorded(`items.${n}.member`))
      keys.push(keyOf(found ?? standing ?? row))
    }
    if (wrong.length > 0) throw new Refused(...wrong)
    return keys
  },
)

function checkMinutes(items: readonly MinutesItem[]): void {
  const wrong = items.flatMap(({ minutes }, n) =>
    minutes >= 0 && minutes <= MINUTES_MAX ? [] : [errors.minutesOutOfRange(`items.${n}.minutes`, MINUTES_MAX)],
  )
  if (wrong.length > 0) throw new Refused(...wrong)
}

const newRow = ({ row, halfDayId }: LockedHalfDay, memberId: string, minutes: number, needed: number) =>
  ({
    ...{ organizationId: row.organizationId, id: newId(), activityId: row.id, halfDayId, memberId },
    ...{ status: statusOfMinutes(minutes, needed), method: 'VIDEO', remoteMinutes: minutes },
  }) as const satisfies NewAttendance

/** The same minutes once more say nothing new of whom the staff corrected. */
async function update(
  work: Work,
  row: AttendanceRow,
  { status, remoteMinutes }: ReturnType<typeof newRow>,
  isCorrected: boolean,
): Promise<void> {
  if (isCorrected && row.remoteMinutes === remoteMinutes) return
  if (row.status !== status) await correct(work, row, { status, reason: REASON }, { remoteMinutes })
  else if (row.remoteMinutes !== remoteMinutes) await change(work, row, { remoteMinutes })
}

/** Which of the rows the staff corrected. */
async function correctedOf({ tx }: Work, rows: readonly AttendanceRow[]): Promise<ReadonlySet<string>> {
  const [first] = rows
  if (!first) return new Set()
  const values = [first.organizationId, rows.map(({ id }) => id), REASON]
  const found = await tx.client.query<{ id: string }>({ ...CORRECTED, values })
  return new Set(found.rows.map(({ id }) => id))
}

const CORRECTED = {
  name: 'minutes_corrected',
  text: `select attendance_id as id from activity_attendance_corrections
    where organization_id = $1 and attendance_id = any($2::uuid[]) and reason <> $3`,
}

const lockEarlier = ({ db }: Work, { row, halfDayId }: LockedHalfDay, members: readonly string[]) =>
  db
    .select()
    .from(activityAttendances)
    .where(
      and(
        eq(activityAttendances.organizationId, row.organizationId),
        eq(activityAttendances.halfDayId, halfDayId),
        inArray(activityAttendances.memberId, [...members]),
      ),
    )
    .orderBy(activityAttendances.id)
    .for('update')
