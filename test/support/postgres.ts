import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { ensureRuntimeGroup, ensureRuntimeLogin } from '../../src/platform/db/database-roles.ts'
import { startEmbeddedPostgres } from '../../src/platform/db/embedded.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { isAlive } from '../../src/platform/db/process-state.ts'
import { MEMORY, SCRATCH } from './scratch.ts'

/**
 * Databases for tests: each test gets one of its own, cloned in some 20 ms from a migrated template. One cluster serves
 * all parallel test processes and is left running for the next run; it keeps no process alive, and
 * `node test/support/stop-postgres.ts` ends it. With TEST_DATABASE_URL (a superuser's) that server is used.
 */
export interface TestDatabase {
  readonly name: string
  readonly ownerUrl: string
  readonly runtimeUrl: string
}

interface Teardown {
  teardown(handler: () => Promise<void>): void
}

interface TestServer {
  readonly admin: pg.Pool
  readonly ownerUrl: (database: string) => string
  readonly runtimeUrl: (database: string) => string
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const MIGRATIONS = join(ROOT, 'migrations')

// A test database may be lost with the machine, but not wait for the disk.
export const TEST_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_wal_size: '96MB',
  max_connections: '200',
  shared_buffers: '64MB',
}

const OURS = `smart-cppcc-test-${process.getuid?.() ?? 0}-${createHash('sha256').update(ROOT).digest('hex').slice(0, 12)}`
export const TEST_CLUSTER = SCRATCH === MEMORY ? join(MEMORY, OURS) : join(ROOT, '.data', 'test-postgres')

let server: Promise<TestServer> | undefined
let template: Promise<string> | undefined
let count = 0

/** A database with all migrations, dropped when the test ends. */
export async function testDatabase(t: Teardown): Promise<TestDatabase> {
  server ??= startServer()
  template ??= server.then(ensureTemplate)
  return createDatabase(t, await server, await template)
}

/** A database with nothing in it, dropped when the test ends. */
export async function emptyDatabase(t: Teardown): Promise<TestDatabase> {
  server ??= startServer()
  return createDatabase(t, await server, 'template0')
}

async function startServer(): Promise<TestServer> {
  const server = await (process.env.TEST_DATABASE_URL ? existing(process.env.TEST_DATABASE_URL) : embedded())
  await dropLeftovers(server.admin)
  return server
}

async function embedded(): Promise<TestServer> {
  const server = await startEmbeddedPostgres({ dataDir: TEST_CLUSTER, settings: TEST_SETTINGS })
  const admin = adminPool(server.ownerUrl('postgres'))
  return { admin, ownerUrl: server.ownerUrl, runtimeUrl: server.runtimeUrl }
}

async function existing(url: string): Promise<TestServer> {
  const login = { name: 'cppcc_test_app', password: 'cppcc-test-only' }
  const of = (database: string, user?: typeof login) => {
    const changed = new URL(url)
    changed.pathname = `/${database}`
    if (user) Object.assign(changed, { username: user.name, password: user.password })
    return changed.href
  }
  const admin = adminPool(of('postgres'))
  const client = await admin.connect()
  await ensureRuntimeGroup(client)
  await ensureRuntimeLogin(client, login.name, login.password)
  client.release()
  return { admin, ownerUrl: database => of(database), runtimeUrl: database => of(database, login) }
}

function adminPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 2, allowExitOnIdle: true })
  pool.on('error', () => {})
  return pool
}

async function createDatabase(t: Teardown, server: TestServer, source: string): Promise<TestDatabase> {
  const name = `cppcc_test_${process.pid}_${++count}`
  await server.admin.query(`create database ${name} template ${source} strategy file_copy`)
  t.teardown(async () => {
    await server.admin.query(`drop database if exists ${name} with (force)`)
  })
  return { name, ownerUrl: server.ownerUrl(name), runtimeUrl: server.runtimeUrl(name) }
}

// What killed test processes left behind. Only where our process ids mean something.
async function dropLeftovers(admin: pg.Pool): Promise<void> {
  if (process.env.TEST_DATABASE_URL) return
  const { rows } = await admin.query<{ name: string; pid: string }>(
    "select datname as name, split_part(datname, '_', 3) as pid from pg_database where datname ~ '^cppcc_test_[0-9]+_'",
  )
  for (const { name, pid } of rows) {
    if (!isAlive(Number(pid))) await admin.query(`drop database if exists ${name} with (force)`)
  }
}

const LOCK_KEY = '7016996765293437282'
const TEMPLATES_KEPT = 4

/** One template for each content of migrations/; whoever comes first makes it, the others wait for its lock. */
async function ensureTemplate(server: TestServer): Promise<string> {
  const name = `cppcc_template_${await contentHash(MIGRATIONS)}`
  const client = await server.admin.connect()
  try {
    await client.query(`select pg_advisory_lock(${LOCK_KEY})`)
    // Marked as a template when whole; until then it is the leftover of a process that was killed.
    const found = await client.query('select from pg_database where datname = $1 and datistemplate', [name])
    if (found.rowCount === 0) {
      await client.query(`drop database if exists ${name} with (force)`)
      await client.query(`create database ${name} template template0`)
      await migrate(server.ownerUrl(name), { directory: MIGRATIONS })
      await client.query(`alter database ${name} is_template true allow_connections false`)
      await dropOldTemplates(client)
    }
    await client.query(`select pg_advisory_unlock(${LOCK_KEY})`)
  } finally {
    client.release()
  }
  return name
}

async function dropOldTemplates(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select datname as name from pg_database where datname ~ '^cppcc_template_' order by oid desc offset $1",
    [TEMPLATES_KEPT],
  )
  for (const { name } of rows) {
    await client.query(`alter database ${name} is_template false`)
    await client.query(`drop database ${name} with (force)`)
  }
}

async function contentHash(directory: string): Promise<string> {
  const hash = createHash('sha256')
  for (const name of (await readdir(directory)).filter(name => name.endsWith('.sql')).sort()) {
    hash
      .update(`${name}\0`)
      .update(await readFile(join(directory, name)))
      .update('\0')
  }
  return hash.digest('hex').slice(0, 16)
}
