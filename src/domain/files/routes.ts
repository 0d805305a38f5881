import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { ORGANIZATION_PREFIX, parseGlobalId } from '../../kernel/ids.ts'
import { ApiError, Refused } from '../../kernel/user-error.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import { execute } from '../../platform/commands/command.ts'
import { forbidden } from '../../platform/commands/load.ts'
import { type Context, contextOfRequest } from '../../platform/context.ts'
import { sendBlob } from '../../platform/files/send-blob.ts'
import { type FinishedUpload, registerUploads } from '../../platform/files/uploads.ts'
import { givesFile } from '../../platform/http/file-answers.ts'
import { problems } from '../../platform/http/openapi.ts'
import type { Services } from '../../platform/services.ts'
import { type FileAnswer, fileUpload } from './commands.ts'
import { FILE_PREFIX, findFile } from './queries.ts'

export interface FileRoutes {
  readonly services: Services
  readonly viewerOf: (request: FastifyRequest) => Promise<Viewer>
}

export const UPLOADS = '/files/v1/uploads'

const Query = Type.Object(
  {
    organization: Type.Optional(
      Type.String({ description: '文件所属政协，缺省为账号所在政协 (org_140200; by default the account’s own)' }),
    ),
  },
  { additionalProperties: false },
)

/** Files over REST: uploads in one request or resumable (tus 1.0), downloads whole or by range. */
export async function registerFileRoutes(http: FastifyInstance, { services, viewerOf }: FileRoutes): Promise<void> {
  const { config } = services
  await registerUploads(http, {
    prefix: UPLOADS,
    query: Query,
    store: services.blobs,
    stagingFolder: join(config.DATA_DIR, 'uploads'),
    maxBytes: config.FILE_MAX_BYTES,
    authorize: async request => ownerOf(await viewerOf(request), request),
    check: async ({ organization }, request) => organizationOf(await viewerOf(request), organization),
    onFinished: async (upload, request) => finish(contextOfRequest(services, request, await viewerOf(request)), upload),
  })
  registerDownload(http, { services, viewerOf })
}

/** Whose the upload is; refuses early, before the bytes come, whoever may not upload there. */
function ownerOf(viewer: Viewer, request: FastifyRequest): string {
  if (viewer.kind !== 'account') throw new ApiError('UNAUTHENTICATED', '请先登录', 'Sign in first')
  if (!viewer.has('FILE_UPLOAD')) throw forbidden()
  const asked = askedOrganization(request)
  if (asked !== undefined) organizationOf(viewer, asked)
  return `${viewer.organizationId}_${viewer.accountId}`
}

/** The committee whose record the file will belong to, `?organization=org_140212`; the account's own when not said. */
function askedOrganization(request: FastifyRequest): string | undefined {
  const asked: unknown = Reflect.get(Object(request.query), 'organization')
  return asked === undefined ? undefined : String(asked)
}

function organizationOf(viewer: Viewer, asked: string | undefined): string {
  const key = asked === undefined ? null : parseGlobalId(asked)
  const organizationId =
    asked === undefined ? viewer.organizationId : key?.prefix === ORGANIZATION_PREFIX && key.organizationId
  if (!organizationId || !viewer.can('FILE_UPLOAD', organizationId)) throw forbidden()
  return organizationId
}

async function finish(context: Context, upload: FinishedUpload): Promise<FileAnswer> {
  const organizationId = organizationOf(context.viewer, upload.metadata.organization)
  const { result, userErrors } = await execute(context, fileUpload, { organizationId, upload })
  if (result === null) throw new Refused(...userErrors)
  return result
}

function registerDownload(http: FastifyInstance, { services, viewerOf }: FileRoutes): void {
  const download = async (request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply) => {
    const viewer = await viewerOf(request)
    if (viewer.kind !== 'account') throw new ApiError('UNAUTHENTICATED', '请先登录', 'Sign in first')
    const key = parseGlobalId(request.params.id)
    const found = key?.prefix === FILE_PREFIX ? await findFile(services.database, viewer, key) : null
    if (!found)
      throw new ApiError('NOT_FOUND', '文件不存在，或您无权查看', 'There is no such file, or you may not see it')
    const { name: fileName, ...blob } = found
    return sendBlob(request, reply, services.blobs, { ...blob, fileName })
  }
  const schema = {
    tags: ['files'],
    summary: '下载文件，支持 Range (download, whole or by range)',
    security: [{ bearer: [] }],
    response: {
      200: givesFile('*/*'),
      206: { ...givesFile('*/*'), description: '所要的部分 (the range)' },
      304: { description: '未变化 (not changed since If-None-Match)', type: 'null' },
      ...problems(401, 404, 412, 416),
    },
  }
  http.route({ method: ['GET', 'HEAD'], url: '/files/v1/:id', schema, handler: download })
}
