import { mutate } from '../../../platform/commands/mutate.ts'
import { namedListsOf, pageOfList } from '../../../platform/graphql/compiler/named-lists.ts'
import { byId, listOf, type Resolver } from '../../../platform/graphql/compiler/resolvers.ts'
import { inOrganization } from '../../organizations/resolvers.ts'
import { activityOutcomeClose, activityOutcomeReopen, activityOutcomeWithdraw } from './commands/close.ts'
import { activityOutcomeCreate } from './commands/create.ts'
import { activityOutcomeUpdate } from './commands/update.ts'
import { activityOutcomeUrge } from './commands/urge.ts'
import { followUpPredicates, followUpsOf } from './follow-ups.ts'
import { outcomesByOwner } from './owners.ts'
import { activityOutcome } from './queries.ts'

export const outcomeResolvers: Readonly<
  Record<'Query' | 'Mutation' | 'ActivityFollowUp', Readonly<Record<string, Resolver>>>
> = {
  Query: {
    activityOutcome: byId(activityOutcome),
    activityOutcomes: listOf(activityOutcome, { field: 'CREATED_AT', direction: 'DESC' }, (row, argument) =>
      inOrganization(row, argument, 'organization'),
    ),
    activityOutcomeOwners: outcomesByOwner,
    activityFollowUps: namedListsOf({
      shape: activityOutcome,
      page: 'outcomes',
      order: { field: 'DUE_ON', direction: 'ASC' },
      lists: followUpPredicates,
      concerning: followUpsOf,
    }),
  },
  Mutation: {
    activityOutcomeCreate: mutate(activityOutcomeCreate, 'activityOutcome', activityOutcome),
    activityOutcomeUpdate: mutate(activityOutcomeUpdate, 'activityOutcome', activityOutcome),
    activityOutcomeClose: mutate(activityOutcomeClose, 'activityOutcome', activityOutcome),
    activityOutcomeReopen: mutate(activityOutcomeReopen, 'activityOutcome', activityOutcome),
    activityOutcomeWithdraw: mutate(activityOutcomeWithdraw, 'activityOutcome', activityOutcome),
    activityOutcomeUrge: mutate(activityOutcomeUrge, 'activityOutcome', activityOutcome),
  },
  ActivityFollowUp: { outcomes: pageOfList },
}
