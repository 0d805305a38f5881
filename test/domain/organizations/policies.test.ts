import t from 'tap'
import { DEFAULT_SUPERIOR_VISIBILITY, roles } from '../../../src/domain/identity/roles.ts'
import {
  policyInForce,
  policyKeyOf,
  policyKeys,
  policyValueErrors,
} from '../../../src/domain/organizations/policy-keys.ts'
import { type Client, world } from '../../support/world.ts'

const SET = `mutation ($organization: ID, $expectedVersion: Int, $input: PolicySetInput!) {
  answer: policySet(organization: $organization, expectedVersion: $expectedVersion, input: $input) {
    policy { id key effectiveFrom value version organization { code } } userErrors { code field message }
  }
}`
const key = 'SUPERIOR_VISIBILITY'
const AT = `query ($on: Date) { organization { policy(key: "${key}", on: $on) { key on value effectiveFrom explanation } } }`

const codes = (answer: { data: { answer: { userErrors: { code: string; field: string[] | null }[] } } }) =>
  answer.data.answer.userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`)

// Noon of 5 March 2090 in Asia/Shanghai: ahead of the database’s own clock, by which sessions end.
const clock = () => new Date('2090-03-05T04:00:00Z')

t.test('every policy’s default keeps its own rule', async t => {
  for (const policy of policyKeys) t.same(policyValueErrors(policy, policy.defaultValue), [], policy.key)
})

t.test('what superiors may be shown is what roles give them below', async t => {
  const policy = policyKeyOf(key)
  if (!policy) throw new Error(`${key} is not declared`)
  t.same(policy.defaultValue, DEFAULT_SUPERIOR_VISIBILITY)
  const below = new Set(Object.values(roles).flatMap(({ below }) => [...below]))
  t.same(
    [...below].filter(permission => policyValueErrors(policy, [permission]).length > 0),
    [],
  )
  t.same(policyValueErrors(policy, []), [], 'a committee may close itself')
  for (const value of [null, 'MEMBER_READ', {}, ['NOTHING'], ['MEMBER_READ', 'MEMBER_READ'], ['MEMBER_MANAGE'], [1]]) {
    t.equal(policyValueErrors(policy, value)[0]?.code, 'INVALID_VALUE', JSON.stringify(value))
  }
  t.same(policyValueErrors(policy, ['MEMBER_READ', 'NOTHING'])[0]?.field, ['input', 'value', '1'])
})

t.test('the latest version that has come holds', async t => {
  const policy = policyKeyOf(key)
  if (!policy) throw new Error(`${key} is not declared`)
  const versions = ['2024-06-01', '2024-01-01', '2025-01-01'].map(effectiveFrom => ({
    key,
    effectiveFrom,
    value: [effectiveFrom],
  }))
  const other = { key: 'OTHER', effectiveFrom: '2024-07-01', value: [] }
  for (const [on, from] of [
    ['2023-12-31', null],
    ['2024-01-01', '2024-01-01'],
    ['2024-05-31', '2024-01-01'],
    ['2024-12-31', '2024-06-01'],
    ['2030-01-01', '2025-01-01'],
  ] as const) {
    const held = policyInForce(policy, on, [...versions, other])
    t.equal(held.effectiveFrom, from, on)
    t.same(held.value, from ? [from] : policy.defaultValue)
  }
})

t.test('a policy is set for a date, superseded by the next, and explained', async t => {
  const w = await world(t, { clock })
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const ask = async (client: Client, on?: string) => (await client.run(AT, on ? { on } : {})).data.organization.policy
  t.match(await ask(admin), {
    key,
    on: '2090-03-05',
    value: DEFAULT_SUPERIOR_VISIBILITY,
    effectiveFrom: null,
    explanation: /默认值/,
  })

  const today = await admin.run(SET, { input: { key, effectiveFrom: '2090-03-05', value: ['ORGANIZATION_READ'] } })
  t.match(today.data.answer, {
    policy: {
      key,
      effectiveFrom: '2090-03-05',
      value: ['ORGANIZATION_READ'],
      version: 1,
      organization: { code: '140200' },
    },
    userErrors: [],
  })
  const later = { key, effectiveFrom: '2090-05-01', value: [] }
  const made = (await admin.run(SET, { input: later })).data.answer.policy
  const changed = await admin.run(SET, { expectedVersion: 1, input: { ...later, value: ['MEMBER_READ'] } })
  t.match(
    changed.data.answer.policy,
    { id: made.id, value: ['MEMBER_READ'], version: 2 },
    'what is still to come may be changed',
  )

  t.match(await ask(admin, '2090-03-04'), { effectiveFrom: null, value: DEFAULT_SUPERIOR_VISIBILITY })
  t.match(await ask(admin, '2090-04-30'), {
    effectiveFrom: '2090-03-05',
    value: ['ORGANIZATION_READ'],
    explanation: '自 2090-03-05 起生效的设置',
  })
  t.match(await ask(admin, '2090-05-01'), { effectiveFrom: '2090-05-01', value: ['MEMBER_READ'] })
  const several = await admin.run(
    `{ organization { a: policy(key: "${key}", on: "2090-03-04") { value } b: policy(key: "${key}", on: "2090-05-01") { value } none: policy(key: "X") { value } } }`,
  )
  t.same(several.data.organization, {
    a: { value: DEFAULT_SUPERIOR_VISIBILITY },
    b: { value: ['MEMBER_READ'] },
    none: null,
  })
  t.same((await admin.run('{ organization { policies { effectiveFrom } } }')).data.organization.policies, [
    { effectiveFrom: '2090-05-01' },
    { effectiveFrom: '2090-03-05' },
  ])
  const { rows } = await w.owner.query(
    `select l.op, l.version, p.payload from change_log l join change_payloads p using (organization_id, epoch, seq) where record_type = 'Policy' order by seq`,
  )
  t.same(rows, [
    { op: 'CREATE', version: 1, payload: { key, effectiveFrom: '2090-03-05', value: ['ORGANIZATION_READ'] } },
    { op: 'CREATE', version: 1, payload: later },
    { op: 'UPDATE', version: 2, payload: { ...later, value: ['MEMBER_READ'] } },
  ])
})

t.test('what held or holds is not changed, nor anything unseen', async t => {
  const w = await world(t, { clock })
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const set = (input: object, expectedVersion?: number) =>
    admin.run(SET, { expectedVersion, input: { key, effectiveFrom: '2090-03-05', value: [], ...input } })
  await set({})
  await set({ effectiveFrom: '2090-05-01' })
  for (const [run, expected] of [
    [() => set({ effectiveFrom: '2090-03-04' }), ['ALREADY_EFFECTIVE input.effectiveFrom']],
    [() => set({}, 1), ['ALREADY_EFFECTIVE input.effectiveFrom']],
    [() => set({ effectiveFrom: '2200-01-01' }), ['OUT_OF_RANGE input.effectiveFrom']],
    [() => set({ effectiveFrom: '2090-05-01' }), ['VERSION_CONFLICT expectedVersion']],
    [() => set({ effectiveFrom: '2090-06-01' }, 1), ['VERSION_CONFLICT expectedVersion']],
    [() => set({ key: 'superior_visibility' }), ['UNKNOWN_POLICY input.key']],
    [() => set({ key: '\u0000\ud800' }), ['UNKNOWN_POLICY input.key']],
    [
      () => set({ effectiveFrom: '2090-03-01', value: ['MEMBER_READ', 'ALL'] }),
      ['ALREADY_EFFECTIVE input.effectiveFrom', 'INVALID_VALUE input.value.1'],
    ],
    [() => set({ effectiveFrom: '2090-07-01', value: { a: 1 } }), ['INVALID_VALUE input.value']],
  ] as const) {
    const { result, same } = await w.unchanged(run)
    if (result.status === 400) t.equal(result.errors?.[0]?.extensions?.code, 'BAD_REQUEST')
    else t.same(codes(result), expected)
    t.ok(same, `${expected.join()}: nothing changed`)
  }
})

t.test('policies are the administrators’ to set and the committee’s to see', async t => {
  const w = await world(t, { clock })
  const input = { key, effectiveFrom: '2090-05-01', value: [] }
  for (const client of [await w.as('LIAISON_OFFICE'), await w.as('ORGANIZATION_ADMINISTRATOR', 'PROVINCE')]) {
    const { result, same } = await w.unchanged(() => client.run(SET, { organization: 'org_140200', input }))
    t.equal(result.errors?.[0]?.extensions?.code, 'FORBIDDEN')
    t.ok(same)
  }
  const stranger = await w.as('ORGANIZATION_ADMINISTRATOR', 'OTHER_CITY')
  const seen = await stranger.run(
    `{ organization(id: "org_140200") { policy(key: "${key}") { value } policies { key } } }`,
  )
  t.same(seen.data.organization, { policy: null, policies: [] })
  const keys = await stranger.run(
    '{ policyKeys { key name valueSchema defaultValue } }',
    {},
    { 'accept-language': 'en' },
  )
  t.match(keys.data.policyKeys, [
    { key, name: 'What superiors see', valueSchema: { type: 'array' }, defaultValue: DEFAULT_SUPERIOR_VISIBILITY },
  ])
})

t.test('two who set one date at once do not overwrite each other', async t => {
  const w = await world(t, { clock })
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const set = (value: string[]) => admin.run(SET, { input: { key, effectiveFrom: '2090-05-01', value } })
  const both = await Promise.all([set([]), set(['MEMBER_READ'])])
  t.same(both.flatMap(codes), ['VERSION_CONFLICT expectedVersion'])
})

t.test('a county that closes itself is closed to its city', async t => {
  const w = await world(t)
  const county = await w.as('ORGANIZATION_ADMINISTRATOR', 'COUNTY')
  const { rows } = await w.owner.query(`select (now() at time zone 'Asia/Shanghai')::date::text as today`)
  const answer = await county.run(SET, { input: { key, effectiveFrom: rows[0].today, value: [] } })
  t.same(codes(answer), [])
  const city = await w.newClient({ role: 'LIAISON_OFFICE', place: 'CITY' })
  const seen = await city.run(
    '{ closed: organization(id: "org_140212") { terms { number } } open: organization(id: "org_140213") { terms { number } } }',
  )
  t.same(seen.data, { closed: { terms: [] }, open: { terms: [{ number: 15 }] } })
})
