import t from 'tap'
import {
  A,
  type ActivityWorld,
  activityWorld,
  done,
  given,
  invitationOf,
  meeting,
  notified,
  plantKinds,
  type Shown,
  seen,
  send,
  session,
} from '../../support/activity-core.ts'
import { refused } from '../../support/examination.ts'
import { lastingClient } from '../../support/proposals.ts'
import type { World } from '../../support/world.ts'

const clashesOf = async (w: ActivityWorld, activity: Shown) =>
  (await seen(w.office, activity)).clashes.map((one: Shown) => [one.kind, one.memberCount, one.activity.title])

t.test('the same member, leave elsewhere, and a taken place are warned of', async t => {
  const w = await activityWorld(t)
  const both = { members: [w.first.id, w.second.id] }
  const one = await notified(w, meeting(w), both)
  const other = {
    title: '界别座谈',
    place: '政协二楼',
    startsAt: '2030-03-10T16:00:00+08:00',
    endsAt: '2030-03-10T19:00:00+08:00',
  }
  const two = await notified(w, meeting(w, other), both)
  t.same(await clashesOf(w, one), [['MEMBERS_INVITED', 2, '界别座谈']])
  t.same(await clashesOf(w, two), [['MEMBERS_INVITED', 2, '养老服务专题协商会']])
  const members = (await seen(w.office, one)).clashes[0].members.map((seat: Shown) => seat.id)
  t.same(members.sort(), [w.first.id, w.second.id].sort())
  const input = { invitation: invitationOf(two, w.first).id, type: 'SICK', reason: '住院' }
  const request = done(await w.first.client.run(A.leave, { input }))
  const leader = await send(w.leader, A.decide, request, { input: { decision: 'APPROVED' } })
  t.equal(done(leader).state, 'APPROVED')
  t.same(await clashesOf(w, one), [
    ['MEMBERS_INVITED', 1, '界别座谈'],
    ['MEMBERS_ON_LEAVE', 1, '界别座谈'],
  ])
  const three = await given(w, meeting(w, { ...other, title: '布展' }))
  t.same(await clashesOf(w, three), [['PLACE_TAKEN', 0, '界别座谈']], 'also while it is planned')
  await w.owner.query(`update members set status = 'RESIGNED', left_on = '2030-03-01' where id = $1`, [
    w.second.memberId,
  ])
  t.same(await clashesOf(w, one), [['MEMBERS_ON_LEAVE', 1, '界别座谈']], 'who left is asked nowhere')
  t.same((await seen(w.first.client, one)).clashes, [], 'not for members')
})

t.test('who leaves during the one is asked to the other no more, and clashes with nothing there', async t => {
  const w = await activityWorld(t)
  const whole = await notified(w, session(w))
  const next = { startsAt: '2030-03-11T09:00:00+08:00', endsAt: '2030-03-11T11:00:00+08:00' }
  const later = await notified(w, meeting(w, { title: '次日座谈', ...next }), { members: [w.first.id, w.second.id] })
  const input = { invitation: invitationOf(later, w.second).id, type: 'SICK', reason: '住院' }
  const request = done(await w.second.client.run(A.leave, { input }))
  done(await send(w.leader, A.decide, request, { input: { decision: 'APPROVED' } }))
  const both = [
    ['MEMBERS_INVITED', 1, '次日座谈'],
    ['MEMBERS_ON_LEAVE', 1, '次日座谈'],
  ]
  t.same(await clashesOf(w, whole), both)
  const leave = (memberId: string, day: string) =>
    w.owner.query(`update members set status = 'RESIGNED', left_on = $2 where id = $1`, [memberId, day])
  await leave(w.first.memberId, '2030-03-10')
  t.same(await clashesOf(w, whole), both.slice(1), 'the session began while he was a member, the meeting did not')
  await leave(w.second.memberId, '2030-03-10')
  t.same(await clashesOf(w, whole), [])
  await leave(w.first.memberId, '2030-03-11')
  t.same(await clashesOf(w, whole), both.slice(0, 1), 'who leaves on the day itself still is asked')
})

t.test('what touches, is cancelled, or belongs together is no clash', async t => {
  const w = await activityWorld(t)
  const whole = await notified(w, meeting(w))
  const after = { title: '会后', startsAt: '2030-03-10T17:30:00+08:00', endsAt: '2030-03-10T18:30:00+08:00' }
  await notified(w, meeting(w, after))
  await notified(w, meeting(w, { title: '小组', partOf: whole.id }))
  const cancelled = await notified(w, meeting(w, { title: '同时' }))
  t.match(await clashesOf(w, whole), [
    ['MEMBERS_INVITED', 3, '同时'],
    ['PLACE_TAKEN', 0, '同时'],
  ])
  await send(w.office, A.cancel, cancelled, { input: { reason: '冲突' } })
  t.same(await clashesOf(w, whole), [])
})

const CITY_JOINS = 'id title joinsTitle joinsOrganization { code }'

const above = async (w: World) => lastingClient(w, { role: 'INFORMATION_OFFICE', place: 'PROVINCE' })

t.test('a committee joins what a superior has opened and announced', async t => {
  const w = await activityWorld(t)
  const [province, sibling] = [await plantKinds(w, 'PROVINCE'), await plantKinds(w, 'OTHER_CITY')]
  const superior = await above(w)
  const input = { ...meeting(w, { title: '全省视频会' }), kind: province.TRAINING, isOpenBelow: true }
  const planned = done(await superior.run(A.create, { input }))
  const join = (id: string) => w.office.run(A.create, { input: meeting(w, { title: '大同分会场', joins: id }) })
  await refused(t, w, () => join(planned.id), 'NOT_JOINABLE', ['input', 'joins'])
  await w.owner.query(`update activities set state = 'NOTIFIED', notified_at = now() where id = $1`, [
    planned.id.split('_')[2],
  ])
  t.equal(await seen(w.office, planned), null, 'the superior’s activity itself stays unseen')
  const joined = done(await join(planned.id))
  t.match(joined, { joinsTitle: '全省视频会' })
  const READ = `query ($id: ID!) { activity(id: $id) { ${CITY_JOINS} joinedBy { ${CITY_JOINS} organization { code } } } }`
  t.match((await w.office.run(READ, joined)).data.activity, { joinsOrganization: { code: '140000' }, joinedBy: [] })
  const seenAbove = (await superior.run(READ, planned)).data.activity
  t.match(seenAbove, { joinedBy: [{ id: joined.id, organization: { code: '140200' } }] })
  await w.owner.query('update activities set is_open_below = false where id = $1', [planned.id.split('_')[2]])
  await refused(t, w, () => join(planned.id), 'NOT_JOINABLE')
  // Neither one's own, nor a neighbour's, nor one of a committee below.
  const own = await notified(w, meeting(w, { title: '本级', isOpenBelow: true }))
  await refused(t, w, () => join(own.id), 'NOT_JOINABLE')
  const neighbour = await lastingClient(w, { role: 'INFORMATION_OFFICE', place: 'OTHER_CITY' })
  const across = { ...meeting(w, { title: '邻市' }), kind: sibling.OTHER, joins: own.id }
  await refused(t, w, () => neighbour.run(A.create, { input: across }), 'NOT_JOINABLE')
  const upwards = { ...meeting(w, { title: '省里' }), kind: province.OTHER, joins: own.id }
  await refused(t, w, () => superior.run(A.create, { input: upwards }), 'NOT_JOINABLE')
})
