import { mutate } from '../../../platform/commands/mutate.ts'
import { listOf, type Resolver } from '../../../platform/graphql/compiler/resolvers.ts'
import { inOrganization } from '../../organizations/resolvers.ts'
import { activity } from '../queries.ts'
import { activityDelegationCreate, activityDelegationRemove, activityDelegationUpdate } from './commands/delegations.ts'
import { activitySubjectAdd, activitySubjectRemove, visitSubjectUpdate } from './commands/subjects.ts'
import { activityDelegation, visitSubject } from './queries.ts'

export const visitResolvers: Readonly<Record<'Query' | 'Mutation', Readonly<Record<string, Resolver>>>> = {
  Query: {
    visitSubjects: listOf(visitSubject, { field: 'CREATED_AT', direction: 'DESC' }, (row, argument) =>
      inOrganization(row, argument, 'organization'),
    ),
  },
  Mutation: {
    activitySubjectAdd: mutate(activitySubjectAdd, 'activity', activity),
    activitySubjectRemove: mutate(activitySubjectRemove, 'activity', activity),
    visitSubjectUpdate: mutate(visitSubjectUpdate, 'visitSubject', visitSubject),
    activityDelegationCreate: mutate(activityDelegationCreate, 'activityDelegation', activityDelegation),
    activityDelegationRemove: mutate(activityDelegationRemove, 'activity', activity),
    activityDelegationUpdate: mutate(activityDelegationUpdate, 'activityDelegation', activityDelegation),
  },
}
