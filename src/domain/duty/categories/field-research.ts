import { halfDays, part, place, topic } from './fields.ts'
import { category } from './manifest.ts'

export const fieldResearch = category({
  code: 'FIELD_RESEARCH',
  name: { zh: '调研', en: 'Field research' },
  description: { zh: '参加专题调研', en: 'Took part in field research on a topic' },
  creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [topic, place, halfDays, part],
  measures: ['count', 'halfDays', 'role'],
})
