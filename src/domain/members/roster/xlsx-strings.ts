import { refuseFile } from './refusals.ts'
import { type Cell, MAX_CELL_LENGTH, type TableLimits } from './sheet.ts'
import { parseXml, type XmlHandlers } from './xml.ts'
import type { Archive } from './zip.ts'

/**
 * Collects the text of one rich-text string (`si` or `is`): its runs joined, without the phonetic guides (`rPh`) that
 * East Asian editions of Excel store beside a text.
 */
export function richText(): XmlHandlers & { take(): string } {
  let text = ''
  let inText = false
  let inPhonetic = false
  return {
    open(name) {
      if (name === 'rPh') inPhonetic = true
      if (name === 't') inText = !inPhonetic
    },
    close(name) {
      if (name === 'rPh') inPhonetic = false
      if (name === 't') inText = false
    },
    text(part) {
      if (inText) text = longer(text, part)
    },
    take() {
      const taken = unescapeControls(text)
      text = ''
      return taken
    },
  }
}

/** Parts of a cell put together, as far as it matters: a cell that passes the limit is refused with its row. */
export const longer = (text: string, part: string): string => (text.length > MAX_CELL_LENGTH ? text : text + part)

/** Excel writes characters XML cannot hold as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
const unescapeControls = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/** The shared strings as cells, so that ten thousand cells of "汉" share one object; blank ones are undefined. */
export async function readSharedStrings(
  archive: Archive,
  path: string | undefined,
  fileName: string,
  { maxCells }: TableLimits,
): Promise<(Cell | undefined)[]> {
  const strings: (Cell | undefined)[] = []
  if (path === undefined) return strings
  const string = richText()
  await parseXml(archive.read(path), fileName, {
    open: string.open,
    text: text => string.text?.(text),
    close(name) {
      string.close?.(name)
      if (name !== 'si') return
      if (strings.length === maxCells) throw refuseFile('TOO_MANY_CELLS', fileName, maxCells)
      strings.push(textCell(string.take()))
    },
  })
  return strings
}

export const textCell = (text: string): Cell | undefined => (text.trim() === '' ? undefined : { text, kind: 'text' })
