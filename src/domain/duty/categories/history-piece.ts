import { boolean, words } from './fields.ts'
import { category } from './manifest.ts'

export const historyPiece = category({
  code: 'HISTORY_PIECE',
  name: { zh: '文史资料', en: 'History piece' },
  description: { zh: '撰写或征集文史资料', en: 'Wrote or collected a piece of local history' },
  creators: ['MEMBER', 'OFFICE'],
  needsConfirmation: false,
  evidenceRequired: true,
  fields: [words, boolean('published', ['已刊用', 'Published'])],
  measures: ['count', 'words', 'published'],
})
