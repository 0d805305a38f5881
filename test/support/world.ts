import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import type { LightMyRequestResponse } from 'fastify'
import pg from 'pg'
import { type App, createApp } from '../../src/app.ts'
import { type Config, loadConfig } from '../../src/config.ts'
import type { Role } from '../../src/domain/identity/roles.ts'
import { accounts, roleGrants, signInSessions } from '../../src/domain/identity/tables.ts'
import {
  organizations,
  parties,
  positions,
  sectors,
  specialCommittees,
  terms,
} from '../../src/domain/organizations/tables.ts'
import { newId } from '../../src/kernel/ids.ts'
import { systemViewer } from '../../src/kernel/viewer.ts'
import { type Tx, transaction } from '../../src/platform/db/transaction.ts'
import { type TestDatabase, testDatabase } from './postgres.ts'

/** Committees of the test world: a city with two counties, the province above it, another city of the province. */
export const PLACES = {
  PROVINCE: '140000',
  CITY: '140200',
  COUNTY: '140212',
  SIBLING: '140213',
  OTHER_CITY: '140300',
} as const
export type Place = keyof typeof PLACES

const TREE = [
  { number: PLACES.PROVINCE, parent: null, path: '/140000/', level: 'PROVINCE', name: '山西省' },
  { number: PLACES.CITY, parent: PLACES.PROVINCE, path: '/140000/140200/', level: 'CITY', name: '大同市' },
  { number: PLACES.OTHER_CITY, parent: PLACES.PROVINCE, path: '/140000/140300/', level: 'CITY', name: '阳泉市' },
  { number: PLACES.COUNTY, parent: PLACES.CITY, path: '/140000/140200/140212/', level: 'COUNTY', name: '新荣区' },
  { number: PLACES.SIBLING, parent: PLACES.CITY, path: '/140000/140200/140213/', level: 'COUNTY', name: '平城区' },
] as const

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for, and asserts on it
  readonly data: any
  readonly errors: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[] | undefined
  readonly text: string
}

export interface Client {
  readonly token: string
  readonly accountId: string
  readonly organizationId: string
  /** A GraphQL operation as a client sends it. */
  run(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>
  /** A REST request with the client's token. */
  request(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'HEAD',
    url: string,
    options?: RestOptions,
  ): Promise<LightMyRequestResponse>
}

export interface RestOptions {
  readonly payload?: string | Buffer | object
  readonly headers?: Record<string, string>
}

interface Teardown {
  teardown(handler: () => Promise<void>): void
}

export interface WorldOptions {
  readonly config?: Partial<Config>
  readonly clock?: () => Date
  /** Where the log goes, from `config.LOG_LEVEL` on; nowhere without both. */
  readonly log?: Writable
  /** Another database than a clone of the template. */
  readonly database?: TestDatabase
}

export type World = Awaited<ReturnType<typeof world>>

/** The real application over a database of its own. Ends with the test. */
export async function world(t: Teardown, options: WorldOptions = {}) {
  const database = options.database ?? (await testDatabase(t))
  const folder = await mkdtemp(join(tmpdir(), 'cppcc-test-'))
  const config: Config = {
    ...loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent', DATABASE_POOL_SIZE: '8' }),
    ...options.config,
  }
  const app = await createApp({
    config,
    databaseUrl: database.runtimeUrl,
    ...(options.clock ? { clock: options.clock } : {}),
    server: {
      ...{ rateLimitPerMinute: 0, overload: { eventLoopDelay: 0, eventLoopUtilization: 0 } },
      ...(options.log ? { log: { destination: options.log } } : {}),
    },
  })
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2, options: NOT_PARALLEL })
  owner.on('error', () => {})
  t.teardown(async () => {
    await app.close()
    await owner.end()
    await rm(folder, { recursive: true, force: true })
  })
  await app.http.ready()
  await seedTree(app)
  const known = new Map<string, Promise<Client>>()
  const as = (role: Role, place: Place = 'CITY'): Promise<Client> => {
    const key = `${role} ${place}`
    const client = known.get(key) ?? newClient(app, { role, place })
    known.set(key, client)
    return client
  }
  return {
    app,
    services: app.services,
    database,
    /** The owner's connection: sees everything, for looking behind the walls. */
    owner,
    as,
    newClient: (account: NewAccount) => newClient(app, account),
    nobody: clientOf(app, { token: '', accountId: '', organizationId: '' }),
    /** Runs `work` and tells whether any business row changed by it: the audit entries of refusals aside. */
    unchanged: async <T>(work: () => Promise<T>): Promise<{ result: T; same: boolean }> => {
      const before = await fingerprint(owner)
      const result = await work()
      return { result, same: before === (await fingerprint(owner)) }
    },
    /** Runs in a transaction of the service for one committee: rows that a test needs and no command makes. */
    system: <T>(place: Place, work: (tx: Tx) => Promise<T>): Promise<T> =>
      transaction(app.services.database, systemViewer(PLACES[place]), work),
  }
}

