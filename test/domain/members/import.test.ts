import ExcelJS from 'exceljs'
import t from 'tap'
import { Check } from 'typebox/value'
import { importMembers } from '../../../src/domain/members/import.ts'
import { MemberImportReport } from '../../../src/domain/members/import-present.ts'
import { systemContext } from '../../../src/platform/context.ts'
import { type Client, world } from '../../support/world.ts'
import { BAD, CSV, csvOf, expected, fullDictionaries, GOOD, seatsIn, send, skip, XLSX } from './import-support.ts'

t.test('the roster of a city committee, as its administrator imports it', async t => {
  const w = await world(t)
  await fullDictionaries(w, 'CITY')
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')

  await t.test('a dry run lists exactly the bad rows and writes nothing', async t => {
    const { result, same } = await w.unchanged(() => send(admin, { query: { dryRun: 'true' } }))
    const { status, body } = result
    t.equal(status, 200)
    t.ok(Check(MemberImportReport, body), 'as OpenAPI says')
    t.ok(same)
    t.strictSame(
      body.errors.map((e: { number: string }) => e.number),
      BAD,
    )
    t.strictSame(
      body.warnings.map((e: { number: string; code: string }) => [e.number, e.code]),
      [['301', 'SEX_MISSING']],
    )
    const counts = { persons: expected.persons, created: GOOD, updated: 0, unchanged: 0, skipped: BAD.length }
    t.match(body, {
      dryRun: true,
      refused: true,
      applied: false,
      ...counts,
      errorCount: BAD.length,
      organization: 'org_140200',
    })
    t.match(body.errors[0], {
      sheet: '名册',
      row: 44,
      field: 'phone',
      column: { letter: 'K' },
      value: '990*****37',
      message: '手机号应为 11 位，现为 10 位',
    })
    t.match(body.sheets, [
      {
        name: '名册',
        columns: [
          { field: 'number', letter: 'A' },
          { field: 'name', letter: 'B' },
        ],
      },
    ])
    const { rows } = await w.owner.query("select from change_log where action = 'membersImport'")
    t.equal(rows.length, 0, 'a dry run is no write')
  })

  await t.test('OpenAPI describes it', async t => {
    const { paths } = (await w.nobody.request('GET', '/openapi.json')).json()
    const { requestBody, parameters, responses } = paths['/imports/v1/members'].post
    t.match(
      parameters.map((p: { name: string }) => p.name),
      ['organization', 'term', 'policy', 'dryRun'],
    )
    t.match(Object.keys(responses), ['200', '400', '401', '403', '409', '413', '415', '422', '503'])
    t.ok(requestBody.content['application/octet-stream'], 'the body is the file')
  })

  await t.test('the findings speak English when asked', async t => {
    const { body } = await send(admin, { query: { dryRun: 'true' }, headers: { 'accept-language': 'en' } })
    t.match(body.errors[1], { code: 'SECTOR_UNKNOWN', message: /did you mean/, suggestion: '经济界' })
  })

  await t.test('the findings come as a workbook', async t => {
    const { answer, status } = await send(admin, { query: { dryRun: 'true', format: 'xlsx' } })
    t.equal(status, 200)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(Uint8Array.from(answer.rawPayload).buffer)
    const sheet = book.worksheets[0]
    t.equal(sheet?.rowCount, 1 + expected.rows.length)
    t.strictSame(
      [1, 2, 3].map(column => sheet?.getRow(2).getCell(column).value),
      ['名册', 44, '37'],
    )
    t.equal((await send(admin, { query: { format: 'xlsx' } })).body.errors[0].field[0], 'format')
  })

  await t.test('the whole or nothing: refused, with the same report', async t => {
    const { result, same } = await w.unchanged(() => send(admin))
    t.equal(result.status, 422)
    t.match(result.answer.headers['content-type'], /^application\/problem\+json/)
    t.match(result.body, {
      code: 'ROSTER_HAS_ERRORS',
      status: 422,
      report: { refused: true, applied: false, dryRun: false, skipped: BAD.length },
    })
    t.strictSame(
      result.body.report.errors.map((e: { number: string }) => e.number),
      BAD,
    )
    t.ok(same)
    const { rows } = await w.owner.query("select payload from change_payloads where payload ? 'codes'")
    t.strictSame(rows, [{ payload: { codes: ['ROSTER_HAS_ERRORS'] } }], 'the refusal is on record')
  })

  await t.test('without the bad rows', async t => {
    const { status, body } = await send(admin, { query: skip })
    t.equal(status, 200)
    t.match(body, { applied: true, refused: false, created: GOOD, updated: 0, unchanged: 0, skipped: BAD.length })
    t.equal(await seatsIn(w), GOOD)
    t.strictSame((await w.owner.query('select * from verify_changes(140200)')).rows, [], 'the chain holds')
  })

  await t.test('a second time, and the CSV of the same list, change nothing', async t => {
    for (const [bytes, type] of [
      [XLSX, 'application/octet-stream'],
      [CSV, 'text/csv'],
    ] as const) {
      const { result, same } = await w.unchanged(() =>
        send(admin, { bytes, query: skip, headers: { 'content-type': type } }),
      )
      t.match(result.body, { applied: true, created: 0, updated: 0, unchanged: GOOD })
      t.equal(result.body.notInFile.count, 0)
      t.ok(same)
    }
  })

  await t.test('members are found by pinyin, with what the list says', async t => {
    const office = await w.as('LIAISON_OFFICE')
    const { data } = await office.run(`{ members(filter: { text: "xuxuexue" }) { nodes {
      name isStanding workUnit joinedBy sector { name } specialCommittee { name } positions { name } person { sex phoneMasked birth { year month } } } } }`)
    t.match(data.members.nodes, [
      {
        name: '徐雪雪',
        isStanding: true,
        workUnit: '大同市云泉农场高级工程师',
        joinedBy: 'TERM',
        sector: { name: '中国共产党' },
        specialCommittee: { name: '提案委员会' },
        positions: [{ name: '主席' }],
        person: { sex: 'MALE', phoneMasked: '199****1001', birth: { year: 1952, month: 11 } },
      },
    ])
  })

  await t.test('numbers are sealed, and not in the change log', async t => {
    const { rows } = await w.owner.query(
      'select * from persons where phone_sealed is not null and identity_number_sealed is not null',
    )
    t.ok(rows.length > 300)
    const { rows: payloads } = await w.owner.query('select payload from change_payloads')
    const stored = JSON.stringify([rows, payloads])
    t.notOk(stored.includes('19900001001') || stored.includes('99000019521115001X'))
    t.notMatch(stored, /\b\d{17}[\dX]\b|\b1\d{10}\b/)
  })
})

