import t from 'tap'
import { type World, world } from '../../support/world.ts'
import { csvOf, fullDictionaries, seatsIn, send, skip } from './import-support.ts'
import { identityNumber, type SheetSpec, workbook } from './roster/support.ts'

/** A roster of the city, imported; the report, and what is on file by name. */
async function imported(w: World, sheet: SheetSpec) {
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const bytes = await workbook(sheet)
  const dry = await w.unchanged(() => send(admin, { bytes, query: { ...skip, dryRun: 'true' } }))
  t.ok(dry.same, 'a dry run writes nothing')
  const { body } = await send(admin, { bytes, query: skip })
  const again = await send(admin, { bytes, query: skip })
  t.match(again.body, { created: 0, updated: 0, unchanged: body.created + body.updated + body.unchanged })
  const { rows } = await w.owner.query(`
    select p.name, p.birth_year as year, p.birth_month as month, p.birth_day as day, p.ethnicity, p.phone_masked as phone,
      pa.name as party, s.name as sector, c.name as committee, m.work_unit as unit
    from persons p join members m on m.organization_id = p.organization_id and m.person_id = p.id
    left join parties pa on pa.organization_id = p.organization_id and pa.id = p.party_id
    left join sectors s on s.organization_id = m.organization_id and s.id = m.sector_id
    left join special_committees c on c.organization_id = m.organization_id and c.id = m.special_committee_id
    order by m.id`)
  return { body, row: (name: string) => rows.find(row => row.name === name) }
}

t.test('dates, names and phones as other offices write them', async t => {
  const w = await world(t)
  const births = ["'1975.03", '‘1975.03', '75-03', '75/3', '75.3.12', '75年3月12日', '1975，3', '1975·03', '1975。3']
  const phones = [
    '19900001121（微信同号）',
    '手机：19900001122',
    '19900001123(办)0352-2022222',
    '19900001124 0352-2022222',
    '0352-2022222 19900001125',
    '19900001126和19900002126',
    '1.9900001127E10',
    '+86 199 0000 1128',
    '1.99E+10',
  ]
  const name = (i: number) => `赵${String.fromCodePoint(0x4e00 + i * 7)}`
  const { body, row } = await imported(w, {
    rows: [
      ['姓名 Name', '出生年月', '联系电话', '民族'],
      ...births.map((birth, i) => [name(i), birth, phones[i] ?? '', '蒙']),
      ['买买提。吐尔逊', '', '', '维'],
      ['古丽-阿依', '', '', '维吾尔'],
      ['O’Brien Mary', '', '', ''],
      ['钱座机', '', '0352-2022222', ''],
    ],
  })
  t.match(body, { persons: 13, created: 12, skipped: 1 })
  t.match(body.errors, [{ row: 10, code: 'PHONE_DAMAGED', field: 'phone' }])
  t.strictSame(
    body.warnings.filter((w: { code: string }) => w.code === 'PHONE_SEVERAL').map((w: { row: number }) => w.row),
    [4, 5, 6, 7],
  )
  t.match(
    body.warnings.filter((w: { code: string }) => w.code === 'PHONE_LANDLINE'),
    [{ row: 14, field: 'phone', value: '035*******22' }],
  )
  t.match(row('钱座机'), { phone: null })
  for (const i of births.slice(0, 8).keys()) {
    const day = births[i]?.includes('12') ? 12 : null
    t.match(
      row(name(i)),
      { year: 1975, month: 3, day, phone: `199****112${i + 1}`, ethnicity: '蒙古族' },
      `${births[i]} ${phones[i]}`,
    )
  }
  t.match(row('买买提·吐尔逊'), { ethnicity: '维吾尔族' })
  t.ok(row('古丽·阿依'))
  t.ok(row("O'Brien Mary"))
})

