import t from 'tap'
import { businessDate } from '../../../../src/kernel/clock.ts'
import { addDays } from '../../../../src/kernel/dates.ts'
import { newId } from '../../../../src/kernel/ids.ts'
import {
  type ActivityWorld,
  activityWorld,
  dutiesOfSource,
  type GivenActivity,
} from '../../../support/activity-outcomes.ts'
import { givenPhoto } from '../../../support/duty.ts'
import { outcome, refused } from '../../../support/examination.ts'
import { OUTCOMES as O } from '../../../support/outcomes.ts'
import { givenUnit } from '../../../support/proposals.ts'
import type { Client } from '../../../support/world.ts'

const held = { kind: 'INSPECTION', state: 'HELD', from: -30, to: -20 } as const
const PROBLEM = { kind: 'PROBLEM', title: '消防通道被占用' }

const create = (w: ActivityWorld, activity: GivenActivity, input: object, client = w.office) =>
  client.run(O.create, { input: { activity: activity.id, ...input } })

async function given(w: ActivityWorld, activity: GivenActivity, input: object): Promise<string> {
  const answer = await create(w, activity, input)
  if (outcome(answer) !== 'DONE') throw new Error(answer.text)
  return answer.data.activityOutcomeCreate.activityOutcome.id
}

const close = (w: ActivityWorld, id: string, version: number, input: object = {}, client = w.office) =>
  client.run(O.close, { id, expectedVersion: version, input: { result: 'DONE', proof: '已整改到位', ...input } })

const reasoned = (w: ActivityWorld, verb: 'reopen' | 'withdraw', id: string, version: number, reason = '核查不实') =>
  w.office.run(O[verb], { id, expectedVersion: version, input: { reason } })

t.test('problems and measures are followed up to closure, with proof', async t => {
  const w = await activityWorld(t)
  const activity = await w.activity({ ...held, invited: [w.first] })
  const unit = await givenUnit(w, 'CITY', '消防救援支队')
  const today = businessDate(w.clock())
  const problem = await given(w, activity, PROBLEM)
  const measure = { kind: 'MEASURE', title: '清理通道', problem, owner: { unit: unit.id }, dueOn: addDays(today, 5) }
  const created = await create(w, activity, measure)
  t.match(created.data.activityOutcomeCreate.activityOutcome, {
    ...{ kind: 'MEASURE', state: 'OPEN', problem: { id: problem }, ownerUnit: { id: unit.id }, isOverdue: false },
    ...{ dueOn: addDays(today, 5), version: 1 },
  })
  const first = created.data.activityOutcomeCreate.activityOutcome.id
  const second = await given(w, activity, { ...measure, title: '画线', owner: { member: w.first.id } })
  await refused(t, w, () => close(w, problem, 1), 'MEASURES_OPEN')
  await refused(t, w, () => close(w, problem, 1, { result: 'SOLVED_ON_SITE' }), 'MEASURES_OPEN')
  await refused(t, w, () => close(w, first, 1, { proof: ' ' }), 'PROOF_REQUIRED', ['input', 'proof'])
  await refused(t, w, () => close(w, first, 1, { result: 'SOLVED_ON_SITE' }), 'NOT_A_PROBLEM')
  const proofFile = await givenPhoto(w.office)
  const done = await close(w, first, 1, { proof: '', proofFile })
  t.match(done.data.activityOutcomeClose.activityOutcome, {
    ...{ state: 'DONE', closedOn: today, proofFile: { id: proofFile }, version: 2 },
  })
  t.equal(outcome(await reasoned(w, 'withdraw', second, 1, '与另一项重复')), 'DONE')
  t.match((await close(w, problem, 1)).data.activityOutcomeClose.activityOutcome, {
    state: 'DONE',
    proof: '已整改到位',
  })
  await refused(t, w, () => reasoned(w, 'reopen', first, 2), 'PROBLEM_CLOSED')
  await refused(t, w, () => reasoned(w, 'withdraw', first, 2), 'PROBLEM_CLOSED')
  await refused(t, w, () => create(w, activity, measure), 'PROBLEM_CLOSED', ['input', 'problem'])
  await refused(t, w, () => reasoned(w, 'reopen', problem, 2, ''), 'REQUIRED', ['input', 'reason'])
  const reopened = await reasoned(w, 'reopen', problem, 2)
  t.match(reopened.data.activityOutcomeReopen.activityOutcome, {
    ...{ state: 'OPEN', proof: null, closedOn: null, reason: '核查不实', version: 3 },
    measures: [{ state: 'DONE' }, { state: 'WITHDRAWN' }],
  })
  t.match((await reasoned(w, 'reopen', first, 2)).data.activityOutcomeReopen.activityOutcome, { proofFile: null })
  await refused(t, w, () => reasoned(w, 'withdraw', problem, 3), 'HAS_MEASURES')
  const { rows } = await w.owner.query(
    `select action, count(*)::int as n from change_log where record_type = 'ActivityOutcome' group by 1 order by 1`,
  )
  t.same(rows, [
    { action: 'activityOutcomeClose', n: 2 },
    { action: 'activityOutcomeCreate', n: 3 },
    { action: 'activityOutcomeReopen', n: 2 },
    { action: 'activityOutcomeWithdraw', n: 1 },
  ])
})

