import { deflateRawSync } from 'node:zlib'
import t from 'tap'
import { readRoster } from '../../../../src/domain/members/roster/roster.ts'
import { TABLE_LIMITS, type TableLimits } from '../../../../src/domain/members/roster/sheet.ts'
import { readTable } from '../../../../src/domain/members/roster/table.ts'
import fc from '../../../support/properties.ts'
import { bytesOf, cells, NAME_ROW, parts, row } from './parts.ts'
import { refusalOf, TODAY, vocabulary, workbook } from './support.ts'
import { writeZip } from './zip-writer.ts'

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const refusal = (bytes: Uint8Array, limits: Partial<TableLimits> = {}) =>
  refusalOf(() => readTable(bytes, '名册.xlsx', { ...TABLE_LIMITS, ...limits }))

t.test('the minimal workbook of these tests is read, so that the refusals below mean something', async t => {
  const [sheet] = await readTable(writeZip(parts(cells(NAME_ROW))), 'a.xlsx')
  t.equal(sheet?.rows[0]?.cells[0]?.text, '姓名')
})

t.test('files of another type', async t => {
  const encrypted = Buffer.concat([Buffer.from(OLE), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')])
  t.equal(await refusal(new Uint8Array()), 'FILE_EMPTY')
  t.equal(await refusal(bytesOf(' \r\n\r\n')), 'FILE_EMPTY')
  t.equal(await refusal(Buffer.concat([Buffer.from(OLE), Buffer.alloc(600)])), 'FILE_OLD_XLS')
  t.equal(await refusal(encrypted), 'FILE_ENCRYPTED')
  t.equal(await refusal(bytesOf('%PDF-1.7\n...')), 'FILE_TYPE_UNSUPPORTED')
  t.equal(await refusal(bytesOf('<html><table><tr><td>姓名</td></tr></table></html>')), 'FILE_TYPE_UNSUPPORTED')
  t.equal(await refusal(Buffer.from([0xff, 0xff, 0x80, 0x81])), 'ENCODING_UNKNOWN')
  t.equal(await refusal(writeZip([{ name: 'a.txt', data: bytesOf('a') }])), 'FILE_TYPE_UNSUPPORTED')
  t.equal(await refusal(bytesOf('姓名,性别\n"张三,男\n')), 'CSV_MALFORMED')
})

t.test('damaged workbooks', async t => {
  const good = await workbook({
    rows: [
      ['姓名', '性别'],
      ['张三', '男'],
    ],
  })
  for (const length of [2, 30, 200, good.length >> 1, good.length - 10]) {
    t.equal(await refusal(good.subarray(0, length)), 'FILE_CORRUPT', `${length} bytes`)
  }
  const said = parts(cells(NAME_ROW))
  const other = said.map(part =>
    part.name.endsWith('sheet1.xml')
      ? { ...part, deflated: deflateRawSync(bytesOf(cells(NAME_ROW).replace('姓名', '姓各'))) }
      : part,
  )
  t.equal(await refusal(writeZip(other)), 'FILE_CORRUPT', 'well-formed, but not what the checksum says')
  t.equal(await refusal(writeZip(parts('<worksheet><sheetData>'))), 'FILE_CORRUPT', 'cut XML')
  t.equal(await refusal(writeZip(parts(cells(NAME_ROW.repeat(2))))), 'FILE_CORRUPT', 'a row twice')
  t.equal(await refusal(writeZip(parts(cells('<row r="99999999"/>')))), 'FILE_CORRUPT')
  t.equal(
    await refusal(writeZip([...parts(cells(NAME_ROW)), ...parts(cells(NAME_ROW))])),
    'FILE_CORRUPT',
    'parts twice',
  )
})

t.test('bombs', async t => {
  const zeros = new Uint8Array(40 * 1024 * 1024)
  t.equal(await refusal(writeZip(parts(zeros))), 'ARCHIVE_TOO_LARGE', 'by ratio')
  t.equal(
    await refusal(writeZip(parts(cells(NAME_ROW + ' '.repeat(9000)))), { maxInflatedBytes: 8000 }),
    'ARCHIVE_TOO_LARGE',
    'by size',
  )
  const lie = { name: 'xl/worksheets/sheet1.xml', data: zeros, deflated: deflateRawSync(zeros), declaredSize: 500 }
  const lying = parts('').map(part => (part.name === lie.name ? lie : part))
  t.equal(await refusal(writeZip(lying)), 'FILE_CORRUPT', 'more comes out than declared')
  const laughs = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${cells('<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>')}`
  t.equal(await refusal(writeZip(parts(laughs))), 'XML_ENTITIES_REFUSED')
  const merges = '<mergeCell ref="A1:XFD1048576"/>'.repeat(3000)
  const wide = `<worksheet><sheetData>${NAME_ROW}</sheetData><mergeCells>${merges}</mergeCells></worksheet>`
  t.equal(await refusal(writeZip(parts(wide))), 'FILE_CORRUPT', 'overlapping merged ranges')
})

t.test('limits', async t => {
  const csv = (rows: number, columns: number) => bytesOf(`${Array(columns).fill('a').join(',')}\n`.repeat(rows))
  t.equal(await refusal(csv(11, 1), { maxRows: 10 }), 'TOO_MANY_ROWS')
  t.equal(await refusal(csv(10, 1), { maxRows: 10 }), 'read')
  t.equal(await refusal(csv(1, 11), { maxColumns: 10 }), 'TOO_MANY_COLUMNS')
  t.equal(await refusal(csv(9, 9), { maxBytes: 100 }), 'FILE_TOO_LARGE')
  const book = await workbook({ rows: [['a', 'b', 'c'], ['d'], ['e']] }, { rows: [['f']] })
  t.equal(await refusal(book, { maxRows: 3 }), 'TOO_MANY_ROWS', 'over all sheets')
  t.equal(await refusal(book, { maxRows: 4 }), 'read')
  t.equal(await refusal(book, { maxColumns: 2 }), 'TOO_MANY_COLUMNS')
  t.equal(await refusal(book, { maxSheets: 1 }), 'TOO_MANY_SHEETS')
})

t.test('a merged range of a whole column costs nothing and does no harm', async t => {
  const data = row(1, '姓名', '性别', '界别') + row(2, '张三', '男', '经济界') + row(3, '李四', '女')
  const sheet = `<worksheet><sheetData>${data}</sheetData><mergeCells><mergeCell ref="C2:C1048576"/></mergeCells></worksheet>`
  const reading = await readRoster(await readTable(writeZip(parts(sheet)), 'a.xlsx'), vocabulary, { today: TODAY })
  t.strictSame(
    reading.candidates.map(c => c.sectorKey),
    ['经济界', '经济界'],
  )
})

t.test('the file name in a message is cut and cleaned', async t => {
  const name = `a\u202e\n${'名'.repeat(500)}`
  const error = await readTable(new Uint8Array(), name).catch(e => e)
  t.equal(error.errors[0].message.zh, `a${'名'.repeat(79)}：文件是空的，请选择含有名单的文件`)
})

t.test('property: arbitrary bytes are read or refused with a code, never anything else', async () => {
  const start = fc.constantFrom([], [0x50, 0x4b, 3, 4], OLE, [0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff])
  await fc.assert(
    fc.asyncProperty(start, fc.uint8Array({ maxLength: 400 }), async (head, tail) => {
      const bytes = Uint8Array.from([...head, ...tail])
      const code = await refusalOf(async () => readRoster(await readTable(bytes, 'x'), vocabulary, { today: TODAY }))
      return /^[A-Z_]+$|^read$/.test(code)
    }),
    { numRuns: 300 },
  )
})

t.test('property: a workbook with any bytes changed is read or refused with a code', async () => {
  const good = await workbook({
    rows: [
      ['姓名', '性别', '界别'],
      ['张三', '男', '经济界'],
    ],
    merges: ['A3:C3'],
  })
  const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255))
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async changes => {
      const bytes = good.slice()
      for (const [at, value] of changes) bytes[at] = value
      const code = await refusalOf(async () => readRoster(await readTable(bytes, 'x'), vocabulary, { today: TODAY }))
      return /^[A-Z_]+$|^read$/.test(code)
    }),
    { numRuns: 200 },
  )
})

t.test('property: any texts in the cells are read or reported, never thrown', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('姓名', '同上', '合计', '一、', '经济界', '/', '1952.1', '张三'),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(text, { maxLength: 6 }), { maxLength: 12 }), async rows => {
      const sheet = {
        name: null,
        hidden: false,
        merges: [],
        rows: [['姓名', '性别', '出生年月', '界别', '政协职务', '手机'], ...rows].map((row, i) => ({
          number: i + 1,
          cells: row.map(value => (value.trim() === '' ? undefined : ({ text: value, kind: 'raw' } as const))),
        })),
      }
      const code = await refusalOf(() => readRoster([sheet], vocabulary, { today: TODAY }))
      return ['read', 'ROSTER_NO_PERSONS'].includes(code)
    }),
    { numRuns: 300 },
  )
})

t.test(
  'cells of thirty thousand brackets, digits or spaces are refused in their fields, not read for minutes',
  async t => {
    const long = ['(', '1', '人', ' 1', '一、'].map(text => text.repeat(32_000 / text.length))
    const rows = Array.from({ length: 200 }, (_, i) => long[i % long.length] ?? '')
    const person = (text: string) => `"${text}",男,${text},${text},${text},${text}`
    const csv = `姓名,性别,出生年月,手机,身份证号,政协职务\n${rows.slice(0, 5).map(person).join('\n')}\n${rows.join('\n')}\n李四,女,,,,\n`
    const reading = await readRoster(await readTable(bytesOf(csv), 'a.csv'), vocabulary, { today: TODAY })
    t.strictSame(
      reading.candidates.map(c => c.name),
      ['李四'],
    )
    t.ok(reading.errors.every(f => f.code === 'TOO_LONG'))
    t.ok(reading.errors.length > 20)
  },
)
