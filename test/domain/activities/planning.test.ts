import t from 'tap'
import { files } from '../../../src/domain/files/tables.ts'
import { newId } from '../../../src/kernel/ids.ts'
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
import { document } from '../../support/activity-outcomes.ts'
import { outcome, refused } from '../../support/examination.ts'
import { OUTCOMES } from '../../support/outcomes.ts'
import { SPEECHES } from '../../support/speeches.ts'
import { PLACES } from '../../support/world.ts'

const labels = (activity: Shown): string[] => activity.halfDays.map((part: Shown) => part.label)

t.test('an activity is planned with its half-days, once', async t => {
  const w = await activityWorld(t)
  const id = newId()
  const planned = await given(w, session(w, { id }))
  t.equal(planned.id, `act_140200_${id}`)
  t.same(labels(planned), ['3月10日上午', '3月10日下午', '3月11日上午', '3月11日下午'])
  const again = await w.unchanged(() => w.office.run(A.create, { input: session(w, { id }) }))
  t.ok(again.same, 'a repeated request makes it once')
  await refused(t, w, () => w.office.run(A.create, { input: session(w, { id, place: '别处' }) }), 'ID_REUSED')
  await refused(t, w, () => w.office.run(A.create, { input: session(w) }), 'DUPLICATE', ['input', 'title'])
  const [part] = [{ startsAt: '2030-03-10T15:00:00+08:00', endsAt: '2030-03-10T16:00:00+08:00' }]
  t.same(labels(await given(w, meeting(w, { halfDays: [{ ...part, label: '第一场' }] }))), ['第一场'])
  const { rows } = await w.owner.query(
    `select op, action from change_log where record_type = 'Activity' order by seq limit 1`,
  )
  t.same(rows, [{ op: 'CREATE', action: 'activityCreate' }])
})

t.test(
  'what does not repeat is planned once also when several plan it, or name another so, at the same moment',
  async t => {
    const w = await activityWorld(t)
    const id = newId()
    const twice = [w.office, w.office, w.liaison].map((office, n) =>
      office.run(A.create, { input: session(w, n < 2 ? { id } : {}) }),
    )
    const codes = (await Promise.all(twice)).map(outcome)
    t.match(codes.sort().join(), /^(DONE,DONE,DUPLICATE|DONE,DUPLICATE,DUPLICATE)$/)
    const others = await Promise.all(['甲', '乙'].map(title => given(w, session(w, { title }))))
    const renamed = await Promise.all(
      others.map(one => send(w.office, A.update, one, { input: { title: '十五届二十一次常委会会议' } })),
    )
    t.same(renamed.map(outcome).sort(), ['DONE', 'DUPLICATE'])
    const { rows } = await w.owner.query('select title from activities group by title having count(*) > 1')
    t.same(rows, [])
  },
)

t.test('a time that cannot be answered in Asia/Shanghai is refused, and leaves the list readable', async t => {
  const w = await activityWorld(t)
  for (const [startsAt, endsAt] of [
    ['9999-12-31T20:00:00Z', '9999-12-31T23:59:59Z'],
    ['0001-01-01T00:00:00+08:00', '0001-01-01T05:00:00+08:00'],
    ['1900-01-01T00:00:00Z', '1900-01-01T05:00:00Z'],
  ]) {
    const input = meeting(w, { startsAt, endsAt })
    const { result, same } = await w.unchanged(() => w.office.run(A.create, { input }))
    t.match(result.errors, [{ message: /1901/, extensions: { code: 'BAD_REQUEST' } }])
    t.ok(same, 'nothing is written')
  }
  for (const year of ['1991', '2200']) {
    const input = meeting(w, { startsAt: `${year}-03-10T09:00:00+08:00`, endsAt: `${year}-03-10T10:00:00+08:00` })
    await refused(t, w, () => w.office.run(A.create, { input }), 'OUT_OF_RANGE', ['input', 'startsAt'])
  }
})

