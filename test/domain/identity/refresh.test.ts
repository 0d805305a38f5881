import t from 'tap'
import { PLACES, world } from '../../support/world.ts'
import { clientWith, entries, movableClock, PASSWORD, person, REFRESH, signedIn } from './support.ts'

const FIVE_SECONDS = 5_000

t.test('a refresh token works once, and its successor follows', async t => {
  const w = await world(t)
  const phone = await signedIn(w, await person(w, 'qu.yuan'))
  const first = (await w.nobody.run(REFRESH, { refreshToken: phone.refreshToken })).data.signInRefresh
  t.same(first.userErrors, [])
  t.not(first.refreshToken, phone.refreshToken)
  t.equal((await clientWith(w, first.accessToken).run('{ viewer { via } }')).data.viewer.via, 'SESSION')
  const second = await w.nobody.request('POST', '/auth/v1/token', {
    payload: { grant_type: 'refresh_token', refresh_token: first.refreshToken },
  })
  t.equal(second.statusCode, 200)
  t.equal(second.json().token_type, 'Bearer')
  t.ok(second.json().expires_in <= 600)
  const { rows } = await w.owner.query('select token_hash from refresh_tokens')
  t.equal(rows.length, 3)
  t.notOk(rows.some(row => phone.refreshToken.includes(row.token_hash.toString('utf8'))))
})

t.test('a reused refresh token ends the whole session, for thief and owner', async t => {
  const time = movableClock()
  const w = await world(t, { clock: time.clock })
  const who = await person(w, 'song.yu')
  const phone = await signedIn(w, who)
  const other = await signedIn(w, who)
  const next = (await w.nobody.run(REFRESH, { refreshToken: phone.refreshToken })).data.signInRefresh
  time.advance(31_000)
  const reuse = (await w.nobody.run(REFRESH, { refreshToken: phone.refreshToken })).data.signInRefresh
  t.same(reuse, {
    accessToken: null,
    refreshToken: null,
    userErrors: [{ code: 'INVALID_REFRESH_TOKEN', field: ['input', 'refreshToken'] }],
  })
  const owner = (await w.nobody.run(REFRESH, { refreshToken: next.refreshToken })).data.signInRefresh
  t.same(
    owner.userErrors.map((e: { code: string }) => e.code),
    ['INVALID_REFRESH_TOKEN'],
  )
  t.equal((await clientWith(w, next.accessToken).run('{ viewer { via } }')).status, 401, 'the access token stops too')
  t.same(
    (await w.nobody.run(REFRESH, { refreshToken: other.refreshToken })).data.signInRefresh.userErrors,
    [],
    'other devices stay',
  )
  const [entry] = await entries(w, PLACES.CITY, 1)
  t.match(entry, { action: 'signInRefresh', record_type: 'SignInSession', payload: { revokedReason: 'REUSED' } })
})

t.test('whoever uses the old token after its successor was used is a thief, also at once', async t => {
  const w = await world(t)
  const phone = await signedIn(w, await person(w, 'jing.ke'))
  const next = (await w.nobody.run(REFRESH, { refreshToken: phone.refreshToken })).data.signInRefresh
  const third = (await w.nobody.run(REFRESH, { refreshToken: next.refreshToken })).data.signInRefresh
  t.equal((await w.nobody.run(REFRESH, { refreshToken: phone.refreshToken })).data.signInRefresh.accessToken, null)
  t.equal((await w.nobody.run(REFRESH, { refreshToken: third.refreshToken })).data.signInRefresh.accessToken, null)
})

t.test('a lost answer is given again: the same successor, within 30 seconds', async t => {
  const time = movableClock()
  const w = await world(t, { clock: time.clock })
  const phone = await signedIn(w, await person(w, 'tao.qian'))
  const first = (await w.nobody.run(REFRESH, { refreshToken: phone.refreshToken })).data.signInRefresh
  time.advance(29_000)
  const again = (await w.nobody.run(REFRESH, { refreshToken: phone.refreshToken })).data.signInRefresh
  t.equal(again.refreshToken, first.refreshToken)
  t.equal((await w.owner.query('select count(*)::int as n from refresh_tokens')).rows[0].n, 2)
  t.same((await w.nobody.run(REFRESH, { refreshToken: again.refreshToken })).data.signInRefresh.userErrors, [])
})

