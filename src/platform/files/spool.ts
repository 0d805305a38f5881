import { createHash } from 'node:crypto'
import { open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { newId } from '../../kernel/ids.ts'
import { ApiError, type UserError, userError } from '../../kernel/user-error.ts'
import { httpProblem } from '../http/problem-types.ts'
import { makeFolder } from './make-folder.ts'

/** Bytes received in full, on disk, not yet anyone's. */
export interface Spooled {
  readonly path: string
  /** Lower-case hexadecimal. */
  readonly sha256: string
  /** Bytes. */
  readonly size: number
}

/**
 * Writes a stream to a new file in `folder` and flushes it to the disk. A stream that breaks off, is empty or passes
 * `limit` bytes leaves nothing behind. Throws UPLOAD_TRUNCATED, EMPTY_FILE (400) and TOO_LARGE (413).
 */
export async function spool(stream: Readable, folder: string, limit: number): Promise<Spooled> {
  await makeFolder(folder, 0o700)
  const path = join(folder, newId())
  const hash = createHash('sha256')
  let size = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      hash.update(chunk)
      if (size > limit) done(tooLarge(limit))
      else done(null, chunk)
    },
  })
  try {
    const file = await open(path, 'wx', 0o600)
    await pipeline(stream, meter, file.createWriteStream({ flush: true }))
    if (size === 0) throw emptyFile()
    return { path, sha256: hash.digest('hex'), size }
  } catch (error) {
    await rm(path, { force: true })
    throw isTruncation(error) ? truncated() : error
  }
}

export const tooLarge = (limit: number): ApiError =>
  new ApiError('TOO_LARGE', `文件不得超过 ${limit} 字节`, `A file may have ${limit} bytes at most`, { field: ['file'] })

export const emptyFile = () => refuse(userError('EMPTY_FILE', 'file', '文件是空的', 'The file is empty'))

const truncated = () =>
  refuse(
    userError('UPLOAD_TRUNCATED', 'file', '上传中断，文件不完整，未保存', 'The upload broke off; nothing was kept'),
  )

const refuse = (error: UserError) =>
  httpProblem(400, 'BAD_REQUEST', error.message.zh, error.message.en, { errors: [error] })

function isTruncation(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ERR_STREAM_UNABLE_TO_PIPE'
}

/** Removes what a crash left in a spool folder: files older than `age` milliseconds. */
export async function cleanSpool(folder: string, age = 24 * 3_600_000): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found && Date.now() - found.mtimeMs > age) await rm(path, { force: true })
  }
}