t.test('what is wrong with a plan is said at its field', async t => {
  const w = await activityWorld(t)
  const { kinds } = w
  const elsewhere = await plantKinds(w, 'OTHER_CITY')
  const half = (startsAt: string, endsAt: string) => ({
    startsAt: `2030-03-10T${startsAt}:00+08:00`,
    endsAt: `2030-03-10T${endsAt}:00+08:00`,
  })
  const cases: readonly [object, string, string][] = [
    [{ title: '' }, 'REQUIRED', 'title'],
    [{ title: '字'.repeat(101) }, 'TOO_LONG', 'title'],
    [{ endsAt: '2030-03-10T14:30:00+08:00' }, 'ENDS_BEFORE_START', 'endsAt'],
    [{ endsAt: '2030-04-11T14:31:00+08:00' }, 'OUT_OF_RANGE', 'endsAt'],
    [{ kind: elsewhere.OTHER }, 'NOT_FOUND', 'kind'],
    [{ kind: kinds.VISIT }, 'REQUIRED', 'visitKind'],
    [{ kind: kinds.STUDY_SESSION }, 'REQUIRED', 'studyBody'],
    [{ kind: kinds.JOINT_RESEARCH }, 'REQUIRED', 'jointWith'],
    [{ visitKind: 'EXPERT' }, 'NOT_APPLICABLE', 'visitKind'],
    [{ position: { latitude: '91', longitude: '113.3', radiusMetres: 200 } }, 'OUT_OF_RANGE', 'position.latitude'],
    [{ position: { latitude: '40', longitude: '113.3', radiusMetres: 5 } }, 'OUT_OF_RANGE', 'position.radiusMetres'],
    [{ videoUrl: 'javascript:alert(1)' }, 'INVALID_VALUE', 'videoUrl'],
    [{ videoUrl: 'https://a:b@example.cn/' }, 'INVALID_VALUE', 'videoUrl'],
    [{ videoMinutes: 0 }, 'OUT_OF_RANGE', 'videoMinutes'],
    [{ credits: '1000' }, 'OUT_OF_RANGE', 'credits'],
    [{ credits: '1.55' }, 'INVALID_VALUE', 'credits'],
    [{ replyUntil: '2030-03-10T14:31:00+08:00' }, 'OUT_OF_RANGE', 'replyUntil'],
    [{ specialCommittee: w.first.id }, 'NOT_FOUND', 'specialCommittee'],
    [{ session: `ses_140200_${newId()}` }, 'NOT_FOUND', 'session'],
    [{ partOf: `act_140200_${newId()}` }, 'NOT_FOUND', 'partOf'],
    [{ joins: `act_140000_${newId()}` }, 'NOT_JOINABLE', 'joins'],
    [{ halfDays: [] }, 'TOO_MANY', 'halfDays'],
    [{ halfDays: [half('14:00', '15:00')] }, 'OUTSIDE_ACTIVITY', 'halfDays.0'],
    [{ halfDays: [half('15:00', '16:00'), half('15:30', '17:00')] }, 'OVERLAPS', 'halfDays.1'],
    [{ halfDays: [half('16:00', '15:00')] }, 'ENDS_BEFORE_START', 'halfDays.0.endsAt'],
  ]
  for (const [change, code, field] of cases)
    await refused(t, w, () => w.office.run(A.create, { input: meeting(w, change) }), code, [
      'input',
      ...field.split('.'),
    ])
  await w.owner.query('update activity_kinds set is_active = false where code = $1', ['LECTURE'])
  await refused(t, w, () => w.office.run(A.create, { input: meeting(w, { kind: kinds.LECTURE }) }), 'RETIRED', [
    'input',
    'kind',
  ])
})

