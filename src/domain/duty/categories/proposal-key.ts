import { authorship, joint } from './fields.ts'
import { category } from './manifest.ts'

export const proposalKey = category({
  code: 'PROPOSAL_KEY',
  name: { zh: '重点提案', en: 'Key proposal' },
  description: { zh: '提案被确定为重点提案', en: 'A proposal was chosen as a key proposal' },
  creators: ['OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [authorship, joint],
  measures: ['count', 'role', 'proposers'],
})
