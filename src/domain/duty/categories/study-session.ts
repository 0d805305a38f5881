import { choice, halfDays, topic } from './fields.ts'
import { category } from './manifest.ts'

export const studySession = category({
  code: 'STUDY_SESSION',
  name: { zh: '学习座谈', en: 'Study session' },
  description: {
    zh: '参加集中学习、中心组学习、读书班、学习座谈',
    en: 'Took part in a study session, a reading class or a study forum',
  },
  creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [
    choice('body', ['学习组织', 'Body'], {
      STANDING_COMMITTEE: ['常委会', 'Standing Committee'],
      OFFICE: ['机关', 'Office'],
      CENTRE_GROUP: ['党组理论学习中心组', 'Party group’s centre group'],
      STUDY_GROUP: ['委员学习小组', 'Members’ study group'],
      READING_CLASS: ['读书班', 'Reading class'],
    }),
    topic,
    halfDays,
  ],
  measures: ['count', 'body', 'halfDays'],
})
