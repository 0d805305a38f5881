import t from 'tap'
import { attendanceWorld, givenActivity } from '../../support/attendance.ts'
import { refused } from '../../support/examination.ts'

const HOLD = `mutation ($id: ID!, $expectedVersion: Int!) { activityHold(id: $id, expectedVersion: $expectedVersion) {
  activity { state version } userErrors { code field message } } }`

t.test('an activity is noted as held once it has begun, by those who organize it', async t => {
  const w = await attendanceWorld(t)
  const activity = await givenActivity(w, { invited: [w.first] })
  const target = { id: activity.id, expectedVersion: 1 }
  w.at(-1)
  await refused(t, w, () => w.office.run(HOLD, target), 'NOT_STARTED')
  w.at(1)
  await refused(t, w, () => w.leader.run(HOLD, target), 'FORBIDDEN')
  const { data } = await w.office.run(HOLD, target)
  t.same(data.activityHold, { activity: { state: 'HELD', version: 2 }, userErrors: [] })
  await refused(t, w, () => w.office.run(HOLD, { ...target, expectedVersion: 2 }), 'INVALID_STATE')
})
