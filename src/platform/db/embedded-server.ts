import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type FileHandle, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { accessLost, type Cluster, OWNER, rememberPort } from './embedded-cluster.ts'
import { sqlState } from './pool.ts'
import { isServerOf } from './process-state.ts'
import { SetupError } from './setup-error.ts'

/** A server that answers on the cluster's port. */
export interface Server {
  readonly pid: number
  readonly cluster: Cluster
  /** It was running before us: started by another process, or left behind by one that was killed. */
  readonly adopted: boolean
  /** Settles when the process is gone. Keeps nothing alive by itself. */
  readonly gone: Promise<unknown>
}

export type Settings = Readonly<Record<string, string>>

const RETRY_MS = 100
/** How long failing starts are repeated: orphans of a killed server need a moment to let go of its memory. */
const PATIENCE_MS = 10_000
/** How long a server may take to replay its log after a crash. */
const RECOVERY_MS = 300_000

/**
 * Adopts the server running on the cluster, or starts one. `movable` lets it take another port when its own is taken.
 * PostgreSQL's lock file is the mutex: of two processes starting together one fails, comes round again and adopts.
 * Throws SetupError EMBEDDED_START_FAILED or EMBEDDED_ACCESS_LOST.
 */
export async function adoptOrStart(
  cluster: Cluster,
  settings: Settings,
  { movable = false, patienceMs = PATIENCE_MS } = {},
): Promise<Server> {
  const begun = performance.now()
  const waited = () => performance.now() - begun
  let failure = ''
  do {
    const found = await adopt(cluster)
    if (found) return found
    const started = await start(await withFreePort(cluster, movable), settings)
    if (typeof started === 'object') return started
    failure = started
    await delay(RETRY_MS)
  } while (waited() < patienceMs)
  throw new SetupError(
    'EMBEDDED_START_FAILED',
    `内置数据库无法启动(日志 ${cluster.log}):${failure}。也可设置 DATABASE_URL 使用自备的 PostgreSQL`,
    `The embedded database does not start (log ${cluster.log}): ${failure}. Or set DATABASE_URL to use a PostgreSQL of your own`,
  )
}

interface LockFile {
  readonly pid: number
  readonly port: number
  readonly status: string
}

const lockFile = (cluster: Cluster) => join(cluster.data, 'postmaster.pid')

