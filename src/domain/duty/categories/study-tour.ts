import { halfDays, part, place, topic } from './fields.ts'
import { category } from './manifest.ts'

export const studyTour = category({
  code: 'STUDY_TOUR',
  name: { zh: '考察', en: 'Study tour' },
  description: { zh: '参加学习考察', en: 'Took part in a study tour' },
  creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [topic, place, halfDays, part],
  measures: ['count', 'halfDays', 'role'],
})
