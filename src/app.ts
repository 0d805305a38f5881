import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import type { Config } from './config.ts'
import { creditShapes } from './domain/activities/attendance/credits.ts'
import { attendanceShapes } from './domain/activities/attendance/queries.ts'
import { attendanceResolvers } from './domain/activities/attendance/resolvers.ts'
import { registerSignInPage } from './domain/activities/attendance/shown/routes.ts'
import { calendarShapes } from './domain/activities/calendar/queries.ts'
import { calendarResolvers } from './domain/activities/calendar/resolvers.ts'
import { registerCalendarRoutes } from './domain/activities/calendar/routes.ts'
import { registerActivityExports } from './domain/activities/exports/routes.ts'
import { outcomeShapes } from './domain/activities/outcomes/queries.ts'
import { outcomeResolvers } from './domain/activities/outcomes/resolvers.ts'
import { researchShapes } from './domain/activities/research/queries.ts'
import { researchResolvers } from './domain/activities/research/resolvers.ts'
import { activityResolvers, activityShapes } from './domain/activities/resolvers.ts'
import { speechShapes } from './domain/activities/speeches/queries.ts'
import { speechResolvers } from './domain/activities/speeches/resolvers.ts'
import { visitShapes } from './domain/activities/visits/queries.ts'
import { visitResolvers } from './domain/activities/visits/resolvers.ts'
import { auditShapes } from './domain/audit/queries.ts'
import { auditResolvers } from './domain/audit/resolvers.ts'
import { registerDutyExports } from './domain/duty/exports/routes.ts'
import { dutyShapes } from './domain/duty/queries.ts'
import { dutyResolvers } from './domain/duty/resolvers.ts'
import { fileShapes } from './domain/files/queries.ts'
import { registerFileRoutes } from './domain/files/routes.ts'
import { authenticator } from './domain/identity/authenticate.ts'
import { identityShapes } from './domain/identity/queries.ts'
import { identityResolvers } from './domain/identity/resolvers.ts'
import { registerIdentityRoutes } from './domain/identity/routes.ts'
import { memberAccountResolvers } from './domain/members/accounts/resolvers.ts'
import { registerMemberExport } from './domain/members/export-routes.ts'
import { memberShapes } from './domain/members/queries.ts'
import { memberResolvers } from './domain/members/resolvers.ts'
import { registerMemberRoutes } from './domain/members/routes.ts'
import { organizationShapes } from './domain/organizations/queries.ts'
import { organizationResolvers } from './domain/organizations/resolvers.ts'
import { proposalDeadline } from './domain/proposals/deadline-queries.ts'
import { draftingShapes } from './domain/proposals/drafting/queries.ts'
import { examinationResolvers } from './domain/proposals/examination/resolvers.ts'
import { registerProposalExports } from './domain/proposals/exports/routes.ts'
import { feedback } from './domain/proposals/handling/feedback-queries.ts'
import { handlingShapes } from './domain/proposals/handling/queries.ts'
import { handlingRate } from './domain/proposals/handling/rates.ts'
import { handlingResolvers } from './domain/proposals/handling/resolvers.ts'
import { registerProposalImport } from './domain/proposals/import/routes.ts'
import { markShapes } from './domain/proposals/marks/queries.ts'
import { markResolvers } from './domain/proposals/marks/resolvers.ts'
import { proposalShapes } from './domain/proposals/queries.ts'
import { proposalResolvers } from './domain/proposals/resolvers.ts'
import { examples } from './examples.ts'
import { type Clock, systemClock } from './kernel/clock.ts'
import { systemViewer } from './kernel/viewer.ts'
import { type Database, openDatabase } from './platform/db/pool.ts'
import { transaction } from './platform/db/transaction.ts'
import { openBlobStore } from './platform/files/blob-store.ts'
import type { Module } from './platform/graphql/modules.ts'
import { registerGraphql } from './platform/graphql/server.ts'
import { registerHealth } from './platform/http/health.ts'
import { registerMetrics } from './platform/http/metrics.ts'
import { registerOpenApi } from './platform/http/openapi.ts'
import { createServer, type ServerOptions } from './platform/http/server.ts'
import { createAccessTokens } from './platform/security/access-token.ts'
import { openKeyRing } from './platform/security/key-ring.ts'
import { createPasswordHasher } from './platform/security/password.ts'
import { createSealer } from './platform/security/sealed.ts'
import { createSignInThrottle } from './platform/security/throttle.ts'
import type { Services } from './platform/services.ts'

/** Personal access tokens, refresh tokens and addresses of calendar feeds must never reach a log. */
const OPAQUE_TOKEN = /cppcc_(?:pat|rt|cal)_\w+/g

/** The contract (schema.graphql) beside the sources. */
export const readSchema = (): Promise<string> => readFile(new URL('../schema.graphql', import.meta.url), 'utf8')

