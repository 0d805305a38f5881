import websocket from '@fastify/websocket'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type DocumentNode, GraphQLError, type GraphQLSchema, Kind, print, validate } from 'graphql'
import { ApiError, languageOf } from '../../kernel/user-error.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import { type Context, contextOfRequest } from '../context.ts'
import type { Services } from '../services.ts'
import { obstacleTo } from './auth-directive.ts'
import { describeError } from './errors/describe.ts'
import { noteError } from './errors.ts'
import { createOperationCheck, graphqlOptions } from './limits.ts'
import { refuseMalformedMessages } from './socket-messages.ts'
import { type ClosableSocket, createStreamLimit, TRY_AGAIN_LATER } from './stream-limit.ts'

/** Who a header speaks for; the headers are those of the upgrade, or what the client sent with `connection_init`. */
export type ViewerOf = (request: Pick<FastifyRequest, 'headers'>) => Promise<Viewer>

/** What a subscription knows besides: its socket, and how to ask again who its token speaks for. */
export interface SubscriptionContext extends Context {
  readonly socket: SubscriptionSocket
  readonly request: FastifyRequest
  /** The viewer as of now. Throws when the token has ended. */
  readonly reauthorize: () => Promise<Viewer>
  /** Counts one more subscription of the account; gives what ends it. Throws where there are too many. */
  readonly openStream: () => () => void
}

/** A field of Subscription: gives what happens, each time as the field's own value under its name. */
export interface Subscribing {
  readonly subscribe: (
    parent: unknown,
    args: Readonly<Record<string, unknown>>,
    context: SubscriptionContext,
  ) => Promise<AsyncIterable<object>>
}

export interface SubscriptionSocket extends ClosableSocket {
  once(event: 'close', listener: () => void): unknown
  off(event: 'close', listener: () => void): unknown
}

export interface SubscriptionOptions {
  readonly services: Services
  readonly viewerOf: ViewerOf
  readonly introspection: boolean
}

/** Bytes of one message of a client: a document and its variables. */
const MESSAGE_BYTES = 32 * 1024
/** A connection without a subscription for so long is closed: strangers, and whoever lost the right, could hold all there are. */
const IDLE_MS = 10_000
const KEEP_ALIVE_MS = 30_000

/** Of sockets without a subscription, what will close them. */
const deadlines = new WeakMap<object, NodeJS.Timeout>()

function closeIfIdle(socket: SubscriptionSocket): void {
  const timer = setTimeout(() => socket.close(4408, 'No subscription in time'), IDLE_MS)
  deadlines.set(socket, timer.unref())
}

const keepOpen = (socket: SubscriptionSocket): void => clearTimeout(deadlines.get(socket))

interface Connection {
  readonly request: FastifyRequest
  readonly socket: SubscriptionSocket
  readonly token?: string
}

/** WebSocket upgrades, only from pages of this service or of the origins that may read it. To be called before mercurius. */
export async function admitWebSockets(app: FastifyInstance, { config }: Services): Promise<void> {
  const listed = [...config.CORS_ORIGINS.split(','), config.PUBLIC_URL].map(originOf).filter(Boolean)
  const verifyClient = ({ origin, req }: { readonly origin?: string; readonly req: { readonly headers: Headers } }) =>
    // Browsers always send it; programs, which no page can misuse, do not.
    origin === undefined || listed.includes(originOf(origin)) || hostOf(origin) === req.headers.host
  await app.register(websocket, { options: { maxPayload: MESSAGE_BYTES, verifyClient } })
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

const originOf = (text: string): string => (URL.canParse(text.trim()) ? new URL(text.trim()).origin : '')
const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null)

