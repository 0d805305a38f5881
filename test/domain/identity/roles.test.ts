import t from 'tap'
import { type Client, PLACES, type World, world } from '../../support/world.ts'
import { entries, movableClock, person, signedIn } from './support.ts'

const GRANT = `mutation ($input: RoleGrantInput!) { roleGrant(input: $input) {
  roleGrant { id role validUntil organization { code } account { displayName } } userErrors { code field } } }`
const MANY =
  'mutation ($input: RoleGrantManyInput!) { roleGrantMany(input: $input) { roleGrants { id role } userErrors { code field } } }'
const REVOKE = 'mutation ($id: ID!) { roleRevoke(id: $id) { roleGrant { id validUntil } userErrors { code field } } }'

const CITY = `org_${PLACES.CITY}`
const idOf = (client: Client) => `acc_${client.organizationId}_${client.accountId}`
const codes = (payload: { userErrors: { code: string; field: string[] | null }[] }) =>
  payload.userErrors.map(({ code, field }) => [code, field?.join('.') ?? null])

const grant = async (w: World, account: string, role: string, more: object = {}) =>
  await (await w.as('SECURITY_ADMINISTRATOR')).run(GRANT, { input: { account, organization: CITY, role, ...more } })

t.test('a role is given, works, is taken away, and stops within five seconds', async t => {
  const time = movableClock()
  const w = await world(t, { clock: time.clock })
  const who = await person(w, 'xin.qiji', { roles: [] })
  const phone = await signedIn(w, who)
  const mayConfirm = async () =>
    (await phone.run('{ viewer { permissions { permission } } }')).data.viewer.permissions.some(
      (held: { permission: string }) => held.permission === 'DUTY_CONFIRM',
    )
  t.equal(await mayConfirm(), false)
  const { roleGrant } = (await grant(w, who.id, 'LIAISON_OFFICE')).data
  t.match(roleGrant, {
    roleGrant: {
      role: 'LIAISON_OFFICE',
      validUntil: null,
      organization: { code: '140200' },
      account: { displayName: '柳青' },
    },
    userErrors: [],
  })
  time.advance(4_900)
  t.equal(await mayConfirm(), true)
  const security = await w.as('SECURITY_ADMINISTRATOR')
  t.type((await security.run(REVOKE, { id: roleGrant.roleGrant.id })).data.roleRevoke.roleGrant.validUntil, 'string')
  time.advance(4_900)
  t.equal(await mayConfirm(), false)
  t.match(
    (await entries(w, PLACES.CITY, 2)).map(entry => [entry.action, entry.op, entry.actor_id]),
    [
      ['roleRevoke', 'UPDATE', security.accountId],
      ['roleGrant', 'CREATE', security.accountId],
    ],
  )
  t.same(codes((await security.run(REVOKE, { id: roleGrant.roleGrant.id })).data.roleRevoke), [['INVALID_STATE', 'id']])
})

t.test('a role ends by itself', async t => {
  const w = await world(t)
  const who = await person(w, 'lu.you', { roles: [] })
  const { roleGrant } = (await grant(w, who.id, 'LEADER', { validUntil: '9999-12-31T23:59:59+08:00' })).data
  t.equal(roleGrant.roleGrant.validUntil, '9999-12-31T23:59:59+08:00')
  await w.owner.query('update role_grants set valid_until = now() where account_id = $1', [who.accountId])
  const phone = await signedIn(w, who)
  t.same((await phone.run('{ viewer { roles { role } permissions { permission } } }')).data.viewer, {
    roles: [],
    permissions: [],
  })
})

t.test('the three duties stay apart in one committee, whatever the order', async t => {
  const w = await world(t)
  await w.as('SECURITY_ADMINISTRATOR')
  const three = ['ORGANIZATION_ADMINISTRATOR', 'SECURITY_ADMINISTRATOR', 'AUDITOR'] as const
  for (const first of three) {
    const who = await person(w, `one.${first.toLowerCase()}`, { roles: [first] })
    for (const second of three) {
      const { result, same } = await w.unchanged(() => grant(w, who.id, second))
      t.ok(same)
      t.same(codes(result.data.roleGrant), [
        [first === second ? 'ALREADY_GRANTED' : 'DUTIES_NOT_SEPARATED', 'input.account'],
      ])
    }
    t.same(codes((await grant(w, who.id, 'MEMBER')).data.roleGrant), [], 'another role goes with it')
  }
})

t.test('duties that may not meet do not meet by two grants at once either', async t => {
  const w = await world(t)
  const who = await person(w, 'yang.wanli', { roles: [] })
  const answers = await Promise.all([
    grant(w, who.id, 'SECURITY_ADMINISTRATOR'),
    grant(w, who.id, 'AUDITOR'),
    grant(w, who.id, 'ORGANIZATION_ADMINISTRATOR'),
  ])
  t.equal(answers.filter(answer => answer.data.roleGrant.roleGrant !== null).length, 1)
  t.equal(
    answers.flatMap(answer => codes(answer.data.roleGrant)).filter(([code]) => code === 'DUTIES_NOT_SEPARATED').length,
    2,
  )
})

