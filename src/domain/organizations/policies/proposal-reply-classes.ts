import { Type } from 'typebox'
import type { PolicyKey } from './policy-key.ts'

/** Canonical classes of replies (rules, section 1: Reply). */
const CLASSES = ['RESOLVED', 'IN_PROGRESS_OR_PLANNED', 'NOT_FEASIBLE_NOW', 'REFERENCE'] as const

export const ReplyClasses = Type.Record(Type.String({ pattern: '^[A-Z]$' }), Type.Enum([...CLASSES]), {
  minProperties: 1,
  additionalProperties: false,
})

export const proposalReplyClasses: PolicyKey = {
  key: 'PROPOSAL_REPLY_CLASSES',
  name: { zh: '提案办理结果类别', en: 'Classes of replies' },
  description: {
    zh: '本地办理结果的字母（A、B、C、D）各对应哪一类；未列出的类别本地不使用。',
    en: 'Which class each of the local letters means (A, B, C, D); a class without a letter is not used here.',
  },
  value: ReplyClasses,
  defaultValue: {
    A: 'RESOLVED',
    B: 'IN_PROGRESS_OR_PLANNED',
    C: 'NOT_FEASIBLE_NOW',
    D: 'REFERENCE',
  },
}
