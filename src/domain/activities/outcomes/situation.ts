import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { type OutcomeSituation, outcomeKindOf, outcomeStateOf } from './workflow.ts'

/** What the database knows of an outcome's situation. */
export interface OutcomeFacts {
  readonly organizationId: string
  readonly kind: string
  readonly state: string
  readonly openMeasures: number
  readonly measures: number
  readonly isProblemClosed: boolean
  readonly hasOwner: boolean
}

const measures = ({ alias }: Scope, also: string): string => `(select count(*)::int from activity_outcomes m
  where m.organization_id = ${alias}.organization_id and m.problem_id = ${alias}.id and ${also})`

const FACTS: Readonly<Record<keyof OutcomeFacts, (row: Scope) => string>> = {
  organizationId: ({ alias }) => `${alias}.organization_id::text`,
  kind: ({ alias }) => `${alias}.kind`,
  state: ({ alias }) => `${alias}.state`,
  openMeasures: row => measures(row, `m.state = 'OPEN'`),
  measures: row => measures(row, `m.state <> 'WITHDRAWN'`),
  isProblemClosed: ({
    alias,
  }) => `exists (select from activity_outcomes p where p.organization_id = ${alias}.organization_id
    and p.id = ${alias}.problem_id and p.state in ('DONE', 'SOLVED_ON_SITE'))`,
  hasOwner: ({ alias }) => `(num_nonnulls(${alias}.owner_name, ${alias}.owner_unit_id, ${alias}.owner_member_id) > 0)`,
}

export const outcomeFactsSql = (row: Scope): string =>
  `json_build_object(${Object.entries(FACTS)
    .map(([name, sql]) => `'${name}', ${sql(row)}`)
    .join(', ')})`

export const outcomeSituation = (facts: OutcomeFacts): OutcomeSituation => ({
  kind: outcomeKindOf(facts),
  state: outcomeStateOf(facts),
  openMeasures: facts.openMeasures,
  measures: facts.measures,
  isProblemClosed: facts.isProblemClosed,
  hasOwner: facts.hasOwner,
})