t.test('twelve refreshes with one token at once get one successor', async t => {
  const w = await world(t)
  const phone = await signedIn(w, await person(w, 'xie.lingyun'))
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => w.nobody.run(REFRESH, { refreshToken: phone.refreshToken })),
  )
  const successors = new Set(answers.map(answer => answer.data.signInRefresh.refreshToken))
  t.equal(successors.size, 1)
  t.type([...successors][0], 'string')
  t.equal((await w.owner.query('select count(*)::int as n from refresh_tokens')).rows[0].n, 2)
  t.equal(
    (await w.owner.query('select count(*)::int as n from sign_in_sessions where revoked_at is not null')).rows[0].n,
    0,
  )
})

t.test('what is no refresh token of ours is refused alike', async t => {
  const w = await world(t)
  const phone = await signedIn(w, await person(w, 'bao.zhao'))
  const wrongCharacter = phone.refreshToken.replace(/.$/, c => (c === 'a' ? 'b' : 'a'))
  const otherPlace = phone.refreshToken.replace('140200', '140212')
  for (const refreshToken of [
    '',
    'x',
    phone.token,
    wrongCharacter,
    otherPlace,
    phone.refreshToken.replace('_rt_', '_pat_'),
  ]) {
    const { result, same } = await w.unchanged(() => w.nobody.run(REFRESH, { refreshToken }))
    t.ok(same)
    t.same(
      result.data.signInRefresh.userErrors.map((e: { code: string }) => e.code),
      ['INVALID_REFRESH_TOKEN'],
    )
  }
})

t.test('a session ends when it is not used, and in all', async t => {
  const DAY = 86_400_000
  const time = movableClock()
  const w = await world(t, { clock: time.clock })
  let { refreshToken } = await signedIn(w, await person(w, 'ji.kang'))
  for (let day = 13; day < 30; day += 8) {
    time.advance((day === 13 ? 13 : 8) * DAY)
    refreshToken = (await w.nobody.run(REFRESH, { refreshToken })).data.signInRefresh.refreshToken
    t.type(refreshToken, 'string', `day ${day}`)
  }
  time.advance(2 * DAY)
  t.equal((await w.nobody.run(REFRESH, { refreshToken })).data.signInRefresh.refreshToken, null, 'after 30 days')
  const other = await signedIn(w, await person(w, 'ruan.ji'))
  time.advance(14 * DAY)
  t.equal(
    (await w.nobody.run(REFRESH, { refreshToken: other.refreshToken })).data.signInRefresh.refreshToken,
    null,
    'unused for 14 days',
  )
})

t.test('signing out ends this session, and everywhere all of them', async t => {
  const time = movableClock()
  const w = await world(t, { clock: time.clock })
  const who = await person(w, 'cao.zhi')
  const [one, two, three] = [await signedIn(w, who), await signedIn(w, who), await signedIn(w, who)]
  t.same((await one.run('mutation { signOut { endedSessions userErrors { code } } }')).data.signOut, {
    endedSessions: 1,
    userErrors: [],
  })
  time.advance(FIVE_SECONDS)
  t.equal((await one.run('{ viewer { via } }')).status, 401)
  t.equal((await two.run('{ viewer { sessions { isCurrent } } }')).data.viewer.sessions.length, 2)
  t.equal((await two.run('mutation { signOutEverywhere { endedSessions } }')).data.signOutEverywhere.endedSessions, 2)
  time.advance(FIVE_SECONDS)
  for (const client of [two, three]) {
    t.equal((await client.run('{ viewer { via } }')).status, 401)
    t.equal((await w.nobody.run(REFRESH, { refreshToken: client.refreshToken })).data.signInRefresh.accessToken, null)
  }
})

