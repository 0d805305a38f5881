import { GraphQLError } from 'graphql'
import { type Bilingual, Refused } from '../../../kernel/user-error.ts'
import { problemOf } from '../../http/error-mapping.ts'
import { type Problem, problemOfStatus } from '../../http/problem-types.ts'
import { cleanMessage, isSyntax, variableOf } from './redact.ts'

/** What a client may know of one error, before it is put into its language. */
export interface Described {
  readonly status: number
  readonly code: string
  readonly text: Bilingual
  /** The rule that refused, when the code alone does not say it (`DEPTH`, `PAGE_SIZE`, `INVALID_TEXT` …). */
  readonly rule: string | null
  readonly field: readonly string[] | null
  readonly headers: Readonly<Record<string, string>>
}

/** `words`: the names a client wrote itself, when all others are to be hidden; null shows the schema's names. */
export function describeError(error: unknown, words: ReadonlySet<string> | null): Described {
  const cause = rootCause(error)
  if (cause instanceof GraphQLError) {
    return error instanceof GraphQLError && isClients(error) ? ofDocument(error, words) : internal()
  }
  const described = ofProblem(cause instanceof Refused ? ofRefused(cause) : problemOf(cause))
  const variable = error instanceof GraphQLError ? variableOf(error) : null
  return variable ? { ...described, field: cleanMessage(asGraphql(error), words).field } : described
}

const asGraphql = (error: unknown): GraphQLError => (error instanceof GraphQLError ? error : new GraphQLError(''))

/** The error that was thrown, below what graphql-js and mercurius wrapped around it. */
export function rootCause(error: unknown): unknown {
  let cause = error
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError
  return cause
}

/**
 * graphql-js throws the same class for a client's mistakes and for the server's. Without a path it was found before
 * execution; with one only the coercion of arguments is the client's (a nullable variable in a non-null place).
 */
function isClients(error: GraphQLError): boolean {
  return error.path === undefined || error.message.startsWith('Argument "')
}

function ofDocument(error: GraphQLError, words: ReadonlySet<string> | null): Described {
  const { text, field } = cleanMessage(error, words)
  const syntax = isSyntax(error)
  return {
    status: 400,
    code: syntax ? 'GRAPHQL_PARSE_FAILED' : 'GRAPHQL_VALIDATION_FAILED',
    text: { zh: `${syntax ? '查询语法错误' : '查询不符合接口定义'}：${text}`, en: text },
    rule: null,
    field,
    headers: {},
  }
}

/** A refused command belongs into a payload's userErrors; should one come here, it is still the client's to mend. */
function ofRefused(error: Refused): Problem {
  const problem = problemOf(error)
  return { ...problem, status: 400, code: 'BAD_REQUEST' }
}

function ofProblem(problem: Problem): Described {
  const [first] = problem.errors
  const challenge = problem.status === 401 ? { 'www-authenticate': 'Bearer' } : {}
  return {
    status: problem.status,
    code: problem.code,
    text: problem.text,
    rule: first && first.code !== problem.code ? first.code : null,
    field: first?.field ?? null,
    headers: { ...challenge, ...problem.headers },
  }
}

const internal = (): Described => ofProblem(problemOfStatus(500))
