import { boolean, hours, topic } from './fields.ts'
import { category } from './manifest.ts'

export const course = category({
  code: 'COURSE',
  name: { zh: '政协学堂', en: 'CPPCC school course' },
  description: { zh: '参加政协学堂课程', en: 'Attended a course of the CPPCC school' },
  creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [topic, hours, boolean('remote', ['线上参加', 'By video link'])],
  measures: ['count', 'hours', 'remote'],
})
