import { checkText } from '../../../kernel/text.ts'
import { type Parsed, problem } from '../../members/roster/findings.ts'
import { halfWidth, isPlaceholder, tidy } from '../../members/roster/normal.ts'
import type { Cell, TableRow } from '../../members/roster/sheet.ts'
import type { Candidate } from './candidate.ts'
import { type ColumnKey, carries } from './columns.ts'
import { type Finding, findingAt, type Place } from './findings.ts'
import { readReference } from './reference.ts'
import { readDay, readNames, readNumber, readSession, readYear, readYes } from './values.ts'
import { readFiling, readForm, readPeriod, readReplyClass, readSatisfaction, readUnits } from './words.ts'

/** The cells of one row by their meaning, and what is wrong with them. */
export interface RowReader {
  readonly place: Place
  readonly findings: Finding[]
  take<T>(key: ColumnKey, parse: (text: string) => Parsed<T>): T | null
}

const LONGEST = 20_000

export function readerOf(row: TableRow, place: Place): RowReader {
  const findings: Finding[] = []
  const take: RowReader['take'] = (key, parse) => {
    const cell = cellOf(row, place, key)
    if (!cell || isPlaceholder(cell.text)) return null
    const parsed = readable(cell) ?? parse(cell.text)
    if ('value' in parsed) return parsed.value
    findings.push(findingAt(place, key, parsed.problem, cell.text))
    return null
  }
  return { place, findings, take }
}

/** Under a vertical merge only what is said of a group is said of the row. */
function cellOf(row: TableRow, { columns }: Place, key: ColumnKey): Cell | undefined {
  const index = columns?.get(key)?.index ?? -1
  const cell = row.cells[index]
  return cell?.from && !(carries(key) && cell.from.column === index) ? undefined : cell
}

function readable({ text, kind }: Cell): { readonly problem: ReturnType<typeof problem> } | null {
  if (kind === 'error') {
    return { problem: problem('CELL_ERROR', '单元格是错误值，请改正', 'The cell holds an error value') }
  }
  if (kind === 'formula') {
    return {
      problem: problem(
        'FORMULA_WITHOUT_RESULT',
        '公式没有保存计算结果，请用 Excel 或 WPS 打开并保存',
        'The formula has no stored result; open the file in Excel or WPS and save it',
      ),
    }
  }
  return text.length > LONGEST
    ? { problem: problem('TOO_LONG', `最多 ${LONGEST} 个字`, `At most ${LONGEST} characters`) }
    : null
}

/** A text as it is stored. Lists break lines inside titles; a text keeps them. */
const textOf =
  (max: number, multiline: boolean) =>
  (given: string): Parsed<string> => {
    const checked = checkText('', multiline ? given : tidy(given), { max, multiline })
    if ('text' in checked) return { value: checked.text }
    const { code, message } = checked.error
    return { problem: problem(code, message.zh, message.en) }
  }

const title = textOf(200, false)
const block = textOf(LONGEST, true)
const name = textOf(100, false)

/** The row as a proposal; null when it cannot be one, and the findings say why. */
export function readProposal(reader: RowReader): Candidate | null {
  const { place, take, findings } = reader
  const named = take('title', title)
  if (named === null && findings.length === 0) findings.push(findingAt(place, 'title', titleMissing))
  const caseNumber = take('caseNumber', readNumber)
  const units = take('units', readUnits) ?? []
  const { filing, mergedInto } = filingOf(reader, caseNumber !== null || units.length > 0)
  const candidate = {
    ...{ sheet: place.sheet, row: place.row, title: named ?? '', caseNumber, units, filing, mergedInto },
    ...proposersOf(reader),
    ...courseOf(reader),
    receiptNumber: take('receiptNumber', readNumber),
    session: take('session', readSession),
    year: take('year', readYear),
    period: take('period', readPeriod),
    isKey: take('isKey', readYes) ?? false,
    isExcellent: take('isExcellent', readYes) ?? false,
    situation: take('situation', block) ?? '',
    analysis: take('analysis', block) ?? '',
    suggestions: take('suggestions', block) ?? '',
  }
  return findings.length === 0 ? candidate : null
}

/** Several names in the first column are those of all who sign. */
function proposersOf({ take }: RowReader) {
  const [first = null, ...others] = take('first', readNames) ?? []
  return {
    first,
    coSigners: [...others, ...(take('coSigners', readNames) ?? [])],
    endorsers: take('endorsers', readNames) ?? [],
    form: take('form', readForm),
    body: take('body', name),
  }
}

/** What became of it. */
const courseOf = ({ take }: RowReader) => ({
  reason: take('reason', textOf(500, true)) ?? '',
  coHandlers: take('coHandlers', readUnits) ?? [],
  replyClass: take('replyClass', readReplyClass),
  submittedOn: take('submittedOn', readDay),
  filedOn: take('filedOn', readDay),
  repliedOn: take('repliedOn', readDay),
  satisfaction: take('satisfaction', readSatisfaction),
  reply: take('reply', block) ?? '',
})

/** What became of it; the main proposal stands in a column of its own, or behind the word: `并入第012号`. */
function filingOf({ place, take, findings }: RowReader, looksFiled: boolean): Pick<Candidate, 'filing' | 'mergedInto'> {
  const before = findings.length
  const said = take('filing', readFiling)
  const named = take('mergedInto', readReference(place.columns?.get('mergedInto')?.header ?? ''))
  if (findings.length > before) return { filing: 'FILED', mergedInto: null }
  if (said === 'MERGED') return { filing: said, mergedInto: named ?? take('filing', referenceBehind) }
  if (named !== null && (said === null || said === 'FILED')) return { filing: 'MERGED', mergedInto: named }
  if (said === null && !looksFiled) findings.push(findingAt(place, 'filing', filingMissing))
  return { filing: said ?? 'FILED', mergedInto: named }
}

const referenceBehind = (text: string) => (/\d/.test(halfWidth(text)) ? readReference('')(text) : { value: null })

const titleMissing = problem('TITLE_MISSING', '缺少提案标题', 'The title is missing')
const filingMissing = problem(
  'FILING_MISSING',
  '没有案号，也没有立案情况，请补充其一',
  'Neither a case number nor whether it was put on file: add one',
)
