import { type Bilingual, Refused, userError } from '../../../kernel/user-error.ts'
import { type ColumnKey, columnDefinition } from './columns.ts'
import { CONTAINS_RANK, recogniseLabel } from './labels.ts'
import type { ColumnRemark, Header, Layout, RecognisedColumn } from './layout.ts'
import { columnLetter } from './letters.ts'
import { type ColumnMapping, mapColumns } from './mapping.ts'
import { readName } from './name.ts'
import { tidy } from './normal.ts'
import { ownCells } from './rows.ts'
import type { Sheet, TableRow } from './sheet.ts'

const SEARCHED_ROWS = 60
const MAX_HEADER_ROWS = 3
const MAX_HEADER_TEXT = 60

interface Candidate {
  readonly start: number
  readonly height: number
  readonly score: number
  readonly headers: readonly Header[]
}

/**
 * Finds the heading of a sheet (one to three rows, anywhere among the first sixty) and what each column means.
 * `mapping` overrides what is recognised. `isPosition` tells whether a text is a position in the committee: a column
 * headed only "职务" is one if all its values are. Null if the sheet has no heading with a name column.
 * @throws Refused MAPPING_COLUMN_NOT_FOUND, NAME_COLUMN_REPEATED.
 */
export function recogniseColumns(
  sheet: Sheet,
  mapping: ColumnMapping = {},
  isPosition: (text: string) => boolean = () => false,
): Layout | null {
  const found = bestHeader(sheet)
  const headers = found?.headers ?? []
  const start = found ? found.start + found.height : 0
  const headerRows = found ? sheet.rows.slice(found.start, start) : []
  const mapped = mapColumns(mapping, headers, sheet)
  const { columns, remarks } = assign(headers, mapped, sheet, start, isPosition)
  if (!columns.has('name')) return null
  const nameless = withoutHeading(headers, mapped.chosen, sheet.rows.slice(start))
  const names = nameless.find(({ texts }) => texts.filter(text => 'value' in readName(text)).length * 2 > texts.length)
  // A list of nothing but names, printed in several columns under one title.
  if (names && columns.size === 1 && headers.length === 1 && !mapped.chosen.has('name'))
    throw sideBySide(columns.get('name')?.letter, names.index)
  return { start, headerRows, columns, remarks: [...remarks, ...nameless.map(withoutHeadingRemark)] }
}

function bestHeader(sheet: Sheet): Candidate | null {
  let best: Candidate | null = null
  const last = Math.min(sheet.rows.length, SEARCHED_ROWS)
  for (let start = 0; start < last; start++) {
    for (let height = 1; height <= MAX_HEADER_ROWS && start + height <= sheet.rows.length; height++) {
      const candidate = headerAt(sheet.rows.slice(start, start + height), start)
      if (candidate && betterThan(candidate, best)) best = candidate
    }
  }
  return best
}

/** More columns recognised; else fewer rows; else the upper one. */
const betterThan = (a: Candidate, b: Candidate | null): boolean =>
  b === null || a.score > b.score || (a.score === b.score && a.height < b.height)

/** The rows read as one heading, or null if they cannot be one. A second row must itself be made of headings. */
function headerAt(rows: readonly TableRow[], start: number): Candidate | null {
  if (rows.slice(1).some(row => !looksLikeHeader(row))) return null
  const [first] = rows
  // Words merged down from above belong to a heading that begins above.
  if (first?.cells.some(cell => cell?.from && cell.from.row < first.number)) return null
  // A title merged over all columns stands above a heading, not in it.
  if (rows.length > 1 && first && ownCells(first).length < 2) return null
  const headers = headersOf(rows)
  const keys = new Set(headers.map(h => h.key))
  if (!keys.has('name') || headers.every(h => h.key !== 'name' || h.rank >= CONTAINS_RANK)) return null
  keys.delete(null)
  // A sheet of names only is a roster too, but then the word must be certain.
  if (keys.size < 2 && headers.length > 1) return null
  // "职务" alone does not say whose: the same columns with the word above it know more.
  const vague = headers.filter(h => h.key === 'duty').length * 0.5
  return { start, height: rows.length, score: keys.size - vague, headers }
}

function looksLikeHeader(row: TableRow): boolean {
  const own = ownCells(row)
  const known = own.filter(cell => recogniseLabel([cell.text]) !== null).length
  return known > 0 && known * 2 >= own.length
}

function headersOf(rows: readonly TableRow[]): Header[] {
  const width = Math.max(...rows.map(row => row.cells.length))
  const headers: Header[] = []
  for (let index = 0; index < width; index++) {
    const parts = rows
      .map(row => tidy(row.cells[index]?.text.slice(0, MAX_HEADER_TEXT) ?? ''))
      .filter((part, i, all) => part !== '' && part !== all[i - 1])
    if (parts.length === 0) continue
    const match = recogniseLabel(parts)
    headers.push({ index, parts, key: match?.key ?? null, rank: match?.rank ?? Number.POSITIVE_INFINITY })
  }
  return headers
}

