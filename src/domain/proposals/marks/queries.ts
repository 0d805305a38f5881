import { either, sameOrganization } from '../../../platform/graphql/compiler/predicates.ts'
import { extendShape, fieldsOf, many, one, type Shape, shape } from '../../../platform/graphql/compiler/shape.ts'
import { member } from '../../members/queries.ts'
import { dispatchedProposal, handledProposal, insideProposal, readProposal, throughProposal } from '../policy.ts'
import { ofProposal, proposal } from '../queries.ts'
import { proposalNominations, proposalSupervisions } from './tables.ts'

const itsProposal = one(
  () => proposal,
  (row, its) => `${sameOrganization(row, its)} and ${its.alias}.id = ${row.alias}.proposal_id`,
)

export const supervision: Shape = shape('ProposalSupervision', proposalSupervisions, {
  prefix: 'psup',
  // Not for every reader of a published proposal: it tells what was agreed with the units.
  visible: row =>
    throughProposal(row, its => either(insideProposal(its), dispatchedProposal(its), handledProposal(its))),
  fields: fieldsOf({
    heldOn: proposalSupervisions.heldOn,
    form: proposalSupervisions.form,
    record: proposalSupervisions.record,
    createdAt: proposalSupervisions.createdAt,
    leader: one(
      () => member,
      (row, leader) => `${sameOrganization(row, leader)} and ${leader.alias}.id = ${row.alias}.leader_id`,
    ),
    proposal: itsProposal,
  }),
})

export const nomination: Shape = shape('ProposalNomination', proposalNominations, {
  prefix: 'pnom',
  visible: row => throughProposal(row, readProposal),
  fields: fieldsOf({
    year: proposalNominations.year,
    round: proposalNominations.round,
    state: proposalNominations.state,
    comment: proposalNominations.comment,
    decidedBy: ({ alias }) =>
      `(select a.display_name from accounts a where a.organization_id = ${alias}.organization_id and a.id = ${alias}.decided_by)`,
    version: proposalNominations.version,
    createdAt: proposalNominations.createdAt,
    proposal: itsProposal,
  }),
})

extendShape(proposal, {
  supervisions: many(
    () => supervision,
    ofProposal,
    held => `${held.alias}.held_on desc, ${held.alias}.id desc`,
  ),
  nominations: many(
    () => nomination,
    ofProposal,
    entry => `${entry.alias}.year desc, ${entry.alias}.round desc`,
  ),
})

export const markShapes = [supervision, nomination]
