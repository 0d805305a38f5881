import type { FastifyRequest } from 'fastify'
import { type Language, languageOf } from '../kernel/user-error.ts'
import { anonymous, systemViewer, type Viewer } from '../kernel/viewer.ts'
import { addressOf } from './security/network.ts'
import type { Services } from './services.ts'

/** What resolvers and commands know of the request and of the process. */
export interface Context extends Services {
  readonly viewer: Viewer
  readonly language: Language
  readonly requestId: string
  /** Client address, for throttling and the session list. */
  readonly address: string
  readonly userAgent: string
}

/** Of a request over HTTP, on behalf of the viewer its token names. */
export const contextOfRequest = (services: Services, request: FastifyRequest, viewer: Viewer = anonymous): Context => ({
  ...services,
  viewer,
  language: languageOf(request.headers['accept-language']),
  requestId: request.id,
  address: addressOf(request),
  userAgent: request.headers['user-agent'] ?? '',
})

/** Of no request: the service working for one committee from a terminal, with all rights there and none elsewhere. */
export const systemContext = (services: Services, organizationId: string): Context => ({
  ...services,
  viewer: systemViewer(organizationId),
  language: 'zh',
  requestId: 'terminal',
  address: '',
  userAgent: '',
})
