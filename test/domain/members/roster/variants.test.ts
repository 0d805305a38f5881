import t from 'tap'
import fc from '../../../support/properties.ts'
import { codes, identityNumber, readCsvRoster, readXlsxRoster, refusalOf, TODAY } from './support.ts'

const ID = identityNumber('19830615', 11)

t.test('other names, another order, the heading lower down, no sequence', async t => {
  const reading = await readXlsxRoster({
    rows: [
      ['某市政协委员花名册'],
      [],
      [
        '*委员姓名',
        '公民身份号码',
        '联系电话',
        '政治面貌',
        '所属界别',
        '单 位',
        '职\n务',
        '委员职务',
        '所在专门委员会',
        '出生日期（如1980.01）',
        '性 别',
        '族别',
        '学历',
        '籍贯',
        '是否增补',
      ],
      [
        '张 三',
        ID,
        '199 0000 1001',
        '中共党员',
        '文艺界',
        '某市文联',
        '副主席',
        '市政协常委',
        '教科卫体委',
        '1983/6/15',
        'M',
        '回',
        '大学',
        '某地',
        '是',
      ],
      ['李四', '', '', '民盟盟员', '市工商联', '某厂', '厂长', '委员', '农业农村委员会', '', '2', '', '', '', '否'],
    ],
    merges: ['A1:O1'],
  })
  t.strictSame([codes(reading.errors), codes(reading.warnings)], [[], []])
  t.match(reading.candidates, [
    {
      name: '张三',
      identityNumber: ID,
      phone: '19900001001',
      partyKey: '中国共产党',
      sectorKey: '文化艺术界',
      workUnit: '某市文联副主席',
      positionKeys: ['常务委员'],
      isStanding: true,
      specialCommitteeKey: '教科卫体委员会',
      birthDate: { year: 1983, month: 6, day: 15 },
      sex: 'MALE',
      ethnicity: '回族',
      byElection: true,
      number: null,
    },
    {
      name: '李四',
      partyKey: '中国民主同盟',
      sectorKey: '工商业联合会',
      specialCommitteeKey: '农业和农村委员会',
      sex: 'FEMALE',
      isStanding: false,
      byElection: false,
    },
  ])
  t.strictSame(
    reading.sheets[0]?.remarks.map(r => `${r.code} ${r.letter}${r.header}`),
    ['COLUMN_IGNORED M学历', 'COLUMN_IGNORED N籍贯'],
  )
})

t.test('headings in English', async t => {
  const headings = ['No.', 'Full Name', 'Gender', 'Ethnic Group', 'Date of Birth', 'Party', 'Sector', 'Employer']
  const more = ['Position in the Committee', 'Mobile Phone', 'Identity Number', 'Notes']
  const reading = await readXlsxRoster({
    rows: [
      ['List of Members'],
      [...headings, ...more],
      ...[[1, '张三', 'M', '回', '1983-06', '民盟', '经济界', '某市文联', '委员', '19900001001', ID, '连任']],
      ['Total', 1],
    ],
  })
  t.strictSame([codes(reading.errors), codes(reading.warnings), reading.sheets[0]?.remarks], [[], [], []])
  t.match(reading.candidates, [
    {
      name: '张三',
      ethnicity: '回族',
      partyKey: '中国民主同盟',
      workUnit: '某市文联',
      phone: '19900001001',
      remarks: '连任',
    },
  ])
})

t.test('a column headed 职务 is the position only if all its values are', async t => {
  const rows = (duty: string) => [
    ['姓名', '单位', '职务'],
    ['张三', '某厂', '委员'],
    ['李四', '某校', duty],
  ]
  const position = await readXlsxRoster({ rows: rows('副主席') })
  t.match(position.candidates, [
    { positionKeys: ['委员'], workUnit: '某厂' },
    { positionKeys: ['副主席'], isStanding: true },
  ])
  t.match(position.sheets[0]?.remarks, [{ code: 'DUTY_READ_AS_POSITION', letter: 'C' }])
  const duty = await readXlsxRoster({ rows: rows('校长') })
  t.match(duty.candidates, [
    { positionKeys: [], workUnit: '某厂委员' },
    { workUnit: '某校校长', isStanding: null },
  ])
})

