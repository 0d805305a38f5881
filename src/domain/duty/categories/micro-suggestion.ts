import { boolean } from './fields.ts'
import { category } from './manifest.ts'

export const microSuggestion = category({
  code: 'MICRO_SUGGESTION',
  name: { zh: '微建议', en: 'Micro-suggestion' },
  description: { zh: '提交微建议', en: 'Submitted a micro-suggestion' },
  creators: ['OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [boolean('adopted', ['被采纳', 'Adopted'])],
  measures: ['count', 'adopted'],
})
