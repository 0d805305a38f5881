import { columnDefinition } from './columns.ts'
import { label } from './labels.ts'
import type { Layout } from './layout.ts'
import { compact, tidy } from './normal.ts'
import type { Cell, Sheet, TableRow } from './sheet.ts'

/** What a row of the list is, before anything in it is checked. */
export type RowKind =
  | { readonly kind: 'person' }
  | { readonly kind: 'heading'; readonly text: string; readonly announced: number | null }
  | { readonly kind: 'skip'; readonly reason: SkipReason }

export type SkipReason = 'HEADER_REPEATED' | 'FOOTER' | 'TEXT_ROW' | 'NUMBER_ONLY' | 'UNDER_MERGED_NAME'

/** The cells a row has itself, not under a range that begins elsewhere. */
export function ownCells(row: TableRow): readonly Cell[] {
  const own: Cell[] = []
  for (const cell of row.cells) if (cell !== undefined && !cell.from) own.push(cell)
  return own
}

const FOOTER =
  /^(本页|合计|总计|小计|共计|总人数|注|备注|说明|附注|附|填表说明|填表人|制表人|制表|填报人|审核人|填报单位|联系人|打印日期|填表日期|第\d+页|共\d+页|共\d+[人名]|[Tt]otal|TOTAL)([:：,，。、;；共为\d(（]|$)/

const NUMERALS = '〇零一二三四五六七八九十百'
/** A cell that only counts: "12", "三、", "22人". */
const NUMERAL = new RegExp(`^[\\d\\s${NUMERALS}、.．,，()（）]+[人名]?$`)
/** The same in the name column, where two numerals could be a name. */
const NUMERAL_NO_NAME = new RegExp(`^(?:\\d+\\s*[人名]?|[${NUMERALS}]|[${NUMERALS}]+[、.．])$`)
/** Titles of the list and sentences, which may be numbered too. */
const NO_HEADING = /名册|名单|名录|一览表|通讯录|登记表|统计表|[。；;]$/

/** "一、", "（二）", "第25、", "3." — always with a mark after it, or "九三学社" would lose its number. */
const NUMBERING = new RegExp(
  `^(?:[(（]\\s*[${NUMERALS}\\d]{1,4}\\s*[)）]|第?[${NUMERALS}\\d]{1,4}\\s*[、.．,，:：)）])\\s*`,
)
const PERSONS = `(?:共|计)?\\s*([\\d${NUMERALS}]+)\\s*(?:人|名|位|席)`
/** "（22人）", "（22人，按姓氏笔画排序）", "22人", "共十二名". */
const COUNT = new RegExp(`(?:[(（]\\s*${PERSONS}[^()（）]*[)）]|${PERSONS})$`)
const MAX_HEADING = 100
const REMARK = /[(（][^()（）]*[)）]$/

/**
 * Splits a group heading: "二、中国国民党革命委员会（12人）" is 中国国民党革命委员会, announced 12. The parts tell
 * whether it is dressed as a heading, which a person's name never is.
 */
export function parseHeading(text: string): { text: string; announced: number | null; dressed: boolean } {
  const whole = tidy(text)
  if (whole.length > MAX_HEADING) return { text: whole, announced: null, dressed: false }
  const count = COUNT.exec(whole)
  const name = tidy(whole.replace(COUNT, '').replace(NUMBERING, '')).replace(/[:：]$/, '')
  const digits = compact(count?.[1] ?? count?.[2] ?? '')
  const announced = /^\d+$/.test(digits) ? Number(digits) : null
  return { text: tidy(name.replace(REMARK, '')) || name, announced, dressed: name !== whole }
}

/**
 * Tells a person's row from headings, repeated table heads, totals and remarks. `isGroup` tells whether a text names a
 * sector, special committee, party or position.
 */
export function classifyRow(
  row: TableRow,
  layout: Layout,
  isWide: WideNames,
  isGroup: (text: string) => boolean,
): RowKind {
  if (repeatsHeader(row, layout)) return skip('HEADER_REPEATED')
  const own = ownCells(row)
  const [first] = own
  const number = row.cells[indexOf(layout, 'number')]
  if (!first || (own.length === 1 && first === number && NUMERAL.test(first.text))) return skip('NUMBER_ONLY')
  const name = row.cells[indexOf(layout, 'name')]
  if (isFooter(first, name)) return skip('FOOTER')
  if (name?.from && name.from.row < row.number) return skip('UNDER_MERGED_NAME')
  // A heading may have its numeral and its count in cells of their own.
  const words = own.filter(cell => !(cell === name ? NUMERAL_NO_NAME : NUMERAL).test(cell.text))
  const [word] = words
  if (word && words.length === 1) return loneWord(word, own.length > 1, row, layout, isWide, isGroup)
  return { kind: 'person' }
}

const skip = (reason: SkipReason): RowKind => ({ kind: 'skip', reason })

/** A row with one text: a heading, a person of whom only the name is known, or a remark. */
function loneWord(
  cell: Cell,
  hasNumbers: boolean,
  row: TableRow,
  layout: Layout,
  isWide: WideNames,
  isGroup: (text: string) => boolean,
): RowKind {
  const nameIndex = indexOf(layout, 'name')
  const inNameColumn = row.cells[nameIndex] === cell && !isWide(row.number)
  const { text, announced, dressed } = parseHeading(cell.text)
  if (isGroup(text)) return { kind: 'heading', text, announced }
  if (inNameColumn && (hasNumbers || !dressed)) return { kind: 'person' }
  if (dressed && [...text].length <= 20 && !NO_HEADING.test(text)) return { kind: 'heading', text, announced }
  return hasNumbers ? { kind: 'person' } : skip('TEXT_ROW')
}

const indexOf = (layout: Layout, key: 'number' | 'name'): number => layout.columns.get(key)?.index ?? -1

function isFooter(first: Cell, nameCell: Cell | undefined): boolean {
  const text = compact(first.text)
  if (!FOOTER.test(text)) return false
  // "合计" may stand in the name column, or its number; a person whose row begins with a remark has a name besides.
  if (nameCell === undefined || nameCell === first || nameCell.from !== undefined) return true
  return NUMERAL_NO_NAME.test(compact(nameCell.text))
}

/** Whether in a row the name's cell is merged over more than one column beside it; to be asked of rows in their order. */
export type WideNames = (row: number) => boolean

export function wideNames({ merges }: Pick<Sheet, 'merges'>, layout: Layout): WideNames {
  const column = indexOf(layout, 'name')
  const wide = merges
    .filter(({ left, right }) => left === column && right > column + 1)
    .toSorted((a, b) => a.top - b.top)
    .values()
  let [next, reach] = [wide.next().value, 0]
  return row => {
    for (; next && next.top <= row; next = wide.next().value) reach = Math.max(reach, next.bottom)
    return row <= reach
  }
}

/** Printed lists repeat their head on every page. */
function repeatsHeader(row: TableRow, layout: Layout): boolean {
  const name = row.cells[indexOf(layout, 'name')]
  // Settles nearly every row at once; the second row of a head has no name cell of its own.
  if (name && !name.from)
    return NAME_LABELS.has(label(name.text)) || isHeaderCell(name, indexOf(layout, 'name'), layout)
  const own = row.cells.flatMap((cell, column) => (cell && !cell.from ? [{ cell, column }] : []))
  const same = own.filter(({ cell, column }) => isHeaderCell(cell, column, layout)).length
  return same > 0 && same * 10 >= own.length * 6
}

/** No person is called so. */
const NAME_LABELS: ReadonlySet<string> = new Set(columnDefinition('name').exact.slice(0, 2))

const isHeaderCell = (cell: Cell, column: number, layout: Layout): boolean =>
  layout.headerRows.some(({ cells }) => {
    const header = cells[column]
    return header !== undefined && !header.from && label(header.text) === label(cell.text)
  })
