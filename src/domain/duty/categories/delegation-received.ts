import { halfDays, subject } from './fields.ts'
import { category } from './manifest.ts'

export const delegationReceived = category({
  code: 'DELEGATION_RECEIVED',
  name: { zh: '接待来访', en: 'Delegation received' },
  description: { zh: '参加接待外地政协来访考察', en: 'Took part in receiving a delegation of another committee' },
  creators: ['OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [subject('来访单位', 'Delegation'), halfDays],
  measures: ['count', 'halfDays'],
})
