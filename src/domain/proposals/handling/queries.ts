import { businessDate } from '../../../kernel/clock.ts'
import type { Language } from '../../../kernel/user-error.ts'
import { type AvailableAction, availableActions } from '../../../kernel/workflow.ts'
import type { Context } from '../../../platform/context.ts'
import { sameOrganization } from '../../../platform/graphql/compiler/predicates.ts'
import { idIs } from '../../../platform/graphql/compiler/resolvers.ts'
import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import {
  computed,
  type Expression,
  extendShape,
  type Field,
  type Filter,
  fieldsOf,
  many,
  one,
  type Shape,
  shape,
} from '../../../platform/graphql/compiler/shape.ts'
import { assigningOffice, organizationOf, undertakingUnit } from '../../organizations/queries.ts'
import { handledAs } from '../policy.ts'
import { proposal } from '../queries.ts'
import {
  ASSIGNED_OFFICE,
  type AssignmentSituation,
  type AssignmentState,
  assignmentWorkflow,
} from './assignment-workflow.ts'
import {
  insideReply,
  knowsOpinion,
  ownAssignment,
  visibleAssignment,
  visibleHandling,
  visibleReply,
  visibleRequest,
} from './policy.ts'
import { proposalReplies } from './replies/tables.ts'
import { holdsOf, type PartFacts, partFacts } from './situation.ts'
import { proposalAssignments, proposalHandlings, proposalRequests } from './tables.ts'
import { handlingWorkflow } from './workflow.ts'

/** The record that a column names. */
export const refersTo = (target: () => Shape, column: string) =>
  one(target, (row, other) => `${sameOrganization(row, other)} and ${other.alias}.id = ${row.alias}.${column}`)

/** The records that name this one in a column, in the order they were made. */
export const has = (target: () => Shape, column: string) =>
  many(
    target,
    (row, other) => other.belongsTo(row, column),
    other => `${other.alias}.id`,
  )

const when = (condition: (row: Scope) => string, sql: Expression): Field => ({
  kind: 'value',
  sql: row => `case when ${condition(row)} then ${row.sql(sql)} end`,
})

/** Name of an account of the record's committee: of another committee's account nothing is told. */
const nameOf =
  (column: string) =>
  ({ alias }: Scope) =>
    `(select a.display_name from accounts a where a.organization_id = ${alias}.organization_id and a.id = ${alias}.${column})`

const equals =
  (column: string): Filter =>
  (row, value) =>
    `${row.alias}.${column} = ${value.param('text')}`

interface AssignmentFacts extends AssignmentSituation {
  readonly state: AssignmentState
  readonly isOwn: boolean
}

const shown =
  (language: Language) =>
  <Action extends string>({ action, isAvailable, obstacle }: AvailableAction<Action>) => ({
    action,
    isAvailable,
    reason: obstacle?.message[language] ?? null,
  })

const assignmentActionsOf = ({ state, isOwn, ...situation }: AssignmentFacts, { language }: Context) =>
  availableActions(assignmentWorkflow, state, situation, capability => isOwn && capability === ASSIGNED_OFFICE).map(
    shown(language),
  )

export const assignment: Shape = shape('ProposalAssignment', proposalAssignments, {
  prefix: 'asg',
  visible: visibleAssignment,
  fields: fieldsOf({
    proposal: refersTo(() => proposal, 'proposal_id'),
    office: refersTo(() => assigningOffice, 'office_id'),
    state: proposalAssignments.state,
    note: proposalAssignments.note,
    handlings: has(() => handling, 'assignment_id'),
    createdAt: proposalAssignments.createdAt,
    version: proposalAssignments.version,
    organization: organizationOf,
    availableActions: computed<AssignmentFacts>(
      {
        state: proposalAssignments.state,
        isOwn: row => `coalesce(${ownAssignment(row)}, false)`,
        proposalState: ({ alias }) => `(select p.state from proposals p
          where p.organization_id = ${alias}.organization_id and p.id = ${alias}.proposal_id)`,
      },
      assignmentActionsOf,
    ),
  }),
  filters: {
    office: (row, id) => idIs(row, 'aso', id, 'office_id'),
    state: equals('state'),
    proposal: (row, id) => idIs(row, 'prop', id, 'proposal_id'),
  },
  orders: { CREATED_AT: proposalAssignments.createdAt },
})

