import type { NamedDay } from './calendar.ts'
import type { Bilingual } from './user-error.ts'

/** How a deadline is counted, and what is told of it. */

interface CountedRule {
  readonly unit: 'CALENDAR_DAYS' | 'WORKING_DAYS' | 'MONTHS'
  readonly amount: number
  /** Calendar days and months that end on a day off end on the next working day. */
  readonly rollForward?: boolean
}

/** The first such date after the start, `MM-DD`. */
interface FixedRule {
  readonly fixedDate: string
  readonly rollForward?: boolean
}

export type DeadlineRule = CountedRule | FixedRule

/** Which version of which policy gave the rule; null for the default. */
export interface RuleSource {
  readonly key: string
  readonly effectiveFrom: string | null
}

export interface DeadlineExplanation {
  readonly policy: RuleSource
  readonly startsOn: string
  readonly rule: DeadlineRule
  /** Where the rule leads before it rolls forward; the due date where it does not. */
  readonly endsOn: string
  readonly dueOn: string
  /** Days of holidays that were passed over, by name. */
  readonly holidays: readonly NamedDay[]
  /** How many days of ordinary weekends were passed over. */
  readonly weekendDays: number
  /** Weekends that were worked, and so counted. */
  readonly workedWeekends: readonly NamedDay[]
  /** Where it was put off: from when to when, and how far it could have been. */
  readonly extension?: DeadlineExtension
  /** The notices that were looked into. */
  readonly calendar: readonly { readonly year: number; readonly source: string; readonly version: number }[]
  readonly text: Bilingual
}

export interface DeadlineExtension {
  readonly from: string
  readonly to: string
  /** By which rule, from the same start, it is at most this date. */
  readonly longest: DeadlineRule
  readonly limitOn: string
}
