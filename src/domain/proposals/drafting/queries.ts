import { sameOrganization } from '../../../platform/graphql/compiler/predicates.ts'
import { connection, extendShape, fieldsOf, one, type Shape, shape } from '../../../platform/graphql/compiler/shape.ts'
import { member } from '../../members/queries.ts'
import { session } from '../../organizations/queries.ts'
import { proposal } from '../queries.ts'
import { proposalWindows } from './tables.ts'

export const proposalWindow: Shape = shape('ProposalWindow', proposalWindows, {
  prefix: '',
  visible: row => row.allowed('ORGANIZATION_READ'),
  fields: fieldsOf({
    opensAt: proposalWindows.opensAt,
    cutOffAt: proposalWindows.cutOffAt,
    version: proposalWindows.version,
    session: one(
      () => session,
      (row, held) => `${sameOrganization(row, held)} and ${held.alias}.id = ${row.alias}.session_id`,
    ),
  }),
})

extendShape(member, {
  proposals: connection(
    () => proposal,
    (row, own) => `${sameOrganization(row, own)} and ${own.alias}.id in (select s.proposal_id from proposal_signers s
      where s.organization_id = ${row.alias}.organization_id and s.member_id = ${row.alias}.id and s.state = 'ACCEPTED'
        and s.role <> 'ENDORSER')`,
    'SUBMITTED_AT',
  ),
})

extendShape(session, {
  proposalWindow: one(
    () => proposalWindow,
    (row, window) => `${sameOrganization(row, window)} and ${window.alias}.session_id = ${row.alias}.id`,
  ),
})

export const draftingShapes = [proposalWindow]
