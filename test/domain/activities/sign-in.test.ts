import t from 'tap'
import { memberCode, readSignInCode, signInCode, slotAt } from '../../../src/domain/activities/attendance/codes.ts'
import { newId } from '../../../src/kernel/ids.ts'
import {
  type Attendee,
  at,
  attendanceWorld,
  codeOf,
  givenActivity,
  givenAttendee,
  recorded,
  signIn,
  T,
} from '../../support/attendance.ts'
import { outcome, refused } from '../../support/examination.ts'
import { lastingClient } from '../../support/proposals.ts'
import { PLACES } from '../../support/world.ts'

t.test('a member signs in with the code of the hall: once, in time or late', async t => {
  const w = await attendanceWorld(t)
  const { first, second } = w
  const activity = await givenActivity(w, { invited: [first, second] })
  w.at(-30)
  const { data } = await signIn(first.client, await codeOf(w, activity), { clientTime: '2001-01-01T00:00:00Z' })
  t.match(data.activitySignIn, {
    attendance: {
      ...{ status: 'PRESENT', method: 'ROTATING_CODE', isOffline: false, version: 1, distanceMetres: null },
      ...{ signedInAt: '2030-03-05T08:30:00+08:00', member: { id: first.id }, halfDay: { id: activity.halfDays[0] } },
    },
    userErrors: [],
  })
  w.at(11)
  const code = await codeOf(w, activity)
  t.equal((await signIn(second.client, code)).data.activitySignIn.attendance.status, 'LATE')
  t.same(await recorded(w, activity), ['李二 LATE ROTATING_CODE', '王一 PRESENT ROTATING_CODE'])
  const again = await w.unchanged(() => signIn(first.client, code))
  t.equal(again.result.data.activitySignIn.attendance.id, data.activitySignIn.attendance.id, 'the same record again')
  t.ok(again.same, 'and not a second one')
  w.at(60)
  const late = await w.unchanged(() => signIn(second.client, code))
  t.equal(outcome(late.result), 'DONE', 'a code gone by matters not to who is present')
  t.ok(late.same)
})

t.test('the same id sent twice is one sign-in, with other content it is refused', async t => {
  const w = await attendanceWorld(t)
  const activity = await givenActivity(w, { invited: [w.first] })
  const [id, code] = [newId(), await codeOf(w, activity)]
  const answer = await signIn(w.first.client, code, { id })
  t.equal(answer.data.activitySignIn.attendance.id, `att_140200_${id}`)
  t.same((await signIn(w.first.client, code, { id })).data, answer.data)
  await refused(t, w, () => signIn(w.first.client, code, { id, clientTime: '2030-01-01T00:00:00Z' }), 'ID_REUSED')
})

t.test(
  'a code is refused when it is stale, of the future, of another half-day, forged, or not for this member',
  async t => {
    const w = await attendanceWorld(t)
    const activity = await givenActivity(w, { invited: [w.first] })
    const field = ['input', 'code']
    const code = await codeOf(w, activity)
    const send = (text: string, more = {}) => signIn(w.first.client, text, more)
    await refused(t, w, () => signIn(w.second.client, code), 'NOT_INVITED', field)
    await refused(t, w, () => send(`${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`), 'INVALID_CODE', field)
    await refused(t, w, () => send('https://example.org/'), 'INVALID_CODE', field)
    await refused(t, w, () => send(code, { halfDay: activity.halfDays[1] }), 'OTHER_HALF_DAY', field)
    w.at(0, 44)
    t.equal(outcome(await send(code, { halfDay: activity.halfDays[0] })), 'DONE', 'two slots later it is still taken')
    const other = await givenActivity(w, { invited: [w.first] })
    w.at(0)
    const early = await codeOf(w, other)
    w.at(0, 45)
    await refused(t, w, () => send(early), 'CODE_EXPIRED', field)
    w.at(-1)
    await refused(t, w, () => send(early), 'CODE_FROM_FUTURE', field)
    w.at(0)
    await refused(t, w, async () => send(await codeOf(w, other, 1)), 'TOO_EARLY', field)
    w.at(181)
    await refused(t, w, async () => send(await codeOf(w, other)), 'TOO_LATE', field)
    await w.owner.query(`update activities set state = 'CANCELLED' where id = $1`, [other.activityId])
    w.at(0)
    await refused(t, w, () => send(early), 'INVALID_STATE', field)
    t.equal((await w.office.run(T.code, at(other))).data.activitySignInCode, null, 'and there is no code to show')
  },
)

t.test('a code made for one half-day cannot be rewritten to another, nor one of another committee used', async t => {
  const w = await attendanceWorld(t)
  const activity = await givenActivity(w, { invited: [w.first] })
  const elsewhere = await givenActivity(w, { place: 'OTHER_CITY' })
  const [first, second] = [await codeOf(w, activity), await codeOf(w, activity, 1)].map(code => code.split('.'))
  const mixed = first?.map((part, n) => (n === 3 ? second?.[3] : part)).join('.') ?? ''
  await refused(t, w, () => signIn(w.first.client, mixed), 'INVALID_CODE')
  const keys = w.services.keyRing.current()
  const [act, half] = [elsewhere.activityId, elsewhere.halfDays[0]?.split('_')[2] ?? '']
  const place = { organizationId: elsewhere.organizationId, activityId: act, halfDayId: half }
  await refused(t, w, () => signIn(w.first.client, signInCode(keys, place, slotAt(w.now()))), 'NOT_INVITED')
  const genuine = readSignInCode(keys, first?.join('.') ?? '')
  t.equal(genuine?.activityId, activity.activityId)
})

