import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { Type } from 'typebox'
import { ApiError } from '../../../src/kernel/user-error.ts'
import { openBlobStore } from '../../../src/platform/files/blob-store.ts'
import { type FinishedUpload, registerUploads, type UploadOptions } from '../../../src/platform/files/uploads.ts'
import { until } from '../../support/embedded.ts'
import { listen, rawExchange, server } from '../http/fixture.ts'
import { hostile, samples } from './samples.ts'

const PREFIX = '/files/v1/uploads'
const MAX = 200_000
const TUS = { 'tus-resumable': '1.0.0' }
const photo = Buffer.concat([samples['photo.jpg'] ?? Buffer.alloc(0), Buffer.alloc(100_000, 7)])
const base64 = (text: string) => Buffer.from(text).toString('base64')

interface World {
  app: FastifyInstance
  url: string
  port: number
  dir: string
  finished: FinishedUpload[]
  /** While set, giving the file its record fails. */
  broken: { value: boolean }
  staged: () => string[]
  blobs: () => string[]
}

/** A server with uploads on the given folder; the bearer token is the owner. */
async function start(t: Test, dir: string, more: Partial<UploadOptions> = {}): Promise<World> {
  const app = await server(t)
  const config = {
    FILE_STORE: join(dir, 'files'),
    DATA_DIR: dir,
    S3_ENDPOINT: '',
    S3_REGION: '',
    S3_ACCESS_KEY_ID: '',
    S3_SECRET_ACCESS_KEY: '',
  }
  const finished: FinishedUpload[] = []
  const broken = { value: false }
  await registerUploads(app, {
    prefix: PREFIX,
    query: Type.Object({ organization: Type.Optional(Type.String()) }, { additionalProperties: false }),
    store: await openBlobStore(config),
    stagingFolder: join(dir, 'staging'),
    maxBytes: MAX,
    authorize: async request => {
      const owner = /^Bearer (\w+)$/.exec(request.headers.authorization ?? '')?.[1]
      if (owner === undefined) throw new ApiError('UNAUTHENTICATED', '请先登录', 'Sign in first')
      return owner
    },
    onFinished: async upload => {
      if (broken.value) throw new ApiError('UNAVAILABLE', '数据库不可用', 'No database')
      finished.push(upload)
      return { id: `fil_${upload.uploadId}`, name: upload.fileName, ...upload.blob }
    },
    ...more,
  })
  const list = (folder: string) =>
    existsSync(folder)
      ? readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter(e => e.isFile())
          .map(e => e.name)
          .sort()
      : []
  return {
    app,
    ...(await listen(app)),
    dir,
    finished,
    broken,
    staged: () => list(join(dir, 'staging')),
    blobs: () => list(join(dir, 'files')),
  }
}

const as = (owner: string, headers: Record<string, string> = {}) => ({ authorization: `Bearer ${owner}`, ...headers })

interface Created {
  status: number
  location: string
  id: string
  answer: Response
}

async function create(w: World, size: number, metadata: Record<string, string>, owner = 'zhang'): Promise<Created> {
  const sent = Object.entries(metadata).map(([name, value]) => `${name} ${base64(value)}`)
  const headers = {
    ...TUS,
    'upload-length': String(size),
    ...(sent.length > 0 ? { 'upload-metadata': sent.join(',') } : {}),
  }
  const answer = await fetch(w.url + PREFIX, { method: 'POST', headers: as(owner, headers) })
  const location = answer.headers.get('location') ?? ''
  return { status: answer.status, location, id: location.split('/').at(-1) ?? '', answer }
}

const patch = (w: World, location: string, offset: number, bytes: Buffer, owner = 'zhang') =>
  fetch(w.url + location, {
    method: 'PATCH',
    headers: as(owner, { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }),
    body: new Uint8Array(bytes),
  })

