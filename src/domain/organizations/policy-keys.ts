import { Type } from 'typebox'
import { Locale } from 'typebox/system'
import { Errors } from 'typebox/value'
import { type Bilingual, type UserError, userError } from '../../kernel/user-error.ts'
import { activitySignIn } from './policies/activity-sign-in.ts'
import { outcomeReminders } from './policies/outcome-reminders.ts'
import type { PolicyKey } from './policies/policy-key.ts'
import { proposalDeadlines } from './policies/proposal-deadlines.ts'
import { proposalDrafting } from './policies/proposal-drafting.ts'
import { proposalExamination } from './policies/proposal-examination.ts'
import { proposalReplyClasses } from './policies/proposal-reply-classes.ts'

/** Rights of superiors over a lower committee; whoever holds one above has it below only where it is opened. */
const OPENABLE = ['ORGANIZATION_READ', 'MEMBER_READ', 'DUTY_READ', 'PROPOSAL_READ', 'ACTIVITY_READ'] as const

/** Every policy, declared here and nowhere else. A new one is one entry. */
export const policyKeys: readonly PolicyKey[] = [
  {
    key: 'SUPERIOR_VISIBILITY',
    name: { zh: '向上级开放的资料', en: 'What superiors see' },
    description: {
      zh: '本级政协向上级政协开放的查看权限；未列出的，上级即使有此权限也看不到本级的相应资料。',
      en: 'Rights of reading that this committee opens to the committees above it; what is not listed stays unseen from above.',
    },
    value: Type.Array(Type.Enum([...OPENABLE]), { uniqueItems: true, maxItems: OPENABLE.length }),
    defaultValue: [...OPENABLE],
  },
  ...proposalDrafting,
  proposalDeadlines,
  proposalReplyClasses,
  proposalExamination,
  activitySignIn,
  outcomeReminders,
]

const byKey = new Map(policyKeys.map(policy => [policy.key, policy]))

export const policyKeyOf = (key: string): PolicyKey | undefined => byKey.get(key)

/** What is wrong with a value of the policy; fields as the client sent them, `input.value.0`. */
export function policyValueErrors({ value: schema }: PolicyKey, value: unknown): UserError[] {
  return Errors(schema, value).map(error =>
    userError(
      'INVALID_VALUE',
      ['input', 'value', ...error.instancePath.split('/').slice(1)],
      Locale.zh_Hans(error),
      Locale.en_US(error),
    ),
  )
}

/** One version of a policy: its value holds from its date until the next version's. */
export interface PolicyVersion {
  readonly key: string
  readonly effectiveFrom: string
  readonly value: unknown
}

export interface PolicyInForce {
  readonly key: string
  readonly on: string
  readonly value: unknown
  /** Null when no version holds and the default does. */
  readonly effectiveFrom: string | null
  readonly explanation: Bilingual
}

/** The value that holds on a date (`YYYY-MM-DD`), and why. */
export function policyInForce(policy: PolicyKey, on: string, versions: readonly PolicyVersion[]): PolicyInForce {
  const version = versions
    .filter(one => one.key === policy.key && one.effectiveFrom <= on)
    .reduce<PolicyVersion | null>(
      (latest, one) => (latest && latest.effectiveFrom > one.effectiveFrom ? latest : one),
      null,
    )
  if (!version) {
    const explanation = {
      zh: `${on} 尚无生效的设置，按系统默认值`,
      en: `No value was set that holds on ${on}; the default holds`,
    }
    return { key: policy.key, on, value: policy.defaultValue, effectiveFrom: null, explanation }
  }
  const { value, effectiveFrom } = version
  const explanation = { zh: `自 ${effectiveFrom} 起生效的设置`, en: `The value that holds from ${effectiveFrom}` }
  return { key: policy.key, on, value, effectiveFrom, explanation }
}
