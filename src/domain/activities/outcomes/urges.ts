import { all, either, sameOrganization } from '../../../platform/graphql/compiler/predicates.ts'
import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { fieldsOf, many, type Shape, shape } from '../../../platform/graphql/compiler/shape.ts'
import { ownUrges } from './own-urges.ts'
import { visibleUrges } from './policy.ts'
import { activityOutcomeUrges } from './tables.ts'

export const outcomeUrge: Shape = shape('ActivityOutcomeUrge', activityOutcomeUrges, {
  prefix: 'ourg',
  visible: row =>
    row.through('activity_outcomes', 'outcome_id', outcome =>
      all(
        visibleUrges(outcome),
        either(
          outcome.allowed('ACTIVITY_READ'),
          `${row.alias}.id in (select u.id from (${ownUrges(outcome.alias)}) u)`,
        ),
      ),
    ),
  fields: fieldsOf({
    words: activityOutcomeUrges.words,
    urgedBy: ({ alias }) => `(select a.display_name from accounts a
      where a.organization_id = ${alias}.organization_id and a.id = ${alias}.urged_by)`,
    createdAt: activityOutcomeUrges.createdAt,
  }),
})

const ofOutcome = (row: Scope, what: string): string =>
  `(select ${what} from (${ownUrges(row.alias)}) u where ${visibleUrges(row)})`

/** Fields of an outcome by which its owner sees that he was urged. */
export const urgeFields = {
  urgeCount: (row: Scope) => ofOutcome(row, 'count(*)::int'),
  lastUrgedAt: (row: Scope) => ofOutcome(row, 'max(u.created_at)'),
  urges: many(
    () => outcomeUrge,
    (row, urge) => `${sameOrganization(row, urge)} and ${urge.alias}.outcome_id = ${row.alias}.id`,
    ({ alias }) => `${alias}.created_at desc, ${alias}.id desc`,
  ),
}
