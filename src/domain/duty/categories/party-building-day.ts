import { halfDays, topic } from './fields.ts'
import { category } from './manifest.ts'

export const partyBuildingDay = category({
  code: 'PARTY_BUILDING_DAY',
  name: { zh: '党建活动', en: 'Party-building day' },
  description: { zh: '参加主题党日等党建活动', en: 'Took part in a Party-building day' },
  creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [topic, halfDays],
  measures: ['count', 'halfDays'],
})
