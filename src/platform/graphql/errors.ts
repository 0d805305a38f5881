import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import { type ExecutionResult, type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { MercuriusContext } from 'mercurius'
import { type Language, languageOf } from '../../kernel/user-error.ts'
import { type Described, describeError } from './errors/describe.ts'
import { loggedError } from './errors/log.ts'
import { shorten, wordsOf } from './errors/redact.ts'
import { mediaTypeFor } from './media-type.ts'

export interface ErrorOptions {
  /** Hide names of the schema that the client did not write itself: true wherever introspection is off. */
  readonly hideSchema: boolean
}

/** A GraphQL answer of errors only, or with the data that was reached. */
export interface ErrorAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly errors: readonly GraphQLFormattedError[]
}

type Failed = ExecutionResult & Required<Pick<ExecutionResult, 'errors'>>

interface Formatted {
  readonly statusCode: number
  readonly response: FormattedExecutionResult
}

// An answer without data stays under 2 KB, whatever was sent; with data every failed field is named, to a bound.
const BARE_ANSWER_BYTES = 1_900
const MAX_ERRORS = 100

/**
 * Mercurius' `errorFormatter`: coded errors in the client's language, internals masked and logged. The HTTP status is
 * that of the error when the whole request failed, 200 when some data was reached.
 */
export function createErrorFormatter(options: ErrorOptions) {
  return <TContext extends MercuriusContext>(execution: Failed, context: TContext): Formatted => {
    // In subscriptions there is no reply, though the type says so.
    const reply: FastifyReply | undefined = context.reply
    const answer = answerErrors(execution.errors.flatMap(collected), execution.data, reply?.request, options)
    // Fastify took the type away with the other headers when it came to an error.
    reply?.type(mediaTypeFor(reply.request))
    if (answer.status !== 200) reply?.headers({ ...answer.headers })
    const { status, errors } = answer
    // Without `data` the client knows that nothing was executed (GraphQL, section 7.1).
    const response = execution.data === undefined ? { errors } : { data: execution.data, errors }
    return { statusCode: status, response }
  }
}

/** Answers a request refused before mercurius sees it, in the same form. */
export function sendErrors(error: unknown, request: FastifyRequest, reply: FastifyReply, options: ErrorOptions) {
  const answer = answerErrors([error], undefined, request, options)
  return reply
    .code(answer.status)
    .headers({ ...answer.headers })
    .send({ errors: answer.errors })
}

/** Mercurius throws all validation errors as one. */
function collected(error: GraphQLError): unknown[] {
  const original: unknown = error.originalError
  const several = typeof original === 'object' && original !== null && 'errors' in original ? original.errors : null
  // A refusal has a list of its own, and stays one error.
  const isList = Array.isArray(several) && several.length > 0 && several.every(one => one instanceof GraphQLError)
  return isList ? several : [error]
}

function answerErrors(
  errors: readonly unknown[],
  data: ExecutionResult['data'] | undefined,
  request: FastifyRequest | undefined,
  options: ErrorOptions,
): ErrorAnswer {
  const words = options.hideSchema ? wordsOf(request?.body) : null
  const described = errors.slice(0, MAX_ERRORS).map(error => ({ error, about: describeError(error, words) }))
  for (const { error, about } of described) noteError(error, about, request?.log)
  const language = languageOf(request?.headers['accept-language'])
  const formatted = described.map(({ error, about }) => format(error, about, language, request?.id ?? ''))
  if (!wholeFailed(errors, data)) return { status: 200, headers: {}, errors: formatted }
  const worst = described.map(one => one.about).reduce((a, b) => (b.status >= 500 && a.status < 500 ? b : a))
  const bare = data === undefined ? underBytes(formatted, BARE_ANSWER_BYTES) : formatted
  return { status: worst.status, headers: worst.headers, errors: bare }
}

/** A fault of the service is an error, with where it was; what a client did wrong is nothing that an operator can mend. */
export function noteError(error: unknown, about: Described, log: FastifyBaseLogger | undefined): void {
  if (about.status >= 500) log?.error({ failure: loggedError(error), code: about.code }, 'GraphQL request failed')
  else log?.debug({ code: about.code, rule: about.rule }, 'GraphQL request refused')
}

function format(error: unknown, about: Described, language: Language, requestId: string): GraphQLFormattedError {
  const { locations, path } = error instanceof GraphQLError ? error : {}
  return {
    message: about.text[language],
    // Overlapping fields name every place; three say enough.
    ...(locations && locations.length > 0 ? { locations: locations.slice(0, 3) } : {}),
    ...(path ? { path } : {}),
    extensions: {
      code: about.code,
      requestId,
      ...(about.rule === null ? {} : { rule: about.rule }),
      ...(about.field === null ? {} : { field: about.field.slice(0, 8).map(name => shorten(name, 40)) }),
    },
  }
}

/** True when nothing came of any root field: then the status may speak for the whole. */
function wholeFailed(errors: readonly unknown[], data: ExecutionResult['data'] | undefined): boolean {
  if (data === undefined || data === null) return true
  const failed = new Set(errors.map(error => (error instanceof GraphQLError ? error.path?.[0] : undefined)))
  return Object.entries(data).every(([name, value]) => value === null && failed.has(name))
}

function underBytes(errors: readonly GraphQLFormattedError[], bytes: number): GraphQLFormattedError[] {
  const kept: GraphQLFormattedError[] = []
  let used = 20
  for (const error of errors) {
    used += Buffer.byteLength(JSON.stringify(error)) + 1
    if (kept.length > 0 && used > bytes) break
    kept.push(error)
  }
  return kept
}
