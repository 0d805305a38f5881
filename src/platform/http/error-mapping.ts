import { ApiError, httpStatusOf, Refused, userError } from '../../kernel/user-error.ts'
import { isHttpProblem, type Problem, problemOfStatus } from './problem-types.ts'

/** What an outsider may know of an error. Anything not recognised becomes a 500 without its words. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refused) return ofRefused(error)
  if (error instanceof ApiError) return ofApiError(error)
  if (isHttpProblem(error)) return error.problem
  if (isUnavailable(error)) return problemOfStatus(503, { 'retry-after': '1' })
  const status = statusOf(error)
  // The words of libraries are not shown: some quote the input, all are in one language.
  return problemOfStatus(status >= 400 && status < 500 ? status : status === 503 ? 503 : 500)
}

function ofRefused(error: Refused): Problem {
  const [first] = error.errors
  const text = first?.message ?? problemOfStatus(422).text
  return { status: 422, code: 'REFUSED', text, errors: error.errors, headers: {} }
}

function ofApiError(error: ApiError): Problem {
  return {
    status: httpStatusOf[error.code],
    code: error.code,
    text: error.text,
    errors: error.field ? [userError(error.code, error.field, error.text.zh, error.text.en)] : [],
    headers: error.retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(error.retryAfter)) },
  }
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 500
  const status = 'statusCode' in error ? error.statusCode : undefined
  return typeof status === 'number' && Number.isInteger(status) ? status : 500
}

// Class 08 connection, 53 resources, 57 operator intervention, 55P03 lock timeout, 40001 and 40P01 after all retries.
const TRANSIENT_SQLSTATE = /^(?:08...|53...|57014|57P0[1-5]|55P03|40001|40P01)$/
/** What node-postgres and its pool say without a code: when a connection ends, before a statement or under it. */
const CODELESS =
  /^(?:timeout exceeded when trying to connect|timeout expired|Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|Cannot use a pool after calling end)/
const TRANSIENT_NETWORK = /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND)$/

/** True when the database or a service behind it is away or overloaded: the same request may succeed later. */
export function isUnavailable(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (TRANSIENT_SQLSTATE.test(code) || TRANSIENT_NETWORK.test(code)) return true
  const message = error instanceof Error ? error.message : ''
  if (CODELESS.test(message)) return true
  return 'cause' in error && isUnavailable(error.cause, depth + 1)
}
