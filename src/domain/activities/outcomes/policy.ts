import { all, either, isAny } from '../../../platform/graphql/compiler/predicates.ts'
import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { ownActivity, throughActivity } from '../policy.ts'

/** A member who is to do it, or did it. */
export const isOwner = (row: Scope): string =>
  all(row.allowed('ACTIVITY_OWN'), isAny(`${row.alias}.owner_member_id`, row.ownSeats()))

const closedActivity = (activity: Scope): string => all(`${activity.alias}.state = 'CLOSED'`, ownActivity(activity))

/**
 * For the committee's readers; for those who attended when the activity is closed; for the member whose matter it is. What
 * was withdrawn only its readers see.
 */
export const visibleOutcome = (row: Scope): string =>
  either(
    row.allowed('ACTIVITY_READ'),
    all(`${row.alias}.state <> 'WITHDRAWN'`, either(isOwner(row), throughActivity(row, closedActivity))),
  )

/** What its owner was told is for him and the committee's readers, not for all who attended. */
export const visibleUrges = (outcome: Scope): string =>
  either(outcome.allowed('ACTIVITY_READ'), all(`${outcome.alias}.state <> 'WITHDRAWN'`, isOwner(outcome)))

/** Is open and its day has passed. */
export const isOverdue = (row: Scope): string =>
  `(${row.alias}.state = 'OPEN' and ${row.alias}.due_on < ${row.today()})`
