import tap from 'tap'
import {
  CONFIRM,
  CONFIRM_MANY,
  CREATE,
  givenDuty,
  RETURN,
  REVERSE,
  SEVERAL_AT_ONCE,
  someDuty,
  WITHDRAW,
} from '../../support/duty.ts'
import { givenMember, givenMemberClient } from '../../support/members.ts'
import { type Answer, type Client, type World, world } from '../../support/world.ts'

const outcome = (answer: Answer) => {
  if (answer.errors) return answer.errors[0]?.extensions?.code
  const [payload] = Object.values<{ userErrors: { code: string }[] }>(answer.data)
  return payload?.userErrors[0]?.code ?? 'DONE'
}

const reason = { input: { reason: '缺少佐证材料' } }

const refused = async (
  t: Pick<typeof tap, 'equal' | 'ok'>,
  w: World,
  client: Client,
  query: string,
  variables: object,
  code: string,
) => {
  const { result, same } = await w.unchanged(() => client.run(query, variables))
  t.equal(outcome(result), code)
  t.ok(same, 'nothing changed')
}

tap.test('the office confirms, and the member sees by whom', async t => {
  const w = await world(t)
  const { member, client } = await givenMemberClient(w)
  const id = await givenDuty(w, member)
  const office = await w.as('LIAISON_OFFICE')
  const { data } = await office.run(CONFIRM, { id, expectedVersion: 1 })
  t.match(data.dutyRecordConfirm, {
    dutyRecord: { id, state: 'CONFIRMED', version: 2, decidedBy: 'LIAISON_OFFICE' },
    userErrors: [],
  })
  const seen = await client.run(
    'query ($id: ID!) { dutyRecord(id: $id) { state decidedBy availableActions { action } } }',
    { id },
  )
  t.same(seen.data.dutyRecord, { state: 'CONFIRMED', decidedBy: 'LIAISON_OFFICE', availableActions: [] })
  await refused(t, w, office, CONFIRM, { id, expectedVersion: 2 }, 'INVALID_STATE')
  await refused(t, w, office, RETURN, { id, expectedVersion: 2, ...reason }, 'INVALID_STATE')
  const { rows } = await w.owner.query(`select action, op, version from change_log where record_id = $1 order by seq`, [
    id.split('_')[2],
  ])
  t.same(rows, [{ action: 'dutyRecordConfirm', op: 'UPDATE', version: 2 }])
})

tap.test('a returned record tells its reason, and lives on in its replacement', async t => {
  const w = await world(t)
  const { member, client } = await givenMemberClient(w)
  const made = await client.run(CREATE, { input: someDuty({ member: member.id }) })
  const { id } = made.data.dutyRecordCreate.dutyRecord
  const office = await w.as('LIAISON_OFFICE')
  await refused(t, w, office, RETURN, { id, expectedVersion: 1, input: { reason: ' ' } }, 'REQUIRED')
  await refused(t, w, office, RETURN, { id, expectedVersion: 1, input: { reason: '字'.repeat(501) } }, 'TOO_LONG')
  const { data } = await office.run(RETURN, { id, expectedVersion: 1, ...reason })
  t.match(data.dutyRecordReturn.dutyRecord, { state: 'RETURNED', reason: '缺少佐证材料', version: 2 })
  const actions = await client.run(
    'query ($id: ID!) { dutyRecord(id: $id) { availableActions { action isAvailable reason } } }',
    { id },
  )
  t.match(actions.data.dutyRecord.availableActions, [
    { action: 'WITHDRAW', isAvailable: false, reason: '当前状态为“已退回”，仅“待审核”时可以操作' },
    { action: 'REPLACE', isAvailable: true, reason: null },
  ])
  const again = await client.run(CREATE, { input: someDuty({ replaces: id }) })
  t.match(again.data.dutyRecordCreate.dutyRecord, { state: 'PENDING', replaces: { id } })
  const links = await office.run('query ($id: ID!) { dutyRecord(id: $id) { replacedBy { id } } }', { id })
  t.equal(links.data.dutyRecord.replacedBy.id, again.data.dutyRecordCreate.dutyRecord.id)
})

