import { type Static, Type } from 'typebox'
import { formatGlobalId } from '../../kernel/ids.ts'
import type { Bilingual, Language } from '../../kernel/user-error.ts'
import { IMPORT_POLICIES, type ImportReport } from './import-report.ts'
import { LISTED_FINDINGS, type RosterFinding } from './roster/findings.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

const Column = Type.Object({ letter: Type.String(), header: Type.String() })

const Finding = Type.Object(
  {
    severity: Type.Enum(['error', 'warning']),
    code: Type.String({ description: '问题代码 (stable code)' }),
    message: Type.String({ description: '说明 (in the language of Accept-Language)' }),
    sheet: orNull(Type.String({ description: '工作表；CSV 为 null (null for a CSV)' })),
    row: Type.Integer({ description: '文件中的行号，自 1 起 (row of the file, from 1)' }),
    number: orNull(Type.String({ description: '名册自己的序号 (the roster’s own number)' })),
    name: orNull(Type.String({ description: '姓名' })),
    field: orNull(Type.String()),
    column: orNull(Column),
    value: orNull(Type.String({ description: '单元格内容，号码已脱敏 (cell; numbers masked)' })),
    suggestion: orNull(Type.String({ description: '字典中最接近的一项 (nearest entry of the dictionary)' })),
  },
  { title: 'MemberImportFinding' },
)

const Note = Type.Object({
  code: Type.String(),
  message: Type.String(),
  sheet: orNull(Type.String()),
  field: orNull(Type.String()),
  column: orNull(Column),
  count: Type.Integer(),
  rows: Type.Array(Type.Integer(), { description: '前 20 行 (the first 20)' }),
})

const SheetColumns = Type.Object({
  name: orNull(Type.String()),
  persons: Type.Integer(),
  columns: orNull(
    Type.Array(Type.Object({ field: Type.String(), letter: Type.String(), header: Type.String() }), {
      description: '识别出的列；null：没有表头，未读取 (recognised; null: no heading, not read)',
    }),
  ),
  remarks: Type.Array(
    Type.Object({ code: Type.String(), letter: Type.String(), header: Type.String(), message: Type.String() }),
  ),
})

const LISTED = `最多列出 ${LISTED_FINDINGS} 条 (the first ${LISTED_FINDINGS})`

/** The report as clients of REST and of the terminal get it. */
export const MemberImportReport = Type.Object(
  {
    organization: Type.String(),
    term: Type.String(),
    fileName: Type.String(),
    policy: Type.Enum([...IMPORT_POLICIES]),
    dryRun: Type.Boolean(),
    refused: Type.Boolean({
      description: '有误且要求整批导入，未写入 (rows are wrong and the whole was asked for: nothing is written)',
    }),
    applied: Type.Boolean({ description: '已写入 (written)' }),
    persons: Type.Integer({ description: '人员行数 (rows that stand for a person)' }),
    created: Type.Integer({ description: '新增；试运行时为将新增 (a dry run: would be)' }),
    updated: Type.Integer(),
    unchanged: Type.Integer(),
    skipped: Type.Integer({ description: '有误的行数 (rows with an error)' }),
    errorCount: Type.Integer(),
    warningCount: Type.Integer(),
    errors: Type.Array(Finding, { description: LISTED }),
    warnings: Type.Array(Finding, { description: LISTED }),
    notes: Type.Array(Note),
    sheets: Type.Array(SheetColumns),
    notInFile: Type.Object(
      { count: Type.Integer(), names: Type.Array(Type.String()) },
      { description: '在任而不在名册中的委员，保持不变；前 20 名 (in office, not in the list; left as they are)' },
    ),
  },
  { title: 'MemberImportReport' },
)

/** The report in one language, ids as clients know them. */
export function presentReport(report: ImportReport, language: Language): Static<typeof MemberImportReport> {
  const { organizationId, termId, errors, warnings, notes, sheets, notInFile, ...rest } = report
  const said = <T extends { readonly message: Bilingual }>(item: T) => ({ ...item, message: item.message[language] })
  const finding = (found: RosterFinding) => said(found)
  return {
    organization: formatGlobalId('org', organizationId, ''),
    term: formatGlobalId('term', organizationId, termId),
    ...rest,
    errors: errors.map(finding),
    warnings: warnings.map(finding),
    notes: notes.map(note => ({ ...said(note), rows: [...note.rows] })),
    sheets: sheets.map(({ name, persons, columns, remarks }) => ({
      name,
      persons,
      columns: columns === null ? null : columns.map(({ key: field, letter, header }) => ({ field, letter, header })),
      remarks: remarks.map(said),
    })),
    notInFile: { count: notInFile.count, names: [...notInFile.names] },
  }
}
