import t from 'tap'
import { businessDate } from '../../../../src/kernel/clock.ts'
import { addDays } from '../../../../src/kernel/dates.ts'
import { type ActivityWorld, activityWorld } from '../../../support/activity-outcomes.ts'
import { outcome, refused } from '../../../support/examination.ts'
import { OUTCOMES as O } from '../../../support/outcomes.ts'
import { lastingClient } from '../../../support/proposals.ts'
import type { Client } from '../../../support/world.ts'

const SET = `mutation ($input: PolicySetInput!) {
  policySet(input: $input) { policy { value effectiveFrom } userErrors { field code } } }`

const set = (client: Client, amberDays: unknown, effectiveFrom: string) =>
  client.run(SET, { input: { key: 'OUTCOME_REMINDERS', value: { amberDays }, effectiveFrom } })

async function given(w: ActivityWorld, days: readonly (number | null)[], more: object = {}): Promise<string[]> {
  const today = businessDate(w.clock())
  const activity = await w.activity({ kind: 'INSPECTION', state: 'HELD', from: -24 * 40, to: -24 * 39 })
  const ids: string[] = []
  for (const day of days) {
    const dueOn = day === null ? null : addDays(today, day)
    const input = { activity: activity.id, kind: 'PROBLEM', title: `期限${day}`, dueOn, ...more }
    ids.push((await w.office.run(O.create, { input })).data.activityOutcomeCreate.activityOutcome.id)
  }
  return ids
}

const light = async (client: Client, id: string | undefined) =>
  (await client.run('query ($id: ID!) { activityOutcome(id: $id) { dueState isOverdue } }', { id })).data
    .activityOutcome
const lights = async (client: Client, ids: readonly string[]) =>
  Promise.all(ids.map(async id => (await light(client, id)).dueState))

const listed = async (client: Client) => {
  const { data } = await client.run('{ activityFollowUps { kind outcomes { nodes { title dueState } } } }')
  const lists: { kind: string; outcomes: { nodes: { title: string; dueState: string }[] } }[] = data.activityFollowUps
  return lists.flatMap(({ kind, outcomes }) => outcomes.nodes.map(one => `${kind} ${one.title} ${one.dueState}`))
}

t.test('an open outcome is green, amber from the days of the default, and red the day after', async t => {
  const w = await activityWorld(t)
  const ids = await given(w, [-1, 0, 14, 15, null], { owner: { member: w.first.id } })
  t.same(await lights(w.office, ids), ['RED', 'AMBER', 'AMBER', 'GREEN', null])
  t.same(await lights(w.first.client, ids), ['RED', 'AMBER', 'AMBER', 'GREEN', null], 'and to its owner')
  w.pass(24)
  t.same(await lights(w.office, ids), ['RED', 'RED', 'AMBER', 'AMBER', null], 'a day later, by itself')
})

t.test('a committee says from how many days before; it holds from its day on, here and not elsewhere', async t => {
  const w = await activityWorld(t)
  const ids = await given(w, [0, 3, 4])
  const administrator = await lastingClient(w, { role: 'ORGANIZATION_ADMINISTRATOR', place: 'CITY' })
  const county = await lastingClient(w, { role: 'ORGANIZATION_ADMINISTRATOR', place: 'COUNTY' })
  const today = businessDate(w.clock())
  t.equal(outcome(await set(county, 0, today)), 'DONE')
  t.same(await lights(w.office, ids), ['AMBER', 'AMBER', 'AMBER'], 'another committee’s is no matter of this one')
  t.equal(outcome(await set(administrator, 3, today)), 'DONE')
  t.equal(outcome(await set(administrator, 0, addDays(today, 1))), 'DONE')
  t.same(await lights(w.office, ids), ['AMBER', 'AMBER', 'GREEN'])
  t.same(await listed(w.office), ['DUE_SOON 期限0 AMBER', 'DUE_SOON 期限3 AMBER', 'LATER 期限4 GREEN'])
  w.pass(24)
  t.same(await listed(w.office), ['OVERDUE 期限0 RED', 'LATER 期限3 GREEN', 'LATER 期限4 GREEN'])
})

t.test('done it was met, in time or late; reopened it waits again; withdrawn it has no light', async t => {
  const w = await activityWorld(t)
  const [late, met] = await given(w, [-1, 0])
  for (const id of [late, met]) {
    const closed = { id, expectedVersion: 1, input: { result: 'DONE', proof: '已整改到位' } }
    t.equal(outcome(await w.office.run(O.close, closed)), 'DONE')
  }
  t.same(await light(w.office, late), { dueState: 'MET_LATE', isOverdue: false })
  t.same(await light(w.office, met), { dueState: 'MET', isOverdue: false })
  const input = { reason: '核查不实' }
  t.equal(outcome(await w.office.run(O.reopen, { id: late, expectedVersion: 2, input })), 'DONE')
  t.same(await light(w.office, late), { dueState: 'RED', isOverdue: true })
  t.equal(outcome(await w.office.run(O.withdraw, { id: late, expectedVersion: 3, input })), 'DONE')
  t.same(await light(w.office, late), { dueState: null, isOverdue: false })
  const [report] = await given(w, [-3], { kind: 'REPORT' })
  t.equal((await light(w.office, report)).dueState, null, 'a report is followed up by nobody')
})

t.test('days that are none are refused, and who may not set them', async t => {
  const w = await activityWorld(t)
  const administrator = await lastingClient(w, { role: 'ORGANIZATION_ADMINISTRATOR', place: 'CITY' })
  const today = businessDate(w.clock())
  for (const days of [-1, 91, 1.5, '3', null])
    await refused(t, w, () => set(administrator, days, today), 'INVALID_VALUE', ['input', 'value', 'amberDays'])
  for (const client of [w.office, w.first.client]) await refused(t, w, () => set(client, 3, today), 'FORBIDDEN')
})
