import { randomBytes } from 'node:crypto'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { ensureDatabase, ensureRuntimeGroup, ensureRuntimeLogin } from './database-roles.ts'
import { type Cluster, OWNER, openCluster } from './embedded-cluster.ts'
import { adoptOrStart, freePort, type Server, type Settings, stopServer, withOwner } from './embedded-server.ts'
import { isAlive } from './process-state.ts'

/** The login role the service works with: no owner, bound by row-level security. */
export const RUNTIME_LOGIN = 'cppcc_app'
export const DEFAULT_DATABASE = 'smart_cppcc'

export interface EmbeddedOptions {
  /** Made on first use. One cluster, shared by all processes that name the same folder. */
  readonly dataDir: string
  /** One line for the operator: started, adopted, died, restarted. */
  readonly log?: (message: string) => void
  /** Server settings over the defaults; tests turn `fsync` off. Ignored by a server that is adopted. */
  readonly settings?: Settings
  /** How long a failing first start is repeated, in milliseconds; 10 s unless given. */
  readonly patienceMs?: number
}

export interface EmbeddedPostgres {
  /** URL of the superuser, for migrations and administration. Database: `smart_cppcc` unless named. */
  ownerUrl(database?: string): string
  /** URL of the service's login. */
  runtimeUrl(database?: string): string
  /** The server was running already. */
  readonly adopted: boolean
  /** Process id of the server; another one after a restart. */
  readonly pid: number
  /** Ends the supervision, and the server unless another living process uses it too. May be called twice. */
  stop(): Promise<void>
}

// For two cores; the log carries neither values nor the rows that broke a constraint, which may be personal data.
const DEFAULTS: Settings = {
  max_connections: '60',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  max_wal_size: '512MB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'Asia/Shanghai',
  log_timezone: 'Asia/Shanghai',
  log_checkpoints: 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

/**
 * A real PostgreSQL from the npm packages, on 127.0.0.1 only, restarted on the same port when it dies. It installs no
 * signal handler and keeps no process alive. Throws SetupError when it cannot be made or started.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => {})
  const settings = { ...DEFAULTS, ...options.settings }
  const opened = await openCluster(options.dataDir, {
    port: (await freePort(0)) ?? 54_320,
    sync: settings.fsync !== 'off',
  })
  const seat = await takeSeat(opened)
  const first = await begin(opened, settings, options.patienceMs).catch(async (error: unknown) => {
    await rm(seat, { force: true })
    throw error
  })
  const { cluster, adopted } = first
  log(`database ${adopted ? 'adopted' : 'started'}: process ${first.pid}, port ${cluster.access.port}`)
  const supervised = supervise(first, settings, log)
  const url = (user: string, password: string, database = DEFAULT_DATABASE) =>
    `postgres://${user}:${password}@127.0.0.1:${cluster.access.port}/${encodeURIComponent(database)}?sslmode=disable`
  let stopped: Promise<void> | undefined
  return {
    ownerUrl: database => url(OWNER, cluster.access.ownerPassword, database),
    runtimeUrl: database => url(RUNTIME_LOGIN, cluster.access.runtimePassword, database),
    adopted,
    get pid() {
      return supervised.server().pid
    },
    stop: () => {
      stopped ??= supervised.release().then(server => leave(server, seat))
      return stopped
    },
  }
}

async function begin(opened: Cluster, settings: Settings, patienceMs?: number): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    const server = await adoptOrStart(opened, settings, {
      movable: true,
      ...(patienceMs === undefined ? {} : { patienceMs }),
    })
    try {
      await withOwner(server.cluster, async client => {
        await ensureRuntimeGroup(client)
        await ensureRuntimeLogin(client, RUNTIME_LOGIN, server.cluster.access.runtimePassword)
        await ensureDatabase(client, DEFAULT_DATABASE)
      })
      return server
    } catch (error) {
      // The process that owned the server may have stopped it just after we adopted it.
      if (attempt === 5) throw error
      await delay(100)
    }
  }
}

const LONGEST_PAUSE_MS = 5_000

// A server that dies is brought back for as long as we live: a full disk may be emptied at any time.
function supervise(first: Server, settings: Settings, log: (message: string) => void) {
  let server = first
  let released = false
  let revival: Promise<void> = Promise.resolve()
  const revive = async () => {
    log(`database process ${server.pid} died; restarting`)
    for (let pause = 100; !released; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        server = await adoptOrStart(server.cluster, settings)
        log(`database restarted: process ${server.pid}`)
        watch()
        return
      } catch (error) {
        log(`database not restarted: ${error instanceof Error ? error.message : String(error)}`)
        await delay(pause)
      }
    }
  }
  const watch = () => {
    void server.gone.then(() => {
      if (!released) revival = revive()
    })
  }
  watch()
  return {
    server: () => server,
    release: async () => {
      released = true
      await revival
      return server
    },
  }
}

// Every process using the cluster has a file in `users/`; the last living one to leave stops the server, so that a
// command on the terminal never stops it under the service, nor a killed service's leftover runs on for ever.
async function takeSeat(cluster: Cluster): Promise<string> {
  const seat = join(cluster.folder, 'users', `${process.pid}.${randomBytes(4).toString('hex')}`)
  await writeFile(seat, '')
  return seat
}

async function leave(server: Server, seat: string): Promise<void> {
  await rm(seat, { force: true })
  const users = join(server.cluster.folder, 'users')
  let others = 0
  for (const name of await readdir(users)) {
    if (!isAlive(Number.parseInt(name, 10))) await rm(join(users, name), { force: true })
    else others++
  }
  if (others === 0) await stopServer(server)
}
