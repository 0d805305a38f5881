import { mutate, mutateWith } from '../../../platform/commands/mutate.ts'
import { listOf, type Resolver, readSelected } from '../../../platform/graphql/compiler/resolvers.ts'
import type { MutationCalendarFeedRevokeArgs } from '../../../platform/graphql/generated.ts'
import { calendarFeedCreate, calendarFeedRevoke } from './commands.ts'
import { calendarFeed, ownFeed } from './queries.ts'

export const calendarResolvers: Readonly<Record<'Query' | 'Mutation', Readonly<Record<string, Resolver>>>> = {
  Query: {
    calendarFeeds: listOf(calendarFeed, { field: 'CREATED_AT', direction: 'DESC' }, row => ownFeed(row)),
  },
  Mutation: {
    calendarFeedCreate: mutateWith(calendarFeedCreate, async (context, info, created) => ({
      url: created.url,
      calendarFeed: await readSelected(context, info, 'calendarFeed', calendarFeed, created),
    })),
    calendarFeedRevoke: mutate<MutationCalendarFeedRevokeArgs>(calendarFeedRevoke, 'calendarFeed', calendarFeed),
  },
}
