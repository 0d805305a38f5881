import { open, readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isDiskFull } from './output.ts'
import { UsageError } from './usage-error.ts'

/** The bytes of a file named on the command line; `-` is the standard input. Throws UsageError FILE_NOT_READABLE. */
export async function readInput(path: string): Promise<Buffer> {
  try {
    return await readFile(path === '-' ? '/dev/stdin' : path)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError('FILE_NOT_READABLE', `文件无法读取：${path}`, `The file cannot be read: ${reason}`)
  }
}

/**
 * Under the name of a file there is never half of it: what is being written has the name that this gives, once it is known that
 * a file can be made there. Throws UsageError FOLDER_NOT_FOUND, FILE_NOT_WRITABLE.
 */
export async function makeDraft(path: string): Promise<string> {
  const folder = await stat(dirname(path)).catch(() => null)
  if (!folder?.isDirectory()) {
    throw new UsageError(
      'FOLDER_NOT_FOUND',
      `文件夹不存在：${dirname(path)}`,
      `There is no such folder: ${dirname(path)}`,
    )
  }
  const found = await stat(path).catch(() => null)
  if (found?.isDirectory()) throw notWritable(path, 'it is a folder')
  const draft = `${path}.${process.pid}.part`
  try {
    await (await open(draft, 'w', 0o600)).close()
    return draft
  } catch (error) {
    if (isDiskFull(error)) throw error
    throw notWritable(path, error instanceof Error ? error.message : String(error))
  }
}

const notWritable = (path: string, reason: string): UsageError =>
  new UsageError('FILE_NOT_WRITABLE', `文件无法写入：${path}`, `The file cannot be written: ${reason}`)

/** A JSON object given as an option. Throws UsageError INVALID_JSON. */
export function jsonObject(option: string, text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    // Said below, as for JSON that is no object.
  }
  throw new UsageError('INVALID_JSON', `--${option} 应为 JSON 对象`, `--${option} must be a JSON object`)
}
