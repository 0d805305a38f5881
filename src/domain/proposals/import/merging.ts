import { type Problem, problem } from '../../members/roster/findings.ts'
import { type Created, type Main, unlike } from './compare.ts'
import type { Known } from './known.ts'
import type { Reference } from './reference.ts'
import type { Resolved } from './resolve.ts'

/** States of one on file that takes in what a list of earlier years says: what is being handled is merged by the office. */
const ENDED: ReadonlySet<string> = new Set(['CLOSED', 'CLOSED_WITH_DISSENT', 'TRACKING', 'ARCHIVED'])

export type FindMain = (row: Resolved) => { readonly main: Main | null } | { readonly problem: Problem }

/** Finds the main proposal of a merged row (rules, section 1, Merging) in the list and on file; null of one that is not merged. */
export function mainFinder(rows: readonly Resolved[], known: readonly Known[]): FindMain {
  const listed = new Map(rows.toReversed().flatMap(row => keysOf(row, row.of.id).map(key => [key, row])))
  const onFile = new Map(known.flatMap(one => keysOf(one, one.sessionId).map(key => [key, one])))
  return row => {
    const { mergedInto, of } = row
    if (mergedInto === null) return { main: null }
    if (isElsewhere(mergedInto, row)) return { problem: otherSession }
    const key = `${of.id} ${mergedInto.isReceipt ? 'R' : 'C'}${mergedInto.number}`
    if (keysOf(row, of.id).includes(key)) return { problem: itself }
    const [there, found] = [listed.get(key), onFile.get(key)]
    if (!there && !found) return { problem: unknown }
    const own = onFile.get(`${of.id} C${row.caseNumber}`)
    if (found && own?.mergedIntoId === found.id) return { main: { known: found } }
    const wrong = wrongMain(row, there, found)
    if (wrong) return { problem: wrong }
    return { main: found ? { known: found } : there ? { row: there } : null }
  }
}

type Numbers = Pick<Known, 'caseNumber' | 'receiptNumber'>

const keysOf = ({ caseNumber, receiptNumber }: Numbers, sessionId: string): readonly string[] => [
  ...(caseNumber === null ? [] : [`${sessionId} C${caseNumber}`]),
  ...(receiptNumber === null ? [] : [`${sessionId} R${receiptNumber}`]),
]

const isElsewhere = ({ session, year }: Reference, { of, year: own }: Resolved): boolean =>
  (session?.term != null && session.term !== of.term) ||
  (session?.session != null && session.session !== of.number) ||
  (year !== null && year !== (own ?? Number(of.startsOn.slice(0, 4))))

/** Why it takes no other in. What is on file speaks before the list. */
function wrongMain(row: Resolved, there: Resolved | undefined, found: Known | undefined): Problem | null {
  if (there?.filing === 'MERGED' || found?.mergedIntoId) return chain
  if (!found) return there && there.filing !== 'FILED' ? notFiled : there ? differing(row, rowAnswer(there)) : null
  if (found.caseNumber === null || found.state === 'WITHDRAWN') return notFiled
  return ENDED.has(found.state) ? differing(row, found) : inHandling
}

interface Answer {
  readonly units: readonly string[]
  readonly classes: readonly string[]
  readonly repliedOn?: string | null
  readonly reply?: string
}

const unitsOf = ({ parts }: Resolved) => parts.map(({ unitId, role }) => `${unitId} ${role}`)

const rowAnswer = (row: Resolved): Answer => ({
  ...{ units: unitsOf(row), classes: row.answer === null ? [] : [row.answer.replyClass] },
  ...{ repliedOn: row.repliedOn, reply: row.reply },
})

/** The units of the main one answer both: a merged row leaves them blank, or says the same. */
function differing(row: Resolved, main: Answer): Problem | null {
  const { units, classes, repliedOn, reply } = rowAnswer(row)
  const different: readonly (readonly [string, string, boolean])[] = [
    ['承办单位', 'units', units.length > 0 && unlike(units, main.units)],
    ['办理结果', 'class', classes.length > 0 && unlike(classes, main.classes)],
    ['答复日期', 'date of reply', main.repliedOn !== undefined && repliedOn !== null && repliedOn !== main.repliedOn],
    ['答复内容', 'reply', main.reply !== undefined && reply !== '' && reply !== main.reply],
  ]
  const found = different.filter(([, , is]) => is)
  if (found.length === 0) return null
  return problem(
    'MERGED_DIFFERS',
    `并案的提案由主案的承办单位一并办理，本行${found.map(([zh]) => zh).join('、')}与主案不同；请留空或改为一致`,
    `The units of the main proposal answer a merged one; its ${found.map(([, en]) => en).join(', ')} is another: leave it blank, or put it right`,
  )
}

/** Merged rows whose main row is kept out are kept out with it. */
export function withMains(rows: readonly Created[]) {
  const mains = new Set(rows.map(({ row }) => row))
  const stays = ({ main }: Created) => main === null || 'known' in main || mains.has(main.row)
  return { created: rows.filter(stays), orphans: rows.filter(one => !stays(one)).map(({ row }) => row) }
}

/** A dissatisfied word on what was closed on file without dissent. */
export const isDissentLater = ({ row, main }: Created): boolean =>
  row.satisfaction === 'DISSATISFIED' &&
  main !== null &&
  'known' in main &&
  (main.known.state === 'CLOSED' || main.known.state === 'TRACKING')

export const badMain = problem(
  'MERGED_INTO_BAD_ROW',
  '主案所在行有误，未导入；请先改正该行',
  'The row of the main proposal is wrong and was kept out; put it right first',
)

export const dissentLater = problem(
  'DISSENT_AFTER_CLOSING',
  '主案在系统中已办结，状态未改；本行的“不满意”已计入满意度',
  'The main proposal is closed on file and stays so; the dissatisfaction of this row is counted',
)

const itself = problem(
  'MERGED_INTO_ITSELF',
  '提案不能并入自身；主案这一格请留空',
  'A proposal is not merged into itself; leave the cell of the main one blank',
)
const unknown = problem(
  'MERGED_INTO_UNKNOWN',
  '本表该次会议没有此编号的主案（或该行有误），系统中也没有',
  'Neither the list (its right rows) nor the file has a proposal of this number in the session',
)
const chain = problem(
  'MERGED_CHAIN',
  '该提案本身已并入其他提案，请写最终的主案',
  'That proposal is merged into another itself; name the one that was handled',
)
const notFiled = problem(
  'MERGED_INTO_NOT_FILED',
  '主案未立案或已撤案，不能并入',
  'The main proposal was not put on file, or was withdrawn; nothing is merged into it',
)
const otherSession = problem(
  'MERGED_INTO_OTHER_SESSION',
  '主案属于另一届次或年份；只能并入同一次会议的提案',
  'The main proposal is of another session or year; it must be of the same session',
)
const inHandling = problem(
  'MERGED_INTO_IN_HANDLING',
  '主案在系统中尚未办结，请待其办结后再导入本行',
  'The main proposal is not closed on file; import this row when it is',
)
