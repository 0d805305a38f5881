import { hours, text, words } from './fields.ts'
import { category } from './manifest.ts'

export const readingProgramme = category({
  code: 'READING_PROGRAMME',
  name: { zh: '书香政协', en: 'Reading programme' },
  description: { zh: '参加书香政协读书活动，提交学习体会', en: 'Took part in Reading CPPCC, handed in an essay' },
  creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [text('book', ['书目', 'Book']), words, hours],
  measures: ['count', 'words', 'hours'],
})
