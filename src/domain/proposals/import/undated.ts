import { type Problem, problem } from '../../members/roster/findings.ts'
import type { Created } from './compare.ts'
import type { Resolved } from './resolve.ts'

/** Rows that are named one by one; behind them a list goes on without end. */
const NAMED = 20

interface Undated {
  readonly row: Resolved
  readonly field: 'submittedOn' | 'repliedOn'
  readonly problem: Problem
}

/** Rows for which a day is assumed, of submission and of the letter: told once a sheet, at the first of them. */
export function undated(created: readonly Created[]): readonly Undated[] {
  const rows = created.map(({ row }) => row)
  const letters = created.filter(({ main }) => main === null).map(({ row }) => row)
  return [
    ...once('submittedOn', rows, withoutSubmission),
    ...once('repliedOn', letters.filter(hasLetter), withoutReply),
  ]
}

const hasLetter = ({ filing, answer, parts }: Resolved): boolean =>
  filing === 'FILED' && answer !== null && parts.length > 0

function once(
  field: Undated['field'],
  all: readonly Resolved[],
  say: (count: number, zh: string, en: string) => Problem,
): readonly Undated[] {
  const without = all.filter(row => row[field] === null)
  return [...Map.groupBy(without, ({ sheet }) => sheet).values()].flatMap(rows => {
    const inOrder = rows.toSorted((a, b) => a.row - b.row)
    const named = inOrder.slice(0, NAMED).map(({ row }) => row)
    const [etc, andSoOn] = rows.length > NAMED ? ['等', ' and others'] : ['', '']
    const [row] = inOrder
    return row
      ? [
          {
            row,
            field,
            problem: say(rows.length, `第 ${named.join('、')} 行${etc}`, `rows ${named.join(', ')}${andSoOn}`),
          },
        ]
      : []
  })
}

const withoutSubmission = (count: number, zh: string, en: string) =>
  problem(
    'SUBMITTED_ON_MISSING',
    `有 ${count} 件没有提交日期（${zh}），记为该次会议的首日`,
    `${count} without a day of submission (${en}) count as of the session's first day`,
  )

const withoutReply = (count: number, zh: string, en: string) =>
  problem(
    'REPLIED_ON_MISSING',
    `有 ${count} 件没有答复日期（${zh}），答复记为本行最晚的日期`,
    `${count} replies without a date (${en}) bear the latest day of their row`,
  )
