import { all, either, existsWhere, isAny } from '../../../platform/graphql/compiler/predicates.ts'
import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { ownProposal } from '../policy.ts'

/**
 * Who sees what of the handling, and who stands in which relation to a unit's part. SQL, for reads and for commands alike,
 * so that the two cannot differ. `part` is a row of proposal_handlings.
 */

const ofOwnUnit = (part: Scope, permission: string): string =>
  all(part.allowed(permission), isAny(`${part.alias}.unit_id`, part.ownUnits(permission)))

export const isUnitStaff = (part: Scope): string => ofOwnUnit(part, 'PROPOSAL_HANDLE')
export const isUnitHead = (part: Scope): string => ofOwnUnit(part, 'PROPOSAL_REVIEW')

/** Staff of the assigning office that the assignment is for. */
export const ownAssignment = (assignment: Scope): string =>
  all(assignment.allowed('PROPOSAL_DISPATCH'), isAny(`${assignment.alias}.office_id`, assignment.ownAssigningOffices()))

const byAssignment = (part: Scope, condition: (assignment: Scope) => string): string =>
  part.through('proposal_assignments', 'assignment_id', condition)

/** Whoever gave the unit its part: the assigning office, or the committee's office where it assigned directly. */
export const isAssigner = (part: Scope): string =>
  byAssignment(part, assignment =>
    either(
      ownAssignment(assignment),
      all(`${assignment.alias}.office_id is null`, assignment.allowed('PROPOSAL_ASSIGN')),
    ),
  )

/** Staff of the unit that hosts, towards a co-handler. */
export const isHost = (part: Scope): string => {
  const host = part.another()
  const ofSame = `${host.alias}.organization_id = ${part.alias}.organization_id and ${host.alias}.proposal_id = ${part.alias}.proposal_id
      and ${host.alias}.round = ${part.alias}.round and ${host.alias}.role = 'HOST' and ${host.alias}.state <> 'REASSIGNED'`
  return all(
    `${part.alias}.role = 'CO_HANDLER'`,
    existsWhere(`proposal_handlings ${host.alias}`, ofSame, isUnitStaff(host)),
  )
}

/** Its proposers, and those of the proposals that are merged into it. */
const isForOwnProposal = (row: Scope): string => {
  const proposal = row.another()
  const ofSame = `${proposal.alias}.organization_id = ${row.alias}.organization_id
    and (${proposal.alias}.id = ${row.alias}.proposal_id or ${proposal.alias}.merged_into_id = ${row.alias}.proposal_id)`
  return existsWhere(`proposals ${proposal.alias}`, ofSame, ownProposal(proposal))
}

/** The unit itself and its assigning office. */
const byUnitOrAssigner = (part: Scope): string => either(isUnitStaff(part), byAssignment(part, ownAssignment))

/** The unit itself, its assigning office, the committee's readers: who may know drafts and requests. */
export const insidePart = (part: Scope): string => either(part.allowed('PROPOSAL_READ'), byUnitOrAssigner(part))

/** A co-handler's opinion is for them and for its host. */
export const knowsOpinion = (part: Scope): string => either(insidePart(part), isHost(part))

/** Proposers see who handles it now; whose it was before is a matter of the offices. */
export const visibleHandling = (part: Scope): string =>
  either(knowsOpinion(part), all(`${part.alias}.state <> 'REASSIGNED'`, isForOwnProposal(part)))

export const visibleAssignment = (assignment: Scope): string =>
  either(assignment.allowed('PROPOSAL_READ'), ownAssignment(assignment))

/** A row of a table that names the unit's part: seen where the part is seen by `condition`. */
export const byPart = (row: Scope, condition: (part: Scope) => string): string =>
  row.through('proposal_handlings', 'handling_id', condition)

/** As `insidePart`, of a row that names the part. The committee's readers need no look at the part. */
const insideNamedPart = (row: Scope): string => either(row.allowed('PROPOSAL_READ'), byPart(row, byUnitOrAssigner))

export const visibleRequest = insideNamedPart

/** What of a reply is the unit's own: who drafted it, why it was sent back. */
export const insideReply = insideNamedPart

/** A draft is the unit's; what was sent is for the proposers. */
export const visibleReply = (reply: Scope): string =>
  either(insideReply(reply), all(`${reply.alias}.sent_at is not null`, isForOwnProposal(reply)))

/** The contact of a body knows what the body said on paper. */
const ofOwnBody = (feedback: Scope): string =>
  all(
    `${feedback.alias}.member_id is null`,
    feedback.through('proposals', 'proposal_id', row => isAny(`${row.alias}.first_proposer_id`, row.ownSeats())),
  )

/** A proposer sees the own feedback, the unit and its assigner what is said of the unit's reply. */
export const visibleFeedback = (feedback: Scope): string =>
  either(
    all(
      feedback.allowed('PROPOSAL_OWN'),
      either(isAny(`${feedback.alias}.member_id`, feedback.ownSeats()), ofOwnBody(feedback)),
    ),
    feedback.allowed('PROPOSAL_READ'),
    feedback.through('proposal_replies', 'reply_id', reply => byPart(reply, byUnitOrAssigner)),
  )