t.test('headings of three rows, groups with their number and remarks in brackets', async t => {
  const w = await world(t)
  await fullDictionaries(w, 'CITY')
  const { body, row } = await imported(w, {
    rows: [
      ['委员名册'],
      ['界别', '委员信息', '', '', '', '', '联系', '', '政治情况', '', ''],
      ['', '姓名', '出生', '', '单位', '', '电话', '', '政治面貌', '上届政协职务', '专委会'],
      ['', '', '年月', '年龄', '名称', '职务', '手机', '办公', '', '', ''],
      [
        '经济界\n（2人）',
        '张三',
        '1975.03',
        49,
        '甲局',
        '局长',
        '19900001111',
        '0352-1',
        '民革党员（主委）',
        '常委',
        '提案委（副主任）',
      ],
      ['', '李四', '1976.04', 48, '乙局', '局长', '19900001112', '0352-2', '农工民主党员', '委员', ''],
    ],
    merges: [
      'A1:K1',
      'A2:A4',
      'B2:F2',
      'G2:H2',
      'I2:K2',
      'B3:B4',
      'C3:D3',
      'E3:F3',
      'G3:H3',
      'A5:A6',
      'I3:I4',
      'J3:J4',
      'K3:K4',
    ],
  })
  t.match(body, { persons: 2, created: 2, skipped: 0, errorCount: 0 })
  t.match(body.warnings, [
    { row: 5, field: 'party', code: 'REMARK_LEFT_OUT' },
    { row: 5, field: 'specialCommittee', code: 'REMARK_LEFT_OUT' },
  ])
  const remarks = body.sheets[0].remarks.map((r: { code: string; header: string }) => `${r.code} ${r.header}`)
  t.ok(remarks.includes('COLUMN_IGNORED 政治情况/上届政协职务'), 'a position of the term before is none of this')
  t.match(row('张三'), { sector: '经济界', unit: '甲局局长', committee: '提案委员会', party: '中国国民党革命委员会' })
  t.match(row('李四'), { sector: '经济界', unit: '乙局局长', party: '中国农工民主党' })
})

t.test('nobody is lost without a word', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const grid = csvOf(['委员名单'], ['张三', '李四', '王五'], ['赵六', '钱七'])
  const refused = await w.unchanged(() => send(admin, { bytes: grid }))
  t.match(refused.result, {
    status: 422,
    body: { errors: [{ code: 'NAME_COLUMN_REPEATED', field: ['mapping', 'name'], message: /A, B/ }] },
  })
  t.ok(refused.same)
  t.match((await send(admin, { bytes: grid, query: { mapping: '{"name":"A"}', dryRun: 'true' } })).body, { persons: 2 })

  const { body } = await send(admin, { bytes: csvOf(['Name', 'Gender', '', ''], ['张三', 'M', '', '19900001111']) })
  t.match(body.sheets[0], {
    columns: [{ field: 'name' }, { field: 'sex' }],
    remarks: [{ code: 'COLUMN_WITHOUT_HEADING', letter: 'D' }],
  })
  t.equal(await seatsIn(w), 1)
})

t.test('what was exported can be imported again: masked numbers say nothing', async t => {
  const w = await world(t)
  await fullDictionaries(w, 'CITY')
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const id = identityNumber('19750312', 11)
  await send(admin, {
    bytes: csvOf(
      ['姓名', '性别', '出生年月', '党派', '界别', '手机', '身份证号'],
      ['张三', '男', '1975.03', '民革', '经济界', '19900001111', id],
      ['李四', '女', '1976.04', '群众', '教育界', '19900001112', ''],
    ),
  })
  for (const format of ['csv', 'xlsx']) {
    const file = await admin.request('GET', `/exports/v1/members?format=${format}`)
    const { result, same } = await w.unchanged(() => send(admin, { bytes: file.rawPayload, query: { dryRun: 'true' } }))
    t.ok(same)
    t.match(result.body, { persons: 2, unchanged: 2, errorCount: 0, warningCount: 0 }, format)
    const masked = result.body.notes.filter((n: { code: string }) => n.code === 'MASKED_LEFT_OUT')
    t.strictSame(masked.map((n: { field: string; count: number }) => `${n.field} ${n.count}`).sort(), [
      'identityNumber 1',
      'phone 2',
    ])
  }
})
