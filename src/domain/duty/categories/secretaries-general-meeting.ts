import { attendance, halfDays, topic } from './fields.ts'
import { category } from './manifest.ts'

export const secretariesGeneralMeeting = category({
  code: 'SECRETARIES_GENERAL_MEETING',
  name: { zh: '秘书长会议', en: 'Secretaries-general’s meeting' },
  description: { zh: '出席秘书长会议', en: 'Attendance of a Secretaries-general’s meeting' },
  creators: ['OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [attendance, halfDays, topic],
  measures: ['count', 'attendance', 'halfDays'],
})
