import { attendance, halfDays, topic } from './fields.ts'
import { category } from './manifest.ts'

export const topicalConsultation = category({
  code: 'TOPICAL_CONSULTATION',
  name: { zh: '专题协商会', en: 'Topical consultation' },
  description: { zh: '出席专题协商会', en: 'Attendance of a topical consultation' },
  creators: ['OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [attendance, halfDays, topic],
  measures: ['count', 'attendance', 'halfDays'],
})
