import t from 'tap'
import { type Client, PLACES, world } from '../../support/world.ts'
import { entries, movableClock, PASSWORD, person, REFRESH, SIGN_IN, signedIn } from './support.ts'

const CREATE = `mutation ($input: AccountInput!) { accountCreate(input: $input) {
  account { id login version mustChangePassword } initialPassword userErrors { code field } } }`
const SUSPEND =
  'mutation ($id: ID!, $v: Int!) { accountSuspend(id: $id, expectedVersion: $v) { account { status version } userErrors { code field } } }'
const RESTORE =
  'mutation ($id: ID!, $v: Int!) { accountRestore(id: $id, expectedVersion: $v) { account { status version } userErrors { code field } } }'
const RESET = `mutation ($id: ID!, $v: Int!, $totp: Boolean) { accountPasswordReset(id: $id, expectedVersion: $v, withSecondFactor: $totp) {
  account { id hasSecondFactor } initialPassword userErrors { code field } } }`
const UPDATE = `mutation ($id: ID!, $v: Int!, $input: AccountUpdateInput!) { accountUpdate(id: $id, expectedVersion: $v, input: $input) {
  account { login displayName version } userErrors { code field } } }`

const CITY = `org_${PLACES.CITY}`
const codes = (payload: { userErrors: { code: string; field: string[] | null }[] }) =>
  payload.userErrors.map(({ code, field }) => [code, field?.join('.') ?? null])

t.test('an administrator opens an account whose owner sets the password', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const { accountCreate } = (
    await admin.run(CREATE, { input: { organization: CITY, login: '１３９００００００２１', displayName: ' 周敦 ' } })
  ).data
  t.match(accountCreate.account, { login: '13900000021', version: 1, mustChangePassword: true })
  const signIn = await w.nobody.run(SIGN_IN, {
    input: { login: '13900000021', password: accountCreate.initialPassword },
  })
  t.same(signIn.data.signIn.userErrors[0].code, 'PASSWORD_CHANGE_REQUIRED')
  const [, entry] = await entries(w, PLACES.CITY, 2)
  t.match(entry, {
    action: 'accountCreate',
    op: 'CREATE',
    actor_id: admin.accountId,
    payload: { login: '139****0021', displayName: '周敦' },
  })
  const stored =
    JSON.stringify((await w.owner.query('select * from accounts')).rows) +
    JSON.stringify(await entries(w, PLACES.CITY, 9))
  t.notOk(stored.includes(accountCreate.initialPassword))
})

t.test('refused accounts: taken, wrong, elsewhere', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  await person(w, '13900000031', { place: 'OTHER_CITY' })
  const base = { organization: CITY, login: 'new.one', displayName: '程颢' }
  const cases: [object, [string, string]][] = [
    [{ login: '139-0000-0031' }, ['LOGIN_TAKEN', 'input.login']],
    [{ login: 'a' }, ['INVALID_FORMAT', 'input.login']],
    [{ login: 'a b' }, ['INVALID_FORMAT', 'input.login']],
    [{ login: 'İstanbul' }, ['INVALID_FORMAT', 'input.login']],
    [{ login: 'x'.repeat(65) }, ['TOO_LONG', 'input.login']],
    [{ login: '  ' }, ['REQUIRED', 'input.login']],
    [{ displayName: '' }, ['REQUIRED', 'input.displayName']],
    [{ displayName: '程'.repeat(51) }, ['TOO_LONG', 'input.displayName']],
    [{ displayName: '程\u202e颢' }, ['INVALID_TEXT', 'input.displayName']],
    [{ organization: 'nonsense' }, ['NOT_FOUND', 'input.organization']],
  ]
  for (const [input, expected] of cases) {
    const { result, same } = await w.unchanged(() => admin.run(CREATE, { input: { ...base, ...input } }))
    t.ok(same, JSON.stringify(input))
    t.same(codes(result.data.accountCreate), [expected])
  }
  for (const organization of ['org_140212', 'org_140300', 'org_999999']) {
    const { result, same } = await w.unchanged(() => admin.run(CREATE, { input: { ...base, organization } }))
    t.ok(same)
    t.equal(result.errors?.[0]?.extensions?.code, 'FORBIDDEN', organization)
  }
  for (const role of ['MEMBER', 'LIAISON_OFFICE', 'SECURITY_ADMINISTRATOR', 'AUDITOR', 'LEADER'] as const) {
    const answer = await (await w.as(role)).run(CREATE, { input: base })
    t.equal(answer.errors?.[0]?.extensions?.code, 'FORBIDDEN', role)
  }
})

