import { Refused, userError } from '../../../kernel/user-error.ts'
import { turns } from '../../../platform/turns.ts'
import type { MemberCandidate } from './candidate.ts'
import { COLUMNS, type ColumnKey } from './columns.ts'
import { createLookup } from './dictionary.ts'
import { createDuplicateCheck, type DuplicateCheck } from './duplicates.ts'
import { createFindingList, type FindingList } from './finding-list.ts'
import { createNoteBook, type NoteBook, type RosterNote } from './findings.ts'
import type { ColumnRemark, Layout, RecognisedColumn } from './layout.ts'
import type { ColumnMapping } from './mapping.ts'
import { readPerson } from './person.ts'
import { readPositions, standingKeys } from './positions.ts'
import { recogniseColumns } from './recognise.ts'
import { createRowReader } from './row-reader.ts'
import { classifyRow, wideNames } from './rows.ts'
import { createSections, groupOf, type Lookups } from './sections.ts'
import type { Cell, Sheet } from './sheet.ts'
import type { Vocabulary } from './vocabulary.ts'

export interface RosterOptions {
  /** Business date `YYYY-MM-DD`. */
  readonly today: string
  readonly mapping?: ColumnMapping
  /** Names of the sheets to read; by default all that are not hidden and have a heading. */
  readonly sheets?: readonly string[]
}

export interface SheetReading {
  readonly name: string | null
  /** Null: no heading with a name column was found, and nothing was read. */
  readonly columns: readonly RecognisedColumn[] | null
  readonly remarks: readonly ColumnRemark[]
  readonly persons: number
}

export interface RosterReading extends Omit<FindingList, 'push'> {
  /** The persons without an error, in the order of the file. */
  readonly candidates: readonly MemberCandidate[]
  readonly notes: readonly RosterNote[]
  readonly sheets: readonly SheetReading[]
  /** Rows that stand for a person, good and bad. */
  readonly persons: number
}

interface State {
  readonly vocabulary: Vocabulary
  readonly lookups: Lookups
  readonly standing: ReadonlySet<string>
  readonly options: RosterOptions
  readonly checkDuplicate: DuplicateCheck
  readonly book: NoteBook
  readonly findings: FindingList
  readonly candidates: MemberCandidate[]
}

/**
 * Reads the persons of a roster. Pure: nothing but its arguments decides.
 * @throws Refused ROSTER_HEADER_NOT_FOUND, ROSTER_NO_PERSONS, SHEET_NOT_FOUND, MAPPING_COLUMN_NOT_FOUND,
 * NAME_COLUMN_REPEATED.
 */
export async function readRoster(
  sheets: readonly Sheet[],
  vocabulary: Vocabulary,
  options: RosterOptions,
): Promise<RosterReading> {
  const state = startState(vocabulary, options)
  const chosen = chooseSheets(sheets, options.sheets)
  const isPosition = (text: string) => 'value' in readPositions(text, state.lookups.position)
  const layouts = chosen.map(sheet => ({ sheet, layout: layoutOf(sheet, options.mapping, isPosition) }))
  const refusal = layouts.find(({ layout }) => layout instanceof Refused)?.layout
  if (!layouts.some(({ layout }) => isLayout(layout))) throw refusal instanceof Refused ? refusal : headerNotFound()
  const readings: SheetReading[] = []
  for (const { sheet, layout } of layouts) {
    readings.push(await readSheet(sheet, isLayout(layout) ? layout : null, state))
  }
  const persons = readings.reduce((sum, reading) => sum + reading.persons, 0)
  if (persons === 0) throw noPersons()
  return {
    ...state.findings,
    candidates: state.candidates,
    notes: state.book.list(),
    sheets: readings,
    persons,
  }
}

function startState(vocabulary: Vocabulary, options: RosterOptions): State {
  return {
    vocabulary,
    lookups: {
      sector: createLookup('sectors', vocabulary.sectors),
      party: createLookup('parties', vocabulary.parties),
      specialCommittee: createLookup('specialCommittees', vocabulary.specialCommittees),
      position: createLookup('positions', vocabulary.positions),
    },
    standing: standingKeys(vocabulary.positions),
    options,
    checkDuplicate: createDuplicateCheck(),
    book: createNoteBook(),
    findings: createFindingList(),
    candidates: [],
  }
}

