import { type DestinationStream, type Logger, type LoggerOptions, pino, stdTimeFunctions } from 'pino'
import { redactLine } from './redact.ts'
import { safeError } from './safe-error.ts'

export interface LogOptions {
  readonly level: string
  /** Where lines go; standard output by default. */
  readonly destination?: DestinationStream
  /** Coloured lines for a person at a terminal instead of JSON. */
  readonly pretty?: boolean
  /** Further shapes to mask (global regular expressions), such as the prefix of personal access tokens. */
  readonly secretShapes?: readonly RegExp[]
}

/** The process's logger. Requests, answers and errors are cut to what may be logged, and every line is redacted. */
export async function createLogger(options: LogOptions): Promise<Logger> {
  const settings: LoggerOptions = {
    level: options.level,
    base: { pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: label => ({ level: label }) },
    // Headers and bodies are never logged, whoever logs a request.
    serializers: { err: safeError, error: safeError, req: () => '[request]', res: () => '[reply]' },
    hooks: { streamWrite: line => redactLine(line, options.secretShapes) },
  }
  const destination = options.pretty ? await prettyStream(options.destination) : options.destination
  return destination ? pino(settings, destination) : pino(settings)
}

/** Loaded only when wanted: a server's log is read by machines. */
async function prettyStream(destination: DestinationStream | undefined): Promise<DestinationStream> {
  const { default: pretty } = await import('pino-pretty')
  return pretty({ sync: true, ignore: 'pid', translateTime: 'SYS:HH:MM:ss', ...(destination ? { destination } : {}) })
}
