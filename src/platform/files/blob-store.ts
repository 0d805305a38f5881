import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { ApiError, Refused } from '../../kernel/user-error.ts'
import type { BlobBackend, BlobStore } from './blob-types.ts'
import { decideType } from './file-types.ts'
import { folderBackend } from './folder-store.ts'
import { s3Backend } from './s3-store.ts'
import { sniffFile } from './sniff.ts'
import { cleanSpool, spool } from './spool.ts'

export type { BlobStore, PutOptions, StoredBlob } from './blob-types.ts'

type StoreConfig = Pick<
  Config,
  'FILE_STORE' | 'DATA_DIR' | 'S3_ENDPOINT' | 'S3_REGION' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY'
>

/** The store `FILE_STORE` names: a folder, or `s3://bucket/prefix`. Clears what an earlier crash left half received. */
export async function openBlobStore(config: StoreConfig): Promise<BlobStore> {
  const backend = config.FILE_STORE.startsWith('s3://')
    ? s3Backend({
        url: config.FILE_STORE,
        endpoint: config.S3_ENDPOINT,
        region: config.S3_REGION,
        accessKeyId: config.S3_ACCESS_KEY_ID,
        secretAccessKey: config.S3_SECRET_ACCESS_KEY,
        spoolFolder: join(config.DATA_DIR, 'spool'),
      })
    : folderBackend(config.FILE_STORE)
  await cleanSpool(backend.spoolFolder)
  return blobStore(backend)
}

export function blobStore(backend: BlobBackend): BlobStore {
  return {
    async put(stream, options) {
      const file = await spool(stream, backend.spoolFolder, options.limit)
      try {
        const decided = decideType(options, await sniffFile(file.path))
        if ('error' in decided) throw new Refused(decided.error)
        await backend.commit(file, decided.contentType)
        return { sha256: file.sha256, size: file.size, contentType: decided.contentType }
      } finally {
        await rm(file.path, { force: true })
      }
    },
    async open(sha256, range) {
      const stream = isSha256(sha256) ? await backend.open(sha256, range) : null
      if (stream === null) throw new ApiError('NOT_FOUND', '文件内容不存在', 'The content of the file does not exist')
      return stream
    },
    has: async sha256 => isSha256(sha256) && (await backend.storedAt(sha256)) !== null,
    async delete(sha256, storedBefore) {
      const storedAt = isSha256(sha256) ? await backend.storedAt(sha256) : null
      if (storedAt === null || (storedBefore !== undefined && storedAt >= storedBefore)) return false
      await backend.remove(sha256)
      return true
    },
    check: () => backend.check(),
  }
}

/** Also keeps paths out: nothing else ever becomes part of a file name or key. */
const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)
