import { businessDate } from '../../kernel/clock.ts'
import type { DeadlineExplanation } from '../../kernel/deadline-rules.ts'
import { deadlineState } from '../../kernel/deadline-state.ts'
import type { Context } from '../../platform/context.ts'
import { sameOrganization } from '../../platform/graphql/compiler/predicates.ts'
import type { Scope } from '../../platform/graphql/compiler/scope.ts'
import { computed, extendShape, fieldsOf, many, one, type Shape, shape } from '../../platform/graphql/compiler/shape.ts'
import { visibleDeadline } from './deadline-policy.ts'
import { handling } from './handling/queries.ts'
import { proposalDeadlines } from './handling/tables.ts'
import { proposal } from './queries.ts'

interface LightFacts {
  readonly dueOn: string
  readonly amberOn: string
  readonly metAt: string | null
}

const lightOf = ({ metAt, ...dates }: LightFacts, { clock }: Context) =>
  deadlineState({ ...dates, metOn: metAt === null ? null : businessDate(new Date(metAt)) }, businessDate(clock()))

const explain = ({ explanation }: { readonly explanation: DeadlineExplanation }, { language }: Context) => ({
  ...explanation,
  policyKey: explanation.policy.key,
  policyEffectiveFrom: explanation.policy.effectiveFrom,
  text: explanation.text[language],
})

export const proposalDeadline: Shape = shape('ProposalDeadline', proposalDeadlines, {
  prefix: 'pdl',
  visible: visibleDeadline,
  fields: fieldsOf({
    kind: proposalDeadlines.kind,
    startsOn: proposalDeadlines.startsOn,
    dueOn: proposalDeadlines.dueOn,
    amberOn: proposalDeadlines.amberOn,
    metAt: proposalDeadlines.metAt,
    isCurrent: proposalDeadlines.isCurrent,
    state: computed<LightFacts>(
      { dueOn: proposalDeadlines.dueOn, amberOn: proposalDeadlines.amberOn, metAt: proposalDeadlines.metAt },
      lightOf,
    ),
    explanation: computed<{ explanation: DeadlineExplanation }>(
      { explanation: proposalDeadlines.explanation },
      explain,
    ),
    handling: one(
      () => handling,
      (row, part) => `${sameOrganization(row, part)} and ${part.alias}.id = ${row.alias}.handling_id`,
    ),
    createdAt: proposalDeadlines.createdAt,
  }),
})

const byDate = ({ alias }: Scope): string => `${alias}.due_on, ${alias}.id`

extendShape(proposal, {
  // A merged proposal is handled with its target, and asked for feedback on its own.
  deadlines: many(
    () => proposalDeadline,
    (row, deadline) => `${sameOrganization(row, deadline)} and (${deadline.alias}.proposal_id = ${row.alias}.id
      or (${deadline.alias}.proposal_id = ${row.alias}.merged_into_id and ${deadline.alias}.handling_id is not null))`,
    byDate,
  ),
})

extendShape(handling, {
  deadlines: many(
    () => proposalDeadline,
    (row, deadline) => `${sameOrganization(row, deadline)} and ${deadline.alias}.handling_id = ${row.alias}.id`,
    byDate,
  ),
})
