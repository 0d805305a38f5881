import { Refused } from '../../kernel/user-error.ts'
import { httpProblem } from '../../platform/http/problem-types.ts'
import type { FileRefusalCode } from './roster/refusals.ts'

const STATUS: Readonly<Record<FileRefusalCode, 400 | 413 | 415>> = {
  FILE_EMPTY: 400,
  FILE_CORRUPT: 400,
  XML_ENTITIES_REFUSED: 400,
  ENCODING_UNKNOWN: 400,
  CSV_MALFORMED: 400,
  FILE_TOO_LARGE: 413,
  ARCHIVE_TOO_LARGE: 413,
  TOO_MANY_ROWS: 413,
  TOO_MANY_COLUMNS: 413,
  TOO_MANY_CELLS: 413,
  TOO_MANY_SHEETS: 413,
  FILE_ENCRYPTED: 415,
  FILE_OLD_XLS: 415,
  FILE_TYPE_UNSUPPORTED: 415,
}

const isFileRefusal = (code: string): code is FileRefusalCode => Object.hasOwn(STATUS, code)

/** HTTP status of a file that cannot be read at all; undefined for refusals of its content. */
const statusOfRefusal = (code: string): number | undefined => (isFileRefusal(code) ? STATUS[code] : undefined)

/** A file that is none, or too much, is said by its status as well. */
export function asFileProblem(error: unknown): never {
  const [first] = error instanceof Refused ? error.errors : []
  const status = first && statusOfRefusal(first.code)
  if (!first || !status) throw error
  throw httpProblem(status, first.code, first.message.zh, first.message.en, { errors: [first] })
}
