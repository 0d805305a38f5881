import { authorship, boolean, joint } from './fields.ts'
import { category } from './manifest.ts'

export const proposalFiled = category({
  code: 'PROPOSAL_FILED',
  name: { zh: '提案立案', en: 'Proposal put on file' },
  description: { zh: '提案经审查立案', en: 'A proposal was put on file' },
  creators: ['OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [authorship, joint, boolean('key', ['重点提案', 'Key proposal'])],
  measures: ['count', 'role', 'proposers', 'key'],
})
