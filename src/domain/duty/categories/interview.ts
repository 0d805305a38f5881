import { level, text, words } from './fields.ts'
import { category } from './manifest.ts'

export const interview = category({
  code: 'INTERVIEW',
  name: { zh: '接受采访', en: 'Interview' },
  description: { zh: '就履职接受媒体采访或发表文章', en: 'Was interviewed or wrote in the press on duties' },
  creators: ['MEMBER', 'OFFICE'],
  needsConfirmation: false,
  evidenceRequired: true,
  fields: [text('medium', ['媒体', 'Medium'], { required: true }), level, words],
  measures: ['count', 'level', 'words'],
})
