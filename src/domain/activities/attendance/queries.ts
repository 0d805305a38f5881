import { sameOrganization } from '../../../platform/graphql/compiler/predicates.ts'
import { idIs } from '../../../platform/graphql/compiler/resolvers.ts'
import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import {
  connection,
  extendShape,
  fieldsOf,
  many,
  type Shape,
  shape,
  summary,
} from '../../../platform/graphql/compiler/shape.ts'
import { member } from '../../members/queries.ts'
import { halfDay } from '../half-days/queries.ts'
import { visibleOfMember } from '../policy.ts'
import { activity } from '../queries.ts'
import { ofActivity, referred } from '../relations.ts'
import { COLUMNS, countsOf, rate } from './counts.ts'
import { activityAttendanceCorrections, activityAttendances } from './tables.ts'

/** Name of an account of the record's committee: of another committee's account nothing is told. */
const nameOf =
  (column: string) =>
  ({ alias }: Scope): string =>
    `(select a.display_name from accounts a where a.organization_id = ${alias}.organization_id and a.id = ${alias}.${column})`

export const correction: Shape = shape('AttendanceCorrection', activityAttendanceCorrections, {
  prefix: 'atc',
  visible: row => {
    const corrected = row.another()
    return `exists (select from activity_attendances ${corrected.alias} where ${sameOrganization(row, corrected)}
      and ${corrected.alias}.id = ${row.alias}.attendance_id and ${visibleOfMember(corrected)})`
  },
  fields: fieldsOf({
    oldStatus: activityAttendanceCorrections.oldStatus,
    newStatus: activityAttendanceCorrections.newStatus,
    reason: activityAttendanceCorrections.reason,
    correctedBy: nameOf('corrected_by'),
    createdAt: activityAttendanceCorrections.createdAt,
  }),
})

export const attendance: Shape = shape('Attendance', activityAttendances, {
  prefix: 'att',
  visible: visibleOfMember,
  fields: fieldsOf({
    status: activityAttendances.status,
    method: activityAttendances.method,
    signedInAt: activityAttendances.signedInAt,
    isOffline: activityAttendances.isOffline,
    remoteMinutes: activityAttendances.remoteMinutes,
    distanceMetres: activityAttendances.distanceMetres,
    reason: activityAttendances.reason,
    recordedBy: nameOf('recorded_by'),
    createdAt: activityAttendances.createdAt,
    version: activityAttendances.version,
    activity: referred(() => activity, 'activity_id'),
    halfDay: referred(() => halfDay, 'half_day_id'),
    member: referred(() => member, 'member_id'),
    corrections: many(
      () => correction,
      (row, made) => `${sameOrganization(row, made)} and ${made.alias}.attendance_id = ${row.alias}.id`,
      made => `${made.alias}.created_at, ${made.alias}.id`,
    ),
  }),
  filters: {
    status: (row, status) => `${row.col(activityAttendances.status)} = ${status.param('text')}`,
    halfDay: (row, id) => idIs(row, 'ahd', id, 'half_day_id'),
  },
  orders: { CREATED_AT: activityAttendances.createdAt },
})

const counted = (column: string) => (row: Scope) => `${row.alias}.${column}`

// Rows of a summary belong to the activity or the member they are asked of.
const part = { prefix: '', visible: () => 'true' }

const byStatus = {
  present: counted('present'),
  late: counted('late'),
  leftEarly: counted('left_early'),
  onLeave: counted('on_leave'),
  absent: counted('absent'),
}

export const attendanceCount: Shape = shape('AttendanceCount', activityAttendances, {
  ...part,
  fields: fieldsOf({
    halfDay: referred(() => halfDay, 'half_day_id'),
    invited: counted('invited'),
    ...byStatus,
    rate: ({ alias }) => rate(alias, `${alias}.invited`),
  }),
})

export const attendanceYear: Shape = shape('MemberAttendanceYear', activityAttendances, {
  ...part,
  fields: fieldsOf({
    year: counted('year'),
    halfDays: counted('half_days'),
    ...byStatus,
    rate: ({ alias }) => rate(alias, `${alias}.half_days`),
  }),
})

/** Of one member, by the year of the half-day; nothing for whoever may not read his attendance. */
const yearsOf = (row: Scope): string => {
  const one = row.another()
  return `select extract(year from h.starts_at at time zone 'Asia/Shanghai')::int as year, count(*)::int as half_days, ${COLUMNS}
    from (select ${one.alias}.* from activity_attendances ${one.alias} where ${sameOrganization(row, one)}
      and ${one.alias}.member_id = ${row.alias}.id and ${visibleOfMember(one)}) t
    join activity_half_days h on h.organization_id = t.organization_id and h.id = t.half_day_id
    group by 1`
}

extendShape(activity, {
  attendances: connection(() => attendance, ofActivity, 'CREATED_AT', 'ASC'),
  attendanceCounts: summary(
    () => attendanceCount,
    row => countsOf(row, row.allowed('ACTIVITY_READ')),
    ({ alias }) => `${alias}.starts_at, ${alias}.half_day_id`,
  ),
})

extendShape(member, {
  attendances: connection(
    () => attendance,
    (row, one) => `${sameOrganization(row, one)} and ${one.alias}.member_id = ${row.alias}.id`,
    'CREATED_AT',
  ),
  attendanceYears: summary(
    () => attendanceYear,
    yearsOf,
    ({ alias }) => `${alias}.year`,
  ),
})

export const attendanceShapes = [attendance, correction, attendanceCount, attendanceYear]
