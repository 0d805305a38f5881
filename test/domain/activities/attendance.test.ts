import t from 'tap'
import { newId } from '../../../src/kernel/ids.ts'
import {
  type AttendanceWorld,
  at,
  attendanceWorld,
  codeOf,
  duties,
  type GivenActivity,
  givenActivity,
  givenLeave,
  recorded,
  signIn,
  T,
} from '../../support/attendance.ts'
import { outcome, refused } from '../../support/examination.ts'
import { givenMember } from '../../support/members.ts'
import type { Client } from '../../support/world.ts'

const enter = (client: Client, activity: GivenActivity, members: readonly { id: string }[], more: object = {}, n = 0) =>
  client.run(T.enter, {
    ...at(activity, n),
    input: { members: members.map(({ id }) => id), status: 'PRESENT', reason: '手机没电', ...more },
  })

const close = (w: AttendanceWorld, { id }: GivenActivity, expectedVersion = 1) =>
  w.office.run(T.close, { id, expectedVersion })

const correct = (client: Client, id: string, expectedVersion: number, status: string, reason = '核实后更正') =>
  client.run(T.correct, { id, expectedVersion, input: { status, reason } })

t.test('by hand: all of the members or none, with the reason, by those who organize', async t => {
  const w = await attendanceWorld(t)
  const { first, second, third, office } = w
  const activity = await givenActivity(w, { invited: [first, second] })
  const elsewhere = await givenMember(w, 'COUNTY')
  const members = ['input', 'members', '1']
  await refused(t, w, () => enter(office, activity, [first, third]), 'NOT_INVITED', members)
  await refused(t, w, () => enter(office, activity, [first, elsewhere]), 'NOT_FOUND', members)
  await refused(t, w, () => enter(office, activity, [first, first]), 'DUPLICATE', members)
  await refused(t, w, () => enter(office, activity, []), 'REQUIRED', ['input', 'members'])
  await refused(t, w, () => enter(office, activity, Array(201).fill(first)), 'TOO_MANY', ['input', 'members'])
  await refused(t, w, () => enter(office, activity, [first], { reason: ' ' }), 'REQUIRED', ['input', 'reason'])
  await refused(t, w, () => enter(w.leader, activity, [first]), 'FORBIDDEN')
  await refused(t, w, () => enter(first.client, activity, [first]), 'FORBIDDEN')
  const { data } = await enter(office, activity, [first, second], { status: 'LATE' })
  t.match(data.attendanceEnter.attendances, [
    { status: 'LATE', method: 'BY_HAND', reason: '手机没电', member: { id: first.id } },
    { status: 'LATE', method: 'BY_HAND', reason: '手机没电', member: { id: second.id } },
  ])
  await refused(t, w, () => enter(office, activity, [second]), 'ALREADY_RECORDED', ['input', 'members', '0'])
  await refused(t, w, () => enter(office, activity, [second], {}, 1), 'TOO_EARLY', ['halfDay'])
  const absent = (await enter(office, activity, [first], { status: 'ABSENT' }, 1)).data.attendanceEnter.attendances[0]
    .id
  await refused(t, w, () => correct(office, absent, 1, 'PRESENT'), 'TOO_EARLY', ['input', 'status'])
  w.at(310)
  await refused(t, w, async () => signIn(first.client, await codeOf(w, activity, 1)), 'ALREADY_RECORDED', [
    'input',
    'code',
  ])
})

