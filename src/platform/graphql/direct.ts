import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  coerceInputValue,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql'
import type { Context } from '../context.ts'
import { boundedCache } from '../security/bounded-cache.ts'
import { obstacleTo, ungated } from './auth-directive.ts'
import { NotDirect } from './compiler/compilation.ts'
import { isHardDocument } from './compiler/interpreted.ts'
import {
  type ArgumentReader,
  type DeclaredVariable,
  type PlanContext,
  planOf,
  readerOf,
  variablesOf,
} from './compiler/plan.ts'
import { readText, rootSqlOf } from './compiler/resolvers.ts'
import { collectFields, groupFields } from './compiler/selection.ts'

interface Root {
  readonly definition: GraphQLField<unknown, unknown>
  readonly nodes: readonly FieldNode[]
  readonly sqlOf: NonNullable<ReturnType<typeof rootSqlOf>>
  readonly argumentsOf: ArgumentReader
}

/** A validated query whose root fields are all compiled: its answer can be the database's own JSON text. */
interface DirectQuery {
  readonly operation: OperationDefinitionNode
  readonly fragments: Record<string, FragmentDefinitionNode>
  /** By response key. */
  readonly roots: ReadonlyMap<string, Root>
}

export interface DirectOptions {
  readonly path: string
  readonly schema: () => GraphQLSchema
  readonly contextOf: (request: FastifyRequest) => Context
}

const REMEMBERED = 200

/**
 * Answers repeated queries without parsing the database's JSON and writing it again. Only what mercurius has validated
 * once under the same text; and only where nothing of the answer needs the program (docs/decisions/0017). Whatever is
 * unusual, an error above all, goes on to mercurius, which then answers as if this were not here.
 */
export function answerDirectly(app: FastifyInstance, options: DirectOptions): void {
  const known = boundedCache<DirectQuery | 'NOT_DIRECT'>(REMEMBERED)
  app.graphql.addHook('preExecution', async (schema, document, context) => {
    const text = textOf(context.reply.request)
    if (text !== undefined && known.get(text) === undefined)
      known.set(text, directQuery(schema, document) ?? 'NOT_DIRECT')
  })
  app.addHook('preHandler', async (request, reply) => {
    if (request.routeOptions.url !== options.path) return
    const text = textOf(request)
    const query = text === undefined ? undefined : known.get(text)
    if (text === undefined || query === undefined || query === 'NOT_DIRECT') return
    try {
      return await answer(query, options, request, reply)
    } catch (error) {
      if (error instanceof NotDirect) known.set(text, 'NOT_DIRECT')
    }
  })
}

const textOf = ({ body }: FastifyRequest): string | undefined =>
  typeof body === 'object' && body !== null && 'query' in body && typeof body.query === 'string'
    ? body.query
    : undefined

function directQuery(schema: GraphQLSchema, document: DocumentNode): DirectQuery | null {
  const [operation] = document.definitions.filter(definition => definition.kind === Kind.OPERATION_DEFINITION)
  const type = schema.getQueryType()
  if (!operation || !type || operation.operation !== 'query' || isHardDocument(document)) return null
  const fragments = Object.fromEntries(
    document.definitions.flatMap(d => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d]] : [])),
  )
  const selected = collectFields({ schema, fragments, variableValues: {} }, type, [operation.selectionSet])
  const roots = new Map<string, Root>()
  for (const [key, nodes] of groupFields(selected, node => node.alias?.value ?? node.name.value)) {
    const [node] = nodes
    const definition = type.getFields()[node?.name.value ?? '']
    const sqlOf = definition?.resolve && rootSqlOf(ungated(definition.resolve))
    if (!node || !sqlOf) return null
    roots.set(key, { definition, nodes, sqlOf, argumentsOf: readerOf({ definition, node }) })
  }
  return { operation, fragments, roots }
}

async function answer(
  { operation, fragments, roots }: DirectQuery,
  { schema: schemaOf, contextOf }: DirectOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const schema = schemaOf()
  const { variables } = request.body as { readonly variables?: Record<string, unknown> | null }
  const coerced = coercedVariables(variablesOf({ operation, schema }), variables ?? {})
  if (!coerced) return undefined
  const context = contextOf(request)
  const info: PlanContext = { operation, fragments, schema, variableValues: coerced }
  const parts = [...roots].map(([key, { definition, nodes, sqlOf, argumentsOf }]) => {
    if (obstacleTo(definition, context.viewer)) throw new NotDirectNow()
    const root = sqlOf(argumentsOf(coerced))
    if (!root) throw new NotDirectNow()
    return {
      key,
      plan: planOf(info, context.viewer, `${key} ${root.place}`, c => root.sql(c, { definition, nodes }), 'answer'),
    }
  })
  const texts = await Promise.all(parts.map(({ plan }) => readText(context, plan, coerced)))
  const data = parts.map(({ key }, index) => `"${key}":${texts[index] ?? 'null'}`).join()
  return reply.send(`{"data":{${data}}}`)
}

/** GraphQL specification 6.1.2; null where a value is not what its type asks for, which mercurius then explains. */
function coercedVariables(
  declared: readonly DeclaredVariable[],
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> | null {
  const coerced: Record<string, unknown> = {}
  let isWrong = false
  for (const { name, type, defaultValue } of declared) {
    if (!Object.hasOwn(given, name)) {
      if (defaultValue !== undefined) coerced[name] = defaultValue
      else if (isNonNullType(type)) return null
      continue
    }
    coerced[name] = coerceInputValue(given[name], type, () => {
      isWrong = true
    })
  }
  return isWrong ? null : coerced
}

/** This request is mercurius' to refuse; the next one may be answered. */
class NotDirectNow extends Error {}
