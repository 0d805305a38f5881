import t from 'tap'
import { newId } from '../../../src/kernel/ids.ts'
import {
  type ActivityWorld,
  activityWorld,
  done,
  given,
  meeting,
  notified,
  type Shown,
  send,
} from '../../support/activity-core.ts'
import { document } from '../../support/activity-outcomes.ts'
import { givenPhoto } from '../../support/duty.ts'
import { outcome, refused } from '../../support/examination.ts'
import { lastingClient } from '../../support/proposals.ts'
import type { Client } from '../../support/world.ts'

const TARGET = { id: 'ID!', expectedVersion: 'Int!' }
const SHOWN = `activity { id state title place topic startsAt visitKind reason version recordedBy { id } halfDays { label }
  subjects { id name creditCode visitCount } materials { id name } availableActions { action isAvailable }
  invitations { nodes { state member { id } } } }`

const OWN = {
  record: document('activityRecord', { input: 'ActivityRecordInput!' }, SHOWN),
  revise: document('activityRevise', { ...TARGET, input: 'ActivityReviseInput!' }, SHOWN),
  withdraw: document('activityWithdraw', TARGET, SHOWN),
  confirm: document('activityConfirm', TARGET, SHOWN),
  return: document('activityReturn', { ...TARGET, input: 'ActivityReturnInput!' }, SHOWN),
}

const subject = { kind: 'ENTERPRISE', name: '大同重工', creditCode: '91350100M000100Y43' }
/** A code that is well-formed, and of nobody here. */
const OTHER = '91140200MA0000001B'

const VISIT = {
  ...{ title: '走访大同重工', visitKind: 'ENTERPRISE', place: '平城区', topic: '企业用工' },
  ...{ startsAt: '2030-03-01T09:00:00+08:00', endsAt: '2030-03-01T11:00:00+08:00', subjects: [subject] },
}

const visit = (w: ActivityWorld, more: object = {}) => ({ kind: w.kinds.VISIT, ...VISIT, ...more })

const recorded = async (w: ActivityWorld, more: object = {}): Promise<Shown> =>
  done(await w.first.client.run(OWN.record, { input: visit(w, more) }))

const sees = async (client: Client, { id }: { readonly id: string }): Promise<boolean> =>
  (await client.run('query ($id: ID!) { activity(id: $id) { id } }', { id })).data.activity !== null

const available = ({ availableActions }: Shown): string[] =>
  availableActions.filter((one: Shown) => one.isAvailable).map((one: Shown) => one.action)

const duties = async (w: ActivityWorld, state = 'CONFIRMED') =>
  (
    await w.owner.query(
      `select category, member_id as member, title, occurred_on::text as "on", facts,
        (select count(*)::int from duty_evidence e where e.record_id = d.id) as evidence
      from duty_records d where source_type = 'ACTIVITY' and state = $1 order by id`,
      [state],
    )
  ).rows

t.test('a member records a visit of his own; the office confirms it, and it is his duty', async t => {
  const w = await activityWorld(t)
  const id = newId()
  const made = await recorded(w, { id })
  t.match(made, {
    ...{ id: `act_140200_${id}`, state: 'SUBMITTED', place: '平城区', topic: '企业用工', version: 1 },
    ...{ recordedBy: { id: w.first.id }, halfDays: [{ label: '全程' }] },
    subjects: [{ name: '大同重工', creditCode: subject.creditCode, visitCount: 0 }],
    invitations: { nodes: [{ state: 'ATTENDING', member: { id: w.first.id } }] },
  })
  t.same(available(made), ['REVISE', 'WITHDRAW'])
  const again = await w.unchanged(() => w.first.client.run(OWN.record, { input: visit(w, { id }) }))
  t.ok(again.same, 'a repeated request makes it once')
  t.same(await sees(w.second.client, made), false, 'no other member sees it')
  const inOffice = await w.liaison.run(
    `{ activities(filter: { state: SUBMITTED }) { nodes { id recordedBy { id } availableActions { action isAvailable } } } }`,
  )
  t.same(available(inOffice.data.activities.nodes[0]), ['CONFIRM', 'RETURN'])
  t.same(await duties(w), [], 'nothing counts before the office has looked at it')
  await refused(t, w, () => send(w.second.client, OWN.confirm, made), 'FORBIDDEN')
  await refused(t, w, () => send(w.office, OWN.confirm, made), 'FORBIDDEN')
  await refused(t, w, () => send(w.liaison, OWN.confirm, { ...made, version: 2 }), 'VERSION_CONFLICT')
  const both = await Promise.all([send(w.liaison, OWN.confirm, made), send(w.liaison, OWN.confirm, made)])
  t.same(both.map(outcome).sort(), ['DONE', 'VERSION_CONFLICT'], 'confirmed once')
  t.match(await duties(w), [
    {
      ...{ category: 'VISIT', member: w.first.memberId, title: '走访大同重工', on: '2030-03-01' },
      facts: { kind: 'ENTERPRISE', subject: '企业用工', hours: '2' },
    },
  ])
  const closed = (
    await w.first.client.run(`query ($id: ID!) { ${SHOWN.replace('activity', 'activity(id: $id)')} }`, made)
  ).data.activity
  t.match(closed, { state: 'CLOSED', subjects: [{ visitCount: 1 }] })
  t.same(available(closed), [])
  await refused(t, w, () => send(w.first.client, OWN.withdraw, closed), 'INVALID_STATE')
  const { rows } = await w.owner.query(`select op, action from change_log where record_type = 'Activity' order by seq`)
  t.same(rows, [
    { op: 'CREATE', action: 'activityRecord' },
    { op: 'UPDATE', action: 'activityConfirm' },
  ])
})

