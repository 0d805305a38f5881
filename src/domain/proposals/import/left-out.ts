import { type Problem, problem } from '../../members/roster/findings.ts'
import type { ColumnKey } from './columns.ts'
import type { Created } from './compare.ts'
import type { Resolved, Trouble } from './resolve.ts'

/** Columns that a row fills in vain: each is told, so that whoever keeps the list puts the row or the heading right. */
export function leftOut({ row, main }: Created): readonly Trouble[] {
  if (row.filing === 'NOT_FILED' || row.filing === 'WITHDRAWN') return of(notHandled, course(row), filing(row))
  if (main) return hasLetters(main) ? [] : of(mainUnanswered, voice(row))
  if (row.parts.length === 0) return of(withoutUnits, answer(row), voice(row))
  return row.answer === null ? of(withoutClass, text(row), voice(row)) : []
}

type Said = readonly (readonly [ColumnKey, string | null])[]

const of = (why: Problem, ...said: readonly Said[]): readonly Trouble[] =>
  said.flat().flatMap(([field, value]) => (value === null || value === '' ? [] : [{ field, problem: why, value }]))

const names = (units: Resolved['units']) => units.map(({ name }) => name).join('、')

const filing = ({ filedOn, caseNumber }: Resolved): Said => [['filedOn', caseNumber === null ? filedOn : null]]
const text = ({ reply }: Resolved): Said => [['reply', reply]]
const voice = ({ satisfaction }: Resolved): Said => [['satisfaction', satisfaction]]
const answer = (row: Resolved): Said => [['replyClass', row.answer?.replyClass ?? null], ...text(row)]
const course = (row: Resolved): Said => [
  ...([
    ['units', names(row.units)],
    ['coHandlers', names(row.coHandlers)],
  ] as const),
  ...answer(row),
  ['repliedOn', row.repliedOn],
  ...voice(row),
]

const hasLetters = (main: NonNullable<Created['main']>): boolean =>
  'known' in main ? main.known.classes.length > 0 : main.row.parts.length > 0 && main.row.answer !== null

const why = (zh: string, en: string): Problem =>
  problem('LEFT_OUT', `${zh}，本格未导入`, `${en}; the cell was left out`)

const notHandled = why(
  '不予立案或撤案的提案没有办理、答复和评价',
  'What was not put on file, or was withdrawn, was neither handled nor answered',
)
const mainUnanswered = why('主案没有答复，无从评价', 'The main proposal has no reply that could be rated')
const withoutUnits = why('本行没有承办单位，答复无所属', 'The row names no unit whose reply it could be')
const withoutClass = why(
  '本行没有办理结果类别，不生成答复',
  'The row has no reply class, without which there is no reply',
)
