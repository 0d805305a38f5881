import t from 'tap'
import { at, attendanceWorld, codeOf, givenActivity, givenAttendee, signIn, T } from '../../support/attendance.ts'
import { outcome } from '../../support/examination.ts'
import { lastingClient } from '../../support/proposals.ts'
import type { Client } from '../../support/world.ts'

const AVAILABLE = 'query ($id: ID!) { activity(id: $id) { availableActions { action isAvailable reason } } }'
const SET = `mutation ($input: PolicySetInput!) { policySet(input: $input) { userErrors { field code } } }`

/** What a client is told of an action: `true`, or why not; undefined where it is not offered at all. */
async function offer(client: Client, id: string, action: string): Promise<string | true | undefined> {
  const { data } = await client.run(AVAILABLE, { id }, { 'accept-language': 'en' })
  const found = data.activity.availableActions.find((one: { action: string }) => one.action === action)
  return found && (found.isAvailable || found.reason)
}

t.test('signing in is offered whenever it is accepted, by the rules of the committee', async t => {
  const w = await attendanceWorld(t)
  const administrator = await lastingClient(w, { role: 'ORGANIZATION_ADMINISTRATOR', place: 'CITY' })
  const value = { opensBeforeMinutes: 30, closesAfterMinutes: 15, lateAfterMinutes: 0 }
  const input = { key: 'ACTIVITY_SIGN_IN', value, effectiveFrom: '2030-03-05' }
  t.equal(outcome(await administrator.run(SET, { input })), 'DONE')
  // Half-days from nine to twelve and from two to five.
  const OPEN: readonly (readonly [minutes: number, isOpen: boolean])[] = [
    ...([
      [-31, false],
      [-30, true],
      [195, true],
      [196, false],
    ] as const),
    ...([
      [269, false],
      [270, true],
      [495, true],
      [496, false],
    ] as const),
  ]
  for (const [minutes, isOpen] of OPEN) {
    const member = await givenAttendee(w)
    const activity = await givenActivity(w, { invited: [member] })
    w.at(minutes)
    t.equal((await offer(member.client, activity.id, 'SIGN_IN')) === true, isOpen, `${minutes}`)
    const codes = [await codeOf(w, activity, 0), await codeOf(w, activity, 1)]
    const outcomes = []
    for (const code of codes) outcomes.push(outcome(await signIn(member.client, code)))
    t.equal(outcomes.includes('DONE'), isOpen, `${minutes}: ${outcomes}`)
    t.equal((await offer(member.client, activity.id, 'SIGN_IN')) === true, isOpen, `${minutes}, signed in`)
  }
})

t.test('not to whom the staff recorded otherwise, and not after the closing', async t => {
  const w = await attendanceWorld(t)
  const { first, second, office } = w
  const activity = await givenActivity(w, { invited: [first, second], halfDays: [[0, 180]] })
  const input = { members: [first.id], status: 'ABSENT', reason: '来电说明不到会' }
  t.equal(outcome(await office.run(T.enter, { ...at(activity), input })), 'DONE')
  t.equal(await offer(first.client, activity.id, 'SIGN_IN'), 'There is no half-day to which you can sign in now')
  t.equal(outcome(await signIn(first.client, await codeOf(w, activity))), 'ALREADY_RECORDED')
  t.equal(await offer(second.client, activity.id, 'SIGN_IN'), true)
  t.equal(await offer(office, activity.id, 'SIGN_IN'), undefined)
  w.at(180)
  t.equal(outcome(await office.run(T.close, { id: activity.id, expectedVersion: 1 })), 'DONE')
  t.match(await offer(second.client, activity.id, 'SIGN_IN'), /state is "Closed"/)
})

t.test('a correction is offered when something is recorded in the activity itself', async t => {
  const w = await attendanceWorld(t)
  const whole = await givenActivity(w, { invited: [w.first] })
  const part = await givenActivity(w, { invited: [w.first], more: { parentId: whole.activityId } })
  const told = () => Promise.all([whole, part].map(({ id }) => offer(w.office, id, 'CORRECT_ATTENDANCE')))
  const nothing = 'No attendance is recorded yet that could be corrected'
  t.same(await told(), [nothing, nothing])
  t.equal(outcome(await signIn(w.first.client, await codeOf(w, part))), 'DONE')
  t.same(await told(), [nothing, true])
})