async function offsetOf(w: World, location: string, owner = 'zhang'): Promise<number> {
  const answer = await fetch(w.url + location, { method: 'HEAD', headers: as(owner, TUS) })
  t.equal(answer.headers.get('upload-metadata'), null, 'does not say whose it is')
  return answer.status === 200 ? Number(answer.headers.get('upload-offset')) : -answer.status
}

/** Sends a part of a body and cuts the connection. */
async function cutOff(w: World, head: string, bytes: Buffer): Promise<void> {
  const socket = connect(w.port, '127.0.0.1')
  socket.write(head)
  await new Promise(resolve => socket.write(bytes, resolve))
  while (w.app.requests.inFlight === 0) await sleep(5)
  await sleep(50)
  socket.destroy()
  while (w.app.requests.inFlight > 0) await sleep(5)
}

t.test('an upload resumed over broken connections and a restart of the server', async t => {
  const dir = t.testdir()
  const first = await start(t, dir)
  const { status, location, id } = await create(first, photo.length, {
    filename: '会场 照片.jpg',
    filetype: 'image/jpeg',
    organization: 'org_1',
    relativePath: 'photos/会场 照片.jpg',
  })
  t.equal(status, 201)
  t.match(location, /^\/files\/v1\/uploads\/[0-9a-f-]{36}$/, 'an address without host')
  const part = await patch(first, location, 0, photo.subarray(0, 40_000))
  t.equal(part.status, 204)
  t.equal(part.headers.get('upload-offset'), '40000')
  t.ok(part.headers.get('upload-expires'))
  t.match(part.headers.get('content-security-policy'), /default-src 'none'/, 'the headers of every route')

  const head =
    `PATCH ${location} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer zhang\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 40000\r\n` +
    `Content-Type: application/offset+octet-stream\r\nContent-Length: ${photo.length - 40_000}\r\n\r\n`
  await cutOff(first, head, photo.subarray(40_000, 60_000))
  const reached = await offsetOf(first, location)
  t.ok(reached >= 40_000 && reached <= 60_000, `kept what came: ${reached}`)
  t.same(first.blobs(), [], 'nothing is stored yet')
  await first.app.close()

  const second = await start(t, dir)
  t.equal(await offsetOf(second, location), reached, 'the new process knows it')
  t.match(await (await fetch(second.url + location, { headers: as('zhang') })).json(), {
    uploadId: id,
    received: reached,
    result: null,
  })
  const conflict = await patch(second, location, reached - 1, photo.subarray(reached - 1))
  t.match(await conflict.json(), { status: 409, code: 'UPLOAD_OFFSET_CONFLICT' })
  const last = await patch(second, location, reached, photo.subarray(reached))
  t.equal(last.status, 200)
  const answer: { sha256?: string } = Object(await last.json())
  t.match(answer, { id: `fil_${id}`, name: '会场 照片.jpg', size: photo.length, contentType: 'image/jpeg' })
  t.match(second.finished, [{ uploadId: id, owner: 'zhang' }])
  t.same(second.finished[0]?.metadata, { organization: 'org_1' })
  const [sha256 = ''] = second.blobs()
  t.equal(sha256, answer.sha256)
  t.same(readFileSync(join(dir, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256)), photo, 'byte for byte')
})

t.test('a client that lost the last answer gets it again, and the record is made once', async t => {
  const w = await start(t, t.testdir())
  const { location } = await create(w, photo.length, { filename: 'a.jpg' })
  const answer = await (await patch(w, location, 0, photo)).json()
  t.equal(await offsetOf(w, location), photo.length)
  t.match(await (await fetch(w.url + location, { headers: as('zhang') })).json(), { result: answer })
  t.same(await (await patch(w, location, photo.length, Buffer.alloc(0))).json(), answer)
  t.equal(w.finished.length, 1)
})

t.test('an upload whose record could not be made is finished by sending nothing more', async t => {
  const w = await start(t, t.testdir())
  const { location, id } = await create(w, photo.length, { filename: 'a.jpg' })
  w.broken.value = true
  const failed = await patch(w, location, 0, photo)
  t.match(await failed.json(), { status: 503, code: 'UNAVAILABLE' })
  w.broken.value = false
  const again = await patch(w, location, photo.length, Buffer.alloc(0))
  t.match(await again.json(), { id: `fil_${id}` })
  t.equal(w.finished.length, 1)
})