t.test('group headings carry the sector where there is no column for it', async t => {
  const reading = await readXlsxRoster({
    rows: [
      ['姓名', '性别', '工作单位及职务'],
      ['中国共产党（2人）'],
      ['张三', '男', '甲'],
      ['李四', '男', '乙'],
      ['二、经济界'],
      ['王五', '女', '丙'],
      ['三', '农业界', '1人'],
      ['赵六', '女', '丁'],
      ['（四）经挤界（1人）'],
      ['钱七', '女', '戊'],
      ['九三学社 5人'],
      ['孙八', '女', '己'],
      ['合计', '', '6人'],
      ['说明：以文件为准'],
    ],
    merges: ['A2:C2'],
  })
  t.strictSame(
    reading.candidates.map(c => [c.name, c.sectorKey]),
    [
      ['张三', '中国共产党'],
      ['李四', '中国共产党'],
      ['王五', '经济界'],
      ['赵六', '农业界'],
      ['孙八', '九三学社'],
    ],
  )
  t.strictSame(codes(reading.errors), ['10:SECTOR_UNKNOWN'])
  t.match(reading.errors, [{ value: '经挤界', suggestion: '经济界', name: '钱七' }])
  t.strictSame(codes(reading.warnings), ['11:HEADING_COUNT_DIFFERS'])
  t.match(
    reading.notes.find(n => n.code === 'FOOTER'),
    { count: 2, rows: [13, 14] },
  )
  t.equal(reading.persons, 6)
})

t.test('headings of positions; a heading that contradicts the column', async t => {
  const positions = await readXlsxRoster({
    rows: [['姓名', '性别'], ['主席'], ['张三', '男'], ['常务委员（按姓氏笔画为序）'], ['委员'], ['李四', '女']],
  })
  t.match(positions.candidates, [
    { positionKeys: ['主席'], isStanding: true },
    { positionKeys: ['委员'], isStanding: false },
  ])
  const contradicts = await readXlsxRoster({
    rows: [['姓名', '性别', '界别'], ['一、经济界'], ['张三', '男', '教育界'], ['李四', '男', '']],
  })
  t.strictSame(
    contradicts.candidates.map(c => c.sectorKey),
    ['教育界', '经济界'],
  )
  t.strictSame(codes(contradicts.warnings), ['3:HEADING_DIFFERS'])
})

t.test('several sheets: sectors as names, a hidden one, one without a roster', async t => {
  const sheet = (name: string, person: string) => ({
    name,
    rows: [
      ['姓名', '性别'],
      [person, '男'],
    ],
  })
  const sheets = [
    { name: '封面', rows: [['某市政协'], ['委员名册']] },
    sheet('经济界', '张三'),
    sheet('教育界', '李四'),
    { ...sheet('字典', '王五'), state: 'hidden' as const },
  ]
  const reading = await readXlsxRoster(sheets)
  t.strictSame(
    reading.candidates.map(c => [c.sheet, c.name, c.sectorKey]),
    [
      ['经济界', '张三', '经济界'],
      ['教育界', '李四', '教育界'],
    ],
  )
  t.strictSame(
    reading.sheets.map(s => [s.name, s.columns === null, s.persons]),
    [
      ['封面', true, 0],
      ['经济界', false, 1],
      ['教育界', false, 1],
    ],
  )
  const one = await readXlsxRoster(sheets, { sheets: ['教育界'] })
  t.strictSame(
    one.candidates.map(c => c.name),
    ['李四'],
  )
  t.equal(await refusalOf(() => readXlsxRoster(sheets, { sheets: ['体育界'] })), 'SHEET_NOT_FOUND')
})

