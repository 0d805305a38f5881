import { choice, words } from './fields.ts'
import { category } from './manifest.ts'

export const speech = category({
  code: 'SPEECH',
  name: { zh: '会议发言', en: 'Speech' },
  description: {
    zh: '在全会、常委会、协商会上口头或书面发言',
    en: 'Oral or written speech at a plenary, Standing Committee or consultation meeting',
  },
  creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
  needsConfirmation: false,
  evidenceRequired: false,
  fields: [
    choice('form', ['方式', 'Form'], { ORAL: ['口头', 'Oral'], WRITTEN: ['书面', 'Written'] }, { required: true }),
    choice(
      'occasion',
      ['场合', 'Occasion'],
      {
        PLENARY_SESSION: ['全体会议', 'Plenary session'],
        STANDING_COMMITTEE: ['常委会', 'Standing Committee'],
        CONSULTATION: ['协商会', 'Consultation'],
        OTHER: ['其他', 'Other'],
      },
      { required: true },
    ),
    words,
  ],
  measures: ['count', 'form', 'occasion', 'words'],
})
