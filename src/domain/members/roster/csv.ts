import { CsvError, parse } from 'csv-parse/sync'
import { refuseFile } from './refusals.ts'
import type { Cell, Sheet, TableLimits, TableRow } from './sheet.ts'

/** Reads delimited text. A row's number is its record's, which is what a spreadsheet program shows for it. */
export function readCsv(bytes: Uint8Array, fileName: string, limits: TableLimits): Sheet[] {
  const text = decodeText(bytes, fileName)
  refuseOtherTypes(text, fileName)
  const records = parseRecords(text, fileName, limits)
  const rows: TableRow[] = []
  records.forEach((record, i) => {
    const cells = record.map(rawCell)
    while (cells.length > 0 && cells.at(-1) === undefined) cells.pop()
    if (cells.length > limits.maxColumns) throw refuseFile('TOO_MANY_COLUMNS', fileName, limits.maxColumns, i + 1)
    if (cells.length > 0) rows.push({ number: i + 1, cells })
  })
  if (rows.length > limits.maxRows) throw refuseFile('TOO_MANY_ROWS', fileName, limits.maxRows)
  return [{ name: null, hidden: false, rows, merges: [] }]
}

/** `="0123"` and `'0123` are how spreadsheets are made to keep digits as text; the marks are not part of the value. */
function rawCell(field: string): Cell | undefined {
  const formula = /^="(.*)"$/s.exec(field)?.[1]
  const text = formula ?? (/^'\d/.test(field) ? field.slice(1) : field)
  return text.trim() === '' ? undefined : { text, kind: formula === undefined ? 'raw' : 'text' }
}

function parseRecords(text: string, fileName: string, limits: TableLimits): string[][] {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: 1024 * 1024,
      // One past the limit is enough to know that it is exceeded; blank records may stand between.
      to: limits.maxRows * 2 + 1,
    })
  } catch (error) {
    if (error instanceof CsvError) {
      const line: unknown = error.lines
      throw refuseFile('CSV_MALFORMED', fileName, typeof line === 'number' ? line : '?')
    }
    throw error
  }
}

/** Fatal decoders, tried in the order in which a wrong one is most certain to fail. */
function decodeText(bytes: Uint8Array, fileName: string): string {
  const order =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? ['utf-16le']
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? ['utf-16be']
        : [...guessUtf16(bytes), 'utf-8', 'gb18030']
  for (const encoding of order) {
    const text = tryDecode(bytes, encoding)
    if (text !== null) return text
  }
  throw refuseFile('ENCODING_UNKNOWN', fileName)
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}

/** UTF-16 without a byte order mark shows by the zero bytes of its digits and delimiters. */
function guessUtf16(bytes: Uint8Array): string[] {
  let [even, odd] = [0, 0]
  bytes.subarray(0, 4096).forEach((byte, i) => {
    if (byte === 0) i % 2 === 0 ? even++ : odd++
  })
  if (even === 0 && odd === 0) return []
  return odd >= even ? ['utf-16le'] : ['utf-16be']
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
