import ICAL from 'ical.js'
import t from 'tap'
import { businessDate } from '../../../src/kernel/clock.ts'
import { addDays } from '../../../src/kernel/dates.ts'
import { type ActivityWorld, activityWorld } from '../../support/activity-outcomes.ts'
import { outcome } from '../../support/examination.ts'
import { OUTCOMES as O } from '../../support/outcomes.ts'
import { lastingClient } from '../../support/proposals.ts'
import type { Client } from '../../support/world.ts'

async function reader(w: ActivityWorld, client: Client) {
  const made = await client.run('mutation { calendarFeedCreate { url userErrors { code } } }')
  const path: string = made.data.calendarFeedCreate.url
  const body = async () => (await w.nobody.request('GET', path)).body
  const dues = async () =>
    new ICAL.Component(ICAL.parse(await body())).getAllSubcomponents('vevent').map(event => ({
      uid: event.getFirstPropertyValue('uid'),
      summary: event.getFirstPropertyValue('summary'),
      description: event.getFirstPropertyValue('description'),
      start: String(event.getFirstPropertyValue('dtstart')),
      isWholeDay: new ICAL.Event(event).startDate.isDate,
      lasts: new ICAL.Event(event).duration.toSeconds(),
      status: event.getFirstPropertyValue('status'),
      transparency: event.getFirstPropertyValue('transp'),
      sequence: event.getFirstPropertyValue('sequence'),
      modified: String(event.getFirstPropertyValue('last-modified')),
      alarms: event
        .getAllSubcomponents('valarm')
        .map(alarm => [alarm.getFirstPropertyValue('action'), String(alarm.getFirstPropertyValue('trigger'))]),
    }))
  return { body, dues }
}

/** An open problem of a member's, due after some days. */
async function given(w: ActivityWorld, member: string, days: number | null, title = '消防通道被占用') {
  const activity = await w.activity({ kind: 'INSPECTION', state: 'HELD', from: -24 * 800, to: -24 * 799 })
  const dueOn = days === null ? null : addDays(businessDate(w.clock()), days)
  const input = { activity: activity.id, kind: 'PROBLEM', title, text: '东侧通道', owner: { member }, dueOn }
  const answer = await w.office.run(O.create, { input })
  return { id: answer.data.activityOutcomeCreate.activityOutcome.id, dueOn }
}

t.test('a member has the days of his open outcomes in his calendar, with an alarm when they are due soon', async t => {
  const w = await activityWorld(t)
  const { body, dues } = await reader(w, w.first.client)
  const { id, dueOn } = await given(w, w.first.id, 20)
  await given(w, w.first.id, -400, '一年以前')
  await given(w, w.first.id, null, '无期限')
  await given(w, w.second.id, 5, '他人的')
  const [due, ...others] = await dues()
  t.same(others, [], 'nothing of others, undated or long past')
  t.match(due, {
    ...{ uid: `${id.split('_')[2]}-due@140200.smart-cppcc`, summary: '【办理期限】消防通道被占用', start: dueOn },
    ...{ isWholeDay: true, lasts: 86_400, status: 'CONFIRMED', transparency: 'TRANSPARENT', sequence: 0 },
    description: /问题\n说明：东侧通道$/,
  })
  t.same(due?.alarms, [['DISPLAY', '-P13DT15H']], 'at nine, fourteen days before')
  t.equal(await body(), await body(), 'the same bytes')
  w.pass(1)
  await w.office.run(O.urge, { id, expectedVersion: 1, input: { reason: '请速办' } })
  const [urged] = await dues()
  t.match(urged?.description, /催办：.+（第 1 次）：请速办$/)
  t.ok(String(urged?.modified) > String(due?.modified))
  const later = addDays(businessDate(w.clock()), 30)
  const moved = await w.office.run(O.update, { id, expectedVersion: 1, input: { dueOn: later } })
  t.equal(outcome(moved), 'DONE')
  t.match(await dues(), [{ uid: due?.uid, start: later, sequence: 1 }])
  const second = await reader(w, w.second.client)
  const owner = { member: w.second.id }
  t.equal(outcome(await w.office.run(O.update, { id, expectedVersion: 2, input: { owner } })), 'DONE')
  const theirs = (await second.dues()).find(({ uid }) => uid === due?.uid)
  t.match(theirs?.description, /说明：东侧通道$/, 'who gets it later was not urged')
})

t.test('it goes away when it is closed, withdrawn or another’s, and comes back when it is reopened', async t => {
  const w = await activityWorld(t)
  const { dues } = await reader(w, w.first.client)
  const { id } = await given(w, w.first.id, 5)
  const count = async () => (await dues()).length
  t.equal(await count(), 1)
  const closing = { result: 'DONE', proof: '已整改到位' }
  await w.office.run(O.close, { id, expectedVersion: 1, input: closing })
  t.equal(await count(), 0, 'closed')
  const input = { reason: '核查不实' }
  await w.office.run(O.reopen, { id, expectedVersion: 2, input })
  t.match(await dues(), [{ sequence: 2 }])
  await w.office.run(O.update, { id, expectedVersion: 3, input: { owner: { member: w.second.id } } })
  t.equal(await count(), 0, 'another’s')
  t.equal((await (await reader(w, w.second.client)).dues()).length, 1)
  await w.office.run(O.update, { id, expectedVersion: 4, input: { owner: { member: w.first.id } } })
  t.equal(await count(), 1)
  t.equal(outcome(await w.office.run(O.withdraw, { id, expectedVersion: 5, input })), 'DONE')
  t.equal(await count(), 0, 'withdrawn')
})

t.test('the alarm is on the first day of amber by the policy of the committee', async t => {
  const w = await activityWorld(t)
  const { dues } = await reader(w, w.first.client)
  const administrator = await lastingClient(w, { role: 'ORGANIZATION_ADMINISTRATOR', place: 'CITY' })
  await given(w, w.first.id, 5)
  const today = businessDate(w.clock())
  const set = 'mutation ($input: PolicySetInput!) { policySet(input: $input) { userErrors { code } } }'
  const input = { key: 'OUTCOME_REMINDERS', value: { amberDays: 1 }, effectiveFrom: today }
  t.equal(outcome(await administrator.run(set, { input })), 'DONE')
  t.match(await dues(), [{ alarms: [['DISPLAY', '-PT15H']] }], 'nine in the morning of the day before')
  w.pass(24)
  const onTheDay = { ...input, value: { amberDays: 0 }, effectiveFrom: addDays(today, 1) }
  t.equal(outcome(await administrator.run(set, { input: onTheDay })), 'DONE')
  t.match(await dues(), [{ alarms: [['DISPLAY', 'PT9H']] }], 'of the day itself')
})
