import { authorship, choice, joint, level } from './fields.ts'
import { category } from './manifest.ts'

export const opinionAdopted = category({
  code: 'OPINION_ADOPTED',
  name: { zh: '社情民意信息采用', en: 'Opinion report adopted' },
  description: { zh: '社情民意信息被采用', en: 'An opinion report was adopted' },
  creators: ['OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [
    authorship,
    joint,
    level,
    choice('form', ['采用方式', 'Form'], { WHOLE: ['整篇采用', 'Whole piece'], FORWARDED: ['转报', 'Forwarded'] }),
  ],
  measures: ['count', 'role', 'proposers', 'level', 'form'],
})
