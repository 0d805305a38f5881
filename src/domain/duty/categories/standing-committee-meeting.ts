import { attendance, halfDays, topic } from './fields.ts'
import { category } from './manifest.ts'

export const standingCommitteeMeeting = category({
  code: 'STANDING_COMMITTEE_MEETING',
  name: { zh: '常委会会议', en: 'Standing Committee meeting' },
  description: { zh: '常务委员出席常委会会议', en: 'Attendance of a meeting of the Standing Committee' },
  creators: ['OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [attendance, halfDays, topic],
  measures: ['count', 'attendance', 'halfDays'],
})
