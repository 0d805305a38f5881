import { refuseFile } from './refusals.ts'
import { serialDate } from './serial-date.ts'
import type { Cell } from './sheet.ts'
import { parseXml } from './xml.ts'
import type { Archive } from './zip.ts'

/** How a number is shown: as a date (with or without day), or with a fixed number of decimals. */
export type NumberFormat = 'plain' | 'date' | 'month' | { readonly decimals: number }

/**
 * Built-in formats that show a date (ECMA-376 part 1, 18.8.30), with those that Chinese editions add. Of these,
 * 17 (mmm-yy), 27, 36, 50, 52, 54, 57 (yyyy年m月) and 55 show no day.
 */
const DATE_IDS = new Set([14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 56, 58])
const MONTH_IDS = new Set([17, 27, 36, 50, 52, 54, 55, 57])

/** Excel knows 65,490 styles of cells. */
const MAX_FORMATS = 70_000

/** The format of each cell style, by the style's index (`s` of a cell). */
export async function readNumberFormats(
  archive: Archive,
  path: string | undefined,
  fileName: string,
): Promise<NumberFormat[]> {
  const custom = new Map<number, string>()
  const formats: NumberFormat[] = []
  if (path === undefined) return formats
  let inCellXfs = false
  await parseXml(archive.read(path), fileName, {
    open(name, attributes) {
      if (formats.length > MAX_FORMATS || custom.size > MAX_FORMATS)
        throw refuseFile('FILE_CORRUPT', fileName, 'styles')
      if (name === 'numFmt') custom.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (name === 'cellXfs') inCellXfs = true
      if (name === 'xf' && inCellXfs) formats.push(formatOf(Number(attributes.numFmtId ?? 0), custom))
    },
    close(name) {
      if (name === 'cellXfs') inCellXfs = false
    },
  })
  return formats
}

function formatOf(id: number, custom: ReadonlyMap<number, string>): NumberFormat {
  const code = custom.get(id)
  if (code !== undefined) return formatOfCode(code)
  if (MONTH_IDS.has(id)) return 'month'
  if (DATE_IDS.has(id)) return 'date'
  return id === 2 ? { decimals: 2 } : 'plain'
}

function formatOfCode(code: string): NumberFormat {
  const [first = ''] = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').split(';')
  const decimals = /^#?0\.(0+)$/.exec(first.trim())?.[1]
  if (decimals) return { decimals: decimals.length }
  // "General" and the like hold letters that are no date parts; a year marks a date (e: year in Chinese formats).
  if (/general|标准|通用/i.test(first)) return 'plain'
  if (!/[ye]/i.test(first) || /[0#]/.test(first)) return /m.*d|d.*m/i.test(first) ? 'date' : 'plain'
  return /d/i.test(first) ? 'date' : 'month'
}

/** A number as the spreadsheet shows it, or nearly: fifteen digits, as Excel keeps. */
export function numberCell(raw: string, format: NumberFormat, date1904: boolean): Cell | undefined {
  if (raw.trim() === '') return undefined
  const value = Number(raw)
  if (!Number.isFinite(value)) return { text: raw.slice(0, 40), kind: 'error' }
  if (format === 'date' || format === 'month') {
    const date = serialDate(value, date1904)
    if (date) return { text: format === 'month' ? date.slice(0, 7) : date, kind: 'date' }
  }
  const text = typeof format === 'object' ? value.toFixed(format.decimals) : String(Number(value.toPrecision(15)))
  return { text, kind: 'number' }
}
