import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { ownProposal } from '../policy.ts'

/**
 * Who sees what of the handling, and who stands in which relation to a unit's part. SQL, for reads and for commands alike,
 * so that the two cannot differ. `part` is a row of proposal_handlings.
 */

const ofOwnUnit = (part: Scope, permission: string): string =>
  `(${part.allowed(permission)} and ${part.alias}.unit_id = any(${part.ownUnits(permission)}))`

export const isUnitStaff = (part: Scope): string => ofOwnUnit(part, 'PROPOSAL_HANDLE')
export const isUnitHead = (part: Scope): string => ofOwnUnit(part, 'PROPOSAL_REVIEW')

/** Staff of the assigning office that the assignment is for. */
export const ownAssignment = (assignment: Scope): string =>
  `(${assignment.allowed('PROPOSAL_DISPATCH')} and ${assignment.alias}.office_id = any(${assignment.ownAssigningOffices()}))`

const byAssignment = (part: Scope, condition: (assignment: Scope) => string): string => {
  const assignment = part.another()
  return `exists (select from proposal_assignments ${assignment.alias}
    where ${assignment.alias}.organization_id = ${part.alias}.organization_id
      and ${assignment.alias}.id = ${part.alias}.assignment_id and ${condition(assignment)})`
}

/** Whoever gave the unit its part: the assigning office, or the committee's office where it assigned directly. */
export const isAssigner = (part: Scope): string =>
  byAssignment(
    part,
    assignment =>
      `(${ownAssignment(assignment)} or (${assignment.alias}.office_id is null and ${assignment.allowed('PROPOSAL_ASSIGN')}))`,
  )

/** Staff of the unit that hosts, towards a co-handler. */
export const isHost = (part: Scope): string => {
  const host = part.another()
  return `(${part.alias}.role = 'CO_HANDLER' and exists (select from proposal_handlings ${host.alias}
    where ${host.alias}.organization_id = ${part.alias}.organization_id and ${host.alias}.proposal_id = ${part.alias}.proposal_id
      and ${host.alias}.round = ${part.alias}.round and ${host.alias}.role = 'HOST' and ${host.alias}.state <> 'REASSIGNED'
      and ${isUnitStaff(host)}))`
}

/** Its proposers, and those of the proposals that are merged into it. */
const isForOwnProposal = (row: Scope): string => {
  const proposal = row.another()
  return `exists (select from proposals ${proposal.alias} where ${proposal.alias}.organization_id = ${row.alias}.organization_id
    and (${proposal.alias}.id = ${row.alias}.proposal_id or ${proposal.alias}.merged_into_id = ${row.alias}.proposal_id)
    and ${ownProposal(proposal)})`
}

/** The unit itself, its assigning office, the committee's readers: who may know drafts and requests. */
export const insidePart = (part: Scope): string =>
  `(${part.allowed('PROPOSAL_READ')} or ${isUnitStaff(part)} or ${byAssignment(part, ownAssignment)})`

/** A co-handler's opinion is for them and for its host. */
export const knowsOpinion = (part: Scope): string => `(${insidePart(part)} or ${isHost(part)})`

/** Proposers see who handles it now; whose it was before is a matter of the offices. */
export const visibleHandling = (part: Scope): string =>
  `(${knowsOpinion(part)} or (${part.alias}.state <> 'REASSIGNED' and ${isForOwnProposal(part)}))`

export const visibleAssignment = (assignment: Scope): string =>
  `(${assignment.allowed('PROPOSAL_READ')} or ${ownAssignment(assignment)})`

/** A row of a table that names the unit's part: seen where the part is seen by `condition`. */
export const byPart = (row: Scope, condition: (part: Scope) => string): string => {
  const part = row.another()
  return `exists (select from proposal_handlings ${part.alias} where ${part.alias}.organization_id = ${row.alias}.organization_id
    and ${part.alias}.id = ${row.alias}.handling_id and ${condition(part)})`
}

export const visibleRequest = (request: Scope): string => byPart(request, insidePart)

/** What of a reply is the unit's own: who drafted it, why it was sent back. */
export const insideReply = (reply: Scope): string => byPart(reply, insidePart)

/** A draft is the unit's; what was sent is for the proposers. */
export const visibleReply = (reply: Scope): string =>
  `(${insideReply(reply)} or (${reply.alias}.sent_at is not null and ${isForOwnProposal(reply)}))`

/** A proposer sees the own feedback, the unit and its assigner what is said of the unit's reply. */
export const visibleFeedback = (feedback: Scope): string => {
  const reply = feedback.another()
  return `((${feedback.allowed('PROPOSAL_OWN')} and ${feedback.alias}.member_id = any(${feedback.ownSeats()}))
    or exists (select from proposal_replies ${reply.alias} where ${reply.alias}.organization_id = ${feedback.alias}.organization_id
      and ${reply.alias}.id = ${feedback.alias}.reply_id and ${insideReply(reply)}))`
}