t.test('a head repeated on every page, numbered blank rows, ditto marks, placeholders', async t => {
  const head = ['序号', '姓名', '性别', '界别', '联系方式', '']
  const second = ['', '', '', '', '手机', '身份证号']
  const reading = await readXlsxRoster({
    rows: [
      head,
      second,
      [1, '张三', '男', '经济界', '/', '无'],
      ['某市政协委员名册（2人）'],
      head,
      second,
      [2, '李四', '女', '同上', '', '—'],
      [3],
      [4],
    ],
    merges: ['E1:F1', 'A1:A2', 'B1:B2', 'C1:C2', 'D1:D2', 'A4:F4', 'E5:F5'],
  })
  t.strictSame([codes(reading.errors), codes(reading.warnings)], [[], []])
  t.match(reading.candidates, [
    { name: '张三', phone: null, identityNumber: null },
    { name: '李四', sectorKey: '经济界' },
  ])
  const counts = Object.fromEntries(reading.notes.map(n => [n.code, n.count]))
  t.match(counts, { HEADER_REPEATED: 2, TEXT_ROW: 1, NUMBER_ONLY: 2, DITTO: 1 })
  t.equal(reading.persons, 2)
})

t.test('rich text, formulas, dates, numbers and error values', async t => {
  const reading = await readXlsxRoster({
    rows: [
      ['姓名', '性别', '出生年月', '手机', '身份证号', '界别'],
      [
        { richText: [{ text: '张' }, { text: '三', font: { bold: true } }] },
        { formula: 'IF(1,"男","女")', result: '男' },
        new Date('1983-06-15'),
        19900001001,
        ID,
        '经济界',
      ],
      ['李四', '男', new Date('1983-06-01'), '', '', '经济界'],
      ['王五', '男', 30482, '', 990000198306150000, '经济界'],
      ['赵六', '男', 1952.1, '', '', { error: '#N/A' }],
      ['钱七', '男', 1952.1, '', '', '经济界'],
      ['孙八', { formula: 'B2' }, '', '', '', '经济界'],
    ],
    formats: { C2: 'yyyy-mm-dd', C3: 'yyyy"年"m"月"', C6: '0.00' },
  })
  t.match(reading.candidates, [
    { name: '张三', sex: 'MALE', birthDate: { year: 1983, month: 6, day: 15 }, phone: '19900001001' },
    { name: '李四', birthDate: { year: 1983, month: 6, day: null } },
    { name: '钱七', birthDate: { year: 1952, month: 10, day: null } },
  ])
  t.equal(reading.candidates.length, 3)
  t.strictSame(codes(reading.errors), [
    '4:IDENTITY_NUMBER_DAMAGED',
    '5:BIRTH_AMBIGUOUS',
    '5:CELL_ERROR',
    '7:FORMULA_WITHOUT_RESULT',
  ])
})

t.test('positions: several, titles of other bodies, unknown ones', async t => {
  const reading = await readXlsxRoster({
    rows: [
      ['姓名', '性别', '政协职务', '是否常委'],
      ['张三', '男', '副主席、党组副书记', ''],
      ['李四', '男', '常委、提案委员会副主任', '是'],
      ['王五', '男', '付主席', ''],
      ['赵六', '男', '委员', '是'],
      ['钱七', '男', '常委', '否'],
    ],
  })
  t.match(reading.candidates, [
    { name: '张三', positionKeys: ['副主席'], isStanding: true },
    { name: '李四', positionKeys: ['常务委员'], isStanding: true },
    { name: '赵六', positionKeys: ['委员'], isStanding: true },
    { name: '钱七', isStanding: true },
  ])
  t.strictSame(codes(reading.errors), ['4:POSITION_UNKNOWN'])
  t.equal(reading.errors[0]?.suggestion, '副主席')
  t.strictSame(codes(reading.warnings), ['2:TITLE_LEFT_OUT', '3:TITLE_LEFT_OUT', '6:STANDING_DIFFERS'])
})

