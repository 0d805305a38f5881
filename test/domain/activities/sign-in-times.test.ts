import t from 'tap'
import { at, attendanceWorld, codeOf, givenActivity, givenAttendee, signIn, T } from '../../support/attendance.ts'
import { outcome, refused } from '../../support/examination.ts'
import { lastingClient } from '../../support/proposals.ts'
import type { Client } from '../../support/world.ts'

const SET = `mutation ($organization: ID, $input: PolicySetInput!) {
  policySet(organization: $organization, input: $input) { policy { value effectiveFrom } userErrors { field code } } }`
const OWN = { opensBeforeMinutes: 120, closesAfterMinutes: 15, lateAfterMinutes: 0 }

const set = (client: Client, value: unknown, effectiveFrom: string) =>
  client.run(SET, { input: { key: 'ACTIVITY_SIGN_IN', value, effectiveFrom } })

t.test('a committee says when one signs in and when one is late; what holds on the half-day’s day counts', async t => {
  const w = await attendanceWorld(t)
  const { first, second, third } = w
  const administrator = await lastingClient(w, { role: 'ORGANIZATION_ADMINISTRATOR', place: 'CITY' })
  // From the day of the activities on; another value of the day after does not matter to them, also when signed in then.
  t.equal(outcome(await set(administrator, OWN, '2030-03-05')), 'DONE')
  t.equal(
    outcome(await set(administrator, { ...OWN, opensBeforeMinutes: 0, lateAfterMinutes: 240 }, '2030-03-06')),
    'DONE',
  )
  const activity = await givenActivity(w, { invited: [first, second, third] })
  const come = async (client: Client) => signIn(client, await codeOf(w, activity))
  w.at(-121)
  const answer = await come(first.client)
  t.match(answer.data.activitySignIn.userErrors, [{ code: 'TOO_EARLY', message: /120 分钟/ }])
  w.at(-120)
  t.equal((await come(first.client)).data.activitySignIn.attendance.status, 'PRESENT')
  w.at(1)
  t.equal((await come(second.client)).data.activitySignIn.attendance.status, 'LATE')
  w.at(196)
  await refused(t, w, () => come(third.client), 'TOO_LATE', ['input', 'code'])
  t.equal((await w.office.run(T.page, at(activity))).data.activitySignInPage, null, 'the page has ended too')
  w.at(194)
  t.match((await w.office.run(T.page, at(activity))).data.activitySignInPage, { url: /token/ })
  w.at(195)
  t.equal((await come(third.client)).data.activitySignIn.attendance.status, 'LATE')
})

t.test('without a value the default holds, and before the day of a value', async t => {
  const w = await attendanceWorld(t)
  const administrator = await lastingClient(w, { role: 'ORGANIZATION_ADMINISTRATOR', place: 'CITY' })
  t.equal(outcome(await set(administrator, OWN, '2030-03-06')), 'DONE')
  const activity = await givenActivity(w, { invited: [w.first] })
  w.at(-61)
  await refused(t, w, async () => signIn(w.first.client, await codeOf(w, activity)), 'TOO_EARLY')
  w.at(10)
  t.equal((await signIn(w.first.client, await codeOf(w, activity))).data.activitySignIn.attendance.status, 'PRESENT')
})

t.test('of each committee by its own', async t => {
  const w = await attendanceWorld(t)
  const administrator = await lastingClient(w, { role: 'ORGANIZATION_ADMINISTRATOR', place: 'CITY' })
  t.equal(outcome(await set(administrator, OWN, '2030-03-05')), 'DONE')
  const county = await givenAttendee(w, { name: '钱五' }, 'COUNTY')
  const activity = await givenActivity(w, { place: 'COUNTY', invited: [county] })
  const office = await lastingClient(w, { role: 'INFORMATION_OFFICE', place: 'COUNTY' })
  w.at(5)
  const { data } = await office.run(T.code, at(activity))
  const answer = await signIn(county.client, data.activitySignInCode.code)
  t.equal(answer.data.activitySignIn.attendance.status, 'PRESENT')
})

t.test('values that make no sense are refused, and by whom it is not to set', async t => {
  const w = await attendanceWorld(t)
  const administrator = await lastingClient(w, { role: 'ORGANIZATION_ADMINISTRATOR', place: 'CITY' })
  for (const [value, field] of [
    [{ ...OWN, lateAfterMinutes: -1 }, 'lateAfterMinutes'],
    [{ ...OWN, lateAfterMinutes: 241 }, 'lateAfterMinutes'],
    [{ ...OWN, lateAfterMinutes: 2.5 }, 'lateAfterMinutes'],
    [{ ...OWN, opensBeforeMinutes: 1_441 }, 'opensBeforeMinutes'],
    [{ ...OWN, closesAfterMinutes: '15' }, 'closesAfterMinutes'],
  ] as const)
    await refused(t, w, () => set(administrator, value, '2030-03-05'), 'INVALID_VALUE', ['input', 'value', field])
  for (const value of [{}, { ...OWN, more: 1 }, 10, []])
    await refused(t, w, () => set(administrator, value, '2030-03-05'), 'INVALID_VALUE')
  for (const client of [w.office, w.leader, w.first.client])
    await refused(t, w, () => set(client, OWN, '2030-03-05'), 'FORBIDDEN')
})
