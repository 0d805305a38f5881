import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { roleGrants } from '../../../src/domain/identity/tables.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { givenDuty, givenPhoto, PHOTO } from '../../support/duty.ts'
import { givenMemberClient } from '../../support/members.ts'
import { PLACES, world } from '../../support/world.ts'

const UPLOADS = '/files/v1/uploads'
const SHA256 = createHash('sha256').update(PHOTO).digest('hex')
const TUS = { 'tus-resumable': '1.0.0' }
const UNKNOWN = { errors: [{ code: 'UNKNOWN_FIELD', field: ['organisation'] }] }
const base64 = (text: string) => Buffer.from(text).toString('base64')

t.test('a file goes up in one request and comes down whole or in part', async t => {
  const w = await world(t)
  const client = await w.as('MEMBER')
  const up = await client.request('POST', UPLOADS, {
    payload: PHOTO,
    headers: {
      'content-type': 'image/png',
      'content-disposition': "attachment; filename*=UTF-8''%E7%85%A7%E7%89%87.png",
    },
  })
  t.equal(up.statusCode, 201)
  const file = up.json()
  t.match(file, {
    id: /^file_140200_[0-9a-f-]{36}$/,
    name: '照片.png',
    contentType: 'image/png',
    size: PHOTO.length,
    sha256: SHA256,
    url: `/files/v1/${file.id}`,
  })
  const whole = await client.request('GET', file.url)
  t.equal(whole.statusCode, 200)
  t.same(whole.rawPayload, PHOTO)
  t.match(whole.headers, {
    'content-type': 'image/png',
    etag: `"${SHA256}"`,
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
  })
  t.match(whole.headers['content-disposition'], /^attachment/)
  const part = await client.request('GET', file.url, { headers: { range: 'bytes=8-15' } })
  t.equal(part.statusCode, 206)
  t.same(part.rawPayload, PHOTO.subarray(8, 16))
  t.equal((await client.request('GET', file.url, { headers: { range: 'bytes=9999-' } })).statusCode, 416)
  const head = await client.request('HEAD', file.url)
  t.match([head.statusCode, head.headers['content-length'], head.rawPayload.length], [200, String(PHOTO.length), 0])
  const node = await client.run(
    'query ($id: ID!) { node(id: $id) { ... on File { name contentType size sha256 url } } }',
    { id: file.id },
  )
  t.same(node.data.node, {
    name: '照片.png',
    contentType: 'image/png',
    size: PHOTO.length,
    sha256: SHA256,
    url: file.url,
  })
  const { rows } = await w.owner.query(`select action, op from change_log where record_type = 'File'`)
  t.same(rows, [{ action: 'fileUpload', op: 'CREATE' }])
})

