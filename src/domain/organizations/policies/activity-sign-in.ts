import { type Static, Type } from 'typebox'
import { Check } from 'typebox/value'
import type { PolicyKey } from './policy-key.ts'

const [OPENS_BEFORE_MAX, CLOSES_AFTER_MAX] = [1_440, 240]

const SignInRules = Type.Object(
  {
    opensBeforeMinutes: Type.Integer({ minimum: 0, maximum: OPENS_BEFORE_MAX }),
    closesAfterMinutes: Type.Integer({ minimum: 0, maximum: CLOSES_AFTER_MAX }),
    lateAfterMinutes: Type.Integer({ minimum: 0, maximum: 240 }),
  },
  { additionalProperties: false },
)
export type SignInRules = Static<typeof SignInRules>

const STANDARD: SignInRules = { opensBeforeMinutes: 60, closesAfterMinutes: 0, lateAfterMinutes: 10 }

/** When members sign in to a half-day (rules, section 3); what holds on its day decides. */
export const activitySignIn: PolicyKey = {
  key: 'ACTIVITY_SIGN_IN',
  name: { zh: '签到时间', en: 'Times of signing in' },
  description: {
    zh: '每个半天开始前多少分钟可以签到（opensBeforeMinutes），结束后多少分钟内仍可签到（closesAfterMinutes），开始后超过多少分钟记为迟到（lateAfterMinutes）。',
    en: 'Minutes before a half-day begins from which members sign in, minutes after its end until which they may, and minutes after its beginning from which they are late.',
  },
  value: SignInRules,
  defaultValue: STANDARD,
}

/** The rules under a value of the policy; the default where none was set. */
export function signInRulesOf(value: unknown): SignInRules {
  if (value === null) return STANDARD
  if (!Check(SignInRules, value)) throw new Error(`the policy ${activitySignIn.key} has a value against its schema`)
  return value
}

/** SQL: the value that holds in a committee on the day of a moment in Asia/Shanghai; null where none was set. */
export const heldSignInRules = (organization: string, moment: string): string =>
  `(select p.value from policies p where p.organization_id = ${organization} and p.key = '${activitySignIn.key}'
    and p.effective_from <= (${moment} at time zone 'Asia/Shanghai')::date order by p.effective_from desc limit 1)`

/** SQL: whether one can sign in to a half-day (its alias) at a moment by any rules that a committee may set. */
export const mayBeOpen = (halfDay: string, moment: string): string =>
  `${halfDay}.starts_at <= ${moment} + interval '${OPENS_BEFORE_MAX} minutes'
    and ${halfDay}.ends_at >= ${moment} - interval '${CLOSES_AFTER_MAX} minutes'`
