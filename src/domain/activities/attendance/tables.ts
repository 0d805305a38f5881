import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, instant, organizationId, recordId, version } from '../../../platform/db/columns.ts'
import { members } from '../../members/tables.ts'
import { activityKey, halfDayKey } from '../tables.ts'

/** Attendance (出席) of one member in one half-day: one row, whatever is sent twice or at once. */
export const activityAttendances = pgTable(
  'activity_attendances',
  {
    organizationId: organizationId(),
    id: recordId(),
    activityId: uuid('activity_id').notNull(),
    halfDayId: uuid('half_day_id').notNull(),
    memberId: uuid('member_id').notNull(),
    status: text('status').notNull(),
    /** How it came about; SYSTEM: on closing, from leave or absence. */
    method: text('method').notNull(),
    /** When the member signed in, by the device's own time for a sign-in that was made without a network. */
    signedInAt: instant('signed_in_at'),
    isOffline: boolean('is_offline').notNull().default(false),
    /** Minutes of presence over the video link. */
    remoteMinutes: integer('remote_minutes'),
    /** Metres from the activity's place, where the device told its position. */
    distanceMetres: integer('distance_metres'),
    /** Why it was entered by hand. */
    reason: text('reason'),
    recordedBy: uuid('recorded_by').notNull(),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('activity_attendances_once').on(t.organizationId, t.halfDayId, t.memberId),
    index('activity_attendances_activity').on(t.organizationId, t.activityId, t.createdAt, t.id),
    index('activity_attendances_status').on(t.organizationId, t.activityId, t.status, t.id),
    index('activity_attendances_member').on(t.organizationId, t.memberId, t.createdAt, t.id),
    activityKey(t.organizationId, t.activityId),
    halfDayKey(t.organizationId, t.halfDayId),
    foreignKey({ columns: [t.organizationId, t.memberId], foreignColumns: [members.organizationId, members.id] }),
    check('activity_attendances_status', sql`status in ('PRESENT', 'LATE', 'LEFT_EARLY', 'ON_LEAVE', 'ABSENT')`),
    check('activity_attendances_method', sql`method in ('ROTATING_CODE', 'MEMBER_CODE', 'BY_HAND', 'VIDEO', 'SYSTEM')`),
    check('activity_attendances_hand', sql`method <> 'BY_HAND' or reason is not null`),
  ],
)

/** Corrections (更正): the old value, who, when, why. Only ever written. */
export const activityAttendanceCorrections = pgTable(
  'activity_attendance_corrections',
  {
    organizationId: organizationId(),
    id: recordId(),
    attendanceId: uuid('attendance_id').notNull(),
    oldStatus: text('old_status').notNull(),
    newStatus: text('new_status').notNull(),
    reason: text('reason').notNull(),
    correctedBy: uuid('corrected_by').notNull(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('activity_attendance_corrections_attendance').on(t.organizationId, t.attendanceId, t.createdAt, t.id),
    foreignKey({
      columns: [t.organizationId, t.attendanceId],
      foreignColumns: [activityAttendances.organizationId, activityAttendances.id],
    }),
  ],
)
