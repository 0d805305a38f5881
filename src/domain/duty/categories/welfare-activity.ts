import { decimal, hours, topic } from './fields.ts'
import { category } from './manifest.ts'

export const welfareActivity = category({
  code: 'WELFARE_ACTIVITY',
  name: { zh: '公益活动', en: 'Welfare activity' },
  description: { zh: '参加公益、慈善、志愿服务活动', en: 'Took part in welfare, charity or voluntary service' },
  creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: true,
  fields: [
    topic,
    hours,
    decimal('amount', ['捐赠金额（元）', 'Donation in yuan'], { min: '0.01', max: '10000000000', places: 2 }),
  ],
  measures: ['count', 'hours', 'amount'],
})
