import { Type } from 'typebox'
import { ProblemSchema, problems } from '../../../platform/http/openapi.ts'
import { PROBLEM_JSON } from '../../../platform/http/problem.ts'
import { BODY_TYPES, Headers } from '../../members/import-schema.ts'
import { ProposalImportReport } from './present.ts'
import { IMPORT_POLICIES } from './report.ts'

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
        description: '表中未写届时所用的届：编号或届数 (id or number, for rows that do not name a term)',
      }),
    ),
    session: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 99,
        description:
          '表中未写届次、年份时所用的次数 (number of the session, for rows that name neither session nor year)',
      }),
    ),
    policy: Type.Enum([...IMPORT_POLICIES], {
      default: 'ALL_OR_NOTHING',
      description: '有误行的处理 (what to do about bad rows)',
    }),
    dryRun: Type.Boolean({ default: false, description: '试运行，不写入 (compare, write nothing)' }),
    fileName: Type.Optional(
      Type.String({ maxLength: 400, description: '文件名，亦可用 Content-Disposition (or in Content-Disposition)' }),
    ),
  },
  { additionalProperties: false },
)

export const importSchema = {
  tags: ['imports'],
  summary: '导入往年提案（.xlsx、.csv）(import the proposals of earlier years; the body is the file)',
  security: [{ bearer: [] }],
  consumes: BODY_TYPES,
  querystring: Query,
  headers: Headers,
  response: {
    200: {
      description: '试运行或已导入 (dry run, or done)',
      content: { 'application/json': { schema: ProposalImportReport } },
    },
    422: {
      description: '有误，未写入 (rows are wrong, nothing was written); other refusals come without a report',
      content: {
        [PROBLEM_JSON]: {
          schema: Type.Intersect([ProblemSchema, Type.Object({ report: Type.Optional(ProposalImportReport) })]),
        },
      },
    },
    ...problems(400, 401, 403, 409, 413, 415, 503),
  },
}
