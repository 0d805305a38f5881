import t from 'tap'
import { world } from '../../support/world.ts'
import { send as sendProposals } from '../proposals/import-support.ts'
import { seatsIn, send } from './import-support.ts'
import { book, bytesOf, cells, NAME_ROW, parts, row, withPart, workbookOf } from './roster/parts.ts'

const MB = 1024 * 1024
/** So many bytes that do not shrink to nothing: a bomb that no ratio gives away. */
function many(size: number, piece: (i: number) => string): string {
  const some = Array.from({ length: 5_000 }, (_, i) => piece((i * 7_919) % 5_000)).join('')
  return some.repeat(Math.ceil(size / some.length))
}
const random = (i: number, choices: number) => Math.floor(Math.abs(Math.sin(i + 1) * 1e6)) % choices
const one = (...pieces: string[]) => workbookOf(parts(pieces.join('')))
const START = `<worksheet><sheetData>${NAME_ROW}`
const letter = (i: number) => '王李张刘陈杨赵黄'.charAt(random(i, 8))

const FILES: readonly (readonly [what: string, bytes: () => Uint8Array | Buffer, status: number, code: string])[] = [
  [
    'elements in one another',
    () =>
      one(
        '<worksheet>',
        many(4 * MB, i => (random(i, 2) ? '<a>' : '<b>')),
      ),
    400,
    'FILE_CORRUPT',
  ],
  [
    'a text without end',
    () => one(START, '<row r="2"><c t="inlineStr"><is><t>', many(8 * MB, letter)),
    400,
    'FILE_CORRUPT',
  ],
  [
    'a cell of a million runs',
    () =>
      one(
        START,
        '<row r="2"><c t="inlineStr"><is>',
        many(8 * MB, i => `<t>${letter(i)}</t>`),
        '</is></c></row></sheetData></worksheet>',
      ),
    400,
    'FILE_CORRUPT',
  ],
  [
    'a tag of a million attributes',
    () => one(START, '<row r="2"><c ', Array.from({ length: 300_000 }, (_, i) => `a${i}="" `).join('')),
    400,
    'FILE_CORRUPT',
  ],
  [
    'a million cells',
    () =>
      one(
        START,
        Array.from(
          { length: 6_000 },
          (_, i) =>
            `<row r="${i + 2}">${Array.from({ length: 180 }, (_, k) => `<c><v>${random(i + k, 99)}</v></c>`).join('')}</row>`,
        ).join(''),
        '</sheetData></worksheet>',
      ),
    413,
    'TOO_MANY_CELLS',
  ],
  [
    '16,384 columns',
    () => one(START, `<row r="2">${'<c><v>1</v></c>'.repeat(16_384)}</row></sheetData></worksheet>`),
    413,
    'TOO_MANY_COLUMNS',
  ],
  [
    'shared strings',
    () =>
      workbookOf(
        withPart(
          parts(cells(NAME_ROW)),
          'xl/sharedStrings.xml',
          bytesOf(`<sst>${Array.from({ length: 1_000_100 }, (_, i) => `<si><t>${i}</t></si>`).join('')}</sst>`),
        ),
      ),
    413,
    'TOO_MANY_CELLS',
  ],
  [
    'styles',
    () =>
      workbookOf(
        withPart(
          parts(cells(NAME_ROW)),
          'xl/styles.xml',
          bytesOf(
            `<styleSheet>${Array.from({ length: 80_000 }, (_, i) => `<numFmt numFmtId="${i}" formatCode="${i}"/>`).join('')}</styleSheet>`,
          ),
        ),
      ),
    400,
    'FILE_CORRUPT',
  ],
  [
    'a thousand sheets',
    () => workbookOf(book(Array.from({ length: 1_000 }, (_, i) => [`s${i}`, cells(NAME_ROW)] as const))),
    413,
    'TOO_MANY_SHEETS',
  ],
  [
    'entities',
    () => one('<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>', cells(row(1, '&b;'))),
    400,
    'XML_ENTITIES_REFUSED',
  ],
  [
    'an entity from outside',
    () => one('<!DOCTYPE a SYSTEM "file:///etc/passwd">', cells(NAME_ROW)),
    400,
    'XML_ENTITIES_REFUSED',
  ],
  [
    'a zip in a zip',
    () => workbookOf([{ name: 'inner.xlsx', data: one(cells(NAME_ROW)) }]),
    415,
    'FILE_TYPE_UNSUPPORTED',
  ],
  [
    '6,000 parts',
    () =>
      workbookOf([
        ...parts(cells(NAME_ROW)),
        ...Array.from({ length: 6_000 }, (_, i) => ({ name: `p${i}`, data: bytesOf('') })),
      ]),
    413,
    'ARCHIVE_TOO_LARGE',
  ],
  [
    'OpenDocument',
    () => workbookOf([{ name: 'mimetype', data: bytesOf('application/vnd.oasis.opendocument.spreadsheet') }]),
    415,
    'FILE_TYPE_UNSUPPORTED',
  ],
  ['one line of commas', () => Buffer.from(`姓名${','.repeat(4 * MB)}`), 413, 'TOO_MANY_COLUMNS'],
  [
    'a quotation mark that stays open',
    () => Buffer.from(`姓名,性别\n"张三,男\n${'李四,女\n'.repeat(MB / 3)}`),
    400,
    'CSV_MALFORMED',
  ],
  [
    'a CSV of a million cells',
    () => Buffer.from(`姓名\n${`${'1,'.repeat(150)}\n`.repeat(7_000)}`),
    413,
    'TOO_MANY_CELLS',
  ],
]