t.test('a correction keeps the old value, who and why; members see their own', async t => {
  const w = await attendanceWorld(t)
  const { first, second, office } = w
  const activity = await givenActivity(w, { invited: [first, second] })
  const { data } = await signIn(first.client, await codeOf(w, activity))
  const { id } = data.activitySignIn.attendance
  await signIn(second.client, await codeOf(w, activity))
  await refused(t, w, () => correct(office, id, 2, 'LATE'), 'VERSION_CONFLICT', ['expectedVersion'])
  await refused(t, w, () => correct(office, id, 1, 'PRESENT'), 'NO_CHANGE', ['input', 'status'])
  await refused(t, w, () => correct(office, id, 1, 'LATE', ''), 'REQUIRED', ['input', 'reason'])
  await refused(t, w, () => correct(w.leader, id, 1, 'LATE'), 'FORBIDDEN')
  await refused(t, w, () => correct(first.client, id, 1, 'LATE'), 'FORBIDDEN')
  await refused(t, w, () => correct(office, `att_140200_${newId()}`, 1, 'LATE'), 'NOT_FOUND', ['id'])
  await correct(office, id, 1, 'LEFT_EARLY', '提前离会')
  const answer = await correct(office, id, 2, 'PRESENT', '系误登')
  t.match(answer.data.attendanceCorrect.attendance, {
    ...{ status: 'PRESENT', version: 3 },
    corrections: [
      { oldStatus: 'PRESENT', newStatus: 'LEFT_EARLY', reason: '提前离会', correctedBy: 'SPECIAL_COMMITTEE_OFFICE' },
      { oldStatus: 'LEFT_EARLY', newStatus: 'PRESENT', reason: '系误登' },
    ],
  })
  const seen = async (client: Client) => (await client.run(T.read, { id: activity.id })).data.activity
  t.equal((await seen(office)).attendances.totalCount, 2)
  const own = await seen(first.client)
  t.equal(own.attendances.totalCount, 1, 'a member sees his own')
  t.equal(own.attendances.nodes[0].corrections.length, 2)
  t.same(own.attendanceCounts, [], 'and no counts')
  const years = `query ($id: ID!) { member(id: $id) { attendances { totalCount } attendanceYears { year halfDays present rate } } }`
  t.match((await first.client.run(years, { id: first.id })).data.member, {
    attendances: { totalCount: 1 },
    attendanceYears: [{ year: 2030, halfDays: 1, present: 1, rate: '100.00' }],
  })
  t.match((await first.client.run(years, { id: second.id })).data.member, {
    attendances: { totalCount: 0 },
    attendanceYears: [],
  })
})

t.test('offline: accepted later with their own time, exactly once, each on its own', async t => {
  const w = await attendanceWorld(t)
  const { first } = w
  const activity = await givenActivity(w, { invited: [first] })
  const code = await codeOf(w, activity)
  w.at(305)
  const late = await codeOf(w, activity, 1)
  // The device is an hour ahead; it sends in the evening.
  const device = (minutes: number) => new Date(Date.parse('2030-03-05T10:00:00+08:00') + minutes * 60_000).toISOString()
  const item = (text: string, minutes: number, id = newId()) => ({ id, code: text, scannedAt: device(minutes) })
  const upload = (...items: object[]) => first.client.run(T.offline, { input: { deviceTime: device(700), items } })
  w.at(700)
  const ids = [newId(), newId()] as const
  const items = [item(code, 0, ids[0]), item(code, 3), item('nothing', 0), item(late, 305, ids[1]), item(code, 0)]
  const { data } = await upload(...items)
  t.match(data.activitySignInOffline, {
    attendances: [
      { id: `att_140200_${ids[0]}`, status: 'PRESENT', isOffline: true, signedInAt: '2030-03-05T09:00:00+08:00' },
      { id: `att_140200_${ids[1]}`, status: 'PRESENT', signedInAt: '2030-03-05T14:05:00+08:00' },
      { id: `att_140200_${ids[0]}` },
    ],
    failures: [
      { index: 1, userErrors: [{ code: 'TIME_DISAGREES', field: ['input', 'items', '1', 'scannedAt'] }] },
      { index: 2, userErrors: [{ code: 'INVALID_CODE' }] },
    ],
    userErrors: [],
  })
  const again = await w.unchanged(() => upload(...items))
  t.same(
    again.result.data.activitySignInOffline.attendances.map((one: { id: string }) => one.id),
    [`att_140200_${ids[0]}`, `att_140200_${ids[0]}`, `att_140200_${ids[1]}`, `att_140200_${ids[0]}`],
    'also the one whose time did not agree: he is present',
  )
  t.ok(again.same)
  t.same(await recorded(w, activity), ['王一 PRESENT ROTATING_CODE', '王一 PRESENT ROTATING_CODE'])
  const old = await givenActivity(w, { invited: [first] })
  w.at(0)
  const before = await codeOf(w, old)
  w.at(7 * 1_440 + 1)
  const tooOld = () =>
    first.client.run(T.offline, { input: { deviceTime: device(7 * 1_440 + 1), items: [item(before, 0)] } })
  const { result, same } = await w.unchanged(tooOld)
  t.equal(result.data.activitySignInOffline.failures[0].userErrors[0].code, 'TOO_OLD')
  t.ok(same)
  await refused(t, w, () => upload(), 'REQUIRED', ['input', 'items'])
})

