import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { ensureRuntimeGroup, RUNTIME_GROUP } from './database-roles.ts'
import { type AppliedMigration, type MigrationFile, pendingMigrations, readMigrations } from './migration-files.ts'
import { sqlState } from './pool.ts'
import { SetupError } from './setup-error.ts'

export interface MigrateOptions {
  /** Folder of `0001_name.sql` files; the project's own unless given. */
  readonly directory?: string
  readonly log?: (message: string) => void
}

export interface MigrationStatus {
  readonly applied: readonly AppliedMigration[]
  /** File names still to apply, in order. */
  readonly pending: readonly string[]
}

const MIGRATIONS = fileURLToPath(new URL('../../../migrations', import.meta.url))

/**
 * Applies the pending migrations, one transaction a file; returns their names. Processes that start together share the
 * work safely. Throws SetupError (MIGRATION_*, DATABASE_NEWER, ROLE_MISSING); files before the refused one stay applied.
 */
export async function migrate(ownerUrl: string, options: MigrateOptions = {}): Promise<readonly string[]> {
  const files = await readMigrations(options.directory ?? MIGRATIONS)
  return withClient(ownerUrl, async client => {
    await ensureRuntimeGroup(client)
    await inTurn(client, () => client.query(BOOKKEEPING))
    const done: string[] = []
    for (;;) {
      const name = await applyNext(client, files)
      if (!name) return done
      options.log?.(`migration ${name} applied`)
      done.push(name)
    }
  })
}

/** What is applied and what is not, changing nothing. Throws SetupError as `migrate` would. */
export async function migrationStatus(ownerUrl: string, options: MigrateOptions = {}): Promise<MigrationStatus> {
  const files = await readMigrations(options.directory ?? MIGRATIONS)
  return withClient(ownerUrl, async client => {
    const { rows } = await client.query("select to_regclass('cppcc_meta.schema_migrations') is not null as exists")
    const applied = rows[0]?.exists ? await readApplied(client) : []
    return { applied, pending: pendingMigrations(files, applied).map(file => file.name) }
  })
}

// Readable by the service, so that readiness can tell an outdated schema.
const BOOKKEEPING = `
  create schema if not exists cppcc_meta;
  create table if not exists cppcc_meta.schema_migrations (
    number integer primary key check (number >= 0),
    name text not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    applied_at timestamptz not null default clock_timestamp()
  );
  grant usage on schema cppcc_meta to ${RUNTIME_GROUP};
  grant select on cppcc_meta.schema_migrations to ${RUNTIME_GROUP}`

async function readApplied(client: pg.Client): Promise<readonly AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    'select number, name, sha256, applied_at as "appliedAt" from cppcc_meta.schema_migrations order by number',
  )
  return rows
}

// The list is read again under the lock before every file: another process may have applied it meanwhile.
function applyNext(client: pg.Client, files: readonly MigrationFile[]): Promise<string | null> {
  return inTurn(client, async () => {
    const [file] = pendingMigrations(files, await readApplied(client))
    if (!file) return null
    await client.query('insert into cppcc_meta.schema_migrations (number, name, sha256) values ($1, $2, $3)', [
      file.number,
      file.name,
      file.sha256,
    ])
    try {
      await client.query(file.sql)
      // Deferred constraints would otherwise fail at commit, where nobody knows the file.
      await client.query('set constraints all immediate')
    } catch (error) {
      throw failed(file, error)
    }
    return file.name
  })
}

// Any number of our own; held to the transaction's end, so that it also works through PgBouncer's transaction mode.
const LOCK_KEY = '7016996765293437281'

// Another lock timeout follows our own lock: a second process waits its turn however long a migration takes, but a
// migration never makes the running service queue behind it for longer than this.
const SESSION = `set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0;
  set local time zone 'Asia/Shanghai'`

async function inTurn<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    await client.query(`${SESSION}; set local lock_timeout = 0; select pg_advisory_xact_lock(${LOCK_KEY})`)
    await client.query(`set local lock_timeout = '10s'`)
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'smart-cppcc migrate',
    // A frozen server, or a firewall that swallows, gives no answer at all.
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end()
  }
}

function failed(file: MigrationFile, error: unknown): SetupError {
  const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN
  const line = position > 0 ? file.sql.slice(0, position).split('\n').length : null
  const reason = `${error instanceof Error ? error.message : String(error)} (${sqlState(error) ?? '-'})`
  return new SetupError(
    'MIGRATION_FAILED',
    `迁移文件 ${file.name}${line ? ` 第 ${line} 行` : ''}执行失败,该文件已全部回滚:${reason}`,
    `Migration ${file.name}${line ? `, line ${line},` : ''} failed and was rolled back as a whole: ${reason}`,
    error,
  )
}
