import t from 'tap'
import { attendanceWorld, givenActivity, T } from '../../support/attendance.ts'
import { lastingClient } from '../../support/proposals.ts'
import { connectedAs } from '../../support/subscriptions.ts'
import type { Client } from '../../support/world.ts'

const query = 'subscription ($activity: ID!) { attendanceCounted(activity: $activity) { invited present } }'

t.test('the counts of what a member recorded himself are for those who may read them by a query', async t => {
  const w = await attendanceWorld(t)
  const more = { memberId: w.first.memberId }
  const activity = await givenActivity(w, { invited: [w.first], halfDays: [[-180, -60]], state: 'SUBMITTED', more })
  const liaison = await lastingClient(w, { role: 'LIAISON_OFFICE', place: 'CITY' })
  const watching = async (client: Client) => {
    const socket = await connectedAs(w, client)
    socket.send({ id: 'a', type: 'subscribe', payload: { query, variables: { activity: activity.id } } })
    const { type, payload } = await socket.next()
    return { socket, type, code: payload?.[0]?.extensions?.code }
  }
  const refused = await watching(w.leader)
  t.match(refused, { type: 'error', code: 'NOT_FOUND' })
  t.equal((await w.leader.run(T.read, activity)).data.activity, null)
  const confirming = await watching(liaison)
  t.equal(confirming.type, 'next')
  t.match((await liaison.run(T.read, activity)).data.activity.attendanceCounts, [{ invited: 1 }])

  const setState = (state: string) =>
    w.owner.query('update activities set state = $2 where id = $1', [activity.activityId, state])
  await setState('CLOSED')
  t.equal((await confirming.socket.next()).type, 'next')
  const leader = await watching(w.leader)
  t.equal(leader.type, 'next', 'confirmed, it is the committee’s')
  await setState('RETURNED')
  t.equal((await confirming.socket.next()).type, 'next')
  t.equal((await leader.socket.next()).type, 'complete', 'a stream ends with the sight of its activity')
  await w.owner.query('update role_grants set role = $2 where account_id = $1', [liaison.accountId, 'LEADER'])
  w.at(0, 4)
  t.equal((await confirming.socket.next()).type, 'complete', 'and with the right to confirm')
  for (const { socket } of [refused, confirming, leader]) socket.close()
})