t.test('offline after the closing: absence is corrected, and the duty record booked anew', async t => {
  const w = await attendanceWorld(t)
  const { first, second } = w
  const activity = await givenActivity(w, { invited: [first, second], halfDays: [[0, 180]] })
  const code = await codeOf(w, activity)
  w.at(200)
  t.equal(outcome(await close(w, activity)), 'DONE')
  t.same(await duties(w, activity), [])
  const scannedAt = new Date(Date.parse('2030-03-05T09:00:00+08:00')).toISOString()
  const deviceTime = w.now().toISOString()
  const upload = () => first.client.run(T.offline, { input: { deviceTime, items: [{ id: newId(), code, scannedAt }] } })
  const { data } = await upload()
  t.match(data.activitySignInOffline, {
    attendances: [
      { status: 'PRESENT', isOffline: true, method: 'ROTATING_CODE', corrections: [{ oldStatus: 'ABSENT' }] },
    ],
    failures: [],
  })
  t.match(await duties(w, activity), [{ state: 'CONFIRMED', member: first.memberId, facts: { halfDays: 1 } }])
  t.ok((await w.unchanged(upload)).same, 'once')
  t.same(await recorded(w, activity), ['李二 ABSENT SYSTEM', '王一 PRESENT ROTATING_CODE'])
})

t.test('by video link: minutes make presence, a later list replaces an earlier one', async t => {
  const w = await attendanceWorld(t)
  const { first, second, third, office } = w
  const activity = await givenActivity(w, {
    invited: [first, second, third],
    more: { videoMinutes: 60 },
    kind: 'COURSE',
  })
  const plain = await givenActivity(w, { invited: [first] })
  const list = (...items: [{ id: string }, number][]) => ({
    items: items.map(([{ id }, minutes]) => ({ member: id, minutes })),
  })
  const send = (of: GivenActivity, items: object) => office.run(T.minutes, { ...at(of), ...items })
  await refused(t, w, () => send(plain, list([first, 80])), 'NOT_REMOTE', ['activity'])
  await refused(t, w, () => send(activity, list()), 'REQUIRED', ['items'])
  await refused(t, w, () => send(activity, list(...Array(201).fill([first, 1]))), 'TOO_MANY', ['items'])
  const early = () => office.run(T.minutes, { ...at(activity, 1), ...list([first, 80]) })
  await refused(t, w, early, 'TOO_EARLY', ['halfDay'])
  await refused(t, w, () => send(activity, list([first, 80], [second, 1_441])), 'OUT_OF_RANGE', [
    'items',
    '1',
    'minutes',
  ])
  await signIn(third.client, await codeOf(w, activity))
  await refused(t, w, () => send(activity, list([first, 80], [third, 80])), 'ALREADY_RECORDED', [
    'items',
    '1',
    'member',
  ])
  const { data } = await send(activity, list([first, 60], [second, 59]))
  t.match(data.attendanceRecordMinutes.attendances, [
    { status: 'PRESENT', method: 'VIDEO', remoteMinutes: 60 },
    { status: 'ABSENT', method: 'VIDEO', remoteMinutes: 59 },
  ])
  const later = await send(activity, list([first, 75], [second, 90]))
  t.match(later.data.attendanceRecordMinutes.attendances, [
    { status: 'PRESENT', remoteMinutes: 75, version: 2, corrections: [] },
    { status: 'PRESENT', remoteMinutes: 90, version: 2, corrections: [{ oldStatus: 'ABSENT', newStatus: 'PRESENT' }] },
  ])
  const { id } = later.data.attendanceRecordMinutes.attendances[1]
  await correct(office, id, 2, 'LEFT_EARLY', '中途离线')
  const again = await send(activity, list([first, 75], [second, 90]))
  t.match(
    again.data.attendanceRecordMinutes.attendances[1],
    { status: 'LEFT_EARLY', version: 3 },
    'the same list again',
  )
  w.at(500)
  await close(w, activity)
  const booked = await duties(w, activity)
  t.match(booked.find(({ member }) => member === first.memberId)?.facts, {
    remote: true,
    hours: '1.3',
    topic: '养老服务',
  })
  t.match(booked.find(({ member }) => member === third.memberId)?.facts, { remote: false, hours: '3' })
})

