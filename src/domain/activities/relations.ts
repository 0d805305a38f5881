import { sameOrganization } from '../../platform/graphql/compiler/predicates.ts'
import type { Scope } from '../../platform/graphql/compiler/scope.ts'
import { one, type Shape } from '../../platform/graphql/compiler/shape.ts'

/** The record of the same committee whose id stands in a column. */
export const referred = (target: () => Shape, column: string) =>
  one(target, (row, other) => `${sameOrganization(row, other)} and ${other.alias}.id = ${row.alias}.${column}`)

/** Rows that name an activity in `activity_id`. */
export const ofActivity = (row: Scope, child: Scope): string => child.belongsTo(row, 'activity_id')
