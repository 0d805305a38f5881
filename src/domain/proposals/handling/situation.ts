import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import type { Expression } from '../../../platform/graphql/compiler/shape.ts'
import type { HandlingSituation } from './guards.ts'
import { isAssigner, isHost, isUnitHead, isUnitStaff } from './policy.ts'
import { ASSIGNER, type HandlingState, HOST, UNIT_HEAD, UNIT_STAFF } from './workflow.ts'

/** What the workflow asks of a unit's part and of the viewer, for commands and for `availableActions` alike. */
export interface PartFacts extends Omit<HandlingSituation, 'today'> {
  readonly organizationId: string
  readonly state: HandlingState
  readonly isUnitStaff: boolean
  readonly isUnitHead: boolean
  readonly isAssigner: boolean
  readonly isHost: boolean
}

const ofProposal =
  (expression: string) =>
  ({ alias }: Scope): string =>
    `(select ${expression} from proposals p where p.organization_id = ${alias}.organization_id and p.id = ${alias}.proposal_id)`

const dueOf =
  (kinds: string) =>
  ({ alias }: Scope): string =>
    `(select d.due_on from proposal_deadlines d where d.organization_id = ${alias}.organization_id
      and d.handling_id = ${alias}.id and d.kind in (${kinds}) and d.is_current limit 1)`

const hasReply = ({ alias }: Scope, condition: string): string =>
  `exists (select from proposal_replies r where r.organization_id = ${alias}.organization_id
    and r.handling_id = ${alias}.id and ${condition})`

/** A row of proposal_handlings, as SQL. */
export const partFacts: Readonly<Record<keyof PartFacts, Expression>> = {
  organizationId: ({ alias }) => `${alias}.organization_id::text`,
  state: ({ alias }) => `${alias}.state`,
  role: ({ alias }) => `${alias}.role`,
  proposalState: ofProposal('p.state'),
  isCurrentRound: row => ofProposal(`p.round = ${row.alias}.round`)(row),
  returnUntil: dueOf(`'RETURN'`),
  answerUntil: dueOf(`'REPLY', 'REHANDLING', 'CO_HANDLER_OPINION'`),
  isRequestPending: ({ alias }) => `exists (select from proposal_requests q
    where q.organization_id = ${alias}.organization_id and q.handling_id = ${alias}.id and q.state = 'PENDING')`,
  missingOpinions: ({ alias }) => `case when ${alias}.role = 'HOST' then (select count(*)::int from proposal_handlings c
    where c.organization_id = ${alias}.organization_id and c.proposal_id = ${alias}.proposal_id and c.round = ${alias}.round
      and c.role = 'CO_HANDLER' and c.state not in ('OPINION_GIVEN', 'REASSIGNED') and c.opinion_waived_reason is null) else 0 end`,
  isOpinionWaived: ({ alias }) => `${alias}.opinion_waived_reason is not null`,
  isOwnDraft: row => hasReply(row, `r.state in ('DRAFT', 'COUNTERSIGNED') and r.drafted_by = ${row.ownAccount()}`),
  isPlanned: row => hasReply(row, `r.state = 'SENT' and r.reply_class = 'IN_PROGRESS_OR_PLANNED'`),
  isUnitStaff,
  isUnitHead,
  isAssigner,
  isHost,
}

/** All facts of a row as one JSON object, for commands. */
export const partFactsSql = (part: Scope): string =>
  `json_build_object(${Object.entries(partFacts)
    .map(([name, sql]) => `'${name}', ${part.sql(sql)}`)
    .join(', ')})`

/** Which of the workflow's capabilities the viewer has towards the part. */
export const holdsOf =
  (facts: PartFacts, can: (permission: string, organizationId: string) => boolean) =>
  (capability: string): boolean => {
    switch (capability) {
      case UNIT_STAFF:
        return facts.isUnitStaff
      case UNIT_HEAD:
        return facts.isUnitHead
      case ASSIGNER:
        return facts.isAssigner
      case HOST:
        return facts.isHost
      default:
        return can(capability, facts.organizationId)
    }
  }
