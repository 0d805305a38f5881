import { type Static, Type } from 'typebox'
import type { PolicyKey } from './policy-key.ts'

const closed = { additionalProperties: false }

export const ProposalLimits = Type.Object(
  {
    title: Type.Integer({ minimum: 5, maximum: 200 }),
    block: Type.Integer({ minimum: 100, maximum: 20_000 }),
    attachments: Type.Integer({ minimum: 0, maximum: 20 }),
  },
  closed,
)
export type ProposalLimits = Static<typeof ProposalLimits>

export const ProposalCoSigning = Type.Object({ invitationDays: Type.Integer({ minimum: 1, maximum: 60 }) }, closed)
export const ProposalCollective = Type.Object({ atAnyTime: Type.Boolean() }, closed)

const limits: PolicyKey = {
  key: 'PROPOSAL_LIMITS',
  name: { zh: '提案篇幅', en: 'Limits of proposals' },
  description: {
    zh: '提案标题、情况分析建议各部分的最多字数，附件的最多个数。',
    en: 'Most characters of the title and of each block of text, and most attachments.',
  },
  value: ProposalLimits,
  defaultValue: { title: 50, block: 3_000, attachments: 5 } satisfies ProposalLimits,
}

const coSigning: PolicyKey = {
  key: 'PROPOSAL_CO_SIGNING',
  name: { zh: '提案联名', en: 'Co-signing of proposals' },
  description: {
    zh: '联名、附议邀请的有效天数（自然日）；过期未答复不视为拒绝，可再次邀请。',
    en: 'Days of the calendar for which an invitation to sign stands; run out it is not declined, and may be repeated.',
  },
  value: ProposalCoSigning,
  defaultValue: { invitationDays: 7 } satisfies Static<typeof ProposalCoSigning>,
}

const collective: PolicyKey = {
  key: 'PROPOSAL_COLLECTIVE',
  name: { zh: '界别、小组提案的时间', en: 'Time of sectors and member groups' },
  description: {
    zh: '界别、委员小组的提案在大会征集期间以外是否受理（atAnyTime）。',
    en: 'Whether sectors and member groups may propose outside the time in which a session takes proposals.',
  },
  value: ProposalCollective,
  defaultValue: { atAnyTime: false } satisfies Static<typeof ProposalCollective>,
}

/** What drafting looks at (rules, section 1: Content, Co-signing, Who may propose). */
export const proposalDrafting: readonly PolicyKey[] = [limits, coSigning, collective]
