import { isCalendarDate } from '../../kernel/dates.ts'
import { checkText } from '../../kernel/text.ts'
import { type UserError, userError } from '../../kernel/user-error.ts'
import type { DutyCategory, FactField } from './categories/manifest.ts'

/** Facts as they are stored: text, date, choice and decimal as text, the rest as JSON has them. */
export type Facts = Readonly<Record<string, string | number | boolean>>

export type Checked<T> =
  | { readonly value: T; readonly errors: readonly [] }
  | { readonly value: null; readonly errors: readonly UserError[] }

type Fact = { readonly value: string | number | boolean } | { readonly error: UserError } | null

const UNKNOWN_AT_MOST = 10

/** Checks facts against their category's manifest. All errors at once, each at `input.facts.<name>`. Pure. */
export function checkFacts(category: DutyCategory, given: unknown, path = 'input.facts'): Checked<Facts> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return refused([userError('WRONG_TYPE', path, '应为对象（名称—值）', 'It must be an object of names and values')])
  }
  const facts = new Map<string, unknown>(Object.entries(given))
  const errors = unknownFacts(category, [...facts.keys()], path)
  const stored: Record<string, string | number | boolean> = {}
  for (const field of category.fields) {
    const fact = checkFact(field, facts.get(field.name), `${path}.${field.name}`)
    if (fact === null) continue
    if ('error' in fact) errors.push(fact.error)
    else stored[field.name] = fact.value
  }
  return errors.length > 0 ? refused(errors) : { value: stored, errors: [] }
}

export const refused = (errors: readonly UserError[]): Checked<never> => ({ value: null, errors })

function unknownFacts(category: DutyCategory, names: readonly string[], path: string): UserError[] {
  const known = new Set(category.fields.map(field => field.name))
  const unknown = names.filter(name => !known.has(name)).slice(0, UNKNOWN_AT_MOST)
  const expected = [...known].join(', ')
  return unknown.map(name =>
    // A name that is none of ours is repeated only when it is plain: it comes from outside.
    userError(
      'UNKNOWN_FACT',
      /^[A-Za-z]\w{0,39}$/.test(name) ? `${path}.${name}` : path,
      `“${category.name.zh}”没有此项，可填：${expected}`,
      `"${category.name.en}" has no such fact; it has: ${expected}`,
    ),
  )
}

function checkFact(field: FactField, given: unknown, path: string): Fact {
  if (given === undefined || given === null || given === '') {
    return field.required
      ? {
          error: userError('REQUIRED', path, `“${field.label.zh}”必填`, `"${field.label.en}" is required`),
        }
      : null
  }
  return CHECKS[field.type](field, given, path)
}

const CHECKS: Readonly<Record<FactField['type'], (field: FactField, given: unknown, path: string) => Fact>> = {
  text: textFact,
  integer: (field, given, path) => {
    const number = numberFact({ ...field, places: 0 }, given, path, '应为整数', 'It must be a whole number')
    return number && 'value' in number ? { value: Number(number.value) } : number
  },
  decimal: (field, given, path) =>
    numberFact(
      field,
      given,
      path,
      `应为数字，最多 ${field.places} 位小数`,
      `It must be a number with ${field.places} decimal places at most`,
    ),
  date: (_field, given, path) =>
    typeof given === 'string' && isDate(given)
      ? { value: given }
      : { error: userError('WRONG_TYPE', path, '应为日期，如 2024-03-05', 'It must be a date such as 2024-03-05') },
  boolean: (_field, given, path) =>
    typeof given === 'boolean'
      ? { value: given }
      : { error: userError('WRONG_TYPE', path, '应为 true 或 false', 'It must be true or false') },
  choice: (field, given, path) => {
    const codes = field.choices?.map(choice => choice.code) ?? []
    if (typeof given === 'string' && codes.includes(given)) return { value: given }
    const list = codes.join(', ')
    return { error: userError('NOT_ALLOWED', path, `只能取：${list}`, `It must be one of: ${list}`) }
  },
}

function textFact({ maxLength = 200 }: FactField, given: unknown, path: string): Fact {
  if (typeof given !== 'string') return { error: userError('WRONG_TYPE', path, '应为文本', 'It must be a text') }
  const checked = checkText(path, given, { max: maxLength })
  return 'text' in checked ? { value: checked.text } : checked
}

/** Numbers are compared and kept as exact decimals: a JSON number and its decimal text mean the same. */
function numberFact(field: FactField, given: unknown, path: string, zh: string, en: string): Fact {
  const text = typeof given === 'number' ? String(given) : typeof given === 'string' ? given : ''
  const [, sign = '', whole = '', fraction = ''] = /^(-?)0*(\d{1,15})(?:\.(\d{1,10}))?$/.exec(text) ?? []
  const places = field.places ?? 0
  const digits = fraction.replace(/0+$/, '')
  if (whole === '' || digits.length > places) return { error: userError('WRONG_TYPE', path, zh, en) }
  const value = `${sign}${whole}${digits === '' ? '' : `.${digits}`}`
  const { min = value, max = value } = field
  if (scaled(value) < scaled(min) || scaled(value) > scaled(max)) {
    return { error: userError('OUT_OF_RANGE', path, `应在 ${min} 到 ${max} 之间`, `It must be from ${min} to ${max}`) }
  }
  return { value }
}

/** A decimal with ten places at most as a whole number of its last place. */
function scaled(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.')
  return BigInt(`${whole}${fraction.padEnd(10, '0')}`)
}

/** A real calendar date `YYYY-MM-DD` of the years 1900 to 2999. */
export const isDate = (text: string): boolean => /^(19|2\d)/.test(text) && isCalendarDate(text)
