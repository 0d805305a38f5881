import t from 'tap'
import { roleGrants } from '../../src/domain/identity/tables.ts'
import { viewerLoader } from '../../src/domain/identity/viewer.ts'
import { newId } from '../../src/kernel/ids.ts'
import { givenMember, givenMemberClient, idOf, inventedIdentityNumber } from '../support/members.ts'
import { PLACES, world } from '../support/world.ts'

const RECORDS =
  'query($id: ID!) { member(id: $id) { id dutyRecords { totalCount } dutyFile { id } person { birth { year } } } }'
const CREATE = `mutation($member: ID!) {
  dutyRecordCreate(input: { member: $member, category: "FIELD_RESEARCH", title: "调研", occurredOn: "2024-03-05", facts: { topic: "黄花" } }) {
    dutyRecord { id }
    userErrors { code }
  }
}`

/** docs/decisions/0006: an identity number typed in by one committee must not open the file of another. */
t.test('the same identity number in another committee opens nothing by itself', async t => {
  const w = await world(t)
  const identityNumber = inventedIdentityNumber()
  const victim = await givenMember(w, 'CITY', { name: '张三', identityNumber, birth: { year: 1970, month: 1 } })
  const { client: impostor } = await givenMemberClient(w, 'COUNTY', { name: '张三', identityNumber })

  for (const round of ['first', 'answered directly']) {
    t.same((await impostor.run(RECORDS, { id: victim.id })).data, { member: null }, round)
  }
  const { result, same } = await w.unchanged(() => impostor.run(CREATE, { member: victim.id }))
  t.same(result.data?.dutyRecordCreate?.dutyRecord ?? null, null)
  t.ok(same)
})

t.test(
  'it counts once the other committee itself gives the account its MEMBER role, and no longer when it takes it',
  async t => {
    const w = await world(t)
    const identityNumber = inventedIdentityNumber()
    const seat = await givenMember(w, 'CITY', { name: '张三', identityNumber })
    const { client } = await givenMemberClient(w, 'COUNTY', { name: '张三', identityNumber })
    // Asked of the database each time, as after the three seconds for which a viewer is remembered.
    const seats = async () => {
      const load = viewerLoader(w.services.database)
      const { sessionId, organizationId, accountId } = await w.services.accessTokens.verify(client.token)
      return (await load({ sessionId, organizationId, accountId, tokenHash: null })).memberIds
    }
    t.notOk((await seats()).includes(seat.memberId))

    const [organizationId, id] = [PLACES.CITY, newId()]
    const grant = {
      organizationId,
      id,
      accountOrganizationId: PLACES.COUNTY,
      accountId: client.accountId,
      role: 'MEMBER',
    }
    await w.system('CITY', tx => tx.db.insert(roleGrants).values(grant))
    t.ok((await seats()).includes(seat.memberId))

    await w.owner.query('update role_grants set valid_until = now() where id = $1', [id])
    t.notOk((await seats()).includes(seat.memberId))
  },
)

t.test('a seat that is given the id of another committee’s seat is refused: it would be both', async t => {
  const w = await world(t)
  const identityNumber = inventedIdentityNumber()
  const victim = await givenMember(w, 'CITY', { name: '李四', birth: { year: 1970, month: 1 } })
  const { client, member } = await givenMemberClient(w, 'CITY', { name: '张三', identityNumber })
  await w.system('COUNTY', tx =>
    tx.db.insert(roleGrants).values({
      ...{ organizationId: PLACES.COUNTY, id: newId(), role: 'MEMBER' },
      ...{ accountOrganizationId: PLACES.CITY, accountId: client.accountId },
    }),
  )
  const office = await w.as('LIAISON_OFFICE', 'COUNTY')
  const input = {
    ...{ id: victim.memberId, name: '张三', identityNumber, joinedOn: '2021-06-01' },
    term: await idOf(w, 'COUNTY', 'term', 15),
  }
  const forge =
    'mutation ($input: MemberCreateInput!) { memberCreate(input: $input) { member { id } userErrors { code } } }'
  const { result, same } = await w.unchanged(() => office.run(forge, { input }))
  t.same(result.data.memberCreate, { member: null, userErrors: [{ code: 'ID_REUSED' }] })
  t.ok(same)
  const seen = async ({ id }: { readonly id: string }) => (await client.run(RECORDS, { id })).data.member
  t.equal((await seen(victim))?.dutyFile ?? null, null, 'another’s file')
  t.ok((await seen(member))?.dutyFile, 'his own')
})

t.test('nor is a unit or an office', async t => {
  const w = await world(t)
  const [city, county] = [await w.as('ORGANIZATION_ADMINISTRATOR'), await w.as('ORGANIZATION_ADMINISTRATOR', 'COUNTY')]
  const create = `mutation ($dictionary: DictionaryKind!, $input: DictionaryEntryCreateInput!) {
    dictionaryEntryCreate(dictionary: $dictionary, input: $input) { userErrors { code } } }`
  for (const dictionary of ['UNDERTAKING_UNIT', 'ASSIGNING_OFFICE']) {
    const variables = { dictionary, input: { id: newId(), name: '市政府督查室' } }
    t.same((await city.run(create, variables)).data.dictionaryEntryCreate.userErrors, [])
    const { result, same } = await w.unchanged(() => county.run(create, variables))
    t.match(result.data.dictionaryEntryCreate.userErrors, [{ code: 'ID_REUSED' }], dictionary)
    t.ok(same)
  }
})
