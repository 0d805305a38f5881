import t from 'tap'
import { newId } from '../../../src/kernel/ids.ts'
import {
  type AttendanceWorld,
  attendanceWorld,
  codeOf,
  duties,
  type GivenActivity,
  givenActivity,
  recorded,
  T,
} from '../../support/attendance.ts'
import { outcome } from '../../support/examination.ts'
import { queued } from '../../support/queue.ts'

/** A half-day with its code, and what the first member's telephone kept of it and sends after the end. */
async function kept(t: Parameters<typeof attendanceWorld>[0]) {
  const w = await attendanceWorld(t)
  const activity = await givenActivity(w, { invited: [w.first], halfDays: [[0, 180]] })
  const item = { id: newId(), code: await codeOf(w, activity), scannedAt: w.now().toISOString() }
  w.at(200)
  const input = { deviceTime: w.now().toISOString(), items: [item] }
  return { w, activity, upload: () => w.first.client.run(T.offline, { input }) }
}

const close = (w: AttendanceWorld, { id }: GivenActivity) => w.office.run(T.close, { id, expectedVersion: 1 })

const PRESENT = { attendances: [{ status: 'PRESENT', isOffline: true }], failures: [], userErrors: [] }

t.test('the same sign-in sent twice at once after the closing is kept once, and both are told so', async t => {
  const { w, activity, upload } = await kept(t)
  t.equal(outcome(await close(w, activity)), 'DONE')
  const lock = {
    text: 'select from activity_attendances where activity_id = $1 for update',
    values: [activity.activityId],
  }
  const answers = await queued(w, lock, [upload, upload])
  for (const { data } of answers) {
    t.match(data.activitySignInOffline, PRESENT)
    t.equal(data.activitySignInOffline.attendances[0].corrections.length, 1)
  }
  t.same(await recorded(w, activity), ['王一 PRESENT ROTATING_CODE'])
  t.match(await duties(w, activity), [{ state: 'CONFIRMED', facts: { halfDays: 1 } }])
  t.equal((await duties(w, activity)).length, 1, 'booked once')
})

t.test('a sign-in that waits while the activity is closed takes the absence back', async t => {
  const { w, activity, upload } = await kept(t)
  const lock = { text: 'select from activities where id = $1 for update', values: [activity.activityId] }
  const [closed, sent] = await queued(w, lock, [() => close(w, activity), upload])
  t.equal(closed && outcome(closed), 'DONE')
  t.match(sent?.data.activitySignInOffline, PRESENT)
  t.same(await recorded(w, activity), ['王一 PRESENT ROTATING_CODE'])
  t.match(await duties(w, activity), [{ state: 'CONFIRMED', facts: { halfDays: 1 } }])
})

t.test('what the staff corrected meanwhile stands', async t => {
  const { w, activity, upload } = await kept(t)
  t.equal(outcome(await close(w, activity)), 'DONE')
  const { data } = await w.office.run(T.read, { id: activity.id })
  const [{ id }] = data.activity.attendances.nodes
  const input = { status: 'ON_LEAVE', reason: '会前已电话请假' }
  const lock = {
    text: 'select from activity_attendances where activity_id = $1 for update',
    values: [activity.activityId],
  }
  const correct = () => w.office.run(T.correct, { id, expectedVersion: 1, input })
  const [, sent] = await queued(w, lock, [correct, upload])
  t.match(sent?.data.activitySignInOffline, {
    attendances: [],
    failures: [{ userErrors: [{ code: 'ALREADY_RECORDED' }] }],
  })
  t.same(await recorded(w, activity), ['王一 ON_LEAVE SYSTEM'])
})