t.test('what is returned is corrected, or withdrawn', async t => {
  const w = await activityWorld(t)
  const made = await recorded(w)
  const back = (input: object, client = w.liaison) => send(client, OWN.return, made, { input })
  await refused(t, w, () => back({ reason: ' ' }), 'REQUIRED', ['input', 'reason'])
  await refused(t, w, () => back({ reason: '不清楚' }, w.office), 'FORBIDDEN')
  const returned = done(await back({ reason: '请写明走访了哪个车间' }))
  t.match(returned, { state: 'RETURNED', reason: '请写明走访了哪个车间', version: 2 })
  await refused(t, w, () => send(w.liaison, OWN.confirm, returned), 'INVALID_STATE')
  const better = {
    ...VISIT,
    title: '走访大同重工铸造车间',
    subjects: [subject, { kind: 'ENTERPRISE', name: '新荣农业' }],
  }
  const revise = (client: Client, input: object, target = returned) => send(client, OWN.revise, target, { input })
  await refused(t, w, () => revise(w.second.client, better), 'NOT_FOUND', ['id'])
  await refused(t, w, () => revise(w.first.client, { ...better, subjects: [] }), 'REQUIRED', ['input', 'subjects'])
  await refused(t, w, () => revise(w.first.client, better, made), 'VERSION_CONFLICT')
  const revised = done(await revise(w.first.client, better))
  t.match(revised, { state: 'SUBMITTED', title: '走访大同重工铸造车间', reason: null, version: 3 })
  t.same(
    revised.subjects.map((one: Shown) => one.name),
    ['大同重工', '新荣农业'],
  )
  await refused(t, w, () => send(w.second.client, OWN.withdraw, revised), 'NOT_FOUND', ['id'])
  t.match(done(await send(w.first.client, OWN.withdraw, revised)), { state: 'CANCELLED' })
  t.same(await duties(w), [])
  t.match(await recorded(w, { title: better.title }), { state: 'SUBMITTED' }, 'what was withdrawn is no duplicate')
})

