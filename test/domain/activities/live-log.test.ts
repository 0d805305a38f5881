import { Writable } from 'node:stream'
import t from 'tap'
import { attendanceWorld, givenActivity } from '../../support/attendance.ts'
import { connectedAs } from '../../support/subscriptions.ts'

const COUNTED = 'subscription ($activity: ID!) { attendanceCounted(activity: $activity) { present } }'

t.test('what a client subscribes to wrongly is no error of the service, and is logged without its values', async t => {
  const lines: string[] = []
  const log = new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) })
  const w = await attendanceWorld(t, { log, config: { LOG_LEVEL: 'debug' } })
  const { id } = await givenActivity(w, { invited: [w.first], halfDays: [[0, 180]] })
  const socket = await connectedAs(w, w.office)
  const refusals: readonly [query: string, variables: object, code: string | undefined][] = [
    [COUNTED, { activity: 'act_140200_没有' }, 'NOT_FOUND'],
    [COUNTED, { activity: { secret: '没有' } }, undefined],
    ['subscription { nonsense }', {}, 'GRAPHQL_VALIDATION_FAILED'],
  ]
  lines.length = 0
  for (const [n, [query, variables, code]] of refusals.entries()) {
    socket.send({ id: `${n}`, type: 'subscribe', payload: { query, variables } })
    const { type, payload } = await socket.next()
    t.equal(type, 'error')
    t.equal(payload[0].extensions?.code, code)
  }
  const found = lines.map(line => JSON.parse(line)).filter(({ msg }) => msg === 'GraphQL request refused')
  t.same(
    found.map(({ level, code }) => `${level} ${code}`),
    ['debug NOT_FOUND', 'debug GRAPHQL_VALIDATION_FAILED', 'debug GRAPHQL_VALIDATION_FAILED'],
  )
  t.notMatch(lines.join(''), /"level":"(warn|error)"|没有|stack/)
  lines.length = 0
  const other = await connectedAs(w, w.leader)
  await w.owner.query('alter table role_grants rename to gone')
  other.send({ id: 'fault', type: 'subscribe', payload: { query: COUNTED, variables: { activity: id } } })
  t.equal((await other.next()).payload[0].extensions.code, 'INTERNAL')
  const [fault, ...more] = lines.map(line => JSON.parse(line)).filter(({ level }) => level === 'error')
  t.match(fault, { msg: 'GraphQL request failed', failure: { sqlState: '42P01' } }, 'a fault says where it was')
  t.same(more, [], 'once')
  socket.close()
  other.close()
})
