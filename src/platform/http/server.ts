import cors from '@fastify/cors'
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify'
import type { Config } from '../../config.ts'
import { useStrictBodies } from './body.ts'
import { answerClientError } from './client-error.ts'
import { createLogger, type LogOptions } from './logging.ts'
import { type OverloadLimits, shedOverload } from './overload.ts'
import { sendProblem, useProblems } from './problem.ts'
import { limitRate, RATE_LIMIT_PER_MINUTE } from './rate-limit.ts'
import { requestIdOf } from './request-id.ts'
import { trackRequests } from './requests.ts'
import { useSecurityHeaders } from './security-headers.ts'
import { badEncoding, refuseBadTexts } from './stored-text.ts'
import { useValidation } from './validation.ts'

export type ServerConfig = Pick<Config, 'LOG_LEVEL' | 'TRUST_PROXY' | 'CORS_ORIGINS' | 'PUBLIC_URL'>

/** All in milliseconds. */
export interface Timeouts {
  /** From the first byte of a request to the end of its headers. */
  readonly headers: number
  /** From the headers to the end of a JSON body. */
  readonly body: number
  /** From the first to the last byte of any request, files included. */
  readonly request: number
  /** A connection on which no byte moves in either direction. */
  readonly idle: number
  /** An idle connection kept for the next request; longer than the 60 s of common proxies. */
  readonly keepAlive: number
  /** How often Node looks for connections past `headers` and `request`. */
  readonly checkEvery: number
}

export const DEFAULT_TIMEOUTS: Timeouts = {
  headers: 10_000,
  body: 10_000,
  request: 15 * 60_000,
  idle: 120_000,
  keepAlive: 72_000,
  checkEvery: 5_000,
}

export interface ServerOptions {
  readonly config: ServerConfig
  readonly log?: Omit<LogOptions, 'level'>
  readonly timeouts?: Partial<Timeouts>
  readonly overload?: Partial<OverloadLimits>
  /** Requests a minute and address; 0 for no limit. */
  readonly rateLimitPerMinute?: number
}

/** Bytes of a JSON body. */
export const BODY_LIMIT = 1024 * 1024

/**
 * The HTTP server without any route of the application: ids, log, headers, strict bodies, problems, overload.
 * Routes are registered on what it returns; then `listen`.
 */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { config } = options
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts }
  const logger = await createLogger({ level: config.LOG_LEVEL, ...options.log })
  const app = createFastify(config, timeouts, logger)
  trackRequests(app)
  useProblems(app)
  useValidation(app)
  refuseBadTexts(app)
  await useSecurityHeaders(app, { https: config.PUBLIC_URL.startsWith('https:') })
  await useCors(app, config.CORS_ORIGINS)
  useStrictBodies(app, timeouts.body)
  await shedOverload(app, options.overload)
  await limitRate(app, options.rateLimitPerMinute ?? RATE_LIMIT_PER_MINUTE)
  return app
}

function createFastify(config: ServerConfig, timeouts: Timeouts, logger: FastifyBaseLogger): FastifyInstance {
  return fastify({
    loggerInstance: logger,
    // One line a request is written by requests.ts.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: requestIdOf,
    trustProxy: config.TRUST_PROXY,
    bodyLimit: BODY_LIMIT,
    requestTimeout: timeouts.request,
    connectionTimeout: timeouts.idle,
    keepAliveTimeout: timeouts.keepAlive,
    http: { headersTimeout: timeouts.headers, connectionsCheckingInterval: timeouts.checkEvery },
    // While stopping, requests on open connections are still served (shutdown.ts): none is lost in a rolling restart.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) =>
      void sendProblem(error.code === 'FST_ERR_BAD_URL' ? badEncoding('path') : error, request, reply),
    clientErrorHandler: answerClientError,
  })
}

/** No other origin may read answers unless listed in CORS_ORIGINS (comma-separated, exact). */
async function useCors(app: FastifyInstance, origins: string): Promise<void> {
  const allowed = origins
    .split(',')
    .map(origin => origin.trim())
    .filter(Boolean)
  if (allowed.length === 0) return
  await app.register(cors, {
    origin: allowed,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: EXPOSED_HEADERS,
    credentials: false,
    maxAge: 600,
  })
}

const EXPOSED_HEADERS = [
  'X-Request-Id',
  'Retry-After',
  'ETag',
  'Location',
  'Content-Disposition',
  'Content-Range',
  'Accept-Ranges',
  // The headers of resumable uploads (tus 1.0).
  'Tus-Resumable',
  'Tus-Version',
  'Tus-Extension',
  'Tus-Max-Size',
  'Upload-Offset',
  'Upload-Length',
  'Upload-Expires',
]