t.test('solved on site, and what needs no follow-up', async t => {
  const w = await activityWorld(t)
  const activity = await w.activity(held)
  const problem = await given(w, activity, PROBLEM)
  const solved = await close(w, problem, 1, { result: 'SOLVED_ON_SITE' })
  t.match(solved.data.activityOutcomeClose.activityOutcome, { state: 'SOLVED_ON_SITE' })
  await refused(t, w, () => close(w, problem, 2), 'INVALID_STATE')
  const report = await given(w, activity, { kind: 'REPORT', title: '视察报告', members: [w.second.id, w.first.id] })
  await refused(t, w, () => close(w, report, 1), 'INVALID_STATE')
  await refused(t, w, () => reasoned(w, 'reopen', report, 1), 'NOT_FOLLOWED_UP')
  const changed = await w.office.run(O.update, {
    ...{ id: report, expectedVersion: 1 },
    input: { text: '全文', members: [w.first.id], file: await givenPhoto(w.office) },
  })
  t.match(changed.data.activityOutcomeUpdate.activityOutcome, {
    ...{
      state: 'DONE',
      title: '视察报告',
      text: '全文',
      members: [{ id: w.first.id }],
      version: 2,
      file: { id: /^file_/ },
    },
  })
  await refused(t, w, () => w.office.run(O.update, { id: problem, expectedVersion: 2, input: {} }), 'INVALID_STATE')
  t.equal(outcome(await reasoned(w, 'withdraw', report, 2)), 'DONE')
  await refused(t, w, () => w.office.run(O.update, { id: report, expectedVersion: 3, input: {} }), 'INVALID_STATE')
})

t.test('a service deed is the duty of the members named when it is done, and given back when it is not', async t => {
  const w = await activityWorld(t)
  const activity = await w.activity({ ...held, kind: 'WELFARE_ACTIVITY' })
  const deed = { kind: 'SERVICE_DEED', title: '为社区安装路灯', deedKind: 'PRACTICAL_MATTER', beneficiaries: 300 }
  const id = await given(w, activity, { ...deed, members: [w.first.id, w.second.id] })
  t.same(await dutiesOfSource(w, 'ACTIVITY_OUTCOME'), [])
  const closedOn = businessDate(w.clock())
  await close(w, id, 1)
  const one = { category: 'SERVICE_DEED', title: deed.title, on: closedOn }
  const facts = { kind: 'PRACTICAL_MATTER', beneficiaries: 300 }
  t.same(new Set((await dutiesOfSource(w, 'ACTIVITY_OUTCOME')).map(duty => JSON.stringify(duty))).size, 2, 'one each')
  t.match(await dutiesOfSource(w, 'ACTIVITY_OUTCOME'), [
    { ...one, facts },
    { ...one, facts },
  ])
  await refused(
    t,
    w,
    () => w.office.run(O.update, { id, expectedVersion: 2, input: { members: [] } }),
    'ALREADY_CLOSED',
  )
  await reasoned(w, 'reopen', id, 2)
  t.same(await dutiesOfSource(w, 'ACTIVITY_OUTCOME'), [])
  await w.office.run(O.update, { id, expectedVersion: 3, input: { members: [w.first.id] } })
  await close(w, id, 4)
  t.match(await dutiesOfSource(w, 'ACTIVITY_OUTCOME'), [{ ...one, member: w.first.memberId }])
  await reasoned(w, 'withdraw', id, 5)
  t.same(await dutiesOfSource(w, 'ACTIVITY_OUTCOME'), [])
})

