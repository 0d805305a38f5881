import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { importMembers } from '../../../src/domain/members/import.ts'
import { systemViewer } from '../../../src/kernel/viewer.ts'
import { systemContext } from '../../../src/platform/context.ts'
import { world } from '../../support/world.ts'
import {
  csvOf,
  fullDictionaries,
  GOOD,
  holdStream,
  letGo,
  seatsIn,
  send,
  skip,
  untilWaiting,
  XLSX,
} from './import-support.ts'
import { writeZip } from './roster/zip-writer.ts'

t.test('an idempotency key', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const bytes = csvOf(['姓名', '性别'], ['张三', '男'])
  const headers = { 'idempotency-key': 'roster-2026-01' }
  await send(admin, { bytes, headers, query: { dryRun: 'true' } })
  const first = await send(admin, { bytes, headers })
  t.match(first.body, { applied: true, created: 1 })
  const again = await w.unchanged(() => send(admin, { bytes, headers }))
  t.strictSame(again.result.body, first.body)
  t.ok(again.same)
  const other = await w.unchanged(() => send(admin, { bytes: csvOf(['姓名', '性别'], ['李四', '男']), headers }))
  t.equal(other.result.status, 422)
  t.match(other.result.body.errors, [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotency-key'] }])
  t.ok(other.same)
  t.equal((await send(admin, { bytes, headers: { 'idempotency-key': 'a b' } })).status, 400)
})

t.test('two at once are one after the other', async t => {
  const w = await world(t)
  const [admin, liaison] = [await w.as('ORGANIZATION_ADMINISTRATOR'), await w.as('LIAISON_OFFICE')]
  const bytes = csvOf(
    ['姓名', '性别'],
    ...Array.from({ length: 50 }, (_, i) => [`张${String.fromCodePoint(0x4e00 + i * 7)}`, '男']),
  )
  const direct = {
    organizationId: '140200',
    bytes: Buffer.from(bytes),
    fileName: 'a.csv',
    policy: 'ALL_OR_NOTHING',
    dryRun: false,
  } as const
  const [one, two, three] = await Promise.all([
    send(admin, { bytes }),
    send(liaison, { bytes }),
    importMembers(systemContext(w.services, '140200'), direct),
  ])
  t.strictSame(
    [one?.body.created, two?.body.created, three?.created].toSorted((a, b) => a - b),
    [0, 0, 50],
  )
  t.equal(await seatsIn(w), 50)
})

t.test('hostile files', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const relation = (kind: string, target: string) =>
    `<Relationships><Relationship Id="r0" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/></Relationships>`
  const bomb = writeZip([
    { name: '[Content_Types].xml', data: Buffer.from('<Types/>') },
    { name: '_rels/.rels', data: Buffer.from(relation('officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      data: Buffer.from('<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="r0"/></sheets></workbook>'),
    },
    { name: 'xl/_rels/workbook.xml.rels', data: Buffer.from(relation('worksheet', 'worksheets/sheet1.xml')) },
    { name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(150 * 1024 * 1024, ' ') },
  ])
  const broken = Buffer.from(XLSX)
  broken.fill(0x41, broken.length >> 1, (broken.length >> 1) + 400)
  const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  for (const [name, bytes, status, code, type] of [
    ['empty', '', 400, 'FILE_EMPTY', 'text/csv'],
    ['truncated', XLSX.subarray(0, XLSX.length >> 1), 400, 'FILE_CORRUPT', xlsx],
    ['damaged', broken, 400, 'FILE_CORRUPT', xlsx],
    ['zip bomb', bomb, 413, 'ARCHIVE_TOO_LARGE', xlsx],
    ['too many rows', `姓名\n${'张三\n'.repeat(50_001)}`, 413, 'TOO_MANY_ROWS', 'text/csv'],
    [
      'old workbook',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
      415,
      'FILE_OLD_XLS',
      'application/vnd.ms-excel',
    ],
    ['a PDF', '%PDF-1.7\n', 415, 'FILE_TYPE_UNSUPPORTED', xlsx],
    ['no heading', '甲,乙\n1,2\n', 422, 'ROSTER_HEADER_NOT_FOUND', 'text/csv'],
    ['JSON', '{}', 415, undefined, 'application/json'],
    ['over the limit', Buffer.alloc(20 * 1024 * 1024 + 1), 413, undefined, 'application/octet-stream'],
  ] as const) {
    const { result, same } = await w.unchanged(() => send(admin, { bytes, headers: { 'content-type': type } }))
    t.equal(result.status, status, name)
    if (code) t.match(result.body.errors, [{ code, field: ['file'] }], name)
    t.ok(result.body.detail && result.body.requestId, name)
    t.ok(same, name)
  }
})

t.test('what breaks off leaves nothing', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  await t.test('the client goes away in the middle of the file', async t => {
    const address = new URL(await w.app.http.listen({ port: 0, host: '127.0.0.1' }))
    const { same } = await w.unchanged(async () => {
      const socket = connect(Number(address.port), address.hostname)
      socket.write(
        `POST /imports/v1/members?policy=SKIP_BAD_ROWS HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${admin.token}\r\n` +
          `Content-Type: application/octet-stream\r\nContent-Length: ${XLSX.length}\r\n\r\n`,
      )
      socket.write(XLSX.subarray(0, XLSX.length >> 1))
      while (w.app.http.requests.inFlight === 0) await sleep(5)
      socket.destroy()
      while (w.app.http.requests.inFlight > 0) await sleep(5)
    })
    t.ok(same)
  })

  await t.test('the database connection dies while the list is being written', async t => {
    await fullDictionaries(w, 'CITY')
    const holder = await holdStream(w)
    const { result, same } = await w.unchanged(async () => {
      const sent = send(admin, { query: skip })
      await untilWaiting(w, 'select pg_terminate_backend(pid)')
      return sent
    })
    await letGo(holder)
    t.equal(result.status, 503)
    t.ok(same)
    t.match((await send(admin, { query: skip })).body, { applied: true, created: GOOD }, 'and the next try does it all')
  })
})

t.test('a key is held while its import is at work', async t => {
  const w = await world(t, { config: { DATABASE_POOL_SIZE: 12 } })
  const { accountId } = await w.as('ORGANIZATION_ADMINISTRATOR')
  const context = { ...systemContext(w.services, '140200'), viewer: { ...systemViewer('140200'), accountId } }
  const bytes = Buffer.from(csvOf(['姓名', '性别'], ['张三', '男']))
  const request = {
    organizationId: '140200',
    bytes,
    fileName: 'a.csv',
    policy: 'ALL_OR_NOTHING',
    dryRun: false,
    idempotencyKey: 'roster-2026-01',
  } as const
  const holder = await holdStream(w)
  const first = importMembers(context, request)
  await untilWaiting(w, 'select pg_backend_pid()')
  const second = importMembers(context, request).then(
    () => 'done',
    error => error.code,
  )
  // Its refusal is put on record, so it waits for the stream as well.
  await untilWaiting(w, 'select pg_backend_pid()', 2)
  await letGo(holder)
  t.equal(await second, 'CONFLICT')
  t.match(await first, { applied: true, created: 1 })
  t.strictSame(await importMembers(context, request), await first, 'afterwards it is answered as the first time')
})
