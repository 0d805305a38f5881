import { attendance, halfDays, topic } from './fields.ts'
import { category } from './manifest.ts'

export const chairpersonsMeeting = category({
  code: 'CHAIRPERSONS_MEETING',
  name: { zh: '主席会议', en: 'Chairpersons’ meeting' },
  description: { zh: '出席主席会议', en: 'Attendance of a Chairpersons’ meeting' },
  creators: ['OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [attendance, halfDays, topic],
  measures: ['count', 'attendance', 'halfDays'],
})
