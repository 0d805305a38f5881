import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Test } from 'tap'
import { createApp } from '../../src/app.ts'
import { DEMO_PASSWORD } from '../../src/cli/demo/accounts.ts'
import { seedDemo } from '../../src/cli/demo/seed.ts'
import { loadConfig } from '../../src/config.ts'
import { systemViewer } from '../../src/kernel/viewer.ts'
import { transaction } from '../../src/platform/db/transaction.ts'
import { testDatabase } from './postgres.ts'

/** The demonstration as it is seeded at a moment, looked at from behind the walls and by its accounts. */
export async function demonstration(t: Test, now: Date) {
  const { runtimeUrl, ownerUrl } = await testDatabase(t)
  const folder = await mkdtemp(join(tmpdir(), 'cppcc-demo-'))
  const config = loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' })
  const app = await createApp({ config, databaseUrl: runtimeUrl, clock: () => now })
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  t.teardown(async () => {
    await app.close()
    await owner.end()
    await rm(folder, { recursive: true })
  })
  await seedDemo(app.services)
  await owner.query('analyze')
  const rows = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> => (await owner.query<Row>(sql)).rows
  const signIn = async (login: string): Promise<string> => {
    const payload = { grant_type: 'password', username: login, password: DEMO_PASSWORD }
    return (await app.http.inject({ method: 'POST', url: '/auth/v1/token', payload })).json().access_token
  }
  return {
    services: app.services,
    rows,
    /** As the service itself asks, behind the walls of one committee. */
    within: async <Row extends pg.QueryResultRow>(organizationId: string, sql: string): Promise<Row[]> =>
      transaction(
        app.services.database,
        systemViewer(organizationId),
        async tx => (await tx.client.query<Row>(sql)).rows,
      ),
    one: async (sql: string): Promise<unknown> => Object.values((await rows(sql))[0] ?? {})[0],
    values: async (sql: string): Promise<unknown[]> => (await rows(sql)).flatMap(row => Object.values(row)).sort(),
    /** Fails with the first rows of what there should be none of. */
    none: async (t: Test, sql: string, what: string) => t.strictSame(await rows(`${sql} limit 3`), [], what),
    ask: async (login: string, query: string) => {
      const headers = { authorization: `Bearer ${await signIn(login)}` }
      const answer = await app.http.inject({ method: 'POST', url: '/graphql', headers, payload: { query } })
      t.equal(answer.json().errors, undefined, login)
      return answer.json().data
    },
  }
}
