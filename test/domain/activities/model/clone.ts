import type { Tables } from '../../../support/rows-again.ts'

/** Rows that belong to an activity. */
export const ROWS: Tables = [
  ['activities', 't.id = $1'],
  ...['half_days', 'invitations', 'leave_requests'].map(name => [`activity_${name}`, 't.activity_id = $1'] as const),
  ['activity_leave_half_days', 't.leave_request_id in (select id from activity_leave_requests where activity_id = $1)'],
  ['activity_attendances', 't.activity_id = $1'],
  [
    'activity_attendance_corrections',
    't.attendance_id in (select id from activity_attendances where activity_id = $1)',
  ],
  ['duty_records', 't.source_id = $1'],
]
