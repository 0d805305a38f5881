import t from 'tap'
import { memberCode, slotAt } from '../../../src/domain/activities/attendance/codes.ts'
import { roleGrants } from '../../../src/domain/identity/tables.ts'
import { newId } from '../../../src/kernel/ids.ts'
import {
  type AttendanceWorld,
  at,
  attendanceWorld,
  codeOf,
  duties,
  type GivenActivity,
  givenActivity,
  givenAttendee,
  recorded,
  signIn,
  T,
} from '../../support/attendance.ts'
import { outcome, refused } from '../../support/examination.ts'
import { type GivenMember, givenMember, inventedIdentityNumber } from '../../support/members.ts'
import { lastingClient } from '../../support/proposals.ts'
import { type Client, PLACES } from '../../support/world.ts'

/** One person with a seat in the city and one in the county, whose activity joins the city's; the county knows his account. */
async function twoCommittees(t: Parameters<typeof attendanceWorld>[0], { isKnown = true } = {}) {
  const w = await attendanceWorld(t)
  const identityNumber = inventedIdentityNumber()
  const upper = await givenAttendee(w, { name: '赵两', identityNumber })
  const lower = await givenMember(w, 'COUNTY', { name: '赵两', identityNumber })
  if (isKnown) {
    const grant = { accountOrganizationId: PLACES.CITY, accountId: upper.client.accountId, role: 'MEMBER' }
    await w.system('COUNTY', ({ db }) =>
      db.insert(roleGrants).values({ organizationId: PLACES.COUNTY, id: newId(), ...grant }),
    )
  }
  const neighbour = await givenMember(w, 'COUNTY', { name: '孙一' })
  const above = await givenActivity(w, { invited: [upper, w.first] })
  const joins = { joinsOrganizationId: PLACES.CITY, joinsActivityId: above.activityId, joinsTitle: '上级会议' }
  const below = await givenActivity(w, { place: 'COUNTY', invited: [lower, neighbour], more: joins })
  const unrelated = await givenActivity(w, { place: 'COUNTY', invited: [lower] })
  const county = await lastingClient(w, { role: 'INFORMATION_OFFICE', place: 'COUNTY' })
  return { w, upper, lower, neighbour, above, below, unrelated, county }
}

const scan = (w: AttendanceWorld, staff: Client, activity: GivenActivity, { organizationId, memberId }: GivenMember) =>
  staff.run(T.scan, {
    ...at(activity),
    code: memberCode(w.services.keyRing.current(), { organizationId, memberId }, slotAt(w.now(), 60)),
  })

const enter = (staff: Client, activity: GivenActivity, members: readonly GivenMember[], status: string) =>
  staff.run(T.enter, { ...at(activity), input: { members: members.map(({ id }) => id), status, reason: '手机没电' } })

t.test('a member of two committees attends once for both', async t => {
  const { w, upper, above, below, unrelated, county } = await twoCommittees(t)
  t.equal(outcome(await signIn(upper.client, await codeOf(w, above))), 'DONE')
  t.same(await recorded(w, above), ['赵两 PRESENT ROTATING_CODE'])
  t.same(await recorded(w, below), ['赵两 PRESENT ROTATING_CODE'], 'only of the half-day at the same time')
  t.same(await recorded(w, unrelated), [])
  t.equal(outcome(await signIn(w.first.client, await codeOf(w, above))), 'DONE')
  t.equal((await recorded(w, below)).length, 1, 'nobody else’s')
  w.at(300)
  const { data } = await county.run(T.code, at(below, 1))
  t.equal(outcome(await signIn(upper.client, data.activitySignInCode.code)), 'DONE', 'and from the lower one’s hall')
  t.equal((await recorded(w, above)).filter(line => line.startsWith('赵两')).length, 2)
})

