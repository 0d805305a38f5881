import t from 'tap'
import { createAccount } from '../../../src/domain/identity/commands/terminal.ts'
import { PLACES, world } from '../../support/world.ts'
import { clientWith, entries, OTHER_PASSWORD, PASSWORD, person, SIGN_IN, signedIn } from './support.ts'

const VIEWER =
  '{ viewer { via account { login displayName status organization { code } } roles { role organization { code } } sessions { isCurrent userAgent } permissions { permission organizationCodes } } }'

t.test('a phone signs in and sees who it is', async t => {
  const w = await world(t)
  const who = await person(w, '13900000001', { place: 'COUNTY' })
  const phone = await signedIn(w, { ...who, login: ' +86 139-0000-0001 ' })
  const { data, errors } = await phone.run(VIEWER)
  t.equal(errors, undefined)
  t.same(data.viewer.account, {
    login: '13900000001',
    displayName: '柳青',
    status: 'ACTIVE',
    organization: { code: '140212' },
  })
  t.equal(data.viewer.via, 'SESSION')
  t.same(data.viewer.roles, [{ role: 'MEMBER', organization: { code: '140212' } }])
  t.same(data.viewer.sessions, [{ isCurrent: true, userAgent: 'lightMyRequest' }])
  t.same(
    data.viewer.permissions.find((held: { permission: string }) => held.permission === 'DUTY_OWN'),
    {
      permission: 'DUTY_OWN',
      organizationCodes: ['140212'],
    },
  )
  const [entry] = await entries(w, PLACES.COUNTY, 1)
  t.match(entry, { action: 'signIn', op: 'CREATE', record_type: 'SignInSession', actor_id: who.accountId })
  t.notMatch(JSON.stringify(await entries(w, PLACES.COUNTY, 20)), /13900000001/, 'the number is in no log entry')
})

t.test('an unknown account, a wrong password and an account without one get the same answer', async t => {
  const w = await world(t)
  const who = await person(w, 'liu.qing')
  await w.newClient({ role: 'SERVICE', place: 'CITY', login: 'service' })
  const { result: answers, same } = await w.unchanged(() =>
    Promise.all(
      ['nobody.here', 'liu.qing', 'service', "' or 1=1 --", ''].map(login =>
        w.nobody.run(SIGN_IN, { input: { login, password: 'wrong' } }),
      ),
    ),
  )
  t.ok(same, 'nothing is written')
  const [first] = answers
  t.same(
    first?.data.signIn.userErrors.map((e: { code: string; field: null }) => [e.code, e.field]),
    [['INVALID_CREDENTIALS', null]],
  )
  for (const answer of answers) t.same([answer.status, answer.text], [first?.status, first?.text])
  const [entry] = await entries(w, PLACES.CITY, 1)
  t.match(entry, {
    action: 'signIn',
    op: 'REFUSED',
    record_type: 'Account',
    payload: { codes: ['INVALID_CREDENTIALS'] },
  })
  const { rows } = await w.owner.query(
    "select count(*)::int as n from change_log where op = 'REFUSED' and record_id = $1",
    [who.accountId],
  )
  t.equal(rows[0].n, 1, 'the known account has its entry')
})