t.test('who may import, and where', async t => {
  const w = await world(t)
  const bytes = csvOf(['姓名', '性别'], ['张三', '男'])
  const refused = async (client: Client, query: Record<string, string>, status: number, code: string) => {
    const { result, same } = await w.unchanged(() => send(client, { bytes, query }))
    t.equal(result.status, status)
    t.equal(result.body.code, code)
    t.ok(same)
  }
  await refused(w.nobody, {}, 401, 'UNAUTHENTICATED')
  await refused(await w.as('MEMBER'), {}, 403, 'FORBIDDEN')
  await refused(await w.as('SPECIAL_COMMITTEE_OFFICE'), { dryRun: 'true' }, 403, 'FORBIDDEN')
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  for (const organization of ['140300', 'org_140212', '140000', '999999'])
    await refused(admin, { organization }, 403, 'FORBIDDEN')
  const county = await w.as('LIAISON_OFFICE', 'COUNTY')
  await refused(county, { organization: '140200' }, 403, 'FORBIDDEN')
  await refused(county, { organization: '140213' }, 403, 'FORBIDDEN')
  t.match((await send(county, { bytes, query: { organization: '140212' } })).body, {
    applied: true,
    created: 1,
    organization: 'org_140212',
  })
  t.equal(await seatsIn(w, 'COUNTY'), 1)
  t.equal(await seatsIn(w), 0)
})

t.test('the terminal imports as the service itself', async t => {
  const w = await world(t)
  const bytes = Buffer.from(csvOf(['姓名', '性别', '备注'], ['张三', '男', ''], ['李四', '女', '2023年增补']))
  const context = systemContext(w.services, '140200')
  const request = {
    organizationId: '140200',
    bytes,
    fileName: '名册.csv',
    policy: 'ALL_OR_NOTHING',
    dryRun: false,
  } as const
  const report = await importMembers(context, request)
  t.match(report, { applied: true, created: 2 })
  t.match(
    report.notes.filter(({ code }) => code === 'JOINED_ON_UNKNOWN'),
    [{ count: 1, rows: [3] }],
  )
  await t.rejects(importMembers(context, { ...request, organizationId: '140212' }), { code: 'FORBIDDEN' })
})