t.test('also when the staff of either scans his code, once', async t => {
  for (const isUpper of [true, false]) {
    const { w, upper, lower, above, below, unrelated, county } = await twoCommittees(t)
    w.at(11)
    const send = () => (isUpper ? scan(w, w.office, above, upper) : scan(w, county, below, lower))
    const { data } = await send()
    t.match(data.attendanceScan.attendance, { status: 'LATE', method: 'MEMBER_CODE' })
    for (const one of [above, below]) t.same(await recorded(w, one), ['赵两 LATE MEMBER_CODE'])
    t.same(await recorded(w, unrelated), [])
    t.ok((await w.unchanged(send)).same, 'a second scan makes nothing')
    await refused(t, w, () => scan(w, county, above, upper), 'NOT_FOUND')
    for (const place of [PLACES.CITY, PLACES.COUNTY]) {
      const { rows } = await w.owner.query('select * from verify_changes($1)', [place])
      t.same(rows, [], 'each committee has it in its own chain')
      const { rows: noted } = await w.owner.query(
        `select from change_log where organization_id = $1 and record_type = 'Attendance'`,
        [place],
      )
      t.equal(noted.length, 1)
    }
  }
})

t.test('also when he is entered by hand, and only when he was there', async t => {
  const { w, upper, lower, neighbour, above, below, county } = await twoCommittees(t)
  t.equal(outcome(await enter(w.office, above, [upper, w.first], 'LEFT_EARLY')), 'DONE')
  t.same(await recorded(w, below), ['赵两 LEFT_EARLY BY_HAND'])
  const { data } = await county.run(T.read, { id: below.id })
  t.match(data.activity.attendances.nodes, [{ reason: '手机没电', member: { id: lower.id } }])
  t.equal(data.activity.attendances.nodes.length, 1)
  await refused(t, w, () => enter(county, below, [lower, neighbour], 'PRESENT'), 'ALREADY_RECORDED', [
    ...['input', 'members', '0'],
  ])
  for (const status of ['ABSENT', 'ON_LEAVE']) {
    const other = await twoCommittees(t)
    t.equal(outcome(await enter(other.w.office, other.above, [other.upper], status)), 'DONE')
    t.same(await recorded(other.w, other.below), [], `${status} is of one committee`)
  }
})

t.test('also when what his telephone kept comes after both have closed', async t => {
  const { w, upper, lower, above, below, county } = await twoCommittees(t)
  const code = await codeOf(w, above)
  const scannedAt = w.now().toISOString()
  w.at(500)
  for (const [staff, { id }] of [
    [w.office, above],
    [county, below],
  ] as const)
    t.equal(outcome(await staff.run(T.close, { id, expectedVersion: 1 })), 'DONE')
  const upload = () =>
    upper.client.run(T.offline, {
      input: { deviceTime: w.now().toISOString(), items: [{ id: newId(), code, scannedAt }] },
    })
  t.match((await upload()).data.activitySignInOffline, { attendances: [{ status: 'PRESENT' }], failures: [] })
  for (const [activity, { memberId }] of [
    [above, upper],
    [below, lower],
  ] as const) {
    t.same(
      (await recorded(w, activity)).filter(line => line.startsWith('赵两')),
      [...['赵两 PRESENT ROTATING_CODE', '赵两 ABSENT SYSTEM']],
    )
    t.match(await duties(w, activity), [{ state: 'CONFIRMED', member: memberId, facts: { halfDays: 1 } }])
  }
  t.ok((await w.unchanged(upload)).same, 'once')
})

t.test('a committee that does not know his account, or that has recorded him otherwise, is left alone', async t => {
  const stranger = await twoCommittees(t, { isKnown: false })
  t.equal(outcome(await scan(stranger.w, stranger.w.office, stranger.above, stranger.upper)), 'DONE')
  t.equal(outcome(await enter(stranger.w.office, stranger.above, [stranger.w.first], 'PRESENT')), 'DONE')
  t.same(await recorded(stranger.w, stranger.below), [])
  const { w, upper, lower, above, below, county } = await twoCommittees(t)
  t.equal(outcome(await enter(county, below, [lower], 'ON_LEAVE')), 'DONE')
  t.equal(outcome(await scan(w, w.office, above, upper)), 'DONE')
  t.same(await recorded(w, below), ['赵两 ON_LEAVE BY_HAND'])
  t.same(await recorded(w, above), ['赵两 PRESENT MEMBER_CODE'])
})
