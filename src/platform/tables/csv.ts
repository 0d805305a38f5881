import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { type Cell, type Column, safeCells } from './cells.ts'

/** Rows as they come, a page at a time. */
export type Pages = AsyncIterable<readonly (readonly Cell[])[]>

/** A CSV file that Excel opens in Chinese: UTF-8 with BOM, CRLF. Holds one page in memory. */
export function csvOf(columns: readonly Column[], pages: Pages): Readable {
  const rows = async function* () {
    yield columns.map(column => column.title)
    for await (const page of pages) for (const cells of page) yield safeCells(cells)
  }
  const csv = stringify({ bom: true, record_delimiter: 'windows' })
  const source = Readable.from(rows())
  source.once('error', error => csv.destroy(error))
  csv.once('close', () => source.destroy())
  return source.pipe(csv)
}
