import type { Viewer } from '../../kernel/viewer.ts'
import { isAny } from '../../platform/graphql/compiler/predicates.ts'
import type { Argument, Scope } from '../../platform/graphql/compiler/scope.ts'
import { organizationNumber } from '../organizations/queries.ts'
import { inOrganization } from '../organizations/resolvers.ts'
import { amberProposal, overdueProposal } from './deadline-policy.ts'
import { isAssigner, isUnitHead, isUnitStaff, ownAssignment } from './handling/policy.ts'
import { FACTS } from './situation.ts'

/** What somebody has to do next (待办): who it is a matter of, and which proposals. */
interface WorkList {
  readonly permissions: readonly string[]
  readonly where: (proposal: Scope) => string
}

const inState = ({ alias }: Scope, ...states: string[]): string =>
  `${alias}.state in (${states.map(state => `'${state}'`).join(', ')})`

/** Rows of another table that belong to the proposal. */
const some = (proposal: Scope, table: string, when: (row: Scope) => string): string => {
  const row = proposal.another()
  return `exists (select from ${table} ${row.alias} where ${row.alias}.organization_id = ${proposal.alias}.organization_id
    and ${row.alias}.proposal_id = ${proposal.alias}.id and ${when(row)})`
}

/** A unit's part in a proposal that is being handled, in the present round. */
const somePart = (proposal: Scope, when: (part: Scope) => string): string =>
  `(${inState(proposal, 'ASSIGNED', 'IN_HANDLING', 'REHANDLING', 'TRACKING')}
    and ${some(proposal, 'proposal_handlings', part => `${part.alias}.round = ${proposal.alias}.round and ${when(part)}`)})`

const pendingRequest = (part: Scope): string => `${isAssigner(part)} and exists (select from proposal_requests q
  where q.organization_id = ${part.alias}.organization_id and q.handling_id = ${part.alias}.id and q.state = 'PENDING')`

const openInvitation = (signer: Scope): string => `${signer.alias}.state = 'INVITED'
  and ${isAny(`${signer.alias}.member_id`, signer.ownSeats())}
  and (${signer.alias}.expires_at is null or ${signer.alias}.expires_at > ${signer.now()})`

/** In the order of a proposal's life. */
const WORK_LISTS = {
  MY_DRAFTS: {
    permissions: ['PROPOSAL_OWN'],
    where: p => `(${inState(p, 'DRAFT', 'CO_SIGNING', 'RETURNED_FOR_REVISION')} and ${FACTS.isFirstProposer(p)})`,
  },
  WAITING_FOR_MY_SIGNATURE: {
    permissions: ['PROPOSAL_OWN'],
    where: p =>
      `(${p.allowed('PROPOSAL_OWN')} and ${inState(p, 'DRAFT', 'CO_SIGNING', 'RETURNED_FOR_REVISION')}
        and ${some(p, 'proposal_signers', openInvitation)})`,
  },
  WAITING_FOR_MY_FEEDBACK: {
    permissions: ['PROPOSAL_OWN'],
    where: p => `(${inState(p, 'REPLIED', 'FEEDBACK')} and ${FACTS.isProposer(p)} and ${FACTS.repliesToRate(p)} > 0)`,
  },
  TO_EXAMINE: {
    permissions: ['PROPOSAL_EXAMINE'],
    where: p => `(${p.allowed('PROPOSAL_EXAMINE')} and ${inState(p, 'SUBMITTED', 'FIRST_CHECKED', 'RECHECKED')})`,
  },
  TO_ASSIGN: {
    permissions: ['PROPOSAL_ASSIGN'],
    where: p => `(${p.allowed('PROPOSAL_ASSIGN')} and ${inState(p, 'FILED')})`,
  },
  TO_DISPATCH: {
    permissions: ['PROPOSAL_DISPATCH'],
    where: p => some(p, 'proposal_assignments', row => `${row.alias}.state = 'ASSIGNED' and ${ownAssignment(row)}`),
  },
  TO_DECIDE_REQUESTS: {
    permissions: ['PROPOSAL_ASSIGN', 'PROPOSAL_DISPATCH'],
    where: p => somePart(p, pendingRequest),
  },
  TO_SIGN_FOR: {
    permissions: ['PROPOSAL_HANDLE'],
    where: p => somePart(p, part => `${part.alias}.state = 'NEW' and ${isUnitStaff(part)}`),
  },
  TO_REPLY: {
    permissions: ['PROPOSAL_HANDLE'],
    where: p =>
      somePart(
        p,
        part => `${part.alias}.state in ('SIGNED_FOR', 'HANDLING') and ${part.alias}.opinion_waived_reason is null
          and ${isUnitStaff(part)}`,
      ),
  },
  TO_COUNTERSIGN: {
    permissions: ['PROPOSAL_REVIEW'],
    where: p =>
      somePart(p, part => `${part.alias}.state in ('REPLY_DRAFTED', 'COUNTERSIGNED') and ${isUnitHead(part)}`),
  },
  TO_ENTER_FEEDBACK: {
    permissions: ['PROPOSAL_ASSIGN'],
    where: p =>
      `(${p.allowed('PROPOSAL_ASSIGN')} and ${inState(p, 'REPLIED', 'FEEDBACK')} and ${p.alias}.first_proposer_id is null
        and ${FACTS.bodyRepliesToRate(p)} > 0)`,
  },
  OVERDUE: { permissions: ['PROPOSAL_ASSIGN', 'PROPOSAL_DISPATCH', 'PROPOSAL_HANDLE'], where: overdueProposal },
  AMBER: { permissions: ['PROPOSAL_ASSIGN', 'PROPOSAL_DISPATCH', 'PROPOSAL_HANDLE'], where: amberProposal },
} satisfies Record<string, WorkList>

type WorkListKind = keyof typeof WORK_LISTS
export const WORK_LIST_KINDS: readonly string[] = Object.keys(WORK_LISTS)

const isKind = (kind: unknown): kind is WorkListKind => typeof kind === 'string' && Object.hasOwn(WORK_LISTS, kind)

/** The filter `workList` of proposals. */
export function inWorkList(proposal: Scope, { value }: Argument): string {
  if (!isKind(value)) throw new Error(`no work list ${String(value)}`)
  return WORK_LISTS[value].where(proposal)
}

/** The lists' predicates within the committee in the field's argument. */
export const workListPredicates = Object.fromEntries(
  Object.entries(WORK_LISTS).map(([kind, { where }]: [string, WorkList]) => [
    kind,
    (row: Scope, argument: Argument) => `${inOrganization(row, argument, 'organization')} and ${where(row)}`,
  ]),
)

/** Kinds of the lists that belong to the viewer's permissions in a committee, the own one when none is named. */
export function workListsOf(viewer: Viewer, { organization }: { readonly organization?: unknown }): readonly string[] {
  const asked = organization == null ? viewer.organizationId : organizationNumber(organization)
  if (!asked) return []
  return Object.entries(WORK_LISTS).flatMap(([kind, { permissions }]: [string, WorkList]) =>
    permissions.some(permission => viewer.can(permission, asked)) ? [kind] : [],
  )
}