t.test('the same person twice, one number for two, a shared phone', async t => {
  const other = identityNumber('19700101', 5)
  const reading = await readXlsxRoster({
    rows: [
      ['姓名', '性别', '出生年月', '手机', '身份证号'],
      ['张三', '男', '1983.06', '19900001001', ID],
      ['张 三', '男', '', '', ID],
      ['李四', '男', '', '', ID],
      ['王五', '男', '1970.01', '19900001002', ''],
      ['王五', '男', '197001', '199-0000-1002', ''],
      ['王五', '男', '197001', '19900001003', other],
      ['赵六', '男', '1970.02', '19900001001', ''],
    ],
  })
  t.strictSame(codes(reading.errors), ['3:DUPLICATE_PERSON', '4:IDENTITY_NUMBER_REPEATED', '6:DUPLICATE_PERSON'])
  t.strictSame(codes(reading.warnings), ['8:PHONE_SHARED'])
  t.strictSame(
    reading.candidates.map(c => c.rowNumber),
    [2, 5, 7, 8],
  )
})

t.test('a person whose name is merged over two rows is read once', async t => {
  const reading = await readXlsxRoster({
    rows: [
      ['姓名', '性别', '手机'],
      ['张三', '男', '19900001001'],
      ['', '男', '19900001002'],
      ['李四', '女', ''],
    ],
    merges: ['A2:A3'],
  })
  t.strictSame(
    reading.candidates.map(c => c.name),
    ['张三', '李四'],
  )
  t.strictSame(codes(reading.warnings), ['3:UNDER_MERGED_NAME'])
})

t.test('columns chosen by the user, by heading or letter', async t => {
  const rows = [
    ['甲', '乙', '丙', '性别'],
    ['张三', '经济界', '19900001001', '男'],
  ]
  t.equal(await refusalOf(() => readXlsxRoster({ rows })), 'ROSTER_HEADER_NOT_FOUND')
  const bare = await readXlsxRoster(
    { rows: rows.slice(1) },
    { mapping: { name: 'A', sector: 'B', phone: 'C', sex: 'D' } },
  )
  t.match(bare.candidates, [{ name: '张三', sectorKey: '经济界', phone: '19900001001', sex: 'MALE' }])
  const named = [
    ['姓名', '性别', '曾用名', '办公电话', '电话'],
    ['张三', '男', '张四', '19900001001', '19900001002'],
  ]
  t.match((await readXlsxRoster({ rows: named })).candidates, [{ name: '张三', phone: '19900001002' }])
  const mapped = await readXlsxRoster({ rows: named }, { mapping: { name: '曾用名', phone: 'D', sex: null } })
  t.match(mapped.candidates, [{ name: '张四', phone: '19900001001', sex: null }])
  t.equal(
    await refusalOf(() => readXlsxRoster({ rows: named }, { mapping: { phone: 'Z' } })),
    'MAPPING_COLUMN_NOT_FOUND',
  )
})

t.test('two lists side by side are refused, not half read', async t => {
  const rows = [
    ['姓名', '性别', '姓名', '性别'],
    ['张三', '男', '李四', '女'],
  ]
  t.equal(await refusalOf(() => readXlsxRoster({ rows })), 'NAME_COLUMN_REPEATED')
  t.match((await readXlsxRoster({ rows }, { mapping: { name: 'C', sex: 'D' } })).candidates, [
    { name: '李四', sex: 'FEMALE' },
  ])
})

t.test('a roster without persons', async t => {
  t.equal(await refusalOf(() => readXlsxRoster({ rows: [['姓名', '性别']] })), 'ROSTER_NO_PERSONS')
})