t.test('uploads of others do not exist', async t => {
  const w = await start(t, t.testdir())
  const { location } = await create(w, photo.length, { filename: 'a.jpg' })
  await patch(w, location, 0, photo.subarray(0, 10))
  t.equal(await offsetOf(w, location, 'li'), -404)
  t.match(await (await patch(w, location, 10, photo.subarray(10), 'li')).json(), {
    status: 404,
    code: 'UPLOAD_NOT_FOUND',
  })
  for (const method of ['GET', 'DELETE']) {
    t.equal((await fetch(w.url + location, { method, headers: as('li', TUS) })).status, 404, method)
  }
  t.equal((await fetch(w.url + location, { headers: TUS })).status, 401)
  t.equal(await offsetOf(w, location), 10, 'nothing changed')
  for (const id of ['..', '%2e%2e%2ffiles', 'x', `${'0'.repeat(8)}-0000-0000-0000-000000000000`, '.json']) {
    t.equal((await fetch(`${w.url}${PREFIX}/${id}`, { method: 'HEAD', headers: as('zhang', TUS) })).status, 404, id)
  }
  t.same(w.finished, [])
})

t.test('what is refused before a byte is sent', async t => {
  const w = await start(t, t.testdir(), { kinds: ['image'] })
  const cases: [string, number, Record<string, string>, object][] = [
    ['too large', MAX + 1, { filename: 'a.jpg' }, { status: 413, code: 'TOO_LARGE', errors: [{ field: ['file'] }] }],
    [
      'another kind',
      10,
      { filename: 'a.pdf' },
      { status: 422, errors: [{ code: 'FILE_TYPE_NOT_ALLOWED', field: ['fileName'] }] },
    ],
    [
      'a page',
      10,
      { filetype: 'text/html' },
      { status: 422, errors: [{ code: 'FILE_TYPE_NOT_ALLOWED', field: ['contentType'] }] },
    ],
    [
      'two minds',
      10,
      { filename: 'a.jpg', filetype: 'image/png' },
      { status: 422, errors: [{ code: 'FILE_TYPE_MISMATCH' }] },
    ],
    [
      'a turned name',
      10,
      { filename: 'a\u202egpj.exe.jpg' },
      { status: 422, errors: [{ code: 'INVALID_TEXT', field: ['fileName'] }] },
    ],
    [
      'a long name',
      10,
      { filename: `${'长'.repeat(200)}.jpg` },
      { status: 422, errors: [{ code: 'TOO_LONG', field: ['fileName'] }] },
    ],
    ['a key that means nothing', 10, { organisation: 'org_1' }, { status: 400, errors: [{ code: 'UNKNOWN_FIELD' }] }],
    ['nothing', 0, { filename: 'a.jpg' }, { status: 400, errors: [{ code: 'EMPTY_FILE' }] }],
  ]
  for (const [name, size, metadata, expected] of cases) {
    t.match(await (await create(w, size, metadata)).answer.json(), expected, name)
  }
  const raw = async (headers: Record<string, string>) =>
    (await fetch(w.url + PREFIX, { method: 'POST', headers: as('zhang', headers) })).json()
  t.match(await raw({ ...TUS }), { status: 400, code: 'INVALID_UPLOAD_HEADERS' }, 'no length')
  t.match(await raw({ ...TUS, 'upload-length': '-1' }), { status: 400, code: 'INVALID_UPLOAD_HEADERS' })
  t.match(await raw({ ...TUS, 'upload-length': '5', 'upload-metadata': 'a b c' }), { status: 400 })
  t.match(await raw({ ...TUS, 'upload-defer-length': '1' }), { status: 501 })
  const headers = as('zhang', { 'tus-resumable': '0.2.2', 'upload-length': '5' })
  const older = await fetch(w.url + PREFIX, { method: 'POST', headers })
  t.equal(older.headers.get('tus-version'), '1.0.0', 'what is spoken here')
  t.match(await older.json(), { status: 412, code: 'TUS_VERSION' })
  t.equal((await fetch(w.url + PREFIX, { method: 'POST', headers: { ...TUS, 'upload-length': '5' } })).status, 401)
  t.same(w.staged(), [], 'nothing was begun')
})

