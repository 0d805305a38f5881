import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import { ApiError, languageOf } from '../../kernel/user-error.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import { forbidden } from '../../platform/commands/load.ts'
import { contextOfRequest } from '../../platform/context.ts'
import { attachment, fileNameOf } from '../../platform/files/disposition.ts'
import { checkFileName } from '../../platform/files/file-name.ts'
import { XLSX } from '../../platform/http/file-answers.ts'
import { PROBLEM_JSON, problemBody } from '../../platform/http/problem.ts'
import { badField } from '../../platform/http/problem-types.ts'
import { boundedPool } from '../../platform/security/bounded-pool.ts'
import type { Services } from '../../platform/services.ts'
import { inSmallHeap } from '../../platform/small-heap.ts'
import { importMembers, rosterHasErrors } from './import.ts'
import { findingsWorkbook } from './import-list.ts'
import { parseMapping } from './import-mapping.ts'
import { presentReport } from './import-present.ts'
import type { ImportReport } from './import-report.ts'
import { BODY_TYPES, describeBody, type Headers, importSchema, type Query } from './import-schema.ts'
import { asFileProblem } from './import-status.ts'
import { TABLE_LIMITS } from './roster/sheet.ts'

export interface MemberRoutes {
  readonly services: Services
  readonly viewerOf: (request: FastifyRequest) => Promise<Viewer>
}

interface ImportRoute {
  Querystring: Static<typeof Query>
  Headers: Static<typeof Headers>
}

type ImportRequest = FastifyRequest<ImportRoute>

/** The roster import over REST. One list at a time is in memory; a few wait their turn. */
export async function registerMemberRoutes(http: FastifyInstance, { services, viewerOf }: MemberRoutes): Promise<void> {
  const turn = boundedPool({ concurrency: 1, queue: 4, retryAfter: 10, busy: BUSY })
  await http.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      BODY_TYPES,
      { parseAs: 'buffer' },
      async (_request: FastifyRequest, body: Buffer) => body,
    )
    scope.post<ImportRoute>('/imports/v1/members', {
      schema: importSchema,
      config: { slowBody: true, swaggerTransform: describeBody },
      bodyLimit: TABLE_LIMITS.maxBytes,
      // Before twenty megabytes are taken from somebody who may not send them.
      onRequest: async request => mayImport(await viewerOf(request)),
      handler: async (request, reply) => {
        const context = contextOfRequest(services, request, await viewerOf(request))
        const wanted = importOf(request, context.viewer)
        const report = await turn.run(() => inSmallHeap(() => importMembers(context, wanted))).catch(asFileProblem)
        return answer(report, request, reply)
      },
    })
  })
}

const BUSY = { zh: '正在导入其他名册，请稍后重试', en: 'Other rosters are being imported; try again shortly' }

function mayImport(viewer: Viewer): void {
  if (viewer.kind !== 'account') throw new ApiError('UNAUTHENTICATED', '请先登录', 'Sign in first')
  if (!viewer.has('MEMBER_MANAGE')) throw forbidden()
}

function importOf(request: ImportRequest, viewer: Viewer) {
  const { organization, term, policy, dryRun, mapping, sheets, fileName, format } = request.query
  const organizationId = organization === undefined ? viewer.organizationId : organization.replace('org_', '')
  if (!organizationId) throw forbidden()
  if (format === 'xlsx' && !dryRun) {
    throw badField(
      'NOT_ALLOWED',
      'format',
      'format=xlsx 只用于试运行（dryRun=true）',
      'format=xlsx goes with dryRun=true only',
    )
  }
  return {
    organizationId,
    term,
    policy,
    dryRun,
    mapping: mapping === undefined ? undefined : parseMapping(mapping),
    sheets,
    fileName: checkFileName(fileName ?? fileNameOf(request.headers['content-disposition']) ?? '名册'),
    bytes: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    idempotencyKey: request.headers['idempotency-key'],
  }
}

async function answer(report: ImportReport, request: ImportRequest, reply: FastifyReply): Promise<FastifyReply> {
  const language = languageOf(request.headers['accept-language'])
  reply.header('content-language', language === 'zh' ? 'zh-CN' : 'en')
  if (request.query.format === 'xlsx') {
    const name = language === 'zh' ? '名册待核对.xlsx' : 'roster-findings.xlsx'
    return reply
      .type(XLSX)
      .header('content-disposition', attachment(name))
      .send(await findingsWorkbook(report, language))
  }
  const shown = presentReport(report, language)
  if (report.dryRun || !report.refused) return reply.type('application/json; charset=utf-8').send(JSON.stringify(shown))
  const error = rosterHasErrors(report)
  reply.problemCode = error.code
  const problem = { status: 422, code: error.code, text: error.message, errors: [error], headers: {} }
  return reply
    .code(422)
    .type(PROBLEM_JSON)
    .send(JSON.stringify({ ...problemBody(problem, language, request.id), report: shown }))
}
