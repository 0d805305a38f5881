import { availableActions } from '../../../kernel/workflow.ts'
import type { Context } from '../../../platform/context.ts'
import { existsWhere, sameOrganization } from '../../../platform/graphql/compiler/predicates.ts'
import { idIs } from '../../../platform/graphql/compiler/resolvers.ts'
import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import {
  attached,
  computed,
  connection,
  extendShape,
  fieldsOf,
  many,
  type Shape,
  shape,
  summary,
} from '../../../platform/graphql/compiler/shape.ts'
import { seenThrough } from '../../files/policy.ts'
import { file } from '../../files/queries.ts'
import { member } from '../../members/queries.ts'
import { organizationOf, undertakingUnit } from '../../organizations/queries.ts'
import { activity } from '../queries.ts'
import { ofActivity, referred } from '../relations.ts'
import { researchTopic } from '../research/queries.ts'
import { OUTCOME_PREFIX } from './lock.ts'
import { outcomeOwner } from './owners.ts'
import { isOverdue, visibleOutcome } from './policy.ts'
import { dueState } from './reminders.ts'
import { type OutcomeFacts, outcomeFactsSql, outcomeSituation } from './situation.ts'
import { activityOutcomes } from './tables.ts'
import { outcomeUrge, urgeFields } from './urges.ts'
import { outcomeWorkflow } from './workflow.ts'

function actionsOf({ facts }: { readonly facts: OutcomeFacts }, { viewer, language }: Context) {
  const situation = outcomeSituation(facts)
  return availableActions(outcomeWorkflow, situation.state, situation, capability =>
    viewer.can(capability, facts.organizationId),
  ).map(({ action, isAvailable, obstacle }) => ({ action, isAvailable, reason: obstacle?.message[language] ?? null }))
}

const byCreation = ({ alias }: Scope): string => `${alias}.created_at, ${alias}.id`

const due = ({ alias }: Scope): string => `${alias}.listed_due_on`

export const activityOutcome: Shape = shape('ActivityOutcome', activityOutcomes, {
  prefix: OUTCOME_PREFIX,
  visible: visibleOutcome,
  fields: fieldsOf({
    kind: activityOutcomes.kind,
    title: activityOutcomes.title,
    text: activityOutcomes.body,
    state: activityOutcomes.state,
    ownerName: activityOutcomes.ownerName,
    dueOn: activityOutcomes.dueOn,
    isOverdue: row => `coalesce(${isOverdue(row)}, false)`,
    dueState,
    deedKind: activityOutcomes.deedKind,
    beneficiaries: activityOutcomes.beneficiaries,
    proof: activityOutcomes.proof,
    closedOn: activityOutcomes.closedOn,
    reason: activityOutcomes.reason,
    version: activityOutcomes.version,
    createdAt: activityOutcomes.createdAt,
    file: attached(referred(() => file, 'file_id')),
    proofFile: attached(referred(() => file, 'proof_file_id')),
    ownerUnit: referred(() => undertakingUnit, 'owner_unit_id'),
    ownerMember: referred(() => member, 'owner_member_id'),
    members: many(
      () => member,
      (row, named) => `${sameOrganization(row, named)} and ${named.alias}.id in (select n.member_id
        from activity_outcome_members n where n.organization_id = ${row.alias}.organization_id and n.outcome_id = ${row.alias}.id)`,
      named => `${named.alias}.pinyin, ${named.alias}.id`,
    ),
    problem: referred(() => activityOutcome, 'problem_id'),
    measures: many(
      () => activityOutcome,
      (row, measure) => `${sameOrganization(row, measure)} and ${measure.alias}.problem_id = ${row.alias}.id`,
      byCreation,
    ),
    activity: referred(() => activity, 'activity_id'),
    researchTopic: referred(() => researchTopic, 'research_topic_id'),
    organization: organizationOf,
    ...urgeFields,
    availableActions: computed<{ facts: OutcomeFacts }>({ facts: outcomeFactsSql }, actionsOf),
  }),
  filters: {
    activity: (row, id) => idIs(row, 'act', id, 'activity_id'),
    kind: (row, kind) => `${row.col(activityOutcomes.kind)} = ${kind.param('text')}`,
    state: (row, state) => `${row.col(activityOutcomes.state)} = ${state.param('text')}`,
    ownerUnit: (row, id) => idIs(row, 'unit', id, 'owner_unit_id'),
    ownerMember: (row, id) => idIs(row, 'mem', id, 'owner_member_id'),
    isOverdue: (row, is) => `(${row.alias}.state = 'OPEN' and ${due(row)} < ${row.today()}) = ${is.param('boolean')}`,
    dueUntil: (row, date) => `(${due(row)} <= ${date.param('date')} and ${row.alias}.due_on is not null)`,
  },
  orders: { CREATED_AT: activityOutcomes.createdAt, DUE_ON: activityOutcomes.listedDueOn },
})

/** Rows of a summary belong to the activity that they are asked of; here for its committee's readers alone. */
const outcomeCount: Shape = shape('ActivityOutcomeCount', activityOutcomes, {
  prefix: '',
  visible: () => 'true',
  fields: fieldsOf({
    kind: activityOutcomes.kind,
    count: ({ alias }) => `${alias}.count`,
    open: ({ alias }) => `${alias}.open`,
    overdue: ({ alias }) => `${alias}.overdue`,
  }),
})

extendShape(activity, {
  outcomes: connection(() => activityOutcome, ofActivity, 'CREATED_AT', 'ASC'),
  outcomeCounts: summary(
    () => outcomeCount,
    row => `select o.kind, count(*)::int as count, count(*) filter (where o.state = 'OPEN')::int as open,
        count(*) filter (where o.state = 'OPEN' and o.due_on < ${row.today()})::int as overdue
      from activity_outcomes o where o.organization_id = ${row.alias}.organization_id and o.activity_id = ${row.alias}.id
        and o.state <> 'WITHDRAWN' and ${row.allowed('ACTIVITY_READ')} group by o.kind`,
    count => `${count.alias}.kind`,
  ),
})

extendShape(researchTopic, {
  reports: many(
    () => activityOutcome,
    (
      row,
      report,
    ) => `${sameOrganization(row, report)} and ${report.alias}.kind = 'REPORT' and ${report.alias}.state <> 'WITHDRAWN'
      and (${report.alias}.research_topic_id = ${row.alias}.id or ${report.alias}.activity_id in (select r.activity_id
        from research_trips r where r.organization_id = ${row.alias}.organization_id and r.topic_id = ${row.alias}.id))`,
    byCreation,
  ),
})

/** An outcome as a file, and the proof of its closure, are for whoever sees the outcome. */
seenThrough(row => {
  const seen = row.another()
  return existsWhere(
    `activity_outcomes ${seen.alias}`,
    `${sameOrganization(row, seen)} and ${row.alias}.id in (${seen.alias}.file_id, ${seen.alias}.proof_file_id)`,
    visibleOutcome(seen),
  )
})

export const outcomeShapes = [activityOutcome, outcomeCount, outcomeOwner, outcomeUrge]
