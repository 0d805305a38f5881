import { GraphQLError, Kind } from 'graphql'

/** A message of graphql-js made fit for a client, and the input field it speaks of. */
export interface CleanMessage {
  readonly text: string
  readonly field: readonly string[] | null
}

const MAX_LENGTH = 240
const BUILT_IN = new Set(['Int', 'Float', 'String', 'Boolean', 'ID'])

/**
 * Cleans a validation or coercion error: no "Did you mean", no echo of the refused value (it may be a password),
 * and, when `words` are given, no name of the schema that the client did not write itself.
 */
export function cleanMessage(error: GraphQLError, words: ReadonlySet<string> | null): CleanMessage {
  const variable = variableOf(error)
  const message = variable ? `${variable.path}: ${variable.reason}` : withoutValue(error.message)
  const plain = cut(message, 'Did you mean').trimEnd()
  const hidden = words === null || isSyntax(error) ? plain : hideNames(plain, words)
  return { text: shorten(hidden), field: variable ? ['variables', ...segments(variable.path)] : null }
}

export const isSyntax = (error: GraphQLError): boolean => error.message.startsWith('Syntax Error')

const cut = (text: string, from: string): string => {
  const at = text.indexOf(from)
  return at < 0 ? text : text.slice(0, at)
}

export const shorten = (text: string, max = MAX_LENGTH): string =>
  text.length <= max ? text : `${text.slice(0, max).toWellFormed()}…`

const segments = (path: string): string[] => path.split(/[.[\]]+/).filter(part => part !== '')

interface VariableError {
  /** As `input.items[2].title`. */
  readonly path: string
  readonly reason: string
}

/** graphql-js puts the refused value into the message; the reason and the path can be had without it. */
export function variableOf(error: GraphQLError): VariableError | null {
  const [node] = error.nodes ?? []
  const reason = error.originalError
  if (node?.kind !== Kind.VARIABLE_DEFINITION || !(reason instanceof GraphQLError)) return null
  const prefix = error.message.slice(0, -reason.message.length)
  const path = / at "([^"]*)"; $/.exec(prefix)?.[1]
  return { path: path ?? node.variable.name.value, reason: reason.message }
}

/** graphql-jit says the same without its nodes: then only the variable can be named. */
function withoutValue(message: string): string {
  const name = /^Variable "\$(\w+)" got invalid value /.exec(message)?.[1]
  return name === undefined ? message : `Variable "$${name}" got an invalid value`
}

const hideNames = (text: string, words: ReadonlySet<string>): string =>
  text.replace(/"[^"]*"/g, quoted =>
    quoted.replace(/[_A-Za-z][_0-9A-Za-z]*/g, name => (BUILT_IN.has(name) || words.has(name) ? name : '…')),
  )

const MAX_WORDS_FROM = 65_536

/** The names a client itself wrote: in its document and in its variables. */
export function wordsOf(body: unknown): ReadonlySet<string> {
  if (typeof body !== 'object' || body === null) return new Set()
  const query = 'query' in body && typeof body.query === 'string' ? body.query : ''
  const variables = 'variables' in body ? JSON.stringify(body.variables ?? null) : ''
  const text = `${query} ${variables}`.slice(0, MAX_WORDS_FROM)
  return new Set(text.match(/[_A-Za-z][_0-9A-Za-z]*/g))
}
