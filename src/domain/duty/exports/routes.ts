import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { businessDate } from '../../../kernel/clock.ts'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { ApiError } from '../../../kernel/user-error.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import { forbidden } from '../../../platform/commands/load.ts'
import { attachment } from '../../../platform/files/disposition.ts'
import { CSV, exportSchema, XLSX } from '../../../platform/http/file-answers.ts'
import type { TypeBoxProvider } from '../../../platform/http/validation.ts'
import type { Services } from '../../../platform/services.ts'
import { dutyRecordPages, readFileHead } from './read.ts'
import { fileAsWorkbook, recordsAsCsv, recordsAsWorkbook } from './write.ts'

export interface ExportRoutes {
  readonly services: Services
  readonly viewerOf: (request: FastifyRequest) => Promise<Viewer>
}

const year = Type.Optional(Type.Integer({ minimum: 1949, maximum: 2999, description: '计分年度 (score year)' }))

/** Downloads of the ledger: a member's duty file, a committee's records. Streamed, a page of rows in memory at a time. */
export function registerDutyExports(http: FastifyInstance, { services, viewerOf }: ExportRoutes): void {
  const app = http.withTypeProvider<TypeBoxProvider>()
  const { database, clock } = services
  const FileQuery = Type.Object(
    { member: Type.String({ description: '委员 (member, global id)' }), year },
    { additionalProperties: false },
  )
  app.get(
    '/exports/v1/duty-file',
    { schema: { ...exportSchema('履职档案 (duty file, .xlsx)', [XLSX], 404), querystring: FileQuery } },
    async (request, reply) => {
      const viewer = await signedIn(viewerOf, request)
      const { member, year: scoreYear } = request.query
      const key = parseGlobalId(member)
      const head = key?.prefix === 'mem' ? await readFileHead(database, viewer, key.organizationId, key.id) : null
      if (!key || !head) throw notThere()
      const scope = { organizationId: key.organizationId, memberId: key.id, scoreYear }
      const name = `${head.name}履职档案${scoreYear === undefined ? '' : `（${scoreYear}年）`}.xlsx`
      const pages = dutyRecordPages(database, viewer, scope)
      return send(reply, XLSX, name, fileAsWorkbook(head, pages, businessDate(clock())))
    },
  )
  const RecordsQuery = Type.Object(
    {
      organization: Type.Optional(
        Type.String({
          pattern: '^(org_)?[0-9]{1,18}$',
          description: '政协编号，缺省为账号所在政协 (org_140200 or 140200; by default the account’s own)',
        }),
      ),
      format: Type.Enum(['xlsx', 'csv'], { default: 'xlsx' }),
      year,
    },
    { additionalProperties: false },
  )
  app.get(
    '/exports/v1/duty-records',
    {
      schema: {
        ...exportSchema('全部履职记录 (all duty records, .xlsx or .csv)', [XLSX, CSV], 403),
        querystring: RecordsQuery,
      },
    },
    async (request, reply) => {
      const viewer = await signedIn(viewerOf, request)
      const { organization, format, year: scoreYear } = request.query
      const organizationId = committeeOf(viewer, organization)
      const pages = dutyRecordPages(database, viewer, { organizationId, scoreYear })
      const name = `履职记录${scoreYear ?? ''}-${businessDate(clock())}.${format}`
      return format === 'csv'
        ? send(reply, CSV, name, recordsAsCsv(pages))
        : send(reply, XLSX, name, recordsAsWorkbook(pages))
    },
  )
}

async function signedIn(viewerOf: ExportRoutes['viewerOf'], request: FastifyRequest): Promise<Viewer> {
  const viewer = await viewerOf(request)
  if (viewer.kind !== 'account') throw new ApiError('UNAUTHENTICATED', '请先登录', 'Sign in first')
  return viewer
}

function committeeOf(viewer: Viewer, asked: string | undefined): string {
  const organizationId = asked === undefined ? viewer.organizationId : asked.replace('org_', '')
  if (!organizationId || !viewer.can('DUTY_READ', organizationId)) throw forbidden()
  return organizationId
}

const notThere = () =>
  new ApiError(
    'NOT_FOUND',
    '委员不存在，或您无权查看其履职档案',
    'There is no such member, or their duty file is not for you',
  )

const send = (reply: FastifyReply, type: string, name: string, body: NodeJS.ReadableStream): FastifyReply =>
  reply.type(type).header('content-disposition', attachment(name)).send(body)
