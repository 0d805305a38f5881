import { check, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant, organizationId, recordId, version } from '../../../platform/db/columns.ts'
import { files } from '../../files/tables.ts'
import { activityInvitations, activityKey, halfDayKey, isOneOf, memberKey } from '../tables.ts'

/** Requests for leave (请假), and what was decided. */
export const activityLeaveRequests = pgTable(
  'activity_leave_requests',
  {
    organizationId: organizationId(),
    id: recordId(),
    activityId: uuid('activity_id').notNull(),
    invitationId: uuid('invitation_id').notNull(),
    memberId: uuid('member_id').notNull(),
    type: text('type').notNull(),
    reason: text('reason').notNull(),
    fileId: uuid('file_id'),
    state: text('state').notNull(),
    /** Who decides, by the kind's rule for so long an absence, as it was when it was asked. */
    approver: text('approver').notNull(),
    decidedBy: uuid('decided_by'),
    decidedAt: instant('decided_at'),
    decisionNote: text('decision_note'),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('activity_leave_requests_activity').on(t.organizationId, t.activityId, t.state, t.id),
    index('activity_leave_requests_invitation').on(t.organizationId, t.invitationId),
    index('activity_leave_requests_member').on(t.organizationId, t.memberId, t.createdAt, t.id),
    index('activity_leave_requests_file').on(t.organizationId, t.fileId),
    index('activity_leave_requests_state').on(t.organizationId, t.state, t.createdAt, t.id),
    activityKey(t.organizationId, t.activityId),
    foreignKey({
      columns: [t.organizationId, t.invitationId],
      foreignColumns: [activityInvitations.organizationId, activityInvitations.id],
    }),
    memberKey(t.organizationId, t.memberId),
    foreignKey({ columns: [t.organizationId, t.fileId], foreignColumns: [files.organizationId, files.id] }),
    check('activity_leave_requests_type', isOneOf('type', ['OFFICIAL', 'SICK', 'PERSONAL', 'OTHER'])),
    check('activity_leave_requests_state', isOneOf('state', ['REQUESTED', 'APPROVED', 'REFUSED', 'WITHDRAWN'])),
    check('activity_leave_requests_approver', isOneOf('approver', ['OFFICE', 'SECRETARY_GENERAL', 'CHAIRPERSON'])),
  ],
)

/** The half-days for which leave is asked. */
export const activityLeaveHalfDays = pgTable(
  'activity_leave_half_days',
  {
    organizationId: organizationId(),
    leaveRequestId: uuid('leave_request_id').notNull(),
    halfDayId: uuid('half_day_id').notNull(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.leaveRequestId, t.halfDayId] }),
    index('activity_leave_half_days_half_day').on(t.organizationId, t.halfDayId),
    foreignKey({
      columns: [t.organizationId, t.leaveRequestId],
      foreignColumns: [activityLeaveRequests.organizationId, activityLeaveRequests.id],
    }),
    halfDayKey(t.organizationId, t.halfDayId),
  ],
)
