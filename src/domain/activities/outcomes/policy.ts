import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { ownActivity, throughActivity } from '../policy.ts'

/** A member who is to do it, or did it. */
const isOwner = (row: Scope): string =>
  `(${row.allowed('ACTIVITY_OWN')} and ${row.alias}.owner_member_id = any(${row.ownSeats()}))`

const closedActivity = (activity: Scope): string => `(${activity.alias}.state = 'CLOSED' and ${ownActivity(activity)})`

/**
 * For the committee's readers; for those who attended when the activity is closed; for the member whose matter it is. What
 * was withdrawn only its readers see.
 */
export const visibleOutcome = (row: Scope): string =>
  `(${row.allowed('ACTIVITY_READ')} or (${row.alias}.state <> 'WITHDRAWN'
    and (${isOwner(row)} or ${throughActivity(row, closedActivity)})))`

/** Is open and its day has passed. */
export const isOverdue = (row: Scope): string =>
  `(${row.alias}.state = 'OPEN' and ${row.alias}.due_on < ${row.today()})`
