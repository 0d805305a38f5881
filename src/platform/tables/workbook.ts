import { once } from 'node:events'
import { createRequire } from 'node:module'
import { PassThrough, type Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import type exceljs from 'exceljs'
import { turns } from '../turns.ts'
import { type Cell, type Column, safeCells } from './cells.ts'
import type { Pages } from './csv.ts'

/** A form on A4: a title over the whole width, lines under it, and a ruled table whose heading stands on every page. */
export interface Form {
  readonly title: string
  readonly lines: readonly string[]
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  readonly orientation: 'portrait' | 'landscape'
}

/** A workbook being written. Sheets stand in the order in which they are added. */
export interface Book {
  /** A small sheet, whole. */
  addSheet(name: string, widths: readonly number[], rows: readonly (readonly Cell[])[]): void
  /** A sheet to be printed and written on. */
  addForm(name: string, form: Form): void
  /** A list with a bold, frozen heading, as its pages come; printed it is as wide as A4 across. */
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

const require = createRequire(import.meta.url)

// When asked for, as it costs a fifth of the idle process; and the writer alone, in a third of the time that nobody is answered.
const library = () => require('exceljs/lib/stream/xlsx/workbook-writer.js') as typeof exceljs.stream.xlsx.WorkbookWriter

async function write(out: PassThrough, fill: (book: Book) => Promise<void>, flush: () => Promise<void>) {
  const Writer = library()
  const writer = new Writer({ stream: out, useStyles: true, useSharedStrings: false })
  await fill({
    addSheet: (name, widths, rows) => addSheet(writer, name, widths, rows),
    addForm: (name, form) => addForm(writer, name, form),
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

const A4 = 9
const MARGINS = { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 }
const THIN = { style: 'thin' } as const
const RULED = { top: THIN, left: THIN, bottom: THIN, right: THIN }
const CENTRED = { vertical: 'middle', horizontal: 'center', wrapText: true } as const
/** High enough to sign in. */
const ROW_HEIGHT = 24

/** As wide as the paper, as many pages long as it takes, the heading on each of them. */
const printed = (orientation: Form['orientation'], heading: number): Partial<exceljs.AddWorksheetOptions> => ({
  pageSetup: {
    ...{ paperSize: A4, orientation, fitToPage: true, fitToWidth: 1, fitToHeight: 0, horizontalCentered: true },
    ...{ margins: MARGINS, printTitlesRow: `${heading}:${heading}` },
  },
  headerFooter: { oddFooter: '第 &P 页，共 &N 页' },
})

function addForm(writer: Writer, name: string, { title, lines, columns, rows, orientation }: Form): void {
  const heading = lines.length + 2
  const sheet = writer.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: heading }],
    ...printed(orientation, heading),
  })
  sheet.columns = columns.map(({ width }) => ({ width }))
  for (const [index, text] of [title, ...lines].entries()) {
    const row = sheet.addRow(safeCells([text]))
    sheet.mergeCells(index + 1, 1, index + 1, columns.length)
    row.getCell(1).font = index === 0 ? { bold: true, size: 16 } : { size: 11 }
    row.getCell(1).alignment = index === 0 ? CENTRED : { vertical: 'middle', wrapText: true }
    row.commit()
  }
  for (const [index, cells] of [columns.map(column => column.title), ...rows].entries()) {
    const row = sheet.addRow(safeCells(cells))
    row.height = ROW_HEIGHT
    row.font = { bold: index === 0 }
    row.eachCell({ includeEmpty: true }, cell => {
      cell.border = RULED
      cell.alignment = CENTRED
    })
    row.commit()
  }
  sheet.commit()
}

async function addList(
  writer: Writer,
  name: string,
  columns: readonly Column[],
  pages: Pages,
  flush: () => Promise<void>,
): Promise<void> {
  const sheet = writer.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }], ...printed('landscape', 1) })
  sheet.columns = columns.map(({ width }) => ({ width }))
  const header = sheet.addRow(columns.map(column => column.title))
  header.font = { bold: true }
  header.commit()
  const turn = turns()
  for await (const page of pages) {
    for (const cells of page) {
      sheet.addRow(safeCells(cells)).commit()
      await turn()
    }
    await flush()
  }
  sheet.commit()
}
