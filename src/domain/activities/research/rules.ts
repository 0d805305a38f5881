import { type UserError, userError } from '../../../kernel/user-error.ts'

export const TITLE_MAX = 100
export const PLAN_MAX = 10_000
/** Codes of the kinds of activity that are trips of a topic. */
export const TRIP_KINDS: readonly string[] = ['FIELD_RESEARCH', 'JOINT_RESEARCH']

/** A topic is of a year near this one. Null, or why it is not. */
export function yearError(year: number, thisYear: number): UserError | null {
  if (year >= 2000 && year <= thisYear + 1) return null
  return userError(
    'OUT_OF_RANGE',
    'input.year',
    `年度应在 2000 到 ${thisYear + 1} 之间`,
    `The year must be from 2000 to ${thisYear + 1}`,
  )
}