t.test('what is wrong with a record is said at its field', async t => {
  const w = await activityWorld(t)
  await recorded(w)
  const cases: readonly [object, string, string][] = [
    [{}, 'DUPLICATE', 'title'],
    [{ title: ' ' }, 'REQUIRED', 'title'],
    [{ kind: w.kinds.FIELD_RESEARCH }, 'NOT_FOR_YOU_TO_ENTER', 'kind'],
    [{ kind: 'nothing' }, 'NOT_FOUND', 'kind'],
    [{ endsAt: '2030-03-02T09:01:00+08:00' }, 'NOT_ENDED', 'endsAt'],
    [{ endsAt: '2030-03-01T08:00:00+08:00' }, 'ENDS_BEFORE_START', 'endsAt'],
    [{ startsAt: '2001-03-01T09:00:00+08:00', endsAt: '2001-03-01T10:00:00+08:00' }, 'OUTSIDE_SEAT', 'startsAt'],
    [{ visitKind: null }, 'REQUIRED', 'visitKind'],
    [{ studyBody: 'OFFICE' }, 'NOT_APPLICABLE', 'studyBody'],
    [{ place: '字'.repeat(201) }, 'TOO_LONG', 'place'],
    [{ title: '另一次', subjects: [] }, 'REQUIRED', 'subjects'],
    [{ title: '另一次', subjects: [{ ...subject, kind: 'EXPERT' }] }, 'NOT_APPLICABLE', 'subjects.0.kind'],
    [{ title: '另一次', subjects: [subject, { ...subject, name: '' }] }, 'REQUIRED', 'subjects.1.name'],
    [{ title: '另一次', subjects: [subject, subject] }, 'DUPLICATE', 'subjects.1.name'],
    [{ title: '另一次', subjects: [{ ...subject, creditCode: '1' }] }, 'INVALID_CREDIT_CODE', 'subjects.0.creditCode'],
    [{ title: '另一次', subjects: [{ ...subject, creditCode: OTHER }] }, 'NAME_OR_CODE_TAKEN', 'subjects.0.name'],
    [{ title: '第三次', evidence: ['file_140200_nothing'] }, 'NOT_FOUND', 'evidence.0'],
    [{ kind: w.kinds.WELFARE_ACTIVITY, visitKind: null, subjects: null }, 'EVIDENCE_REQUIRED', 'evidence'],
    [{ kind: w.kinds.WELFARE_ACTIVITY, visitKind: null }, 'NOT_APPLICABLE', 'subjects'],
  ]
  for (const [change, code, field] of cases)
    await refused(t, w, () => w.first.client.run(OWN.record, { input: visit(w, change) }), code, [
      'input',
      ...field.split('.'),
    ])
  await refused(t, w, () => w.office.run(OWN.record, { input: visit(w) }), 'FORBIDDEN')
  const anothers = visit(w, { title: '另一次', member: w.second.id })
  await refused(t, w, () => w.first.client.run(OWN.record, { input: anothers }), 'FORBIDDEN')
  const twins = await Promise.all(
    [1, 2].map(() => w.first.client.run(OWN.record, { input: visit(w, { title: '同时记录' }) })),
  )
  t.same(twins.map(outcome).sort(), ['DONE', 'DUPLICATE'], 'the same sent twice at once stands once')
})

t.test('evidence goes into the duty file, and a correction takes the duty back', async t => {
  const w = await activityWorld(t)
  const photo = await givenPhoto(w.first.client)
  const welfare = { ...VISIT, title: '助学', visitKind: null, subjects: null, evidence: [photo] }
  const input = { kind: w.kinds.WELFARE_ACTIVITY, ...welfare }
  const made = done(await w.first.client.run(OWN.record, { input }))
  t.match(made, { state: 'SUBMITTED', subjects: [], materials: [{ id: photo }] })
  done(await send(w.liaison, OWN.confirm, made))
  t.match(await duties(w), [{ category: 'WELFARE_ACTIVITY', member: w.first.memberId, evidence: 1 }])
  const reopen = document('activityReopen', { ...TARGET, input: 'ActivityReopenInput!' }, 'activity { state }')
  t.match(done(await send(w.office, reopen, { ...made, version: 2 }, { input: { reason: '重复' } })), { state: 'HELD' })
  t.same(await duties(w), [])
  t.equal((await duties(w, 'REVERSED')).length, 1)
})

t.test('nobody confirms his own record, and nothing hangs on one that is not confirmed', async t => {
  const w = await activityWorld(t)
  const clerk = await lastingClient(w, { role: 'LIAISON_OFFICE', place: 'CITY', personId: w.first.personId })
  const made = await recorded(w)
  await refused(t, w, () => send(clerk, OWN.confirm, made), 'OWN_RECORD')
  await refused(t, w, () => send(clerk, OWN.return, made, { input: { reason: '退回' } }), 'OWN_RECORD')
  const add = document('activitySubjectAdd', { activity: 'ID!', input: 'ActivitySubjectAddInput!' }, 'activity { id }')
  await refused(
    t,
    w,
    () => w.liaison.run(add, { activity: made.id, input: { kind: 'ENTERPRISE', name: '别家' } }),
    'INVALID_STATE',
    ['activity'],
  )
  const outcomeOf = document(
    'activityOutcomeCreate',
    { input: 'ActivityOutcomeCreateInput!' },
    'activityOutcome { id }',
  )
  const problem = { activity: made.id, kind: 'PROBLEM', title: '用工难' }
  await refused(t, w, () => w.liaison.run(outcomeOf, { input: problem }), 'INVALID_STATE', ['input', 'activity'])
  await refused(t, w, () => w.office.run(outcomeOf, { input: problem }), 'NOT_FOUND', ['input', 'activity'])
  const planned = await given(w, meeting(w))
  await refused(t, w, () => send(w.liaison, OWN.confirm, planned), 'INVALID_STATE')
  const asked = await notified(w, meeting(w, { title: '又一次' }))
  await refused(t, w, () => send(w.first.client, OWN.withdraw, asked), 'FORBIDDEN')
  await send(w.liaison, OWN.confirm, made)
  t.equal(outcome(await w.office.run(outcomeOf, { input: problem })), 'DONE', 'confirmed, it is like any other')
})

