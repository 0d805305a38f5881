import t from 'tap'
import { businessDate } from '../../../../src/kernel/clock.ts'
import { newId } from '../../../../src/kernel/ids.ts'
import { activityWorld, type GivenActivity } from '../../../support/activity-outcomes.ts'
import { outcome, refused } from '../../../support/examination.ts'
import { idOf } from '../../../support/members.ts'
import { OUTCOMES as O } from '../../../support/outcomes.ts'

const CODE = '91350100M000100Y43'

t.test('the register knows each subject once, however often it is visited', async t => {
  const w = await activityWorld(t)
  const visit = { kind: 'VISIT', state: 'HELD', from: -30, to: -29 } as const
  const [first, second] = [await w.activity(visit), await w.activity({ ...visit, visitKind: 'ENTERPRISE' })]
  const add = (activity: GivenActivity, input: object, client = w.office) =>
    client.run(O.addSubject, { activity: activity.id, input: { kind: 'ENTERPRISE', name: '大同重工', ...input } })
  const added = await add(first, { creditCode: CODE })
  const [subject] = added.data.activitySubjectAdd.activity.subjects
  t.match(subject, { kind: 'ENTERPRISE', name: '大同重工', creditCode: CODE, visitCount: 1 })
  t.match((await add(second, {})).data.activitySubjectAdd.activity, {
    version: 2,
    subjects: [{ id: subject.id, visitCount: 2 }],
  })
  await add(first, { kind: 'EXPERT', name: '赵教授', id: newId() })
  const wrong: readonly [object, string, string][] = [
    [{}, 'DUPLICATE', 'name'],
    [{ name: '' }, 'REQUIRED', 'name'],
    [{ name: '另一家', creditCode: CODE }, 'DUPLICATE', 'name'],
    [{ creditCode: '91140200MA0000001B' }, 'NAME_OR_CODE_TAKEN', 'name'],
    [{ name: '另一家', creditCode: '91350100M000100Y44' }, 'INVALID_CREDIT_CODE', 'creditCode'],
    [{ kind: 'EXPERT', name: '钱教授', creditCode: CODE }, 'NOT_APPLICABLE', 'creditCode'],
  ]
  for (const [input, code, field] of wrong) await refused(t, w, () => add(first, input), code, ['input', field])
  await refused(t, w, () => add(second, { kind: 'EXPERT', name: '赵教授' }), 'KIND_NOT_ALLOWED', ['input', 'kind'])
  const meeting = await w.activity()
  await refused(t, w, () => add(meeting, {}), 'KIND_NOT_ALLOWED', ['activity'])
  const cancelled = await w.activity({ ...visit, state: 'CANCELLED' })
  await refused(t, w, () => add(cancelled, {}), 'INVALID_STATE', ['activity'])
  await refused(t, w, () => add(first, {}, w.first.client), 'FORBIDDEN')
  const elsewhere = await w.as('SPECIAL_COMMITTEE_OFFICE', 'OTHER_CITY')
  await refused(t, w, () => add(first, {}, elsewhere), 'NOT_FOUND', ['activity'])
  const list = `query ($filter: VisitSubjectFilter) { visitSubjects(filter: $filter) { totalCount nodes { name visits { totalCount } } } }`
  const found = async (filter: object) => (await w.office.run(list, { filter })).data.visitSubjects
  t.match(await found({ kind: 'ENTERPRISE' }), {
    totalCount: 1,
    nodes: [{ name: '大同重工', visits: { totalCount: 2 } }],
  })
  const day = businessDate(new Date(w.clock().getTime() - 30 * 3_600_000))
  t.equal((await found({ visited: { from: day, to: day } })).totalCount, 2, 'distinct')
  t.equal((await found({ visited: { to: '2020-01-01' } })).totalCount, 0)
  t.equal((await found({ name: '赵教授' })).totalCount, 1)
  t.equal((await w.first.client.run(list)).data.visitSubjects.totalCount, 0)
  const update = (version: number, input: object, client = w.office) =>
    client.run(O.updateSubject, { id: subject.id, expectedVersion: version, input })
  t.match((await update(1, { name: '大同重工集团' })).data.visitSubjectUpdate.visitSubject, {
    ...{ name: '大同重工集团', creditCode: CODE, version: 2 },
  })
  await add(first, { name: '新荣农业' })
  await refused(t, w, () => update(2, { name: '新荣农业' }), 'NAME_OR_CODE_TAKEN', ['input', 'name'])
  await refused(t, w, () => update(1, { name: '别的' }), 'VERSION_CONFLICT')
  await refused(t, w, () => update(2, { name: '别的' }, elsewhere), 'NOT_FOUND', ['id'])
  const remove = (id: string) => w.office.run(O.removeSubject, { activity: second.id, subject: id })
  for (const id of ['nobody', `vsub_140300_${newId()}`, `vsub_140200_${newId()}`])
    await refused(t, w, () => remove(id), 'NOT_FOUND', ['subject'])
  t.match((await remove(subject.id)).data.activitySubjectRemove.activity, { subjects: [] })
  t.equal((await found({ kind: 'ENTERPRISE' })).totalCount, 2, 'stays in the register')
})