t.test('what is wrong is refused, field by field', async t => {
  const w = await activityWorld(t)
  const activity = await w.activity(held)
  const elsewhere = await w.activity({ ...held, place: 'OTHER_CITY' })
  const [problem, another] = [await given(w, activity, PROBLEM), await given(w, await w.activity(held), PROBLEM)]
  const report = await given(w, activity, { kind: 'REPORT', title: '报告' })
  const today = businessDate(w.clock())
  const measure = { kind: 'MEASURE', title: '整改', owner: { name: '街道办' }, dueOn: today }
  const unit = await givenUnit(w, 'OTHER_CITY', '住建局')
  const wrong: readonly [object, string, string[]][] = [
    [{ ...PROBLEM, title: '' }, 'REQUIRED', ['input', 'title']],
    [{ ...PROBLEM, text: '字'.repeat(10_001) }, 'TOO_LONG', ['input', 'text']],
    [{ kind: 'SERVICE_DEED', title: '实事', deedKind: 'HOUSEHOLD' }, 'KIND_NOT_ALLOWED', ['input', 'kind']],
    [{ ...PROBLEM, activity: elsewhere.id }, 'NOT_FOUND', ['input', 'activity']],
    [{ ...PROBLEM, activity: null }, 'REQUIRED', ['input', 'activity']],
    [{ ...PROBLEM, activity: (await w.activity({ kind: 'INSPECTION' })).id }, 'NOT_STARTED', ['input', 'activity']],
    [
      { ...PROBLEM, activity: (await w.activity({ ...held, state: 'CANCELLED' })).id },
      'INVALID_STATE',
      ['input', 'activity'],
    ],
    [{ ...measure, problem: another }, 'NOT_FOUND', ['input', 'problem']],
    [{ ...measure, problem: report }, 'NOT_A_PROBLEM', ['input', 'problem']],
    [{ ...measure, problem: `outc_140300_${newId()}` }, 'NOT_FOUND', ['input', 'problem']],
    [{ ...measure, problem, owner: null }, 'REQUIRED', ['input', 'owner']],
    [{ ...measure, problem, dueOn: null }, 'REQUIRED', ['input', 'dueOn']],
    [{ ...measure, problem, dueOn: addDays(today, -9) }, 'OUT_OF_RANGE', ['input', 'dueOn']],
    [{ ...PROBLEM, problem }, 'NOT_APPLICABLE', ['input', 'problem']],
    [{ ...PROBLEM, owner: { name: '某', member: w.first.id } }, 'TOO_MANY', ['input', 'owner']],
    [{ ...PROBLEM, owner: { unit: unit.id } }, 'NOT_FOUND', ['input', 'owner', 'unit']],
    [{ ...PROBLEM, owner: { member: 'nobody' } }, 'NOT_FOUND', ['input', 'owner', 'member']],
    [{ ...PROBLEM, members: [w.first.id, w.first.id] }, 'DUPLICATE', ['input', 'members', '1']],
    [{ ...PROBLEM, members: ['nobody'] }, 'NOT_FOUND', ['input', 'members', '0']],
    [{ ...PROBLEM, members: Array.from({ length: 201 }, () => w.first.id) }, 'TOO_MANY', ['input', 'members']],
    [{ ...PROBLEM, deedKind: 'HOUSEHOLD' }, 'NOT_APPLICABLE', ['input', 'deedKind']],
    [{ ...PROBLEM, file: await givenPhoto(w.first.client) }, 'NOT_FOUND', ['input', 'file']],
  ]
  for (const [input, code, field] of wrong) await refused(t, w, () => create(w, activity, input), code, field)
  await refused(t, w, () => close(w, problem, 1, { closedOn: addDays(today, 1) }), 'OUT_OF_RANGE', [
    'input',
    'closedOn',
  ])
  await refused(t, w, () => close(w, problem, 1, { proof: '', proofFile: 'nothing' }), 'NOT_FOUND', [
    'input',
    'proofFile',
  ])
  await refused(t, w, () => close(w, problem, 1, { proof: '字'.repeat(2001) }), 'TOO_LONG', ['input', 'proof'])
  await refused(t, w, () => close(w, problem, 7), 'VERSION_CONFLICT')
  const id = newId()
  await given(w, activity, { ...PROBLEM, id })
  const again = await w.unchanged(() => create(w, activity, { ...PROBLEM, id }))
  t.ok(again.same && outcome(again.result) === 'DONE', 'the same id and content')
  await refused(t, w, () => create(w, activity, { ...PROBLEM, id, title: '别的' }), 'ID_REUSED')
})

