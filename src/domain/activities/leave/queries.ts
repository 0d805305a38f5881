import { all, either, existsWhere, sameOrganization } from '../../../platform/graphql/compiler/predicates.ts'
import { idIs } from '../../../platform/graphql/compiler/resolvers.ts'
import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import {
  attached,
  connection,
  extendShape,
  fieldsOf,
  many,
  one,
  type Shape,
  shape,
} from '../../../platform/graphql/compiler/shape.ts'
import { seenThrough } from '../../files/policy.ts'
import { file } from '../../files/queries.ts'
import { member } from '../../members/queries.ts'
import { halfDay } from '../half-days/queries.ts'
import { invitation } from '../invitations/queries.ts'
import { isOwnRow, visibleOfMember } from '../policy.ts'
import { activity } from '../queries.ts'
import { ofActivity, referred } from '../relations.ts'
import { activityLeaveRequests } from './tables.ts'

/** Why somebody asks for leave is his matter, and that of those who decide on leave. */
const seesReason = (row: Scope): string =>
  either(isOwnRow(row), row.allowed('ACTIVITY_MANAGE'), row.allowed('ACTIVITY_LEAVE_APPROVE'))

export const leaveRequest: Shape = shape('LeaveRequest', activityLeaveRequests, {
  prefix: 'lvr',
  visible: visibleOfMember,
  fields: fieldsOf({
    type: activityLeaveRequests.type,
    reason: row => `case when ${seesReason(row)} then ${row.alias}.reason end`,
    file: attached(
      one(
        () => file,
        (row, proof) =>
          all(`${sameOrganization(row, proof)} and ${proof.alias}.id = ${row.alias}.file_id`, seesReason(row)),
      ),
    ),
    state: activityLeaveRequests.state,
    approver: activityLeaveRequests.approver,
    decidedBy: ({ alias }) =>
      `(select a.display_name from accounts a where a.organization_id = ${alias}.organization_id and a.id = ${alias}.decided_by)`,
    decidedAt: activityLeaveRequests.decidedAt,
    decisionNote: row => `case when ${seesReason(row)} then ${row.alias}.decision_note end`,
    createdAt: activityLeaveRequests.createdAt,
    version: activityLeaveRequests.version,
    halfDays: many(
      () => halfDay,
      (
        row,
        part,
      ) => `${sameOrganization(row, part)} and ${part.alias}.id in (select h.half_day_id from activity_leave_half_days h
        where h.organization_id = ${row.alias}.organization_id and h.leave_request_id = ${row.alias}.id)`,
      ({ alias }) => `${alias}.starts_at`,
    ),
    activity: referred(() => activity, 'activity_id'),
    invitation: referred(() => invitation, 'invitation_id'),
    member: referred(() => member, 'member_id'),
  }),
  filters: {
    state: (row, state) => `${row.col(activityLeaveRequests.state)} = ${state.param('text')}`,
    member: (row, id) => idIs(row, 'mem', id, 'member_id'),
    activity: (row, id) => idIs(row, 'act', id, 'activity_id'),
  },
  orders: { CREATED_AT: activityLeaveRequests.createdAt },
})

extendShape(activity, { leaveRequests: connection(() => leaveRequest, ofActivity, 'CREATED_AT') })

extendShape(invitation, {
  leaveRequests: many(
    () => leaveRequest,
    (row, request) => `${sameOrganization(row, request)} and ${request.alias}.invitation_id = ${row.alias}.id`,
    ({ alias }) => `${alias}.created_at desc, ${alias}.id desc`,
  ),
})

seenThrough(row => {
  const request = row.another()
  return existsWhere(
    `activity_leave_requests ${request.alias}`,
    `${request.alias}.organization_id = ${row.alias}.organization_id and ${request.alias}.file_id = ${row.alias}.id`,
    seesReason(request),
  )
})
