import type { Language } from '../../kernel/user-error.ts'
import type { ImportReport } from './import-report.ts'
import type { RosterFinding } from './roster/findings.ts'

const HEADINGS = {
  zh: ['工作表', '行', '序号', '姓名', '列', '内容', '级别', '问题', '是否为'],
  en: ['Sheet', 'Row', 'Number', 'Name', 'Column', 'Cell', 'Severity', 'Problem', 'Did you mean'],
} as const
const WIDTHS = [12, 7, 7, 12, 18, 26, 8, 60, 20]
const SEVERITY = { error: { zh: '错误', en: 'error' }, warning: { zh: '提醒', en: 'warning' } } as const

/** The bad rows as a workbook for the office to work through, errors first. Texts are text cells: none is a formula. */
export async function findingsWorkbook({ errors, warnings }: ImportReport, language: Language): Promise<Buffer> {
  // Loaded when asked for: the library costs a fifth of the idle process.
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet(language === 'zh' ? '待核对' : 'To check', {
    views: [{ state: 'frozen', ySplit: 1 }],
  })
  sheet.columns = HEADINGS[language].map((header, i) => ({ header, width: WIDTHS[i] ?? 12 }))
  sheet.getRow(1).font = { bold: true }
  for (const finding of [...errors, ...warnings]) sheet.addRow(lineOf(finding, language))
  sheet.getColumn(8).alignment = { wrapText: true, vertical: 'top' }
  sheet.autoFilter = { from: 'A1', to: { row: 1, column: WIDTHS.length } }
  return Buffer.from(await book.xlsx.writeBuffer())
}

const lineOf = (finding: RosterFinding, language: Language) => [
  finding.sheet ?? '',
  finding.row,
  finding.number ?? '',
  finding.name ?? '',
  finding.column ? `${finding.column.letter} ${finding.column.header}` : '',
  finding.value ?? '',
  SEVERITY[finding.severity][language],
  finding.message[language],
  finding.suggestion ?? '',
]
