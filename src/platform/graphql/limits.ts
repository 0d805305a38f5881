import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import { sendErrors } from './errors.ts'
import { defaultLimits, type GraphqlLimits } from './limits/defaults.ts'
import { envelopeProblem, type GraphqlRequest, readRequest } from './limits/envelope.ts'
import { createInspector, type Inspect, type Inspected } from './limits/inspect.ts'
import { malformed } from './limits/refusal.ts'
import { checkVariables } from './limits/variables.ts'
import { mediaTypeFor } from './media-type.ts'
import type { PersistedOperations } from './persisted.ts'

export interface GuardOptions {
  /** Where mercurius serves; `/graphql` when left out. */
  readonly path?: string
  readonly limits?: Partial<GraphqlLimits>
  /** Whether the schema may be asked for; names of the schema are hidden in errors where it may not. */
  readonly introspection: boolean
  /** The schema in force; `app.graphql.schema` when left out. */
  readonly schema?: () => GraphQLSchema
  readonly persisted?: PersistedOperations
  /** Lets WebSocket upgrades of the same path through to mercurius; see guardSubscription. */
  readonly websocket?: boolean
}

/**
 * Mercurius' own `graphql` option beside the guard: few errors are worked out, as few are shown, and no suggestions
 * are searched for.
 */
export const graphqlOptions = {
  parseOptions: { maxTokens: defaultLimits.tokens },
  validateOptions: { maxErrors: 5, hideSuggestions: true },
} as const

interface Guard {
  readonly limits: GraphqlLimits
  readonly inspect: Inspect
  readonly schema: () => GraphQLSchema
  readonly options: GuardOptions
}

const inspections = new WeakMap<FastifyRequest, Inspected>()

/** What the guard found of this request: its cost in objects, for `Query.rateLimit`. Undefined outside GraphQL. */
export const inspectionOf = (request: FastifyRequest): Inspected | undefined => inspections.get(request)

/**
 * Refuses every request that breaks a limit, before mercurius parses, validates or executes anything: a coded 4xx
 * under 2 KB in which no word of the schema stands. Register it on the instance that mercurius is registered on,
 * before mercurius, and with strict JSON bodies (http/body.ts).
 */
export function guardGraphqlRequest(app: FastifyInstance, options: GuardOptions): void {
  const guard = createGuard(app, options)
  const path = options.path ?? '/graphql'
  const answer = { hideSchema: !options.introspection }
  app.addHook('onRequest', (request, reply, next) => {
    const isOurs = request.routeOptions.url === path && !isUpgrade(request, options)
    if (isOurs) reply.type(mediaTypeFor(request))
    const problem = isOurs ? envelopeProblem(request, guard.limits) : null
    if (problem) void sendErrors(problem, request, reply.header('connection', 'close'), answer)
    else next()
  })
  app.addHook('preValidation', async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.routeOptions.url !== path || isUpgraded(request)) return
    try {
      const problem = envelopeProblem(request, guard.limits)
      if (problem) throw problem
      await admit(request, guard)
    } catch (error) {
      return sendErrors(error, request, reply, answer)
    }
  })
}

function createGuard(app: FastifyInstance, options: GuardOptions): Guard {
  const limits = { ...defaultLimits, ...options.limits }
  const inspect = createInspector({ limits, introspection: options.introspection })
  return { limits, inspect, schema: options.schema ?? (() => app.graphql.schema), options }
}

const isUpgrade = (request: FastifyRequest, options: GuardOptions): boolean =>
  options.websocket === true && request.method === 'GET' && request.headers.upgrade?.toLowerCase() === 'websocket'

/** Set by @fastify/websocket for a real upgrade; a header alone would reach the GET route behind it. */
const isUpgraded = (request: FastifyRequest): boolean => 'ws' in request && request.ws === true

async function admit(request: FastifyRequest, guard: Guard): Promise<void> {
  const sent = readRequest(request.body)
  const query = await documentOf(sent, guard)
  const { operationName, variables } = sent
  const inspected = guard.inspect({ query, operationName, variables }, guard.schema())
  if (inspected.kind === 'subscription') {
    throw malformed(
      'SUBSCRIPTION',
      'query',
      '订阅只能通过 WebSocket 使用',
      'Subscriptions are served over WebSocket only',
    )
  }
  inspections.set(request, inspected)
  guard.options.persisted?.admitted(sent, query)
  // Mercurius coerces variables before execution only where there are some; where none are declared it need not.
  const declared = inspected.hasVariables ? { variables } : {}
  request.body = { query, ...declared, ...(operationName === undefined ? {} : { operationName }) }
}

async function documentOf(sent: GraphqlRequest, guard: Guard): Promise<string> {
  // First, so that a persisted operation's variables are bounded too before anything is looked up.
  checkVariables(sent.extensions, guard.limits)
  const { persisted } = guard.options
  if (persisted) return persisted.documentOf(sent)
  if (Object.hasOwn(sent.extensions, 'persistedQuery')) {
    throw malformed('PERSISTED_QUERY', 'extensions', '本服务不使用预存操作', 'Persisted operations are not in use here')
  }
  if (sent.query === undefined || sent.query.trim() === '') {
    throw malformed('REQUIRED', 'query', 'query 必填', 'query is required')
  }
  return sent.query
}

/**
 * The same limits for a document that arrives over a WebSocket, for mercurius' `preSubscriptionParsing` hook. That hook
 * sees neither variables nor operation name: page sizes given by variables count as the default, and a document must
 * hold one operation. Throws as the guard does.
 */
export function createOperationCheck(options: Pick<GuardOptions, 'limits' | 'introspection'>) {
  const limits = { ...defaultLimits, ...options.limits }
  const inspect = createInspector({ limits, introspection: options.introspection })
  return (schema: GraphQLSchema, query: string): Inspected =>
    inspect({ query, operationName: undefined, variables: {} }, schema)
}
