import { generateKeyPairSync } from 'node:crypto'
import { createLocalJWKSet, jwtVerify, SignJWT, UnsecuredJWT } from 'jose'
import t from 'tap'
import { issueToken } from '../../../src/domain/identity/commands/terminal.ts'
import { businessDate } from '../../../src/kernel/clock.ts'
import { PLACES, type World, world } from '../../support/world.ts'
import { clientWith, entries, movableClock, person, type SignedIn, signedIn } from './support.ts'

const CREATE = `mutation ($input: PersonalAccessTokenInput!) { personalAccessTokenCreate(input: $input) {
  token personalAccessToken { id name scopes lastUsedAt } userErrors { code field } } }`

const inDays = (days: number) => businessDate(new Date(Date.now() + days * 86_400_000))

const create = async (client: SignedIn, input: object = {}) =>
  (
    await client.run(CREATE, {
      input: { name: '履职统计脚本', scopes: ['MEMBER_READ'], expiresOn: inDays(30), ...input },
    })
  ).data.personalAccessTokenCreate

const statusOf = async (w: World, token: string) => (await clientWith(w, token).run('{ viewer { via } }')).status

const lastUse = async (owner: SignedIn): Promise<string | null> =>
  (await owner.run('{ viewer { personalAccessTokens { lastUsedAt } } }')).data.viewer.personalAccessTokens[0].lastUsedAt

async function useNoted(owner: SignedIn): Promise<string | null> {
  for (let i = 0; i < 500; i++) {
    const noted = await lastUse(owner)
    if (noted !== null) return noted
  }
  return null
}

t.test('the keys are published, and verify what we issue', async t => {
  const w = await world(t)
  const phone = await signedIn(w, await person(w, 'shen.kuo'))
  const answer = await w.nobody.request('GET', '/.well-known/jwks.json')
  t.equal(answer.statusCode, 200)
  t.equal(answer.headers['cache-control'], 'public, max-age=30')
  const { keys } = answer.json()
  t.same(Object.keys(keys[0]).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x'], 'no private part')
  const { payload } = await jwtVerify(phone.token, createLocalJWKSet({ keys }), { typ: 'at+jwt' })
  t.equal(payload.sub, phone.accountId)
  t.notMatch(JSON.stringify(payload), /shen|柳|LIAISON|role/, 'neither name nor roles are in it')
})

t.test(
  'forged access tokens are refused: alg none, another key, a public key as secret, changed claims, expired',
  async t => {
    const time = movableClock()
    const w = await world(t, { clock: time.clock })
    const phone = await signedIn(w, await person(w, 'zu.chongzhi'))
    const [header = '', payload = '', signature = ''] = phone.token.split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'))
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const foreign = generateKeyPairSync('ed25519').privateKey
    const { keys } = (await w.nobody.request('GET', '/.well-known/jwks.json')).json()
    const publicAsSecret = Buffer.from(keys[0].x, 'base64url')
    const forged: Record<string, string> = {
      'alg none': new UnsecuredJWT(claims).encode(),
      'alg none, typ and kid as ours': `${encode({ alg: 'none', typ: 'at+jwt', kid })}.${payload}.`,
      'no signature': `${header}.${payload}.`,
      'another key under our kid': await new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid })
        .sign(foreign),
      'public key as HMAC secret': await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid })
        .sign(publicAsSecret),
      'key brought along': await new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid, jwk: keys[0] })
        .sign(foreign),
      'other account': `${header}.${encode({ ...claims, sub: '018f0000-0000-7000-8000-000000000000' })}.${signature}`,
      'other committee': `${header}.${encode({ ...claims, org: '140212' })}.${signature}`,
      'lives longer': `${header}.${encode({ ...claims, exp: claims.exp + 86_400 })}.${signature}`,
      'refresh token instead': phone.refreshToken,
    }
    for (const [what, token] of Object.entries(forged)) t.equal(await statusOf(w, token), 401, what)
    t.equal(await statusOf(w, phone.token), 200)
    time.advance(11 * 60_000)
    t.equal(await statusOf(w, phone.token), 401, 'expired')
  },
)

