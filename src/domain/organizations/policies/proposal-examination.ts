import { type Static, Type } from 'typebox'
import type { PolicyKey } from './policy-key.ts'

export const ProposalExamination = Type.Object(
  {
    recheckByAnother: Type.Boolean(),
    decidedBy: Type.Array(Type.String({ minLength: 1, maxLength: 50 }), {
      minItems: 1,
      maxItems: 10,
      uniqueItems: true,
    }),
  },
  { additionalProperties: false },
)
type ProposalExamination = Static<typeof ProposalExamination>

/** What examination looks at (rules, section 1, Examination). */
export const proposalExamination: PolicyKey = {
  key: 'PROPOSAL_EXAMINATION',
  name: { zh: '提案审查', en: 'Examination of proposals' },
  description: {
    zh: '复审是否须由初审以外的人办理（recheckByAnother）；可以决定立案的机构（decidedBy），立案时未注明的按第一个。',
    en: 'Whether the re-check needs another person than the first check; the bodies that may decide on filing, the first of them where a filing names none.',
  },
  value: ProposalExamination,
  defaultValue: {
    recheckByAnother: true,
    decidedBy: ['提案委员会', '提案审查委员会', '主席会议'],
  } satisfies ProposalExamination,
}
