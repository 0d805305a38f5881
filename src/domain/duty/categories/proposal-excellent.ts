import { authorship, joint } from './fields.ts'
import { category } from './manifest.ts'

export const proposalExcellent = category({
  code: 'PROPOSAL_EXCELLENT',
  name: { zh: '优秀提案', en: 'Excellent proposal' },
  description: { zh: '提案被评为优秀提案', en: 'A proposal was chosen as excellent' },
  creators: ['OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [authorship, joint],
  measures: ['count', 'role', 'proposers'],
})
