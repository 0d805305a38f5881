import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { postgraphile } from 'postgraphile'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import { announce, setting } from './shared.ts'

const visible = process.env.VISIBLE

/**
 * PostGraphile 5 as its documentation recommends for production, prepared statements included. As the owner of the database
 * it has no row-level security and no sign-in; with VISIBLE it is the same under the walls that the service has: the
 * runtime role, and what it may see set for every request (pgSettings). Conditions and orders are allowed on every column,
 * as the operations need them.
 */
const preset: GraphileConfig.Preset = {
  extends: [PostGraphileAmberPreset],
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [
    makePgService({ connectionString: setting('DATABASE_URL'), schemas: ['public'], poolConfig: { max: 8 } }),
  ],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
  grafast: { explain: false, ...(visible ? { context: { pgSettings: { 'cppcc.visible': visible } } } : {}) },
}

const instance = postgraphile(preset)
const server = createServer()
const serv = instance.createServ(grafserv)
await serv.addTo(server)
server.listen(0, '127.0.0.1', () => announce((server.address() as AddressInfo).port))