function chooseSheets(sheets: readonly Sheet[], names: readonly string[] | undefined): readonly Sheet[] {
  if (!names) return sheets.filter(sheet => !sheet.hidden)
  const missing = names.find(name => !sheets.some(sheet => sheet.name === name))
  if (missing === undefined) return sheets.filter(sheet => sheet.name !== null && names.includes(sheet.name))
  throw new Refused(
    userError('SHEET_NOT_FOUND', 'sheets', `没有名为“${missing}”的工作表`, `There is no sheet "${missing}"`),
  )
}

/** A sheet beside the roster (a cover, remarks) may lack what was asked for; it counts only if no sheet has it. */
function layoutOf(
  sheet: Sheet,
  mapping: ColumnMapping | undefined,
  isPosition: (text: string) => boolean,
): Layout | Refused | null {
  try {
    return recogniseColumns(sheet, mapping, isPosition)
  } catch (error) {
    if (error instanceof Refused && error.errors.some(e => e.code === 'MAPPING_COLUMN_NOT_FOUND')) return error
    throw error
  }
}

const isLayout = (layout: Layout | Refused | null): layout is Layout => layout !== null && !(layout instanceof Refused)

async function readSheet(sheet: Sheet, layout: Layout | null, state: State): Promise<SheetReading> {
  const { lookups, standing, book, findings, options } = state
  if (!layout) {
    for (const row of sheet.rows) book.note('SHEET_NOT_READ', sheet.name, row.number)
    return { name: sheet.name, columns: null, remarks: [], persons: 0 }
  }
  const sections = createSections(sheet.name, lookups, findings)
  const above = new Map<ColumnKey, Cell>()
  const isGroup = (text: string) => groupOf(text, lookups) !== null
  const isWide = wideNames(sheet, layout)
  const sheetSector = sheet.name !== null && lookups.sector(sheet.name).key !== null ? sheet.name : null
  const reader = createRowReader({ sheet, layout, book, findings, above })
  const isCarried = losesSectors(sheet, layout)
  let persons = 0
  const turn = turns()
  for (const row of sheet.rows.slice(layout.start)) {
    await turn()
    const kind = classifyRow(row, layout, isWide, isGroup)
    if (kind.kind === 'heading') sections.open(kind.text, kind.announced, row.number)
    reader.begin(row)
    if (kind.kind === 'skip') {
      if (kind.reason === 'UNDER_MERGED_NAME') reader.warn('name', underMergedName)
      else book.note(kind.reason, sheet.name, row.number)
    }
    if (kind.kind !== 'person') continue
    persons++
    sections.countPerson()
    const sectorAbove = isCarried ? (above.get('sector')?.text ?? null) : null
    const draft = readPerson(
      reader,
      { lookups, sections, standing, today: options.today, sheetSector, sectorAbove },
      sheet.name,
      row.number,
    )
    state.checkDuplicate(draft, reader)
    const { name } = draft
    if (name !== null && !reader.failed) state.candidates.push({ ...draft, name })
  }
  sections.close()
  const columns = COLUMNS.flatMap(({ key }) => layout.columns.get(key) ?? [])
  return { name: sheet.name, columns, remarks: layout.remarks, persons }
}

/**
 * Whether a blank sector continues the row above. Only a CSV loses merged cells, and one in which sectors that stood already stand
 * again as often as they are left out says it of each person, in whatever order: there a blank is a blank, as in a workbook.
 */
function losesSectors({ name, rows }: Sheet, { columns, start }: Layout): boolean {
  if (name !== null) return false
  const [person = -1, sector = -1] = [columns.get('name')?.index, columns.get('sector')?.index]
  const known = new Set<string>()
  let [blank, again] = [0, 0]
  for (const { cells } of rows.slice(start)) {
    const text = cells[sector]?.text
    if (text === undefined) blank += cells[person] ? 1 : 0
    else if (known.has(text)) again++
    else known.add(text)
  }
  return blank > again
}

const underMergedName = {
  code: 'UNDER_MERGED_NAME',
  message: {
    zh: '姓名与上一行合并为一个单元格，本行其余内容未读取',
    en: 'The name cell is merged with the row above; the rest of this row was not read',
  },
}

const headerNotFound = (): Refused =>
  new Refused(
    userError(
      'ROSTER_HEADER_NOT_FOUND',
      'file',
      '没有找到表头：请确认有“姓名”一列，或指定各列（表头文字或列字母）',
      'No heading was found: the roster needs a column 姓名 (name), or choose the columns by heading or letter',
    ),
  )

const noPersons = (): Refused =>
  new Refused(userError('ROSTER_NO_PERSONS', 'file', '表头下没有任何人员', 'There is no person below the heading'))
