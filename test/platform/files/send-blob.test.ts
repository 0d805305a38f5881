import { join } from 'node:path'
import { Readable } from 'node:stream'
import t, { type Test } from 'tap'
import { openBlobStore } from '../../../src/platform/files/blob-store.ts'
import { sendBlob } from '../../../src/platform/files/send-blob.ts'
import { server } from '../http/fixture.ts'

const text = 'abcdefghijklmnopqrstuvwxyz'

async function downloads(t: Test) {
  const app = await server(t)
  const folder = join(t.testdir(), 'files')
  const store = await openBlobStore({
    FILE_STORE: folder,
    DATA_DIR: '',
    S3_ENDPOINT: '',
    S3_REGION: '',
    S3_ACCESS_KEY_ID: '',
    S3_SECRET_ACCESS_KEY: '',
  })
  const blob = await store.put(Readable.from([Buffer.from(text)]), { limit: 1000 })
  let opened = 0
  const counting: typeof store.open = (sha256, range) => {
    opened++
    return store.open(sha256, range)
  }
  app.get('/file', (request, reply) =>
    sendBlob(request, reply, { open: counting }, { ...blob, fileName: '会议 记录.txt' }),
  )
  const tag = `"${blob.sha256}"`
  const get = (headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
    app.inject({ method, url: '/file', headers })
  return { get, tag, blob, store, opened: () => opened }
}

t.test('a whole file goes out as an attachment that no browser shows or guesses at', async t => {
  const { get, tag } = await downloads(t)
  const answer = await get()
  t.equal(answer.statusCode, 200)
  t.equal(answer.body, text)
  t.match(answer.headers, {
    etag: tag,
    'content-length': '26',
    'content-type': 'text/plain',
    'content-disposition': `attachment; filename="__ __.txt"; filename*=UTF-8''%E4%BC%9A%E8%AE%AE%20%E8%AE%B0%E5%BD%95.txt`,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    'x-content-type-options': 'nosniff',
    'content-security-policy': /default-src 'none'.*sandbox/,
  })
})

t.test('ranges, alone and with conditions', async t => {
  const { get, tag } = await downloads(t)
  const other = `"${'0'.repeat(64)}"`
  const cases: [string, Record<string, string>, number, string | undefined, string | undefined][] = [
    ['a part', { range: 'bytes=2-4' }, 206, 'cde', 'bytes 2-4/26'],
    ['from', { range: 'bytes=20-' }, 206, 'uvwxyz', 'bytes 20-25/26'],
    ['last', { range: 'bytes=-3' }, 206, 'xyz', 'bytes 23-25/26'],
    ['all', { range: 'bytes=0-99' }, 206, text, 'bytes 0-25/26'],
    ['several', { range: 'bytes=0-1,3-4' }, 200, text, undefined],
    ['malformed', { range: 'bytes=x' }, 200, text, undefined],
    ['outside', { range: 'bytes=26-' }, 416, undefined, 'bytes */26'],
    ['same version', { range: 'bytes=2-4', 'if-range': tag }, 206, 'cde', 'bytes 2-4/26'],
    ['another version', { range: 'bytes=2-4', 'if-range': other }, 200, text, undefined],
    ['weak version', { range: 'bytes=2-4', 'if-range': `W/${tag}` }, 200, text, undefined],
    ['by date', { range: 'bytes=2-4', 'if-range': 'Wed, 01 Jan 2025 00:00:00 GMT' }, 200, text, undefined],
    ['another version, outside', { range: 'bytes=26-', 'if-range': other }, 200, text, undefined],
    ['unchanged', { 'if-none-match': tag }, 304, '', undefined],
    ['unchanged, weak', { 'if-none-match': `${other}, W/${tag}` }, 304, '', undefined],
    ['unchanged before range', { 'if-none-match': tag, range: 'bytes=2-4' }, 304, '', undefined],
    ['changed', { 'if-none-match': other }, 200, text, undefined],
    ['match', { 'if-match': tag, range: 'bytes=0-0' }, 206, 'a', 'bytes 0-0/26'],
    ['no match', { 'if-match': other }, 412, undefined, undefined],
    ['weak match', { 'if-match': `W/${tag}` }, 412, undefined, undefined],
  ]
  for (const [name, headers, status, body, contentRange] of cases) {
    const answer = await get(headers)
    t.equal(answer.statusCode, status, name)
    if (body === undefined) t.equal(answer.json().status, status, `${name}: a problem`)
    else t.equal(answer.body, body, name)
    t.equal(answer.headers['content-range'], contentRange, name)
    if (status < 300) t.equal(answer.headers['content-length'], String(answer.body.length), name)
    if (status === 304) t.equal(answer.headers.etag, tag)
  }
})

t.test('HEAD gives the same headers and does not open the file', async t => {
  const { get, opened } = await downloads(t)
  const answer = await get({ range: 'bytes=2-4' }, 'HEAD')
  t.equal(answer.statusCode, 200, 'a range is for GET alone')
  t.equal(answer.body, '')
  t.match(answer.headers, { 'content-length': '26', 'content-type': 'text/plain', etag: /^"/ })
  t.equal(opened(), 0)
})

t.test('a blob whose bytes are gone is a problem, not a broken answer', async t => {
  const { get, blob, store } = await downloads(t)
  await store.delete(blob.sha256)
  t.match((await get()).json(), { status: 404, code: 'NOT_FOUND' })
})