t.test('of two who open the same sign-in name at once one is refused', async t => {
  const w = await world(t)
  const [city, other] = [
    await w.as('ORGANIZATION_ADMINISTRATOR'),
    await w.as('ORGANIZATION_ADMINISTRATOR', 'OTHER_CITY'),
  ]
  const input = { login: 'zhang.zai', displayName: '张载' }
  const answers = await Promise.all([
    city.run(CREATE, { input: { ...input, organization: CITY } }),
    other.run(CREATE, { input: { ...input, organization: `org_${PLACES.OTHER_CITY}` } }),
  ])
  t.same(answers.map(answer => answer.data.accountCreate.account !== null).sort(), [false, true])
  t.same(
    answers.flatMap(answer => codes(answer.data.accountCreate)),
    [['LOGIN_TAKEN', 'input.login']],
  )
})

t.test('a suspended account stops within five seconds, and comes back without its sessions', async t => {
  const time = movableClock()
  const w = await world(t, { clock: time.clock })
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const who = await person(w, 'zhu.xi')
  const phone = await signedIn(w, who)
  t.equal((await phone.run('{ viewer { via } }')).status, 200)
  t.same((await admin.run(SUSPEND, { id: who.id, v: 1 })).data.accountSuspend, {
    account: { status: 'SUSPENDED', version: 2 },
    userErrors: [],
  })
  time.advance(4_900)
  t.equal((await phone.run('{ viewer { via } }')).status, 401)
  t.same(codes((await admin.run(SUSPEND, { id: who.id, v: 2 })).data.accountSuspend), [['INVALID_STATE', 'id']])
  t.same(codes((await admin.run(RESTORE, { id: who.id, v: 1 })).data.accountRestore), [
    ['VERSION_CONFLICT', 'expectedVersion'],
  ])
  t.equal((await admin.run(RESTORE, { id: who.id, v: 2 })).data.accountRestore.account.status, 'ACTIVE')
  time.advance(4_900)
  t.equal((await phone.run('{ viewer { via } }')).status, 401)
  t.equal((await w.nobody.run(REFRESH, { refreshToken: phone.refreshToken })).data.signInRefresh.accessToken, null)
  t.type((await signedIn(w, who)).token, 'string')
})

t.test('nobody suspends themselves, what they cannot see, or what is not theirs', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const county = await person(w, 'lu.jiuyuan', { place: 'COUNTY' })
  const own = `acc_${PLACES.CITY}_${admin.accountId}`
  const who = await person(w, 'wang.yangming')
  const cases: [Client, string, string][] = [
    [admin, own, 'OWN_ACCOUNT'],
    [admin, county.id, 'NOT_FOUND'],
    [admin, `acc_${PLACES.CITY}_018f0000-0000-7000-8000-000000000000`, 'NOT_FOUND'],
    [admin, 'nonsense', 'NOT_FOUND'],
    [await w.as('LIAISON_OFFICE'), who.id, 'NOT_FOUND'],
    [await w.as('ORGANIZATION_ADMINISTRATOR', 'OTHER_CITY'), who.id, 'NOT_FOUND'],
  ]
  for (const [client, id, code] of cases) {
    const { result, same } = await w.unchanged(() => client.run(SUSPEND, { id, v: 1 }))
    t.ok(same)
    t.same(codes(result.data.accountSuspend), [[code, 'id']])
  }
  const auditor = await w.unchanged(async () => (await w.as('AUDITOR')).run(SUSPEND, { id: who.id, v: 1 }))
  t.equal(auditor.result.errors?.[0]?.extensions?.code, 'FORBIDDEN', 'visible to the auditor')
})

t.test('a reset password ends sessions and tokens, and must be changed', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const who = await person(w, 'gu.yanwu')
  const phone = await signedIn(w, who)
  const { accountPasswordReset } = (await admin.run(RESET, { id: who.id, v: 1, totp: true })).data
  t.match(accountPasswordReset, { account: { hasSecondFactor: false }, userErrors: [] })
  const code = async (password: string) =>
    (await w.nobody.run(SIGN_IN, { input: { login: who.login, password } })).data.signIn.userErrors.map(
      (e: { code: string }) => e.code,
    )
  t.same(await code(PASSWORD), ['INVALID_CREDENTIALS'])
  t.same(await code(accountPasswordReset.initialPassword), ['PASSWORD_CHANGE_REQUIRED'])
  t.equal((await w.nobody.run(REFRESH, { refreshToken: phone.refreshToken })).data.signInRefresh.accessToken, null)
})

t.test('nobody resets their own password or second factor by a session alone', async t => {
  const w = await world(t)
  for (const role of ['ORGANIZATION_ADMINISTRATOR', 'SECURITY_ADMINISTRATOR'] as const) {
    const client = await w.as(role)
    const id = `acc_${PLACES.CITY}_${client.accountId}`
    for (const totp of [true, false]) {
      const { result, same } = await w.unchanged(() => client.run(RESET, { id, v: 1, totp }))
      t.ok(same)
      t.same(codes(result.data.accountPasswordReset), [['OWN_ACCOUNT', 'id']], role)
    }
  }
})

