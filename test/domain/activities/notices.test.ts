import t from 'tap'
import { newId } from '../../../src/kernel/ids.ts'
import {
  A,
  activityWorld,
  done,
  given,
  givenGuest,
  invitationOf,
  meeting,
  notified,
  seen,
  send,
  session,
} from '../../support/activity-core.ts'
import { outcome, refused } from '../../support/examination.ts'
import { idOf } from '../../support/members.ts'

t.test('a planned activity is the office’s; from the notice on who is asked sees it', async t => {
  const w = await activityWorld(t)
  const planned = await given(w, meeting(w))
  t.match(planned, { state: 'PLANNED', version: 1, notifiedAt: null, halfDays: [{ label: '全程' }] })
  t.equal(await seen(w.first.client, planned), null)
  const scope = { isForStanding: true, sectors: [await idOf(w, 'CITY', 'sector', '教育界')] }
  const asked = done(await send(w.office, A.notify, planned, { input: { scope } }))
  t.match(asked, { state: 'NOTIFIED', version: 2, invitationCounts: [{ state: 'INVITED', count: 3 }] })
  const own = await seen(w.first.client, planned)
  t.match(own, { title: '养老服务专题协商会', invitationCounts: [], clashes: [] })
  t.same(
    own.invitations.nodes.map((one: { member: { id: string } }) => one.member.id),
    [w.first.id],
    'one’s own invitation only',
  )
  const stranger = await givenGuest(w, 'CITY', { name: '赵四', sector: '农业界' })
  t.equal(await seen(stranger.client, planned), null)
  t.equal(await seen(await w.as('INFORMATION_OFFICE', 'OTHER_CITY'), planned), null)
  t.ok(await seen(await w.as('LEADER', 'PROVINCE'), planned), 'a superior reads')
})

t.test('a notice names who is in office, and can be repeated to ask more', async t => {
  const w = await activityWorld(t)
  const gone = await givenGuest(w, 'CITY', { name: '钱五', status: 'RESIGNED', sector: '农业界' })
  const elsewhere = await givenGuest(w, 'OTHER_CITY', { name: '孙六' })
  const planned = await given(w, meeting(w))
  const notify = (scope: object, activity = planned) => send(w.office, A.notify, activity, { input: { scope } })
  const field = (name: string) => ['input', 'scope', name, '0']
  await refused(t, w, () => notify({}), 'NOBODY_IN_SCOPE', ['input', 'scope'])
  await refused(t, w, () => notify({ members: [gone.id] }), 'NOT_ACTIVE', field('members'))
  await refused(t, w, () => notify({ members: [elsewhere.id] }), 'NOT_FOUND', field('members'))
  await refused(t, w, () => notify({ members: [`mem_140200_${newId()}`] }), 'NOT_FOUND', field('members'))
  await refused(t, w, () => notify({ sectors: [w.first.id] }), 'NOT_FOUND', field('sectors'))
  await refused(t, w, () => notify({ members: Array(501).fill(w.first.id) }), 'TOO_MANY', ['input', 'scope', 'members'])
  const late = { scope: { isForAll: true }, replyUntil: '2030-03-10T15:00:00+08:00' }
  await refused(t, w, () => send(w.office, A.notify, planned, { input: late }), 'OUT_OF_RANGE', ['input', 'replyUntil'])
  const once = done(await notify({ members: [w.first.id] }))
  const twice = done(await notify({ isForAll: true }, once))
  t.match(twice, { version: 3, invitationCounts: [{ state: 'INVITED', count: 3 }] })
  t.equal(invitationOf(twice, w.first).version, 1, 'who was asked is not asked twice')
  const uninvited = done(
    await send(w.office, A.uninvite, twice, { input: { invitations: [invitationOf(twice, w.second).id] } }),
  )
  t.match(invitationOf(uninvited, w.second), { state: 'WITHDRAWN' })
  t.equal(await seen(w.second.client, planned), null, 'and sees nothing more')
  const again = done(await notify({ isForAll: true }, uninvited))
  t.match(invitationOf(again, w.second), { state: 'WITHDRAWN' }, 'a general notice does not undo it')
  const named = done(await notify({ members: [w.second.id] }, again))
  t.match(invitationOf(named, w.second), { state: 'INVITED' })
})

t.test('two clerks notify at once: one invitation a member', async t => {
  const w = await activityWorld(t)
  const planned = await given(w, meeting(w))
  const input = { scope: { isForAll: true } }
  const answers = await Promise.all([w.office, w.liaison].map(one => send(one, A.notify, planned, { input })))
  t.same(answers.map(outcome).sort(), ['DONE', 'VERSION_CONFLICT'])
  const { rows } = await w.owner.query('select count(*)::int as n from activity_invitations')
  t.same(rows, [{ n: 3 }])
})

