import { level, organ, text } from './fields.ts'
import { category } from './manifest.ts'

export const award = category({
  code: 'AWARD',
  name: { zh: '表彰奖励', en: 'Award' },
  description: { zh: '因履职受到表彰', en: 'Was commended' },
  creators: ['OFFICE'],
  needsConfirmation: true,
  evidenceRequired: true,
  fields: [level, organ, text('honour', ['荣誉名称', 'Honour'])],
  measures: ['count', 'level'],
})