t.test('delegations received', async t => {
  const w = await activityWorld(t)
  const activity = await w.activity({ kind: 'DELEGATION_RECEIVED', invited: [w.first] })
  const content = { name: '呼和浩特市政协', level: 'CITY', provinceCode: '150000', leader: '苏和', persons: 12 }
  const create = (input: object, client = w.office, id = activity.id) =>
    client.run(O.createDelegation, { activity: id, input: { ...content, ...input } })
  const { data } = await create({})
  const { id } = data.activityDelegationCreate.activityDelegation
  t.match(data.activityDelegationCreate.activityDelegation, { ...content, provinceName: '内蒙古', version: 1 })
  t.equal(outcome(await create({ name: '全国政协', level: 'NATIONAL', provinceCode: null })), 'DONE', 'several')
  const wrong: readonly [object, string, string][] = [
    [{ provinceCode: '140200' }, 'UNKNOWN_PROVINCE', 'provinceCode'],
    [{ provinceCode: null }, 'REQUIRED', 'provinceCode'],
    [{ level: 'NATIONAL' }, 'NOT_APPLICABLE', 'provinceCode'],
    [{ persons: 0 }, 'OUT_OF_RANGE', 'persons'],
    [{ name: ' ' }, 'REQUIRED', 'name'],
    [{ leader: '字'.repeat(101) }, 'TOO_LONG', 'leader'],
  ]
  for (const [input, code, field] of wrong) await refused(t, w, () => create(input), code, ['input', field])
  await refused(t, w, () => create({}, w.first.client), 'FORBIDDEN')
  const meeting = await w.activity()
  await refused(t, w, () => create({}, w.office, meeting.id), 'KIND_NOT_ALLOWED', ['activity'])
  const update = (expectedVersion: number, input: object, client = w.office) =>
    client.run(O.updateDelegation, { id, expectedVersion, input: { ...content, ...input } })
  t.match((await update(1, { persons: 13 })).data.activityDelegationUpdate.activityDelegation, {
    persons: 13,
    version: 2,
  })
  await refused(t, w, () => update(1, {}), 'VERSION_CONFLICT')
  await refused(t, w, () => update(2, { persons: -1 }), 'OUT_OF_RANGE', ['input', 'persons'])
  const elsewhere = await w.as('SPECIAL_COMMITTEE_OFFICE', 'OTHER_CITY')
  await refused(t, w, () => update(2, {}, elsewhere), 'NOT_FOUND', ['id'])
  const seen = await w.first.client.run('query ($id: ID!) { activity(id: $id) { delegations { name } } }', {
    id: activity.id,
  })
  t.equal(seen.data.activity.delegations.length, 2, 'also for those who are asked to attend')
  const remove = (expectedVersion: number, reason: string, client = w.office) =>
    client.run(O.removeDelegation, { id, expectedVersion, input: { reason } })
  await refused(t, w, () => remove(2, ' '), 'REQUIRED', ['input', 'reason'])
  await refused(t, w, () => remove(1, '登记错误'), 'VERSION_CONFLICT')
  await refused(t, w, () => remove(2, '登记错误', w.first.client), 'FORBIDDEN')
  await refused(t, w, () => remove(2, '登记错误', elsewhere), 'NOT_FOUND', ['id'])
  t.match((await remove(2, '登记错误')).data.activityDelegationRemove.activity, { delegations: [{ name: '全国政协' }] })
  await refused(t, w, () => remove(2, '登记错误'), 'NOT_FOUND', ['id'])
  const { rows } = await w.owner.query(
    `select op, action, version from change_log where record_type = 'ActivityDelegation' order by seq desc limit 1`,
  )
  t.match(rows, [{ op: 'DELETE', action: 'activityDelegationRemove' }])
})

