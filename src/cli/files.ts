import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
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

/** Throws UsageError FOLDER_NOT_FOUND unless a file can be made at the path. */
export async function checkOutput(path: string): Promise<void> {
  const folder = await stat(dirname(path)).catch(() => null)
  if (folder?.isDirectory()) return
  throw new UsageError(
    'FOLDER_NOT_FOUND',
    `文件夹不存在：${dirname(path)}`,
    `There is no such folder: ${dirname(path)}`,
  )
}

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
