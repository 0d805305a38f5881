import { halfDays, hours, place, topic } from './fields.ts'
import { category } from './manifest.ts'

export const otherActivity = category({
  code: 'OTHER_ACTIVITY',
  name: { zh: '其他履职', en: 'Other activity' },
  description: { zh: '不属于以上各类的履职活动', en: 'A duty of none of the other categories' },
  creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
  needsConfirmation: true,
  evidenceRequired: true,
  fields: [topic, place, halfDays, hours],
  measures: ['count', 'halfDays', 'hours'],
})
