import { businessDate } from '../../kernel/clock.ts'
import { isCalendarDate } from '../../kernel/dates.ts'
import { normalisePhone } from '../../kernel/phone.ts'
import { checkText } from '../../kernel/text.ts'
import { Refused, type UserError, userError } from '../../kernel/user-error.ts'
import { type Permission, type Role, rightsOf } from './roles.ts'

export const MAX_LOGIN_LENGTH = 64
export const MAX_NAME_LENGTH = 50
/** Bounds the plain lists of `viewer`. */
export const MOST_SESSIONS = 20
export const MOST_TOKENS = 50
export const MOST_AT_ONCE = 200
const TOKEN_DAYS = 366

/**
 * The one spelling of a sign-in name: a phone number as its eleven digits, anything else half-width and in lower case.
 * Typed on a Chinese keyboard it is often full-width.
 */
export const normaliseLogin = (typed: string): string =>
  normalisePhone(typed) ?? typed.normalize('NFKC').trim().toLowerCase()

const LOGIN = /^[\p{L}\p{N}._@+-]{2,64}$/u

/** A new sign-in name in its normal form. Throws Refused. */
export function checkedLogin(field: string, typed: string): string {
  const login = normaliseLogin(checkedText(field, typed, MAX_LOGIN_LENGTH))
  // Not every letter keeps its one code point in lower case; such a name could not be found again.
  if (LOGIN.test(login) && login === login.toLowerCase().normalize('NFKC')) return login
  throw new Refused(
    userError(
      'INVALID_FORMAT',
      field,
      '登录名须为 2 至 64 个字母、汉字、数字或 . _ @ + -，不含空格',
      'A sign-in name has 2 to 64 letters, digits or . _ @ + - and no spaces',
    ),
  )
}

/** A line of text as it is stored. Throws Refused. */
export function checkedText(field: string, input: string, max: number): string {
  const checked = checkText(field, input, { max })
  if ('error' in checked) throw new Refused(checked.error)
  return checked.text
}

/** How long a session lives: unused, and in all. Seconds. */
export interface SessionLifetime {
  readonly idle: number
  readonly whole: number
}
const HOUR = 3_600
const DAY = 24 * HOUR

export const sessionLifetimes: Readonly<Record<'nist' | 'dengbao3', SessionLifetime>> = {
  // NIST SP 800-63B-4, 2.1.3: at AAL1 a session is proven anew after 30 days at the latest.
  nist: { idle: 14 * DAY, whole: 30 * DAY },
  // GB/T 22239-2019, 8.1.4.1 b): ends by itself when unused.
  dengbao3: { idle: 12 * HOUR, whole: 7 * DAY },
}

/** When a session ends if it is not used again. */
export function sessionEnd(startedAt: Date, now: Date, { idle, whole }: SessionLifetime): Date {
  return new Date(Math.min(now.getTime() + idle * 1_000, startedAt.getTime() + whole * 1_000))
}

/** A refresh token used again within this time, its successor still unused, is a lost answer and not a theft. */
export const LOST_ANSWER_MS = 30_000

/** 等保三级: who runs the system, who gives out rights and who checks both are three. */
const SEPARATED: ReadonlySet<Role> = new Set(['ORGANIZATION_ADMINISTRATOR', 'SECURITY_ADMINISTRATOR', 'AUDITOR'])

/** A role among those held in one committee that may not meet the new one; undefined when it may be given. */
export const roleAgainst = (role: Role, held: readonly Role[]): Role | undefined =>
  SEPARATED.has(role) ? held.find(other => other !== role && SEPARATED.has(other)) : undefined

const NO_STAFF: ReadonlySet<Role> = new Set(['MEMBER', 'SECTOR_CONVENOR'])
export const isStaff = (held: readonly Role[]): boolean => held.some(role => !NO_STAFF.has(role))

/** Who gives out rights or checks others: an administrator of accounts must not get at such an account. */
export const isGuardian = (held: readonly Role[]): boolean =>
  held.some(role => rightsOf(role).own.some(permission => permission === 'ROLE_MANAGE' || permission === 'AUDIT_READ'))

/** What no script may do, whoever made its token. */
const NOT_FOR_TOKENS: ReadonlySet<Permission> = new Set<Permission>(['ROLE_MANAGE'])

export interface TokenWish {
  readonly name: string
  readonly scopes: readonly Permission[]
  /** Last day on which it works, `YYYY-MM-DD`. */
  readonly expiresOn: string
}

/** What is wrong with a personal access token asked for by someone with these permissions; all of it at once. */
export function checkToken(wish: TokenWish, holds: (permission: Permission) => boolean, now: Date): UserError[] {
  const name = checkText('input.name', wish.name, { max: MAX_NAME_LENGTH })
  return [
    ...('error' in name ? [name.error] : []),
    ...(wish.scopes.length === 0
      ? [userError('REQUIRED', 'input.scopes', '至少选择一项权限', 'Choose at least one scope')]
      : []),
    ...[...new Set(wish.scopes)].flatMap(scope => scopeErrors(scope, holds)),
    ...dayErrors(wish.expiresOn, now),
  ]
}

function scopeErrors(scope: Permission, holds: (permission: Permission) => boolean): UserError[] {
  if (NOT_FOR_TOKENS.has(scope)) {
    return [
      userError('SCOPE_NOT_ALLOWED', 'input.scopes', `访问令牌不能包含权限 ${scope}`, `A token cannot carry ${scope}`),
    ]
  }
  return holds(scope)
    ? []
    : [
        userError(
          'SCOPE_NOT_HELD',
          'input.scopes',
          `您没有权限 ${scope}，不能授予令牌`,
          `You do not hold ${scope} yourself`,
        ),
      ]
}

function dayErrors(expiresOn: string, now: Date): UserError[] {
  // The terminal takes any text; clients of the API are asked by its scalar already.
  if (!isCalendarDate(expiresOn)) {
    return [
      userError(
        'INVALID_FORMAT',
        'input.expiresOn',
        '须为真实存在的日期，如 2024-03-05',
        'It must be a real calendar date, as 2024-03-05',
      ),
    ]
  }
  const today = businessDate(now)
  const latest = businessDate(new Date(now.getTime() + TOKEN_DAYS * DAY * 1_000))
  if (expiresOn >= today && expiresOn <= latest) return []
  return [
    userError(
      'OUT_OF_RANGE',
      'input.expiresOn',
      `有效期须在 ${today} 至 ${latest} 之间`,
      `It must lie between ${today} and ${latest}`,
    ),
  ]
}

/** The first moment after a business date. */
export const endOfDay = (day: string): Date => new Date(Date.parse(`${day}T00:00:00+08:00`) + DAY * 1_000)
