import type { FastifyReply, FastifyRequest } from 'fastify'
import { newId } from '../../kernel/ids.ts'
import { Refused } from '../../kernel/user-error.ts'
import { bodyOf } from './body-of.ts'
import { fileNameOf } from './disposition.ts'
import { checkFileName } from './file-name.ts'
import { checkClaim } from './file-types.ts'
import { tooLarge } from './spool.ts'
import { queryTexts } from './upload-steps.ts'
import type { UploadOptions } from './upload-types.ts'

/**
 * A file in one request: the body is the file, its type in Content-Type, its name in Content-Disposition. For scripts:
 * `curl --data-binary @photo.jpg -H 'Content-Type: image/jpeg' -H 'Content-Disposition: attachment; filename=photo.jpg'`.
 */
export async function receiveWhole(
  options: UploadOptions,
  owner: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const sentName = fileNameOf(request.headers['content-disposition'])
  const fileName = sentName === undefined ? undefined : checkFileName(sentName)
  const claim = { fileName, contentType: request.headers['content-type'], kinds: options.kinds }
  // What can be refused by its headers is refused before its bytes are taken.
  const checked = checkClaim(claim)
  if ('error' in checked) throw new Refused(checked.error)
  if (Number(request.headers['content-length'] ?? 0) > options.maxBytes) throw tooLarge(options.maxBytes)
  const blob = await options.store.put(bodyOf(request), { ...claim, limit: options.maxBytes })
  const upload = { uploadId: newId(), owner, blob, fileName: fileName ?? null, metadata: queryTexts(request) }
  return reply.code(201).send(await options.onFinished(upload, request))
}
