import { checkText } from '../../../kernel/text.ts'
import { type UserError, userError } from '../../../kernel/user-error.ts'

/** What the rules know of a dictionary row. */
export interface Entry {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly rank: number
  readonly isActive: boolean
}

export interface Names {
  readonly name: string
  readonly aliases: readonly string[]
}

export const MAX_NAME = 50
export const MAX_ALIASES = 30
export const MAX_RANK = 9_999

/** A value as it is to be stored when nothing is wrong with it. */
export interface Checked<T> {
  readonly value: T
  readonly errors: readonly UserError[]
}

/**
 * The form in which two names are the same: width, spaces, brackets, case and the "and" of compound names do not tell
 * 农业和农村委员会 from 农业农村委员会. Rosters are matched by the same form.
 */
export const comparableName = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]|(?<=..)[和与及](?=..)/gu, '')
    .toLowerCase()

/**
 * Checks an entry's name and aliases. A text must lead to one entry only, so each is unique over the names and aliases
 * of the dictionary, retired entries included: history still speaks of them.
 */
export function checkNames(input: Names, others: readonly Entry[]): Checked<Names> {
  const name = checkName('input.name', input.name)
  const aliases = input.aliases.map((alias, i) => checkName(`input.aliases.${i}`, alias))
  const value = { name: name.value, aliases: aliases.map(alias => alias.value) }
  const errors = [name, ...aliases].flatMap(checked => checked.errors)
  if (aliases.length > MAX_ALIASES) errors.push(tooManyAliases)
  return { value, errors: errors.length > 0 ? errors : [...repeated(value), ...taken(value, others)] }
}

const tooManyAliases = userError(
  'TOO_MANY',
  'input.aliases',
  `别名最多 ${MAX_ALIASES} 个`,
  `At most ${MAX_ALIASES} aliases`,
)

function checkName(field: string, input: string): Checked<string> {
  const checked = checkText(field, input, { max: MAX_NAME })
  if ('error' in checked) return { value: input, errors: [checked.error] }
  if (comparableName(checked.text) === '') {
    return {
      value: input,
      errors: [userError('INVALID_TEXT', field, '须含有文字', 'It must hold letters or characters')],
    }
  }
  return { value: checked.text, errors: [] }
}

const located = ({ name, aliases }: Names): (readonly [field: string, text: string])[] => [
  ['input.name', name],
  ...aliases.map((alias, i) => [`input.aliases.${i}`, alias] as const),
]

function repeated(names: Names): UserError[] {
  const seen = new Set<string>()
  return located(names).flatMap(([field, text]) => {
    const form = comparableName(text)
    const again = seen.has(form)
    seen.add(form)
    return again
      ? [
          userError(
            'ALIAS_REPEATED',
            field,
            `“${text}”与本项的名称或另一别名相同`,
            `"${text}" repeats the name or another alias of this entry`,
          ),
        ]
      : []
  })
}

function taken(names: Names, others: readonly Entry[]): UserError[] {
  const owners = new Map(
    others.flatMap(entry => [entry.name, ...entry.aliases].map(text => [comparableName(text), entry] as const)),
  )
  return located(names).flatMap(([field, text]) => {
    const owner = owners.get(comparableName(text))
    if (!owner) return []
    const [zh, en] = owner.isActive ? ['', ''] : ['（已停用）', ' (retired)']
    return [
      userError(
        'ALIAS_TAKEN',
        field,
        `“${text}”已是“${owner.name}”${zh}的名称或别名`,
        `"${text}" is already a name or alias of "${owner.name}"${en}`,
      ),
    ]
  })
}

const CODE = /^[A-Z][A-Z0-9_]{0,39}$/

/** The code as asked for, or the committee's next own one, `L1`, `L2` … (seeds have words, so none collides). */
export function checkCode(input: string | null | undefined, others: readonly Entry[]): Checked<string> {
  if (input == null) return { value: nextCode(others), errors: [] }
  if (!CODE.test(input)) {
    return {
      value: input,
      errors: [
        userError(
          'INVALID_CODE',
          'input.code',
          '代码须以大写字母开头，只含大写字母、数字和下划线，最多 40 个字符',
          'A code begins with a capital letter and holds capital letters, digits and underscores, 40 at most',
        ),
      ],
    }
  }
  const owner = others.find(entry => entry.code === input)
  if (!owner) return { value: input, errors: [] }
  return {
    value: input,
    errors: [
      userError('CODE_TAKEN', 'input.code', `代码已用于“${owner.name}”`, `The code is already that of "${owner.name}"`),
    ],
  }
}

function nextCode(others: readonly Entry[]): string {
  const numbers = others.map(({ code }) => Number(/^L(\d{1,9})$/.exec(code)?.[1] ?? 0))
  return `L${Math.max(0, ...numbers) + 1}`
}

/** The rank as asked for, or behind all others. */
export function checkRank(input: number | null | undefined, others: readonly Entry[]): Checked<number> {
  if (input == null)
    return { value: Math.min(MAX_RANK, Math.max(-1, ...others.map(entry => entry.rank)) + 1), errors: [] }
  if (input >= 0 && input <= MAX_RANK) return { value: input, errors: [] }
  return {
    value: input,
    errors: [userError('OUT_OF_RANGE', 'input.rank', `排序须为 0 到 ${MAX_RANK}`, `The rank is 0 to ${MAX_RANK}`)],
  }
}
