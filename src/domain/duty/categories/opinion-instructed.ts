import { authorship, joint, level } from './fields.ts'
import { category } from './manifest.ts'

export const opinionInstructed = category({
  code: 'OPINION_INSTRUCTED',
  name: { zh: '领导批示', en: 'Leader’s instruction' },
  description: { zh: '信息或提案得到领导批示', en: 'A report or proposal received a leader’s written instruction' },
  creators: ['OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [authorship, joint, level],
  measures: ['count', 'role', 'proposers', 'level'],
})
