import { type Problem, problem } from '../../members/roster/findings.ts'
import type { Created } from './compare.ts'
import type { Resolved } from './resolve.ts'

/** Rows that are named one by one; behind them a list goes on without end. */
const NAMED = 20

/** Rows without a day of submission, which count as of the session's first: told once a sheet, at the first of them. */
export function undated(created: readonly Created[]): readonly { readonly row: Resolved; readonly problem: Problem }[] {
  const without = created.map(({ row }) => row).filter(({ submittedOn }) => submittedOn === null)
  return [...Map.groupBy(without, ({ sheet }) => sheet).values()].flatMap(rows => {
    const inOrder = rows.toSorted((a, b) => a.row - b.row)
    const [row] = inOrder
    return row ? [{ row, problem: missing(inOrder) }] : []
  })
}

function missing(rows: readonly Resolved[]): Problem {
  const named = rows.slice(0, NAMED).map(({ row }) => row)
  const [etc, andSoOn] = rows.length > NAMED ? ['等', ' and others'] : ['', '']
  return problem(
    'SUBMITTED_ON_MISSING',
    `有 ${rows.length} 件没有提交日期（第 ${named.join('、')} 行${etc}），记为该次会议的首日`,
    `${rows.length} without a day of submission (rows ${named.join(', ')}${andSoOn}) count as of the session's first day`,
  )
}
