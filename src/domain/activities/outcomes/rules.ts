import { latestErrors } from '../../../kernel/date-bounds.ts'
import { type UserError, userError } from '../../../kernel/user-error.ts'
import type { OutcomeKind } from './workflow.ts'

export const TITLE_MAX = 100
export const TEXT_MAX = 10_000
export const OWNER_MAX = 100
export const PROOF_MAX = 2000
export const REASON_MAX = 500
export const MEMBERS_MAX = 200

export interface OutcomeShape {
  readonly kind: OutcomeKind
  readonly hasProblem: boolean
  readonly deedKind: string | null
  readonly beneficiaries: number | null
  /** How many of name, unit and member are given. */
  readonly owners: number
  readonly dueOn: string | null
  /** The first day of the activity; null for a report of a topic. */
  readonly since: string | null
}

/** What an outcome must have by its kind, all at once. */
export function outcomeErrors(given: OutcomeShape): readonly UserError[] {
  const { kind, owners, dueOn, since } = given
  const isMeasure = kind === 'MEASURE'
  return [
    ...(given.hasProblem && !isMeasure ? [noMeasure] : []),
    ...deedErrors(given),
    ...(owners > 1 ? [oneOwner] : []),
    ...(isMeasure && owners === 0 ? [missing('owner', '整改措施须有责任人', 'A measure has an owner; say who')] : []),
    ...(isMeasure && dueOn === null
      ? [missing('dueOn', '整改措施须有期限', 'A measure has a date; say when it is due')]
      : []),
    ...(dueOn !== null && since !== null && dueOn < since ? [dueTooEarly(since)] : []),
    ...(dueOn === null ? [] : latestErrors('input.dueOn', dueOn)),
  ]
}

function deedErrors({ kind, deedKind, beneficiaries }: OutcomeShape): readonly UserError[] {
  if (kind !== 'SERVICE_DEED') {
    const [zh, en] = ['只有惠民实事填写此项', 'Only a service deed has it']
    return [
      ...(deedKind === null ? [] : [notApplicable('deedKind', zh, en)]),
      ...(beneficiaries === null ? [] : [notApplicable('beneficiaries', zh, en)]),
    ]
  }
  return [
    ...(deedKind === null ? [missing('deedKind', '请选择惠民实事的类别', 'Say of which kind the deed is')] : []),
    ...(beneficiaries !== null && (beneficiaries < 1 || beneficiaries > 1_000_000) ? [beneficiariesOutOfRange] : []),
  ]
}

const missing = (field: string, zh: string, en: string) => userError('REQUIRED', `input.${field}`, zh, en)

const notApplicable = (field: string, zh: string, en: string) => userError('NOT_APPLICABLE', `input.${field}`, zh, en)

const noMeasure = notApplicable('problem', '只有整改措施属于某个问题', 'Only a measure belongs to a problem')

const oneOwner = userError(
  'TOO_MANY',
  'input.owner',
  '责任人只能是单位、委员、其他三者之一',
  'The owner is a unit, a member or somebody else: give one of them',
)

const dueTooEarly = (since: string) =>
  userError(
    'OUT_OF_RANGE',
    'input.dueOn',
    `期限不能早于活动开始日期（${since}）`,
    `The date must not be before the activity, ${since}`,
  )

const beneficiariesOutOfRange = userError(
  'OUT_OF_RANGE',
  'input.beneficiaries',
  '受益人数应在 1 到 1000000 之间',
  'The people served must be from 1 to 1,000,000',
)

/** Nothing is closed on somebody's word: a text or a file proves it. */
export const proofError = (proof: string, hasFile: boolean): UserError | null =>
  proof !== '' || hasFile
    ? null
    : userError('PROOF_REQUIRED', 'input.proof', '办结须附佐证文字或文件', 'Say what was done, or attach a proof')

/** It was closed between the activity and today. */
export function closedOnError(closedOn: string, since: string, today: string): UserError | null {
  if (closedOn >= since && closedOn <= today) return null
  return userError(
    'OUT_OF_RANGE',
    'input.closedOn',
    `办结日期应在 ${since} 到 ${today} 之间：活动开始之后，且不晚于今天`,
    `The date must be from ${since} to ${today}: not before the activity and not after today`,
  )
}