t.test('bytes that are not what was said are refused at the end and leave nothing', async t => {
  const w = await start(t, t.testdir())
  const html = hostile.html ?? Buffer.alloc(0)
  const { location } = await create(w, html.length, { filename: 'a.jpg', filetype: 'image/jpeg' })
  const answer = await patch(w, location, 0, html)
  t.match(await answer.json(), { status: 422, errors: [{ code: 'FILE_TYPE_NOT_ALLOWED', field: ['file'] }] })
  t.equal(await offsetOf(w, location), -404)
  t.same([w.staged(), w.blobs(), w.finished], [[], [], []])
})

t.test('more bytes than announced end an upload, and the reason is that', async t => {
  const w = await start(t, t.testdir())
  const about = { filename: 'a.jpg', filetype: 'image/jpeg' }
  const refused = { status: 413, code: 'UPLOAD_LENGTH_EXCEEDED', errors: [{ field: ['file'] }] }
  const first = await create(w, 20, about)
  t.equal((await patch(w, first.location, 0, photo.subarray(0, 10))).status, 204)
  const answer = await patch(w, first.location, 10, photo.subarray(10, 40))
  t.match(await answer.json(), { ...refused, detail: /多于声明的 20 字节/ })
  t.equal(await offsetOf(w, first.location), -404)
  const second = await create(w, 20, about)
  const head = `Host: x\r\nConnection: close\r\nAuthorization: Bearer zhang\r\nTus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\n`
  const chunks = `Transfer-Encoding: chunked\r\n\r\n20\r\n${'a'.repeat(32)}\r\n20\r\n${'a'.repeat(32)}\r\n0\r\n\r\n`
  const streamed = await rawExchange(
    w.port,
    `PATCH ${second.location} HTTP/1.1\r\n${head}Upload-Offset: 0\r\n${chunks}`,
  )
  t.match(streamed, /^HTTP\/1\.1 413 [\s\S]*"code":"UPLOAD_LENGTH_EXCEEDED"/, 'without a length of the body')
  t.equal(await offsetOf(w, second.location), -404)
  const atOnce = await rawExchange(w.port, `POST ${PREFIX} HTTP/1.1\r\n${head}Upload-Length: 20\r\n${chunks}`)
  t.match(atOnce, /^HTTP\/1\.1 413 [\s\S]*"code":"UPLOAD_LENGTH_EXCEEDED"/, 'with the first request')
  t.match(await (await create(w, MAX + 1, about)).answer.json(), { status: 413, code: 'TOO_LARGE' })
  t.same([w.staged(), w.blobs(), w.finished], [[], [], []])
})

t.test('quotas count unfinished uploads of one owner, also those begun at once', async t => {
  const w = await start(t, t.testdir(), { quota: { bytes: 1_000, uploads: 3 } })
  const big = await Promise.all(Array.from({ length: 6 }, () => create(w, 400, { filename: 'a.jpg' })))
  t.same(big.map(c => c.status).sort(), [201, 201, 429, 429, 429, 429], 'two of 400 bytes fit in 1,000')
  t.match(await big.find(c => c.status === 429)?.answer.json(), { code: 'UPLOAD_QUOTA' })
  t.equal((await create(w, 100, { filename: 'a.jpg' })).status, 201)
  t.equal((await create(w, 1, { filename: 'a.jpg' })).status, 429, 'three uploads')
  t.equal((await create(w, 400, { filename: 'a.jpg' }, 'li')).status, 201, 'another owner')
  const location = big.find(c => c.status === 201)?.location ?? ''
  t.equal((await fetch(w.url + location, { method: 'DELETE', headers: as('zhang', TUS) })).status, 204)
  t.equal((await create(w, 400, { filename: 'a.jpg' })).status, 201, 'room again')
})

