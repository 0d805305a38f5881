import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { Upload } from '@tus/server'
import type { FastifyRequest } from 'fastify'
import { ApiError, Refused } from '../../kernel/user-error.ts'
import { httpProblem } from '../http/problem-types.ts'
import { checkFileName } from './file-name.ts'
import { checkClaim } from './file-types.ts'
import { emptyFile } from './spool.ts'
import { metadataTexts } from './upload-metadata.ts'
import { recordMetadata, type UploadRecord, type UploadRecords } from './upload-records.ts'
import { DAY, type UploadOptions } from './upload-types.ts'

/** The upload that the address names. */
export function uploadIdOf({ params }: FastifyRequest): string | undefined {
  const id: unknown = Reflect.get(Object(params), 'uploadId')
  return typeof id === 'string' ? id : undefined
}

/** What the address says of the file, beside its name and bytes. */
export const queryTexts = ({ query }: FastifyRequest): Record<string, string> =>
  Object.fromEntries(Object.entries(Object(query)).map(([name, value]) => [name, String(value)]))

/**
 * Checks a new resumable upload: its name and type as claimed, and the quota, against which its record counts from then
 * on. Gives the metadata to keep. Must not run twice at once for one owner.
 */
export async function createUpload(
  options: UploadOptions,
  records: UploadRecords,
  { owner, request, upload }: { readonly owner: string; readonly request: FastifyRequest; readonly upload: Upload },
): Promise<Record<string, string>> {
  const asked = queryTexts(request)
  const sent = { ...asked, ...metadataTexts(options, upload, asked) }
  const fileName = sent.filename ? checkFileName(sent.filename) : undefined
  const claim = checkClaim({ fileName, contentType: sent.filetype, kinds: options.kinds })
  if ('error' in claim) throw new Refused(claim.error)
  if (upload.size === 0) throw emptyFile()
  const { filename: _name, filetype: _type, ...about } = sent
  await options.check?.(about, request)
  await checkQuota(options, records, owner, upload.size ?? options.maxBytes)
  const metadata = recordMetadata({ ...sent, ...(fileName === undefined ? {} : { filename: fileName }) }, owner)
  await records.configStore.set(upload.id, Object.assign(upload, { metadata }))
  return metadata
}

export const expiryOf = (
  { createdAt }: UploadRecord,
  { expireAfter = DAY }: Pick<UploadOptions, 'expireAfter'>,
): Date => new Date(createdAt.getTime() + expireAfter)

async function checkQuota(options: UploadOptions, records: UploadRecords, owner: string, size: number): Promise<void> {
  const quota = options.quota ?? { bytes: options.maxBytes * 10, uploads: 20 }
  const now = new Date()
  const isOpen = (record: UploadRecord) => record.result === null && expiryOf(record, options) > now
  const open = (await records.all()).filter(record => record.owner === owner && isOpen(record))
  const bytes = open.reduce((sum, record) => sum + record.size, 0)
  if (open.length >= quota.uploads) {
    throw overQuota(`未完成的上传不得超过 ${quota.uploads} 个`, `At most ${quota.uploads} unfinished uploads`)
  }
  if (bytes + size > quota.bytes) {
    throw overQuota(
      `未完成的上传合计不得超过 ${quota.bytes} 字节`,
      `Unfinished uploads may have ${quota.bytes} bytes in all`,
    )
  }
}

export const uploadExpired = () =>
  httpProblem(410, 'UPLOAD_EXPIRED', '上传已过期，请重新开始', 'The upload has expired; begin again')

const overQuota = (zh: string, en: string) =>
  httpProblem(429, 'UPLOAD_QUOTA', `${zh}，请先完成或取消`, `${en}; finish or cancel some`)

/** Moves the received bytes to the store, gives the file its record and keeps the answer. Safe to repeat. */
export async function finishUpload(
  options: UploadOptions,
  records: UploadRecords,
  id: string,
  request: FastifyRequest,
): Promise<string> {
  const record = await records.get(id)
  if (!record) throw new ApiError('NOT_FOUND', '没有这个上传', 'No such upload')
  if (record.result !== null) return record.result
  try {
    const result = JSON.stringify(await handOver(options, record, request))
    await records.finish(id, result)
    return result
  } catch (error) {
    // What is refused once is refused always: its bytes need not wait for a retry.
    if (error instanceof Refused) await records.remove(id)
    throw error
  }
}

async function handOver(options: UploadOptions, record: UploadRecord, request: FastifyRequest): Promise<object> {
  const { filename: fileName, filetype: contentType, ...metadata } = record.metadata
  const blob = await options.store.put(createReadStream(join(options.stagingFolder, record.id)), {
    limit: options.maxBytes,
    fileName,
    contentType,
    kinds: options.kinds,
  })
  const { owner, id: uploadId } = record
  return options.onFinished({ uploadId, owner, blob, fileName: fileName ?? null, metadata }, request)
}
