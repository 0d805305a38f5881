import { all, either, isAmong, isAny } from '../../platform/graphql/compiler/predicates.ts'
import type { Scope } from '../../platform/graphql/compiler/scope.ts'

/**
 * Who sees what of an activity, in SQL, for reads and for commands alike (commands.ts asks the same words), so that the two
 * cannot differ.
 */

const ofSameCommittee = (a: string, b: string): string => `${b}.organization_id = ${a}.organization_id`

/**
 * What an invitation counts as: withdrawn also where the member left before the day on which the activity begins. That is
 * derived and not written, so that it holds however the seat ended, and is undone when the seat is given back.
 */
export const invitationState = (invitation: string): string =>
  `case when ${hasLeft(invitation)} then 'WITHDRAWN' else ${invitation}.state end`

/** SQL: of whatever names an activity and a member (its alias), whether the member left before the activity's day. */
export const hasLeft = (invitation: string): string => `exists (select from members gone
  where ${ofSameCommittee(invitation, 'gone')} and gone.id = ${invitation}.member_id and gone.left_on is not null
    and gone.left_on < (select (planned.starts_at at time zone 'Asia/Shanghai')::date from activities planned
      where ${ofSameCommittee(invitation, 'planned')} and planned.id = ${invitation}.activity_id))`

/** SQL: the invitation (its alias) still asks the member to attend. Attendance, clashes and calendars go by it. */
export const isOpenInvitation = (invitation: string): string =>
  `(${invitation}.state <> 'WITHDRAWN' and not ${hasLeft(invitation)})`

/** One's own: the viewer's seats are asked to attend, from the notice on. An invitation that was taken back shows nothing more. */
export const ownActivity = (row: Scope): string =>
  isAmong(
    `${row.alias}.organization_id, ${row.alias}.id`,
    'i.organization_id, i.activity_id',
    'activity_invitations i',
    isAny('i.organization_id', row.organizationsWith('ACTIVITY_OWN')),
    isAny('i.member_id', row.ownSeats()),
    isOpenInvitation('i'),
  )

/** For the committee's readers. What a member recorded of himself is no activity of the committee's before it is confirmed. */
export const readActivity = (row: Scope): string => all(row.allowed('ACTIVITY_READ'), isReaders(row, row.alias))

/** Of an activity (its alias) of the row's committee, whether its readers see it, or the viewer confirms such records. */
export const isReaders = (row: Scope, activity: string): string =>
  either(isConfirmed(activity), row.allowed('DUTY_CONFIRM'))

/** SQL: an activity (its alias) is the committee's. Of what a member recorded of himself nothing but his taking it back makes it cancelled. */
export const isConfirmed = (alias: string): string =>
  `(${alias}.member_id is null or ${alias}.state not in ('SUBMITTED', 'RETURNED', 'CANCELLED'))`

export const visibleActivity = (row: Scope): string => either(readActivity(row), ownActivity(row))

/** A row of a table that names its activity: seen where the activity is seen by `sight`. */
export const throughActivity = (row: Scope, sight: (activity: Scope) => string): string =>
  row.through('activities', 'activity_id', sight)

/** The row's `member_id` is a seat of the viewer, where he may act as a member. */
export const isOwnRow = (row: Scope): string =>
  all(row.allowed('ACTIVITY_OWN'), isAny(`${row.alias}.member_id`, row.ownSeats()))

/** Rows of one member: his own, and those of the committee's readers. */
export const visibleOfMember = (row: Scope): string => either(row.allowed('ACTIVITY_READ'), isOwnRow(row))

/** The same, but of what a member recorded of himself for those alone who see it. */
export const visibleInvitation = (row: Scope): string =>
  either(all(row.allowed('ACTIVITY_READ'), throughActivity(row, readActivity)), isOwnRow(row))