t.test('a research topic with its trips and reports', async t => {
  const w = await activityWorld(t)
  const year = Number(businessDate(w.clock()).slice(0, 4))
  const committee = await idOf(w, 'CITY', 'specialCommittee', '经济委员会')
  const create = (input: object, client = w.office, organization?: string) =>
    client.run(O.createTopic, { organization, input: { title: '文旅融合', year, ...input } })
  const { data } = await create({ specialCommittee: committee, plan: '分三次' })
  const topic = data.researchTopicCreate.researchTopic
  t.match(topic, { title: '文旅融合', year, plan: '分三次', specialCommittee: { name: '经济委员会' }, version: 1 })
  const wrong: readonly [object, string, string][] = [
    [{}, 'NAME_OR_CODE_TAKEN', 'title'],
    [{ title: '' }, 'REQUIRED', 'title'],
    [{ title: '另一题', year: 1999 }, 'OUT_OF_RANGE', 'year'],
    [{ title: '另一题', specialCommittee: 'nobody' }, 'NOT_FOUND', 'specialCommittee'],
  ]
  for (const [input, code, field] of wrong) await refused(t, w, () => create(input), code, ['input', field])
  await refused(t, w, () => create({}, w.first.client), 'FORBIDDEN')
  await refused(t, w, () => create({}, w.office, 'org_140300'), 'FORBIDDEN')
  t.equal(outcome(await create({ year: year - 1 })), 'DONE', 'another year')
  const update = (expectedVersion: number, input: object) =>
    w.office.run(O.updateTopic, { id: topic.id, expectedVersion, input })
  t.match((await update(1, { plan: '' })).data.researchTopicUpdate.researchTopic, { plan: '', year, version: 2 })
  await refused(t, w, () => update(2, { year: year - 1 }), 'NAME_OR_CODE_TAKEN', ['input', 'title'])
  await refused(t, w, () => update(1, {}), 'VERSION_CONFLICT')
  const held = { kind: 'FIELD_RESEARCH', state: 'HELD', from: -30, to: -29 } as const
  const trip = await w.activity({ ...held, invited: [w.first] })
  const set = (expectedVersion: number, researchTopic: string | null, { id } = trip) =>
    w.office.run(O.setTopic, { id, expectedVersion, input: { researchTopic } })
  t.match((await set(1, topic.id)).data.activityResearchTopicSet.activity, {
    researchTopic: { id: topic.id },
    version: 2,
  })
  await refused(t, w, () => set(2, `rtop_140300_${newId()}`), 'NOT_FOUND', ['input', 'researchTopic'])
  const visit = await w.activity({ kind: 'VISIT' })
  await refused(t, w, () => set(1, topic.id, visit), 'KIND_NOT_ALLOWED', ['id'])
  const report = (input: object) => w.office.run(O.create, { input: { kind: 'REPORT', title: '调研报告', ...input } })
  t.equal(outcome(await report({ researchTopic: topic.id })), 'DONE')
  t.equal(outcome(await report({ activity: trip.id, title: '行程报告' })), 'DONE')
  await refused(t, w, () => report({ researchTopic: topic.id, activity: trip.id }), 'REQUIRED', ['input', 'activity'])
  await refused(t, w, () => report({ researchTopic: topic.id, kind: 'PROBLEM' }), 'KIND_NOT_ALLOWED', ['input', 'kind'])
  await refused(t, w, () => report({ researchTopic: 'nothing' }), 'NOT_FOUND', ['input', 'researchTopic'])
  const query = `query ($id: ID!) { researchTopic(id: $id) { trips { nodes { id } } reports { title } }
    researchTopics(filter: { year: ${year} }) { totalCount } }`
  t.match((await w.office.run(query, { id: topic.id })).data, {
    researchTopic: { trips: { nodes: [{ id: trip.id }] }, reports: [{ title: '调研报告' }, { title: '行程报告' }] },
    researchTopics: { totalCount: 1 },
  })
  t.match((await w.first.client.run(query, { id: topic.id })).data, {
    researchTopic: null,
    researchTopics: { totalCount: 0 },
  })
  t.match((await set(2, null)).data.activityResearchTopicSet.activity, { researchTopic: null, version: 3 })
})
