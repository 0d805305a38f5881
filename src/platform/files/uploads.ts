import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { isUuid } from '../../kernel/ids.ts'
import { problems } from '../http/openapi.ts'
import { httpProblem } from '../http/problem-types.ts'
import type { TusOptions } from './tus.ts'
import { cleanUploads, openUploadRecords, type UploadRecord, type UploadRecords } from './upload-records.ts'
import { createUpload, expiryOf, finishUpload, uploadExpired, uploadIdOf } from './upload-steps.ts'
import { DAY, type UploadOptions } from './upload-types.ts'
import { receiveWhole } from './whole-upload.ts'

export type { FinishedUpload, UploadOptions } from './upload-types.ts'

const HOUR = 3_600_000

/**
 * Uploads under `prefix`: resumable by tus 1.0 (`Tus-Resumable` header), or a whole file in one POST. `GET prefix/:id`
 * says how far a resumable upload is and, once finished, gives the answer again.
 */
export async function registerUploads(app: FastifyInstance, options: UploadOptions): Promise<void> {
  const expireAfter = options.expireAfter ?? DAY
  const records = await openUploadRecords(options.stagingFolder)
  cleanRegularly(app, options.stagingFolder, records, expireAfter)
  const owners = new WeakMap<FastifyRequest, string>()
  const ownerOf = (request: FastifyRequest): string => owners.get(request) ?? ''
  const oneAtATime = serializer()
  const tus = lazyTus({
    prefix: options.prefix,
    folder: options.stagingFolder,
    records,
    maxBytes: options.maxBytes,
    expireAfter,
    // Counting a quota and creating against it must not interleave.
    create: (request, upload) =>
      oneAtATime(ownerOf(request), () => createUpload(options, records, { owner: ownerOf(request), request, upload })),
    finish: (request, id) => finishUpload(options, records, id, request),
  })
  const routes: UploadRoutes = {
    create: (request, reply) =>
      request.headers['tus-resumable'] === undefined
        ? receiveWhole(options, ownerOf(request), request, reply)
        : tus(request, reply),
    protocol: tus,
    status: async request => statusOf(records, await ownRecord(records, request, ownerOf(request)), options),
    authorize: async request => {
      owners.set(request, await options.authorize(request))
    },
    checkOwner: async request => {
      await ownRecord(records, request, ownerOf(request))
    },
  }
  await app.register(async scope => addRoutes(scope, options, routes))
}

const Status = Type.Object({
  uploadId: Type.String(),
  size: Type.Integer({ description: '字节 (bytes)' }),
  received: Type.Integer({ description: '已收到的字节 (bytes so far)' }),
  expiresAt: Type.String({ format: 'date-time' }),
  result: Type.Unknown({ description: '完成后的文件 (the file, once finished), or null' }),
})
const nothing = (description: string) => ({ description, type: 'null' })
const file = (description: string) => ({ description, content: { 'application/json': { schema: Type.Unknown() } } })
const CREATED = {
  201: file('文件，或 tus 的上传地址 (the file; with tus, Location and no body)'),
  ...problems(400, 401, 403, 412, 413, 415, 422, 429, 503),
}
const ANSWERED = { 200: nothing('见首部 (in the headers)'), ...problems(400, 401, 404, 410, 412) }
const STATUS = { 200: Status, ...problems(401, 404, 410) }
const RECEIVED = {
  200: file('全部收到：文件 (all of it came: the file)'),
  204: nothing('已收到，尚未完成 (received, more is to come)'),
  ...problems(400, 401, 404, 409, 410, 412, 413, 415, 422),
}
const CANCELLED = { 204: nothing('已取消 (cancelled)'), ...problems(401, 404, 412) }

const NO_QUERY = Type.Object({}, { additionalProperties: false })

interface UploadRoutes {
  create(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>
  protocol(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>
  status(request: FastifyRequest): Promise<object>
  authorize(request: FastifyRequest): Promise<void>
  checkOwner(request: FastifyRequest): Promise<void>
}

function addRoutes(scope: FastifyInstance, { prefix, query }: UploadOptions, routes: UploadRoutes): void {
  // The body is the file, whatever its type: it is streamed, never parsed.
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
  const base = { config: { slowBody: true } }
  const own = { ...base, onRequest: [routes.authorize, routes.checkOwner] }
  const url = `${prefix}/:uploadId`
  const doc = (summary: string, done: object, querystring = NO_QUERY) => ({
    schema: { ...{ tags: ['files'], summary, querystring }, security: [{ bearer: [] }], response: done },
  })
  scope.options(prefix, { ...base, schema: { hide: true } }, routes.protocol)
  scope.post(
    prefix,
    { ...base, ...doc('上传文件 (upload: tus 1.0, or a whole file)', CREATED, query), onRequest: routes.authorize },
    routes.create,
  )
  scope.head(url, { ...own, ...doc('已收到的字节 (tus: offset)', ANSWERED) }, routes.protocol)
  scope.get(url, { ...own, ...doc('上传状态与结果 (state and result)', STATUS) }, routes.status)
  scope.patch(url, { ...own, ...doc('续传 (tus: send bytes)', RECEIVED) }, routes.protocol)
  scope.delete(url, { ...own, ...doc('取消上传 (tus: cancel)', CANCELLED) }, routes.protocol)
}

/** The record of the upload in the address, when it is the asker's; others' uploads do not exist for them. */
async function ownRecord(records: UploadRecords, request: FastifyRequest, owner: string): Promise<UploadRecord> {
  const uploadId = uploadIdOf(request)
  const record = uploadId !== undefined && isUuid(uploadId) ? await records.get(uploadId) : null
  if (record?.owner !== owner) throw httpProblem(404, 'UPLOAD_NOT_FOUND', '没有这个上传', 'No such upload')
  return record
}

async function statusOf(records: UploadRecords, record: UploadRecord, options: UploadOptions): Promise<object> {
  const expiresAt = expiryOf(record, options)
  if (record.result === null && expiresAt < new Date()) throw uploadExpired()
  return {
    uploadId: record.id,
    size: record.size,
    received: await records.received(record.id),
    expiresAt: expiresAt.toISOString(),
    result: record.result === null ? null : JSON.parse(record.result),
  }
}

function cleanRegularly(app: FastifyInstance, folder: string, records: UploadRecords, expireAfter: number): void {
  const clean = () =>
    cleanUploads(folder, records, new Date(Date.now() - expireAfter)).catch(err =>
      app.log.warn({ err }, 'expired uploads could not be removed'),
    )
  app.addHook('onReady', async () => void (await clean()))
  const timer = setInterval(clean, HOUR).unref()
  app.addHook('onClose', async () => clearInterval(timer))
}

/** Runs work of the same key one after the other. */
function serializer(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const next = (last.get(key) ?? Promise.resolve()).then(work, work)
    const settled = next.catch(() => {}).then(() => void (last.get(key) === settled && last.delete(key)))
    last.set(key, settled)
    return next
  }
}

/** The protocol library is loaded with the first resumable upload: until then the process does without its memory. */
function lazyTus(options: TusOptions) {
  let loaded: Promise<(request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>> | undefined
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    loaded ??= import('./tus.ts').then(({ tusHandler }) => tusHandler(options))
    return (await loaded)(request, reply)
  }
}
