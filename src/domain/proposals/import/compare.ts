import { type Problem, problem } from '../../members/roster/findings.ts'
import type { ColumnKey } from './columns.ts'
import type { Known } from './known.ts'
import type { Resolved } from './resolve.ts'

/** What a merged proposal is handled with: another row of the list, or one on file. */
export type Main = { readonly row: Resolved } | { readonly known: Known }

/** A row that becomes a proposal, with the one it is merged into. */
export interface Created {
  readonly row: Resolved
  readonly main: Main | null
}

/** What becomes of a row beside what is on file and the rows above it. */
export type Verdict =
  | { readonly kind: 'NEW' }
  /** On file already; where the list differs, the file stays and the difference is told. */
  | { readonly kind: 'KNOWN'; readonly difference: Problem | null }
  | { readonly kind: 'BAD'; readonly field: ColumnKey; readonly problem: Problem }

/** Judges rows in the order of the file. The same session and case number are the same proposal. */
export function judge(known: readonly Known[]): (row: Resolved, main: Main | null) => Verdict {
  const onFile = new Map(known.flatMap(one => keysOf(one, one.sessionId).map(key => [key, one])))
  const receipts = new Map(
    known.flatMap(one => (one.receiptNumber === null ? [] : [[`${one.sessionId} ${one.receiptNumber}`, one]])),
  )
  const inList = new Map<string, Resolved>()
  return (row, main) => {
    const keys = keysOf({ ...row, firstProposerId: row.firstId }, row.of.id)
    const receipt = row.receiptNumber === null ? null : `${row.of.id} ${row.receiptNumber}`
    const earlier = keys.map(key => inList.get(key)).find(Boolean) ?? inList.get(`R ${receipt}`)
    if (earlier) return repeated(row, earlier)
    for (const key of receipt === null ? keys : [...keys, `R ${receipt}`]) inList.set(key, row)
    const found = keys.map(key => onFile.get(key)).find(Boolean)
    if (found) return { kind: 'KNOWN', difference: differenceOf(row, found, main) }
    const holder = receipt === null ? undefined : receipts.get(receipt)
    return holder ? { kind: 'BAD', field: 'receiptNumber', problem: receiptTaken(holder) } : { kind: 'NEW' }
  }
}

interface Identity {
  readonly caseNumber: number | null
  readonly receiptNumber: number | null
  readonly title: string
  readonly firstProposerId: string | null
}

/** By its case number; one without is known by its receipt number, or by title and proposer. */
function keysOf({ caseNumber, receiptNumber, title, firstProposerId }: Identity, sessionId: string): readonly string[] {
  if (caseNumber !== null) return [`${sessionId} C${caseNumber}`]
  return receiptNumber === null
    ? [`${sessionId} T${title} ${firstProposerId}`]
    : [`${sessionId} N${receiptNumber}`, `${sessionId} T${title} ${firstProposerId}`]
}

function repeated(row: Resolved, earlier: Resolved): Verdict {
  const sheet = earlier.sheet === row.sheet ? '' : `“${earlier.sheet}”`
  const field = row.caseNumber !== null && row.caseNumber === earlier.caseNumber ? 'caseNumber' : 'receiptNumber'
  const isNumber = row[field] !== null && row[field] === earlier[field]
  const found = isNumber
    ? problem(
        'NUMBER_REPEATED',
        `与${sheet}第 ${earlier.row} 行编号相同`,
        `Row ${earlier.row}${sheet && ` of ${sheet}`} has the same number`,
      )
    : problem(
        'PROPOSAL_REPEATED',
        `与${sheet}第 ${earlier.row} 行是同一提案`,
        `Row ${earlier.row}${sheet && ` of ${sheet}`} is the same proposal`,
      )
  return { kind: 'BAD', field: isNumber ? field : 'title', problem: found }
}

/** Where the list says something else than the file; a blank says nothing. */
function differenceOf(row: Resolved, known: Known, main: Main | null): Problem | null {
  const units = row.parts.map(({ unitId, role }) => `${unitId} ${role}`)
  const wasHandled = row.filing === 'FILED' || row.filing === 'MERGED'
  const different: readonly (readonly [string, string, boolean])[] = [
    ['标题', 'title', row.title !== known.title],
    ['提案形式', 'form', row.proposerKind !== known.proposerKind],
    ['第一提案人', 'first proposer', row.firstId !== known.firstProposerId],
    ['联名人', 'co-signers', row.coSignerIds.length > 0 && unlike(row.coSignerIds, known.coSigners)],
    ['收件号', 'receipt number', row.receiptNumber !== null && row.receiptNumber !== known.receiptNumber],
    ['承办单位', 'units', wasHandled && units.length > 0 && unlike(units, known.units)],
    [
      '办理结果',
      'class',
      wasHandled && row.answer !== null && units.length > 0 && unlike([row.answer.replyClass], known.classes),
    ],
    ['并案', 'main proposal', main !== null && !('known' in main && main.known.id === known.mergedIntoId)],
  ]
  const [zh, en] = [0, 1].map(language => different.filter(([, , is]) => is).map(one => String(one[language])))
  if (!zh || !en || zh.length === 0) return null
  return problem(
    'DIFFERS_FROM_FILE',
    `系统中已有此提案，${zh.join('、')}与本行不同，未作改动`,
    `This proposal is on file with another ${en.join(', ')}; nothing was changed`,
  )
}

export const unlike = (a: readonly string[], b: readonly string[]): boolean =>
  a.length !== b.length || a.toSorted().join() !== b.toSorted().join()

const receiptTaken = ({ title, caseNumber }: Known) =>
  problem(
    'RECEIPT_NUMBER_TAKEN',
    `收件号已用于“${title.slice(0, 30)}”${caseNumber === null ? '' : `（案号 ${caseNumber}）`}`,
    `The receipt number is that of "${title.slice(0, 30)}"${caseNumber === null ? '' : ` (case number ${caseNumber})`}`,
  )
