import { READER } from '../data.ts'
import { asOwner, openDatabase } from '../database.ts'
import { CITY } from '../places.ts'
import { type Aligned, aligned } from '../report.ts'
import { startService } from '../systems.ts'
import { type Quality, qualityOf } from './quality.ts'

export interface SimilarReport {
  readonly proposals: number
  /** Median of the first ten look-ups of a process. */
  readonly coldMilliseconds: number
  readonly quality: readonly Quality[]
}

interface Options {
  readonly proposals: number
  readonly cases: number
  readonly say: (line: string) => void
}

/** Similar proposals over so many stored ones: how good, and how fast. */
export async function similarBench({ proposals, cases, say }: Options): Promise<SimilarReport> {
  const database = await openDatabase({ size: 'S', proposals }, say)
  try {
    const service = await startService(database)
    try {
      return await asOwner(database.ownerUrl, async sql => {
        const [token = ''] = await service.tokens([{ organizationId: CITY, accountId: READER }])
        const { cold, rows } = await qualityOf({ url: service.product, token, sql, proposals, cases })
        return { proposals, coldMilliseconds: cold, quality: rows }
      })
    } finally {
      service.stop()
    }
  } finally {
    await database.close()
  }
}

export function similarTable({ proposals, coldMilliseconds, quality }: SimilarReport): string {
  const heading = ['cases', 'number', 'recall', 'precision', 'first', 'with false', 'p50 ms', 'p95 ms']
  const cells: Aligned = quality.map(row => [
    ...[row.kind, row.cases, row.recall ?? '', row.precision ?? '', row.first ?? '', row.withFalse],
    ...[row.p50Milliseconds, row.p95Milliseconds],
  ])
  return [
    `Similar proposals among ${proposals}, one client; first ten look-ups of the process: ${coldMilliseconds} ms each`,
    '',
    ...aligned([heading, ...cells]),
  ].join('\n')
}
