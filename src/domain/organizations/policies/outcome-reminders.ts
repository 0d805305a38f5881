import { Type } from 'typebox'
import type { PolicyKey } from './policy-key.ts'

const STANDARD = { amberDays: 14 } as const

/** From when whoever is to bring about an outcome is reminded (rules, section 3); what holds today decides. */
export const outcomeReminders: PolicyKey = {
  key: 'OUTCOME_REMINDERS',
  name: { zh: '成果办理提醒', en: 'Reminders of outcomes' },
  description: {
    zh: '问题、整改措施和惠民实事在办理期限前多少天起预警（amberDays）；过期未办结的为逾期。委员日历订阅也在预警首日提醒。',
    en: 'Days before its due date from which an open problem, measure or service deed is amber; past the date it is red. Members’ calendar feeds remind on the first of these days.',
  },
  value: Type.Object({ amberDays: Type.Integer({ minimum: 0, maximum: 90 }) }, { additionalProperties: false }),
  defaultValue: STANDARD,
}

/** SQL: days of amber that hold in a committee on a date. */
export const heldAmberDays = (organization: string, on: string): string =>
  `coalesce((select (p.value->>'amberDays')::int from policies p where p.organization_id = ${organization}
    and p.key = '${outcomeReminders.key}' and p.effective_from <= ${on} order by p.effective_from desc limit 1), ${STANDARD.amberDays})`
