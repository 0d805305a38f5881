import { halfDays, part, place, topic } from './fields.ts'
import { category } from './manifest.ts'

export const inspection = category({
  code: 'INSPECTION',
  name: { zh: '视察', en: 'Inspection' },
  description: { zh: '参加视察', en: 'Took part in an inspection' },
  creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [topic, place, halfDays, part],
  measures: ['count', 'halfDays', 'role'],
})
