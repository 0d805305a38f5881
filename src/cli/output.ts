import { ApiError, Refused, type UserError } from '../kernel/user-error.ts'
import { sqlState } from '../platform/db/pool.ts'
import { SetupError } from '../platform/db/setup-error.ts'
import { isUnavailable, problemOf } from '../platform/http/error-mapping.ts'
import { isHttpProblem, type Problem } from '../platform/http/problem-types.ts'
import { KeyFileError } from '../platform/security/key-file.ts'
import { UsageError } from './usage-error.ts'

/** Exit codes of every command, as sysexits.h and shells understand them. */
export const EXIT = { OK: 0, FAILED: 1, USAGE: 2, REFUSED: 3, UNAVAILABLE: 4 } as const

/** One result: JSON for programs, lines for people. */
export function print(json: boolean, value: unknown, lines: () => readonly string[]): void {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${lines().join('\n')}\n`)
}

/** Says what went wrong on standard error (or as JSON on standard output) and gives the exit code. */
export function reportFailure(error: unknown, json: boolean): number {
  const { exit, code, lines, details } = describe(error)
  if (json) process.stdout.write(`${JSON.stringify({ ok: false, code, message: lines.join(' '), ...details })}\n`)
  else process.stderr.write(`${lines.join('\n')}\n`)
  return exit
}

/** An answer that cannot be written: exit code 1 in place of the command's own. */
export function watchOutput(): void {
  process.stderr.on('error', () => {})
  let isLost = false
  process.stdout.on('error', error => {
    // Whoever reads the answer may have read enough (`| head`).
    if (isLost || ('code' in error && error.code === 'EPIPE')) return
    isLost = true
    process.once('exit', () => {
      process.exitCode = EXIT.FAILED
      const zh = `结果无法写入标准输出（${error.message}）；命令已经运行过，请核对后再决定是否重试`
      const en = `The answer could not be written: ${error.message}. The command has run: look before you repeat it`
      process.stderr.write(`${zh}\n${en}\n`)
    })
  })
}

interface Failure {
  readonly exit: number
  readonly code: string
  readonly lines: readonly string[]
  readonly details?: object
}

function describe(error: unknown): Failure {
  if (error instanceof SetupError || error instanceof UsageError) {
    const exit = error instanceof SetupError ? EXIT.UNAVAILABLE : EXIT.USAGE
    return { exit, code: error.code, lines: [error.text.zh, error.text.en] }
  }
  if (error instanceof Refused || error instanceof ApiError || isHttpProblem(error)) return ofProblem(problemOf(error))
  const message = messageOf(error)
  if (error instanceof KeyFileError) {
    const exit = error.fault === 'EXISTS' ? EXIT.REFUSED : EXIT.UNAVAILABLE
    return { exit, code: `KEY_FILE_${error.fault}`, lines: [error.text.zh, error.text.en] }
  }
  if (isDiskFull(error)) {
    return { exit: EXIT.UNAVAILABLE, code: 'DISK_FULL', lines: ['磁盘空间不足', `The disk is full: ${message}`] }
  }
  if (isUnavailable(error)) {
    return {
      exit: EXIT.UNAVAILABLE,
      code: 'UNAVAILABLE',
      lines: ['数据库无法连接', `The database cannot be reached: ${message}`],
    }
  }
  return { exit: EXIT.FAILED, code: 'FAILED', lines: [message] }
}

/** Ours, or, in the words of PostgreSQL, the database's. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error &&
  (sqlState(error) === '53100' || ('code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')))

/** What the database said, and not the statement that it said it of: its parameters may be secrets. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'params' in error && error.cause !== undefined ? messageOf(error.cause) : error.message
}

const ofProblem = ({ code, text, errors }: Problem): Failure =>
  errors.length === 0
    ? { exit: exitOf(code), code, lines: [text.zh, text.en] }
    : { exit: exitOf(code), code, lines: errors.map(lineOf), details: { errors } }

const lineOf = ({ field, code, message }: UserError): string =>
  `${field?.join('.') ?? ''} ${code}: ${message.zh} / ${message.en}`.trim()

/** Of a code as the API gives it. */
export const exitOf = (code: string | undefined): number => {
  if (code === 'UNAVAILABLE') return EXIT.UNAVAILABLE
  return code === 'INTERNAL' ? EXIT.FAILED : EXIT.REFUSED
}
