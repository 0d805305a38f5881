import t from 'tap'
import { newId } from '../../../../src/kernel/ids.ts'
import { type ActivityWorld, activityWorld } from '../../../support/activity-outcomes.ts'
import { outcome, refused } from '../../../support/examination.ts'
import { OUTCOMES as O } from '../../../support/outcomes.ts'
import { givenUnit } from '../../../support/proposals.ts'
import type { Client } from '../../../support/world.ts'

const held = { kind: 'INSPECTION', state: 'HELD', from: -30, to: -20 } as const
const WORDS = '请于本周内报送整改情况'

async function given(w: ActivityWorld, input: object, activity?: { readonly id: string }): Promise<string> {
  const { id } = activity ?? (await w.activity(held))
  const problem = { activity: id, kind: 'PROBLEM', title: '消防通道被占用', ...input }
  return (await w.office.run(O.create, { input: problem })).data.activityOutcomeCreate.activityOutcome.id
}

const urge = (w: ActivityWorld, id: string, client: Client = w.office, reason = WORDS, expectedVersion = 1) =>
  client.run(O.urge, { id, expectedVersion, input: { reason } })

const URGES = 'urgeCount lastUrgedAt urges { words urgedBy createdAt }'

const seen = async (client: Client, id: string) =>
  (await client.run(`query ($id: ID!) { activityOutcome(id: $id) { version ${URGES} } }`, { id })).data.activityOutcome

t.test('an owner is urged, which he and the office read, and which leaves the outcome as it is', async t => {
  const w = await activityWorld(t)
  const id = await given(w, { owner: { member: w.first.id } })
  t.same(await seen(w.first.client, id), { version: 1, urgeCount: 0, lastUrgedAt: null, urges: [] })
  const first = (await urge(w, id)).data.activityOutcomeUrge
  t.match(first, { userErrors: [], activityOutcome: { state: 'OPEN', version: 1, urgeCount: 1 } })
  const by = (await w.office.run('{ viewer { account { displayName } } }')).data.viewer.account.displayName
  t.match(first.activityOutcome.urges, [{ words: WORDS, urgedBy: by, createdAt: first.activityOutcome.lastUrgedAt }])
  w.pass(1)
  t.equal(outcome(await urge(w, id, w.office, '再次提醒\n请速办')), 'DONE')
  const told = await seen(w.first.client, id)
  t.match(told, { version: 1, urgeCount: 2, urges: [{ words: '再次提醒\n请速办' }, { words: WORDS }] })
  t.ok(told.lastUrgedAt > first.activityOutcome.lastUrgedAt)
  t.equal(told.lastUrgedAt, told.urges[0].createdAt)
  t.same(await seen(await w.as('LEADER'), id), told, 'who reads the committee’s activities')
  const list = `{ activityFollowUps { kind outcomes { nodes { id urgeCount lastUrgedAt } } } }`
  const mine = { id, urgeCount: 2, lastUrgedAt: told.lastUrgedAt }
  t.same((await w.first.client.run(list)).data.activityFollowUps, [{ kind: 'MINE', outcomes: { nodes: [mine] } }])
  const log = await w.owner.query(
    `select l.version, l.op, p.payload from change_log l join change_payloads p using (organization_id, epoch, seq)
      where l.action = 'activityOutcomeUrge' order by l.seq`,
  )
  t.match(log.rows, [
    { version: 1, op: 'UPDATE', payload: { urged: WORDS } },
    { version: 1, op: 'UPDATE', payload: { urged: '再次提醒\n请速办' } },
  ])
})

t.test('who attended sees the outcome when the activity is closed, and not what its owner was told', async t => {
  const w = await activityWorld(t)
  const activity = await w.activity({ ...held, invited: [w.second] })
  const id = await given(w, { owner: { member: w.first.id } }, activity)
  await urge(w, id)
  t.equal(await seen(w.second.client, id), null)
  await w.owner.query(`update activities set state = 'CLOSED' where id = $1`, [activity.activityId])
  t.same(await seen(w.second.client, id), { version: 1, urgeCount: 0, lastUrgedAt: null, urges: [] })
  const { rows } = await w.owner.query(`select organization_id, id from activity_outcome_urges`)
  const node = 'query ($id: ID!) { node(id: $id) { ... on ActivityOutcomeUrge { words } } }'
  const at = { id: `ourg_${rows[0].organization_id}_${rows[0].id}` }
  t.same((await w.first.client.run(node, at)).data.node, { words: WORDS })
  t.equal((await w.second.client.run(node, at)).data.node, null)
  t.equal((await (await w.as('LEADER', 'OTHER_CITY')).run(node, at)).data.node, null)
  await w.office.run(O.withdraw, { id, expectedVersion: 1, input: { reason: '登记有误' } })
  t.equal((await w.first.client.run(node, at)).data.node, null, 'withdrawn')
  t.match(await seen(w.office, id), { urgeCount: 1 })
})