t.test('a large file goes up in pieces, and one answer is one file', async t => {
  const w = await world(t)
  const client = await w.as('MEMBER', 'COUNTY')
  const metadata = `filename ${base64('photo.png')},filetype ${base64('image/png')}`
  const begun = await client.request('POST', UPLOADS, {
    headers: { ...TUS, 'upload-length': String(PHOTO.length), 'upload-metadata': metadata },
  })
  t.equal(begun.statusCode, 201)
  const url = String(begun.headers.location)
  const piece = (from: number, to: number) =>
    client.request('PATCH', url, {
      payload: PHOTO.subarray(from, to),
      headers: { ...TUS, 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream' },
    })
  t.equal((await piece(0, 20)).statusCode, 204)
  t.equal((await client.request('HEAD', url, { headers: TUS })).headers['upload-offset'], '20')
  t.equal(
    (await (await w.newClient({ role: 'MEMBER', place: 'COUNTY' })).request('HEAD', url, { headers: TUS })).statusCode,
    404,
  )
  const last = await piece(20, PHOTO.length)
  t.match(last.json(), { id: /^file_140212_/, sha256: SHA256 })
  t.same((await client.request('GET', url)).json().result, last.json(), 'a lost answer is given again')
  t.same((await client.request('GET', last.json().url)).rawPayload, PHOTO)
  t.same((await w.owner.query('select count(*)::int as n from files')).rows, [{ n: 1 }])
})

t.test('a file is for its uploader and for whoever sees the record it proves', async t => {
  const w = await world(t)
  const { member, client } = await givenMemberClient(w, 'COUNTY')
  const photo = await givenPhoto(client)
  const office = await w.as('LIAISON_OFFICE', 'COUNTY')
  const url = `/files/v1/${photo}`
  const status = async (who: typeof client) => (await who.request('GET', url)).statusCode
  t.equal(await status(client), 200)
  t.equal(await status(office), 404, 'the office does not see what belongs to no record yet')
  await givenDuty(w, member, { evidence: [photo] })
  const colleague = await givenMemberClient(w, 'COUNTY', { name: '李四' })
  t.equal(await status(office), 200)
  t.equal(await status(await w.as('LIAISON_OFFICE', 'CITY')), 200, 'the city reads its county’s duties')
  for (const other of [
    colleague.client,
    await w.as('AUDITOR', 'COUNTY'),
    await w.as('LIAISON_OFFICE', 'SIBLING'),
    await w.as('MEMBER', 'OTHER_CITY'),
  ]) {
    t.equal(await status(other), 404)
    const node = await other.run('query ($id: ID!) { node(id: $id) { id } }', { id: photo })
    t.equal(node.data.node, null)
  }
  t.equal(await status(w.nobody), 401)
})

t.test('refused uploads leave nothing', async t => {
  const w = await world(t)
  const client = await w.as('MEMBER')
  const png = { 'content-type': 'image/png', 'content-disposition': 'attachment; filename=photo.png' }
  const cases: [string, string, Buffer, Record<string, string>, number][] = [
    [
      'no type that is kept',
      UPLOADS,
      PHOTO,
      { 'content-type': 'text/html', 'content-disposition': 'attachment; filename=a.html' },
      400,
    ],
    ['not what it says', UPLOADS, Buffer.from('%PDF-1.7 no png'), png, 400],
    ['empty', UPLOADS, Buffer.alloc(0), png, 400],
    [
      'NUL in the name',
      UPLOADS,
      PHOTO,
      { ...png, 'content-disposition': "attachment; filename*=UTF-8''a%00.png" },
      400,
    ],
    ['for a committee where one may not', `${UPLOADS}?organization=org_140300`, PHOTO, png, 403],
    ['for nothing', `${UPLOADS}?organization=nonsense`, PHOTO, png, 403],
  ]
  for (const [name, url, payload, headers, wanted] of cases) {
    const { result, same } = await w.unchanged(() => client.request('POST', url, { payload, headers }))
    t.match(result.json().status, wanted === 400 ? /^(400|415|422)$/ : wanted, `${name}: ${result.body}`)
    t.ok(same, name)
  }
  for (const [who, wanted] of [
    [await w.as('AUDITOR'), 403],
    [w.nobody, 401],
  ] as const) {
    const { result, same } = await w.unchanged(() => who.request('POST', UPLOADS, { payload: PHOTO, headers: png }))
    t.equal(result.statusCode, wanted)
    t.ok(same)
  }
  for (const id of [
    'nonsense',
    'uploads',
    'mem_140200_x',
    'file_140200_018f0000-0000-7000-8000-000000000000',
    'file_999999999999999999_018f0000-0000-7000-8000-000000000000',
  ]) {
    t.equal((await client.request('GET', `/files/v1/${id}`)).statusCode, 404, id)
  }
})

t.test('an upload takes no parameter that it does not know', async t => {
  const w = await world(t)
  const client = await w.as('MEMBER')
  const begin = { ...TUS, 'upload-length': String(PHOTO.length) }
  const begun = await client.request('POST', UPLOADS, { headers: begin })
  const url = String(begun.headers.location)
  const piece = { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
  const requests = [
    ['POST', UPLOADS, { payload: PHOTO, headers: { 'content-type': 'image/png' } }],
    ['POST', UPLOADS, { headers: begin }],
    ['GET', url, {}],
    ['PATCH', url, { payload: PHOTO, headers: piece }],
    ['DELETE', url, { headers: TUS }],
  ] as const
  for (const [method, path, options] of requests) {
    const { result, same } = await w.unchanged(() => client.request(method, `${path}?organisation=org_140212`, options))
    t.equal(result.statusCode, 400, `${method} ${path}`)
    t.match(result.json().errors, [{ code: 'UNKNOWN_FIELD', field: ['organisation'] }])
    t.ok(same)
  }
  const head = await client.request('HEAD', url, { headers: TUS })
  t.equal(head.headers['upload-offset'], '0', 'nothing was received, and nothing is cancelled')
})

t.test('an upload in pieces is for the committee that its address named when it began', async t => {
  const w = await world(t)
  const client = await w.newClient({ role: 'MEMBER', place: 'CITY' })
  const { organizationId: accountOrganizationId, accountId } = client
  const grant = { accountOrganizationId, accountId, role: 'MEMBER' }
  await w.system('COUNTY', ({ db }) =>
    db.insert(roleGrants).values({ organizationId: PLACES.COUNTY, id: newId(), ...grant }),
  )
  const metadata = `filename ${base64('photo.png')},filetype ${base64('image/png')}`
  const begun = await client.request('POST', `${UPLOADS}?organization=org_140212`, {
    headers: { ...TUS, 'upload-length': String(PHOTO.length), 'upload-metadata': metadata },
  })
  const sent = await client.request('PATCH', String(begun.headers.location), {
    payload: PHOTO,
    headers: { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
  })
  t.match(sent.json(), { id: /^file_140212_/ })
  const { result, same } = await w.unchanged(() =>
    client.request('POST', `${UPLOADS}?organization=org_140212`, {
      headers: {
        ...TUS,
        ...{ 'upload-length': String(PHOTO.length), 'upload-metadata': `organization ${base64('org_140200')}` },
      },
    }),
  )
  t.match(result.json(), { status: 400, errors: [{ code: 'CONTRADICTION', field: ['organization'] }] })
  t.ok(same, 'two committees named: neither is meant')
})

t.test('metadata that cannot be meant is refused where the upload begins', async t => {
  const w = await world(t)
  const client = await w.as('MEMBER')
  const begin = (metadata: string, length = PHOTO.length) =>
    client.request('POST', UPLOADS, {
      headers: { ...TUS, 'upload-length': String(length), 'upload-metadata': metadata },
    })
  const name = `filename ${base64('photo.png')}`
  const gbk = Buffer.from([0xd5, 0xd5, 0xc6, 0xac]).toString('base64')
  const cases: [string, string, number, object][] = [
    ['another committee', `organization ${base64('org_140300')}`, 403, { code: 'FORBIDDEN' }],
    ['no committee', `organization ${base64('org_999999')}`, 403, { code: 'FORBIDDEN' }],
    ['no id', `organization ${base64('大同市政协')}`, 403, { code: 'FORBIDDEN' }],
    ['nothing', 'organization', 403, { code: 'FORBIDDEN' }],
    ['no Base64', 'organization org_140200', 400, { code: 'INVALID_UPLOAD_HEADERS' }],
    ['a key twice', `${name},${name}`, 400, { code: 'INVALID_UPLOAD_HEADERS' }],
    ['a misspelt key', `${name},organisation ${base64('org_140200')}`, 400, UNKNOWN],
    ['a name in GBK', `filename ${gbk}`, 400, { errors: [{ code: 'INVALID_ENCODING', field: ['filename'] }] }],
    ['a long name', `filename ${base64('长'.repeat(201))}`, 422, { errors: [{ code: 'TOO_LONG' }] }],
  ]
  for (const [what, metadata, status, problem] of cases) {
    const { result, same } = await w.unchanged(() => begin(metadata))
    t.equal(result.statusCode, status, `${what}: ${result.body}`)
    t.match(result.json(), problem, what)
    t.ok(same)
  }
  t.match((await begin(name, 0)).json(), { status: 400, errors: [{ code: 'EMPTY_FILE' }] })
  t.same(await readdir(join(w.services.config.DATA_DIR, 'uploads')), [], 'nothing was begun')
  const uppy = `${name},name ${base64('photo.png')},type ${base64('image/png')},relativePath`
  t.equal((await begin(uppy)).statusCode, 201, 'what clients add by themselves')
  t.equal((await begin(`organization ${base64('org_140200')}`)).statusCode, 201)
})
