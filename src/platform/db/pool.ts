import pg from 'pg'
import { cuttable, startHeartbeat } from './heartbeat.ts'

/**
 * Two pools over one database. Reads are single statements; commands are transactions, which wait for the disk, and whose
 * statements go together (burst.ts).
 */
export interface Database {
  readonly reads: pg.Pool
  readonly writes: pg.Pool
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly url: string
  /** Connections in all; half of them, at least one, for commands: they wait for the disk, reads for the processor. */
  readonly poolSize: number
  readonly onError: (error: Error) => void
  /** Off for PgBouncer, which refuses startup options; then set them on the role (docs/operations.md). */
  readonly sessionOptions?: boolean
}

// JIT costs more than it brings on statements of milliseconds; the timeouts end what nobody waits for any more. Statements are
// planned once a connection and not for the values of each request: PostgreSQL would, where running is cheap, though planning
// takes longer. What the planner has to know of a read (how many rows, whose rights, which state) stands in its text.
const SESSION_OPTIONS = [
  'TimeZone=Asia/Shanghai',
  'jit=off',
  'statement_timeout=15s',
  'lock_timeout=5s',
  'idle_in_transaction_session_timeout=30s',
  'plan_cache_mode=force_generic_plan',
]

export function openDatabase(options: DatabaseOptions): Database {
  const connections = cuttable()
  const common: pg.PoolConfig = {
    connectionString: options.url,
    stream: connections.stream,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'smart-cppcc',
    ...(options.sessionOptions === false ? {} : { options: SESSION_OPTIONS.map(setting => `-c ${setting}`).join(' ') }),
  }
  const forWrites = Math.max(1, Math.floor(options.poolSize / 2))
  const reads = new pg.Pool({ ...common, max: Math.max(1, options.poolSize - forWrites) })
  const writes = new pg.Pool({ ...common, max: forWrites })
  for (const pool of [reads, writes]) {
    pool.on('error', options.onError)
    // The pool listens only while a connection is idle; one that dies at work fails its statement, and must not end the process.
    pool.on('connect', client => client.on('error', () => {}))
  }
  const heartbeat = startHeartbeat({
    url: options.url,
    isBusy: () => reads.totalCount > reads.idleCount || writes.totalCount > writes.idleCount,
    onSilence: () => {
      options.onError(new Error('the database does not answer: its connections are cut'))
      connections.cut('the database does not answer')
    },
  })
  return {
    reads,
    writes,
    close: async () => {
      await Promise.all([reads.end(), writes.end(), heartbeat.stop()])
    },
  }
}

/** SQLSTATE of a database error, looked up through drizzle's wrapper. */
export function sqlState(error: unknown): string | undefined {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('code' in e && typeof e.code === 'string' && /^[0-9A-Z]{5}$/.test(e.code)) return e.code
  }
  return undefined
}