tap.test('a confirmed record is reversed, never edited: both stay, linked', async t => {
  const w = await world(t)
  const { member, client } = await givenMemberClient(w)
  const id = await givenDuty(w, member, { state: 'CONFIRMED' })
  const office = await w.as('LIAISON_OFFICE')
  const { data } = await office.run(REVERSE, { id, expectedVersion: 1, ...reason })
  t.match(data.dutyRecordReverse.dutyRecord, {
    id,
    state: 'REVERSED',
    version: 2,
    reversedBy: { state: 'REVERSAL', reason: '缺少佐证材料', version: 1, recordedBy: 'LIAISON_OFFICE' },
  })
  const reversal = data.dutyRecordReverse.dutyRecord.reversedBy.id
  const file = await client.run(
    `query ($id: ID!) { member(id: $id) { dutyFile { records { nodes { id state reverses { id } } } countsByYear { count } } } }`,
    { id: member.id },
  )
  t.same(file.data.member.dutyFile, {
    records: {
      nodes: [
        { id, state: 'REVERSED', reverses: null },
        { id: reversal, state: 'REVERSAL', reverses: { id } },
      ],
    },
    countsByYear: [],
  })
  await refused(t, w, office, REVERSE, { id, expectedVersion: 2, ...reason }, 'INVALID_STATE')
  await refused(t, w, office, REVERSE, { id: reversal, expectedVersion: 1, ...reason }, 'INVALID_STATE')
  const made = await givenDuty(w, member, { state: 'CONFIRMED', sourceType: 'PROPOSAL', title: '立案的提案' })
  await refused(t, w, office, REVERSE, { id: made, expectedVersion: 1, ...reason }, 'MADE_BY_WORKFLOW')
})

tap.test('a member withdraws what he entered himself, and nothing else', async t => {
  const w = await world(t)
  const { member, client } = await givenMemberClient(w)
  const own = await givenDuty(w, member, { recordedBy: client.accountId })
  const { data } = await client.run(WITHDRAW, { id: own, expectedVersion: 1 })
  t.match(data.dutyRecordWithdraw.dutyRecord, { state: 'WITHDRAWN', version: 2, decidedBy: null })
  const byOffice = await givenDuty(w, member, { title: '办公室录入' })
  await refused(t, w, client, WITHDRAW, { id: byOffice, expectedVersion: 1 }, 'FORBIDDEN')
  const done = await givenDuty(w, member, { recordedBy: client.accountId, state: 'CONFIRMED', title: '已确认' })
  await refused(t, w, client, WITHDRAW, { id: done, expectedVersion: 1 }, 'INVALID_STATE')
  const colleague = await givenMemberClient(w, 'CITY', { name: '李四' })
  await refused(t, w, colleague.client, WITHDRAW, { id: byOffice, expectedVersion: 1 }, 'NOT_FOUND')
})

tap.test('nobody decides on a record of his own seat, also not when signed in as staff', async t => {
  const w = await world(t)
  const member = await givenMember(w)
  const colleague = await givenMember(w, 'CITY', { name: '李四' })
  const id = await givenDuty(w, member)
  const confirmed = await givenDuty(w, member, { state: 'CONFIRMED', title: '已确认' })
  const other = await givenDuty(w, colleague)
  const staff = await w.newClient({ role: 'LIAISON_OFFICE', place: 'CITY', personId: member.personId })
  await refused(t, w, staff, CONFIRM, { id, expectedVersion: 1 }, 'OWN_RECORD')
  await refused(t, w, staff, RETURN, { id, expectedVersion: 1, ...reason }, 'OWN_RECORD')
  await refused(t, w, staff, REVERSE, { id: confirmed, expectedVersion: 1, ...reason }, 'OWN_RECORD')
  const actions = await staff.run(
    'query ($id: ID!) { dutyRecord(id: $id) { availableActions { action isAvailable } } }',
    { id },
  )
  t.same(
    actions.data.dutyRecord.availableActions.filter((a: { isAvailable: boolean }) => a.isAvailable),
    [],
  )
  const many = await staff.run(CONFIRM_MANY, { ids: [id, other] })
  t.match(many.data.dutyRecordsConfirm, {
    dutyRecords: [{ id: other, state: 'CONFIRMED' }],
    failures: [{ index: 0, userErrors: [{ code: 'OWN_RECORD', field: ['ids', '0'] }] }],
  })
})

