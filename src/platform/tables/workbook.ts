import { once } from 'node:events'
import { PassThrough, type Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import type exceljs from 'exceljs'
import { type Cell, type Column, safeCells } from './cells.ts'
import type { Pages } from './csv.ts'

/** A workbook being written. Sheets stand in the order in which they are added. */
export interface Book {
  /** A small sheet, whole. */
  addSheet(name: string, widths: readonly number[], rows: readonly (readonly Cell[])[]): void
  /** A list with a bold, frozen heading, as its pages come. */
  addList(name: string, columns: readonly Column[], pages: Pages): Promise<void>
}

/** A workbook (.xlsx) that `fill` writes while the reader reads: it holds one page in memory. */
export function workbookOf(fill: (book: Book) => Promise<void>): Readable {
  const out = new PassThrough()
  const closed = new AbortController()
  out.once('close', () => closed.abort())
  const flush = async () => {
    // The zip works between turns of the event loop: without one it would only ever be given more.
    await turn()
    while (out.writableNeedDrain) await once(out, 'drain', { signal: closed.signal })
    closed.signal.throwIfAborted()
  }
  write(out, fill, flush).catch(error => out.destroy(closed.signal.aborted ? undefined : error))
  return out
}

type Writer = exceljs.stream.xlsx.WorkbookWriter

async function write(out: PassThrough, fill: (book: Book) => Promise<void>, flush: () => Promise<void>) {
  // Loaded when asked for: the library costs a fifth of the idle process.
  const { default: library } = await import('exceljs')
  const writer = new library.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false })
  await fill({
    addSheet: (name, widths, rows) => addSheet(writer, name, widths, rows),
    addList: (name, columns, pages) => addList(writer, name, columns, pages, flush),
  })
  await writer.commit()
}

function addSheet(writer: Writer, name: string, widths: readonly number[], rows: readonly (readonly Cell[])[]): void {
  const sheet = writer.addWorksheet(name)
  sheet.columns = widths.map(width => ({ width }))
  for (const row of rows) sheet.addRow(safeCells(row)).commit()
  sheet.commit()
}

async function addList(
  writer: Writer,
  name: string,
  columns: readonly Column[],
  pages: Pages,
  flush: () => Promise<void>,
): Promise<void> {
  const sheet = writer.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(({ width }) => ({ width }))
  const header = sheet.addRow(columns.map(column => column.title))
  header.font = { bold: true }
  header.commit()
  for await (const page of pages) {
    for (const cells of page) sheet.addRow(safeCells(cells)).commit()
    await flush()
  }
  sheet.commit()
}
