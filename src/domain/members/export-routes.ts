import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { businessDate } from '../../kernel/clock.ts'
import { parseGlobalId } from '../../kernel/ids.ts'
import { ApiError } from '../../kernel/user-error.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import { forbidden } from '../../platform/commands/load.ts'
import { attachment } from '../../platform/files/disposition.ts'
import { CSV, exportSchema, XLSX } from '../../platform/http/file-answers.ts'
import { badField } from '../../platform/http/problem-types.ts'
import type { TypeBoxProvider } from '../../platform/http/validation.ts'
import { csvOf } from '../../platform/tables/csv.ts'
import { workbookOf } from '../../platform/tables/workbook.ts'
import { findExportTerm, memberPages } from './export-read.ts'
import { rosterTable } from './export-sheet.ts'
import type { MemberRoutes } from './routes.ts'

const TYPES = { xlsx: XLSX, csv: CSV } as const

const Query = Type.Object(
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
    format: Type.Enum(['xlsx', 'csv'], { default: 'xlsx' }),
  },
  { additionalProperties: false },
)

const schema = {
  ...exportSchema(
    '委员名册（.xlsx、.csv），号码均已脱敏 (roster of a term; numbers are masked)',
    [XLSX, CSV],
    ...[403, 404, 503],
  ),
  querystring: Query,
}

/** Download of a roster, streamed: a page of members is in memory at a time. */
export function registerMemberExport(http: FastifyInstance, { services, viewerOf }: MemberRoutes): void {
  const { database, clock } = services
  const app = http.withTypeProvider<TypeBoxProvider>()
  app.get('/exports/v1/members', { schema }, async (request, reply) => {
    const viewer = await viewerOf(request)
    const { organization, term: asked, format } = request.query
    const organizationId = committeeOf(viewer, organization)
    const today = businessDate(clock())
    const term = await findExportTerm(database, viewer, organizationId, { ...termOf(asked, organizationId), today })
    if (!term) throw noTerm()
    const pages = memberPages(database, viewer, { organizationId, termId: term.id })
    const roster = rosterTable(pages, viewer.can('MEMBER_MANAGE', organizationId))
    reply.type(TYPES[format])
    reply.header('content-disposition', attachment(`委员名册（第${term.number}届）-${today}.${format}`))
    if (format === 'csv') return reply.send(csvOf(roster.columns, roster.pages))
    return reply.send(workbookOf(book => book.addList('委员名册', roster.columns, roster.pages)))
  })
}

function committeeOf(viewer: Viewer, asked: string | undefined): string {
  if (viewer.kind !== 'account') throw new ApiError('UNAUTHENTICATED', '请先登录', 'Sign in first')
  const organizationId = asked === undefined ? viewer.organizationId : asked.replace('org_', '')
  if (!organizationId || !viewer.can('MEMBER_READ', organizationId)) throw forbidden()
  return organizationId
}

function termOf(asked: string | undefined, organizationId: string): { id?: string; number?: number } {
  if (asked === undefined) return {}
  if (/^\d{1,3}$/.test(asked)) return { number: Number(asked) }
  const key = parseGlobalId(asked)
  if (!key) {
    throw badField(
      'INVALID_FORMAT',
      'term',
      '应为届的编号或届数，如 15',
      'It must be the id of a term or its number, such as 15',
    )
  }
  if (key.prefix !== 'term' || key.organizationId !== organizationId) throw noTerm()
  return { id: key.id }
}

const noTerm = () =>
  new ApiError('NOT_FOUND', '本级政协没有这一届', 'The committee has no such term', { field: ['term'] })
