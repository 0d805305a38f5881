import { and, eq } from 'drizzle-orm'
import { newId } from '../../../kernel/ids.ts'
import type { Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import type { AttendanceStatus } from './rules.ts'
import { activityAttendanceCorrections, activityAttendances } from './tables.ts'

export type AttendanceRow = typeof activityAttendances.$inferSelect

export type Method = 'ROTATING_CODE' | 'MEMBER_CODE' | 'BY_HAND' | 'VIDEO' | 'SYSTEM'

/** Attendance as it is written the first time. */
export interface NewAttendance extends Key {
  readonly activityId: string
  readonly halfDayId: string
  readonly memberId: string
  readonly status: AttendanceStatus
  readonly method: Method
  readonly signedInAt?: string | null
  readonly isOffline?: boolean
  readonly remoteMinutes?: number | null
  readonly distanceMetres?: number | null
  readonly reason?: string | null
}

/** Who stands for the service itself, when no account acts. */
const SERVICE = '00000000-0000-0000-0000-000000000000'
export const recorderOf = ({ viewer }: Work): string => viewer.accountId ?? SERVICE

export const placeKey = (row: { readonly halfDayId: string; readonly memberId: string }): string =>
  `${row.halfDayId} ${row.memberId}`

/** What stands of a member in a half-day after the writing, and whether this command made it. */
export interface Standing extends Key {
  readonly halfDayId: string
  readonly memberId: string
  readonly status: string
  readonly isNew: boolean
}

/**
 * Writes attendance where there is none: one statement and one row a half-day and member, whatever is sent twice or at once.
 * Tells what stands then, by `placeKey`; what is not told of had an id that another record has.
 */
export async function insertOnce(work: Work, rows: readonly NewAttendance[]): Promise<ReadonlyMap<string, Standing>> {
  if (rows.length === 0) return new Map()
  const now = work.now.toISOString()
  const full = rows.map(row => ({ ...DEFAULTS, ...row, recordedBy: recorderOf(work), createdAt: now }))
  const answer = await work.tx.client.query<{ id: string }>({ ...INSERT, values: [JSON.stringify(full)] })
  const isNew = new Set(answer.rows.map(({ id }) => id))
  const written = full.filter(({ id }) => isNew.delete(id))
  for (const row of written) note(work, 'CREATE', { ...row, version: 1 })
  const made = new Map<string, Standing>(written.map(row => [placeKey(row), { ...row, isNew: true }]))
  const others = rows.filter(row => !made.has(placeKey(row)))
  return others.length === 0 ? made : new Map([...(await standing(work, others)), ...made])
}

const DEFAULTS = { signedInAt: null, isOffline: false, remoteMinutes: null, distanceMetres: null, reason: null }

const INSERT = {
  name: 'insert_attendances',
  text: `insert into activity_attendances (organization_id, id, activity_id, half_day_id, member_id, status, method, signed_in_at,
      is_offline, remote_minutes, distance_metres, reason, recorded_by, created_at)
    select * from json_to_recordset($1) as r ("organizationId" bigint, id uuid, "activityId" uuid, "halfDayId" uuid, "memberId" uuid,
      status text, method text, "signedInAt" timestamptz, "isOffline" boolean, "remoteMinutes" int, "distanceMetres" int, reason text,
      "recordedBy" uuid, "createdAt" timestamptz)
    on conflict do nothing returning id`,
}

async function standing({ tx }: Work, rows: readonly NewAttendance[]): Promise<ReadonlyMap<string, Standing>> {
  const { rows: found } = await tx.client.query<Omit<Standing, 'isNew'>>({
    name: 'standing_attendances',
    text: `select t.organization_id as "organizationId", t.id, t.half_day_id as "halfDayId", t.member_id as "memberId", t.status
      from unnest($1::bigint[], $2::uuid[], $3::uuid[]) as k (organization_id, half_day_id, member_id)
      join activity_attendances t using (organization_id, half_day_id, member_id)`,
    values: [rows.map(r => r.organizationId), rows.map(r => r.halfDayId), rows.map(r => r.memberId)],
  })
  return new Map(found.map(row => [placeKey(row), { ...row, isNew: false }]))
}

export interface Correction {
  readonly status: AttendanceStatus
  readonly reason: string
}

type Changes = Partial<Pick<AttendanceRow, 'method' | 'signedInAt' | 'isOffline' | 'remoteMinutes' | 'distanceMetres'>>

/** Changes a locked row's status and keeps the old one, who, when and why. */
export async function correct(
  work: Work,
  row: AttendanceRow,
  { status, reason }: Correction,
  changes: Changes = {},
): Promise<void> {
  const { organizationId, id, status: oldStatus } = row
  const correction = { organizationId, id: newId(), attendanceId: id, oldStatus, newStatus: status, reason }
  await work.db
    .insert(activityAttendanceCorrections)
    .values({ ...correction, correctedBy: recorderOf(work), createdAt: work.now.toISOString() })
  await change(work, row, { ...changes, status })
}

/** Changes what is not the status, which needs no reason. */
export async function change(
  work: Work,
  row: AttendanceRow,
  changes: Changes & { readonly status?: AttendanceStatus },
): Promise<void> {
  const moved = { ...row, ...changes, version: row.version + 1 }
  await work.db
    .update(activityAttendances)
    .set({ ...changes, version: moved.version })
    .where(and(eq(activityAttendances.organizationId, row.organizationId), eq(activityAttendances.id, row.id)))
  note(work, 'UPDATE', moved)
}

type Noted = Omit<NewAttendance, 'status' | 'method'> & {
  readonly status: string
  readonly method: string
  readonly version: number
}

function note(work: Work, op: 'CREATE' | 'UPDATE', row: Noted): void {
  const { organizationId, id, version, activityId, halfDayId, memberId, status, method } = row
  const { signedInAt = null, isOffline = false, remoteMinutes = null, reason = null } = row
  work.record(organizationId, {
    ...{ recordType: 'Attendance', recordId: id, version, op },
    payload: { activityId, halfDayId, memberId, status, method, signedInAt, isOffline, remoteMinutes, reason },
  })
}
