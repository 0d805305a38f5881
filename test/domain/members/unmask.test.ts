import t from 'tap'
import { givenMember, givenMemberClient, inventedIdentityNumber } from '../../support/members.ts'
import { type Client, world } from '../../support/world.ts'

const UNMASK = `mutation ($id: ID!, $fields: [PersonalDataField!]!, $reason: String!) { personalDataUnmask(id: $id, fields: $fields, reason: $reason) { member { name } phone identityNumber userErrors { code field } } }`

async function unmask(client: Client, id: string, fields: readonly string[] = ['PHONE'], reason = '通知开会') {
  const answer = await client.run(UNMASK, { id, fields, reason })
  const payload = answer.data?.personalDataUnmask
  return {
    ...answer,
    payload,
    codes: payload?.userErrors.map((e: { code: string; field: string[] }) => `${e.code} ${e.field.join('.')}`),
  }
}

t.test('by right a number is shown in full, and who looked at what and why stands in the chain', async t => {
  const w = await world(t)
  const identityNumber = inventedIdentityNumber()
  const member = await givenMember(w, 'CITY', { name: '张三', phone: '13900001234', identityNumber })
  const office = await w.as('LIAISON_OFFICE')
  t.same((await unmask(office, member.id)).payload, {
    member: { name: '张三' },
    phone: '13900001234',
    identityNumber: null,
    userErrors: [],
  })
  t.equal(
    (await unmask(office, member.id, ['IDENTITY_NUMBER', 'IDENTITY_NUMBER'], '核对身份')).payload.identityNumber,
    identityNumber,
  )
  const { rows } = await w.owner.query(
    `select record_type, record_id, op, actor_id, payload from change_log join change_payloads using (organization_id, epoch, seq) where op = 'READ' order by seq`,
  )
  const entry = { record_type: 'Person', record_id: member.personId, op: 'READ', actor_id: office.accountId }
  t.same(rows, [
    { ...entry, payload: { fields: ['PHONE'], reason: '通知开会', memberId: member.memberId } },
    { ...entry, payload: { fields: ['IDENTITY_NUMBER'], reason: '核对身份', memberId: member.memberId } },
  ])
})

t.test('a member sees the own numbers; what is not on file is null', async t => {
  const w = await world(t)
  const { member, client } = await givenMemberClient(w, 'CITY', { phone: '13900001234' })
  t.match((await unmask(client, member.id, ['PHONE', 'IDENTITY_NUMBER'])).payload, {
    phone: '13900001234',
    identityNumber: null,
    userErrors: [],
  })
})

t.test('without the right, a reason or a field nothing is shown', async t => {
  const w = await world(t)
  const member = await givenMember(w, 'COUNTY', { phone: '13900001234' })
  for (const [role, place, expected] of [
    ['LEADER', 'COUNTY', 'FORBIDDEN'],
    ['ORGANIZATION_ADMINISTRATOR', 'COUNTY', 'FORBIDDEN'],
    ['MEMBER', 'COUNTY', 'FORBIDDEN'],
    ['AUDITOR', 'COUNTY', 'NOT_FOUND id'],
    ['LIAISON_OFFICE', 'CITY', 'FORBIDDEN'],
    ['LIAISON_OFFICE', 'SIBLING', 'NOT_FOUND id'],
    ['LIAISON_OFFICE', 'OTHER_CITY', 'NOT_FOUND id'],
  ] as const) {
    const { errors, codes, text } = await unmask(await w.as(role, place), member.id)
    t.equal(errors?.[0]?.extensions?.code ?? codes[0], expected, `${role} ${place}`)
    t.notMatch(text, '13900001234')
  }
  const office = await w.as('LIAISON_OFFICE', 'COUNTY')
  t.same((await unmask(office, member.id, [], '通知')).codes, ['REQUIRED fields'])
  t.same((await unmask(office, member.id, ['PHONE'], ' ')).codes, ['TOO_SHORT reason'])
  t.same((await unmask(office, member.id, ['PHONE'], '长'.repeat(501))).codes, ['TOO_LONG reason'])
  t.equal((await w.owner.query(`select from change_log where op = 'READ'`)).rowCount, 0)
})
