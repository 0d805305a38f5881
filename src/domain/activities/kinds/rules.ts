import { type UserError, userError } from '../../../kernel/user-error.ts'
import { categoryOf } from '../../duty/categories/index.ts'

export type LeaveApprover = 'OFFICE' | 'SECRETARY_GENERAL' | 'CHAIRPERSON'

/** Who approves leave up to how many half-days; null: of any length. */
export interface LeaveRule {
  readonly upToHalfDays: number | null
  readonly approver: LeaveApprover
}

export const LEAVE_RULES_MAX = 5
/** 31 days from any hour touch 32 dates. */
export const HALF_DAYS_MAX = 64

const FIELD = 'input.leaveRules'

/** Rules of leave ascend without a gap, and the last covers whatever is longer. All errors at once. */
export function leaveRuleErrors(rules: readonly LeaveRule[]): UserError[] {
  if (rules.length === 0 || rules.length > LEAVE_RULES_MAX) {
    return [userError('TOO_MANY', FIELD, `须有 1 到 ${LEAVE_RULES_MAX} 条规则`, `Give 1 to ${LEAVE_RULES_MAX} rules`)]
  }
  return rules.flatMap(({ upToHalfDays }, index) => {
    const field = `${FIELD}.${index}.upToHalfDays`
    if (index === rules.length - 1) return upToHalfDays === null ? [] : [lastHasNoLimit(field)]
    if (upToHalfDays === null) return [onlyLast(field)]
    if (upToHalfDays < 1 || upToHalfDays > HALF_DAYS_MAX) return [outOfRange(field)]
    const before = rules[index - 1]?.upToHalfDays ?? 0
    return upToHalfDays > before ? [] : [notAscending(field, before)]
  })
}

const lastHasNoLimit = (field: string) =>
  userError('RULES_OUT_OF_ORDER', field, '最后一条规则不设上限', 'The last rule has no limit')

const onlyLast = (field: string) =>
  userError('RULES_OUT_OF_ORDER', field, '只有最后一条规则不设上限', 'Only the last rule has no limit')

const outOfRange = (field: string) =>
  userError('OUT_OF_RANGE', field, `半天数应为 1 到 ${HALF_DAYS_MAX}`, `It must be from 1 to ${HALF_DAYS_MAX}`)

const notAscending = (field: string, before: number) =>
  userError(
    'RULES_OUT_OF_ORDER',
    field,
    `须大于上一条规则的 ${before} 个半天`,
    `It must be more than the ${before} half-days of the rule before`,
  )

/** Attendance is recorded by the workflow, so the category must let it. */
export function dutyCategoryErrors(code: string | null | undefined): UserError[] {
  if (code == null || categoryOf(code)?.creators.includes('WORKFLOW')) return []
  return [
    userError(
      'UNKNOWN_CATEGORY',
      'input.dutyCategory',
      '没有这个可由业务流程记录的履职类别，见 dutyCategories',
      'There is no such duty category that workflows may record; see dutyCategories',
    ),
  ]
}

/** Who decides on an absence of so many half-days. */
export function approverOf(rules: readonly LeaveRule[], halfDays: number): LeaveApprover {
  const rule = rules.find(({ upToHalfDays }) => upToHalfDays === null || halfDays <= upToHalfDays)
  return rule?.approver ?? 'OFFICE'
}

const APPROVERS: ReadonlySet<unknown> = new Set(['OFFICE', 'SECRETARY_GENERAL', 'CHAIRPERSON'])

const isRule = (rule: unknown): rule is LeaveRule =>
  typeof rule === 'object' &&
  rule !== null &&
  'approver' in rule &&
  APPROVERS.has(rule.approver) &&
  'upToHalfDays' in rule

/** Rules as a kind holds them. */
export const leaveRulesOf = (stored: unknown): readonly LeaveRule[] =>
  Array.isArray(stored) ? stored.filter(isRule) : []
