import type { Readable } from 'node:stream'
import { csvOf } from '../../../platform/tables/csv.ts'
import { workbookOf } from '../../../platform/tables/workbook.ts'
import type { ExportedRecord, FileHead } from './read.ts'
import { headCells, RECORD_COLUMNS, recordCells, tally } from './sheets.ts'

type Records = AsyncIterable<readonly ExportedRecord[]>

async function* cellsOf(records: Records, seen: (record: ExportedRecord) => void = () => {}) {
  for await (const page of records) {
    yield page.map(record => {
      seen(record)
      return recordCells(record)
    })
  }
}

/** The records as a CSV file that Excel opens in Chinese. */
export const recordsAsCsv = (records: Records): Readable => csvOf(RECORD_COLUMNS, cellsOf(records))

/** The records as a workbook of one sheet. */
export const recordsAsWorkbook = (records: Records): Readable =>
  workbookOf(book => book.addList('履职记录', RECORD_COLUMNS, cellsOf(records)))

/** A duty file: 基本情况, 履职记录, 分类统计. */
export const fileAsWorkbook = (head: FileHead, records: Records, exportedOn: string): Readable =>
  workbookOf(async book => {
    book.addSheet('基本情况', [18, 48], headCells(head, exportedOn))
    const counts = tally()
    await book.addList('履职记录', RECORD_COLUMNS, cellsOf(records, counts.add))
    book.addSheet('分类统计', [24], counts.rows())
  })
