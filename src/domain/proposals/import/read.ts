import { Refused, userError } from '../../../kernel/user-error.ts'
import { turns } from '../../../platform/turns.ts'
import { type BoundedFindings, boundedFindings } from '../../members/roster/finding-list.ts'
import { problem } from '../../members/roster/findings.ts'
import { compact } from '../../members/roster/normal.ts'
import { ownCells } from '../../members/roster/rows.ts'
import type { Sheet, TableRow } from '../../members/roster/sheet.ts'
import type { Candidate } from './candidate.ts'
import { headingOf } from './columns.ts'
import { type Finding, findingAt } from './findings.ts'
import { type Layout, layoutOf } from './layout.ts'
import { readerOf, readProposal } from './read-row.ts'

export interface SheetReading {
  readonly name: string | null
  readonly proposals: number
  /** Null: no heading with a title was found, and nothing was read. */
  readonly layout: Layout | null
}

export interface Reading {
  /** Rows without an error of their own, in the order of the file. */
  readonly candidates: readonly Candidate[]
  /** The first LISTED_FINDINGS. */
  readonly errors: readonly Finding[]
  readonly errorCount: number
  /** Rows with an error. */
  readonly badRows: number
  readonly sheets: readonly SheetReading[]
}

/** Reads the proposals of a list from its sheets, hidden ones aside. Pure. @throws Refused HEADER_NOT_FOUND, NO_PROPOSALS. */
export async function readProposals(sheets: readonly Sheet[]): Promise<Reading> {
  const found: Found = { candidates: [], errors: boundedFindings() }
  const readings: SheetReading[] = []
  for (const sheet of sheets.filter(({ hidden }) => !hidden)) {
    readings.push(await readSheet(sheet, layoutOf(sheet), found))
  }
  if (readings.every(({ layout }) => layout === null)) throw headerNotFound()
  if (readings.every(({ proposals }) => proposals === 0)) throw noProposals()
  const { candidates, errors } = found
  return { candidates, errors: errors.kept, errorCount: errors.count, badRows: errors.rows, sheets: readings }
}

async function readSheet(sheet: Sheet, layout: Layout | null, found: Found): Promise<SheetReading> {
  let proposals = 0
  const turn = turns()
  for (const row of layout ? sheet.rows.slice(layout.start) : []) {
    await turn()
    const index = layout?.columns.get('title')?.index ?? -1
    if (isNoProposal(row, index)) continue
    proposals += 1
    const cell = row.cells[index]
    const place = { sheet: sheet.name, row: row.number, title: cell?.text ?? null, columns: layout?.columns }
    if (cell?.from) {
      found.errors.push(findingAt(place, 'title', underMergedTitle))
      continue
    }
    const reader = readerOf(row, place)
    const candidate = readProposal(reader)
    if (candidate) found.candidates.push(candidate)
    for (const finding of reader.findings) found.errors.push(finding)
  }
  return { name: sheet.name, proposals, layout }
}

interface Found {
  readonly candidates: Candidate[]
  readonly errors: BoundedFindings<Finding>
}

const FOOTER =
  /^(本页|合计|总计|小计|共计|注|备注|说明|附注|填表说明|填表人|制表人|制表|审核人|填报单位|打印日期)([:：]|\d|$)/

/** Headings of groups, repeated heads of the list, totals and remarks below it. */
function isNoProposal(row: TableRow, title: number): boolean {
  const own = ownCells(row)
  const [first] = own
  const cell = row.cells[title]
  if (!first || (own.length === 1 && first !== cell)) return true
  if (first !== cell && FOOTER.test(compact(first.text.slice(0, 60)))) return true
  return cell !== undefined && !cell.from && own.length > 1 && headingOf(cell.text.slice(0, 60)) === 'title'
}

const underMergedTitle = problem(
  'UNDER_MERGED_TITLE',
  '标题与上一行合并为一个单元格；一件提案占一行，多个单位写在同一格内',
  'The title is merged with the row above; a proposal has one row, and several units stand in one cell',
)

const headerNotFound = (): Refused =>
  new Refused(
    userError(
      'HEADER_NOT_FOUND',
      'file',
      '没有找到表头：请确认有“提案标题”或“案由”一列',
      'No heading was found: the list needs a column 提案标题 or 案由 (title)',
    ),
  )

const noProposals = (): Refused =>
  new Refused(userError('NO_PROPOSALS', 'file', '表头下没有任何提案', 'There is no proposal below the heading'))
