import { choice, hours, subject } from './fields.ts'
import { category } from './manifest.ts'

export const visit = category({
  code: 'VISIT',
  name: { zh: '走访', en: 'Visit' },
  description: { zh: '走访企业、界别群众或专家', en: 'Visited enterprises, people of the sector or experts' },
  creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [
    choice(
      'kind',
      ['走访对象', 'Whom'],
      {
        ENTERPRISE: ['企业', 'Enterprise'],
        CONSTITUENTS: ['界别群众', 'People of the sector'],
        EXPERT: ['专家', 'Expert'],
      },
      { required: true },
    ),
    subject('走访单位或人员', 'Whom in particular'),
    hours,
  ],
  measures: ['count', 'kind', 'hours'],
})