t.test('aliased sign-ins of one request count each', async t => {
  const w = await world(t)
  const who = await person(w, 'li.bai')
  const attempts = Array.from(
    { length: 10 },
    (_, i) =>
      `a${i}: signIn(input: { login: "li.bai", password: "${i < 9 ? `guess ${i}` : PASSWORD}" }) { accessToken userErrors { code } }`,
  )
  const answer = await w.nobody.run(`mutation { ${attempts.join('\n')} }`)
  t.equal(answer.status, 429)
  t.equal(answer.errors?.[0]?.extensions?.code, 'RATE_LIMITED')
  t.notMatch(answer.text, /"accessToken":"/)
  const { rows } = await w.owner.query(
    "select count(*)::int as n from change_log where op = 'REFUSED' and record_id = $1",
    [who.accountId],
  )
  t.equal(rows[0].n, 5, 'five passwords were compared')
  const after = await w.nobody.run(SIGN_IN, { input: { login: 'LI.BAI', password: who.password } })
  t.equal(after.status, 429, 'the right password waits too')
  t.equal(after.errors?.[0]?.extensions?.code, 'RATE_LIMITED')
})

t.test('fourteen aliased sign-ins reach no more than five passwords', async t => {
  const w = await world(t)
  await person(w, 'du.fu')
  const attempts = Array.from(
    { length: 14 },
    (_, i) =>
      `a${i}: signIn(input: { login: "du.fu", password: "${i < 13 ? `guess ${i}` : PASSWORD}" }) { accessToken }`,
  )
  const answer = await w.nobody.run(`mutation { ${attempts.join('\n')} }`)
  t.notMatch(answer.text, /"accessToken":"/)
  const { rows } = await w.owner.query("select count(*)::int as n from change_log where op = 'REFUSED'")
  t.ok(rows[0].n <= 5, `${rows[0].n} passwords were compared`)
})

t.test('guesses through GraphQL and REST are counted together', async t => {
  const w = await world(t)
  await person(w, 'wang.wei')
  const rest = (password: string) =>
    w.nobody.request('POST', '/auth/v1/token', {
      payload: { grant_type: 'password', username: 'wang.wei', password },
    })
  for (const guess of ['a', 'b', 'c']) t.equal((await rest(guess)).statusCode, 401)
  for (const password of ['d', 'e']) await w.nobody.run(SIGN_IN, { input: { login: 'wang.wei', password } })
  const refused = await rest(PASSWORD)
  t.equal(refused.statusCode, 429)
  t.match(refused.headers['retry-after'], /^\d+$/)
  t.equal(refused.json().code, 'RATE_LIMITED')
})

t.test('a suspended account is told so only after the right password', async t => {
  const w = await world(t)
  const who = await person(w, 'meng.haoran')
  await w.owner.query("update accounts set status = 'SUSPENDED' where id = $1", [who.accountId])
  const codes = async (password: string) =>
    (await w.nobody.run(SIGN_IN, { input: { login: who.login, password } })).data.signIn.userErrors.map(
      (e: { code: string }) => e.code,
    )
  t.same(await codes('wrong'), ['INVALID_CREDENTIALS'])
  t.same(await codes(PASSWORD), ['ACCOUNT_SUSPENDED'])
  const { rows } = await w.owner.query('select count(*)::int as n from sign_in_sessions where account_id = $1', [
    who.accountId,
  ])
  t.equal(rows[0].n, 0)
})

t.test('a first password only serves to set another', async t => {
  const w = await world(t)
  const organizationId = PLACES.CITY
  const { initialPassword } = await createAccount(w.services, {
    organizationId,
    login: 'bai.juyi',
    displayName: '白石',
    roles: ['MEMBER'],
  })
  t.match(initialPassword, /^([A-Z][a-z][2-9][a-z]-){3}[A-Z][a-z][2-9][a-z]$/)
  const signIn = (password: string | null) => w.nobody.run(SIGN_IN, { input: { login: 'bai.juyi', password } })
  const refused = await signIn(initialPassword)
  t.same(
    refused.data.signIn.userErrors.map((e: { code: string }) => e.code),
    ['PASSWORD_CHANGE_REQUIRED'],
  )
  const change = (newPassword: string, currentPassword = initialPassword) =>
    w.nobody.run(
      'mutation ($input: PasswordChangeInput!) { passwordChange(input: $input) { changed userErrors { code field } } }',
      { input: { login: 'bai.juyi', currentPassword, newPassword } },
    )
  const weak = await w.unchanged(() => change('password123456789'))
  t.ok(weak.same)
  t.same(weak.result.data.passwordChange, {
    changed: null,
    userErrors: [{ code: 'PASSWORD_TOO_COMMON', field: ['input', 'newPassword'] }],
  })
  t.same((await change(initialPassword ?? '')).data.passwordChange.userErrors, [
    { code: 'PASSWORD_REUSED', field: ['input', 'newPassword'] },
  ])
  t.same((await change(PASSWORD)).data.passwordChange, { changed: true, userErrors: [] })
  t.same(
    (await signIn(initialPassword)).data.signIn.userErrors.map((e: { code: string }) => e.code),
    ['INVALID_CREDENTIALS'],
  )
  t.type((await signIn(PASSWORD)).data.signIn.accessToken, 'string')
})

t.test('an expired password must be changed under 等保三级', async t => {
  const w = await world(t, { config: { PASSWORD_POLICY: 'dengbao3' } })
  const who = await person(w, 'han.yu')
  await w.owner.query("update accounts set password_changed_at = now() - interval '91 days'")
  const answer = await w.nobody.run(SIGN_IN, { input: { login: who.login, password: PASSWORD } })
  t.same(
    answer.data.signIn.userErrors.map((e: { code: string }) => e.code),
    ['PASSWORD_CHANGE_REQUIRED'],
  )
})

t.test('changing a password ends the other sessions and not this one', async t => {
  const w = await world(t)
  const who = await person(w, 'liu.zongyuan')
  const [here, there] = [await signedIn(w, who), await signedIn(w, who)]
  const changed = await here.run(
    'mutation ($input: PasswordChangeInput!) { passwordChange(input: $input) { changed userErrors { code } } }',
    { input: { login: who.login, currentPassword: PASSWORD, newPassword: OTHER_PASSWORD } },
  )
  t.same(changed.data.passwordChange, { changed: true, userErrors: [] })
  const { data } = await here.run('{ viewer { sessions { isCurrent } } }')
  t.same(data.viewer.sessions, [{ isCurrent: true }])
  const refreshed = await w.nobody.request('POST', '/auth/v1/token', {
    payload: { grant_type: 'refresh_token', refresh_token: there.refreshToken },
  })
  t.equal(refreshed.statusCode, 401)
  t.equal(refreshed.json().code, 'INVALID_REFRESH_TOKEN')
})

t.test('a device that signed in before is let in while strangers guess from many addresses', async t => {
  const w = await world(t, { config: { TRUST_PROXY: true } })
  const who = await person(w, 'su.shi')
  const device = '3f0f6f6e-8a0e-4c58-9d41-0d1f3c0f8a11'
  const from = (address: string, input: object) =>
    w.nobody.run(SIGN_IN, { input: { login: who.login, ...input } }, { 'x-forwarded-for': address })
  t.type((await from('192.0.2.1', { password: PASSWORD, device })).data.signIn.accessToken, 'string')
  await Promise.all(Array.from({ length: 52 }, (_, i) => from(`198.51.100.${i}`, { password: 'guess' })))
  t.equal((await from('203.0.113.9', { password: PASSWORD })).status, 429, 'a stranger with the right password waits')
  t.type(
    (await from('203.0.113.8', { password: PASSWORD, device })).data.signIn.accessToken,
    'string',
    'the phone elsewhere does not',
  )
})

t.test('bad input over REST is a problem that names field and rule', async t => {
  const w = await world(t)
  const cases: [object, number, string, string][] = [
    [{}, 400, 'grant_type', 'REQUIRED'],
    [{ grant_type: 'magic' }, 400, 'grant_type', 'NOT_ALLOWED'],
    [{ grant_type: 'password', password: 'x' }, 400, 'username', 'REQUIRED'],
    [{ grant_type: 'password', username: 'x' }, 400, 'password', 'REQUIRED'],
    [{ grant_type: 'password', username: 'x'.repeat(201), password: 'x' }, 400, 'username', 'TOO_LONG'],
    [{ grant_type: 'password', username: 1, password: 'x' }, 400, 'username', 'WRONG_TYPE'],
    [{ grant_type: 'refresh_token' }, 400, 'refresh_token', 'REQUIRED'],
    [{ grant_type: 'password', username: 'x', password: 'x', role: 'AUDITOR' }, 400, 'role', 'UNKNOWN_FIELD'],
    [{ grant_type: 'password', username: 'x', password: 'x', device: 'phone' }, 400, 'device', 'INVALID_FORMAT'],
  ]
  for (const [payload, status, field, code] of cases) {
    const { result, same } = await w.unchanged(() => w.nobody.request('POST', '/auth/v1/token', { payload }))
    t.ok(same)
    t.equal(result.statusCode, status, JSON.stringify(payload))
    t.match(result.headers['content-type'], /^application\/problem\+json/)
    t.same(
      result.json().errors.map((e: { field: string[]; code: string }) => [e.field.join(), e.code]),
      [[field, code]],
    )
  }
  const english = await w.nobody.request('POST', '/auth/v1/token', {
    payload: { grant_type: 'password', username: 'x', password: 'x' },
    headers: { 'accept-language': 'en' },
  })
  t.equal(english.statusCode, 401)
  t.equal(english.headers['www-authenticate'], 'Bearer')
  t.equal(english.json().detail, 'The account or the password is not right')
})

t.test('texts that no account can have are refused without a look at the database', async t => {
  const w = await world(t)
  for (const login of ['a\u0000b', '\ud800']) {
    const graphql = await w.nobody.run(SIGN_IN, { input: { login, password: 'x' } })
    t.equal(graphql.status, 400)
    const rest = await w.nobody.request('POST', '/auth/v1/token', {
      payload: { grant_type: 'password', username: login, password: 'x' },
    })
    t.ok(rest.statusCode === 400 || rest.statusCode === 401, `${rest.statusCode}`)
  }
})

t.test('a token of a former session names nobody', async t => {
  const w = await world(t)
  for (const token of ['nonsense', 'cppcc_pat_140200_nonsense', 'e30.e30.']) {
    const answer = await clientWith(w, token).run('{ viewer { via } }')
    t.equal(answer.status, 401)
    t.match(answer.text, /"code":"UNAUTHENTICATED"/)
  }
})