function actionsOf({ state, ...facts }: PartFacts, { viewer, clock, language }: Context) {
  const situation = { ...facts, today: businessDate(clock()) }
  const holds = holdsOf({ state, ...facts }, viewer.can)
  return availableActions(handlingWorkflow, state, situation, holds).map(shown(language))
}

export const handling: Shape = shape('ProposalHandling', proposalHandlings, {
  prefix: 'hdl',
  visible: visibleHandling,
  fields: fieldsOf({
    proposal: refersTo(() => proposal, 'proposal_id'),
    assignment: refersTo(() => assignment, 'assignment_id'),
    unit: refersTo(() => undertakingUnit, 'unit_id'),
    role: proposalHandlings.role,
    state: proposalHandlings.state,
    round: proposalHandlings.round,
    signedForAt: proposalHandlings.signedForAt,
    contactedAt: proposalHandlings.contactedAt,
    repliedAt: proposalHandlings.repliedAt,
    contactName: proposalHandlings.contactName,
    contactPhone: proposalHandlings.contactPhone,
    opinion: when(knowsOpinion, proposalHandlings.opinion),
    opinionAt: when(knowsOpinion, proposalHandlings.opinionAt),
    opinionWaivedReason: when(knowsOpinion, proposalHandlings.opinionWaivedReason),
    requests: has(() => request, 'handling_id'),
    replies: has(() => reply, 'handling_id'),
    createdAt: proposalHandlings.createdAt,
    version: proposalHandlings.version,
    organization: organizationOf,
    availableActions: computed<PartFacts>(partFacts, actionsOf),
  }),
  filters: {
    unit: (row, id) => idIs(row, 'unit', id, 'unit_id'),
    state: equals('state'),
    states: (row, states) => `${row.alias}.state = any(${states.param('text[]')})`,
    role: equals('role'),
    proposal: (row, id) => idIs(row, 'prop', id, 'proposal_id'),
  },
  orders: { CREATED_AT: proposalHandlings.createdAt },
})

export const request: Shape = shape('ProposalRequest', proposalRequests, {
  prefix: 'req',
  visible: visibleRequest,
  fields: fieldsOf({
    handling: refersTo(() => handling, 'handling_id'),
    kind: proposalRequests.kind,
    state: proposalRequests.state,
    reason: proposalRequests.reason,
    dueOn: proposalRequests.dueOn,
    decisionNote: proposalRequests.decisionNote,
    requestedBy: nameOf('requested_by'),
    decidedBy: nameOf('decided_by'),
    decidedAt: proposalRequests.decidedAt,
    createdAt: proposalRequests.createdAt,
    version: proposalRequests.version,
    organization: organizationOf,
  }),
  filters: { state: equals('state'), kind: equals('kind') },
  orders: { CREATED_AT: proposalRequests.createdAt },
})

export const reply: Shape = shape('ProposalReply', proposalReplies, {
  prefix: 'rep',
  visible: visibleReply,
  fields: fieldsOf({
    proposal: refersTo(() => proposal, 'proposal_id'),
    handling: refersTo(() => handling, 'handling_id'),
    round: proposalReplies.round,
    state: proposalReplies.state,
    replyClass: proposalReplies.replyClass,
    localLetter: proposalReplies.localLetter,
    items: proposalReplies.items,
    body: proposalReplies.body,
    signerName: proposalReplies.signerName,
    documentNumber: proposalReplies.documentNumber,
    contactName: proposalReplies.contactName,
    contactPhone: proposalReplies.contactPhone,
    plannedFor: proposalReplies.plannedFor,
    reviewNote: when(insideReply, proposalReplies.reviewNote),
    draftedBy: when(insideReply, nameOf('drafted_by')),
    reviewedBy: when(insideReply, nameOf('reviewed_by')),
    sentAt: proposalReplies.sentAt,
    createdAt: proposalReplies.createdAt,
    version: proposalReplies.version,
    organization: organizationOf,
  }),
})

/** A merged proposal is handled with the one it is merged into. */
const ofHandled = (target: () => Shape) =>
  many(
    target,
    (row, other) => `${sameOrganization(row, other)} and ${other.alias}.proposal_id = ${handledAs(row.alias)}`,
    other => `${other.alias}.id`,
  )

extendShape(proposal, {
  assignments: ofHandled(() => assignment),
  handlings: ofHandled(() => handling),
  replies: ofHandled(() => reply),
})

export const handlingShapes = [assignment, handling, request, reply]