t.test('who may, and who sees', async t => {
  const w = await activityWorld(t)
  const activity = await w.activity({ ...held, invited: [w.first] })
  const problem = await given(w, activity, { ...PROBLEM, owner: { member: w.second.id } })
  const strangers: readonly [Client, string][] = [
    [w.first.client, 'FORBIDDEN'],
    [await w.as('LEADER'), 'FORBIDDEN'],
    [await w.as('LIAISON_OFFICE', 'PROVINCE'), 'FORBIDDEN'],
    [await w.as('LIAISON_OFFICE', 'OTHER_CITY'), 'NOT_FOUND'],
  ]
  for (const [client, code] of strangers) {
    await refused(t, w, () => close(w, problem, 1, {}, client), code)
    await refused(t, w, () => create(w, activity, PROBLEM, client), code)
  }
  for (const id of ['nobody', `act_140200_${newId()}`, `outc_140200_${newId()}`])
    await refused(t, w, () => close(w, id, 1), 'NOT_FOUND', ['id'])
  const seen = async (client: Client) =>
    (await client.run('query ($id: ID!) { activityOutcome(id: $id) { title } }', { id: problem })).data.activityOutcome
  t.ok(await seen(await w.as('LEADER')))
  t.ok(await seen(await w.as('LEADER', 'PROVINCE')))
  t.ok(await seen(w.second.client), 'whose matter it is')
  t.equal(await seen(w.first.client), null, 'before the activity is closed')
  t.equal(await seen(await w.as('LEADER', 'OTHER_CITY')), null)
  await w.owner.query(`update activities set state = 'CLOSED' where id = $1`, [activity.activityId])
  t.ok(await seen(w.first.client))
  t.equal(await seen(w.third.client), null, 'was not asked to attend')
  await reasoned(w, 'withdraw', problem, 1)
  t.equal(await seen(w.first.client), null, 'withdrawn')
  t.ok(await seen(w.office))
})

t.test('what is to be followed up stands in lists', async t => {
  const w = await activityWorld(t)
  const activity = await w.activity({ ...held, from: -24 * 40, to: -24 * 39 })
  const today = businessDate(w.clock())
  for (const days of [-3, -1, 0, 14, 15])
    await given(w, activity, { ...PROBLEM, title: `期限${days}`, dueOn: addDays(today, days) })
  await given(w, activity, { ...PROBLEM, title: '无期限', owner: { member: w.first.id } })
  await given(w, activity, { kind: 'REPORT', title: '报告', dueOn: addDays(today, -3) })
  const lists = '{ activityFollowUps { kind count outcomes { nodes { title isOverdue } } } }'
  const { data } = await w.office.run(lists)
  const titles = data.activityFollowUps.map(
    (list: { kind: string; count: number; outcomes: { nodes: { title: string }[] } }) =>
      [list.kind, list.count, list.outcomes.nodes.map(({ title }) => title)] as const,
  )
  t.same(titles, [
    ['OVERDUE', 2, ['期限-3', '期限-1']],
    ['DUE_SOON', 2, ['期限0', '期限14']],
    ['LATER', 1, ['期限15']],
    ['UNDATED', 1, ['无期限']],
  ])
  t.match((await w.first.client.run(lists)).data.activityFollowUps, [{ kind: 'MINE', count: 1 }])
  t.same((await (await w.as('AUDITOR')).run(lists)).data.activityFollowUps, [])
  const all = `query ($filter: ActivityOutcomeFilter) { activityOutcomes(filter: $filter, orderBy: { field: DUE_ON, direction: ASC }) {
    nodes { title } } }`
  const found = async (filter: object) =>
    (await w.office.run(all, { filter })).data.activityOutcomes.nodes.map((one: { title: string }) => one.title)
  t.same(await found({ isOverdue: true }), ['期限-3', '期限-1'])
  t.same(await found({ dueUntil: addDays(today, 0), state: 'OPEN' }), ['期限-3', '期限-1', '期限0'])
  t.same(await found({ kind: 'REPORT', activity: activity.id }), ['报告'])
  t.same(await found({ ownerMember: w.first.id }), ['无期限'])
  const counts = `query ($id: ID!) { activity(id: $id) { outcomeCounts { kind count open overdue } outcomes { totalCount } } }`
  t.match((await w.office.run(counts, { id: activity.id })).data.activity, {
    outcomeCounts: [
      { kind: 'PROBLEM', count: 6, open: 6, overdue: 2 },
      { kind: 'REPORT', count: 1, open: 0, overdue: 0 },
    ],
    outcomes: { totalCount: 7 },
  })
})
