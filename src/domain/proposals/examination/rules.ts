import { type UserError, userError } from '../../../kernel/user-error.ts'

/** Proposals of one batch. */
export const BULK_MAX = 200

/** The body that decides on a filing, by the policy PROPOSAL_EXAMINATION the first where none is named; or why it may not. */
export function decidingBody(
  given: string | null | undefined,
  { decidedBy }: { readonly decidedBy: readonly string[] },
): { readonly body: string } | { readonly error: UserError } {
  const body = given?.normalize('NFC').trim() || decidedBy[0]
  if (body !== undefined && decidedBy.includes(body)) return { body }
  const list = decidedBy.join('、')
  return {
    error: userError(
      'NOT_ALLOWED',
      'input.decidedBy',
      `按本级政策，立案由${list}决定`,
      `By this committee's policy a filing is decided by one of: ${list}`,
    ),
  }
}

interface Mergeable {
  readonly organizationId: string
  readonly id: string
  readonly termId: string
  readonly state: string
  readonly isKey: boolean
}

/** A target takes others in while it is on file itself and nobody has it yet (rules, section 1, Merging). */
export const targetError = ({ state }: Mergeable): UserError | null =>
  state === 'FILED'
    ? null
    : userError(
        'INVALID_STATE',
        'id',
        '只能并入已立案、尚未交办且未并案的提案',
        'Only a proposal on file that is neither assigned nor merged takes others in',
      )

/** Why one proposal cannot go into the target, its own state aside. */
export function childErrors(child: Mergeable, target: Mergeable, field: string): readonly UserError[] {
  if (child.organizationId !== target.organizationId) return [otherCommittee(field)]
  if (child.id === target.id) return [itself(field)]
  if (child.termId !== target.termId) return [otherTerm(field)]
  return child.isKey ? [keyProposal(field)] : []
}

const otherCommittee = (field: string) =>
  userError('OTHER_COMMITTEE', field, '不能与其他政协的提案并案', 'A proposal of another committee cannot be merged')

const itself = (field: string) =>
  userError('MERGE_INTO_ITSELF', field, '提案不能并入自身', 'A proposal cannot be merged into itself')

const otherTerm = (field: string) =>
  userError('OTHER_TERM', field, '只能与同届提案并案', 'Only proposals of one term are merged')

const keyProposal = (field: string) =>
  userError(
    'KEY_PROPOSAL',
    field,
    '重点提案须作为主提案，请将其他提案并入其中，或先取消重点',
    'A key proposal takes others in and is not merged away; merge into it, or unmark it first',
  )

/** How many items one command takes. */
export const numberError = (count: number, field: string): UserError | null =>
  count >= 1 && count <= BULK_MAX
    ? null
    : userError('TOO_MANY', field, `一次须为 1 到 ${BULK_MAX} 件`, `Give 1 to ${BULK_MAX} proposals at a time`)

/** Items that name a proposal which an earlier item named already. */
export const repeated = (ids: readonly string[]): ReadonlySet<number> =>
  new Set(ids.flatMap((id, index) => (ids.indexOf(id) === index ? [] : [index])))