/** The modules of the business, in the order of their dependence. */
export const modules: readonly Module[] = [
  { resolvers: organizationResolvers, shapes: organizationShapes },
  { resolvers: identityResolvers, shapes: identityShapes },
  { resolvers: memberResolvers, shapes: memberShapes },
  { resolvers: memberAccountResolvers, shapes: [] },
  { resolvers: {}, shapes: fileShapes },
  { resolvers: dutyResolvers, shapes: dutyShapes },
  { resolvers: proposalResolvers, shapes: [...proposalShapes, ...draftingShapes] },
  { resolvers: examinationResolvers, shapes: [] },
  { resolvers: markResolvers, shapes: markShapes },
  { resolvers: handlingResolvers, shapes: [...handlingShapes, feedback, handlingRate, proposalDeadline] },
  { resolvers: activityResolvers, shapes: activityShapes },
  { resolvers: speechResolvers, shapes: speechShapes },
  { resolvers: researchResolvers, shapes: researchShapes },
  { resolvers: outcomeResolvers, shapes: outcomeShapes },
  { resolvers: visitResolvers, shapes: visitShapes },
  { resolvers: calendarResolvers, shapes: calendarShapes },
  { resolvers: attendanceResolvers, shapes: [...attendanceShapes, ...creditShapes] },
  { resolvers: auditResolvers, shapes: auditShapes },
]

export interface AppOptions {
  readonly config: Config
  /** URL of the runtime role. */
  readonly databaseUrl: string
  readonly clock?: Clock
  readonly server?: Omit<ServerOptions, 'config'>
}

export interface App {
  readonly http: FastifyInstance
  readonly services: Services
  close(): Promise<void>
}

/** The application in reading order: process-wide services, then HTTP, REST, GraphQL. main.ts listens. */
export async function createApp({ config, databaseUrl, clock = systemClock, server }: AppOptions): Promise<App> {
  const http = await createServer({
    config,
    log: { secretShapes: [OPAQUE_TOKEN], pretty: process.stdout.isTTY },
    rateLimitPerMinute: config.RATE_LIMIT_PER_MINUTE,
    ...server,
  })
  const database = openDatabase({
    url: databaseUrl,
    poolSize: config.DATABASE_POOL_SIZE,
    onError: err => http.log.warn({ err }, 'an idle database connection ended'),
  })
  const close = async () => {
    await http.close()
    await database.close()
  }
  try {
    const services = await createServices(http, config, database, clock)
    await registerAll(http, services)
    return { http, services, close }
  } catch (error) {
    // Idle connections would keep the process for a minute.
    await close()
    throw error
  }
}

async function registerAll(http: FastifyInstance, services: Services): Promise<void> {
  const { config, database } = services
  const viewerOf = authenticator(services)

  registerHealth(http, {
    checks: [
      { name: 'database', check: () => database.reads.query('select 1') },
      { name: 'files', check: () => services.blobs.check() },
    ],
  })
  registerMetrics(http, config.METRICS_TOKEN ? { token: config.METRICS_TOKEN } : {})
  await registerOpenApi(http, { version: '0.1.0', publicUrl: config.PUBLIC_URL })
  registerIdentityRoutes(http, services)
  await registerFileRoutes(http, { services, viewerOf })
  await registerMemberRoutes(http, { services, viewerOf })
  registerMemberExport(http, { services, viewerOf })
  registerDutyExports(http, { services, viewerOf })
  await registerProposalImport(http, { services, viewerOf })
  registerProposalExports(http, { services, viewerOf })
  await registerActivityExports(http, { services, viewerOf })
  registerCalendarRoutes(http, services)
  await registerSignInPage(http, services)
  await registerGraphql(http, { sdl: await readSchema(), modules, services, viewerOf, examples })
}

/** Without a committee there is nothing that other keys sealed, and that new ones would not open. */
const isNew = async (database: Database): Promise<boolean> =>
  (await transaction(database, systemViewer('0'), ({ client }) => client.query('select from organizations limit 1')))
    .rowCount === 0

async function createServices(
  http: FastifyInstance,
  config: Config,
  database: Database,
  clock: Clock,
): Promise<Services> {
  const keyRing = await openKeyRing(config.KEYS_FILE, { create: config.embedded && (await isNew(database)), clock })
  const issuer = config.PUBLIC_URL || 'smart-cppcc'
  const sealer = createSealer(keyRing, clock)
  return {
    config,
    database,
    clock,
    log: http.log,
    keyRing,
    accessTokens: createAccessTokens({ keyRing, issuer, audience: issuer, clock }),
    passwords: createPasswordHasher(),
    sealer,
    blobs: await openBlobStore(config),
    throttle: createSignInThrottle({
      store: { pool: database.reads },
      digest: text => sealer.lookupHash('SIGN_IN_NAME', text),
    }),
  }
}
