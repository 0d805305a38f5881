/** An error as it may be logged. */
export interface LoggedError {
  readonly type: string
  readonly message?: string
  readonly code?: string
  readonly constraint?: string
  readonly table?: string
  readonly schema?: string
  readonly routine?: string
  readonly stack?: string
  readonly cause?: LoggedError
}

/**
 * Errors of the database quote rows and parameters in message, detail and query, so of them only SQLSTATE, constraint,
 * table and the server's routine are kept; of all others the message, and of every error the stack without the message.
 */
export function safeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error }
  const fromDatabase = isFromDatabase(error)
  const cause = depth < 3 && error.cause !== undefined ? safeError(error.cause, depth + 1) : undefined
  return {
    type: error.name,
    ...(fromDatabase ? {} : { message: error.message }),
    ...pick(error, 'code'),
    ...(fromDatabase ? databaseFields(error) : {}),
    ...(error.stack === undefined ? {} : { stack: framesOf(error.stack) }),
    ...(cause === undefined ? {} : { cause }),
  }
}

/** node-postgres' DatabaseError has a severity; drizzle's error holds the query and its parameters. */
function isFromDatabase(error: Error): boolean {
  return 'severity' in error || ('query' in error && 'params' in error)
}

const databaseFields = (error: Error) => ({
  ...pick(error, 'constraint'),
  ...pick(error, 'table'),
  ...pick(error, 'schema'),
  ...pick(error, 'routine'),
})

function pick<K extends string>(error: Error, key: K): { [P in K]?: string } {
  const value: unknown = Reflect.get(error, key)
  const found: { [P in K]?: string } = {}
  if (typeof value === 'string') found[key] = value
  return found
}

const framesOf = (stack: string): string =>
  stack
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .join('\n')
