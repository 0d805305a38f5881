import t from 'tap'
import { givenMember } from '../../support/members.ts'
import { type Client, PLACES, world } from '../../support/world.ts'
import { OTHER_PASSWORD, person, signedIn } from '../identity/support.ts'

const OPEN = `mutation ($input: MemberAccountCreateManyInput!) { memberAccountCreateMany(input: $input) {
  accounts { displayName login mustChangePassword roleGrants { role } } firstPasswords { name login initialPassword } userErrors { code field } } }`
const CITY = `org_${PLACES.CITY}`

const open = async (client: Client, members: readonly string[], organization = CITY) =>
  await client.run(OPEN, { input: { organization, members } })

t.test('a roster gets accounts, and a member signs in to the own seat', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  await person(w, '13900000203', { place: 'OTHER_CITY' })
  const [phone, without, taken] = [
    await givenMember(w, 'CITY', { name: '甲一', phone: '13900000201' }),
    await givenMember(w, 'CITY', { name: '欧阳乙' }),
    await givenMember(w, 'CITY', { name: '丙三', phone: '13900000203' }),
  ]
  const { memberAccountCreateMany: done } = (await open(admin, [phone.id, without.id, taken.id, phone.id])).data
  t.same(done.userErrors, [])
  t.same(
    done.firstPasswords.map((one: { name: string }) => one.name),
    ['甲一', '欧阳乙', '丙三'],
  )
  t.equal(done.firstPasswords[0].login, '13900000201')
  t.match(done.firstPasswords[1].login, /^ouyangyi\.\d{4,6}$/)
  t.match(done.firstPasswords[2].login, /^bingsan\.\d{4,6}$/, 'the number is another account’s')
  t.same(done.accounts[0], {
    displayName: '甲一',
    login: '13900000201',
    mustChangePassword: true,
    roleGrants: [{ role: 'MEMBER' }],
  })
  const { login, initialPassword } = done.firstPasswords[0]
  await w.nobody.run('mutation ($input: PasswordChangeInput!) { passwordChange(input: $input) { changed } }', {
    input: { login, currentPassword: initialPassword, newPassword: OTHER_PASSWORD },
  })
  const client = await signedIn(w, { login, password: OTHER_PASSWORD, accountId: '', organizationId: '' })
  t.same((await client.run('{ viewer { seats { id name } } }')).data.viewer.seats, [{ id: phone.id, name: '甲一' }])

  const again = await w.unchanged(() => open(admin, [phone.id, without.id]))
  t.ok(again.same, 'who has an account is passed over')
  t.same(again.result.data.memberAccountCreateMany, { accounts: [], firstPasswords: [], userErrors: [] })
})

t.test('all or none: a member of another committee, or none at all', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const own = await givenMember(w, 'CITY', { name: '丁四' })
  const county = await givenMember(w, 'COUNTY', { name: '戊五' })
  for (const wrong of [county.id, 'nonsense', CITY, `mem_${PLACES.CITY}_018f0000-0000-7000-8000-000000000000`]) {
    const { result, same } = await w.unchanged(() => open(admin, [own.id, wrong]))
    t.ok(same)
    t.same(result.data.memberAccountCreateMany.userErrors, [{ code: 'NOT_FOUND', field: ['input', 'members', '1'] }])
  }
  const none = await w.unchanged(() => open(admin, []))
  t.ok(none.same)
  t.same(none.result.data.memberAccountCreateMany.userErrors, [{ code: 'OUT_OF_RANGE', field: ['input', 'members'] }])
  const many = await w.unchanged(() =>
    open(
      admin,
      Array.from({ length: 201 }, () => own.id),
    ),
  )
  t.ok(many.same)
  t.equal(many.result.data.memberAccountCreateMany.userErrors[0].code, 'OUT_OF_RANGE')
})

t.test('only who manages the committee’s accounts opens them', async t => {
  const w = await world(t)
  const own = await givenMember(w, 'CITY', { name: '己六' })
  for (const client of [
    await w.as('LIAISON_OFFICE'),
    await w.as('SECURITY_ADMINISTRATOR'),
    await w.as('MEMBER'),
    await w.as('ORGANIZATION_ADMINISTRATOR', 'OTHER_CITY'),
    await w.as('ORGANIZATION_ADMINISTRATOR', 'COUNTY'),
  ]) {
    const { result, same } = await w.unchanged(() => open(client, [own.id]))
    t.ok(same)
    t.equal(result.errors?.[0]?.extensions?.code, 'FORBIDDEN')
  }
})
