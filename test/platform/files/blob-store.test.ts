import { createHash } from 'node:crypto'
import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { ApiError, Refused } from '../../../src/kernel/user-error.ts'
import { openBlobStore } from '../../../src/platform/files/blob-store.ts'
import { isHttpProblem } from '../../../src/platform/http/problem-types.ts'
import { hostile, samples } from './samples.ts'

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const photo = samples['photo.jpg'] ?? Buffer.alloc(0)

async function folderStore(t: Test) {
  const folder = join(t.testdir(), 'files')
  const config = {
    FILE_STORE: folder,
    DATA_DIR: '',
    S3_ENDPOINT: '',
    S3_REGION: '',
    S3_ACCESS_KEY_ID: '',
    S3_SECRET_ACCESS_KEY: '',
  }
  return { store: await openBlobStore(config), folder, reopen: () => openBlobStore(config) }
}

/** Every file under a folder. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}

const codeOf = (error: unknown) => {
  if (error instanceof Refused) return error.errors[0]?.code
  if (error instanceof ApiError) return error.code
  return isHttpProblem(error) ? error.problem.errors[0]?.code : String(error)
}

t.test('what is stored comes back, whole and in part, under its hash', async t => {
  const { store, folder } = await folderStore(t)
  const stored = await store.put(Readable.from([photo.subarray(0, 5), photo.subarray(5)]), {
    limit: 1000,
    fileName: 'a.jpg',
  })
  t.same(stored, { sha256: sha256(photo), size: photo.length, contentType: 'image/jpeg' })
  t.same(await buffer(await store.open(stored.sha256)), photo)
  t.same(await buffer(await store.open(stored.sha256, { start: 3, end: 7 })), photo.subarray(3, 8))
  t.ok(await store.has(stored.sha256))
  const path = join(folder, stored.sha256.slice(0, 2), stored.sha256.slice(2, 4), stored.sha256)
  t.same(filesIn(folder), [path], 'one file, two levels deep, and nothing left beside it')
  t.equal(statSync(path).mode & 0o777, 0o600)
  await store.check()
})

t.test('the same content is kept once, and storing it again heals a damaged blob', async t => {
  const { store, folder } = await folderStore(t)
  const put = () => store.put(Readable.from([photo]), { limit: 1000 })
  const [first, second] = await Promise.all([put(), put()])
  t.same(first, second)
  const [path = ''] = filesIn(folder)
  writeFileSync(path, 'damaged')
  await put()
  t.same(await buffer(await store.open(first.sha256)), photo)
  t.equal(filesIn(folder).length, 1)
})

t.test('what is refused or breaks off leaves nothing', async t => {
  const { store, folder } = await folderStore(t)
  const broken = (code: string) =>
    new Readable({
      read() {
        this.push(photo)
        this.destroy(Object.assign(new Error('gone'), { code }))
      },
    })
  const cases: [string, Readable, { limit: number; fileName?: string; contentType?: string }, string][] = [
    ['over the limit', Readable.from([photo, photo]), { limit: photo.length * 2 - 1 }, 'TOO_LARGE'],
    ['empty', Readable.from([]), { limit: 9 }, 'EMPTY_FILE'],
    ['cut off', broken('ECONNRESET'), { limit: 999 }, 'UPLOAD_TRUNCATED'],
    ['failing', broken('EWHATEVER'), { limit: 999 }, 'Error: gone'],
    ['not the type of its name', Readable.from([photo]), { limit: 999, fileName: 'a.png' }, 'FILE_TYPE_MISMATCH'],
    [
      'not the type claimed',
      Readable.from([photo]),
      { limit: 999, contentType: 'application/pdf' },
      'FILE_TYPE_MISMATCH',
    ],
    ...Object.entries(hostile).map(([what, bytes]): (typeof cases)[number] => [
      what,
      Readable.from([bytes]),
      { limit: 9999 },
      'FILE_TYPE_NOT_ALLOWED',
    ]),
  ]
  for (const [what, stream, options, code] of cases) {
    const error = await store.put(stream, options).then(
      () => undefined,
      (e: unknown) => e,
    )
    t.equal(codeOf(error), code, what)
    t.same(filesIn(folder), [], `${what}: nothing left`)
  }
  const exact = await store.put(Readable.from([photo]), { limit: photo.length })
  t.equal(exact.size, photo.length, 'exactly the limit is allowed')
})

t.test('an unknown blob, or a name that is none', async t => {
  const { store, folder } = await folderStore(t)
  writeFileSync(join(t.testdirName, 'secret'), 'x')
  for (const name of ['0'.repeat(64), '../secret', `../../${'0'.repeat(58)}`, '', 'A'.repeat(64)]) {
    await t.rejects(store.open(name), { code: 'NOT_FOUND' }, JSON.stringify(name))
    t.equal(await store.has(name), false)
    t.equal(await store.delete(name), false)
  }
  t.ok(statSync(join(folder, '..', 'secret')))
})

t.test('a blob stored again after a clean-up began is not deleted', async t => {
  const { store, folder } = await folderStore(t)
  const put = () => store.put(Readable.from([photo]), { limit: 1000 })
  const { sha256 } = await put()
  const [path = ''] = filesIn(folder)
  utimesSync(path, 1_000, 1_000)
  const began = new Date(2_000_000)
  await put()
  t.equal(await store.delete(sha256, began), false, 'its time was renewed')
  t.ok(await store.has(sha256))
  utimesSync(path, 1_000, 1_000)
  t.equal(await store.delete(sha256, began), true)
  t.equal(await store.has(sha256), false)
})

t.test('what a crash left half received is removed at the next start, what is fresh is not', async t => {
  const { folder, reopen } = await folderStore(t)
  await mkdir(join(folder, 'tmp'), { recursive: true })
  for (const name of ['stale', 'fresh']) writeFileSync(join(folder, 'tmp', name), 'half')
  const twoDaysAgo = Date.now() / 1000 - 2 * 86_400
  utimesSync(join(folder, 'tmp', 'stale'), twoDaysAgo, twoDaysAgo)
  await reopen()
  t.same(readdirSync(join(folder, 'tmp')), ['fresh'])
})
