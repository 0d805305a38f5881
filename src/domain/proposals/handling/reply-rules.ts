import { latestErrors } from '../../../kernel/date-bounds.ts'
import { checkText, type TextRule } from '../../../kernel/text.ts'
import { type UserError, userError } from '../../../kernel/user-error.ts'
import { CONTACT, PHONE } from './rules.ts'

export const REPLY_CLASSES = ['RESOLVED', 'IN_PROGRESS_OR_PLANNED', 'NOT_FEASIBLE_NOW', 'REFERENCE'] as const
export type ReplyClass = (typeof REPLY_CLASSES)[number]

/** The local letters and what each means, as the committee's policy has them. */
export type Letters = Readonly<Record<string, ReplyClass>>

export interface ReplyInput {
  readonly replyClass: ReplyClass
  readonly items: readonly { readonly suggestion: string; readonly answer: string }[]
  readonly body: string
  readonly signerName: string
  readonly contactName: string
  readonly contactPhone: string
  readonly documentNumber?: string | null
  readonly plannedFor?: string | null
}

export interface CheckedReply extends ReplyInput {
  readonly localLetter: string
  readonly documentNumber: string | null
  readonly plannedFor: string | null
}

export interface ReplyFacts {
  readonly letters: Letters
  readonly today: string
  /** A planned one is answered again. */
  readonly isAgain: boolean
}

const ITEMS_MAX = 50
const ITEM: TextRule = { max: 3000, multiline: true }
const BODY: TextRule = { max: 20_000, multiline: true }

/** A reply as it is kept, or everything that is wrong with it. Pure. */
export function checkReply(
  input: ReplyInput,
  facts: ReplyFacts,
): { readonly reply: CheckedReply } | { readonly errors: readonly UserError[] } {
  const errors = [...classErrors(input.replyClass, facts), ...planErrors(input, facts), ...itemsErrors(input.items)]
  const text = (field: string, value: string, rule: TextRule): string => {
    const checked = checkText(`input.${field}`, value, rule)
    if ('error' in checked) errors.push(checked.error)
    return 'text' in checked ? checked.text : ''
  }
  const reply = {
    replyClass: input.replyClass,
    localLetter: letterOf(input.replyClass, facts.letters) ?? '',
    items: input.items.map(({ suggestion, answer }, index) => ({
      suggestion: text(`items.${index}.suggestion`, suggestion, ITEM),
      answer: text(`items.${index}.answer`, answer, ITEM),
    })),
    body: text('body', input.body, BODY),
    signerName: text('signerName', input.signerName, CONTACT),
    contactName: text('contactName', input.contactName, CONTACT),
    contactPhone: text('contactPhone', input.contactPhone, PHONE),
    documentNumber: text('documentNumber', input.documentNumber ?? '', { ...CONTACT, min: 0 }) || null,
    plannedFor: input.plannedFor ?? null,
  }
  return errors.length > 0 ? { errors } : { reply }
}

/** The letter under which the place writes a class. */
export const letterOf = (replyClass: ReplyClass, letters: Letters): string | undefined =>
  Object.keys(letters)
    .sort()
    .find(letter => letters[letter] === replyClass)

function classErrors(replyClass: ReplyClass, { letters, isAgain }: ReplyFacts): UserError[] {
  if (isAgain && replyClass !== 'RESOLVED' && replyClass !== 'IN_PROGRESS_OR_PLANNED') {
    return [
      userError(
        'NOT_ALLOWED',
        'input.replyClass',
        '跟踪办理的提案须办结或继续列入计划，不能改为其他类别',
        'What is tracked is resolved or still planned; no other class',
      ),
    ]
  }
  if (letterOf(replyClass, letters) !== undefined) return []
  const known = [...new Set(Object.values(letters))].join(', ')
  return [
    userError(
      'NOT_ALLOWED',
      'input.replyClass',
      `本地不使用这一办理结果类别，可用：${known}`,
      `This committee does not use the class; it uses: ${known}`,
    ),
  ]
}

/** Only what is planned has a date, one still to come. */
function planErrors({ replyClass, plannedFor = null }: ReplyInput, { today }: ReplyFacts): UserError[] {
  const at = (code: string, zh: string, en: string) => [userError(code, 'input.plannedFor', zh, en)]
  if (replyClass !== 'IN_PROGRESS_OR_PLANNED') {
    return plannedFor === null
      ? []
      : at('NOT_ALLOWED', '只有“列入计划”类答复填写计划完成日期', 'Only a planned one has a planned date')
  }
  if (plannedFor === null) return at('REQUIRED', '须填写计划完成日期', 'Say when it is planned for')
  return plannedFor > today
    ? latestErrors('input.plannedFor', plannedFor)
    : at('OUT_OF_RANGE', `计划完成日期须晚于今天（${today}）`, `The planned date must be after today, ${today}`)
}

function itemsErrors({ length }: readonly unknown[]): UserError[] {
  if (length > 0 && length <= ITEMS_MAX) return []
  return [
    userError(
      length === 0 ? 'REQUIRED' : 'TOO_MANY',
      'input.items',
      `须逐条答复，1 到 ${ITEMS_MAX} 条`,
      `Answer item by item: 1 to ${ITEMS_MAX} items`,
    ),
  ]
}
