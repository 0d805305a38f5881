import { access, constants, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { blobPath } from './blob-path.ts'
import type { BlobBackend } from './blob-types.ts'
import { makeFolder } from './make-folder.ts'

/** Blobs in a folder of this machine or of a shared file system. */
export function folderBackend(folder: string): BlobBackend {
  const pathOf = (sha256: string) => join(folder, blobPath(sha256))
  return {
    spoolFolder: join(folder, 'tmp'),
    async commit(file) {
      const path = pathOf(file.sha256)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      // Replacing the same content heals a damaged blob and renews its time.
      await rename(file.path, path)
      await syncFolder(dirname(path))
    },
    async open(sha256, range) {
      const file = await open(pathOf(sha256)).catch(absent)
      return file?.createReadStream(range ?? {}) ?? null
    },
    storedAt: async sha256 => (await stat(pathOf(sha256)).catch(absent))?.mtime ?? null,
    remove: sha256 => rm(pathOf(sha256), { force: true }),
    async check() {
      await makeFolder(folder, 0o700)
      await access(folder, constants.W_OK)
    },
  }
}

/** Null for a file that is not there; any other failure is one. */
function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

/** A new name survives a power cut only when its folder was flushed too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
