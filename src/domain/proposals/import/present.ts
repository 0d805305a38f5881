import { type Static, Type } from 'typebox'
import { formatGlobalId } from '../../../kernel/ids.ts'
import type { Language } from '../../../kernel/user-error.ts'
import type { Finding } from './findings.ts'
import { IMPORT_POLICIES, type ImportReport, LISTED_FINDINGS } from './report.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

const FindingSchema = Type.Object(
  {
    severity: Type.Enum(['error', 'warning']),
    code: Type.String({ description: '问题代码 (stable code)' }),
    message: Type.String({ description: '说明 (in the language of Accept-Language)' }),
    sheet: orNull(Type.String({ description: '工作表；CSV 为 null (null for a CSV)' })),
    row: Type.Integer({ description: '文件中的行号，自 1 起 (row of the file, from 1)' }),
    title: orNull(Type.String({ description: '提案标题' })),
    field: orNull(Type.String()),
    column: orNull(Type.Object({ letter: Type.String(), header: Type.String() })),
    value: orNull(Type.String({ description: '单元格内容 (cell)' })),
    suggestion: orNull(Type.String()),
  },
  { title: 'ProposalImportFinding' },
)

const Sheet = Type.Object({
  name: orNull(Type.String()),
  proposals: Type.Integer(),
  columns: orNull(
    Type.Array(Type.Object({ field: Type.String(), letter: Type.String(), header: Type.String() }), {
      description: '识别出的列；null：没有表头，未读取 (recognised; null: no heading, not read)',
    }),
  ),
  ignored: Type.Array(Type.String(), { description: '未读取的列 (columns that were not read)' }),
})

const LISTED = `最多列出 ${LISTED_FINDINGS} 条 (the first ${LISTED_FINDINGS})`

/** The report as clients of REST get it. */
export const ProposalImportReport = Type.Object(
  {
    organization: Type.String(),
    fileName: Type.String(),
    policy: Type.Enum([...IMPORT_POLICIES]),
    dryRun: Type.Boolean(),
    refused: Type.Boolean({
      description: '有误且要求整批导入，未写入 (rows are wrong and the whole was asked for: nothing is written)',
    }),
    applied: Type.Boolean({ description: '已写入 (written)' }),
    proposals: Type.Integer({ description: '提案行数 (rows that stand for a proposal)' }),
    created: Type.Integer({ description: '新增；试运行时为将新增 (a dry run: would be)' }),
    unchanged: Type.Integer({ description: '系统中已有 (on file already)' }),
    different: Type.Integer({ description: '已有而内容不同，未改动 (on file otherwise; left as it is)' }),
    skipped: Type.Integer({ description: '有误的行数 (rows with an error)' }),
    errorCount: Type.Integer(),
    warningCount: Type.Integer(),
    errors: Type.Array(FindingSchema, { description: LISTED }),
    warnings: Type.Array(FindingSchema, { description: LISTED }),
    sheets: Type.Array(Sheet),
  },
  { title: 'ProposalImportReport' },
)

/** The report in one language, ids as clients know them. */
export function presentReport(report: ImportReport, language: Language): Static<typeof ProposalImportReport> {
  const { organizationId, errors, warnings, sheets, ...rest } = report
  const said = (finding: Finding) => ({ ...finding, message: finding.message[language] })
  return {
    organization: formatGlobalId('org', organizationId, ''),
    ...rest,
    errors: errors.map(said),
    warnings: warnings.map(said),
    sheets: sheets.map(({ columns, ignored, ...sheet }) => ({
      ...sheet,
      columns: columns && [...columns],
      ignored: [...ignored],
    })),
  }
}
