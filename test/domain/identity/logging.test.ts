import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import t from 'tap'
import { createApp } from '../../../src/app.ts'
import { loadConfig } from '../../../src/config.ts'
import { createAccount } from '../../../src/domain/identity/commands/terminal.ts'
import { organizations } from '../../../src/domain/organizations/tables.ts'
import { systemViewer } from '../../../src/kernel/viewer.ts'
import { transaction } from '../../../src/platform/db/transaction.ts'
import { testDatabase } from '../../support/postgres.ts'
import { clientOf } from '../../support/world.ts'
import { OTHER_PASSWORD, PASSWORD, REFRESH, SIGN_IN } from './support.ts'

t.test('no sign-in name, password, code or token reaches the log, whatever happens', async t => {
  const lines: string[] = []
  const destination = new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) })
  const folder = await mkdtemp(join(tmpdir(), 'cppcc-log-'))
  const { runtimeUrl } = await testDatabase(t)
  const config = loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'trace', DATABASE_POOL_SIZE: '4' })
  const app = await createApp({
    config,
    databaseUrl: runtimeUrl,
    server: { log: { destination }, rateLimitPerMinute: 0 },
  })
  t.teardown(async () => {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  })
  await app.http.ready()
  const organizationId = '140200'
  await transaction(app.services.database, systemViewer(organizationId), tx =>
    tx.db.insert(organizations).values({
      organizationId,
      path: '/140200/',
      level: 'CITY',
      regionCode: organizationId,
      name: '大同市',
      shortName: '大同',
    }),
  )
  const login = '13900000099'
  await createAccount(app.services, {
    organizationId,
    login,
    displayName: '柳青',
    roles: ['MEMBER'],
    password: PASSWORD,
  })
  const nobody = clientOf(app, { token: '', accountId: '', organizationId: '' })
  const { accessToken, refreshToken } = (await nobody.run(SIGN_IN, { input: { login, password: PASSWORD } })).data
    .signIn
  const next = (await nobody.run(REFRESH, { refreshToken })).data.signInRefresh
  await nobody.run(SIGN_IN, { input: { login, password: OTHER_PASSWORD, totpCode: '424242' } })
  await nobody.run(`mutation { signIn(input: { login: "${login}", password: "${OTHER_PASSWORD}" }) { nonsense } }`)
  await nobody.request('POST', '/auth/v1/token', {
    payload: { grant_type: 'password', username: login, password: OTHER_PASSWORD },
  })
  await nobody.request('POST', '/auth/v1/token', {
    payload: `{"grant_type":"password","username":"${login}`,
    headers: { 'content-type': 'application/json' },
  })
  await nobody.request('GET', `/auth/v1/token?username=${login}&refresh_token=${refreshToken}`)
  await clientOf(app, { token: `${accessToken}x`, accountId: '', organizationId: '' }).run('{ viewer { via } }')
  const log = lines.join('')
  t.ok(lines.length >= 6, 'requests are logged')
  for (const secret of [login, PASSWORD, OTHER_PASSWORD, '424242', accessToken, refreshToken, next.refreshToken]) {
    t.notOk(log.includes(secret), `${secret.slice(0, 9)}…`)
  }
})
