import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { ensureDatabase } from '../src/platform/db/database-roles.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { openKeyRing } from '../src/platform/security/key-ring.ts'
import { statements } from './data.ts'
import { type Size, sizes } from './places.ts'
import { fillProposals } from './proposals/fill.ts'
import { HISTORY } from './proposals/history.ts'

export const DATA_DIR = join(import.meta.dirname, '..', '.data', 'bench')
export const KEYS_FILE = join(DATA_DIR, 'keys.json')
const MIGRATIONS = join(import.meta.dirname, '..', 'migrations')
/** What the proposals and their search are made by. */
const MAKERS = [
  join(import.meta.dirname, 'proposals'),
  join(import.meta.dirname, '..', 'src', 'domain', 'proposals', 'similar'),
]

export interface BenchDatabase {
  readonly ownerUrl: string
  readonly runtimeUrl: string
  readonly postgres: EmbeddedPostgres
  close(): Promise<void>
}

export interface Contents {
  readonly size: Size
  /** Other than the size has. */
  readonly proposals?: number
}

/**
 * A fresh copy of the generated data in our own PostgreSQL, with the settings of the service. The original is kept until
 * the migrations or the generator change.
 */
export async function openDatabase(contents: Contents, say: (line: string) => void): Promise<BenchDatabase> {
  await mkdir(DATA_DIR, { recursive: true })
  await openKeyRing(KEYS_FILE, { create: true })
  const postgres = await startEmbeddedPostgres({ dataDir: join(DATA_DIR, 'postgres') })
  const copy = `bench_run_${process.pid}`
  const close = async () => {
    await asOwner(postgres.ownerUrl('postgres'), run => run(`drop database if exists ${copy} with (force)`))
    await postgres.stop()
  }
  try {
    const original = await generated(postgres, contents, say)
    await asOwner(postgres.ownerUrl('postgres'), async run => {
      await run(`create database ${copy} template ${original} strategy file_copy`)
      await run('checkpoint')
    })
  } catch (error) {
    await close()
    throw error
  }
  return { ownerUrl: postgres.ownerUrl(copy), runtimeUrl: postgres.runtimeUrl(copy), postgres, close }
}

async function generated(
  postgres: EmbeddedPostgres,
  { size, proposals = sizes[size].proposals }: Contents,
  say: (line: string) => void,
): Promise<string> {
  const prefix = `bench_${size.toLowerCase()}${proposals === sizes[size].proposals ? '' : `_${proposals}`}_`
  const name = `${prefix}${await fingerprint(size)}`
  const url = postgres.ownerUrl('postgres')
  const old = await asOwner(url, run =>
    run('select datname as name from pg_database where datname ~ $1', [`^${prefix}([0-9a-f]{12}|building)$`]),
  )
  if (old.some(row => row.name === name)) return name
  say(`generating data of size ${size} with ${proposals} proposals, once …`)
  const building = `${prefix}building`
  await asOwner(url, async (run, client) => {
    for (const row of old) await run(`drop database "${String(row.name)}" with (force)`)
    await ensureDatabase(client, building)
  })
  await migrate(postgres.ownerUrl(building))
  await asOwner(postgres.ownerUrl(building), async run => {
    await run(`set synchronous_commit = off`)
    await run(`set work_mem = '256MB'`)
    for (const { text, values } of statements(size)) await run(text, values)
    await fillProposals(postgres.ownerUrl(building), proposals)
    for (const { text, values } of HISTORY) await run(text, values)
    await run('vacuum (analyze, freeze)')
  })
  await asOwner(url, run => run(`alter database ${building} rename to ${name}`))
  return name
}

/** Changes when the schema or the generated data would. */
async function fingerprint(size: Size): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(statements(size)))
  for (const folder of [MIGRATIONS, ...MAKERS]) {
    for (const file of (await readdir(folder)).filter(name => /\.(sql|ts)$/.test(name)).sort()) {
      hash.update(await readFile(join(folder, file)))
    }
  }
  return hash.digest('hex').slice(0, 12)
}

type Run = (text: string, values?: readonly unknown[]) => Promise<Readonly<Record<string, unknown>>[]>

/** Works over one connection of the owner. */
export async function asOwner<T>(url: string, work: (run: Run, client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(async (text, values) => (await client.query(text, values ? [...values] : undefined)).rows, client)
  } finally {
    await client.end()
  }
}
