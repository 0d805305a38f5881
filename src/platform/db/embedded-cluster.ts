import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, lchown, link, mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Static, Type } from 'typebox'
import { Check } from 'typebox/value'
import { type Binaries, chooseRunner, findBinaries, type Runner } from './embedded-binaries.ts'
import { isAlive } from './process-state.ts'
import { SetupError } from './setup-error.ts'

/** The cluster's superuser: owns the schema, runs the migrations, never serves a request. */
export const OWNER = 'cppcc_owner'

const Access = Type.Object({
  port: Type.Integer({ minimum: 1, maximum: 65535 }),
  ownerPassword: Type.String({ minLength: 20 }),
  runtimePassword: Type.String({ minLength: 20 }),
})
export type Access = Static<typeof Access>

/** A data folder on disk: `cluster/` (PostgreSQL's own), `access.json` (0600), `users/`, `postgres.log`. */
export interface Cluster {
  readonly folder: string
  readonly data: string
  readonly log: string
  readonly binaries: Binaries
  readonly runner: Runner
  readonly access: Access
}

/**
 * Opens the data folder, creating it on first use; safe against other processes that do so at the same moment.
 * Throws SetupError: NO_EMBEDDED_DATABASE, EMBEDDED_AS_ROOT, EMBEDDED_ACCESS_LOST, EMBEDDED_INIT_FAILED.
 */
export async function openCluster(dataDir: string, options: { port: number; sync: boolean }): Promise<Cluster> {
  const binaries = await findBinaries()
  const runner = await chooseRunner(binaries.postgres)
  await mkdir(join(dataDir, 'users'), { recursive: true, mode: 0o700 })
  const folder = await realpath(dataDir)
  const data = join(folder, 'cluster')
  const access = await openAccess(folder, data, options.port)
  const cluster = { folder, data, log: join(folder, 'postgres.log'), binaries, runner, access }
  if (!existsSync(data)) await initialize(cluster, options.sync)
  await giveTo(runner, data)
  return cluster
}

const accessFile = (folder: string) => join(folder, 'access.json')

async function openAccess(folder: string, data: string, port: number): Promise<Access> {
  const file = accessFile(folder)
  if (!existsSync(file) && !existsSync(data)) {
    const password = () => randomBytes(24).toString('base64url')
    const draft = await writeDraft(file, { port, ownerPassword: password(), runtimePassword: password() })
    // A hard link refuses an existing name: of two processes starting together one sets the passwords.
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    await rm(draft)
  }
  const text = await readFile(file, 'utf8').catch(() => 'null')
  const access = parse(text)
  if (Check(Access, access)) return access
  throw accessLost(file)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The error for a cluster whose passwords we do not have. */
export function accessLost(file: string, cause?: unknown): SetupError {
  return new SetupError(
    'EMBEDDED_ACCESS_LOST',
    `内置数据库的口令文件 ${file} 缺失、损坏或与数据不符:请从备份恢复该文件`,
    `The embedded database's password file ${file} is missing, damaged or of another database: restore it from a backup`,
    cause,
  )
}

async function writeDraft(file: string, access: Access): Promise<string> {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  await writeFile(draft, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600, flush: true })
  return draft
}

/** Remembers the port, so that URLs given out stay good after a restart. */
export async function rememberPort(cluster: Cluster, port: number): Promise<Cluster> {
  if (port === cluster.access.port) return cluster
  const access = { ...cluster.access, port }
  const file = accessFile(cluster.folder)
  await rename(await writeDraft(file, access), file)
  return { ...cluster, access }
}

// Made under another name and renamed when whole: a kill in between leaves rubbish, never half a cluster.
async function initialize(cluster: Cluster, sync: boolean): Promise<void> {
  await sweepDrafts(cluster.folder)
  const draft = join(cluster.folder, `draft.${process.pid}.${randomBytes(4).toString('hex')}`)
  const passwords = `${draft}.password`
  await writeFile(passwords, cluster.access.ownerPassword, { mode: 0o600 })
  try {
    await initdb(cluster, draft, passwords, sync)
    await rename(draft, cluster.data)
  } catch (error) {
    if (!existsSync(join(cluster.data, 'PG_VERSION'))) throw error
  } finally {
    await rm(passwords, { force: true })
    await rm(draft, { recursive: true, force: true })
  }
}

async function initdb(cluster: Cluster, target: string, passwords: string, sync: boolean): Promise<void> {
  const [program = '', ...args] = [...cluster.runner.prefix, cluster.binaries.initdb]
  if (cluster.runner.uid) await lchown(passwords, cluster.runner.uid, cluster.runner.uid)
  const options = [
    `--pgdata=${target}`,
    `--username=${OWNER}`,
    `--pwfile=${passwords}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    ...LOCALE,
    ...(sync ? [] : ['--no-sync']),
  ]
  await promisify(execFile)(program, [...args, ...options]).catch((cause: unknown) => {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause)
    throw new SetupError(
      'EMBEDDED_INIT_FAILED',
      `无法在 ${cluster.folder} 建立内置数据库 (initdb):${said}。也可设置 DATABASE_URL 使用自备的 PostgreSQL`,
      `The embedded database could not be made in ${cluster.folder} (initdb): ${said}. Or set DATABASE_URL to use a PostgreSQL of your own`,
      cause,
    )
  })
}

// Only Linux surely has C.UTF-8; without a UTF-8 ctype pg_trgm finds no Chinese.
const LOCALE: readonly string[] =
  process.platform === 'linux'
    ? ['--locale=C.UTF-8']
    : ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--lc-collate=C', '--lc-ctype=en_US.UTF-8']

async function sweepDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^draft\.(\d+)\./.exec(name)?.[1]
    if (pid && !isAlive(Number(pid))) await rm(join(folder, name), { recursive: true, force: true })
  }
}

// A cluster made by way of one runner may be started by way of another (a container with other rights).
async function giveTo(runner: Runner, data: string): Promise<void> {
  const { uid } = runner
  if (uid === undefined || (await stat(data)).uid === uid) return
  const entries = await readdir(data, { recursive: true })
  for (const path of [...entries.map(entry => join(data, entry)), data]) await lchown(path, uid, uid)
  await chmod(data, 0o700)
}
