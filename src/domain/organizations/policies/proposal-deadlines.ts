import { type Static, Type } from 'typebox'
import { Check } from 'typebox/value'
import type { PolicyKey } from './policy-key.ts'

export type DeadlineKind = 'RETURN' | 'FIRST_CONTACT' | 'CO_HANDLER_OPINION' | 'REPLY' | 'FEEDBACK' | 'REHANDLING'

const closed = { additionalProperties: false }
const rollForward = Type.Optional(Type.Boolean())

const Days = Type.Object(
  {
    unit: Type.Enum(['CALENDAR_DAYS', 'WORKING_DAYS']),
    amount: Type.Integer({ minimum: 1, maximum: 366 }),
    rollForward,
  },
  closed,
)
const Months = Type.Object(
  { unit: Type.Literal('MONTHS'), amount: Type.Integer({ minimum: 1, maximum: 24 }), rollForward },
  closed,
)
/** `MM-DD`, of a leap year at the widest. */
const DAY_OF_YEAR =
  '^((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$'
const Fixed = Type.Object({ fixedDate: Type.String({ pattern: DAY_OF_YEAR }), rollForward }, closed)
const Rule = Type.Union([Days, Months, Fixed])

const Term = Type.Object(
  {
    rule: Rule,
    amberDays: Type.Integer({ minimum: 0, maximum: 90 }),
    /** How far it may be extended, from the same start; without one it may not. */
    longest: Type.Optional(Rule),
  },
  closed,
)
const term = Type.Optional(Term)

const Value = Type.Object(
  {
    RETURN: term,
    FIRST_CONTACT: term,
    CO_HANDLER_OPINION: term,
    REPLY: term,
    SESSION_REPLY: term,
    FEEDBACK: term,
    REHANDLING: term,
  },
  closed,
)

export type DeadlineTerm = Static<typeof Term>

/** What most places have; a committee sets what differs (rules, section 1, Deadlines). */
const STANDARD: Readonly<Record<DeadlineKind, DeadlineTerm>> = {
  RETURN: { rule: { unit: 'WORKING_DAYS', amount: 5 }, amberDays: 2 },
  FIRST_CONTACT: { rule: { unit: 'WORKING_DAYS', amount: 15 }, amberDays: 5 },
  CO_HANDLER_OPINION: { rule: { unit: 'MONTHS', amount: 1 }, amberDays: 7 },
  REPLY: { rule: { unit: 'MONTHS', amount: 3 }, amberDays: 15, longest: { unit: 'MONTHS', amount: 6 } },
  FEEDBACK: { rule: { unit: 'WORKING_DAYS', amount: 15 }, amberDays: 5 },
  REHANDLING: { rule: { unit: 'MONTHS', amount: 3 }, amberDays: 15 },
}

export const proposalDeadlines: PolicyKey = {
  key: 'PROPOSAL_DEADLINES',
  name: { zh: '提案办理时限', en: 'Deadlines of proposals' },
  description: {
    zh: '退办、首次联系、会办意见、答复（大会提案可另设 SESSION_REPLY）、评价、重新办理的时限：按自然日、工作日、月或固定日期计，预警天数和最长可延至的时限；未列出的按系统默认值。',
    en: 'Deadlines for returning, first contact, co-handlers’ opinions, replies (SESSION_REPLY where session proposals differ), feedback and re-handling: by calendar days, working days, months or a fixed date, with the days of amber before and how far each may be extended; what is not listed keeps the default.',
  },
  value: Value,
  defaultValue: STANDARD,
}

/** The term of a kind under a value of the policy; `period` tells session proposals from ordinary ones. */
export function deadlineTermOf(value: unknown, kind: DeadlineKind, period: string | null): DeadlineTerm {
  if (!Check(Value, value)) throw new Error(`the policy ${proposalDeadlines.key} has a value against its schema`)
  const ofSession = kind === 'REPLY' && period === 'SESSION' ? value.SESSION_REPLY : undefined
  return ofSession ?? value[kind] ?? STANDARD[kind]
}
