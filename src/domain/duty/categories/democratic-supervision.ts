import { halfDays, part, place, topic } from './fields.ts'
import { category } from './manifest.ts'

export const democraticSupervision = category({
  code: 'DEMOCRATIC_SUPERVISION',
  name: { zh: '民主监督', en: 'Democratic supervision' },
  description: {
    zh: '参加民主监督、评议或受聘监督员活动',
    en: 'Took part in democratic supervision, a review, or served as a supervisor',
  },
  creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [topic, place, halfDays, part],
  measures: ['count', 'halfDays', 'role'],
})
