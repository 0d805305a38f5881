import { attendance, halfDays, topic } from './fields.ts'
import { category } from './manifest.ts'

export const biweeklyConsultation = category({
  code: 'BIWEEKLY_CONSULTATION',
  name: { zh: '双周协商座谈会', en: 'Biweekly consultation' },
  description: { zh: '出席双周协商座谈会', en: 'Attendance of a biweekly consultation' },
  creators: ['OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [attendance, halfDays, topic],
  measures: ['count', 'attendance', 'halfDays'],
})
