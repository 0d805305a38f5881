import t from 'tap'
import { type AttendanceWorld, attendanceWorld, givenActivity } from '../../support/attendance.ts'
import { connectedAs, listening, openSocket, type Socket } from '../../support/subscriptions.ts'

const COUNTED = 'subscription ($activity: ID!) { attendanceCounted(activity: $activity) { present } }'

/** Asks for one more stream over a connection; tells what comes first of it. */
async function watch(socket: Socket, activity: string, id: string): Promise<string> {
  socket.send({ id, type: 'subscribe', payload: { query: COUNTED, variables: { activity } } })
  const { type, payload } = await socket.next()
  return type === 'error' ? `error ${payload[0].extensions.code}` : type
}

t.test('an account has ten subscriptions at once, over one connection or several', async t => {
  const w = await attendanceWorld(t)
  const { id } = await givenActivity(w, { invited: [w.first], halfDays: [[0, 180]] })
  const sockets = [await connectedAs(w, w.office), await connectedAs(w, w.office)]
  for (let n = 0; n < 10; n++) {
    const socket = sockets[n % 2]
    if (socket) t.equal(await watch(socket, id, `a${n}`), 'next')
  }
  const [first, second] = sockets
  t.equal(first && (await watch(first, id, 'more')), 'error LIMIT_EXCEEDED', 'what runs over the connection goes on')
  const another = await connectedAs(w, w.office)
  t.equal(await watch(another, id, 'a'), 'error LIMIT_EXCEEDED')
  const { code, reason } = await another.closed
  t.equal(code, 4429, 'a connection that has none is closed')
  t.match(reason, /At most 10 subscriptions an account/)
  const leader = await connectedAs(w, w.leader)
  t.equal(await watch(leader, id, 'a'), 'next', 'another account has its own')

  first?.send({ type: 'complete', id: 'a0' })
  const again = await untilNext(w, id)
  t.ok(again, 'one that ends makes room')
  second?.close()
  await second?.closed
  t.ok(await untilNext(w, id), 'and a connection that ends')
  first?.close()
  leader.close()
})

/** Connects and asks until it is let in: the service learns of an end by a message of its own. */
async function untilNext(w: AttendanceWorld, id: string): Promise<Socket> {
  for (;;) {
    const socket = await connectedAs(w, w.office)
    if ((await watch(socket, id, 'a')) === 'next') return socket
    await socket.closed
  }
}

t.test('all have as many as the service is set to', async t => {
  const w = await attendanceWorld(t, { config: { SUBSCRIPTIONS_MAX: 3 } })
  const { id } = await givenActivity(w, { invited: [w.first], halfDays: [[0, 180]] })
  const [office, leader] = [await connectedAs(w, w.office), await connectedAs(w, w.leader)]
  for (const n of [1, 2, 3]) t.equal(await watch(office, id, `a${n}`), 'next')
  t.equal(await watch(leader, id, 'a'), 'error UNAVAILABLE')
  const { code, reason } = await leader.closed
  t.equal(code, 1013)
  t.match(reason, /Too many subscriptions/)
  t.equal(await watch(office, id, 'a4'), 'error UNAVAILABLE', 'who is in stays in')
  office.send({ type: 'complete', id: 'a1' })
  office.close()
  await office.closed
})

t.test('a connection whose subscriptions have ended is closed like one that never had any', async t => {
  const w = await attendanceWorld(t)
  const { id } = await givenActivity(w, { invited: [w.first], halfDays: [[0, 180]] })
  const [idle, busy] = [await connectedAs(w, w.office), await connectedAs(w, w.office)]
  for (const socket of [idle, busy]) {
    t.equal(await watch(socket, id, 'a'), 'next')
    socket.send({ id: 'a', type: 'complete' })
    t.equal((await socket.next()).type, 'complete')
  }
  t.equal(await watch(busy, id, 'b'), 'next')
  t.match(await idle.closed, { code: 4408 })
  t.equal(await watch(busy, id, 'c'), 'next', 'one that is used stays')
  busy.close()
})

t.test('connections are counted before anybody says who he is', async t => {
  const w = await attendanceWorld(t, { config: { SUBSCRIPTIONS_MAX: 2 } })
  const address = await listening(w)
  const held = [await openSocket(address), await openSocket(address)]
  const { code, reason } = await (await openSocket(address)).closed
  t.equal(code, 1013)
  t.equal(reason, 'Too many connections')
  for (const socket of held) {
    socket.close()
    await socket.closed
  }
  const next = await openSocket(address)
  next.send({ type: 'connection_init' })
  t.equal((await next.next()).type, 'connection_ack', 'there is room again')
  next.close()
})
