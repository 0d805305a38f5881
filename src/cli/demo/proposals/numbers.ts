import type { Life } from './life.ts'

/** Numbers each session's proposals in the order in which they came in, and were put on file: without gaps. */
export function giveNumbers(lives: readonly Life[]): void {
  number(lives, 'submittedAt', 'receiptNumber', 'SUBMIT')
  number(lives, 'filedAt', 'caseNumber', 'FILE')
}

function number(
  lives: readonly Life[],
  time: 'submittedAt' | 'filedAt',
  column: 'receiptNumber' | 'caseNumber',
  action: string,
): void {
  const timed = lives.filter(({ row }) => row[time] !== null)
  for (const own of Map.groupBy(timed, ({ row }) => row.sessionId).values()) {
    const inOrder = own.toSorted((a, b) => Date.parse(a.row[time] ?? '') - Date.parse(b.row[time] ?? ''))
    for (const [index, { row, events }] of inOrder.entries()) {
      row[column] = index + 1
      for (const event of events.filter(one => one.action === action)) {
        event.facts = { ...Object(event.facts), [column]: index + 1 }
      }
    }
  }
}

/** The last number of each kind and session, where the commands go on. */
export function countersOf(lives: readonly Life[]) {
  const [first] = lives
  if (!first) return []
  const { organizationId } = first.row
  return (['RECEIPT', 'CASE'] as const).flatMap(kind => {
    const numbers = lives.flatMap(({ row: { sessionId, receiptNumber, caseNumber } }) => {
      const number = kind === 'RECEIPT' ? receiptNumber : caseNumber
      return sessionId === null || number === null ? [] : [{ sessionId, number }]
    })
    return [...Map.groupBy(numbers, ({ sessionId }) => sessionId)].map(([sessionId, own]) => ({
      ...{ organizationId, sessionId, kind, last: Math.max(...own.map(one => one.number)) },
    }))
  })
}
