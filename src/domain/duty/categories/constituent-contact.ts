import { integer, place, subject } from './fields.ts'
import { category } from './manifest.ts'

export const constituentContact = category({
  code: 'CONSTITUENT_CONTACT',
  name: { zh: '联系群众', en: 'Constituent contact' },
  description: { zh: '联系界别群众、接待来访', en: 'Contacted people of the sector, received visitors' },
  creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [subject('联系对象', 'Whom'), integer('people', ['人次', 'People'], { min: '1', max: '1000000' }), place],
  measures: ['count', 'people'],
})