/** Mercurius' `subscription` option. */
export function subscriptionOption(app: FastifyInstance, { config }: Pick<Services, 'config'>) {
  app.websocketServer.on('connection', socket => {
    refuseMalformedMessages(socket)
    // Who has not said who he is holds a connection too.
    if (app.websocketServer.clients.size > config.SUBSCRIPTIONS_MAX)
      socket.close(TRY_AGAIN_LATER, 'Too many connections')
    closeIfIdle(socket)
    socket.once('close', () => keepOpen(socket))
  })
  return {
    keepAlive: KEEP_ALIVE_MS,
    context: (socket: SubscriptionSocket, request: FastifyRequest): Connection => ({ socket, request }),
    onConnect: ({ payload }: { readonly payload?: unknown }): object => ({ token: tokenIn(payload) }),
  }
}

/** Browsers cannot set headers of a WebSocket: they send the token with `connection_init`. */
const tokenIn = (payload: unknown): string | undefined => {
  const given = typeof payload === 'object' && payload !== null ? payload : {}
  if ('authorization' in given && typeof given.authorization === 'string') return given.authorization
  return 'Authorization' in given && typeof given.Authorization === 'string' ? given.Authorization : undefined
}

/**
 * Everything that stands before a subscription: mercurius neither validates nor limits its documents. To be called when
 * mercurius is registered.
 */
export function guardSubscriptions(app: FastifyInstance, options: SubscriptionOptions): void {
  const check = createOperationCheck({ introspection: options.introspection })
  const streams = createStreamLimit(options.services.config.SUBSCRIPTIONS_MAX)
  app.graphql.addHook('preSubscriptionExecution', async (schema, document, context) => {
    const connection = context as unknown as Connection
    try {
      const own = await contextOf(options, connection)
      const { accountId } = own.viewer
      const openStream = () => {
        const end = streams.open(accountId ?? '', connection.socket)
        keepOpen(connection.socket)
        return () => void (end() === 0 && closeIfIdle(connection.socket))
      }
      Object.assign(context, own, { openStream })
      inspect(schema, document, check)
      refuseAtGate(schema, document, own.viewer)
    } catch (error) {
      throw coded(error, connection.request)
    }
  })
}

/** A field of Subscription. What it throws would reach the client as it is: here it gets code and language, or is masked. */
export const subscription = (subscribe: Subscribing['subscribe']): Subscribing => ({
  subscribe: async (parent, args, context) => {
    try {
      return await subscribe(parent, args, context)
    } catch (error) {
      throw coded(error, context.request)
    }
  },
})

async function contextOf({ services, viewerOf }: SubscriptionOptions, connection: Connection) {
  const { request, socket, token } = connection
  // A fresh object each time: an answer is remembered by the object that was asked for.
  const reauthorize = () =>
    viewerOf({ headers: token === undefined ? { ...request.headers } : { authorization: token } })
  return { ...contextOfRequest(services, request, await reauthorize()), socket, reauthorize }
}

function inspect(schema: GraphQLSchema, document: DocumentNode, check: ReturnType<typeof createOperationCheck>): void {
  check(schema, print(document))
  const [error] = validate(schema, document, undefined, graphqlOptions.validateOptions)
  if (error) throw error
}

/** The gate of the root field, so that its refusal has a code; the field's own gate stands behind it. */
function refuseAtGate(schema: GraphQLSchema, document: DocumentNode, viewer: Viewer): void {
  const fields = schema.getSubscriptionType()?.getFields() ?? {}
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    for (const selection of definition.selectionSet.selections) {
      const field = selection.kind === Kind.FIELD ? fields[selection.name.value] : undefined
      const obstacle = field
        ? obstacleTo(field, viewer)
        : new ApiError('FORBIDDEN', '不支持此订阅', 'No such subscription')
      if (obstacle) throw obstacle
    }
  }
}

/** An error as clients of GraphQL read it, noted in the log; mercurius sends what is thrown as it is. */
function coded(error: unknown, request: FastifyRequest): GraphQLError {
  const about = describeError(error, null)
  const { code, text } = about
  noteError(error, about, request.log)
  return new GraphQLError(text[languageOf(request.headers['accept-language'])], { extensions: { code } })
}