t.test('a sub-session lies within its activity and has none of its own', async t => {
  const w = await activityWorld(t)
  const whole = await given(w, session(w))
  const part = await given(w, meeting(w, { title: '第一组讨论', partOf: whole.id }))
  const within = (parent: Shown, more: object = {}) =>
    w.office.run(A.create, { input: meeting(w, { partOf: parent.id, ...more }) })
  const outside = { startsAt: '2030-03-12T09:00:00+08:00', endsAt: '2030-03-12T11:00:00+08:00' }
  await refused(t, w, () => within(whole, outside), 'OUTSIDE_PARENT', ['input', 'startsAt'])
  await refused(t, w, () => within(part), 'NOT_APPLICABLE', ['input', 'partOf'])
  const later = { startsAt: '2030-04-10T09:00:00+08:00', endsAt: '2030-04-11T17:30:00+08:00', reason: '让路' }
  await refused(t, w, () => send(w.office, A.move, whole, { input: later }), 'OUTSIDE_PARENT')
  await refused(t, w, () => send(w.office, A.move, part, { input: { ...outside, reason: '改' } }), 'OUTSIDE_PARENT')
  const { data } = await w.office.run(
    'query ($id: ID!) { activity(id: $id) { subSessions { id parent { id } } } }',
    whole,
  )
  t.same(data.activity.subSessions, [{ id: part.id, parent: { id: whole.id } }])
  done(await send(w.office, A.cancel, whole, { input: { reason: '推迟' } }))
  t.match(await seen(w.office, part), { state: 'CANCELLED', reason: '推迟', version: 2 }, 'cancelled with it')
})

t.test('what a held sub-session is part of is not cancelled', async t => {
  const w = await activityWorld(t)
  const whole = await notified(w, session(w))
  const times = { startsAt: '2030-03-10T09:00:00+08:00', endsAt: '2030-03-10T11:00:00+08:00' }
  const part = await notified(w, meeting(w, { title: '分组会', partOf: whole.id, ...times }))
  w.at('2030-03-10T09:30')
  const cancel = () => send(w.office, A.cancel, whole, { input: { reason: '取消' } })
  const held = document('activityHold', { id: 'ID!', expectedVersion: 'Int!' }, 'activity { id state }')
  t.equal(outcome(await send(w.office, held, part)), 'DONE')
  await refused(t, w, cancel, 'INVALID_STATE', ['id'])
  t.equal((await seen(w.office, part)).state, 'HELD')
})

t.test('content changes; calendars learn of what they show once members were asked', async t => {
  const w = await activityWorld(t)
  const planned = await given(w, meeting(w))
  const first = done(await send(w.office, A.update, planned, { input: { place: '二楼会议室' } }))
  t.match(first, { place: '二楼会议室', version: 2, calendarSequence: 0 })
  const asked = done(await send(w.office, A.notify, first, { input: { scope: { isForAll: true } } }))
  const topic = done(await send(w.office, A.update, asked, { input: { topic: '居家养老' } }))
  t.equal(topic.calendarSequence, 0)
  const place = done(await send(w.office, A.update, topic, { input: { place: '三楼会议室', title: '新标题' } }))
  t.match(place, { calendarSequence: 1, title: '新标题' })
  for (const [input, code] of [
    [{ title: null }, 'REQUIRED'],
    [{ visitKind: 'EXPERT' }, 'NOT_APPLICABLE'],
    [{ replyUntil: '2031-01-01T00:00:00Z' }, 'OUT_OF_RANGE'],
  ] as const)
    await refused(t, w, () => send(w.office, A.update, place, { input }), code)
  await refused(t, w, () => send(w.office, A.update, planned, { input: { place: '' } }), 'VERSION_CONFLICT')
})

