import { choice, place, topic } from './fields.ts'
import { category } from './manifest.ts'

export const consultation = category({
  code: 'CONSULTATION',
  name: { zh: '协商议事', en: 'Consultation' },
  description: { zh: '参加“有事来商量”等基层协商', en: 'Took part in a consultation at a studio' },
  creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [
    topic,
    place,
    choice('role', ['角色', 'Role'], { HOST: ['主持', 'Host'], PARTICIPANT: ['参加', 'Participant'] }),
  ],
  measures: ['count', 'role'],
})
