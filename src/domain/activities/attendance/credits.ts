import { sameOrganization } from '../../../platform/graphql/compiler/predicates.ts'
import type { Argument, Scope } from '../../../platform/graphql/compiler/scope.ts'
import {
  connection,
  extendShape,
  fieldsOf,
  type Shape,
  shape,
  summary,
} from '../../../platform/graphql/compiler/shape.ts'
import { member } from '../../members/queries.ts'
import { activityKind } from '../../organizations/queries.ts'
import { visibleOfMember } from '../policy.ts'
import { activity } from '../queries.ts'
import { referred } from '../relations.ts'
import { activities } from '../tables.ts'
import { ATTENDED } from './rules.ts'

const CAME = ATTENDED.map(status => `'${status}'`).join(', ')

const yearOf = (a: string): string => `extract(year from ${a}.starts_at at time zone 'Asia/Shanghai')::int`

/**
 * Credits (学分) that were earned, where the viewer may read the attendance that earned them: by whoever came to a closed
 * activity that gives some, once, to however many of its half-days he came.
 */
function earned(row: Scope, whose: (came: Scope, gives: Scope) => string): string {
  const [came, gives] = [row.another(), row.another()]
  const [t, a] = [came.alias, gives.alias]
  return `select ${a}.organization_id, ${a}.id as activity_id, ${a}.kind_id, ${a}.credits, ${yearOf(a)} as year, ${t}.member_id
    from activities ${a} join activity_attendances ${t} on ${sameOrganization(gives, came)} and ${t}.activity_id = ${a}.id
    where ${sameOrganization(row, gives)} and ${a}.state = 'CLOSED' and ${a}.credits > 0
      and ${t}.status in (${CAME}) and ${whose(came, gives)} and ${visibleOfMember(came)}
    group by ${a}.organization_id, ${a}.id, ${t}.member_id`
}

const ofMember =
  (row: Scope) =>
  ({ alias }: Scope): string =>
    `${alias}.member_id = ${row.alias}.id`

// Rows of a summary belong to the activity or the member they are asked of.
const sums = {
  credits: ({ alias }: Scope) => `${alias}.credits::text`,
  activityCount: ({ alias }: Scope) => `${alias}.activity_count`,
}
const part = { prefix: '', visible: () => 'true' }

const memberCredits: Shape = shape('MemberCredits', activities, {
  ...part,
  fields: fieldsOf({
    year: ({ alias }) => `${alias}.year`,
    kind: referred(() => activityKind, 'kind_id'),
    ...sums,
  }),
})

const creditsOfMember: Shape = shape('ActivityMemberCredits', activities, {
  ...part,
  fields: fieldsOf({ member: referred(() => member, 'member_id'), ...sums }),
})

const SUMS = 'sum(e.credits) as credits, count(*)::int as activity_count'

function creditsByKind(row: Scope, argument: Argument | undefined): string {
  const year = argument?.field('year')
  return `select e.organization_id, e.year, e.kind_id, ${SUMS} from (${earned(row, ofMember(row))}) e
    where ${year?.value == null ? 'true' : `e.year = ${year.param('integer')}`} group by e.organization_id, e.year, e.kind_id`
}

extendShape(member, {
  creditsByKind: summary(
    () => memberCredits,
    creditsByKind,
    ({ alias }) => `${alias}.year desc, ${alias}.kind_id`,
  ),
  creditActivities: connection(
    () => activity,
    (row, one) =>
      `${sameOrganization(row, one)} and ${one.alias}.id in (select e.activity_id from (${earned(row, ofMember(row))}) e)`,
    'STARTS_AT',
  ),
})

extendShape(activity, {
  creditsByMember: summary(
    () => creditsOfMember,
    row => `select e.organization_id, e.member_id, ${SUMS}
      from (${earned(row, (_came, { alias }) => `${row.alias}.id in (${alias}.id, ${alias}.parent_id)`)}) e
      group by e.organization_id, e.member_id`,
    ({ alias }) => `${alias}.credits desc, ${alias}.member_id`,
  ),
})

export const creditShapes = [memberCredits, creditsOfMember]
