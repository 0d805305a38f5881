import { attendance, halfDays, topic } from './fields.ts'
import { category } from './manifest.ts'

export const topicalStandingMeeting = category({
  code: 'TOPICAL_STANDING_MEETING',
  name: { zh: '专题议政性常委会', en: 'Topical Standing Committee meeting' },
  description: { zh: '出席专题议政性常委会会议', en: 'Attendance of a topical meeting of the Standing Committee' },
  creators: ['OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [attendance, halfDays, topic],
  measures: ['count', 'attendance', 'halfDays'],
})
