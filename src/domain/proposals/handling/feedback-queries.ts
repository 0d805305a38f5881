import { existsWhere, sameOrganization } from '../../../platform/graphql/compiler/predicates.ts'
import { attached, extendShape, fieldsOf, type Shape, shape } from '../../../platform/graphql/compiler/shape.ts'
import { seenThrough } from '../../files/policy.ts'
import { file } from '../../files/queries.ts'
import { member } from '../../members/queries.ts'
import { organizationOf } from '../../organizations/queries.ts'
import { proposal } from '../queries.ts'
import { visibleFeedback } from './policy.ts'
import { has, refersTo, reply } from './queries.ts'
import { proposalFeedback } from './replies/tables.ts'

export const feedback: Shape = shape('ProposalFeedback', proposalFeedback, {
  prefix: 'fbk',
  visible: visibleFeedback,
  fields: fieldsOf({
    proposal: refersTo(() => proposal, 'proposal_id'),
    reply: refersTo(() => reply, 'reply_id'),
    member: refersTo(() => member, 'member_id'),
    isOfBody: ({ alias }) => `${alias}.member_id is null`,
    receivedOn: proposalFeedback.receivedOn,
    sheetFile: attached(refersTo(() => file, 'sheet_file_id')),
    result: proposalFeedback.result,
    attitude: proposalFeedback.attitude,
    overall: proposalFeedback.overall,
    comment: proposalFeedback.comment,
    isLate: proposalFeedback.isLate,
    createdAt: proposalFeedback.createdAt,
    organization: organizationOf,
  }),
})

extendShape(reply, { feedback: has(() => feedback, 'reply_id') })
extendShape(proposal, { feedback: has(() => feedback, 'proposal_id') })

/** The body's sheet is for whoever sees what it says. */
seenThrough(row => {
  const seen = row.another()
  return existsWhere(
    `proposal_feedback ${seen.alias}`,
    `${sameOrganization(row, seen)} and ${seen.alias}.sheet_file_id = ${row.alias}.id`,
    visibleFeedback(seen),
  )
})