t.test(
  'an administrator of accounts cannot become who gives out rights, who audits, or staff of another committee',
  async t => {
    const w = await world(t)
    const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
    const guardians = [
      await person(w, 'security.one', { roles: ['SECURITY_ADMINISTRATOR'] }),
      await person(w, 'auditor.one', { roles: ['AUDITOR'] }),
    ]
    const borrowed = await person(w, 'borrowed.one', { roles: [] })
    await w.system('COUNTY', tx =>
      tx.client.query(
        `insert into role_grants (organization_id, id, account_organization_id, account_id, role) values ($1, gen_random_uuid(), $2, $3, 'LIAISON_OFFICE')`,
        [PLACES.COUNTY, PLACES.CITY, borrowed.accountId],
      ),
    )
    for (const who of [...guardians, borrowed]) {
      for (const query of [RESET, SUSPEND]) {
        const { result, same } = await w.unchanged(() => admin.run(query, { id: who.id, v: 1 }))
        t.ok(same)
        t.equal(result.errors?.[0]?.extensions?.code, 'FORBIDDEN', who.login)
      }
    }
    const security = await w.as('SECURITY_ADMINISTRATOR')
    const [other] = guardians
    t.type((await security.run(RESET, { id: other?.id, v: 1 })).data.accountPasswordReset.initialPassword, 'string')
    const plain = await person(w, 'plain.one')
    t.equal((await security.run(RESET, { id: plain.id, v: 1 })).errors?.[0]?.extensions?.code, 'FORBIDDEN')
  },
)

t.test('a new phone number becomes the sign-in name and the old one is free', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const who = await person(w, '13900000041')
  const taken = await person(w, '13900000042')
  const update = async (v: number, input: object) =>
    (await admin.run(UPDATE, { id: who.id, v, input })).data.accountUpdate
  const refused = await w.unchanged(() => update(1, { login: taken.login, displayName: '新名' }))
  t.ok(refused.same)
  t.same(codes(refused.result), [['LOGIN_TAKEN', 'input.login']])
  t.same((await update(1, { login: '139 0000 0043', displayName: '黄宗' })).account, {
    login: '13900000043',
    displayName: '黄宗',
    version: 2,
  })
  t.type((await signedIn(w, { ...who, login: '13900000043' })).token, 'string')
  t.equal(
    (await w.nobody.run(SIGN_IN, { input: { login: '13900000041', password: PASSWORD } })).data.signIn.accessToken,
    null,
  )
  const again = await admin.run(CREATE, { input: { organization: CITY, login: '13900000041', displayName: '他人' } })
  t.same(again.data.accountCreate.userErrors, [])
})

t.test('accounts are listed for who may see them, by the committee’s own rules', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  await person(w, '13900000051')
  await person(w, 'county.only', { place: 'COUNTY' })
  const list = (client: Client, args = '') =>
    client.run(`{ accounts${args} { totalCount nodes { login displayName } } }`)
  const own = (await list(admin)).data.accounts
  t.equal(own.totalCount, 2)
  t.same(
    (await list(admin, '(filter: { login: "+86 13900000051" })')).data.accounts.nodes.map(
      (n: { login: string }) => n.login,
    ),
    ['13900000051'],
  )
  t.equal(
    (await list(admin, '(filter: { role: ORGANIZATION_ADMINISTRATOR, status: ACTIVE })')).data.accounts.totalCount,
    1,
  )
  t.equal(
    (await list(admin, '(organization: "org_140212")')).data.accounts.totalCount,
    0,
    'the county’s accounts are its own',
  )
  for (const role of ['MEMBER', 'LIAISON_OFFICE', 'AUDITOR', 'LEADER'] as const) {
    t.equal((await list(await w.as(role))).errors?.[0]?.extensions?.code, 'FORBIDDEN', role)
  }
})

t.test('a sign-in name is shown to its owner and who manages accounts, not to an auditor', async t => {
  const w = await world(t)
  const who = await person(w, '13900000061')
  const query =
    'query ($id: ID!) { account(id: $id) { login displayName passwordChangedAt hasSecondFactor mustChangePassword } }'
  const seen = async (client: Client) => (await client.run(query, { id: who.id })).data.account
  t.equal((await seen(await w.as('ORGANIZATION_ADMINISTRATOR'))).login, '13900000061')
  t.equal((await seen(await signedIn(w, who))).login, '13900000061')
  t.same(await seen(await w.as('AUDITOR')), {
    login: null,
    displayName: '柳青',
    passwordChangedAt: null,
    hasSecondFactor: null,
    mustChangePassword: null,
  })
  for (const client of [
    await w.as('MEMBER'),
    await w.as('LIAISON_OFFICE'),
    await w.as('ORGANIZATION_ADMINISTRATOR', 'PROVINCE'),
    await w.as('ORGANIZATION_ADMINISTRATOR', 'COUNTY'),
  ]) {
    t.equal(await seen(client), null)
  }
})
