import { rootCause } from './describe.ts'

/** What a log may hold of an internal error: where and which rule of the database, never values. */
export interface LoggedError {
  readonly type: string
  readonly message: string | undefined
  readonly sqlState: string | undefined
  readonly constraint: string | undefined
  readonly frames: readonly string[]
}

/**
 * drizzle's messages hold the statement with its parameters and PostgreSQL's details hold the row, so neither is
 * kept; the words of a programming mistake are, as they name code only.
 */
export function loggedError(error: unknown): LoggedError {
  const cause = rootCause(error)
  return {
    type: cause instanceof Error ? cause.name : typeof cause,
    message: isProgramming(cause) ? cause.message : undefined,
    sqlState: property(cause, 'code', /^[0-9A-Z]{5}$/),
    constraint: property(cause, 'constraint', /^[\w.]{1,128}$/),
    frames: framesOf(cause),
  }
}

const isProgramming = (error: unknown): error is Error =>
  error instanceof TypeError ||
  error instanceof ReferenceError ||
  (error instanceof Error && error.message.startsWith('Cannot return null for non-nullable field'))

/** Looks for the property on the error and on what caused it. */
function property(error: unknown, name: string, form: RegExp): string | undefined {
  let at = error
  for (let depth = 0; depth < 5 && typeof at === 'object' && at !== null; depth++) {
    const value: unknown = Reflect.get(at, name)
    if (typeof value === 'string' && form.test(value)) return value
    at = 'cause' in at ? at.cause : null
  }
  return undefined
}

function framesOf(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return stack
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, 12)
    .map(line => line.trim())
}