async function seedTree(app: App): Promise<void> {
  for (const { number, parent, path, level, name } of TREE) {
    await transaction(app.services.database, systemViewer(number), async ({ db }) => {
      const row = { organizationId: number, parentId: parent, path, level, regionCode: number }
      await db
        .insert(organizations)
        .values({ ...row, name: `中国人民政治协商会议${name}委员会`, shortName: `${name}政协` })
      await db.insert(terms).values({ organizationId: number, id: newId(), number: 15, startsOn: '2021-06-01' })
      await db.insert(sectors).values(entries(number, ['中国共产党', '无党派人士', '经济界', '教育界', '农业界']))
      await db.insert(parties).values(entries(number, ['中国共产党', '中国民主同盟', '九三学社', '无党派人士']))
      await db.insert(positions).values(entries(number, ['主席', '副主席', '秘书长', '常务委员', '委员']))
      await db.insert(specialCommittees).values(entries(number, ['提案委员会', '经济委员会']))
    })
  }
}

const entries = (organizationId: string, names: readonly string[]) =>
  names.map((name, rank) => ({ organizationId, id: newId(), code: `C${rank + 1}`, name, rank }))

export interface NewAccount {
  readonly role: Role
  readonly place: Place
  readonly personId?: string
  /** For whom a role of a unit or an assigning office is held. */
  readonly undertakingUnitId?: string
  readonly assigningOfficeId?: string
  readonly login?: string
  readonly status?: 'ACTIVE' | 'SUSPENDED'
}

async function newClient(app: App, account: NewAccount): Promise<Client> {
  const organizationId = PLACES[account.place]
  const [accountId, sessionId] = [newId(), newId()]
  const login = account.login ?? `${account.role}-${accountId}`.toLowerCase()
  await transaction(app.services.database, systemViewer(organizationId), async tx => {
    const { role, personId = null, status = 'ACTIVE', undertakingUnitId = null, assigningOfficeId = null } = account
    await tx.db.insert(accounts).values({ organizationId, id: accountId, login, displayName: role, personId, status })
    await tx.client.query('select claim_sign_in_name($1, $2, $3)', [login, organizationId, accountId])
    const held = { accountOrganizationId: organizationId, accountId, role, undertakingUnitId, assigningOfficeId }
    await tx.db.insert(roleGrants).values({ organizationId, id: newId(), ...held })
    const expiresAt = new Date(app.services.clock().getTime() + 86_400_000).toISOString()
    await tx.db.insert(signInSessions).values({ organizationId, id: sessionId, accountId, expiresAt })
  })
  const { token } = await app.services.accessTokens.issue({ organizationId, accountId, sessionId })
  return clientOf(app, { token, accountId, organizationId })
}

export function clientOf(app: App, who: { token: string; accountId: string; organizationId: string }): Client {
  const authorization: Record<string, string> = who.token ? { authorization: `Bearer ${who.token}` } : {}
  return {
    ...who,
    request: (method, url, options = {}) =>
      app.http.inject({
        method,
        url,
        headers: { ...authorization, ...options.headers },
        ...(options.payload === undefined ? {} : { payload: options.payload }),
      }),
    run: async (query, variables = {}, headers = {}) => {
      const answer = await app.http.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'application/json', ...authorization, ...headers },
        payload: JSON.stringify({ query, variables }),
      })
      const { data, errors } = answer.json()
      return { status: answer.statusCode, data, errors, text: answer.body }
    },
  }
}

// For a hundred small tables the starting of parallel workers would take ten times as long as the reading.
const NOT_PARALLEL = '-c max_parallel_workers_per_gather=0'

const UNCOUNTED = new Set(['change_log', 'change_payloads', 'change_streams', 'sign_in_attempts', 'schema_migrations'])

/** One hash over every row of every business table. */
async function fingerprint(owner: pg.Pool): Promise<string> {
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
  )
  const parts = rows
    .filter(({ name }) => !UNCOUNTED.has(name))
    .map(
      ({ name }) =>
        `select '${name}' as name, md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as hash from ${name} t`,
    )
  // Named, so that it is planned once.
  const result = await owner.query({ name: 'fingerprint', text: `${parts.join(' union all ')} order by 1` })
  return JSON.stringify(result.rows)
}
