import { authorship, joint } from './fields.ts'
import { category } from './manifest.ts'

export const proposalSubmitted = category({
  code: 'PROPOSAL_SUBMITTED',
  name: { zh: '提交提案', en: 'Proposal submitted' },
  description: { zh: '提交提案', en: 'Submitted a proposal' },
  creators: ['OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [authorship, joint],
  measures: ['count', 'role', 'proposers'],
})
