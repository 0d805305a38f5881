import {
  type FieldNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from 'graphql'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { ApiError } from '../../../kernel/user-error.ts'
import type { Context } from '../../context.ts'
import type { Sender } from '../../db/burst.ts'
import { sqlState } from '../../db/pool.ts'
import { pageMaxOf } from '../page-size.ts'
import { argumentOf, type Compilation } from './compilation.ts'
import { recordColumns, singleSql } from './compile.ts'
import { connectionSql } from './connection.ts'
import { type Plan, planOf, type Variables, valuesOf } from './plan.ts'
import type { Argument, Scope } from './scope.ts'
import { collectFields, selectionSets, valueKey } from './selection.ts'
import type { DefaultOrder, Field, Shape } from './shape.ts'

export type Resolver = GraphQLFieldResolver<unknown, Context>

/** A read with its values, for the pool of reads or a command's own transaction. */
export type Read<T> = (source?: Sender) => Promise<T | null>

/** Runs a plan as the request's viewer. */
export const run = (context: Context, plan: Plan, info: Pick<GraphQLResolveInfo, 'variableValues'>): Promise<unknown> =>
  readOf(context, plan, info.variableValues, [])()

/** Runs a plan of the form `answer`: JSON text, null for an SQL null. */
export const readText = (context: Context, plan: Plan, variables: Variables): Promise<string | null> =>
  readOf<string>(context, plan, variables, [])()

/** A plan as the request's viewer. `given` are values from the server and not from the document. */
export function readOf<T>(context: Context, plan: Plan, variables: Variables, given: readonly unknown[]): Read<T> {
  const statement = {
    ...(plan.name ? { name: plan.name } : {}),
    text: plan.text,
    values: valuesOf(plan, { viewer: context.viewer, variables, given, now: context.clock() }),
  }
  return async (source = context.database.reads) => {
    try {
      const { rows } = await source.query<{ data: T | null }>(statement)
      return rows[0]?.data ?? null
    } catch (error) {
      throw asClientError(error)
    }
  }
}

/** SQLSTATE class 22: a parameter that is not what its type can hold (an edited cursor, a year of seven digits). */
function asClientError(error: unknown): unknown {
  return sqlState(error)?.startsWith('22')
    ? new ApiError('BAD_REQUEST', '参数值无效，请检查后重试', 'An argument has an invalid value', { cause: error })
    : error
}

/** Where in the operation a statement belongs: the whole path, as a name may stand in several places. */
export function placeOf(info: GraphQLResolveInfo): string {
  const keys: string[] = []
  for (let at: GraphQLResolveInfo['path'] | undefined = info.path; at; at = at.prev) {
    if (typeof at.key === 'string') keys.unshift(at.key)
  }
  return keys.join('.')
}

/** A root field as it is selected. */
export interface RootSelection {
  readonly definition: GraphQLField<unknown, unknown>
  readonly nodes: readonly FieldNode[]
}

/** SQL of a root field's value. */
export type RootSql = (c: Compilation, selection: RootSelection) => string

/** What the arguments of a request make of a root field; `place` tells apart what one selection may become. */
type RootSqlOf = (args: Readonly<Record<string, unknown>>) => { readonly place: string; readonly sql: RootSql } | null

const rootSqls = new WeakMap<object, RootSqlOf>()

/** The SQL behind a resolver made here; undefined for one written by hand. */
export const rootSqlOf = (resolver: object): RootSqlOf | undefined => rootSqls.get(resolver)

/** Lets a resolver's field be answered directly too (direct.ts). */
export function withRootSql(resolver: Resolver, sqlOf: RootSqlOf): Resolver {
  rootSqls.set(resolver, sqlOf)
  return resolver
}

/** A resolver whose value is what the SQL of the root field gives. */
export const rootResolver = (sql: RootSql): Resolver =>
  withRootSql(
    (_parent, _args, context, info) => {
      const definition = info.parentType.getFields()[info.fieldName]
      if (!definition) throw new Error(`no definition of ${info.fieldName}`)
      const plan = planOf(info, context.viewer, placeOf(info), c => sql(c, { definition, nodes: info.fieldNodes }))
      return run(context, plan, info)
    },
    () => ({ place: '', sql }),
  )

/** The record of a type with the id in the field's argument, for fields whose own type is an interface. */
export const byIdOfType =
  (shape: Shape): RootSql =>
  (c, selection) => {
    const type = c.context.schema.getType(shape.type)
    if (!isObjectType(type)) throw new Error(`the schema has no object type ${shape.type}`)
    const id = rootArgument(c, selection).field('id')
    return singleSql(c, shape, type, selection.nodes, row => idIs(row, shape.prefix, id))
  }

/** A root field that pages through a shape. `where` narrows it by the field's own arguments. */
export const listOf = (
  shape: Shape,
  order: DefaultOrder,
  where: (row: Scope, argument: Argument) => string,
): Resolver =>
  rootResolver((c, selection) => {
    const argument = rootArgument(c, selection)
    const { definition, nodes } = selection
    const largest = pageMaxOf(definition)
    const request = { shape, argument, order, type: definition.type, nodes, largest, columns: recordColumns }
    return connectionSql(c, { ...request, where: row => where(row, argument) })
  })

/** A root field that counts: a query about records, whose rows are read as those of a shape. */
export const groupsOf = (
  shape: Shape,
  groups: (row: Scope, argument: Argument) => string,
  order: (group: Scope) => string,
): Resolver =>
  rootResolver((c, selection) => {
    const argument = rootArgument(c, selection)
    const group = c.builder.row()
    const columns = recordColumns(c, shape, selection.definition.type, selection.nodes, group)
    return `(select coalesce(json_agg(row_to_json(x)), '[]') from (select ${columns}
      from (${groups(c.builder.row(), argument)}) ${group.alias} order by ${order(group)}) x)`
  })

/** A root field that gives one record, or null. */
export const oneOf = (shape: Shape, where: (row: Scope, argument: Argument) => string): Resolver =>
  rootResolver((c, selection) => {
    const argument = rootArgument(c, selection)
    return singleSql(c, shape, selection.definition.type, selection.nodes, row => where(row, argument))
  })

export function rootArgument(c: Compilation, { definition, nodes: [node] }: RootSelection): Argument {
  if (!node) throw new Error(`${definition.name} is not selected`)
  return argumentOf(c, definition, node)
}

/** Where a record is. */
export interface Key {
  readonly organizationId: string
  readonly id: string
}

/** The record of a payload, as the client selected it, read with the viewer's own eyes. */
export function selectedRead(
  context: Context,
  info: GraphQLResolveInfo,
  fieldName: string,
  shape: Shape,
  key: Key,
): Read<unknown> {
  const payload = getNamedType(info.returnType)
  if (!isObjectType(payload)) throw new Error(`${payload.name} is not a payload type`)
  const nodes = collectFields(info, payload, selectionSets(info.fieldNodes)).filter(n => n.name.value === fieldName)
  const type = payload.getFields()[fieldName]?.type
  if (nodes.length === 0 || !type) return async () => null
  return keyedRead(context, info, { place: `${placeOf(info)}.${fieldName} ${shape.type}`, type, nodes, shape, key })
}

export const readSelected = (...asked: Parameters<typeof selectedRead>): Promise<unknown> => selectedRead(...asked)()

/** A record whose type is known only from its id (`node`), as the root field selects it. */
export const readByKey = (context: Context, info: GraphQLResolveInfo, shape: Shape, key: Key): Promise<unknown> =>
  keyedRead(context, info, {
    place: `${placeOf(info)} ${shape.type}`,
    type: getNamedType(info.returnType) as GraphQLOutputType,
    nodes: info.fieldNodes,
    shape,
    key,
  })()

interface KeyedRead {
  readonly place: string
  readonly type: GraphQLOutputType
  readonly nodes: readonly FieldNode[]
  readonly shape: Shape
  readonly key: Key
}

function keyedRead(
  context: Context,
  info: GraphQLResolveInfo,
  { place, type, nodes, shape, key }: KeyedRead,
): Read<unknown> {
  const plan = planOf(info, context.viewer, place, c => {
    const organization = c.builder.param(({ given }) => given[0])
    const inside = (row: Scope) => `${row.alias}.organization_id = ${organization}::bigint`
    if (shape.key !== 'id') return singleSql(c, shape, type, nodes, inside)
    const id = c.builder.param(({ given }) => given[1])
    return singleSql(c, shape, type, nodes, row => `${inside(row)} and ${row.alias}.id = ${id}::uuid`)
  })
  return readOf(context, plan, info.variableValues, [key.organizationId, key.id])
}

/** The record with the global id in the field's argument: what `node(id)` and `member(id)` do. */
export const byId = (shape: Shape, argumentName = 'id'): Resolver =>
  oneOf(shape, (row, argument) => idIs(row, shape.prefix, argument.field(argumentName)))

/** Matches a global id. An id of another type, or of no form at all, matches nothing: no existence oracle. */
export function idIs(row: Scope, prefix: string, id: Argument, column = 'id'): string {
  const part = (name: 'organizationId' | 'id') => (text: unknown) => {
    const parsed = parseGlobalId(String(text))
    return parsed?.prefix === prefix ? parsed[name] : null
  }
  return `${row.alias}.organization_id = ${id.param('bigint', part('organizationId'))} and ${row.alias}.${column} = ${id.param('uuid', part('id'))}`
}

/** Reads what the compiler wrote: fields with arguments by their value's key, computed fields from their facts. */
export function shapeResolvers(schema: GraphQLSchema, shape: Shape): Record<string, Resolver> {
  const type = schema.getType(shape.type)
  if (!isObjectType(type)) throw new Error(`the schema has no object type ${shape.type}`)
  const resolvers: Record<string, Resolver> = {}
  for (const [name, field] of Object.entries(shape.fields)) {
    const definition = type.getFields()[name]
    if (!definition) throw new Error(`${shape.type}.${name} is declared in a shape but not in the schema`)
    const resolver = resolverOf(name, field, definition.args.length > 0)
    if (resolver) resolvers[name] = resolver
  }
  return resolvers
}

function resolverOf(name: string, field: Field, hasArguments: boolean): Resolver | undefined {
  const keyOf = ({ fieldNodes: [node] }: GraphQLResolveInfo) => (hasArguments && node ? valueKey(node) : name)
  if (field.kind === 'computed') {
    const { compute } = field
    return (parent, args, context, info) => compute(valueAt(parent, `$${keyOf(info)}`), context, args)
  }
  if (field.kind === 'lookup') {
    const { values } = field
    return parent => values.get(String(valueAt(parent, name)))
  }
  return hasArguments ? (parent, _args, _context, info) => valueAt(parent, keyOf(info)) : undefined
}

const valueAt = (parent: unknown, key: string): unknown =>
  typeof parent === 'object' && parent !== null ? (parent as Record<string, unknown>)[key] : undefined
