import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { latest } from '../../../src/domain/activities/attendance/live/latest.ts'
import { type AttendanceWorld, attendanceWorld, codeOf, givenActivity, signIn } from '../../support/attendance.ts'
import { connected, listening, type Socket } from '../../support/subscriptions.ts'
import type { Client } from '../../support/world.ts'

const COUNTED = `subscription ($activity: ID!) {
  attendanceCounted(activity: $activity) { halfDay { id label } invited present late absent rate } }`

const subscribe = (socket: Socket, activity: string, { id = 'a', query = COUNTED } = {}) =>
  socket.send({ id, type: 'subscribe', payload: { query, variables: { activity } } })

/** The clients' tokens are issued by the world's clock. */
const tokenOf = async (w: AttendanceWorld, { accountId, organizationId }: Client): Promise<string> => {
  const { rows } = await w.owner.query<{ id: string }>('select id from sign_in_sessions where account_id = $1', [
    accountId,
  ])
  const claims = { organizationId, accountId, sessionId: rows[0]?.id ?? '' }
  return (await w.services.accessTokens.issue(claims)).token
}

t.test('the count comes at once and whenever somebody signs in, over one connection or several', async t => {
  const w = await attendanceWorld(t)
  const activity = await givenActivity(w, { invited: [w.first, w.second], halfDays: [[0, 180]] })
  const address = await listening(w)
  const sockets = [
    await connected(address, await tokenOf(w, w.office)),
    await connected(address, await tokenOf(w, w.leader)),
  ]
  for (const socket of sockets) {
    subscribe(socket, activity.id)
    t.match(await socket.next(), {
      ...{ type: 'next', id: 'a' },
      payload: {
        data: { attendanceCounted: [{ halfDay: { id: activity.halfDays[0] }, invited: 2, present: 0, rate: '0.00' }] },
      },
    })
  }
  await signIn(w.first.client, await codeOf(w, activity))
  for (const socket of sockets)
    t.match((await socket.next()).payload.data.attendanceCounted, [{ present: 1, rate: '50.00' }])
  const [first, second] = sockets
  first?.send({ type: 'complete', id: 'a' })
  await signIn(w.second.client, await codeOf(w, activity))
  t.match((await second?.next())?.payload.data.attendanceCounted, [{ present: 2, rate: '100.00' }])
  for (const socket of sockets) {
    socket.close()
    await socket.closed
  }
  while (w.app.http.requests.inFlight > 0) await sleep(20)
  t.equal(w.app.http.requests.inFlight, 0, 'a closed connection is no request in flight')
})

t.test('only who reads the committee’s activities may watch, and only what is allowed is asked', async t => {
  const w = await attendanceWorld(t)
  const activity = await givenActivity(w, { invited: [w.first] })
  const elsewhere = await givenActivity(w, { place: 'OTHER_CITY' })
  const address = await listening(w)
  const answer = async (token: string, id: string, query = COUNTED) => {
    const socket = await connected(address, token)
    subscribe(socket, id, { query })
    const { type, payload } = await socket.next()
    socket.close()
    return `${type} ${payload?.[0]?.extensions?.code}`
  }
  const office = await tokenOf(w, w.office)
  t.equal(await answer('', activity.id), 'error UNAUTHENTICATED')
  t.equal(await answer('nonsense', activity.id), 'error UNAUTHENTICATED')
  t.equal(await answer(await tokenOf(w, w.first.client), activity.id), 'error FORBIDDEN')
  t.equal(await answer(office, elsewhere.id), 'error NOT_FOUND')
  const missing = activity.id.replace(/.$/, c => (c === '0' ? '1' : '0'))
  t.equal(await answer(office, missing), 'error NOT_FOUND')
  t.match(await answer(office, activity.id, 'subscription { nothing }'), /^error (GRAPHQL|FORBIDDEN)/)
  t.equal(
    await answer(
      office,
      activity.id,
      'subscription ($activity: ID!) { attendanceCounted(activity: $activity) { secret } }',
    ),
    'error GRAPHQL_VALIDATION_FAILED',
  )
  t.match(await answer(office, activity.id, '{ rateLimit { cost } }'), /^error/, 'queries go over HTTP')
})

t.test('who has not subscribed as somebody after ten seconds keeps no connection from others', async t => {
  const w = await attendanceWorld(t)
  const activity = await givenActivity(w, { invited: [w.first] })
  const address = await listening(w)
  const strangers = [await connected(address, ''), await connected(address, 'nonsense')]
  const office = await connected(address, await tokenOf(w, w.office))
  for (const socket of [...strangers, office]) subscribe(socket, activity.id)
  t.equal((await office.next()).type, 'next')
  for (const socket of strangers) t.match(await socket.closed, { code: 4408 })
  await signIn(w.first.client, await codeOf(w, activity))
  t.match((await office.next()).payload.data.attendanceCounted, [{ present: 1 }])
  office.close()
})

t.test('a role that is taken away, and a token that ends, end the stream', async t => {
  const w = await attendanceWorld(t)
  const activity = await givenActivity(w, { invited: [w.first] })
  const address = await listening(w)
  const watching = async (client: Client) => {
    const socket = await connected(address, await tokenOf(w, client))
    subscribe(socket, activity.id)
    t.equal((await socket.next()).type, 'next')
    return socket
  }
  const [office, leader] = [await watching(w.office), await watching(w.leader)]
  await w.owner.query('update role_grants set valid_until = now() where account_id = $1', [w.leader.accountId])
  // Viewers are remembered for three seconds of the world's clock.
  w.at(0, 4)
  t.equal((await leader.next()).type, 'complete')
  w.at(24 * 60)
  t.equal((await office.next()).type, 'complete')
  for (const socket of [office, leader]) socket.close()
})

/** Status of an upgrade from a page of an origin. */
const upgradeFrom = (address: string, origin: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const headers = {
      ...{ connection: 'Upgrade', upgrade: 'websocket', origin, 'sec-websocket-version': '13' },
      ...{ 'sec-websocket-key': Buffer.alloc(16).toString('base64'), 'sec-websocket-protocol': 'graphql-transport-ws' },
    }
    const sent = request(`http://${address}/graphql`, { headers })
    sent.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve(response.statusCode)
    })
    sent.on('response', response => resolve(response.resume().statusCode))
    sent.on('error', reject)
    sent.end()
  })

t.test('pages of other origins cannot connect', async t => {
  const w = await attendanceWorld(t, { config: { CORS_ORIGINS: 'https://app.example.cn' } })
  const address = await listening(w)
  t.equal(await upgradeFrom(address, `http://${address}`), 101)
  t.equal(await upgradeFrom(address, 'https://app.example.cn'), 101)
  t.equal(await upgradeFrom(address, 'https://evil.example'), 401)
  t.equal(await upgradeFrom(address, 'null'), 401)
})

t.test('a stream keeps the latest value only, and ends once', async t => {
  let ends = 0
  const stream = latest<number>(() => ends++)
  stream.push(1)
  stream.push(2)
  t.equal(await stream.hasValue(), true)
  t.same(await stream.next(), { value: 2, done: false })
  const next = stream.next()
  stream.push(3)
  t.same(await next, { value: 3, done: false })
  const last = stream.next()
  await stream.return?.()
  t.same(await last, { value: undefined, done: true })
  stream.end()
  t.equal(ends, 1)
  t.equal(await stream.hasValue(), false)
})
