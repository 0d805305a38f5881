import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { fieldsOf, type Shape, shape } from '../../../platform/graphql/compiler/shape.ts'
import { calendarFeeds } from './tables.ts'

export const FEED_PREFIX = 'cfeed'

/** One's own alone, whatever else one may read: an address is a secret, and so is whether somebody has one. */
export const ownFeed = (row: Scope): string =>
  `(${row.alias}.organization_id = ${row.home()} and ${row.alias}.account_id = ${row.ownAccount()})`

export const calendarFeed: Shape = shape('CalendarFeed', calendarFeeds, {
  prefix: FEED_PREFIX,
  visible: ownFeed,
  fields: fieldsOf({
    createdAt: calendarFeeds.createdAt,
    lastUsedAt: calendarFeeds.lastUsedAt,
    revokedAt: calendarFeeds.revokedAt,
    version: calendarFeeds.version,
  }),
  orders: { CREATED_AT: calendarFeeds.createdAt },
})

export const calendarShapes = [calendarFeed]
