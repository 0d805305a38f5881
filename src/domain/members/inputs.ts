import { isIdentityNumber, normaliseIdentityNumber, type Sex } from '../../kernel/identity-number.ts'
import { checkText, type TextRule } from '../../kernel/text.ts'
import { type UserError, userError } from '../../kernel/user-error.ts'
import { readEthnicity } from './roster/person-fields.ts'
import { type Birth, birthFault, birthInNumber, contradictions, phoneIn } from './rules.ts'

/** Fields of a person as clients send them: undefined is not sent, null takes away. */
export interface PersonInput {
  readonly name?: string | null
  readonly sex?: Sex | null
  readonly ethnicity?: string | null
  readonly birth?: { readonly year: number; readonly month?: number | null; readonly day?: number | null } | null
  readonly party?: string | null
  readonly phone?: string | null
  readonly identityNumber?: string | null
}

/** Fields of a seat as clients send them. */
export interface SeatInput {
  readonly sector?: string | null
  readonly specialCommittee?: string | null
  readonly positions?: readonly string[] | null
  readonly isStanding?: boolean | null
  readonly workUnit?: string | null
  readonly joinedOn?: string | null
  readonly joinedBy?: 'TERM' | 'BY_ELECTION' | null
  readonly remarks?: string | null
}

/** Texts and numbers of the input in the form they are stored; what was not sent is undefined. */
export interface Checked {
  readonly name: string | undefined
  readonly ethnicity: string | null | undefined
  readonly birth: Birth | null | undefined
  readonly phone: string | null | undefined
  readonly identityNumber: string | null | undefined
  readonly workUnit: string | undefined
  readonly remarks: string | undefined
  readonly errors: readonly UserError[]
}

const NAME: TextRule = { max: 50 }
const WORK_UNIT: TextRule = { max: 200, min: 0 }
const REMARKS: TextRule = { max: 1_000, min: 0, multiline: true }
const ETHNICITY: TextRule = { max: 20 }
const NUMBER: TextRule = { max: 40 }

/** Checks the form of all fields and collects every error. `today` is the business date. */
export function checkMemberInput(input: PersonInput & SeatInput, today: string): Checked {
  const errors: UserError[] = []
  const text = (field: string, value: string, rule: TextRule): string | undefined => {
    const checked = checkText(`input.${field}`, value, rule)
    if ('text' in checked) return checked.text
    errors.push(checked.error)
    return undefined
  }
  const fail = (code: string, field: string, zh: string, en: string): undefined => {
    errors.push(userError(code, `input.${field}`, zh, en))
  }
  /** null and undefined stay what they are; a bad value is undefined and an error. */
  const optional = <T>(
    value: string | null | undefined,
    read: (value: string) => T | undefined,
  ): T | null | undefined => (value === null || value === undefined ? value : read(value))

  const phone = (value: string) => {
    const number = text('phone', value, NUMBER)
    if (number === undefined) return undefined
    return (
      phoneIn(number) ??
      fail(
        'INVALID_PHONE',
        'phone',
        '不是有效的手机号（11 位，境外号码以 + 开头）',
        'Not a mobile number: 11 digits, or + and the country code for one abroad',
      )
    )
  }
  const identityNumber = (value: string) => {
    const number = text('identityNumber', value, NUMBER)
    if (number === undefined) return undefined
    if (!isIdentityNumber(number)) {
      return fail(
        'INVALID_IDENTITY_NUMBER',
        'identityNumber',
        '不是有效的公民身份号码（18 位，校验码须正确）',
        'Not an identity number: 18 characters with a real date and the right check character',
      )
    }
    // It is taken for the date of birth where none is sent.
    const stated = birthInNumber(number)
    const fault = stated && birthFault(stated, today)
    if (fault) return fail('INVALID_BIRTH', 'identityNumber', BIRTH_FAULTS[fault].zh, BIRTH_FAULTS[fault].en)
    return normaliseIdentityNumber(number)
  }
  const ethnicity = (value: string) => {
    const name = text('ethnicity', value, ETHNICITY)
    if (name === undefined) return undefined
    const read = readEthnicity(name)
    return 'value' in read
      ? read.value
      : fail('UNKNOWN_ETHNICITY', 'ethnicity', read.problem.message.zh, read.problem.message.en)
  }
  return {
    name: input.name === undefined ? undefined : text('name', input.name ?? '', NAME),
    ethnicity: optional(input.ethnicity, ethnicity),
    birth: birthIn(input.birth, today, fail),
    phone: optional(input.phone, phone),
    identityNumber: optional(input.identityNumber, identityNumber),
    workUnit: input.workUnit === undefined ? undefined : text('workUnit', input.workUnit ?? '', WORK_UNIT),
    remarks: input.remarks === undefined ? undefined : text('remarks', input.remarks ?? '', REMARKS),
    errors,
  }
}

type Fail = (code: string, field: string, zh: string, en: string) => undefined

const BIRTH_FAULTS = {
  DAY_WITHOUT_MONTH: { zh: '填写出生日时须填写出生月', en: 'A day of birth needs its month' },
  NO_SUCH_DATE: { zh: '出生日期不存在', en: 'There is no such date' },
  OUT_OF_RANGE: {
    zh: '出生年份应不早于 1900 年，且委员须年满 18 周岁',
    en: 'Members are born in 1900 or later and are 18 or older',
  },
} as const

function birthIn(input: PersonInput['birth'], today: string, fail: Fail): Birth | null | undefined {
  if (!input) return input
  const birth = { year: input.year, month: input.month ?? null, day: input.day ?? null }
  const fault = birthFault(birth, today)
  return fault ? fail('INVALID_BIRTH', 'birth', BIRTH_FAULTS[fault].zh, BIRTH_FAULTS[fault].en) : birth
}

/** What the identity number says otherwise. */
export const identityErrors = (identityNumber: string, sex: Sex | null, birth: Birth | null): UserError[] =>
  contradictions(identityNumber, sex, birth).map(what =>
    what === 'SEX'
      ? userError(
          'IDENTITY_MISMATCH',
          'input.sex',
          '性别与身份证号不一致，请核对',
          'The sex differs from the identity number',
        )
      : userError(
          'IDENTITY_MISMATCH',
          'input.birth',
          '出生日期与身份证号不一致，请核对',
          'The date of birth differs from the identity number',
        ),
  )

/** No term has lasted so long; the end of the present one is not known. */
const TERM_YEARS_MAX = 10

/** Members of a term join within it, or in the months before, when the next committee is being named. */
export function joinedOnErrors(
  joinedOn: string,
  term: { readonly startsOn: string; readonly endsOn: string | null },
): UserError[] {
  const yearsOn = (years: number) => `${Number(term.startsOn.slice(0, 4)) + years}${term.startsOn.slice(4)}`
  const [earliest, until] = [yearsOn(-1), term.endsOn ?? yearsOn(TERM_YEARS_MAX)]
  if (joinedOn >= earliest && joinedOn <= until) return []
  return [
    userError(
      'DATE_OUT_OF_RANGE',
      'input.joinedOn',
      `任职日期应在 ${earliest} 至本届届满（${until}）之间`,
      `The date must lie between ${earliest} and the end of the term (${until})`,
    ),
  ]
}
