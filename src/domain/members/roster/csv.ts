import { isUtf8 } from 'node:buffer'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import type { Refused } from '../../../kernel/user-error.ts'
import { turns } from '../../../platform/turns.ts'
import { refuseFile } from './refusals.ts'
import type { Cell, Sheet, TableLimits, TableRow } from './sheet.ts'

/** Reads delimited text. A row's number is its record's, which is what a spreadsheet program shows for it. */
export async function readCsv(bytes: Uint8Array, fileName: string, limits: TableLimits): Promise<Sheet[]> {
  const pieces = decoded(bytes, fileName)
  const first = pieces.next().value ?? ''
  refuseOtherTypes(first, fileName)
  const rows: TableRow[] = []
  let [number, left] = [0, limits.maxCells]
  const endless = () => refuseFile('TOO_MANY_COLUMNS', fileName, limits.maxColumns, number + 1)
  const take = async (records: AsyncIterable<readonly string[]>) => {
    for await (const record of records) {
      number++
      const cells = record.map(rawCell)
      while (cells.length > 0 && cells.at(-1) === undefined) cells.pop()
      if (cells.length > limits.maxColumns) throw refuseFile('TOO_MANY_COLUMNS', fileName, limits.maxColumns, number)
      left -= cells.filter(Boolean).length
      if (left < 0) throw refuseFile('TOO_MANY_CELLS', fileName, limits.maxCells)
      if (cells.length > 0 && rows.push({ number, cells }) > limits.maxRows) {
        throw refuseFile('TOO_MANY_ROWS', fileName, limits.maxRows)
      }
    }
  }
  try {
    await pipeline(inTurns(first, pieces, endless), recordsOf(first, limits), take)
  } catch (error) {
    throw error instanceof CsvError ? malformed(error, fileName) : error
  }
  return [{ name: null, hidden: false, rows, merges: [] }]
}

async function* inTurns(first: string, pieces: Iterable<string>, endless: () => Refused) {
  const turn = turns()
  yield first
  let sinceLine = first.length
  for (const piece of pieces) {
    const end = Math.max(piece.lastIndexOf('\n'), piece.lastIndexOf('\r'))
    sinceLine = end < 0 ? sinceLine + piece.length : piece.length - end
    // The parser counts what is in the fields of a record, and not how many there are.
    if (sinceLine > MAX_RECORD) throw endless()
    await turn()
    yield piece
  }
}

const MAX_RECORD = 1024 * 1024

/** `="0123"` and `'0123` are how spreadsheets are made to keep digits as text; the marks are not part of the value. */
function rawCell(field: string): Cell | undefined {
  const formula = /^="(.*)"$/s.exec(field)?.[1]
  const text = formula ?? (/^'\d/.test(field) ? field.slice(1) : field)
  return text.trim() === '' ? undefined : { text, kind: formula === undefined ? 'raw' : 'text' }
}

const recordsOf = (start: string, limits: TableLimits) =>
  parse({
    delimiter: delimiterOf(start),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: MAX_RECORD,
    // One past the limit is enough to know that it is exceeded; blank records may stand between.
    to: limits.maxRows * 2 + 1,
  })

function malformed({ lines }: CsvError, fileName: string): Refused {
  return refuseFile('CSV_MALFORMED', fileName, typeof lines === 'number' ? lines : '?')
}

const BYTES_A_PIECE = 64 * 1024

/** The text, piece by piece, so that it is never in memory as a whole beside its bytes. */
function* decoded(bytes: Uint8Array, fileName: string): Generator<string, undefined> {
  const decoder = new TextDecoder(encodingOf(bytes), { fatal: true })
  for (let start = 0; start < bytes.length; start += BYTES_A_PIECE) {
    const end = start + BYTES_A_PIECE
    const text = decodePiece(decoder, bytes.subarray(start, end), end < bytes.length)
    if (text === null || text.includes('\0')) throw refuseFile('ENCODING_UNKNOWN', fileName)
    if (text !== '') yield text
  }
}

function decodePiece(decoder: InstanceType<typeof TextDecoder>, piece: Uint8Array, stream: boolean): string | null {
  try {
    return decoder.decode(piece, { stream })
  } catch {
    return null
  }
}

/** The one encoding in which the bytes can be read, if in any: what is not UTF-8 is GB18030. */
function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return guessUtf16(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'gb18030')
}

/** UTF-16 without a byte order mark shows by the zero bytes of its digits and delimiters. */
function guessUtf16(bytes: Uint8Array): string | null {
  let [even, odd] = [0, 0]
  bytes.subarray(0, 4096).forEach((byte, i) => {
    if (byte === 0) i % 2 === 0 ? even++ : odd++
  })
  if (even === 0 && odd === 0) return null
  return odd >= even ? 'utf-16le' : 'utf-16be'
}

const OTHER_TYPES: readonly (readonly [RegExp, string])[] = [
  [/^%PDF-/, 'PDF'],
  [/^\s*<(!doctype html|html|table|head|meta)\b/i, 'HTML'],
  [/^\s*<\?xml/i, 'XML'],
  [/^\{\\rtf/, 'RTF'],
  [/^\s*[{[]\s*["{[]/, 'JSON'],
]

function refuseOtherTypes(text: string, fileName: string): void {
  const start = text.slice(0, 512)
  const type = OTHER_TYPES.find(([pattern]) => pattern.test(start))?.[1]
  if (type) throw refuseFile('FILE_TYPE_UNSUPPORTED', fileName, type)
  // Bytes that happen to decode: no table of text holds control characters.
  const controls = text.slice(0, 4096).match(/[\u0001-\u0008\u000e-\u001f]/g)?.length ?? 0
  if (controls > 3) throw refuseFile('FILE_TYPE_UNSUPPORTED', fileName, '二进制文件 binary')
}

const DELIMITERS = [',', '\t', ';', '|'] as const

/** The delimiter that most of the first lines hold most often, outside quotation marks. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 64 * 1024)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter(line => line.trim() !== '')
    .slice(0, 50)
  const score = (delimiter: string): number => {
    const counts = lines.map(line => line.split(delimiter).length - 1).sort((a, b) => a - b)
    return counts[Math.floor(counts.length / 2)] ?? 0
  }
  const scored = DELIMITERS.map(delimiter => ({ delimiter, score: score(delimiter) }))
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter
}
