import { sameOrganization } from '../../platform/graphql/compiler/predicates.ts'
import type { Scope } from '../../platform/graphql/compiler/scope.ts'
import { extendShape, fieldsOf, many, type Shape, shape, summary } from '../../platform/graphql/compiler/shape.ts'
import { member } from '../members/queries.ts'
import { hasLeft, isOpenInvitation, isReaders } from './policy.ts'
import { activity } from './queries.ts'
import { referred } from './relations.ts'
import { activities } from './tables.ts'

/** Of each kind, so that a plenary session with a hundred neighbours stays a short list. */
const AT_MOST = 20

/**
 * Other activities at the same time that the viewer reads, found by an index: no activity lasts longer than 31 days. A session
 * and its parts go together.
 */
const atTheTime = (
  scope: Scope,
  row = scope.alias,
): string => `o.organization_id = ${row}.organization_id and o.id <> ${row}.id
    and o.starts_at < ${row}.ends_at and o.starts_at > ${row}.starts_at - interval '32 days' and o.ends_at > ${row}.starts_at
    and o.state <> 'CANCELLED' and o.parent_id is distinct from ${row}.id and o.id is distinct from ${row}.parent_id
    and ${isReaders(scope, 'o')}`

const invitedHere = (row: string): string => `i.organization_id = ${row}.organization_id and i.activity_id = ${row}.id
    and ${isOpenInvitation('i')}`

const ofMembers = (row: Scope, kind: string, other: string): string => `(
  select o.organization_id, o.id as activity_id, o.starts_at, '${kind}' as kind, count(*)::int as member_count,
    (array_agg(i.member_id order by i.id))[1:${AT_MOST}] as member_ids
  from activities o join ${other} j on j.organization_id = o.organization_id and j.activity_id = o.id
    join activity_invitations i on ${invitedHere(row.alias)} and i.member_id = j.member_id
  where ${atTheTime(row)} and not ${hasLeft('j')}
  group by o.organization_id, o.id order by o.starts_at, o.id limit ${AT_MOST})`

const OPEN = `(select w.* from activity_invitations w where w.state in ('INVITED', 'ATTENDING'))`
const LEAVE = `(select distinct l.organization_id, l.activity_id, l.member_id from activity_leave_requests l where l.state = 'APPROVED')`

/** All that clashes with an activity, in one query: who is asked elsewhere, who has leave elsewhere, whether the place is taken. */
function clashesOf(row: Scope): string {
  const { alias } = row
  return `select c.* from (
    ${ofMembers(row, 'MEMBERS_INVITED', OPEN)}
    union all ${ofMembers(row, 'MEMBERS_ON_LEAVE', LEAVE)}
    union all (select o.organization_id, o.id, o.starts_at, 'PLACE_TAKEN', 0, '{}'::uuid[] from activities o
      where ${alias}.place <> '' and o.place = ${alias}.place and ${atTheTime(row)} order by o.starts_at, o.id limit ${AT_MOST})
  ) c where ${row.allowed('ACTIVITY_READ')} and ${alias}.state <> 'CANCELLED'`
}

/** Belongs to the activity that it is asked of; the query itself gives nothing to whoever may not read the committee's. */
export const clash: Shape = shape('ActivityClash', activities, {
  prefix: '',
  visible: () => 'true',
  fields: fieldsOf({
    kind: ({ alias }) => `${alias}.kind`,
    memberCount: ({ alias }) => `${alias}.member_count`,
    members: many(
      () => member,
      (row, seat) => `${sameOrganization(row, seat)} and ${seat.alias}.id = any(${row.alias}.member_ids)`,
      seat => `${seat.alias}.id`,
    ),
    activity: referred(() => activity, 'activity_id'),
  }),
})

extendShape(activity, {
  clashes: summary(
    () => clash,
    clashesOf,
    ({ alias }) => `${alias}.starts_at, ${alias}.kind, ${alias}.activity_id`,
  ),
})