t.test('a signed token for an account of another committee names nobody', async t => {
  const w = await world(t)
  const phone = await signedIn(w, await person(w, 'guo.shoujing'))
  const session = (await w.owner.query('select id from sign_in_sessions')).rows[0].id
  const other = await person(w, 'xu.guangqi')
  for (const grant of [
    { organizationId: PLACES.COUNTY, accountId: phone.accountId, sessionId: session },
    { organizationId: PLACES.CITY, accountId: other.accountId, sessionId: session },
  ])
    t.equal(await statusOf(w, (await w.services.accessTokens.issue(grant)).token), 401)
})

t.test('a script uses a token within its scopes and its owner’s rights', async t => {
  const w = await world(t)
  const phone = await signedIn(w, await person(w, 'fan.zhongyan', { roles: ['LIAISON_OFFICE'] }))
  const made = await create(phone, { scopes: ['DUTY_READ', 'MEMBER_READ', 'DUTY_READ'] })
  t.same(made.userErrors, [])
  t.match(made.token, /^cppcc_pat_140200_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/)
  t.same(made.personalAccessToken, {
    id: made.personalAccessToken.id,
    name: '履职统计脚本',
    scopes: ['DUTY_READ', 'MEMBER_READ'],
    lastUsedAt: null,
  })
  const script = clientWith(w, made.token)
  const { viewer } = (await script.run('{ viewer { via permissions { permission } personalAccessTokens { id } } }'))
    .data
  t.equal(viewer.via, 'TOKEN')
  t.same(
    viewer.permissions.map((held: { permission: string }) => held.permission),
    ['MEMBER_READ', 'DUTY_READ'],
  )
  const forbidden = await script.run('{ changeLog { totalCount } }')
  t.equal(forbidden.errors?.[0]?.extensions?.code, 'FORBIDDEN')
  const { rows } = await w.owner.query('select * from personal_access_tokens')
  t.notMatch(JSON.stringify(rows), new RegExp(made.token.slice(18, 40)), 'only a hash is stored')
  t.notMatch(JSON.stringify(await entries(w, PLACES.CITY, 5)), new RegExp(made.token.slice(18, 40)))
})

t.test('the last use is noted beside the request', async t => {
  const w = await world(t)
  const phone = await signedIn(w, await person(w, 'ouyang.xiu'))
  const { token } = await create(phone)
  t.equal(await statusOf(w, token), 200)
  const noted = await useNoted(phone)
  t.type(noted, 'string')
  await statusOf(w, token)
  t.equal(await lastUse(phone), noted, 'not again within the minute')
})

t.test('what a token may not do takes a person', async t => {
  const w = await world(t)
  const admin = await signedIn(w, await person(w, 'wang.anshi', { roles: ['ORGANIZATION_ADMINISTRATOR'] }))
  const colleague = await person(w, 'sima.guang')
  const { token } = await create(admin, { scopes: ['ACCOUNT_MANAGE', 'ACCOUNT_READ'] })
  const script = clientWith(w, token)
  await statusOf(w, token)
  await useNoted(admin)
  const input = { name: 'x', scopes: ['MEMBER_READ'], expiresOn: inDays(1) }
  const credentials = { login: 'wang.anshi', password: admin.token }
  const attempts: [string, object][] = [
    [CREATE, { input }],
    ['mutation { signOutEverywhere { endedSessions } }', {}],
    ['mutation ($id: ID!) { personalAccessTokenRevoke(id: $id) { userErrors { code } } }', { id: 'pat_140200_x' }],
    [
      'mutation ($id: ID!) { accountPasswordReset(id: $id, expectedVersion: 1) { initialPassword } }',
      { id: colleague.id },
    ],
    ['mutation ($id: ID!) { accountSuspend(id: $id, expectedVersion: 1) { account { id } } }', { id: colleague.id }],
  ]
  for (const [query, variables] of attempts) {
    const { result, same } = await w.unchanged(() => script.run(query, variables))
    t.ok(same)
    t.equal(result.errors?.[0]?.extensions?.code, 'FORBIDDEN', query)
  }
  const totp = await script.run(
    'mutation ($input: CredentialsInput!) { totpEnroll(input: $input) { secret userErrors { code } } }',
    {
      input: { ...credentials, password: '晋阳湖畔·秋水长天·落霞孤鹜 27' },
    },
  )
  t.equal(totp.errors?.[0]?.extensions?.code, 'FORBIDDEN')
})

