import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import { asOwner, type BenchDatabase, DATA_DIR, KEYS_FILE } from './database.ts'
import { CITY } from './places.ts'
import type { TokenRequest } from './servers/product.ts'

/** The service alone, in a process of its own. */
export interface Service {
  readonly product: string
  /** Access tokens of the service, in the order of the accounts. */
  tokens(accounts: readonly TokenRequest[]): Promise<string[]>
  stop(): void
}

/** The servers that are measured, each in a process of its own over the same database. */
export interface Systems extends Service {
  readonly floor: string
  readonly peer: string
  /** The peer behind row-level security. */
  readonly guardedPeer: string
}

/** What the reader sees: the city and its counties, as an array of PostgreSQL. */
const VISIBLE = `select array_agg(below.organization_id)::text as visible from organizations own
  join organizations below on below.path like own.path || '%' where own.organization_id = $1`

export async function startService(database: BenchDatabase): Promise<Service> {
  const product = await start('product', { DATABASE_URL: database.runtimeUrl, ...SERVICE_SETTINGS })
  const tokens = async (accounts: readonly TokenRequest[]) => {
    product.child.send([...accounts])
    return (await answer<{ tokens: string[] }>(product.child, 'product')).tokens
  }
  return { product: product.url, tokens, stop: product.stop }
}

export async function startSystems(database: BenchDatabase): Promise<Systems> {
  const started: { stop(): void }[] = []
  const stop = () => {
    for (const server of started) server.stop()
  }
  const also = async <S extends { stop(): void }>(starting: Promise<S>): Promise<S> => {
    const server = await starting
    started.push(server)
    return server
  }
  try {
    const service = await also(startService(database))
    const floor = await also(start('floor', { DATABASE_URL: database.ownerUrl }))
    const peer = await also(start('postgraphile', { DATABASE_URL: database.ownerUrl, GRAPHILE_ENV: 'production' }))
    const [seen] = await asOwner(database.ownerUrl, sql => sql(VISIBLE, [CITY]))
    const walls = { DATABASE_URL: database.runtimeUrl, VISIBLE: String(seen?.visible) }
    const guarded = { ...walls, GRAPHILE_ENV: 'production' }
    const guardedPeer = await also(start('postgraphile', guarded, 'postgraphile-guarded'))
    const peers = { peer: `${peer.url}/graphql`, guardedPeer: `${guardedPeer.url}/graphql` }
    return { ...service, floor: floor.url, ...peers, stop }
  } catch (error) {
    stop()
    throw error
  }
}

async function start(name: string, env: Record<string, string>, log = name) {
  const child = fork(join(import.meta.dirname, 'servers', `${name}.ts`), {
    env: { ...process.env, ...env, NODE_ENV: 'production' },
    // Standard output is the benchmark's own: it may have to be JSON alone.
    stdio: ['ignore', openSync(join(DATA_DIR, `${log}.log`), 'w'), 'inherit', 'ipc'],
  })
  const stop = () => {
    if (child.connected) child.disconnect()
  }
  try {
    const { url } = await answer<{ url: string }>(child, name)
    return { child, url, stop }
  } catch (error) {
    stop()
    throw error
  }
}

/** No limit by rate, which one client at full speed would meet; everything else as delivered. */
const SERVICE_SETTINGS = {
  DATA_DIR,
  KEYS_FILE,
  FILE_STORE: join(DATA_DIR, 'files'),
  LOG_LEVEL: 'error',
  RATE_LIMIT_PER_MINUTE: '0',
  COST_PER_MINUTE: '0',
  DATABASE_POOL_SIZE: '16',
}

async function answer<T>(child: ChildProcess, name: string): Promise<T> {
  const over = new AbortController()
  const ended = once(child, 'exit', over).then(([code]) => {
    throw new Error(`the server ${name} ended with code ${String(code)}`)
  })
  ended.catch(() => {})
  try {
    const [message] = await Promise.race([once(child, 'message', over), ended])
    return message as T
  } finally {
    over.abort()
  }
}
