import { and, eq } from 'drizzle-orm'
import { formatGlobalId } from '../../kernel/ids.ts'
import { command } from '../../platform/commands/command.ts'
import { requirePermission } from '../../platform/commands/load.ts'
import type { FinishedUpload } from '../../platform/files/uploads.ts'
import { FILE_PREFIX, fileUrl } from './queries.ts'
import { files } from './tables.ts'

export interface FileAnswer {
  readonly id: string
  readonly name: string
  readonly contentType: string
  readonly size: number
  readonly sha256: string
  readonly url: string
}

interface NewFile {
  readonly organizationId: string
  readonly upload: Pick<FinishedUpload, 'uploadId' | 'fileName' | 'blob'>
}

/** Gives an upload its record. The upload's id is the file's, so that the same upload answered twice is one file. */
export const fileUpload = command<NewFile, FileAnswer>('fileUpload', async (work, { organizationId, upload }) => {
  requirePermission(work.viewer, 'FILE_UPLOAD', organizationId)
  const { accountId } = work.viewer
  if (!accountId) throw new Error('a file needs an account that uploaded it')
  const { contentType, size, sha256 } = upload.blob
  const [id, name] = [upload.uploadId, upload.fileName ?? '未命名文件']
  const content = { name, contentType, size }
  const inserted = await work.db
    .insert(files)
    .values({ organizationId, id, uploadedBy: accountId, ...content, sha256: Buffer.from(sha256, 'hex') })
    .onConflictDoNothing()
    .returning({ id: files.id })
  if (inserted.length > 0) {
    const payload = { ...content, sha256 }
    work.record(organizationId, { recordType: 'File', recordId: id, version: 1, op: 'CREATE', payload })
  } else {
    const own = and(eq(files.organizationId, organizationId), eq(files.id, id), eq(files.uploadedBy, accountId))
    const [known] = await work.db.select({ id: files.id }).from(files).where(own)
    if (!known) throw new Error('the upload has the id of another file')
  }
  const globalId = formatGlobalId(FILE_PREFIX, organizationId, id)
  return { id: globalId, ...content, sha256, url: fileUrl(globalId) }
})
