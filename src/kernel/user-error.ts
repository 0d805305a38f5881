/**
 * What a person did wrong, in words that say which field, which rule and what to do.
 * Expected errors are data: they travel in a payload's `userErrors`, never as a stack trace.
 */

/** The same sentence for a Chinese and an English reader. */
export interface Bilingual {
  readonly zh: string
  readonly en: string
}

export interface UserError {
  /** One of the module's error codes, in the schema an enum value. */
  readonly code: string
  /** Path of the offending input field, or null when the whole request is meant. */
  readonly field: readonly string[] | null
  readonly message: Bilingual
}

export function userError(code: string, field: string | readonly string[] | null, zh: string, en: string): UserError {
  return { code, field: typeof field === 'string' ? field.split('.') : field, message: { zh, en } }
}

/** Thrown by a command to refuse with user errors; the transaction rolls back and the refusal is audited. */
export class Refused extends Error {
  readonly errors: readonly UserError[]

  constructor(...errors: readonly UserError[]) {
    super(errors.map(e => e.code).join(', '))
    this.name = 'Refused'
    this.errors = errors
  }
}

/** Errors of the request as a whole: they become top-level GraphQL errors or problem+json answers. */
export type ApiErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_REQUEST'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'LIMIT_EXCEEDED'
  | 'TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'
  | 'INTERNAL'

export const httpStatusOf: Readonly<Record<ApiErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_REQUEST: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  LIMIT_EXCEEDED: 400,
  TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
}

export class ApiError extends Error {
  readonly code: ApiErrorCode
  readonly text: Bilingual
  readonly field: readonly string[] | null
  /** Seconds after which the same request may succeed (RATE_LIMITED, UNAVAILABLE). */
  readonly retryAfter: number | undefined

  constructor(
    code: ApiErrorCode,
    zh: string,
    en: string,
    options: { field?: readonly string[]; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(en, options.cause === undefined ? {} : { cause: options.cause })
    this.name = 'ApiError'
    this.code = code
    this.text = { zh, en }
    this.field = options.field ?? null
    this.retryAfter = options.retryAfter
  }
}

export type Language = keyof Bilingual

/** Chinese unless the client prefers English (Accept-Language, RFC 9110 section 12.5.4). */
export function languageOf(acceptLanguage: string | undefined): Language {
  const ranges = (acceptLanguage ?? '')
    .toLowerCase()
    .split(',')
    .map(part => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const q = parameters.map(p => /^\s*q=([01](?:\.\d{0,3})?)$/.exec(p)?.[1]).find(Boolean)
      return { tag: tag.trim(), q: q === undefined ? 1 : Number(q) }
    })
  const weight = (prefix: string) => Math.max(0, ...ranges.filter(r => r.tag.startsWith(prefix)).map(r => r.q))
  return weight('en') > weight('zh') ? 'en' : 'zh'
}
