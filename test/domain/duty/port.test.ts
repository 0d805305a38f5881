import t from 'tap'
import { type ProvenDuty, recordDuties, recordDuty, reverseDutyOfSource } from '../../../src/domain/duty/port.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { systemViewer } from '../../../src/kernel/viewer.ts'
import { command, execute, type Work } from '../../../src/platform/commands/command.ts'
import { REVERSE } from '../../support/duty.ts'
import { type GivenMember, givenMemberClient } from '../../support/members.ts'
import { type World, world } from '../../support/world.ts'

/** Runs as a workflow of a later module would: a command of its own, in one transaction. */
const asWorkflow = <T>(w: World, work: (work: Work) => Promise<T>) =>
  execute(
    {
      ...w.services,
      viewer: systemViewer('140200'),
      language: 'zh',
      requestId: 'test',
      address: '',
      userAgent: '',
    },
    command('proposalFile', (one: Work) => work(one)),
    undefined,
  )

const filed = (member: GivenMember, more: Partial<ProvenDuty> = {}): ProvenDuty => ({
  organizationId: member.organizationId,
  memberId: member.memberId,
  category: 'PROPOSAL_FILED',
  title: '关于加快黄花产业发展的提案',
  occurredOn: '2024-03-05',
  facts: { role: 'FIRST', proposers: 3 },
  sourceType: 'PROPOSAL',
  sourceId: newId(),
  ...more,
})

t.test('a workflow books what it proves, once, in its own transaction', async t => {
  const w = await world(t)
  const { member, client } = await givenMemberClient(w)
  const duty = filed(member)
  const first = await asWorkflow(w, work => recordDuty(work, duty))
  const again = await w.unchanged(() => asWorkflow(w, work => recordDuty(work, duty)))
  t.same(again.result.result, first.result)
  t.ok(again.same)
  const id = `duty_140200_${first.result?.id}`
  const { data } = await client.run(
    'query ($id: ID!) { dutyRecord(id: $id) { state sourceType facts recordedBy availableActions { action } } }',
    { id },
  )
  t.same(data.dutyRecord, {
    state: 'CONFIRMED',
    sourceType: 'PROPOSAL',
    facts: { role: 'FIRST', proposers: 3 },
    recordedBy: null,
    availableActions: [],
  })
  const office = await w.as('LIAISON_OFFICE')
  const byHand = await w.unchanged(() => office.run(REVERSE, { id, expectedVersion: 1, input: { reason: '有误' } }))
  t.match(byHand.result.data.dutyRecordReverse.userErrors, [{ code: 'MADE_BY_WORKFLOW' }])
  t.ok(byHand.same)
})

t.test('several duties of several sources are booked at once, each once, and taken back by category', async t => {
  const w = await world(t)
  const { member } = await givenMemberClient(w)
  const { member: colleague } = await givenMemberClient(w, 'CITY', { name: '李四' })
  const duty = filed(member)
  const all = [duty, filed(colleague, { sourceId: duty.sourceId }), filed(colleague)]
  await asWorkflow(w, work => recordDuties(work, [duty]))
  t.equal((await asWorkflow(w, work => recordDuties(work, all))).result?.length, 3)
  t.same((await asWorkflow(w, work => recordDuties(work, []))).result, [])
  await asWorkflow(w, work => recordDuty(work, { ...duty, category: 'PROPOSAL_KEY' }))
  await asWorkflow(w, work => reverseDutyOfSource(work, duty, '取消重点', 'PROPOSAL_KEY'))
  const { rows } = await w.owner.query(
    `select category, state, count(*)::int as n from duty_records group by 1, 2 order by 1, 2`,
  )
  t.same(rows, [
    { category: 'PROPOSAL_FILED', state: 'CONFIRMED', n: 3 },
    { category: 'PROPOSAL_KEY', state: 'REVERSAL', n: 1 },
    { category: 'PROPOSAL_KEY', state: 'REVERSED', n: 1 },
  ])
})

t.test('what its source no longer proves is reversed, and may be proven anew', async t => {
  const w = await world(t)
  const { member } = await givenMemberClient(w)
  const duty = filed(member)
  await asWorkflow(w, work => recordDuty(work, duty))
  await asWorkflow(w, work => recordDuty(work, { ...duty, category: 'PROPOSAL_SUBMITTED' }))
  const { result } = await asWorkflow(w, work => reverseDutyOfSource(work, duty, '提案已撤案'))
  t.equal(result?.length, 2)
  t.same((await asWorkflow(w, work => reverseDutyOfSource(work, duty, '再次'))).result, [])
  await asWorkflow(w, work => recordDuty(work, duty))
  const { rows } = await w.owner.query(
    `select category, state, reason, source_id from duty_records order by category, state`,
  )
  t.same(
    rows.map(r => [r.category, r.state, r.reason]),
    [
      ['PROPOSAL_FILED', 'CONFIRMED', null],
      ['PROPOSAL_FILED', 'REVERSAL', '提案已撤案'],
      ['PROPOSAL_FILED', 'REVERSED', null],
      ['PROPOSAL_SUBMITTED', 'REVERSAL', '提案已撤案'],
      ['PROPOSAL_SUBMITTED', 'REVERSED', null],
    ],
  )
  t.ok(rows.every(r => r.source_id === duty.sourceId))
})

t.test('a workflow that brings the wrong thing fails whole', async t => {
  const w = await world(t)
  const { member } = await givenMemberClient(w)
  for (const [wrong, message] of [
    [{ category: 'AWARD' }, /no workflow may record/],
    [{ category: 'NONSENSE' }, /no workflow may record/],
    [{ facts: { role: 'BOSS' } }, /facts\.role NOT_ALLOWED/],
  ] as const) {
    const { same } = await w.unchanged(() =>
      t.rejects(
        asWorkflow(w, async work => {
          await recordDuty(work, filed(member))
          return recordDuty(work, filed(member, wrong))
        }),
        { message },
      ),
    )
    t.ok(same)
  }
})

t.test('the records of a source are found by the index of the source', async t => {
  const w = await world(t)
  const { member } = await givenMemberClient(w)
  const duty = filed(member)
  await asWorkflow(w, work => recordDuty(work, duty))
  // Among so many that the way to them matters.
  const kept =
    'organization_id, member_id, category, title, occurred_on, facts, state, source_type, recorded_by, decided_by'
  await w.owner.query(`insert into duty_records (id, source_id, ${kept}, decided_at, score_year)
    select gen_random_uuid(), gen_random_uuid(), ${kept}, decided_at, score_year from duty_records, generate_series(1, 10000)`)
  await w.owner.query('analyze duty_records')
  const asked = await asWorkflow(w, async work => {
    await reverseDutyOfSource(work, duty, '撤回')
    // The pool asks for generic plans: the values do not matter.
    const { rows } = await work.tx.client.query<{ execute: string }>(
      `select format('execute %I(%s)', name, array_to_string(array_fill('null'::text, array[cardinality(parameter_types)]), ', ')) as execute
       from pg_prepared_statements where statement like '%"source_id" in %'`,
    )
    const plans = rows.map(({ execute }) => work.tx.client.query(`explain ${execute}`))
    return (await Promise.all(plans)).map(({ rows }) => rows.map(row => row['QUERY PLAN']).join('\n'))
  })
  t.equal(asked.result?.length, 1)
  t.match(asked.result?.[0], /duty_records_source/)
})
