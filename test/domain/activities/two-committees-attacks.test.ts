import t from 'tap'
import { roleGrants } from '../../../src/domain/identity/tables.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { systemViewer } from '../../../src/kernel/viewer.ts'
import { transaction, withOpenWalls } from '../../../src/platform/db/transaction.ts'
import {
  at,
  attendanceWorld,
  codeOf,
  type GivenActivity,
  givenActivity,
  givenAttendee,
  NINE,
  recorded,
  signIn,
  T,
} from '../../support/attendance.ts'
import { outcome } from '../../support/examination.ts'
import { type GivenMember, givenMember, inventedIdentityNumber } from '../../support/members.ts'
import { lastingClient } from '../../support/proposals.ts'
import { PLACES } from '../../support/world.ts'

type HalfDays = readonly (readonly [number, number])[]

/** A county's office that means ill: its activity joins the city's, and a member of both is asked to attend both. */
async function illOffice(t: Parameters<typeof attendanceWorld>[0], aboveDays: HalfDays, belowDays: HalfDays) {
  const w = await attendanceWorld(t)
  const identityNumber = inventedIdentityNumber()
  const upper = await givenAttendee(w, { name: '赵两', identityNumber })
  const lower = await givenMember(w, 'COUNTY', { name: '赵两', identityNumber })
  const grant = { accountOrganizationId: PLACES.CITY, accountId: upper.client.accountId, role: 'MEMBER' }
  await w.system('COUNTY', ({ db }) =>
    db.insert(roleGrants).values({ organizationId: PLACES.COUNTY, id: newId(), ...grant }),
  )
  const above = await givenActivity(w, { invited: [upper, w.first], halfDays: aboveDays })
  const joins = { joinsOrganizationId: PLACES.CITY, joinsActivityId: above.activityId, joinsTitle: '上级会议' }
  const below = await givenActivity(w, { place: 'COUNTY', invited: [lower], halfDays: belowDays, more: joins })
  const county = await lastingClient(w, { role: 'INFORMATION_OFFICE', place: 'COUNTY' })
  const enter = (activity: GivenActivity, member: GivenMember, what = T.enter) =>
    county.run(what, { ...at(activity), input: { members: [member.id], status: 'PRESENT', reason: '手机没电' } })
  return { w, upper, lower, above, below, county, enter }
}

t.test('nobody is entered for half-days of another committee that have not begun', async t => {
  const { w, lower, above, below, enter } = await illOffice(t, [[300, 480]], [[0, 480]])
  t.equal(outcome(await enter(below, lower)), 'DONE')
  t.same(await recorded(w, below), ['赵两 PRESENT BY_HAND'])
  t.same(await recorded(w, above), [], 'it begins five hours later')
})

t.test('one long half-day is no word on each of several', async t => {
  const { w, lower, above, below, enter } = await illOffice(
    t,
    [
      [0, 180],
      [300, 480],
    ],
    [[0, 480]],
  )
  w.at(600)
  t.equal(outcome(await enter(below, lower)), 'DONE')
  t.same(await recorded(w, above), [])
})

t.test('what is entered afterwards of the half-day at the same time counts in both', async t => {
  const { w, lower, above, below, enter } = await illOffice(t, [[0, 180]], [[10, 170]])
  w.at(240)
  t.equal(outcome(await enter(below, lower)), 'DONE')
  t.same(await recorded(w, above), ['赵两 PRESENT BY_HAND'])
})

t.test('who is present here is not so there by an old code, a false time, or from afar', async t => {
  const wholeDay = [[0, 480]] as const
  const twoHalves = [
    [0, 180],
    [300, 480],
  ] as const
  const { w, upper, above, below } = await illOffice(t, wholeDay, twoHalves)
  const code = await codeOf(w, above)
  t.equal(outcome(await signIn(upper.client, code)), 'DONE')
  t.same(await recorded(w, below), ['赵两 PRESENT ROTATING_CODE'])
  w.at(310)
  t.equal(outcome(await signIn(upper.client, code)), 'DONE', 'he is present here, whatever he sends')
  const minutes = (after: number) => new Date(NINE + after * 60_000).toISOString()
  const items = [{ id: newId(), code, scannedAt: minutes(305) }]
  const { data } = await upper.client.run(T.offline, { input: { deviceTime: minutes(310), items } })
  t.match(data.activitySignInOffline, { attendances: [{ status: 'PRESENT' }], failures: [] })
  t.same(await recorded(w, below), ['赵两 PRESENT ROTATING_CODE'], 'he went home at noon')
  const venue = { latitude: '40.0767', longitude: '113.3001' }
  await w.owner.query('update activities set latitude = $2, longitude = $3, radius_metres = 200 where id = $1', [
    ...[above.activityId, venue.latitude, venue.longitude],
  ])
  const sent = await codeOf(w, above)
  t.equal(outcome(await signIn(upper.client, sent, { position: { latitude: '39.9', longitude: '116.4' } })), 'DONE')
  t.equal(outcome(await signIn(upper.client, sent)), 'DONE')
  t.equal((await recorded(w, below)).length, 1, 'a code that a colleague sent him')
  t.equal(outcome(await signIn(upper.client, sent, { position: venue })), 'DONE')
  t.equal((await recorded(w, below)).length, 2, 'he is back')
})

t.test('the answer tells nothing of the other committee, whatever it asks and whatever is recorded there', async t => {
  const asked = `attendances { status member { id person { seats { id organization { id } } } }
    activity { id joinsTitle attendances { totalCount nodes { member { id } } } } } userErrors { code }`
  const answers: string[] = []
  for (const recordedThere of [false, true]) {
    const { w, upper, lower, above, below, enter } = await illOffice(t, [[0, 180]], [[0, 180]])
    if (recordedThere)
      await w.office.run(T.enter, { ...at(above), input: { members: [upper.id], status: 'ON_LEAVE', reason: '病假' } })
    const before = await recorded(w, above)
    const wide = T.enter.replace(/attendances \{[\s\S]*\} userErrors \{[^}]*\}/, asked)
    const answer = await enter(below, lower, wide)
    t.equal(outcome(answer), 'DONE')
    t.match(answer.text, '"totalCount":1')
    t.notMatch(answer.text, `_${PLACES.CITY}_`)
    answers.push(answer.text.replaceAll(/[0-9a-f-]{36}/g, 'id'))
    if (recordedThere) t.same(await recorded(w, above), before, 'what is recorded there stays')
  }
  t.equal(answers[0], answers[1], 'the same answer')
})

t.test('a committee reads and writes of another only while a command attends there', async t => {
  const { w, upper } = await illOffice(t, [[0, 180]], [[0, 180]])
  const seats = `select count(*)::int as n from members where organization_id = ${PLACES.CITY}`
  await transaction(w.services.database, systemViewer(PLACES.COUNTY), async tx => {
    const count = async () => (await tx.client.query<{ n: number }>(seats)).rows[0]?.n
    t.equal(await count(), 0)
    await withOpenWalls(tx, [PLACES.CITY], async () => {
      t.ok(Number(await count()) > 0)
    })
    t.equal(await count(), 0)
    const { rowCount } = await tx.client.query('update members set remarks = $2 where id = $1', [upper.memberId, '改'])
    t.equal(rowCount, 0)
  })
})
