import { choice, hours, topic } from './fields.ts'
import { category } from './manifest.ts'

export const lecture = category({
  code: 'LECTURE',
  name: { zh: '委员讲坛', en: 'Members’ lecture' },
  description: { zh: '在委员讲坛主讲或听讲', en: 'Gave or heard a members’ lecture' },
  creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [
    topic,
    choice(
      'role',
      ['角色', 'Role'],
      { SPEAKER: ['主讲', 'Speaker'], LISTENER: ['听讲', 'Listener'] },
      { required: true },
    ),
    hours,
  ],
  measures: ['count', 'role', 'hours'],
})