tap.test('of two who decide at once one wins', async t => {
  const w = await world(t, SEVERAL_AT_ONCE)
  const { member } = await givenMemberClient(w)
  const id = await givenDuty(w, member)
  const staff = await Promise.all([1, 2, 3, 4].map(() => w.newClient({ role: 'LIAISON_OFFICE', place: 'CITY' })))
  const answers = await Promise.all(
    staff.map((one, i) =>
      i % 2 ? one.run(RETURN, { id, expectedVersion: 1, ...reason }) : one.run(CONFIRM, { id, expectedVersion: 1 }),
    ),
  )
  t.same(answers.map(outcome).sort(), ['DONE', 'VERSION_CONFLICT', 'VERSION_CONFLICT', 'VERSION_CONFLICT'])
  const { rows } = await w.owner.query(`select version from duty_records`)
  t.same(rows, [{ version: 2 }])
})

tap.test('bulk confirmations at once, in whatever order, all end, each record confirmed once', async t => {
  const w = await world(t, SEVERAL_AT_ONCE)
  const member = await givenMember(w)
  const ids = await Promise.all([1, 2, 3, 4, 5, 6].map(n => givenDuty(w, member, { title: `调研之${n}` })))
  const staff = await Promise.all([1, 2, 3, 4].map(() => w.newClient({ role: 'LIAISON_OFFICE', place: 'CITY' })))
  const answers = await Promise.all(
    staff.map((one, i) => one.run(CONFIRM_MANY, { ids: i % 2 ? ids.toReversed() : ids })),
  )
  const done = answers.flatMap(({ data }) => data.dutyRecordsConfirm.dutyRecords.map((r: { id: string }) => r.id))
  t.same(done.sort(), [...ids].sort())
  const { rows } = await w.owner.query(`select state, version, count(*)::int as n from duty_records group by 1, 2`)
  t.same(rows, [{ state: 'CONFIRMED', version: 2, n: 6 }])
})

tap.test('what one may not see does not exist; what one sees and may not decide is forbidden', async t => {
  const w = await world(t)
  const { member } = await givenMemberClient(w, 'COUNTY')
  const id = await givenDuty(w, member)
  const target = { id, expectedVersion: 1 }
  await refused(t, w, await w.as('LIAISON_OFFICE', 'COUNTY'), CONFIRM, { id, expectedVersion: 7 }, 'VERSION_CONFLICT')
  await refused(t, w, await w.as('LIAISON_OFFICE', 'SIBLING'), CONFIRM, target, 'NOT_FOUND')
  await refused(t, w, await w.as('LIAISON_OFFICE', 'OTHER_CITY'), CONFIRM, target, 'NOT_FOUND')
  await refused(t, w, await w.as('LIAISON_OFFICE', 'CITY'), CONFIRM, target, 'FORBIDDEN')
  await refused(t, w, await w.as('LEADER', 'COUNTY'), CONFIRM, target, 'FORBIDDEN')
  await refused(t, w, await w.as('AUDITOR', 'COUNTY'), CONFIRM, target, 'FORBIDDEN')
  await refused(t, w, w.nobody, CONFIRM, target, 'UNAUTHENTICATED')
  const sibling = await (await w.as('LIAISON_OFFICE', 'SIBLING')).run(CONFIRM_MANY, { ids: [id] })
  t.match(sibling.data.dutyRecordsConfirm.failures, [{ index: 0, userErrors: [{ code: 'NOT_FOUND' }] }])
  await refused(t, w, await w.as('LIAISON_OFFICE', 'CITY'), CONFIRM_MANY, { ids: [id] }, 'FORBIDDEN')
})

tap.test('a bulk confirmation tells each refused item and bounds their number', async t => {
  const w = await world(t)
  const member = await givenMember(w)
  const office = await w.as('LIAISON_OFFICE')
  const [pending, done] = [await givenDuty(w, member), await givenDuty(w, member, { state: 'CONFIRMED', title: '乙' })]
  const { data } = await office.run(CONFIRM_MANY, { ids: [done, pending, pending, 'nonsense', 'org_140200'] })
  t.same(
    data.dutyRecordsConfirm.dutyRecords.map((r: { id: string }) => r.id),
    [pending],
  )
  t.same(
    data.dutyRecordsConfirm.failures.map((f: { index: number; userErrors: { code: string }[] }) => [
      f.index,
      f.userErrors[0]?.code,
    ]),
    [
      [0, 'INVALID_STATE'],
      [2, 'DUPLICATE'],
      [3, 'NOT_FOUND'],
      [4, 'NOT_FOUND'],
    ],
  )
  await refused(t, w, office, CONFIRM_MANY, { ids: [] }, 'TOO_MANY')
  await refused(t, w, office, CONFIRM_MANY, { ids: Array.from({ length: 201 }, () => pending) }, 'TOO_MANY')
})
