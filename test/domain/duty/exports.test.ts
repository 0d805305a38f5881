import { parse } from 'csv-parse/sync'
import exceljs from 'exceljs'
import t from 'tap'
import { dutyRecordPages } from '../../../src/domain/duty/exports/read.ts'
import { type ViewerFacts, viewerOf } from '../../../src/domain/identity/viewer.ts'
import { safeText } from '../../../src/platform/tables/cells.ts'
import { givenDuty } from '../../support/duty.ts'
import { givenMember, givenMemberClient, inventedIdentityNumber } from '../../support/members.ts'
import { world } from '../../support/world.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

async function bookOf(bytes: Buffer): Promise<exceljs.Workbook> {
  const book = new exceljs.Workbook()
  await book.xlsx.load(bytes as unknown as ArrayBuffer as never)
  return book
}

async function sheetsOf(bytes: Buffer): Promise<Record<string, unknown[][]>> {
  const book = await bookOf(bytes)
  return Object.fromEntries(
    book.worksheets.map(sheet => {
      const rows: unknown[][] = []
      sheet.eachRow(row => void rows.push((row.values as unknown[]).slice(1)))
      return [sheet.name, rows]
    }),
  )
}

t.test('a duty file as a workbook: front page, records, counts; no phone, no identity number', async t => {
  const w = await world(t)
  const identityNumber = inventedIdentityNumber()
  const { member, client } = await givenMemberClient(w, 'CITY', {
    name: '张三',
    phone: '13900001234',
    identityNumber,
    sector: '教育界',
    positions: ['常务委员'],
    workUnit: '=cmd|calc',
    sex: 'FEMALE',
  })
  await givenDuty(w, member, {
    occurredOn: '2023-03-05',
    state: 'CONFIRMED',
    facts: { place: '云州区', role: 'LEADER', halfDays: 2 },
  })
  await givenDuty(w, member, { occurredOn: '2024-03-05', state: 'CONFIRMED', title: '=HYPERLINK("http://x")' })
  await givenDuty(w, member, {
    occurredOn: '2024-04-05',
    category: 'VISIT',
    title: '走访',
    facts: { kind: 'ENTERPRISE' },
  })
  const office = await w.as('LEADER')
  for (const reader of [client, office]) {
    const answer = await reader.request('GET', `/exports/v1/duty-file?member=${member.id}`)
    t.equal(answer.statusCode, 200)
    t.equal(answer.headers['content-type'], XLSX)
    t.match(answer.headers['content-disposition'], /filename\*=UTF-8''%E5%BC%A0%E4%B8%89/)
    const sheets = await sheetsOf(answer.rawPayload)
    t.same(Object.keys(sheets), ['基本情况', '履职记录', '分类统计'])
    const front = Object.fromEntries(sheets.基本情况 ?? [])
    t.match(front, {
      姓名: '张三',
      性别: '女',
      届次: '第15届',
      界别: '教育界',
      政协职务: '常务委员',
      工作单位及职务: "'=cmd|calc",
    })
    t.same(
      sheets.履职记录?.slice(1).map(row => row.slice(1, 5)),
      [
        ['2023-03-05', '调研', '赴云州区调研黄花产业', '地点：云州区；半天数：2；角色：带队'],
        ['2024-03-05', '调研', `'=HYPERLINK("http://x")`, '地点：云州区'],
        ['2024-04-05', '走访', '走访', '走访对象：企业'],
      ],
    )
    t.same(sheets.分类统计, [
      ['类别（仅已确认）', '2023年', '2024年', '合计'],
      ['调研', 1, 1, 2],
      ['合计', 1, 1, 2],
    ])
    const text = JSON.stringify(sheets)
    t.notMatch(text, identityNumber)
    t.notMatch(text, '1390000')
  }
  const one = await client.request('GET', `/exports/v1/duty-file?member=${member.id}&year=2023`)
  t.equal((await sheetsOf(one.rawPayload)).履职记录?.length, 2)
})

t.test('a duty file is for whoever sees the duties; for others it does not exist', async t => {
  const w = await world(t)
  const { member } = await givenMemberClient(w, 'COUNTY')
  const colleague = await givenMemberClient(w, 'COUNTY', { name: '李四' })
  const url = `/exports/v1/duty-file?member=${member.id}`
  t.equal((await (await w.as('LIAISON_OFFICE', 'CITY')).request('GET', url)).statusCode, 200)
  for (const client of [colleague.client, await w.as('LIAISON_OFFICE', 'SIBLING'), await w.as('AUDITOR', 'COUNTY')]) {
    t.match((await client.request('GET', url)).json(), { status: 404, code: 'NOT_FOUND' })
  }
  t.match((await w.nobody.request('GET', url)).json(), { status: 401, code: 'UNAUTHENTICATED' })
  const office = await w.as('LIAISON_OFFICE', 'COUNTY')
  for (const wrong of ['nonsense', 'org_140212', `mem_140212_x`]) {
    t.equal((await office.request('GET', `/exports/v1/duty-file?member=${wrong}`)).statusCode, 404)
  }
  t.match((await office.request('GET', '/exports/v1/duty-file')).json(), {
    status: 400,
    errors: [{ code: 'REQUIRED', field: ['member'] }],
  })
  t.match((await office.request('GET', `${url}&year=1`)).json(), {
    status: 400,
    errors: [{ code: 'TOO_SMALL', field: ['year'] }],
  })
})

