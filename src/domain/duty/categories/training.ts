import { halfDays, hours, topic } from './fields.ts'
import { category } from './manifest.ts'

export const training = category({
  code: 'TRAINING',
  name: { zh: '培训', en: 'Training' },
  description: { zh: '参加委员培训', en: 'Took part in a training for members' },
  creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [topic, halfDays, hours],
  measures: ['count', 'halfDays', 'hours'],
})