t.test('one ends one’s own lost phone, and nobody else’s', async t => {
  const w = await world(t)
  const phone = await signedIn(w, await person(w, 'zuo.si'))
  const other = await signedIn(w, await person(w, 'pan.yue'))
  const revoke = (client: typeof phone, id: string) =>
    client.run(
      'mutation ($id: ID!) { signInSessionRevoke(id: $id) { signInSession { id revokedAt } userErrors { code field } } }',
      { id },
    )
  const id = (await phone.run('{ viewer { sessions { id } } }')).data.viewer.sessions[0].id
  for (const wrong of [id, 'nonsense', 'org_140200', phone.accountId]) {
    const { result, same } = await w.unchanged(() => revoke(other, wrong))
    t.ok(same)
    t.same(result.data.signInSessionRevoke, { signInSession: null, userErrors: [{ code: 'NOT_FOUND', field: ['id'] }] })
  }
  t.equal((await other.run('query ($id: ID!) { node(id: $id) { id } }', { id })).data.node, null)
  t.equal((await revoke(phone, id)).data.signInSessionRevoke.signInSession.id, id)
  t.same(
    (await revoke(phone, id)).data?.signInSessionRevoke.userErrors.map((e: { code: string }) => e.code),
    ['NOT_FOUND'],
  )
})

t.test('a client signs out over REST with its refresh token alone', async t => {
  const w = await world(t)
  const phone = await signedIn(w, await person(w, 'wang.can'))
  const revoke = (token: string) => w.nobody.request('POST', '/auth/v1/revoke', { payload: { token } })
  const { result, same } = await w.unchanged(() => revoke('no token at all'))
  t.ok(same)
  t.equal(result.statusCode, 204)
  t.equal(result.body, '')
  t.equal((await revoke(phone.refreshToken)).statusCode, 204)
  t.equal((await w.nobody.run(REFRESH, { refreshToken: phone.refreshToken })).data.signInRefresh.accessToken, null)
  t.match((await entries(w, PLACES.CITY, 1))[0], { action: 'signOut', actor_id: phone.accountId })
})

t.test('a suspended account cannot refresh', async t => {
  const w = await world(t)
  const phone = await signedIn(w, await person(w, 'chen.lin'))
  await w.owner.query("update accounts set status = 'SUSPENDED' where id = $1", [phone.accountId])
  t.equal((await w.nobody.run(REFRESH, { refreshToken: phone.refreshToken })).data.signInRefresh.accessToken, null)
})

t.test('at most twenty devices stay signed in', async t => {
  const w = await world(t)
  const who = await person(w, 'kong.rong')
  for (let i = 0; i < 22; i++) await signedIn(w, { ...who, password: PASSWORD })
  const phone = await signedIn(w, who)
  t.equal((await phone.run('{ viewer { sessions { id } } }')).data.viewer.sessions.length, 20)
})

t.test('sessions that ended a month ago are forgotten at the next sign-in, younger ones are kept', async t => {
  const w = await world(t)
  const who = await person(w, 'cai.yong')
  for (let i = 0; i < 3; i++) await signedIn(w, who)
  const { rows } = await w.owner.query('select id from sign_in_sessions order by id')
  await w.owner.query("update sign_in_sessions set expires_at = now() - interval '31 days' where id = $1", [rows[0].id])
  await w.owner.query("update sign_in_sessions set expires_at = now() - interval '29 days' where id = $1", [rows[1].id])
  await signedIn(w, who)
  const left = await w.owner.query('select id from sign_in_sessions order by id')
  t.equal(left.rows.length, 3)
  t.notOk(left.rows.some(row => row.id === rows[0].id))
  t.equal((await w.owner.query('select count(*)::int as n from refresh_tokens')).rows[0].n, 3)
})