t.test('closing fills leave and absence and books what attendance proves', async t => {
  const w = await attendanceWorld(t)
  const { first, second, third, office } = w
  const invited = [first, second, third]
  const activity = await givenActivity(w, { kind: 'STANDING_COMMITTEE_MEETING', invited })
  await givenLeave(w, activity, second, [...activity.halfDays])
  await givenLeave(w, activity, first, activity.halfDays.slice(1))
  w.at(15)
  await signIn(first.client, await codeOf(w, activity))
  await refused(t, w, () => close(w, activity), 'NOT_ENDED')
  w.at(500)
  await refused(t, w, () => close(w, activity, 2), 'VERSION_CONFLICT', ['expectedVersion'])
  await refused(t, w, () => w.leader.run(T.close, { id: activity.id, expectedVersion: 1 }), 'FORBIDDEN')
  const { data } = await close(w, activity)
  t.match(data.activityClose.activity, { state: 'CLOSED', version: 2, closedAt: '2030-03-05T17:20:00+08:00' })
  t.same(await recorded(w, activity), [
    ...['张三 ABSENT SYSTEM', '李二 ON_LEAVE SYSTEM', '王一 LATE ROTATING_CODE'],
    ...['张三 ABSENT SYSTEM', '李二 ON_LEAVE SYSTEM', '王一 ON_LEAVE SYSTEM'],
  ])
  const facts = async () =>
    Object.fromEntries((await duties(w, activity)).filter(d => d.state === 'CONFIRMED').map(d => [d.member, d.facts]))
  t.same(await facts(), {
    [first.memberId]: { attendance: 'LATE', halfDays: 1, topic: '养老服务' },
    [second.memberId]: { attendance: 'ON_LEAVE', topic: '养老服务' },
    [third.memberId]: { attendance: 'ABSENT', topic: '养老服务' },
  })
  await refused(t, w, () => close(w, activity, 2), 'INVALID_STATE')
  await refused(t, w, () => enter(office, activity, [third]), 'INVALID_STATE')
  const { data: read } = await office.run(T.read, {
    id: activity.id,
    filter: { status: 'ABSENT', halfDay: activity.halfDays[0] },
  })
  t.same(
    read.activity.attendances.nodes.map((one: { member: { id: string } }) => one.member.id),
    [third.id],
  )
  t.match(read.activity.attendanceCounts, [
    { invited: 3, present: 0, late: 1, onLeave: 1, absent: 1, rate: '33.33' },
    { invited: 3, onLeave: 2, absent: 1, rate: '0.00' },
  ])
  const [absent] = read.activity.attendances.nodes
  await correct(office, absent.id, 1, 'PRESENT', '漏签，已核实')
  t.match((await facts())[third.memberId], { attendance: 'PRESENT', halfDays: 1 })
  const ofThird = (await duties(w, activity)).filter(({ member }) => member === third.memberId)
  t.same(ofThird.map(({ state }) => state).sort(), ['CONFIRMED', 'REVERSAL', 'REVERSED'])
  t.equal(ofThird.find(({ state }) => state === 'REVERSAL')?.reason, '漏签，已核实')
  t.equal((await duties(w, activity)).length, 5, 'nobody else’s was touched')
})

