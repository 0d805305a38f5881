import { mutate } from '../../../platform/commands/mutate.ts'
import { byId, listOf, type Resolver } from '../../../platform/graphql/compiler/resolvers.ts'
import { inOrganization } from '../../organizations/resolvers.ts'
import { activity } from '../queries.ts'
import { researchTopicCreate, researchTopicUpdate } from './commands/topics.ts'
import { activityResearchTopicSet } from './commands/trips.ts'
import { researchTopic } from './queries.ts'

export const researchResolvers: Readonly<Record<'Query' | 'Mutation', Readonly<Record<string, Resolver>>>> = {
  Query: {
    researchTopic: byId(researchTopic),
    researchTopics: listOf(researchTopic, { field: 'CREATED_AT', direction: 'DESC' }, (row, argument) =>
      inOrganization(row, argument, 'organization'),
    ),
  },
  Mutation: {
    researchTopicCreate: mutate(researchTopicCreate, 'researchTopic', researchTopic),
    researchTopicUpdate: mutate(researchTopicUpdate, 'researchTopic', researchTopic),
    activityResearchTopicSet: mutate(activityResearchTopicSet, 'activity', activity),
  },
}