t.test('all records as a workbook or as CSV that Excel opens', async t => {
  const w = await world(t)
  const member = await givenMember(w)
  await givenDuty(w, member, { title: '@SUM(A1)', occurredOn: '2024-01-01', state: 'CONFIRMED' })
  await givenDuty(w, member, { title: '含"引号",逗号', occurredOn: '2024-01-02' })
  const abroad = await givenMember(w, 'OTHER_CITY')
  await givenDuty(w, abroad, { title: '别处的' })
  const office = await w.as('LIAISON_OFFICE')
  const csv = await office.request('GET', '/exports/v1/duty-records?format=csv')
  t.equal(csv.headers['content-type'], 'text/csv; charset=utf-8')
  t.ok(csv.body.startsWith('\ufeff委员,日期,'))
  const rows: string[][] = parse(csv.body, { bom: true })
  t.same(
    rows.slice(1).map(row => row[3]),
    ["'@SUM(A1)", '含"引号",逗号'],
  )
  const xlsx = await office.request('GET', '/exports/v1/duty-records')
  t.same(
    (await sheetsOf(xlsx.rawPayload)).履职记录?.slice(1).map(row => row[3]),
    ["'@SUM(A1)", '含"引号",逗号'],
  )
  t.match((await office.request('GET', '/exports/v1/duty-records?format=pdf')).json(), {
    status: 400,
    errors: [{ field: ['format'] }],
  })
  for (const [client, organization] of [
    [await w.as('MEMBER'), 'org_140200'],
    [office, 'org_140300'],
    [office, '140300'],
    [await w.as('SECURITY_ADMINISTRATOR'), 'org_140200'],
  ] as const) {
    t.match((await client.request('GET', `/exports/v1/duty-records?organization=${organization}`)).json(), {
      status: 403,
      code: 'FORBIDDEN',
    })
  }
  t.equal((await office.request('GET', '/exports/v1/duty-records?organization=140200')).statusCode, 200)
  t.match((await office.request('GET', '/exports/v1/duty-records?organization=nonsense')).json(), {
    status: 400,
    errors: [{ code: 'INVALID_FORMAT', field: ['organization'] }],
  })
})

t.test('pages lose and repeat nothing, and the application’s own wall holds without row-level security', async t => {
  const w = await world(t)
  const [own, other] = [await givenMember(w), await givenMember(w, 'CITY', { name: '李四' })]
  for (let n = 0; n < 5; n++) await givenDuty(w, own, { title: `调研${n}`, occurredOn: `2024-01-0${1 + (n >> 1)}` })
  await givenDuty(w, other, { title: '别人的' })
  const facts = (role: string, seats: ViewerFacts['seats'] = []): ViewerFacts => ({
    accountId: own.memberId,
    displayName: '',
    status: 'ACTIVE',
    session: {},
    token: null,
    seats,
    grants: [{ role, organizationId: '140200', unitId: null, officeId: null, below: [] }],
  })
  const claims = { organizationId: '140200', accountId: own.memberId, sessionId: null, tokenHash: null }
  const read = async (viewer: ReturnType<typeof viewerOf>, organizationId: string) => {
    const sizes: number[] = []
    const found: string[] = []
    // The owner's connection is not held by row-level security.
    for await (const page of dutyRecordPages(
      { ...w.services.database, reads: w.owner },
      viewer,
      { organizationId },
      2,
    )) {
      sizes.push(page.length)
      found.push(...page.map(record => record.title))
    }
    return { sizes, found: found.sort() }
  }
  const mine = ['调研0', '调研1', '调研2', '调研3', '调研4']
  t.same(await read(viewerOf(claims, facts('LIAISON_OFFICE')), '140200'), {
    sizes: [2, 2, 2],
    found: [...mine, '别人的'].sort(),
  })
  t.same(
    await read(viewerOf(claims, facts('MEMBER', [{ organizationId: '140200', memberId: own.memberId }])), '140200'),
    { sizes: [2, 2, 1], found: mine },
  )
  t.same(await read(viewerOf(claims, facts('AUDITOR')), '140200'), { sizes: [], found: [] })
  t.same(await read(viewerOf(claims, facts('LIAISON_OFFICE')), '140300'), { sizes: [], found: [] })
})

t.test('what a spreadsheet would take for a formula is made text', async t => {
  for (const start of ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
    t.equal(safeText(`${start}1`), `'${start}1`)
  t.same(['调研', '2024-01-01', '', "'x"].map(safeText), ['调研', '2024-01-01', '', "'x"])
})

t.test('a list is printed as wide as the paper, its heading on every page', async t => {
  const w = await world(t)
  const { member, client } = await givenMemberClient(w, 'CITY', { name: '张三' })
  await givenDuty(w, member, { occurredOn: '2024-03-05', state: 'CONFIRMED' })
  const answer = await client.request('GET', `/exports/v1/duty-file?member=${member.id}`)
  const book = await bookOf(answer.rawPayload)
  t.match(book.getWorksheet('履职记录')?.pageSetup, {
    ...{
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:1',
    },
  })
})