t.test('a token ends when its day is over, and when it is revoked', async t => {
  const time = movableClock()
  const w = await world(t, { clock: time.clock })
  const phone = await signedIn(w, await person(w, 'zeng.gong'))
  const [short, long] = [await create(phone, { expiresOn: inDays(0) }), await create(phone)]
  t.equal(await statusOf(w, short.token), 200, 'its last day counts')
  await w.owner.query("update personal_access_tokens set expires_at = now() - interval '1 second' where id = $1", [
    short.personalAccessToken.id.split('_')[2],
  ])
  time.advance(5_000)
  t.equal(await statusOf(w, short.token), 401)
  const revoked = await phone.run(
    'mutation ($id: ID!) { personalAccessTokenRevoke(id: $id) { personalAccessToken { revokedAt } userErrors { code } } }',
    { id: long.personalAccessToken.id },
  )
  t.type(revoked.data.personalAccessTokenRevoke.personalAccessToken.revokedAt, 'string')
  time.advance(5_000)
  t.equal(await statusOf(w, long.token), 401)
})

t.test('a mistyped, foreign or moved token is refused', async t => {
  const w = await world(t)
  const phone = await signedIn(w, await person(w, 'su.xun'))
  const { token } = await create(phone)
  const checksum = token.slice(0, -1) + (token.endsWith('0') ? '1' : '0')
  const swapped = token.replace(/(.)(.)(?=.{10}$)/, '$2$1')
  for (const wrong of [
    checksum,
    swapped,
    token.replace('140200', '140212'),
    token.replace('_pat_', '_rt_'),
    `${token}0`,
  ]) {
    if (wrong !== token) t.equal(await statusOf(w, wrong), 401, wrong.slice(0, 20))
  }
  t.equal(await statusOf(w, token), 200)
})

t.test('a refused token names every mistake, and nothing is written', async t => {
  const w = await world(t)
  const phone = await signedIn(w, await person(w, 'su.zhe'))
  const cases: [object, [string, string][]][] = [
    [
      { name: ' ', scopes: [], expiresOn: inDays(-1) },
      [
        ['REQUIRED', 'input.name'],
        ['REQUIRED', 'input.scopes'],
        ['OUT_OF_RANGE', 'input.expiresOn'],
      ],
    ],
    [{ name: 'x'.repeat(51) }, [['TOO_LONG', 'input.name']]],
    [{ name: 'a\u202eb' }, [['INVALID_TEXT', 'input.name']]],
    [{ scopes: ['DUTY_CONFIRM'] }, [['SCOPE_NOT_HELD', 'input.scopes']]],
    [{ scopes: ['ROLE_MANAGE'] }, [['SCOPE_NOT_ALLOWED', 'input.scopes']]],
    [{ expiresOn: inDays(367) }, [['OUT_OF_RANGE', 'input.expiresOn']]],
  ]
  for (const [input, expected] of cases) {
    const { result, same } = await w.unchanged(() => create(phone, input))
    t.ok(same)
    t.same(
      result.userErrors.map((e: { code: string; field: string[] }) => [e.code, e.field.join('.')]),
      expected,
    )
  }
})

t.test('another’s token can be neither seen nor revoked', async t => {
  const w = await world(t)
  const [phone, other] = [
    await signedIn(w, await person(w, 'huang.tingjian')),
    await signedIn(w, await person(w, 'qin.guan')),
  ]
  const {
    personalAccessToken: { id },
  } = await create(phone)
  t.equal((await other.run('query ($id: ID!) { node(id: $id) { id } }', { id })).data.node, null)
  const { result, same } = await w.unchanged(() =>
    other.run('mutation ($id: ID!) { personalAccessTokenRevoke(id: $id) { userErrors { code field } } }', { id }),
  )
  t.ok(same)
  t.same(result.data.personalAccessTokenRevoke.userErrors, [{ code: 'NOT_FOUND', field: ['id'] }])
})

t.test('the terminal issues a token for an account by its sign-in name', async t => {
  const w = await world(t)
  await person(w, '13900000077', { roles: ['LIAISON_OFFICE'] })
  const wish = { name: 'cli', scopes: ['MEMBER_READ', 'DUTY_READ'], expiresOn: inDays(7) } as const
  const { token } = await issueToken(w.services, '139 0000 0077', wish)
  t.equal(await statusOf(w, token), 200)
  await t.rejects(issueToken(w.services, 'nobody', wish), /NOT_FOUND/)
  await t.rejects(issueToken(w.services, '13900000077', { ...wish, scopes: ['AUDIT_READ'] }), /SCOPE_NOT_HELD/)
})
