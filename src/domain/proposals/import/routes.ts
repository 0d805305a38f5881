import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import { ApiError, languageOf } from '../../../kernel/user-error.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import { forbidden } from '../../../platform/commands/load.ts'
import { contextOfRequest } from '../../../platform/context.ts'
import { fileNameOf } from '../../../platform/files/disposition.ts'
import { checkFileName } from '../../../platform/files/file-name.ts'
import { PROBLEM_JSON, problemBody } from '../../../platform/http/problem.ts'
import { boundedPool } from '../../../platform/security/bounded-pool.ts'
import { inSmallHeap } from '../../../platform/small-heap.ts'
import { BODY_TYPES, describeBody, type Headers } from '../../members/import-schema.ts'
import { asFileProblem } from '../../members/import-status.ts'
import { TABLE_LIMITS } from '../../members/roster/sheet.ts'
import type { MemberRoutes } from '../../members/routes.ts'
import { importProposals, listHasErrors } from './import.ts'
import { presentReport } from './present.ts'
import type { ImportReport } from './report.ts'
import { importSchema, type Query } from './schema.ts'

interface ImportRoute {
  Querystring: Static<typeof Query>
  Headers: Static<typeof Headers>
}

type ImportRequest = FastifyRequest<ImportRoute>

/** The import of earlier years' proposals over REST, beside that of rosters. One list at a time is in memory. */
export async function registerProposalImport(
  http: FastifyInstance,
  { services, viewerOf }: MemberRoutes,
): Promise<void> {
  const turn = boundedPool({ concurrency: 1, queue: 4, retryAfter: 10, busy: BUSY })
  await http.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      BODY_TYPES,
      { parseAs: 'buffer' },
      async (_request: FastifyRequest, body: Buffer) => body,
    )
    scope.post<ImportRoute>('/imports/v1/proposals', {
      schema: importSchema,
      config: { slowBody: true, swaggerTransform: describeBody },
      bodyLimit: TABLE_LIMITS.maxBytes,
      // Before twenty megabytes are taken from somebody who may not send them.
      onRequest: async request => mayImport(await viewerOf(request)),
      handler: async (request, reply) => {
        const context = contextOfRequest(services, request, await viewerOf(request))
        const wanted = importOf(request, context.viewer)
        const report = await turn.run(() => inSmallHeap(() => importProposals(context, wanted))).catch(asFileProblem)
        return answer(report, request, reply)
      },
    })
  })
}

const BUSY = { zh: '正在导入其他提案表，请稍后重试', en: 'Other lists are being imported; try again shortly' }

function mayImport(viewer: Viewer): void {
  if (viewer.kind !== 'account') throw new ApiError('UNAUTHENTICATED', '请先登录', 'Sign in first')
  if (!viewer.has('PROPOSAL_MANAGE')) throw forbidden()
}

function importOf({ query, headers, body }: ImportRequest, viewer: Viewer) {
  const { organization, term, session, policy, dryRun, fileName } = query
  const organizationId = organization === undefined ? viewer.organizationId : organization.replace('org_', '')
  if (!organizationId) throw forbidden()
  return {
    ...{ organizationId, term, session, policy, dryRun },
    fileName: checkFileName(fileName ?? fileNameOf(headers['content-disposition']) ?? '往年提案'),
    bytes: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    idempotencyKey: headers['idempotency-key'],
  }
}

function answer(report: ImportReport, request: ImportRequest, reply: FastifyReply): FastifyReply {
  const language = languageOf(request.headers['accept-language'])
  reply.header('content-language', language === 'zh' ? 'zh-CN' : 'en')
  const shown = presentReport(report, language)
  if (report.dryRun || !report.refused) return reply.type('application/json; charset=utf-8').send(JSON.stringify(shown))
  const error = listHasErrors(report)
  reply.problemCode = error.code
  const problem = { status: 422, code: error.code, text: error.message, errors: [error], headers: {} }
  return reply
    .code(422)
    .type(PROBLEM_JSON)
    .send(JSON.stringify({ ...problemBody(problem, language, request.id), report: shown }))
}
