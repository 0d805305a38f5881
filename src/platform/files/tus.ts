import { Readable } from 'node:stream'
import { FileStore } from '@tus/file-store'
import { Server, type Upload } from '@tus/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { newId } from '../../kernel/ids.ts'
import { userError } from '../../kernel/user-error.ts'
import { type HttpProblem, httpProblem, problemError } from '../http/problem-types.ts'
import { bodyOf } from './body-of.ts'
import { tooLarge } from './spool.ts'
import type { UploadRecords } from './upload-records.ts'
import { uploadExpired, uploadIdOf } from './upload-steps.ts'

export interface TusOptions {
  readonly prefix: string
  readonly folder: string
  readonly records: UploadRecords
  readonly maxBytes: number
  readonly expireAfter: number
  /** Checks a new upload and reserves its place; gives the metadata to keep. */
  create(request: FastifyRequest, upload: Upload): Promise<Record<string, string>>
  /** All bytes are here; gives the answer as JSON text. */
  finish(request: FastifyRequest, id: string): Promise<string>
}

/**
 * The tus 1.0 protocol (tus.io) by its reference library, behind the framework: the library sees a web request and gives
 * a web answer, so that headers, log and problems are those of every other route.
 */
export function tusHandler(options: TusOptions) {
  const sources = new WeakMap<Request, Source>()
  const sourceOf = (request: object): Source => {
    const source = request instanceof Request ? sources.get(request) : undefined
    if (!source) throw new Error('a tus hook was called for a request that is not ours')
    return source
  }
  const server = new Server({
    path: options.prefix,
    datastore: fileStore(options),
    relativeLocation: true,
    maxSize: options.maxBytes,
    namingFunction: newId,
    // Cross-origin rules are the server's (CORS_ORIGINS), not the library's.
    allowedOrigins: [],
    onUploadCreate: async (request, upload) => {
      const source = sourceOf(request)
      source.uploadId = upload.id
      return { metadata: await options.create(source.request, upload) }
    },
    onUploadFinish: async (request, upload) => ({
      ...(request.method === 'POST' ? {} : { status_code: 200 }),
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: await options.finish(sourceOf(request).request, upload.id),
    }),
    onResponseError: (request, error) => {
      const source = request instanceof Request ? sources.get(request) : undefined
      if (source) source.error = error
      return undefined
    },
  })
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    // The library takes another version for a malformed header.
    if (request.method !== 'OPTIONS' && request.headers['tus-resumable'] !== VERSION) throw wrongVersion()
    // A sum that nobody compares is worse than none: the client would take the bytes for proven.
    if (request.headers['upload-checksum'] !== undefined) throw notSupported()
    const body = request.method === 'POST' || request.method === 'PATCH' ? bodyOf(request) : null
    const web = toWebRequest(request, body)
    const source: Source = { request, uploadId: uploadIdOf(request) }
    sources.set(web, source)
    const answer = await server.handleWeb(web)
    body?.destroy()
    if (answer.status === 413) throw await overLength(source, options)
    if (answer.status >= 400) throw failureOf(source.error, answer.status, request)
    return sendWebResponse(answer, reply)
  }
}

interface Source {
  readonly request: FastifyRequest
  uploadId: string | undefined
  error?: unknown
}

/** An upload that was begun was small enough: what is over then is over what was announced, and the file is not what was meant. */
async function overLength({ uploadId }: Source, { records, maxBytes }: TusOptions): Promise<Error> {
  const record = uploadId === undefined ? null : await records.get(uploadId)
  if (!record) return tooLarge(maxBytes)
  await records.remove(record.id)
  return moreThanAnnounced(record.size)
}

const moreThanAnnounced = (size: number): HttpProblem => {
  const zh = `发来的内容多于声明的 ${size} 字节（Upload-Length），此次上传已取消；请按文件的实际大小重新上传`
  const en = `More came than the ${size} bytes announced (Upload-Length); the upload is cancelled: begin again with the size of the file`
  const errors = [userError('UPLOAD_LENGTH_EXCEEDED', 'file', zh, en)]
  return httpProblem(413, 'UPLOAD_LENGTH_EXCEEDED', zh, en, { errors })
}

function fileStore({ folder, records, expireAfter }: TusOptions): FileStore {
  const store = new FileStore({
    directory: folder,
    configstore: records.configStore,
    expirationPeriodInMilliseconds: expireAfter,
  })
  // The length must be known at the start: quotas count it.
  store.extensions = store.extensions.filter(extension => extension !== 'creation-defer-length')
  return store
}

const PASSED_ON = /^(?:tus-.*|upload-.*|content-type|content-length)$/

function toWebRequest(request: FastifyRequest, body: Readable | null): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (PASSED_ON.test(name) && typeof value === 'string') headers.set(name, value)
  }
  return new Request(new URL(request.url, 'http://localhost'), {
    method: request.method,
    headers,
    ...(body ? { body: Readable.toWeb(body), duplex: 'half' } : {}),
  })
}

const KEPT_BACK = new Set(['content-length', 'upload-metadata', 'cache-control'])

async function sendWebResponse(answer: Response, reply: FastifyReply): Promise<FastifyReply> {
  reply.code(answer.status)
  for (const [name, value] of answer.headers) {
    // Who an upload belongs to is in its metadata.
    if (!KEPT_BACK.has(name) && !name.startsWith('access-control-')) reply.header(name, value)
  }
  return reply.send(await answer.text())
}

/** Errors of our own hooks pass; the library's become problems by their status. */
function failureOf(error: unknown, status: number, request: FastifyRequest): unknown {
  if (error instanceof Error) return request.raw.destroyed && !request.raw.complete ? brokenOff() : error
  return PROBLEMS[status]?.() ?? problemError(Math.min(status, 500))
}

const brokenOff = () => httpProblem(400, 'UPLOAD_INTERRUPTED', '上传中断，可续传', 'The upload broke off; resume it')

const VERSION = '1.0.0'

/** tus 1.0, Tus-Version: a version that is not known is answered with those that are. */
const wrongVersion = () =>
  httpProblem(412, 'TUS_VERSION', `须带 Tus-Resumable: ${VERSION}`, `Tus-Resumable: ${VERSION} is needed`, {
    headers: { 'tus-version': VERSION },
  })

const notSupported = () =>
  httpProblem(501, 'NOT_IMPLEMENTED', '不支持此 tus 扩展', 'This tus extension is not supported')

const PROBLEMS: Readonly<Record<number, () => Error>> = {
  400: () =>
    bad(
      'INVALID_UPLOAD_HEADERS',
      'tus 请求头缺失或有误（Upload-Length、Upload-Offset、Upload-Metadata、Content-Type）',
      'A tus header is missing or malformed (Upload-Length, Upload-Offset, Upload-Metadata, Content-Type)',
    ),
  403: () =>
    bad(
      'INVALID_UPLOAD_HEADERS',
      'PATCH 须带 Upload-Offset 与 Content-Type: application/offset+octet-stream',
      'PATCH needs Upload-Offset and Content-Type: application/offset+octet-stream',
    ),
  404: () => httpProblem(404, 'UPLOAD_NOT_FOUND', '没有这个上传', 'No such upload'),
  409: () =>
    httpProblem(
      409,
      'UPLOAD_OFFSET_CONFLICT',
      '偏移与已收到的不符，请用 HEAD 查询',
      'Not the offset reached; ask by HEAD',
    ),
  410: uploadExpired,
  412: () => wrongVersion(),
  501: notSupported,
}

const bad = (code: string, zh: string, en: string): HttpProblem => httpProblem(400, code, zh, en)
