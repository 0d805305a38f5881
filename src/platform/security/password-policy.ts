import { type UserError, userError } from '../../kernel/user-error.ts'
import { unguessableLength } from './guessable-password.ts'
import { MAX_PASSWORD_LENGTH, prepared } from './password.ts'

/** The rules of one profile, as data. NIST and 等保三级 contradict each other, so the installation chooses. */
export interface PasswordProfile {
  readonly minLength: number
  /** When the account also has a second factor. */
  readonly minLengthWithSecondFactor: number
  /** How many of the four classes (capital, small, digit, other) it must have. */
  readonly characterClasses: number
  /** Refused when it merely holds a word of the account, not only when it is made of such words. */
  readonly refusesAccountWords: boolean
  /** Days after which it must be changed; null: only after a compromise. */
  readonly maxAgeDays: number | null
  /** So many former passwords may not come back. */
  readonly remembered: number
}

export type PasswordProfileName = 'nist' | 'dengbao3'

export const passwordProfiles: Readonly<Record<PasswordProfileName, PasswordProfile>> = {
  // NIST SP 800-63B-4, 3.1.1.2: long, checked against a blocklist, no composition rules, no expiry.
  nist: {
    minLength: 15,
    minLengthWithSecondFactor: 8,
    characterClasses: 0,
    refusesAccountWords: false,
    maxAgeDays: null,
    remembered: 0,
  },
  // GB/T 22239-2019, 8.1.4.1 a): complex and changed at intervals; the figures are those of usual assessments.
  dengbao3: {
    minLength: 10,
    minLengthWithSecondFactor: 8,
    characterClasses: 3,
    refusesAccountWords: true,
    maxAgeDays: 90,
    remembered: 5,
  },
}

export interface PasswordContext {
  /** Path of the input field, such as `newPassword`. */
  readonly field: string
  readonly secondFactor: boolean
  /** Sign-in name, name, its pinyin, phone, organization: what an acquaintance tries first. */
  readonly accountWords: readonly string[]
}

/** With fewer characters left beside guessable parts, a password is on the blocklist. */
const FEWEST_UNGUESSABLE = 4
const SHORTEST_ACCOUNT_WORD = 2

/** What is wrong with a new password, all of it at once; empty when it may be used. Reuse: `hasher.isReused`. */
export function checkPassword(password: string, profile: PasswordProfile, context: PasswordContext): UserError[] {
  if (!password.isWellFormed() || /\p{Cc}/u.test(password)) return [invalidText(context.field)]
  const text = prepared(password)
  const length = [...text].length
  if (length > MAX_PASSWORD_LENGTH) return [tooLong(context.field, length)]
  const min = context.secondFactor ? profile.minLengthWithSecondFactor : profile.minLength
  const words = wordsOf(context.accountWords)
  return [
    length < min && tooShort(context.field, min, length),
    classesOf(text) < profile.characterClasses && tooSimple(context.field, profile.characterClasses),
    unguessableLength(text, words) < FEWEST_UNGUESSABLE && tooCommon(context.field),
    profile.refusesAccountWords && holdsOneOf(text, words) && accountWord(context.field),
  ].filter(error => error !== false)
}

/** Whether a password set at `changedAt` must be changed before anything else (等保三级 only). */
export function isPasswordExpired(changedAt: Date, now: Date, profile: PasswordProfile): boolean {
  return profile.maxAgeDays !== null && now.getTime() - changedAt.getTime() >= profile.maxAgeDays * 86_400_000
}

const wordsOf = (accountWords: readonly string[]): string[] =>
  accountWords
    .map(word => prepared(word).trim().toLowerCase())
    .filter(word => word.length >= SHORTEST_ACCOUNT_WORD && word.length <= MAX_PASSWORD_LENGTH)

const holdsOneOf = (text: string, words: readonly string[]) => words.some(word => text.toLowerCase().includes(word))

const classesOf = (text: string): number =>
  [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u].filter(kind => kind.test(text)).length

const invalidText = (field: string) =>
  userError(
    'INVALID_TEXT',
    field,
    '密码含有控制字符，请重新输入',
    'The password holds control characters; enter another',
  )

const tooLong = (field: string, length: number) =>
  userError(
    'TOO_LONG',
    field,
    `密码最多 ${MAX_PASSWORD_LENGTH} 个字符，现为 ${length} 个`,
    `At most ${MAX_PASSWORD_LENGTH} characters; the password has ${length}`,
  )

const tooShort = (field: string, min: number, length: number) =>
  userError(
    'TOO_SHORT',
    field,
    `密码至少 ${min} 个字符，现为 ${length} 个`,
    `At least ${min} characters; the password has ${length}`,
  )

const tooSimple = (field: string, classes: number) =>
  userError(
    'PASSWORD_TOO_SIMPLE',
    field,
    `密码须含大写字母、小写字母、数字、其他字符中的至少 ${classes} 类`,
    `The password needs ${classes} of: capital letters, small letters, digits, other characters`,
  )

const tooCommon = (field: string) =>
  userError(
    'PASSWORD_TOO_COMMON',
    field,
    '密码太容易猜到（常见词、键盘顺序、生日、手机号或本人信息），请换一个',
    'The password is easily guessed (common words, keyboard order, dates, phone numbers, own data); choose another',
  )

const accountWord = (field: string) =>
  userError(
    'PASSWORD_HOLDS_ACCOUNT_WORD',
    field,
    '密码不能包含账号、姓名、手机号或单位名称',
    'The password must not hold the account, name, phone number or organization',
  )