t.test('nobody gives roles to themselves, or takes their own', async t => {
  const w = await world(t)
  const security = await w.as('SECURITY_ADMINISTRATOR')
  const { result, same } = await w.unchanged(() => grant(w, idOf(security), 'LEADER'))
  t.ok(same)
  t.same(codes(result.data.roleGrant), [['OWN_ACCOUNT', 'input.account']])
  const own = (await security.run('{ viewer { roles { id } } }')).data.viewer.roles[0].id
  const revoke = await w.unchanged(() => security.run(REVOKE, { id: own }))
  t.ok(revoke.same)
  t.same(codes(revoke.result.data.roleRevoke), [['OWN_ACCOUNT', 'id']])
})

t.test('roles are given only where one manages them', async t => {
  const w = await world(t)
  const county = await w.as('SECURITY_ADMINISTRATOR', 'COUNTY')
  const friend = await person(w, 'fan.chengda', { place: 'COUNTY', roles: [] })
  for (const organization of [CITY, `org_${PLACES.SIBLING}`, `org_${PLACES.PROVINCE}`, 'org_999999']) {
    const { result, same } = await w.unchanged(() =>
      county.run(GRANT, { input: { account: friend.id, organization, role: 'LEADER' } }),
    )
    t.ok(same)
    t.equal(result.errors?.[0]?.extensions?.code, 'FORBIDDEN', organization)
  }
  const city = await w.as('SECURITY_ADMINISTRATOR')
  const below = await city.run(GRANT, {
    input: { account: friend.id, organization: `org_${PLACES.COUNTY}`, role: 'LEADER' },
  })
  t.equal(below.errors?.[0]?.extensions?.code, 'FORBIDDEN', 'a city does not give its county’s roles')
  for (const role of ['ORGANIZATION_ADMINISTRATOR', 'AUDITOR', 'LIAISON_OFFICE', 'MEMBER', 'LEADER'] as const) {
    const answer = await (await w.as(role)).run(GRANT, {
      input: { account: friend.id, organization: CITY, role: 'MEMBER' },
    })
    t.equal(answer.errors?.[0]?.extensions?.code, 'FORBIDDEN', role)
  }
})

t.test('an account of another committee gets a role here, and rights here alone', async t => {
  const w = await world(t)
  const guest = await person(w, 'jiang.kui', { place: 'OTHER_CITY', roles: [] })
  const { roleGrant } = (await grant(w, guest.id, 'AUDITOR')).data
  t.same(roleGrant.userErrors, [])
  t.equal(roleGrant.roleGrant.account, null, 'the guest’s account stays its own committee’s')
  const phone = await signedIn(w, guest)
  const held = (
    await phone.run('{ viewer { roles { role organization { code } } permissions { permission organizationCodes } } }')
  ).data.viewer
  t.same(held.roles, [{ role: 'AUDITOR', organization: { code: '140200' } }])
  t.ok(held.permissions.every((one: { organizationCodes: string[] }) => one.organizationCodes.join() === '140200'))
  const home = await w.as('SECURITY_ADMINISTRATOR', 'OTHER_CITY')
  const { result, same } = await w.unchanged(() => home.run(REVOKE, { id: roleGrant.roleGrant.id }))
  t.ok(same)
  t.same(codes(result.data.roleRevoke), [['NOT_FOUND', 'id']], 'only where the role counts can it be taken away')
})

t.test('refused grants: no such account, no such role, an end in the past', async t => {
  const w = await world(t)
  await w.as('SECURITY_ADMINISTRATOR')
  const who = await person(w, 'wen.tianxiang', { roles: [] })
  const cases: [string, string, object, [string, string]][] = [
    [`acc_${PLACES.CITY}_018f0000-0000-7000-8000-000000000000`, 'LEADER', {}, ['NOT_FOUND', 'input.account']],
    ['nonsense', 'LEADER', {}, ['NOT_FOUND', 'input.account']],
    [CITY, 'LEADER', {}, ['NOT_FOUND', 'input.account']],
    [who.id, 'LEADER', { organization: 'nonsense' }, ['NOT_FOUND', 'input.organization']],
    [who.id, 'LEADER', { validUntil: '2020-01-01T00:00:00Z' }, ['OUT_OF_RANGE', 'input.validUntil']],
  ]
  for (const [account, role, more, expected] of cases) {
    const { result, same } = await w.unchanged(() => grant(w, account, role, more))
    t.ok(same)
    t.same(codes(result.data.roleGrant), [expected])
  }
  t.equal((await grant(w, who.id, 'EMPEROR')).status, 400)
})

t.test('one role for many accounts: all or none', async t => {
  const w = await world(t)
  const security = await w.as('SECURITY_ADMINISTRATOR')
  const people = await Promise.all(['a1', 'a2', 'a3'].map(login => person(w, login, { roles: [] })))
  const accounts = people.map(one => one.id)
  const run = (list: string[]) => security.run(MANY, { input: { accounts: list, organization: CITY, role: 'MEMBER' } })
  const bad = await w.unchanged(() => run([...accounts, 'nonsense']))
  t.ok(bad.same)
  t.same(codes(bad.result.data.roleGrantMany), [['NOT_FOUND', 'input.accounts.3']])
  const none = await w.unchanged(() => run([]))
  t.ok(none.same)
  t.same(codes(none.result.data.roleGrantMany), [['OUT_OF_RANGE', 'input.accounts']])
  t.equal((await run(accounts)).data.roleGrantMany.roleGrants.length, 3)
  t.same(codes((await run(accounts)).data.roleGrantMany), [['ALREADY_GRANTED', 'input.accounts.0']])
})