t.test('moved after replies: who is asked stays asked, and replies again', async t => {
  const w = await activityWorld(t)
  const asked = await notified(w, session(w))
  await send(w.first.client, A.reply, invitationOf(asked, w.first))
  const input = { invitation: invitationOf(asked, w.second).id, type: 'PERSONAL', reason: '家事' }
  const request = done(await w.second.client.run(A.leave, { input }))
  await send(w.leader, A.decide, request, { input: { decision: 'APPROVED' } })
  const times = { startsAt: '2030-03-11T09:00:00+08:00', endsAt: '2030-03-12T17:30:00+08:00' }
  await refused(t, w, () => send(w.office, A.move, asked, { input: { ...times, reason: '' } }), 'REQUIRED')
  const moved = done(await send(w.office, A.move, asked, { input: { ...times, reason: '与省里会议冲突' } }))
  t.match(moved, { ...{ state: 'NOTIFIED', calendarSequence: 1, reason: '与省里会议冲突', version: 3 } })
  t.same(labels(moved), ['3月11日上午', '3月11日下午', '3月12日上午', '3月12日下午'])
  t.same(moved.invitationCounts, [{ state: 'INVITED', count: 3 }])
  const { rows } = await w.owner.query(
    'select state, (select count(*)::int from activity_leave_half_days) as n from activity_leave_requests',
  )
  t.same(rows, [{ state: 'WITHDRAWN', n: 0 }])
  t.equal(outcome(await send(w.first.client, A.reply, { ...invitationOf(moved, w.first) })), 'DONE')
})

t.test('moved, its agenda keeps its order, and only times that it has', async t => {
  const w = await activityWorld(t)
  const items = ['14:30', '16:30', undefined].map((at, n) => ({
    title: `第${n + 1}项`,
    ...(at ? { startsAt: `2030-03-10T${at}:00+08:00` } : {}),
  }))
  const planned = done(await send(w.office, A.agenda, await notified(w, meeting(w)), { items }))
  const times = { startsAt: '2030-03-10T16:00:00+08:00', endsAt: '2030-03-10T18:00:00+08:00' }
  const moved = done(await send(w.office, A.move, planned, { input: { ...times, reason: '推迟' } }))
  t.same(
    moved.agenda.map((one: Shown) => [one.title, one.startsAt]),
    [
      ['第1项', null],
      ['第2项', '2030-03-10T16:30:00+08:00'],
      ['第3项', null],
    ],
  )
})

t.test('cancelled after replies, it stays to be seen, and nothing more is done with it', async t => {
  const w = await activityWorld(t)
  const asked = await notified(w, meeting(w))
  await send(w.first.client, A.reply, invitationOf(asked, w.first))
  const cancelled = done(await send(w.office, A.cancel, asked, { input: { reason: '主要领导公务' } }))
  t.match(cancelled, { state: 'CANCELLED', calendarSequence: 1 })
  t.match(await seen(w.first.client, asked), { state: 'CANCELLED', reason: '主要领导公务' })
  const own = invitationOf(await seen(w.second.client, asked), w.second)
  await refused(t, w, () => send(w.second.client, A.reply, own), 'INVALID_STATE')
  await refused(t, w, () => send(w.office, A.cancel, cancelled, { input: { reason: '再' } }), 'INVALID_STATE')
  t.same(
    cancelled.availableActions.filter((one: Shown) => one.isAvailable),
    [],
  )
})