t.test('uploads expire, and their bytes are removed at the next start', async t => {
  const dir = t.testdir()
  const w = await start(t, dir, { expireAfter: 150 })
  const { location } = await create(w, photo.length, { filename: 'a.jpg' })
  await patch(w, location, 0, photo.subarray(0, 10))
  await sleep(200)
  t.equal(await offsetOf(w, location), -410)
  t.match(await (await patch(w, location, 10, photo.subarray(10))).json(), { status: 410, code: 'UPLOAD_EXPIRED' })
  writeFileSync(join(dir, 'staging', 'stray.tmp'), 'left by a crash')
  utimesSync(join(dir, 'staging', 'stray.tmp'), 1_000, 1_000)
  await w.app.close()
  const next = await start(t, dir, { expireAfter: 150 })
  t.same(next.staged(), [])
  t.equal(await offsetOf(next, location), -404)
})

t.test('a whole file in one request', async t => {
  const w = await start(t, t.testdir())
  const send = (body: Buffer, headers: Record<string, string>) =>
    fetch(w.url + PREFIX, { method: 'POST', headers: as('script', headers), body: new Uint8Array(body) })
  const named = {
    'content-type': 'image/jpeg',
    'content-disposition': `attachment; filename*=UTF-8''%E7%85%A7%E7%89%87.jpg`,
  }
  const sent = await send(photo, named)
  t.equal(sent.status, 201)
  t.match(await sent.json(), { name: '照片.jpg', size: photo.length, contentType: 'image/jpeg' })
  t.match(w.finished, [{ owner: 'script', fileName: '照片.jpg', metadata: {} }])
  const csv = await send(samples['roster.csv'] ?? photo, { 'content-type': 'text/csv' })
  t.match(await csv.json(), { name: null, contentType: 'text/csv' })
  const json = { 'content-type': 'application/json' }
  t.match(await (await send(Buffer.from('{}'), json)).json(), { status: 422, errors: [{ field: ['contentType'] }] })
  t.match(await (await send(Buffer.alloc(0), named)).json(), { status: 400, errors: [{ code: 'EMPTY_FILE' }] })
  t.match(await (await send(hostile.svg ?? photo, named)).json(), {
    status: 422,
    errors: [{ code: 'FILE_TYPE_NOT_ALLOWED' }],
  })
  t.match(await (await send(Buffer.alloc(MAX + 1, 1), named)).json(), { status: 413, errors: [{ field: ['file'] }] })
  t.equal((await fetch(w.url + PREFIX, { method: 'POST', body: 'x' })).status, 401)
  t.equal(w.finished.length, 2)
  t.equal(w.blobs().length, 2)
})

t.test('a whole file that breaks off leaves nothing; one that grows past the limit is answered', async t => {
  const w = await start(t, t.testdir())
  const head = `POST ${PREFIX} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer zhang\r\nContent-Type: image/jpeg\r\nContent-Length: 90000\r\n\r\n`
  await cutOff(w, head, photo.subarray(0, 50_000))
  await cutOff(w, head.replace('Content-Length: 90000', 'Transfer-Encoding: chunked'), Buffer.from('4\r\nabcd\r\n'))
  await until(() => w.blobs().length === 0)
  t.same(w.finished, [])

  const status = await new Promise((resolve, reject) => {
    const headers = as('zhang', { 'content-type': 'image/jpeg', 'transfer-encoding': 'chunked' })
    const request = httpRequest(w.url + PREFIX, { method: 'POST', headers }, response => {
      response.resume()
      resolve(response.statusCode)
    })
    request.on('error', reject)
    for (let i = 0; i < 4; i++) request.write(photo)
    request.end()
  })
  t.equal(status, 413)
  t.same([w.blobs(), w.finished], [[], []])
})
