import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { openBlobStore } from '../../../src/platform/files/blob-store.ts'
import { fakeS3 } from './fake-s3.ts'
import { hostile, samples } from './samples.ts'

const photo = samples['photo.jpg'] ?? Buffer.alloc(0)
const sha256 = createHash('sha256').update(photo).digest('hex')
const key = `/cppcc/datong/evidence/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`

async function s3Store(t: Test, secret = 'secret-of-the-store') {
  const s3 = await fakeS3('secret-of-the-store')
  t.teardown(() => s3.close())
  const dataDir = t.testdir()
  const store = await openBlobStore({
    FILE_STORE: 's3://cppcc/datong/evidence/',
    DATA_DIR: dataDir,
    S3_ENDPOINT: s3.endpoint,
    S3_REGION: 'us-east-1',
    S3_ACCESS_KEY_ID: 'key',
    S3_SECRET_ACCESS_KEY: secret,
  })
  const spooled = () => readdirSync(join(dataDir, 'spool'))
  return { s3, store, spooled, put: () => store.put(Readable.from([photo]), { limit: 1000 }) }
}

t.test('stores, reads whole and in part, finds and deletes', async t => {
  const { s3, store, spooled, put } = await s3Store(t)
  t.same(await put(), { sha256, size: photo.length, contentType: 'image/jpeg' })
  t.same([...s3.objects.keys()], [key])
  t.match(s3.objects.get(key), { body: photo, contentType: 'image/jpeg' })
  t.same(spooled(), [], 'nothing stays on this machine')
  t.same(await buffer(await store.open(sha256)), photo)
  t.same(await buffer(await store.open(sha256, { start: 2, end: 5 })), photo.subarray(2, 6))
  t.equal(await store.has(sha256), true)
  await store.check()
  t.equal(await store.delete(sha256, new Date(0)), false, 'stored since')
  t.equal(await store.delete(sha256), true)
  t.equal(s3.objects.size, 0)
  t.equal(await store.has(sha256), false)
  await t.rejects(store.open(sha256), { code: 'NOT_FOUND' })
  const methods = s3.requests.map(request => request.split(' ')[0])
  t.same(methods, ['PUT', 'GET', 'GET', 'HEAD', 'HEAD', 'HEAD', 'HEAD', 'DELETE', 'HEAD', 'GET'])
})

t.test('what is refused never reaches the store', async t => {
  const { s3, store, spooled } = await s3Store(t)
  for (const bytes of Object.values(hostile)) {
    await t.rejects(store.put(Readable.from([bytes]), { limit: 10_000 }), { name: 'Refused' })
  }
  await t.rejects(store.put(Readable.from([photo]), { limit: 3 }), { code: 'TOO_LARGE' })
  t.same(s3.requests, [])
  t.same(spooled(), [])
})

t.test('a store that fails, refuses or is away is an UNAVAILABLE, and leaves nothing here', async t => {
  const failing = await s3Store(t)
  await failing.put()
  failing.s3.failWith = 500
  const { store } = failing
  for (const work of [failing.put, () => store.open(sha256), () => store.has(sha256), () => store.check()]) {
    await t.rejects(async () => void (await work()), { code: 'UNAVAILABLE', retryAfter: 5 })
  }
  t.same(failing.spooled(), [])
  failing.s3.failWith = 0
  await failing.put()
  t.ok(await failing.store.has(sha256), 'and it is used again once it is back')

  const stranger = await s3Store(t, 'another secret')
  await t.rejects(stranger.put(), { code: 'UNAVAILABLE' })
  t.equal(stranger.s3.objects.size, 0)
  const away = await s3Store(t)
  await away.s3.close()
  await t.rejects(away.put(), { code: 'UNAVAILABLE' })
})

t.test('an address that is none is refused at the start', async t => {
  for (const url of ['s3://', 's3://UPPER', 's3:///prefix', 's3://a']) {
    const config = {
      FILE_STORE: url,
      DATA_DIR: '',
      S3_ENDPOINT: '',
      S3_REGION: '',
      S3_ACCESS_KEY_ID: '',
      S3_SECRET_ACCESS_KEY: '',
    }
    await t.rejects(openBlobStore(config), /FILE_STORE/, url)
  }
})