t.test('opened again, its duty records are taken back; closed again, they are booked anew', async t => {
  const w = await attendanceWorld(t)
  const { first, second, office } = w
  const activity = await givenActivity(w, { invited: [first, second] })
  await enter(office, activity, [first])
  const reopen = (expectedVersion: number, reason = '补登') =>
    office.run(T.reopen, { id: activity.id, expectedVersion, input: { reason } })
  await refused(t, w, () => reopen(1), 'INVALID_STATE')
  w.at(500)
  await close(w, activity)
  await refused(t, w, () => reopen(2, ''), 'REQUIRED', ['input', 'reason'])
  t.match((await reopen(2)).data.activityReopen.activity, { state: 'HELD', version: 3, closedAt: null })
  const states = async () => (await duties(w, activity)).map(({ state }) => state).sort()
  t.same(await states(), ['REVERSAL', 'REVERSED'])
  await close(w, activity, 3)
  t.same(await states(), ['CONFIRMED', 'REVERSAL', 'REVERSED'])
})

t.test('leave that is granted only after a closing counts when it is closed again', async t => {
  const w = await attendanceWorld(t)
  const { first, second, third, office } = w
  const activity = await givenActivity(w, { kind: 'STANDING_COMMITTEE_MEETING', invited: [first, second, third] })
  await enter(office, activity, [third], { status: 'ABSENT' })
  w.at(500)
  await close(w, activity)
  const { rows } = await w.owner.query(
    'select a.id from activity_attendances a join activity_half_days h on h.id = a.half_day_id where member_id = $1 order by starts_at',
    [second.memberId],
  )
  const corrected = `att_140200_${rows[0].id}`
  await correct(office, corrected, 1, 'PRESENT', '漏签')
  await correct(office, corrected, 2, 'ABSENT', '并未到会')
  await office.run(T.reopen, { id: activity.id, expectedVersion: 2, input: { reason: '补批请假' } })
  for (const member of [first, second, third]) await givenLeave(w, activity, member, activity.halfDays.slice(0, 1))
  t.equal(outcome(await close(w, activity, 3)), 'DONE')
  t.same(await recorded(w, activity), [
    ...['张三 ABSENT BY_HAND', '李二 ABSENT SYSTEM', '王一 ON_LEAVE SYSTEM'],
    ...['张三 ABSENT SYSTEM', '李二 ABSENT SYSTEM', '王一 ABSENT SYSTEM'],
  ])
  const { data } = await office.run(T.read, { id: activity.id, filter: { status: 'ON_LEAVE' } })
  t.match(data.activity.attendances.nodes, [
    { version: 2, corrections: [{ oldStatus: 'ABSENT', newStatus: 'ON_LEAVE', reason: '请假已批准' }] },
  ])
})

t.test('an activity that lacks what its duty record must tell is not closed; a kind without one is', async t => {
  const w = await attendanceWorld(t)
  const visit = await givenActivity(w, { kind: 'VISIT', invited: [w.first] })
  const none = await givenActivity(w, { kind: 'OTHER', dutyCategory: null, invited: [w.first] })
  const interview = await givenActivity(w, { kind: 'INTERVIEW', invited: [w.first] })
  for (const one of [visit, none, interview]) await enter(w.office, one, [w.first])
  w.at(500)
  await refused(t, w, () => close(w, visit), 'FACTS_MISSING')
  for (const one of [none, interview]) {
    t.equal(outcome(await close(w, one)), 'DONE')
    t.same(await duties(w, one), [])
  }
})

t.test('350 members are closed at once, each with his record', async t => {
  const w = await attendanceWorld(t)
  const members = []
  for (let n = 0; n < 350; n++) members.push(await givenMember(w, 'CITY', { name: `委员${n}` }))
  const activity = await givenActivity(w, { kind: 'PLENARY_SESSION', invited: members })
  w.at(500)
  t.equal(outcome(await close(w, activity)), 'DONE')
  t.equal((await recorded(w, activity)).length, 700)
  t.equal((await duties(w, activity)).length, 350)
})