function assign(
  headers: readonly Header[],
  mapped: { readonly chosen: ReadonlyMap<ColumnKey, number>; readonly off: ReadonlySet<ColumnKey> },
  sheet: Sheet,
  start: number,
  isPosition: (text: string) => boolean,
): { columns: Map<ColumnKey, RecognisedColumn>; remarks: ColumnRemark[] } {
  const columns = new Map<ColumnKey, RecognisedColumn>()
  const remarks: ColumnRemark[] = []
  const headerOf = (index: number) => headers.find(h => h.index === index)?.parts.join('/') ?? ''
  const put = (key: ColumnKey, index: number) =>
    columns.set(key, { key, index, letter: columnLetter(index), header: headerOf(index) })
  for (const [key, index] of mapped.chosen) put(key, index)
  const taken = new Set(mapped.chosen.values())
  for (const header of headers.toSorted((a, b) => a.rank - b.rank || a.index - b.index)) {
    if (taken.has(header.index)) continue
    const key = meaning(header, columns, sheet, start, isPosition)
    if (key !== header.key) remarks.push(remark('DUTY_READ_AS_POSITION', header))
    if (key === null || mapped.off.has(key)) remarks.push(remark('COLUMN_IGNORED', header))
    else if (key === 'name' && header.rank === 0 && columns.get(key)?.header === header.parts.join('/')) {
      if (mapped.chosen.has('name')) remarks.push(remark('COLUMN_IGNORED', header))
      else throw sideBySide(columns.get(key)?.letter, header.index)
    } else if (columns.has(key)) remarks.push(remark('COLUMN_REPEATED', header, columns.get(key)))
    else put(key, header.index)
  }
  return { columns, remarks }
}

/** A column headed "职务" is the position in the committee if there is no other and all its values are positions. */
function meaning(
  header: Header,
  columns: ReadonlyMap<ColumnKey, RecognisedColumn>,
  sheet: Sheet,
  start: number,
  isPosition: (text: string) => boolean,
): ColumnKey | null {
  if (header.key !== 'duty' || columns.has('position')) return header.key
  const values = sheet.rows
    .slice(start)
    .map(row => row.cells[header.index])
    .filter(cell => cell !== undefined && !cell.from)
    .map(cell => cell?.text ?? '')
    .filter(text => recogniseLabel([text])?.key !== 'duty')
  return values.length > 0 && values.every(isPosition) ? 'position' : 'duty'
}

interface Nameless {
  readonly index: number
  readonly texts: string[]
}

/** The columns that hold something below the heading and have no word in it. */
function withoutHeading(
  headers: readonly Header[],
  chosen: ReadonlyMap<ColumnKey, number>,
  rows: readonly TableRow[],
): Nameless[] {
  const headed = new Set([...headers.map(h => h.index), ...chosen.values()])
  const found = new Map<number, string[]>()
  for (const { cells } of rows) {
    cells.forEach((cell, index) => {
      if (!cell || cell.from || headed.has(index)) return
      const texts = found.get(index) ?? []
      texts.push(cell.text)
      found.set(index, texts)
    })
  }
  return [...found].map(([index, texts]) => ({ index, texts })).toSorted((a, b) => a.index - b.index)
}

function withoutHeadingRemark({ index, texts }: Nameless): ColumnRemark {
  const letter = columnLetter(index)
  return {
    code: 'COLUMN_WITHOUT_HEADING',
    letter,
    header: '',
    message: {
      zh: `${letter} 列没有表头，其中 ${texts.length} 个单元格未读取`,
      en: `Column ${letter} has no heading; its ${texts.length} cells were not read`,
    },
  }
}

function remark(
  code: Exclude<ColumnRemark['code'], 'COLUMN_WITHOUT_HEADING'>,
  header: Header,
  winner?: RecognisedColumn,
): ColumnRemark {
  const letter = columnLetter(header.index)
  const text = header.parts.join('/')
  const messages: Record<typeof code, Bilingual> = {
    COLUMN_IGNORED: {
      zh: `${letter} 列“${text}”不在导入范围，未读取`,
      en: `Column ${letter} "${text}" is not imported`,
    },
    COLUMN_REPEATED: {
      zh: `${letter} 列“${text}”与 ${winner?.letter} 列“${winner?.header}”含义相同，只读取后者；如需更换，请指定列`,
      en: `Column ${letter} "${text}" means the same as ${winner?.letter} "${winner?.header}"; only the latter is read`,
    },
    DUTY_READ_AS_POSITION: {
      zh: `${letter} 列“${text}”的内容都是政协职务，按${columnDefinition('position').zh}读取`,
      en: `All values of column ${letter} "${text}" are positions in the committee; it is read as such`,
    },
  }
  return { code, letter, header: text, message: messages[code] }
}

/** Two lists printed side by side: half of the persons would be lost without a word. */
function sideBySide(first: string | undefined, second: number): Refused {
  const letters = `${first}, ${columnLetter(second)}`
  return new Refused(
    userError(
      'NAME_COLUMN_REPEATED',
      ['mapping', 'name'],
      `有多个“姓名”列（${letters}），可能是并排的两栏名单；请改为一栏，或指定姓名所在的列`,
      `There is more than one name column (${letters}); put the list into one column or choose the column`,
    ),
  )
}
