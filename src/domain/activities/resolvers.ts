import { mutate } from '../../platform/commands/mutate.ts'
import { byId, listOf, type Resolver } from '../../platform/graphql/compiler/resolvers.ts'
import { inOrganization } from '../organizations/resolvers.ts'
import { activityAgendaSet, activityMaterialsAttach, activityMaterialsDetach } from './agenda/commands.ts'
import { agendaItem } from './agenda/queries.ts'
import { clash } from './clashes.ts'
import { activityCancel } from './commands/cancel.ts'
import { activityCreate } from './commands/create.ts'
import { activityHold } from './commands/hold.ts'
import { activityMove } from './commands/move.ts'
import { activityUpdate } from './commands/update.ts'
import { halfDay } from './half-days/queries.ts'
import { activityInvitationsArrange } from './invitations/arrange.ts'
import { activityNotify } from './invitations/notify.ts'
import { invitation, invitationShapes } from './invitations/queries.ts'
import { invitationReply } from './invitations/reply.ts'
import { activityUninvite } from './invitations/uninvite.ts'
import { activityKindRulesUpdate } from './kinds/commands.ts'
import { activityKind } from './kinds/queries.ts'
import { leaveRequestCreate } from './leave/create.ts'
import { leaveRequestDecide, leaveRequestWithdraw } from './leave/decide.ts'
import { leaveRequest } from './leave/queries.ts'
import { activityConfirm, activityReturn } from './own/decide.ts'
import { activityRecord, activityRevise, activityWithdraw } from './own/record.ts'
import { activity } from './queries.ts'

export const activityShapes = [activity, halfDay, agendaItem, ...invitationShapes, leaveRequest, clash]

export const activityResolvers: Readonly<Record<'Query' | 'Mutation', Readonly<Record<string, Resolver>>>> = {
  Query: {
    activity: byId(activity),
    activities: listOf(activity, { field: 'STARTS_AT', direction: 'DESC' }, (row, argument) =>
      inOrganization(row, argument, 'organization'),
    ),
    leaveRequests: listOf(leaveRequest, { field: 'CREATED_AT', direction: 'DESC' }, (row, argument) =>
      inOrganization(row, argument, 'organization'),
    ),
  },
  Mutation: {
    activityKindRulesUpdate: mutate(activityKindRulesUpdate, 'activityKind', activityKind),
    activityCreate: mutate(activityCreate, 'activity', activity),
    activityUpdate: mutate(activityUpdate, 'activity', activity),
    activityNotify: mutate(activityNotify, 'activity', activity),
    activityUninvite: mutate(activityUninvite, 'activity', activity),
    activityMove: mutate(activityMove, 'activity', activity),
    activityCancel: mutate(activityCancel, 'activity', activity),
    activityHold: mutate(activityHold, 'activity', activity),
    activityRecord: mutate(activityRecord, 'activity', activity),
    activityRevise: mutate(activityRevise, 'activity', activity),
    activityWithdraw: mutate(activityWithdraw, 'activity', activity),
    activityConfirm: mutate(activityConfirm, 'activity', activity),
    activityReturn: mutate(activityReturn, 'activity', activity),
    activityAgendaSet: mutate(activityAgendaSet, 'activity', activity),
    activityMaterialsAttach: mutate(activityMaterialsAttach, 'activity', activity),
    activityMaterialsDetach: mutate(activityMaterialsDetach, 'activity', activity),
    activityInvitationsArrange: mutate(activityInvitationsArrange, 'activity', activity),
    invitationReply: mutate(invitationReply, 'invitation', invitation),
    leaveRequestCreate: mutate(leaveRequestCreate, 'leaveRequest', leaveRequest),
    leaveRequestWithdraw: mutate(leaveRequestWithdraw, 'leaveRequest', leaveRequest),
    leaveRequestDecide: mutate(leaveRequestDecide, 'leaveRequest', leaveRequest),
  },
}
