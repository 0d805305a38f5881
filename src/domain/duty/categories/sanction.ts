import { choice, organ, text } from './fields.ts'
import { category } from './manifest.ts'

export const sanction = category({
  code: 'SANCTION',
  name: { zh: '问责处理', en: 'Sanction' },
  description: {
    zh: '受到诫勉、通报批评、撤销委员资格等处理',
    en: 'Was admonished, criticised by notice or otherwise sanctioned',
  },
  creators: ['OFFICE'],
  needsConfirmation: true,
  evidenceRequired: true,
  fields: [
    choice(
      'kind',
      ['类别', 'Kind'],
      {
        ADMONITION: ['诫勉', 'Admonition'],
        CRITICISM: ['通报批评', 'Criticism by notice'],
        DISCIPLINE: ['党纪政务处分', 'Disciplinary action'],
        OTHER: ['其他', 'Other'],
      },
      { required: true },
    ),
    organ,
    text('document', ['文号', 'Document number']),
  ],
  measures: ['count', 'kind'],
})