t.test('what something came of is neither moved nor cancelled, until that is taken back', async t => {
  const w = await activityWorld(t)
  const times = { startsAt: '2030-03-12T09:00:00+08:00', endsAt: '2030-03-12T11:00:00+08:00' }
  const moves = async (activity: Shown) =>
    send(w.office, A.move, await seen(w.office, activity), { input: { ...times, reason: '改期' } })
  const cancels = async (activity: Shown) =>
    send(w.office, A.cancel, await seen(w.office, activity), { input: { reason: '取消' } })
  const asked = await notified(w, meeting(w))
  const closesAt = '2030-03-10T14:00:00+08:00'
  const called = done(await send(w.office, SPEECHES.call, asked, { input: { closesAt } }))
  const input = { title: '关于养老', form: 'ORAL', text: '各位委员。', member: w.first.id }
  const entered = done(await w.office.run(SPEECHES.enter, { activity: called.id, input }))
  const accept = { input: { decision: 'ACCEPTED_ORAL' } }
  const accepted = done(await send(w.office, SPEECHES.review, entered, accept))
  w.at('2030-03-10T15:00')
  const held = done(await send(w.office, SPEECHES.deliver, accepted, { input: {} }))
  for (const change of [moves, cancels]) await refused(t, w, () => change(asked), 'HAS_OUTCOMES')
  done(await send(w.office, SPEECHES.recall, held, { input: { reason: '并未发言' } }))
  t.equal(outcome(await moves(asked)), 'DONE')
  const whole = await notified(w, meeting(w, { title: '另一次协商会', endsAt: '2030-03-11T17:30:00+08:00' }))
  const part = await notified(w, meeting(w, { title: '分组会', partOf: whole.id }))
  const found = { activity: part.id, kind: 'PROBLEM', title: '照护床位不足' }
  const problem = done(await w.office.run(OUTCOMES.create, { input: found }))
  for (const one of [whole, part]) await refused(t, w, () => cancels(one), 'HAS_OUTCOMES')
  done(await send(w.office, OUTCOMES.withdraw, problem, { input: { reason: '误登记' } }))
  t.equal(outcome(await cancels(whole)), 'DONE')
})

const givenFile = async (w: ActivityWorld, name: string, accountId: string): Promise<string> => {
  const [organizationId, id] = [PLACES.CITY, newId()]
  const row = { organizationId, id, name, contentType: 'application/pdf', size: 1, uploadedBy: accountId }
  await w.system('CITY', ({ db }) => db.insert(files).values({ ...row, sha256: Buffer.alloc(32, id) }))
  return `file_${organizationId}_${id}`
}

t.test('agenda and materials are for whoever sees the activity', async t => {
  const w = await activityWorld(t)
  const planned = await given(w, meeting(w))
  const items = [
    { title: '听取汇报', presenter: '市民政局', startsAt: '2030-03-10T14:40:00+08:00' },
    { title: '协商发言' },
  ]
  const set = done(await send(w.office, A.agenda, planned, { items }))
  t.match(set.agenda, [
    { rank: 1, title: '听取汇报' },
    { rank: 2, title: '协商发言', presenter: '' },
  ])
  const late = [{ title: '会后', startsAt: '2030-03-10T17:30:00+08:00' }]
  await refused(t, w, () => send(w.office, A.agenda, set, { items: late }), 'OUTSIDE_ACTIVITY', [
    'items',
    '0',
    'startsAt',
  ])
  const reset = done(await send(w.office, A.agenda, set, { items: [{ title: '只此一项' }] }))
  t.match(reset.agenda, [{ rank: 1, title: '只此一项' }])
  t.equal(reset.agenda.length, 1)
  const [own, foreign] = [
    await givenFile(w, '方案.pdf', w.office.accountId),
    await givenFile(w, '私人.pdf', w.first.client.accountId),
  ]
  await refused(t, w, () => send(w.office, A.attach, reset, { input: { files: [foreign] } }), 'NOT_FOUND', [
    'input',
    'files',
    '0',
  ])
  const attached = done(await send(w.office, A.attach, reset, { input: { files: [own] } }))
  t.match(attached.materials, [{ name: '方案.pdf' }])
  await refused(t, w, () => send(w.office, A.attach, attached, { input: { files: [own] } }), 'DUPLICATE')
  const reads = async () =>
    (await w.first.client.run('query ($id: ID!) { node(id: $id) { id } }', { id: own })).data.node
  t.equal(await reads(), null)
  const asked = done(await send(w.office, A.notify, attached, { input: { scope: { members: [w.first.id] } } }))
  t.match(await reads(), { id: own }, 'from the notice on')
  const detached = done(await send(w.office, A.detach, asked, { input: { files: [own] } }))
  t.same(detached.materials, [])
  t.equal(await reads(), null)
})