t.test('what is not confirmed is the member’s and theirs who confirm; then the committee’s readers see it', async t => {
  const w = await activityWorld(t)
  const made = await recorded(w)
  const above = await w.as('LEADER', 'PROVINCE')
  const readers = [w.leader, w.office, above]
  const seen = async (activity: Shown) => Promise.all(readers.map(reader => sees(reader, activity)))
  const search = async (client: Client) =>
    (await client.run('{ activities(filter: { text: "大同重工" }) { totalCount } }')).data.activities.totalCount
  const asked = async (client: Client) => {
    const of = `query ($id: ID!) { member(id: $id) { activityInvitations { totalCount nodes { activity { id } } } } }`
    return (await client.run(of, { id: w.first.id })).data.member.activityInvitations
  }
  const one = { totalCount: 1, nodes: [{ activity: { id: made.id } }] }
  const sheet = (client: Client) => client.request('GET', `/exports/v1/activity-print?activity=${made.id}`)
  t.same(await seen(made), [false, false, false])
  t.same([await search(w.leader), await search(w.liaison), await search(w.first.client)], [0, 1, 1])
  for (const reader of readers) t.same(await asked(reader), { totalCount: 0, nodes: [] }, 'nor that he was there')
  for (const client of [w.liaison, w.first.client]) t.same(await asked(client), one)
  t.equal((await sheet(w.leader)).statusCode, 404)
  t.equal((await sheet(w.liaison)).statusCode, 200)
  t.ok(await sees(w.liaison, made))
  const returned = done(await send(w.liaison, OWN.return, made, { input: { reason: '请补充' } }))
  t.same(await seen(returned), [false, false, false], 'returned')
  const revised = done(await send(w.first.client, OWN.revise, returned, { input: VISIT }))
  done(await send(w.liaison, OWN.confirm, revised))
  t.same(await seen(made), [true, true, true], 'confirmed')
  t.equal(await search(w.leader), 1)
  t.same(await asked(w.leader), one)
  const another = await recorded(w, { title: '又一次走访' })
  const taken = done(await send(w.first.client, OWN.withdraw, another))
  t.same(await seen(taken), [false, false, false], 'taken back before it was confirmed')
  t.ok(await sees(w.first.client, taken))
})

t.test('what is not confirmed clashes with nothing for whoever may not see it', async t => {
  const w = await activityWorld(t)
  const made = await recorded(w)
  const above = await w.as('LEADER', 'PROVINCE')
  const readers = [w.leader, w.office, above]
  const { place, startsAt, endsAt } = VISIT
  const { id } = await notified(w, meeting(w, { place, startsAt, endsAt }))
  const clashes = async (client: Client): Promise<string[]> =>
    (await client.run('query ($id: ID!) { activity(id: $id) { clashes { kind } } }', { id })).data.activity.clashes.map(
      (one: Shown) => one.kind,
    )
  const both = ['MEMBERS_INVITED', 'PLACE_TAKEN']
  for (const reader of readers) t.same(await clashes(reader), [], 'nor who, when and where')
  t.same(await clashes(w.liaison), both)
  const returned = done(await send(w.liaison, OWN.return, made, { input: { reason: '请补充' } }))
  for (const reader of readers) t.same(await clashes(reader), [], 'returned')
  const revised = done(await send(w.first.client, OWN.revise, returned, { input: VISIT }))
  done(await send(w.liaison, OWN.confirm, revised))
  for (const reader of readers) t.same(await clashes(reader), both, 'confirmed')
})
