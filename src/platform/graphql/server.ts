import type { FastifyInstance, FastifyRequest } from 'fastify'
import { buildSchema } from 'graphql'
import mercurius, { type IResolvers } from 'mercurius'
import { recordRefusal } from '../commands/command.ts'
import { type Context, contextOfRequest } from '../context.ts'
import type { Services } from '../services.ts'
import { type Admitted, admitGraphqlRequest } from './admission.ts'
import { assertProtected, protectSchema } from './auth-directive.ts'
import { interpretHardDocuments } from './compiler/interpreted.ts'
import { shapeResolvers } from './compiler/resolvers.ts'
import { answerDirectly } from './direct.ts'
import { createErrorFormatter } from './errors.ts'
import { type ExampleQuery, registerExplorer } from './explorer.ts'
import { graphqlOptions, guardGraphqlRequest } from './limits.ts'
import type { Module } from './modules.ts'
import { nodeResolvers } from './node.ts'
import { createPersistedOperations, loadOperations, type PersistedOperations } from './persisted.ts'
import { scalars } from './scalars.ts'
import { quietRefusedSubscriptions } from './subscription-log.ts'
import { admitWebSockets, guardSubscriptions, subscriptionOption, type ViewerOf } from './subscriptions.ts'

export interface GraphqlOptions {
  readonly sdl: string
  readonly modules: readonly Module[]
  readonly services: Services
  readonly examples: readonly ExampleQuery[]
  /** Who the request's token says it is. */
  readonly viewerOf: ViewerOf
}

/** Documents kept parsed, and as many refused ones. */
const REMEMBERED_DOCUMENTS = 200

/** The GraphQL endpoint over the modules' shapes and resolvers, behind the limits, with the explorer beside it. */
export async function registerGraphql(app: FastifyInstance, options: GraphqlOptions): Promise<void> {
  const { sdl, modules, services, viewerOf, examples } = options
  const { INTROSPECTION, EXPLORER } = services.config
  const persisted = await persistedOperations(services.config)
  guardGraphqlRequest(app, { introspection: INTROSPECTION, persisted, websocket: true })
  const costPerMinute = services.config.COST_PER_MINUTE
  const admitted = admitGraphqlRequest(app, { path: '/graphql', hideSchema: !INTROSPECTION, costPerMinute, viewerOf })
  await admitWebSockets(app, services)
  quietRefusedSubscriptions(app)
  await app.register(mercurius, {
    // Where each word of the schema stands is asked by nobody, and takes 4 MB.
    schema: buildSchema(sdl, { noLocation: true }),
    resolvers: scalars as IResolvers,
    jit: { minCount: 1 },
    cache: REMEMBERED_DOCUMENTS,
    graphql: graphqlOptions,
    errorFormatter: createErrorFormatter({ hideSchema: !INTROSPECTION }),
    context: request => graphqlContext(services, request, admitted(request)),
    subscription: subscriptionOption(app, services),
  })
  guardSubscriptions(app, { services, viewerOf, introspection: INTROSPECTION })
  defineResolvers(app, modules)
  app.graphql.transformSchema([schema => protectSchema(schema, recordRefusal)])
  app.graphql.addHook('preExecution', interpretHardDocuments)
  const contextOf = (request: FastifyRequest) => contextOfRequest(services, request, admitted(request).viewer)
  answerDirectly(app, { path: '/graphql', schema: () => app.graphql.schema, contextOf })
  app.addHook('onReady', async () => assertProtected(app.graphql.schema))
  await registerExplorer(app, { enabled: EXPLORER, sdl, examples })
}

function defineResolvers(app: FastifyInstance, modules: readonly Module[]): void {
  const shapes = modules.flatMap(module => module.shapes)
  const define = (resolvers: object) => app.graphql.defineResolvers(resolvers as IResolvers)
  for (const { resolvers } of modules) define(resolvers)
  const resolveType = (record: { readonly __typename: string }) => record.__typename
  for (const type of Object.values(app.graphql.schema.getTypeMap())) {
    if (type.astNode?.kind === 'InterfaceTypeDefinition') define({ [type.name]: { resolveType } })
  }
  define({
    Query: {
      ...nodeResolvers(shapes),
      rateLimit: (_parent: unknown, _args: unknown, context: GraphqlContext) => context.rateLimit,
    },
  })
  for (const shape of shapes) define({ [shape.type]: shapeResolvers(app.graphql.schema, shape) })
}

/** Operations stored at start in PERSISTED_OPERATIONS; clients may add theirs by hash unless ONLY_PERSISTED. */
async function persistedOperations(config: Services['config']): Promise<PersistedOperations> {
  const { PERSISTED_OPERATIONS: folder, ONLY_PERSISTED: onlyPersisted } = config
  if (onlyPersisted && !folder) throw new Error('ONLY_PERSISTED needs PERSISTED_OPERATIONS: nothing could be run')
  return createPersistedOperations({ documents: folder ? await loadOperations(folder) : [], onlyPersisted })
}

/** What GraphQL knows besides: the request's cost and its account's budget. */
interface GraphqlContext extends Context {
  readonly rateLimit: Admitted['rateLimit']
}

const graphqlContext = (
  services: Services,
  request: FastifyRequest,
  { viewer, rateLimit }: Admitted,
): GraphqlContext => ({
  ...contextOfRequest(services, request, viewer),
  rateLimit,
})
