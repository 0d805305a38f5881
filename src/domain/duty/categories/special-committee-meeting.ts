import { attendance, halfDays, topic } from './fields.ts'
import { category } from './manifest.ts'

export const specialCommitteeMeeting = category({
  code: 'SPECIAL_COMMITTEE_MEETING',
  name: { zh: '专门委员会会议', en: 'Special committee meeting' },
  description: { zh: '出席专门委员会会议', en: 'Attendance of a meeting of a special committee' },
  creators: ['OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [attendance, halfDays, topic],
  measures: ['count', 'attendance', 'halfDays'],
})