t.test('whoever gets an outcome begins without urges; the office keeps those of earlier owners', async t => {
  const w = await activityWorld(t)
  const id = await given(w, { owner: { member: w.first.id }, dueOn: '2030-06-01' })
  const list = `{ activityFollowUps { outcomes { nodes { urgeCount lastUrgedAt urges { words } } } } }`
  const listed = async (client: Client) =>
    (await client.run(list)).data.activityFollowUps.flatMap(
      (one: { outcomes: { nodes: object[] } }) => one.outcomes.nodes,
    )
  const give = (owner: object, expectedVersion: number) =>
    w.office.run(O.update, { id, expectedVersion, input: { owner } })
  await urge(w, id)
  t.equal(outcome(await w.office.run(O.update, { id, expectedVersion: 1, input: { title: '消防通道被堵' } })), 'DONE')
  w.pass(1)
  await urge(w, id, w.office, '再次提醒', 2)
  t.match(await seen(w.first.client, id), { urgeCount: 2 }, 'a change of the content is none of its owner')
  w.pass(1)
  t.equal(outcome(await give({ member: w.second.id }, 2)), 'DONE')
  t.same(await seen(w.second.client, id), { version: 3, urgeCount: 0, lastUrgedAt: null, urges: [] })
  t.same(await listed(w.second.client), [{ urgeCount: 0, lastUrgedAt: null, urges: [] }])
  t.match(await seen(w.office, id), {
    urgeCount: 0,
    lastUrgedAt: null,
    urges: [{ words: '再次提醒' }, { words: WORDS }],
  })
  const { rows } = await w.owner.query('select organization_id, id from activity_outcome_urges order by created_at')
  const node = 'query ($id: ID!) { node(id: $id) { ... on ActivityOutcomeUrge { words } } }'
  const ofFirst = { id: `ourg_${rows[0].organization_id}_${rows[0].id}` }
  t.equal((await w.second.client.run(node, ofFirst)).data.node, null)
  t.equal((await w.office.run(node, ofFirst)).data.node.words, WORDS)
  w.pass(1)
  await urge(w, id, w.office, '请接手后速办', 3)
  t.match(await seen(w.second.client, id), { urgeCount: 1, urges: [{ words: '请接手后速办' }] })
  t.match(await seen(w.office, id), { urgeCount: 1, urges: { length: 3 } })
  t.equal(outcome(await give({ member: w.first.id }, 3)), 'DONE')
  t.match(await seen(w.first.client, id), { urgeCount: 0, urges: [] }, 'who had it before begins anew')
  t.equal(outcome(await give({ name: '街道办' }, 4)), 'DONE')
  t.match(await seen(w.office, id), { urgeCount: 0, urges: { length: 3 } })
})

t.test('what cannot be urged, and who may not', async t => {
  const w = await activityWorld(t)
  const unit = await givenUnit(w, 'CITY', '消防救援支队')
  const id = await given(w, { owner: { unit: unit.id } })
  await refused(t, w, () => urge(w, id, w.office, ' '), 'REQUIRED', ['input', 'reason'])
  await refused(t, w, () => urge(w, id, w.office, '字'.repeat(501)), 'TOO_LONG', ['input', 'reason'])
  await refused(t, w, () => urge(w, id, w.office, WORDS, 2), 'VERSION_CONFLICT')
  await refused(t, w, () => urge(w, `outc_140200_${newId()}`), 'NOT_FOUND', ['id'])
  const strangers: readonly [Client, string][] = [
    [w.first.client, 'FORBIDDEN'],
    [await w.as('LEADER'), 'FORBIDDEN'],
    [await w.as('LIAISON_OFFICE', 'PROVINCE'), 'FORBIDDEN'],
    [await w.as('LIAISON_OFFICE', 'OTHER_CITY'), 'NOT_FOUND'],
  ]
  for (const [client, code] of strangers) await refused(t, w, () => urge(w, id, client), code)
  t.equal(outcome(await urge(w, id)), 'DONE', 'a unit, which the office tells')
  await w.office.run(O.close, { id, expectedVersion: 1, input: { result: 'DONE', proof: '已整改到位' } })
  await refused(t, w, () => urge(w, id, w.office, WORDS, 2), 'INVALID_STATE')
  const ownerless = await given(w, {})
  await refused(t, w, () => urge(w, ownerless), 'NO_OWNER')
  const can = 'query ($id: ID!) { activityOutcome(id: $id) { availableActions { action isAvailable reason } } }'
  const actions = async (outc: string) =>
    (await w.office.run(can, { id: outc })).data.activityOutcome.availableActions.filter(
      ({ action }: { action: string }) => action === 'URGE',
    )
  t.match(await actions(ownerless), [{ isAvailable: false, reason: /责任人/ }])
  t.match(await actions(id), [{ isAvailable: false }])
  t.match(await actions(await given(w, { owner: { name: '街道办' } })), [{ isAvailable: true, reason: null }])
})
