import { hours, integer, place } from './fields.ts'
import { category } from './manifest.ts'

export const dutyShift = category({
  code: 'DUTY_SHIFT',
  name: { zh: '委员值班', en: 'Member duty shift' },
  description: { zh: '在委员工作室值班', en: 'Kept a duty shift at a member studio' },
  creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [place, hours, integer('intakes', ['接待人次', 'Constituents received'], { min: '1', max: '1000000' })],
  measures: ['count', 'hours', 'intakes'],
})
