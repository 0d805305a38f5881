import ExcelJS from 'exceljs'
import type { RosterFinding } from '../../../../src/domain/members/roster/findings.ts'
import { type RosterOptions, type RosterReading, readRoster } from '../../../../src/domain/members/roster/roster.ts'
import { readTable } from '../../../../src/domain/members/roster/table.ts'
import type { DictionaryEntry, Vocabulary } from '../../../../src/domain/members/roster/vocabulary.ts'
import { checkCharacterOf } from '../../../../src/kernel/identity-number.ts'
import { Refused } from '../../../../src/kernel/user-error.ts'

/** Entries whose key is their name; aliases after an equals sign. */
const entries = (names: string): DictionaryEntry[] =>
  names.split(' ').map(text => {
    const [name = '', ...aliases] = text.split('=')
    return { key: name, name, aliases }
  })

export const vocabulary: Vocabulary = {
  sectors: entries(
    '中国共产党 中国国民党革命委员会 中国民主同盟 中国民主建国会 中国民主促进会 中国农工民主党 九三学社 无党派人士 中国共产主义青年团 总工会 妇女联合会 青年联合会 工商业联合会 科学技术协会 归国华侨联合会 文化艺术界 科学技术界 社会科学界 经济界 农业界 教育界 体育界 新闻出版界 医药卫生界 对外友好界 社会福利和社会保障界 少数民族界 宗教界',
  ),
  parties: entries(
    '中国共产党 中国国民党革命委员会 中国民主同盟 中国民主建国会 中国民主促进会 中国农工民主党 九三学社 无党派人士 群众',
  ),
  specialCommittees: entries(
    '提案委员会 经济委员会 农业和农村委员会 教科卫体委员会 社会法制和民族宗教委员会=社法民宗委 文化文史和学习委员会',
  ),
  positions: entries('主席 副主席 秘书长 常务委员 委员'),
}

export const TODAY = '2024-06-01'

/** A valid number for an invented person: no region is 990000. */
export function identityNumber(birth: string, sequence: number): string {
  const digits = `990000${birth}${String(sequence).padStart(3, '0')}`
  return digits + checkCharacterOf(digits)
}

export interface SheetSpec {
  readonly name?: string
  readonly rows: readonly (readonly ExcelJS.CellValue[])[]
  readonly merges?: readonly string[]
  /** Number formats by cell address. */
  readonly formats?: Readonly<Record<string, string>>
  readonly state?: 'visible' | 'hidden' | 'veryHidden'
}

export async function workbook(...sheets: readonly SheetSpec[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  sheets.forEach((spec, i) => {
    const sheet = book.addWorksheet(spec.name ?? `Sheet${i + 1}`, { state: spec.state ?? 'visible' })
    for (const row of spec.rows) sheet.addRow([...row])
    for (const merge of spec.merges ?? []) sheet.mergeCells(merge)
    for (const [address, format] of Object.entries(spec.formats ?? {})) sheet.getCell(address).numFmt = format
  })
  return new Uint8Array(await book.xlsx.writeBuffer())
}

export async function readXlsxRoster(
  sheets: SheetSpec | readonly SheetSpec[],
  options: Partial<RosterOptions> = {},
): Promise<RosterReading> {
  const specs = 'rows' in sheets ? [sheets] : sheets
  return readRoster(await readTable(await workbook(...specs), '名册.xlsx'), vocabulary, { today: TODAY, ...options })
}

export async function readCsvRoster(bytes: Uint8Array | string, options: Partial<RosterOptions> = {}) {
  const file = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes
  return readRoster(await readTable(file, '名册.csv'), vocabulary, { today: TODAY, ...options })
}

/** `row:code` of each finding, in order. */
export const codes = (findings: readonly RosterFinding[]): string[] => findings.map(f => `${f.row}:${f.code}`)

/** The codes with which a reader refuses, or "read" if it does not; any other error is thrown on. */
export async function refusalOf(read: () => unknown): Promise<string> {
  try {
    await read()
    return 'read'
  } catch (error) {
    if (error instanceof Refused) return error.errors.map(e => e.code).join()
    throw error
  }
}
