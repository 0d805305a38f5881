import { halfDays, level, place, topic } from './fields.ts'
import { category } from './manifest.ts'

export const jointResearch = category({
  code: 'JOINT_RESEARCH',
  name: { zh: '联动调研', en: 'Joint research' },
  description: {
    zh: '参加与上下级政协的联动调研',
    en: 'Took part in research together with committees of other levels',
  },
  creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [topic, place, halfDays, level],
  measures: ['count', 'halfDays', 'level'],
})
