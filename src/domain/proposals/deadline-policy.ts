import type { Scope } from '../../platform/graphql/compiler/scope.ts'
import { byPart, isUnitStaff, ownAssignment, visibleHandling } from './handling/policy.ts'
import { dispatchedProposal, insideProposal, throughProposal } from './policy.ts'

/** A unit's deadline is seen with its part; that of the proposers' feedback by them, the readers and the assigning office. */
export const visibleDeadline = (deadline: Scope): string =>
  `(${byPart(deadline, visibleHandling)}
    or (${deadline.alias}.handling_id is null
      and ${throughProposal(deadline, proposal => `(${insideProposal(proposal)} or ${dispatchedProposal(proposal)})`)}))`

const BEING_HANDLED = `'ASSIGNED', 'IN_HANDLING', 'REPLIED', 'FEEDBACK', 'REHANDLING'`

/** The standing deadlines that somebody still has to meet. The right to return an assignment lapses, and nobody is late with it. */
const openDeadline = ({ alias }: Scope): string =>
  `${alias}.is_current and ${alias}.met_at is null and ${alias}.kind <> 'RETURN'`

/** Parts of the viewer's units, and those that came through the viewer's assigning offices. */
const ownParts = (row: Scope): string => {
  const [part, given, assignment] = [row.another(), row.another(), row.another()]
  return `select ${part.alias}.organization_id, ${part.alias}.id from proposal_handlings ${part.alias} where ${isUnitStaff(part)}
    union all select ${given.alias}.organization_id, ${given.alias}.id from proposal_handlings ${given.alias}
    join proposal_assignments ${assignment.alias} on ${assignment.alias}.organization_id = ${given.alias}.organization_id
      and ${assignment.alias}.id = ${given.alias}.assignment_id where ${ownAssignment(assignment)}`
}

/** A matter of the committee's office; a unit's deadline also of the unit and of the office that gave it. */
const concernsViewer = (deadline: Scope): string =>
  `(${deadline.allowed('PROPOSAL_ASSIGN')}
    or (${deadline.alias}.organization_id, ${deadline.alias}.handling_id) in (${ownParts(deadline)}))`

/** Proposals of which a deadline that the viewer has to look after meets `when`. */
const withDeadline = (proposal: Scope, when: (deadline: Scope) => string): string => {
  const deadline = proposal.another()
  return `(${proposal.alias}.state in (${BEING_HANDLED}) and exists (select from proposal_deadlines ${deadline.alias}
    where ${deadline.alias}.organization_id = ${proposal.alias}.organization_id
      and ${deadline.alias}.proposal_id = ${proposal.alias}.id and ${openDeadline(deadline)} and ${when(deadline)}
      and ${concernsViewer(deadline)}))`
}

export const overdueProposal = (proposal: Scope): string =>
  withDeadline(proposal, ({ alias }) => `${alias}.due_on < ${proposal.today()}`)

export const amberProposal = (proposal: Scope): string =>
  withDeadline(
    proposal,
    ({ alias }) => `${alias}.due_on >= ${proposal.today()} and ${alias}.amber_on <= ${proposal.today()}`,
  )