t.test('CSV encodings and separators', async t => {
  const text = (separator: string) =>
    [
      ['姓名', '性别', '界别', '手机'],
      ['张　三', '男', '经济界', '="19900001001"'],
      ['李四', '女', '', ''],
    ]
      .map(r => r.join(separator))
      .join('\r\n')
  const utf16 = (endian: 'le' | 'be') => {
    const bytes = Buffer.from(text(','), 'utf16le')
    return endian === 'le' ? bytes : bytes.swap16()
  }
  // "姓名,性别,界别,手机\n李四,女,经济界," in GB18030.
  const gb = Buffer.from('d0d5c3fb2cd0d4b1f02cbde7b1f02ccad6bbfa0ac0eecbc42cc5ae2cbeadbcc3bde72c', 'hex')
  const files: [string, Uint8Array | string][] = [
    ['UTF-8', text(',')],
    ['UTF-8 with BOM', `\ufeff${text(',')}`],
    ['semicolons', text(';')],
    ['tabs', text('\t')],
    ['UTF-16LE', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16('le')])],
    ['UTF-16BE', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16('be')])],
    ['UTF-16LE without BOM', utf16('le')],
  ]
  for (const [what, bytes] of files) {
    const reading = await readCsvRoster(bytes)
    t.match(
      reading.candidates,
      [
        { name: '张三', rowNumber: 2, sectorKey: '经济界', phone: '19900001001' },
        { name: '李四', sectorKey: '经济界' },
      ],
      what,
    )
    t.match(
      reading.notes.find(n => n.code === 'CARRIED_FROM_ABOVE'),
      { count: 1, rows: [3] },
      what,
    )
  }
  t.match((await readCsvRoster(gb)).candidates, [{ name: '李四', sectorKey: '经济界' }], 'GB18030')
})

t.test('a blank sector in a workbook is not filled from the row above', async t => {
  const reading = await readXlsxRoster({
    rows: [
      ['姓名', '性别', '界别'],
      ['张三', '男', '经济界'],
      ['李四', '女', ''],
    ],
  })
  t.strictSame(
    reading.candidates.map(c => c.sectorKey),
    ['经济界', null],
  )
  t.strictSame(codes(reading.warnings), ['3:SECTOR_MISSING'])
})

t.test('nor in a CSV that says the sector of each person, in whatever order', async t => {
  const mixed = ['经济界', '教育界', '', '经济界', '教育界', '', '经济界']
  const unsorted = mixed.map((sector, n) => `张${'三四五六七八九'[n]},男,${sector}`).join('\n')
  t.same(
    (await readCsvRoster(`姓名,性别,界别\n${unsorted}\n`)).candidates.map(({ sectorKey }) => sectorKey),
    mixed.map(sector => sector || null),
  )
  const reading = await readCsvRoster('姓名,性别,界别\n张三,男,经济界\n李四,女,经济界\n王五,男,\n赵六,男,教育界\n')
  t.same(
    reading.candidates.map(({ sectorKey }) => sectorKey),
    ['经济界', '经济界', null, '教育界'],
  )
  t.same(codes(reading.warnings), ['4:SECTOR_MISSING'])
})

t.test('property: the order of the columns changes nothing', async t => {
  const columns = {
    序号: '7',
    姓名: '欧　阳修',
    性别: '男',
    民族: '汉',
    出生年月: '1983.06',
    党派: '民盟',
    界别: '经济界',
    工作单位及职务: '某厂厂长',
    政协职务: '常委',
    专委会: '提案委',
    手机: '199-0000-1001',
    身份证号: ID,
    备注: '增补',
  }
  const headings = Object.keys(columns)
  const read = async (order: readonly string[]) => {
    const cells = order.map(heading => Object.entries(columns).find(([key]) => key === heading)?.[1])
    return (await readCsvRoster(`${order.join(',')}\n${cells.join(',')}\n`, { today: TODAY })).candidates
  }
  const straight = await read(headings)
  t.match(straight, [
    { number: '7', name: '欧阳修', isStanding: true, byElection: true, specialCommitteeKey: '提案委员会' },
  ])
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(headings, { minLength: headings.length }), async order => {
      t.strictSame(await read(order), straight, order.join())
    }),
    { numRuns: 40 },
  )
})

t.test('a total in the number column with its count in the name column is no person', async t => {
  const reading = await readXlsxRoster({
    rows: [
      ['序号', '姓名', '性别', '工作单位及职务'],
      ['1', '张三', '男', '甲'],
      ['合计', '1人', '', ''],
      ['总计', '1', '', ''],
    ],
  })
  t.strictSame([reading.persons, codes(reading.errors)], [1, []])
  t.match(
    reading.notes.find(n => n.code === 'FOOTER'),
    { count: 2, rows: [3, 4] },
  )
})