t.test('the position is checked where the activity has one', async t => {
  const w = await attendanceWorld(t)
  const more = { latitude: '40.076800', longitude: '113.300100', radiusMetres: 300 }
  const activity = await givenActivity(w, { invited: [w.first], more })
  const code = await codeOf(w, activity)
  const from = (latitude: string, longitude = '113.3001') =>
    signIn(w.first.client, code, { position: { latitude, longitude } })
  const field = ['input', 'position']
  await refused(t, w, () => signIn(w.first.client, code), 'POSITION_REQUIRED', field)
  await refused(t, w, () => from('40.0810'), 'TOO_FAR', field)
  await refused(t, w, () => from('90.5'), 'OUT_OF_RANGE', field)
  t.match((await from('40.0810')).data.activitySignIn.userErrors[0].message, /467/, 'it says how far')
  t.match((await from('40.0780')).data.activitySignIn.attendance, { status: 'PRESENT', distanceMetres: 133 })
})

t.test('the staff scans a member’s own code; two scanners at once make one record', async t => {
  const w = await attendanceWorld(t, { config: { DATABASE_POOL_SIZE: 15 } })
  const { first, second, office } = w
  const activity = await givenActivity(w, { invited: [first] })
  const own = async ({ client }: Attendee) => (await client.run(T.own)).data.memberSignInCode.code
  const code = await own(first)
  const scan = (text: string, client = office) => client.run(T.scan, { ...at(activity), code: text })
  const colleague = await lastingClient(w, { role: 'LIAISON_OFFICE', place: 'CITY' })
  const answers = await Promise.all([office, colleague, office, colleague].map(client => scan(code, client)))
  const ids = answers.map(({ data }) => data.attendanceScan.attendance.id)
  t.equal(new Set(ids).size, 1)
  t.same(await recorded(w, activity), ['王一 PRESENT MEMBER_CODE'])
  await refused(t, w, async () => scan(await own(second)), 'NOT_INVITED', ['code'])
  const strange = memberCode(
    w.services.keyRing.current(),
    { organizationId: PLACES.COUNTY, memberId: first.memberId },
    slotAt(w.now(), 60),
  )
  await refused(t, w, () => scan(strange), 'NOT_INVITED', ['code'])
  await refused(t, w, () => scan(code.replace('M1', 'M2')), 'INVALID_CODE', ['code'])
  const next = await givenActivity(w, { invited: [first] })
  w.at(2)
  await refused(t, w, () => office.run(T.scan, { ...at(next), code }), 'CODE_EXPIRED', ['code'])
  w.at(-2)
  await refused(t, w, () => office.run(T.scan, { ...at(next), code }), 'CODE_FROM_FUTURE', ['code'])
  w.at(0)
  await refused(t, w, () => w.leader.run(T.scan, { ...at(next), code }), 'FORBIDDEN')
  await refused(t, w, () => office.run(T.scan, { ...at(next), halfDay: activity.halfDays[0], code }), 'NOT_FOUND', [
    'halfDay',
  ])
  t.equal((await office.run(T.own)).data.memberSignInCode, null, 'staff has no code of a member')
  for (const one of [w.leader, first.client])
    t.equal((await one.run(T.code, at(activity))).data.activitySignInCode, null, 'nor has anybody else the hall’s')
})

t.test('a thousand sign-ins of 350 members at once: each is present exactly once', async t => {
  const w = await attendanceWorld(t, { config: { DATABASE_POOL_SIZE: 15 } })
  const members: Attendee[] = []
  for (let n = 0; n < 350; n++) members.push(await givenAttendee(w, { name: `委员${String(n).padStart(3, '0')}` }))
  const activity = await givenActivity(w, { invited: members })
  const code = await codeOf(w, activity)
  const senders = Array.from({ length: 1_000 }, (_, n) => members[n % members.length])
  // As an app does: a service that is busy says so, and is asked again.
  const patiently = async (member: Attendee): Promise<string> => {
    const found = outcome(await signIn(member.client, code))
    return found === 'UNAVAILABLE' ? patiently(member) : found
  }
  const outcomes = await Promise.all(senders.map(member => member && patiently(member)))
  t.same([...new Set(outcomes)], ['DONE'])
  const { rows } = await w.owner.query(
    'select count(*)::int as rows, count(distinct member_id)::int as members from activity_attendances where activity_id = $1',
    [activity.activityId],
  )
  t.same(rows, [{ rows: 350, members: 350 }])
  const { data } = await w.office.run(T.read, { id: activity.id })
  t.match(data.activity.attendanceCounts[0], { invited: 350, present: 350, late: 0, absent: 0, rate: '100.00' })
  t.equal(data.activity.attendances.totalCount, 350)
})