t.test('files of strangers are refused by a code, in both languages, and leave nothing', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const office = await w.as('PROPOSAL_OFFICE')
  for (const [what, bytes, status, code] of FILES) {
    const payload = Buffer.from(bytes())
    t.ok(payload.length < 20 * MB, what)
    for (const [to, client, language, words] of [
      [send, admin, 'en', /[a-z]{4}/],
      [sendProposals, office, 'zh', /[\u4e00-\u9fff]{4}/],
    ] as const) {
      const headers = { 'accept-language': language }
      const { result, same } = await w.unchanged(() => to(client, { bytes: payload, headers }))
      t.equal(result.status, status, what)
      t.match(result.body.errors, [{ code, field: ['file'], message: words }], what)
      t.ok(same, what)
    }
  }
})

t.test('unusual workbooks are read right', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const read = async (bytes: Uint8Array | Buffer, persons: readonly Record<string, unknown>[]) => {
    const before = await seatsIn(w)
    const { body } = await send(admin, { bytes })
    t.match(body, { applied: true, created: persons.length })
    t.equal(await seatsIn(w), before + persons.length)
    const columns = `name, sex, concat_ws('-', birth_year, birth_month, birth_day) as birth`
    const { rows } = await w.owner.query(`select ${columns} from persons order by id desc limit ${persons.length}`)
    t.match(rows.reverse(), persons)
  }
  const head = row(1, '姓名', '性别', '出生年月')
  const dated = (name: string) =>
    `<row r="2"><c t="inlineStr"><is><t>${name}</t></is></c><c t="inlineStr"><is><t>男</t></is></c><c s="0"><v>30000</v></c></row>`
  const styles = bytesOf('<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>')
  const withDate = (name: string, settings: string) =>
    workbookOf(withPart(book([['a', cells(head + dated(name))]], settings), 'xl/styles.xml', styles))
  await read(withDate('丁一', ''), [{ name: '丁一', birth: '1982-2-18' }])
  await read(withDate('丁二', 'date1904="1"'), [{ name: '丁二', birth: '1986-2-19' }])
  const macros = { name: 'xl/vbaProject.bin', data: new Uint8Array(2_000).fill(7) }
  await read(workbookOf([...parts(cells(row(1, '姓名', '性别') + row(2, '丁三', '女'))), macros]), [
    { name: '丁三', sex: 'FEMALE' },
  ])
  const onSecond = book([
    ['封面', cells('')],
    ['名册', cells(row(1, '姓名', '性别') + row(2, '丁四', '男'))],
  ])
  await read(workbookOf(onSecond), [{ name: '丁四' }])
  const hidden = row(3, '丁六', '女').replace('<row', '<row hidden="1"')
  await read(workbookOf(parts(cells(row(1, '姓名', '性别') + row(2, '丁五', '男') + hidden))), [
    { name: '丁五' },
    { name: '丁六' },
  ])
  for (const [i, encoding] of (['utf16le', 'utf16be'] as const).entries()) {
    const text = Buffer.from(`\ufeff姓名,性别\r\n戊${'一二'[i]},男\r\n`, 'utf16le')
    await read(encoding === 'utf16le' ? text : text.swap16(), [{ name: `戊${'一二'[i]}` }])
  }
  const merged = cells(
    `${row(1, '姓名', '性别', '备注')}${row(2, '一、经济界（1人）')}${row(3, '丁七', '男', '甲')}`,
    '<mergeCells><mergeCell ref="A2:C2"/></mergeCells>',
  )
  await read(workbookOf(parts(merged)), [{ name: '丁七' }])
})

t.test('fifty thousand empty rows are nobody, and namesakes are told apart in no time', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const blank = Array.from({ length: 1_048_000 }, (_, i) => `<row r="${i + 3}"/>`).join('')
  const { body } = await send(admin, { bytes: one(START, row(2, '张三'), blank, '</sheetData></worksheet>') })
  t.match(body, { applied: true, created: 1 })
  const phones = Array.from({ length: 20_000 }, (_, i) => `李四,男,139${String(i).padStart(8, '0')}`)
  const began = performance.now()
  const many = await send(admin, { bytes: `姓名,性别,手机\n${phones.join('\n')}`, query: { dryRun: 'true' } })
  t.match(many.body, { created: 20_000, errorCount: 0 })
  t.ok(performance.now() - began < 30_000)
})

t.test('of very many findings the first are listed, and all are counted', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const office = await w.as('PROPOSAL_OFFICE')
  const rows = Array.from({ length: 6_000 }, (_, i) => `张三${i},错,12${i}`)
  const counted = { errorCount: 18_000, skipped: 6_000, applied: false }
  const { result: roster, same } = await w.unchanged(() => send(admin, { bytes: `姓名,性别,手机\n${rows.join('\n')}` }))
  t.equal(roster.status, 422)
  t.match(roster.body.report, counted)
  t.equal(roster.body.report.errors.length, 5_000)
  t.ok(same)
  const proposals = rows.map((_, i) => `,第${i}年,某年${i}次`)
  const list = await w.unchanged(() => sendProposals(office, { bytes: `提案标题,年份,届次\n${proposals.join('\n')}` }))
  t.equal(list.result.status, 422)
  t.match(list.result.body.report, counted)
  t.equal(list.result.body.report.errors.length, 5_000)
  t.ok(list.same)
})
