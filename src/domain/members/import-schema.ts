import { Type } from 'typebox'
import { givesFile, XLSX } from '../../platform/http/file-answers.ts'
import { IdempotencyKey, ProblemSchema, problems } from '../../platform/http/openapi.ts'
import { PROBLEM_JSON } from '../../platform/http/problem.ts'
import { MemberImportReport } from './import-present.ts'
import { IMPORT_POLICIES } from './import-report.ts'

/** What clients call such files; the content decides. Browsers on Windows call a CSV an Excel file. */
export const BODY_TYPES = ['application/octet-stream', XLSX, 'application/vnd.ms-excel', 'text/csv', 'text/plain']

export const Query = Type.Object(
  {
    organization: Type.Optional(
      Type.String({
        pattern: '^(org_)?[0-9]{1,18}$',
        description: '政协编号，缺省为账号所在政协 (org_140200 or 140200; by default the account’s own)',
      }),
    ),
    term: Type.Optional(
      Type.String({
        maxLength: 100,
        description: '届：编号或届数，缺省为当前届 (id or number; by default the current term)',
      }),
    ),
    policy: Type.Enum([...IMPORT_POLICIES], {
      default: 'ALL_OR_NOTHING',
      description: '有误行的处理 (what to do about bad rows)',
    }),
    dryRun: Type.Boolean({ default: false, description: '试运行，不写入 (compare, write nothing)' }),
    mapping: Type.Optional(
      Type.String({
        maxLength: 4_000,
        description: 'JSON：字段对应的表头或列字母，null 为不读 ({"name":"委员","phone":"K","remarks":null})',
      }),
    ),
    sheets: Type.Optional(
      Type.Array(Type.String({ maxLength: 100 }), { maxItems: 50, description: '只读这些工作表 (only these sheets)' }),
    ),
    fileName: Type.Optional(
      Type.String({ maxLength: 400, description: '文件名，亦可用 Content-Disposition (or in Content-Disposition)' }),
    ),
    format: Type.Enum(['json', 'xlsx'], {
      default: 'json',
      description: 'xlsx：试运行的待核对清单 (with dryRun: the findings as a workbook)',
    }),
  },
  { additionalProperties: false },
)

export const Headers = Type.Object({ 'idempotency-key': IdempotencyKey })

const refusedReport = {
  description: '名册有误，未写入 (rows are wrong, nothing was written); other refusals come without a report',
  content: {
    [PROBLEM_JSON]: {
      schema: Type.Intersect([ProblemSchema, Type.Object({ report: Type.Optional(MemberImportReport) })]),
    },
  },
}

export const importSchema = {
  tags: ['imports'],
  summary: '导入委员名册（.xlsx、.csv）(import a members’ roster; the body is the file)',
  security: [{ bearer: [] }],
  consumes: BODY_TYPES,
  querystring: Query,
  headers: Headers,
  response: {
    200: {
      description: '试运行或已导入 (dry run, or done)',
      content: {
        'application/json': { schema: MemberImportReport },
        ...givesFile(XLSX).content,
      },
    },
    422: refusedReport,
    ...problems(400, 401, 403, 409, 413, 415, 503),
  },
}

/** The body in OpenAPI. It is no schema of the route: a file is not validated as a value. */
export const describeBody = ({ schema, url }: { readonly schema: object; readonly url: string }) => ({
  schema: { ...schema, body: { type: 'string', format: 'binary' } },
  url,
})
