import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { problemError } from '../http/problem-types.ts'
import type { BlobStore, StoredBlob } from './blob-types.ts'
import { attachment } from './disposition.ts'
import { type ByteRange, listsTag, parseRange } from './range.ts'

export interface Download extends StoredBlob {
  readonly fileName: string
}

/**
 * Answers GET and HEAD with a blob: whole (200), one range of it (206, 416), or nothing new (304, 412). The caller has
 * checked who asks. The browser keeps a copy but asks each time, so that a removed right takes effect.
 */
export async function sendBlob(
  request: FastifyRequest,
  reply: FastifyReply,
  store: Pick<BlobStore, 'open'>,
  file: Download,
): Promise<FastifyReply> {
  const tag = `"${file.sha256}"`
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers
  // In the order of RFC 9110 section 13.2.2.
  if (ifMatch !== undefined && !listsTag(ifMatch, tag, 'strong')) throw problemError(412)
  reply.header('etag', tag).header('cache-control', 'private, no-cache').header('accept-ranges', 'bytes')
  if (ifNoneMatch !== undefined && listsTag(ifNoneMatch, tag, 'weak')) return reply.code(304).send()
  const range = rangeOf(request, file.size, tag)
  if (range === 'unsatisfiable') {
    reply.header('content-range', `bytes */${file.size}`).removeHeader('etag')
    throw problemError(416)
  }
  return sendBytes(request, reply, store, file, range)
}

function rangeOf(request: FastifyRequest, size: number, tag: string): ByteRange | 'whole' | 'unsatisfiable' {
  const ifRange = request.headers['if-range']
  // Range is defined for GET alone; another version than the client has is sent whole.
  if (request.method !== 'GET' || (ifRange !== undefined && ifRange !== tag)) return 'whole'
  return parseRange(request.headers.range, size)
}

async function sendBytes(
  request: FastifyRequest,
  reply: FastifyReply,
  store: Pick<BlobStore, 'open'>,
  file: Download,
  range: ByteRange | 'whole',
): Promise<FastifyReply> {
  const part = range === 'whole' ? undefined : range
  const body = request.method === 'HEAD' ? Readable.from([]) : await store.open(file.sha256, part)
  if (part) reply.code(206).header('content-range', `bytes ${part.start}-${part.end}/${file.size}`)
  return reply
    .header('content-length', part ? part.end - part.start + 1 : file.size)
    .header('content-disposition', attachment(file.fileName))
    .header('content-type', file.contentType)
    .send(body)
}
