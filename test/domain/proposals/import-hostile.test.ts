import t from 'tap'
import { readProposals } from '../../../src/domain/proposals/import/read.ts'
import { Refused } from '../../../src/kernel/user-error.ts'
import fc from '../../support/properties.ts'
import { proposalWorld } from '../../support/proposals.ts'
import { workbook } from '../members/roster/support.ts'
import { writeZip } from '../members/roster/zip-writer.ts'
import { csvOf, HEADING, send, skip } from './import-support.ts'

const relation = (kind: string, target: string) =>
  Buffer.from(
    `<Relationships><Relationship Id="r0" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/></Relationships>`,
  )

const book = (sheet: Buffer) =>
  writeZip([
    { name: '[Content_Types].xml', data: Buffer.from('<Types/>') },
    { name: '_rels/.rels', data: relation('officeDocument', 'xl/workbook.xml') },
    {
      name: 'xl/workbook.xml',
      data: Buffer.from('<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="r0"/></sheets></workbook>'),
    },
    { name: 'xl/_rels/workbook.xml.rels', data: relation('worksheet', 'worksheets/sheet1.xml') },
    { name: 'xl/worksheets/sheet1.xml', data: sheet },
  ])

const ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'

t.test('files that are none, or too much', async t => {
  const w = await proposalWorld(t)
  // Of so many rows that the sheet is what stands in the middle of the file.
  const rows = Array.from({ length: 2_000 }, (_, i) => [i + 1, `关于${i * 7919}的提案`, `王${i}`])
  const good = await workbook({ rows: [HEADING.slice(0, 3), ...rows] })
  const damaged = Buffer.from(good)
  damaged.fill(0x41, damaged.length >> 1, (damaged.length >> 1) + 400)
  for (const [name, bytes, status, code] of [
    ['empty', '', 400, 'FILE_EMPTY'],
    ['truncated', good.subarray(0, good.length >> 1), 400, 'FILE_CORRUPT'],
    ['damaged', damaged, 400, 'FILE_CORRUPT'],
    ['zip bomb', book(Buffer.alloc(150 * 1024 * 1024, ' ')), 413, 'ARCHIVE_TOO_LARGE'],
    ['entities', book(Buffer.from(ENTITIES)), 400, 'XML_ENTITIES_REFUSED'],
    ['too many rows', `案由\n${'甲\n'.repeat(50_001)}`, 413, 'TOO_MANY_ROWS'],
    ['old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), 415, 'FILE_OLD_XLS'],
    ['a PDF', '%PDF-1.7\n', 415, 'FILE_TYPE_UNSUPPORTED'],
    ['no heading', '甲,乙\n1,2\n', 422, 'HEADER_NOT_FOUND'],
    ['nothing below', csvOf(HEADING), 422, 'NO_PROPOSALS'],
  ] as const) {
    const { result, same } = await w.unchanged(() => send(w.office, { bytes }))
    t.match(result, { status, body: { errors: [{ code, field: ['file'] }], requestId: /./ } }, name)
    t.ok(same, name)
  }
})

t.test('cells meant to hurt', async t => {
  const w = await proposalWorld(t)
  const row = (given: Record<string, string>) => {
    const whole: Record<string, string> = {
      提案标题: '甲',
      第一提案人: '王一',
      立案情况: '立案',
      届次: '十五届三次',
      ...given,
    }
    return HEADING.map(heading => whole[heading] ?? '')
  }
  const long = (piece: string) => piece.repeat(19_000 / piece.length)
  const bytes = csvOf(
    HEADING,
    row({ 案号: '1', 提案标题: '=cmd|"/c calc"!A1' }),
    row({ 案号: '2', 提案标题: "'; drop table proposals; --" }),
    row({ 案号: long('1'), 提案标题: long('标 ') }),
    row({ 案号: '3', 第一提案人: long('1') }),
    row({ 案号: '4', 第一提案人: long('张 ') }),
    row({ 案号: '5', 主办单位: long('（主办') }),
    row({ 案号: '6', 届次: long('第一届') }),
    row({ 案号: '7', 答复日期: long('1 11:11') }),
    row({ 案号: '8', 立案情况: long('不') }),
    row({ 案号: '9', 提案标题: '题\u0007' }),
    row({ 案号: '10', 第一提案人: '__proto__' }),
    row({ 案号: '11', 办理结果: 'constructor' }),
    row({ 案号: '99999999999999999999' }),
    row({ 案号: '-1', 提案标题: '负数按其数字读' }),
  )
  const { body } = await send(w.office, { bytes, query: skip })
  const bad = new Set(body.errors.map((e: { row: number }) => e.row))
  t.same([...bad], [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
  t.ok(JSON.stringify(body).length < 20_000, 'what cells hold is shown shortened')
  const { rows } = await w.owner.query('select case_number, title from proposals order by 1')
  t.strictSame(rows, [
    { case_number: 1, title: '=cmd|"/c calc"!A1' },
    { case_number: 2, title: "'; drop table proposals; --" },
  ])
})

t.test('whatever stands in a table, it is read or refused with a code', async t => {
  const text = fc.oneof(
    fc.constantFrom(
      ...HEADING,
      '',
      '王一、李二',
      '十五届三次',
      '不予立案',
      '主办：甲；会办：乙',
      '并入第012号',
      '2023.5.6',
      '45000',
      'A类',
      '〃',
    ),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
  const cell = fc.record({
    text: text.filter(value => value.trim() !== ''),
    kind: fc.constantFrom('text', 'number', 'date', 'boolean', 'raw', 'error', 'formula'),
  })
  const rows = fc.array(fc.array(fc.option(cell, { nil: undefined }), { maxLength: 12 }), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(rows, fc.boolean(), async (rows, headed) => {
      const heading = [...HEADING, '并案'].map(text => ({ text, kind: 'text' as const }))
      const numbered = (headed ? [heading, ...rows] : rows).map((cells, i) => ({ number: i + 1, cells }))
      const sheets = [
        { name: 'a', hidden: false, rows: numbered.filter(({ cells }) => cells.some(Boolean)), merges: [] },
      ]
      try {
        const { candidates, errors } = await readProposals(sheets)
        return candidates.every(({ title }) => title !== '') && errors.every(({ row }) => row > 0)
      } catch (error) {
        return error instanceof Refused
      }
    }),
    { numRuns: 500 },
  )
  t.pass()
})
