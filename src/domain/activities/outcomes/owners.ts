import { groupsOf } from '../../../platform/graphql/compiler/resolvers.ts'
import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { type Argument, fieldsOf, type Shape, shape } from '../../../platform/graphql/compiler/shape.ts'
import { member } from '../../members/queries.ts'
import { undertakingUnit } from '../../organizations/queries.ts'
import { inOrganization } from '../../organizations/resolvers.ts'
import { referred } from '../relations.ts'
import { isOverdue } from './policy.ts'
import { activityOutcomes } from './tables.ts'
import { FOLLOWED_UP } from './workflow.ts'

/** The list is for people to read; whoever is on it last has nothing overdue. */
const OWNERS_MAX = 500

const counted =
  (column: string) =>
  ({ alias }: Scope): string =>
    `${alias}.${column}`

/** What one owner has to do, as `outcomesByOwner` counts it. */
export const outcomeOwner: Shape = shape('ActivityOutcomeOwner', activityOutcomes, {
  prefix: '',
  visible: () => 'true',
  fields: fieldsOf({
    unit: referred(() => undertakingUnit, 'owner_unit_id'),
    member: referred(() => member, 'owner_member_id'),
    name: activityOutcomes.ownerName,
    open: counted('open'),
    overdue: counted('overdue'),
    closed: counted('closed'),
  }),
})

const OWNER = ['organization_id', 'owner_unit_id', 'owner_member_id', 'owner_name'] as const

const kinds = [...FOLLOWED_UP].map(kind => `'${kind}'`).join(', ')

/** What is followed up, by who has to do it, for the committee's readers; those with most overdue first. One statement. */
export const outcomesByOwner = groupsOf(
  outcomeOwner,
  (row: Scope, argument: Argument) => {
    const owner = OWNER.map(column => `${row.alias}.${column}`).join(', ')
    return `select ${owner}, count(*) filter (where ${row.alias}.state = 'OPEN')::int as open,
        count(*) filter (where ${isOverdue(row)})::int as overdue,
        count(*) filter (where ${row.alias}.state in ('DONE', 'SOLVED_ON_SITE'))::int as closed
      from activity_outcomes ${row.alias}
      where ${inOrganization(row, argument, 'organization')} and ${row.allowed('ACTIVITY_READ')}
        and ${row.alias}.kind in (${kinds}) and ${row.alias}.state <> 'WITHDRAWN'
      group by ${owner} order by 6 desc, 5 desc, ${owner} limit ${OWNERS_MAX}`
  },
  ({ alias }) => `${alias}.overdue desc, ${alias}.open desc, ${OWNER.map(column => `${alias}.${column}`).join(', ')}`,
)
