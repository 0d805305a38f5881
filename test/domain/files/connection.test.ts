import { connect } from 'node:net'
import t from 'tap'
import { PHOTO } from '../../support/duty.ts'
import { listening } from '../../support/subscriptions.ts'
import { world } from '../../support/world.ts'

const UPLOADS = '/files/v1/uploads'

/** Status lines of what comes back over one connection, until there are `count` or five seconds have passed. */
async function statuses(address: string, parts: readonly (string | Buffer)[], count: number): Promise<string[]> {
  const socket = connect(Number(address.split(':')[1]), '127.0.0.1')
  let received = ''
  const lines = () => received.match(/HTTP\/1\.1 \d+/g) ?? []
  await new Promise<void>(resolve => {
    const timer = setTimeout(resolve, 5_000)
    socket.on('data', data => {
      received += data
      if (lines().length < count) return
      clearTimeout(timer)
      resolve()
    })
    for (const part of parts) socket.write(part)
  })
  socket.destroy()
  return lines()
}

t.test('a piece that is refused leaves its connection to the next request', async t => {
  const w = await world(t)
  const client = await w.as('MEMBER')
  const common = `Host: x\r\nAuthorization: Bearer ${client.token}\r\nTus-Resumable: 1.0.0\r\n`
  const headers = { 'tus-resumable': '1.0.0', 'upload-length': String(PHOTO.length) }
  const begun = await client.request('POST', UPLOADS, { headers })
  const url = String(begun.headers.location)
  const piece = Buffer.alloc(1_000_000)
  const patch = `PATCH ${url} HTTP/1.1\r\n${common}Upload-Offset: 7\r\nContent-Type: application/offset+octet-stream\r\n`
  const { result, same } = await w.unchanged(async () =>
    statuses(
      await listening(w),
      [`${patch}Content-Length: ${piece.length}\r\n\r\n`, piece, `HEAD ${url} HTTP/1.1\r\n${common}\r\n`],
      2,
    ),
  )
  t.same(result, ['HTTP/1.1 409', 'HTTP/1.1 200'])
  t.ok(same)
  t.equal((await client.request('HEAD', url, { headers })).headers['upload-offset'], '0')
})
