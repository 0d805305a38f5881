import t from 'tap'
import { connected, listening, openSocket } from '../../support/subscriptions.ts'
import { world } from '../../support/world.ts'

const init = JSON.stringify({ type: 'connection_init' })
const subscribe = (more: object) => JSON.stringify({ type: 'subscribe', id: 'a', payload: {}, ...more })

t.test('a message that has not the form of the protocol closes the connection, and is no fault', async t => {
  const w = await world(t)
  const faults = t.capture(w.app.http.log, 'error')
  const address = await listening(w)
  for (const malformed of [
    ...['null', '5', '"connection_init"', '[]', '{}', '{"type":null}', '', 'nonsense', init.slice(1)],
    ...[new Uint8Array([0, 255]), new TextEncoder().encode(init), '{"type":"connection_init","payload":"a"}'],
    ...[
      subscribe({}),
      subscribe({ payload: null }),
      subscribe({ payload: { query: 5 } }),
      subscribe({ id: undefined }),
    ],
  ]) {
    for (const socket of [await openSocket(address), await connected(address, '')]) {
      socket.sendRaw(malformed)
      socket.sendRaw(malformed)
      t.same(await socket.closed, { code: 4400, reason: 'Invalid message' }, String(malformed))
    }
  }
  t.same(faults(), [])
  const socket = await connected(address, '')
  socket.sendRaw('{"type":"pong"}')
  socket.sendRaw(subscribe({ payload: { query: 'subscription { nothing }' } }))
  t.match(await socket.next(), { type: 'error', id: 'a' }, 'others are answered')
  socket.close()
  await socket.closed
})
