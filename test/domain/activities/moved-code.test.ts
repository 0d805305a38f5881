import t from 'tap'
import { newId } from '../../../src/kernel/ids.ts'
import { attendanceWorld, codeOf, givenActivity, recorded, signIn, T } from '../../support/attendance.ts'
import { lastingClient } from '../../support/proposals.ts'

const MOVE = `mutation ($id: ID!, $expectedVersion: Int!, $input: ActivityMoveInput!) {
  activityMove(id: $id, expectedVersion: $expectedVersion, input: $input) { userErrors { code field } } }`

t.test('a code of the time before an activity was moved is refused as that, to those who are asked alone', async t => {
  const w = await attendanceWorld(t)
  const activity = await givenActivity(w, { invited: [w.first], halfDays: [[30, 180]] })
  const other = await givenActivity(w, { invited: [w.first], halfDays: [[0, 180]] })
  const [code, standing] = [await codeOf(w, activity), await codeOf(w, other)]
  const item = { code, scannedAt: w.now().toISOString() }
  const office = await lastingClient(w, { role: 'INFORMATION_OFFICE', place: 'CITY' })
  const times = { startsAt: '2030-03-05T14:00:00+08:00', endsAt: '2030-03-05T17:00:00+08:00' }
  const moved = await office.run(MOVE, {
    id: activity.id,
    expectedVersion: 1,
    input: { ...times, reason: '会场另有安排' },
  })
  t.same(moved.data.activityMove.userErrors, [])
  const refused = { code: 'HALF_DAY_REPLACED', field: ['input', 'code'] }
  const shown = await w.unchanged(() => signIn(w.first.client, code))
  t.match(shown.result.data.activitySignIn.userErrors, [{ ...refused, message: /已改期/ }])
  t.ok(shown.same)
  w.at(10)
  const items = [
    { ...item, id: newId() },
    { ...item, id: newId(), code: standing },
  ]
  const upload = (client = w.first.client) =>
    client.run(T.offline, { input: { deviceTime: w.now().toISOString(), items } })
  const { result, same } = await w.unchanged(() => upload(w.second.client))
  const strangers = result.data.activitySignInOffline.failures.map(({ userErrors }: typeof moved.data) => userErrors)
  t.match(strangers, [[{ code: 'NOT_INVITED' }], [{ code: 'NOT_INVITED' }]], 'who is not asked learns nothing of it')
  t.ok(same)
  t.match((await upload()).data.activitySignInOffline, {
    attendances: [{ status: 'PRESENT' }],
    failures: [{ index: 0, userErrors: [{ code: 'HALF_DAY_REPLACED', field: ['input', 'items', '0', 'code'] }] }],
  })
  t.same(await recorded(w, activity), [])
  t.same(await recorded(w, other), ['王一 PRESENT ROTATING_CODE'])
})
