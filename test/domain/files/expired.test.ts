import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { PHOTO } from '../../support/duty.ts'
import { world } from '../../support/world.ts'

const UPLOADS = '/files/v1/uploads'
const TUS = { 'tus-resumable': '1.0.0' }
const PIECE = { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }

t.test('an upload of more than a day ago is gone for whoever asks, and counts against no quota', async t => {
  const w = await world(t)
  const client = await w.as('MEMBER')
  const folder = join(w.services.config.DATA_DIR, 'uploads')
  const begin = () => client.request('POST', UPLOADS, { headers: { ...TUS, 'upload-length': String(PHOTO.length) } })
  const begun = await Promise.all(Array.from({ length: 20 }, begin))
  t.equal((await begin()).statusCode, 429)
  const finished = String(begun[0]?.headers.location)
  const done = await client.request('PATCH', finished, { payload: PHOTO, headers: PIECE })
  t.equal(done.statusCode, 200)
  for (const name of (await readdir(folder)).filter(one => one.endsWith('.json'))) {
    const record = JSON.parse(await readFile(join(folder, name), 'utf8'))
    const yesterday = new Date(Date.now() - 25 * 3_600_000).toISOString()
    await writeFile(join(folder, name), JSON.stringify({ ...record, creation_date: yesterday }))
  }
  const url = String(begun[1]?.headers.location)
  const { result, same } = await w.unchanged(() => client.request('PATCH', url, { payload: PHOTO, headers: PIECE }))
  t.match(result.json(), { status: 410, code: 'UPLOAD_EXPIRED' })
  t.ok(same)
  t.equal((await client.request('HEAD', url, { headers: TUS })).statusCode, 410)
  t.match((await client.request('GET', url)).json(), { status: 410, code: 'UPLOAD_EXPIRED' })
  t.same((await client.request('GET', finished)).json().result, done.json(), 'the answer is told while it is there')
  t.equal((await begin()).statusCode, 201)
})

t.test('a sum that would not be compared is not taken', async t => {
  const w = await world(t)
  const client = await w.as('MEMBER')
  const begun = await client.request('POST', UPLOADS, { headers: { ...TUS, 'upload-length': String(PHOTO.length) } })
  const url = String(begun.headers.location)
  const headers = { ...PIECE, 'upload-checksum': `sha1 ${Buffer.alloc(20).toString('base64')}` }
  const { result, same } = await w.unchanged(() => client.request('PATCH', url, { payload: PHOTO, headers }))
  t.match(result.json(), { status: 501, code: 'NOT_IMPLEMENTED' })
  t.ok(same)
  t.equal((await client.request('HEAD', url, { headers: TUS })).headers['upload-offset'], '0')
  const wrong = await client.request('PATCH', url, { payload: PHOTO, headers: { ...PIECE, 'upload-offset': '-1' } })
  t.match(wrong.json(), { status: 400, detail: /Upload-Offset/ })
})
