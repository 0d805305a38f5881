import { sameOrganization } from '../../../platform/graphql/compiler/predicates.ts'
import { idIs } from '../../../platform/graphql/compiler/resolvers.ts'
import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import {
  connection,
  extendShape,
  fieldsOf,
  type Shape,
  shape,
  summary,
} from '../../../platform/graphql/compiler/shape.ts'
import { member } from '../../members/queries.ts'
import { invitationState, visibleInvitation } from '../policy.ts'
import { activity } from '../queries.ts'
import { ofActivity, referred } from '../relations.ts'
import { activityInvitations } from '../tables.ts'

export const invitation: Shape = shape('ActivityInvitation', activityInvitations, {
  prefix: 'inv',
  visible: visibleInvitation,
  fields: fieldsOf({
    state: ({ alias }) => invitationState(alias),
    repliedAt: activityInvitations.repliedAt,
    groupName: activityInvitations.groupName,
    seat: activityInvitations.seat,
    createdAt: activityInvitations.createdAt,
    version: activityInvitations.version,
    activity: referred(() => activity, 'activity_id'),
    member: referred(() => member, 'member_id'),
  }),
  filters: {
    state: (row, state) => `${invitationState(row.alias)} = ${state.param('text')}`,
    activity: (row, id) => idIs(row, 'act', id, 'activity_id'),
  },
  orders: { CREATED_AT: activityInvitations.createdAt },
})

/** Rows belong to the activity that they are asked of; the query gives nothing to whoever may not read the committee's. */
const invitationCount: Shape = shape('ActivityInvitationCount', activityInvitations, {
  prefix: '',
  visible: () => 'true',
  fields: fieldsOf({ state: ({ alias }) => `${alias}.state`, count: ({ alias }) => `${alias}.count` }),
})

const countsOf = (row: Scope): string => `select c.state, count(*)::int as count
  from (select ${invitationState('i')} as state from activity_invitations i
    where i.organization_id = ${row.alias}.organization_id and i.activity_id = ${row.alias}.id and ${row.allowed('ACTIVITY_READ')}) c
  group by c.state`

extendShape(activity, {
  invitations: connection(() => invitation, ofActivity, 'CREATED_AT', 'ASC'),
  invitationCounts: summary(
    () => invitationCount,
    countsOf,
    ({ alias }) => `${alias}.state`,
  ),
})

extendShape(member, {
  activityInvitations: connection(
    () => invitation,
    (row, asked) => `${sameOrganization(row, asked)} and ${asked.alias}.member_id = ${row.alias}.id`,
    'CREATED_AT',
  ),
})

export const invitationShapes = [invitation, invitationCount]
