import { posix } from 'node:path'
import { refuseFile } from './refusals.ts'
import type { Sheet, TableLimits } from './sheet.ts'
import { readNumberFormats } from './xlsx-formats.ts'
import type { Budget } from './xlsx-grid.ts'
import { readSheet } from './xlsx-sheet.ts'
import { readSharedStrings } from './xlsx-strings.ts'
import { parseXml } from './xml.ts'
import { type Archive, openArchive, orCorrupt } from './zip.ts'

interface Relation {
  readonly type: string
  readonly target: string
}

interface WorkbookPart {
  readonly date1904: boolean
  readonly sheets: readonly { name: string; hidden: boolean; relation: string }[]
}

/**
 * Reads every worksheet of an .xlsx workbook (ECMA-376). Read with a SAX parser over yauzl because exceljs' streaming
 * reader does not report merged ranges and its full load of 30,000 rows takes more memory than an import may use.
 */
export async function readXlsx(bytes: Uint8Array, fileName: string, limits: TableLimits): Promise<Sheet[]> {
  const archive = await openArchive(bytes, fileName, limits)
  return orCorrupt(fileName, async () => {
    const path = await workbookPath(archive, fileName)
    const workbook = await readWorkbook(archive, path, fileName, limits)
    const relations = await readRelations(archive, path, fileName)
    const part = (kind: string) => [...relations.values()].find(r => r.type.endsWith(`/${kind}`))?.target
    const strings = await readSharedStrings(archive, part('sharedStrings'), fileName, limits)
    const formats = await readNumberFormats(archive, part('styles'), fileName)
    const budget: Budget = { rows: limits.maxRows, cells: limits.maxCells }
    const sheets: Sheet[] = []
    for (const { name, hidden, relation } of workbook.sheets) {
      const target = relations.get(relation)
      if (!target?.type.endsWith('/worksheet')) continue
      const context = { strings, formats, date1904: workbook.date1904, fileName, limits, budget }
      sheets.push({ name, hidden, ...(await readSheet(archive.read(target.target), context)) })
    }
    return sheets
  })
}

/** The workbook part is named by the package's own relations; `xl/workbook.xml` is only a custom. */
async function workbookPath(archive: Archive, fileName: string): Promise<string> {
  if (!archive.has('[Content_Types].xml') || !archive.has('_rels/.rels')) {
    throw refuseFile('FILE_TYPE_UNSUPPORTED', fileName, archive.has('mimetype') ? 'OpenDocument' : 'zip')
  }
  const relations = await readRelations(archive, '', fileName)
  const path = [...relations.values()].find(r => r.type.endsWith('/officeDocument'))?.target ?? ''
  if (path.endsWith('.bin')) throw refuseFile('FILE_TYPE_UNSUPPORTED', fileName, '.xlsb')
  if (!path.endsWith('.xml')) throw refuseFile('FILE_CORRUPT', fileName, 'no workbook')
  if (/(^|\/)(document|presentation)\.xml$/.test(path)) {
    throw refuseFile('FILE_TYPE_UNSUPPORTED', fileName, path.includes('document') ? 'Word' : 'PowerPoint')
  }
  return path
}

/** As many as an archive may have parts. */
const MAX_RELATIONS = 5_000

async function readRelations(archive: Archive, of: string, fileName: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(of)
  const path = posix.join(folder, '_rels', `${posix.basename(of)}.rels`)
  const relations = new Map<string, Relation>()
  await parseXml(archive.read(path), fileName, {
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return
      if (relations.size === MAX_RELATIONS) throw refuseFile('FILE_CORRUPT', fileName, 'relations')
      const target = Target.startsWith('/') ? posix.normalize(Target.slice(1)) : posix.join(folder, Target)
      relations.set(Id, { type: Type, target })
    },
  })
  return relations
}

async function readWorkbook(
  archive: Archive,
  path: string,
  fileName: string,
  { maxSheets }: TableLimits,
): Promise<WorkbookPart> {
  const sheets: WorkbookPart['sheets'][number][] = []
  let date1904 = false
  await parseXml(archive.read(path), fileName, {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
      if (name !== 'sheet') return
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden'
      if (sheets.length === maxSheets) throw refuseFile('TOO_MANY_SHEETS', fileName, maxSheets)
      sheets.push({ name: attributes.name ?? '', hidden, relation })
    },
  })
  return { date1904, sheets }
}