t.test('members reply all at once, each for himself', async t => {
  const w = await activityWorld(t)
  const asked = await notified(w, meeting(w))
  const members = [w.first, w.second, w.third]
  const answers = await Promise.all(members.map(one => send(one.client, A.reply, invitationOf(asked, one))))
  t.same(answers.map(outcome), ['DONE', 'DONE', 'DONE'])
  const own = invitationOf(asked, w.first)
  await refused(t, w, () => send(w.first.client, A.reply, own), 'VERSION_CONFLICT')
  await refused(t, w, () => send(w.first.client, A.reply, { ...own, version: 2 }), 'ALREADY_REPLIED', ['id'])
  await refused(t, w, () => send(w.second.client, A.reply, own), 'NOT_FOUND', ['id'])
  t.equal(outcome(await send(w.office, A.reply, own)), 'FORBIDDEN')
  t.match(await seen(w.office, asked), { version: 2, invitationCounts: [{ state: 'ATTENDING', count: 3 }] })
})

t.test('replies end when the notice says so, or when it begins', async t => {
  const w = await activityWorld(t)
  const one = await notified(w, meeting(w))
  w.at('2030-03-10T14:31')
  await refused(t, w, () => send(w.first.client, A.reply, invitationOf(one, w.first)), 'REPLY_CLOSED')
  w.at('2030-03-02T09:00')
  const planned = await given(w, meeting(w, { title: '另一次会议', replyUntil: '2030-03-08T18:00:00+08:00' }))
  const two = done(await send(w.office, A.notify, planned, { input: { scope: { isForAll: true } } }))
  w.at('2030-03-08T18:01')
  await refused(t, w, () => send(w.first.client, A.reply, invitationOf(two, w.first)), 'REPLY_CLOSED')
})

t.test('groups and seats are arranged together', async t => {
  const w = await activityWorld(t)
  const asked = await notified(w, session(w))
  const other = await notified(w, meeting(w))
  const items = [w.first, w.second].map((one, index) => ({
    ...{ invitation: invitationOf(asked, one).id, groupName: '第一组', seat: `1-${index + 1}` },
  }))
  const strange = [{ invitation: invitationOf(other, w.first).id, seat: '2-1' }]
  await refused(t, w, () => send(w.office, A.arrange, asked, { items: strange }), 'NOT_FOUND', [
    'items',
    '0',
    'invitation',
  ])
  await refused(t, w, () => send(w.office, A.arrange, asked, { items: [] }), 'TOO_MANY')
  const twice = [items[0], items[0]]
  await refused(t, w, () => send(w.office, A.arrange, asked, { items: twice }), 'DUPLICATE', [
    'items',
    '1',
    'invitation',
  ])
  const long = [{ ...items[0], seat: '字'.repeat(51) }]
  await refused(t, w, () => send(w.office, A.arrange, asked, { items: long }), 'TOO_LONG', ['items', '0', 'seat'])
  const arranged = done(await send(w.office, A.arrange, asked, { items }))
  t.match(invitationOf(arranged, w.second), { groupName: '第一组', seat: '1-2' })
  const [, mine] = [{}, invitationOf(await seen(w.first.client, asked), w.first)]
  t.match(mine, { groupName: '第一组', seat: '1-1' }, 'and the member sees his own')
})

t.test('a member who leaves before it begins is no longer asked', async t => {
  const w = await activityWorld(t)
  const [before, after] = [await notified(w, meeting(w)), await notified(w, session(w))]
  await send(w.first.client, A.reply, invitationOf(before, w.first))
  const leave = (leftOn: string) =>
    w.owner.query(`update members set status = 'RESIGNED', left_on = $2 where id = $1`, [w.first.memberId, leftOn])
  await leave('2030-03-10')
  t.match(invitationOf(await seen(w.office, before), w.first), { state: 'ATTENDING' }, 'on the last day one attends')
  await leave('2030-03-09')
  const shown = await seen(w.office, before)
  t.match(invitationOf(shown, w.first), { state: 'WITHDRAWN' })
  t.same(shown.invitationCounts, [
    { state: 'INVITED', count: 2 },
    { state: 'WITHDRAWN', count: 1 },
  ])
  t.equal(await seen(w.first.client, before), null)
  const reply = () => send(w.first.client, A.reply, invitationOf(after, w.first))
  await refused(t, w, reply, 'NOT_INVITED', ['id'])
  await w.owner.query(`update members set status = 'ACTIVE', left_on = null where id = $1`, [w.first.memberId])
  t.match(invitationOf(await seen(w.office, before), w.first), { state: 'ATTENDING' }, 'reinstated, it counts again')
  t.equal(outcome(await reply()), 'DONE')
})
