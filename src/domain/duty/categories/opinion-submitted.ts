import { authorship, joint } from './fields.ts'
import { category } from './manifest.ts'

export const opinionSubmitted = category({
  code: 'OPINION_SUBMITTED',
  name: { zh: '报送社情民意信息', en: 'Opinion report submitted' },
  description: { zh: '报送社情民意信息', en: 'Submitted information on social conditions and public opinion' },
  creators: ['OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [authorship, joint],
  measures: ['count', 'role', 'proposers'],
})
