import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import exceljs from 'exceljs'
import t from 'tap'
import { activityInvitations } from '../../../src/domain/activities/tables.ts'
import { givenActivityRows, givenAttendanceRows, type HalfDay } from '../../support/activity-rows.ts'
import { givenMember, givenMemberClient } from '../../support/members.ts'
import { type Client, type World, world } from '../../support/world.ts'

const DAY: readonly HalfDay[] = [
  ['2030-06-01T08:30', '2030-06-01T11:30', '上午'],
  ['2030-06-01T15:00', '2030-06-01T17:30', '下午'],
]

async function bookOf(bytes: Buffer): Promise<exceljs.Workbook> {
  const book = new exceljs.Workbook()
  await book.xlsx.load(bytes as unknown as ArrayBuffer as never)
  return book
}

const rowsOf = (sheet: exceljs.Worksheet | undefined): unknown[][] => {
  const rows: unknown[][] = []
  sheet?.eachRow(row => void rows.push(Array.from({ length: sheet.columnCount }, (_, i) => row.getCell(i + 1).value)))
  return rows
}

const fetch = (client: Client, path: string, id: string) => client.request('GET', `/exports/v1/${path}?activity=${id}`)

async function given(w: World) {
  const first = await givenMember(w, 'CITY', { name: '张三', sector: '教育界', workUnit: '=SUM(A1)' })
  const second = await givenMember(w, 'CITY', { name: '李四', sector: '经济界', workUnit: '某公司' })
  const third = await givenMember(w, 'CITY', { name: '王五' })
  const seats = [first.memberId, second.memberId, third.memberId]
  const activity = await givenActivityRows(w, 'CITY', DAY, seats, { title: '常委会/会议' })
  await givenAttendanceRows(w, 'CITY', activity, first.memberId, ['PRESENT', 'LATE'])
  await givenAttendanceRows(w, 'CITY', activity, second.memberId, ['ON_LEAVE', 'ABSENT'])
  const set = (number: number, columns: Partial<typeof activityInvitations.$inferInsert>) =>
    w.system('CITY', ({ db }) =>
      db
        .update(activityInvitations)
        .set(columns)
        .where(
          and(
            eq(activityInvitations.organizationId, '140200'),
            eq(activityInvitations.id, activity.invitations[number] ?? ''),
          ),
        ),
    )
  await set(0, { groupName: '第十二组', seat: '10排1座', state: 'ATTENDING' })
  await set(1, { groupName: '第二组', seat: '2排1座', state: 'ON_LEAVE' })
  return { activity, set }
}

t.test('the attendance sheet: a line a member, a column a half-day, counts, room to sign, for print', async t => {
  const w = await world(t)
  const { activity } = await given(w)
  const answer = await fetch(await w.as('LIAISON_OFFICE'), 'attendance-sheet', activity.id)
  t.equal(answer.statusCode, 200)
  t.match(decodeURIComponent(String(answer.headers['content-disposition'])), /常委会_会议签到表\.xlsx/)
  const sheet = (await bookOf(answer.rawPayload)).getWorksheet('签到表')
  const rows = rowsOf(sheet)
  t.match(rows[0]?.[0], '常委会/会议签到表')
  t.match(rows[1]?.[0], /应到：3 人/)
  t.match(rows[2]?.[0], '时间：2030-06-01 08:30 至 2030-06-01 17:30　地点：会议中心')
  t.strictSame(rows.slice(3), [
    ['序号', '姓名', '界别', '工作单位及职务', '06-01 上午', '06-01 下午', '出席', '请假', '缺席', '签名'],
    [1, '李四', '经济界', '某公司', '请假', '缺席', 0, 1, 1, null],
    [2, '王五', null, null, null, null, 0, 0, 0, null],
    [3, '张三', '教育界', "'=SUM(A1)", '出席', '迟到', 2, 0, 0, null],
    [null, '出席合计', null, '应到 3 人', 1, 1, 2, 1, 1, null],
  ])
  t.match(sheet?.pageSetup, {
    paperSize: 9,
    orientation: 'landscape',
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: '4:4',
  })
  t.equal(sheet?.getCell('J5').border.bottom?.style, 'thin')
  t.equal(sheet?.getCell('A1').isMerged, true)
})

