import { attendance, halfDays, topic } from './fields.ts'
import { category } from './manifest.ts'

export const plenarySession = category({
  code: 'PLENARY_SESSION',
  name: { zh: '全体会议', en: 'Plenary session' },
  description: {
    zh: '出席政协全体会议，可按半天或整会记录',
    en: 'Attendance of the plenary session, by half-day or as a whole',
  },
  creators: ['OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [attendance, halfDays, topic],
  measures: ['count', 'attendance', 'halfDays'],
})
