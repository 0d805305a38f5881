import { type Calendar, type Walk, walkOver } from './calendar.ts'
import { addDays, addMonths, clampedDate, yearOf } from './dates.ts'
import type { DeadlineExplanation, DeadlineExtension, DeadlineRule, RuleSource } from './deadline-rules.ts'
import { explainDeadline, explainExtension, ruleWords } from './deadline-words.ts'
import { Refused, userError } from './user-error.ts'

/** A deadline (时限) to be counted: a start and a rule over the State Council's calendar (rules, section 1). */
export interface DeadlineRequest {
  readonly policy: RuleSource
  readonly startsOn: string
  readonly rule: DeadlineRule
  /** So many days before the due date it turns amber. */
  readonly amberDays: number
}

export interface Deadline {
  readonly dueOn: string
  readonly amberOn: string
  readonly explanation: DeadlineExplanation
}

/** @throws Refused CALENDAR_NOT_PUBLISHED when it would need a year that nobody has published. */
export function deadlineOf({ policy, startsOn, rule, amberDays }: DeadlineRequest, calendar: Calendar): Deadline {
  const walk = walkOver(calendar)
  const endsOn = endOf(rule, startsOn, walk)
  const dueOn = rule.rollForward && !countsWorkingDays(rule) ? walk.nextWorkingDay(endsOn) : endsOn
  const facts = { policy, startsOn, rule, endsOn, dueOn, ...walk.findings() }
  return {
    dueOn,
    amberOn: amberOf(startsOn, dueOn, amberDays),
    explanation: { ...facts, text: explainDeadline(facts) },
  }
}

/** A deadline put off to a later date, within the limit that the same start has. Its reasons are added to the first ones. */
export function extendedDeadline(
  { dueOn, explanation }: Pick<Deadline, 'dueOn' | 'explanation'>,
  to: string,
  limit: Deadline & { readonly rule: DeadlineRule },
  amberDays: number,
): Deadline {
  const extension = { from: dueOn, to, longest: limit.rule, limitOn: limit.dueOn }
  if (to <= dueOn) throw new Refused(notLater(dueOn))
  if (to > limit.dueOn) throw new Refused(beyondLimit(extension, explanation.startsOn))
  const text = explainExtension(explanation.text, extension)
  return {
    dueOn: to,
    amberOn: amberOf(explanation.startsOn, to, amberDays),
    explanation: { ...explanation, dueOn: to, extension, text },
  }
}

const notLater = (dueOn: string) =>
  userError(
    'NOT_LATER',
    'input.dueOn',
    `须晚于现有时限 ${dueOn}`,
    `It must be later than the present due date, ${dueOn}`,
  )

function beyondLimit({ longest, limitOn }: DeadlineExtension, startsOn: string) {
  const rule = ruleWords(longest)
  return userError(
    'BEYOND_LIMIT',
    'input.dueOn',
    `最迟可延至 ${limitOn}（自 ${startsOn} 起${rule.zh}）`,
    `It is ${limitOn} at the latest (${rule.en} ${startsOn})`,
  )
}

/** Such a rule ends on a working day by itself. */
const countsWorkingDays = (rule: DeadlineRule): boolean => 'unit' in rule && rule.unit === 'WORKING_DAYS'

/** So many days before the end, and never before the beginning. */
function amberOf(startsOn: string, dueOn: string, amberDays: number): string {
  const amberOn = addDays(dueOn, -amberDays)
  return amberOn < startsOn ? startsOn : amberOn
}

function endOf(rule: DeadlineRule, startsOn: string, walk: Walk): string {
  if ('fixedDate' in rule) return nextFixedDate(rule.fixedDate, startsOn)
  if (rule.unit === 'WORKING_DAYS') return walk.workingDaysAfter(startsOn, rule.amount)
  return rule.unit === 'MONTHS' ? addMonths(startsOn, rule.amount) : addDays(startsOn, rule.amount)
}

function nextFixedDate(fixedDate: string, after: string): string {
  const [month = 0, day = 0] = fixedDate.split('-').map(Number)
  const ofThisYear = clampedDate(yearOf(after), month, day)
  return ofThisYear > after ? ofThisYear : clampedDate(yearOf(after) + 1, month, day)
}