t.test('groups and seats in the order in which people number them', async t => {
  const w = await world(t)
  const { activity, set } = await given(w)
  const office = await w.as('LIAISON_OFFICE')
  const book = await bookOf((await fetch(office, 'seat-list', activity.id)).rawPayload)
  t.strictSame(rowsOf(book.getWorksheet('分组座次表')).slice(3), [
    ['序号', '分组', '座位', '姓名', '界别', '工作单位及职务', '答复'],
    [1, '第二组', '2排1座', '李四', '经济界', '某公司', '请假'],
    [2, '第十二组', '10排1座', '张三', '教育界', "'=SUM(A1)", '参加'],
    [3, '未分组', null, '王五', null, null, '未答复'],
  ])
  t.strictSame(rowsOf(book.getWorksheet('分组统计')), [
    ['分组', '人数'],
    ['第二组', 1],
    ['第十二组', 1],
    ['未分组', 1],
    ['合计', 3],
  ])
  await set(2, { state: 'WITHDRAWN' })
  const later = await bookOf((await fetch(office, 'seat-list', activity.id)).rawPayload)
  t.equal(rowsOf(later.getWorksheet('分组座次表')).length, 6, 'who is no longer asked is on no list')
})

t.test('sheets are for the committee’s readers alone', async t => {
  const w = await world(t)
  const { activity } = await given(w)
  const { client: member } = await givenMemberClient(w, 'CITY', { name: '赵六' })
  for (const path of ['attendance-sheet', 'seat-list', 'activity-print']) {
    t.equal((await fetch(w.nobody, path, activity.id)).statusCode, 401)
    for (const client of [member, await w.as('LIAISON_OFFICE', 'COUNTY'), await w.as('SECURITY_ADMINISTRATOR')]) {
      const answer = await fetch(client, path, activity.id)
      t.equal(answer.statusCode, 404)
      t.match(answer.json(), { code: 'NOT_FOUND' })
    }
    const office = await w.as('LIAISON_OFFICE')
    for (const id of [
      'x',
      'act_140200_x',
      activity.id.replace('act_', 'mem_'),
      activity.id.replace('140200', '140212'),
    ]) {
      t.equal((await fetch(office, path, id)).statusCode, 404, id)
    }
    t.equal((await office.request('GET', `/exports/v1/${path}`)).statusCode, 400)
    const described = (await w.nobody.request('GET', '/openapi.json')).json().paths[`/exports/v1/${path}`]
    t.match(described.get, { tags: ['exports'], security: [{ bearer: [] }] })
  }
})

t.test('both as one page for the printer: A4, no script, nothing from outside, every text as text', async t => {
  const w = await world(t)
  const { activity, set } = await given(w)
  const nasty = `<script>alert(1)</script>&"'</style>`
  await set(0, { groupName: nasty, seat: '<b>1</b>' })
  await w.owner.query(`update members set work_unit = $1`, [nasty])
  await w.owner.query(`update activities set title = $1, place = $1`, [nasty])
  await w.owner.query(`update activity_half_days set label = $1`, ['<i>上午</i>'])
  const answer = await fetch(await w.as('LIAISON_OFFICE'), 'activity-print', activity.id)
  t.equal(answer.statusCode, 200)
  t.equal(answer.headers['content-type'], 'text/html; charset=utf-8')
  const policy = String(answer.headers['content-security-policy'])
  t.match(policy, /^default-src 'none'; style-src 'sha256-[^']+'; /)
  const style = /<style>([^<]*)<\/style>/.exec(answer.body)?.[1] ?? ''
  t.ok(policy.includes(createHash('sha256').update(style).digest('base64')), 'its own style and no other')
  t.match(style, /@page\{size:A4/)
  const tags = new Set(answer.body.match(/<\/?[a-z][a-z0-9]*/gi)?.map(tag => tag.replace(/<\/?/, '')))
  const known = 'html head meta title style body section h1 p table colgroup col thead tr th tbody td'
  t.same(
    [...tags].filter(tag => !known.split(' ').includes(tag)),
    [],
    'no tag but its own',
  )
  t.notMatch(answer.body, /\son[a-z]+=|https?:|url\(|<[^>]+(?:src|href|style)=/i)
  t.match(answer.body, '<td>&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;&lt;/style&gt;</td>')
  t.match(answer.body, '<td>&lt;b&gt;1&lt;/b&gt;</td>')
  const sections = answer.body.split('<section ').slice(1)
  t.equal(sections.length, 2)
  t.match(sections[0], /^class="landscape"><h1>.*签到表<\/h1>/)
  t.match(sections[0], /<td>李四<\/td>.*<td>请假<\/td><td>缺席<\/td><td>0<\/td><td>1<\/td><td>1<\/td><td><\/td>/)
  t.match(sections[1], /^class="portrait"><h1>.*分组座次表<\/h1>/)
})