async function readLock(cluster: Cluster): Promise<LockFile | null> {
  // Lines: process id, data folder, start, port, socket folder, address, memory key, status.
  const lines = (await readFile(lockFile(cluster), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  return pid ? { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? '' } : null
}

async function adopt(cluster: Cluster): Promise<Server | null> {
  const lock = await readLock(cluster)
  if (!lock) return null
  const { pid } = lock
  const alive = () => isServerOf(pid, cluster.data)
  if (!alive()) {
    // The id is free, a zombie's, or after a reboot somebody else's: PostgreSQL would refuse the last two for ever.
    await rm(lockFile(cluster), { force: true })
    return null
  }
  const port = await readyPort(cluster, pid, alive)
  if (port === null) return null
  return { pid, cluster: await rememberPort(cluster, port), adopted: true, gone: untilGone(pid, cluster, false) }
}

async function start(cluster: Cluster, settings: Settings): Promise<Server | string> {
  const { child, gone } = await launch(cluster, settings)
  const { pid = 0 } = child
  let running = true
  void gone.then(() => {
    running = false
  })
  try {
    if (await readyPort(cluster, pid, () => running)) return { pid, cluster, adopted: false, gone }
  } catch (error) {
    child.kill('SIGINT')
    await gone
    throw error
  } finally {
    child.unref()
  }
  return `exit ${await gone}; ${await tail(cluster.log)}`
}

async function launch(cluster: Cluster, settings: Settings): Promise<{ child: ChildProcess; gone: Promise<string> }> {
  const fixed = { listen_addresses: '127.0.0.1', port: String(cluster.access.port), unix_socket_directories: '' }
  const options = Object.entries({ ...settings, ...fixed }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [program = '', ...args] = [...cluster.runner.prefix, cluster.binaries.postgres, '-D', cluster.data, ...options]
  const log = await openLog(cluster.log)
  try {
    const child = spawn(program, args, {
      cwd: cluster.folder,
      // A session of its own: Ctrl-C reaches us only, and the database outlives the last request we answer.
      detached: true,
      windowsHide: true,
      // A file, not a pipe: a server whose parent was killed must still be able to write its log.
      stdio: ['ignore', log.fd, log.fd],
    })
    const gone = once(child, 'exit').then(([code, signal]) => String(code ?? signal), String)
    return { child, gone }
  } finally {
    await log.close()
  }
}

const LOG_BYTES = 5_000_000

async function openLog(path: string): Promise<FileHandle> {
  const size = await stat(path).then(
    file => file.size,
    () => 0,
  )
  if (size > LOG_BYTES) await rename(path, `${path}.1`)
  return open(path, 'a', 0o600)
}

async function tail(log: string): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '')
  return text.trim().split('\n').slice(-5).join('\n')
}

// The port of the server once it answers; null when it ends or is being stopped. The lock file says "ready" only after
// the port is bound, so we never take another program on that port for our server.
async function readyPort(cluster: Cluster, pid: number, alive: () => boolean): Promise<number | null> {
  const begun = performance.now()
  while (alive() && performance.now() - begun < RECOVERY_MS) {
    const lock = await readLock(cluster)
    const ours = lock?.pid === pid
    if (ours && lock.status === 'stopping') return null
    if (ours && lock.status === 'ready' && (await answers(cluster, lock.port))) return lock.port
    await delay(20)
  }
  return null
}

async function answers(cluster: Cluster, port: number): Promise<boolean> {
  try {
    return await withOwner({ ...cluster, access: { ...cluster.access, port } }, async client => {
      const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder")
      return (await realpath(rows[0]?.folder ?? '')) === cluster.data
    })
  } catch (error) {
    if (sqlState(error) === '28P01') throw accessLost(join(cluster.folder, 'access.json'), error)
    return false
  }
}

/** Runs `work` with one connection of the owner to the maintenance database. */
export async function withOwner<T>(cluster: Cluster, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: cluster.access.port,
    user: OWNER,
    password: cluster.access.ownerPassword,
    database: 'postgres',
    ssl: false,
    connectionTimeoutMillis: 5_000,
  })
  // Without a listener, a server that dies at this moment would take our process with it.
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end()
  }
}

async function withFreePort(cluster: Cluster, movable: boolean): Promise<Cluster> {
  if (!movable || (await freePort(cluster.access.port))) return cluster
  return rememberPort(cluster, (await freePort(0)) ?? cluster.access.port)
}

/** The port if it is free on 127.0.0.1 (0: any), else null. */
export async function freePort(port: number): Promise<number | null> {
  const probe = createServer()
  try {
    probe.listen(port, '127.0.0.1')
    await once(probe, 'listening')
    const address = probe.address()
    return address && typeof address === 'object' ? address.port : null
  } catch {
    return null
  } finally {
    probe.close()
  }
}

/** Fast shutdown (SIGINT): open transactions are rolled back, a checkpoint is written. Resolves when it is gone. */
export async function stopServer(server: Server): Promise<void> {
  const { pid, cluster } = server
  // Windows has no signals; pg_ctl speaks PostgreSQL's stand-in for them.
  if (process.platform === 'win32') await promisify(execFile)(cluster.binaries.pgCtl, ['kill', 'INT', String(pid)])
  else if (isServerOf(pid, cluster.data)) process.kill(pid, 'SIGINT')
  await untilGone(pid, cluster, true)
}

async function untilGone(pid: number, cluster: Cluster, keepAlive: boolean): Promise<void> {
  while (isServerOf(pid, cluster.data)) await delay(keepAlive ? 20 : 250, undefined, { ref: keepAlive })
}
