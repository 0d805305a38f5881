import { type UserError, userError } from '../../../kernel/user-error.ts'
import { VISIT } from '../visits/rules.ts'

export const SUBJECTS_MAX = 20

/** What a member records of himself has been done. */
export function endedErrors(endsAt: Date, now: Date): UserError[] {
  if (endsAt <= now) return []
  return [
    userError(
      'NOT_ENDED',
      'input.endsAt',
      '活动尚未结束，请在结束后记录',
      'The activity has not ended yet; record it afterwards',
    ),
  ]
}

interface Kind {
  readonly code: string
  readonly name: string
}

/** A visit says whom it went to; other kinds have no subjects. */
export function subjectErrors(
  { code, name }: Kind,
  visitKind: string | null,
  subjects: readonly { readonly kind: string }[],
): UserError[] {
  const field = 'input.subjects'
  if (code !== VISIT) {
    if (subjects.length === 0) return []
    return [userError('NOT_APPLICABLE', field, `“${name}”没有此项`, `"${name}" has no such field`)]
  }
  if (subjects.length === 0) {
    return [userError('REQUIRED', field, '请填写走访了谁', 'Say whom you visited')]
  }
  if (subjects.length > SUBJECTS_MAX) {
    return [userError('TOO_MANY', field, `走访对象最多 ${SUBJECTS_MAX} 个`, `At most ${SUBJECTS_MAX} subjects`)]
  }
  return subjects.flatMap(({ kind }, index) => (kind === visitKind ? [] : [otherKind(`${field}.${index}.kind`)]))
}

const otherKind = (field: string) =>
  userError('NOT_APPLICABLE', field, '与该走访的走访类别不符', 'The visit goes to another kind of subject')

/** A kind that the office records is not a member's to record. */
export const notMembers = (name: string): UserError =>
  userError(
    'NOT_FOR_YOU_TO_ENTER',
    'input.kind',
    `“${name}”由机关或专门委员会登记，不由委员本人记录`,
    `Activities of the kind "${name}" are recorded by the office, not by a member`,
  )

export const recordedTwice = userError(
  'DUPLICATE',
  'input.title',
  '您当天已记录过同类型、同标题的活动，请勿重复记录',
  'You recorded an activity of this kind, title and day already; do not record it twice',
)
