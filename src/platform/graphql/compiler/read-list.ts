import { type FieldNode, type GraphQLOutputType, type GraphQLResolveInfo, getNamedType, isObjectType } from 'graphql'
import type { Context } from '../../context.ts'
import type { Compilation } from './compilation.ts'
import { recordColumns } from './compile.ts'
import { planOf } from './plan.ts'
import { type Key, placeOf, readOf } from './resolvers.ts'
import { collectFields, selectionSets } from './selection.ts'
import type { Shape } from './shape.ts'

/**
 * The records of a bulk payload as the client selected them under `fieldName`, in the order of `keys`: one statement for
 * all of them, with the viewer's own eyes.
 */
export async function readSelectedList(
  context: Context,
  info: GraphQLResolveInfo,
  fieldName: string,
  shape: Shape,
  keys: readonly Key[],
): Promise<unknown> {
  const payload = getNamedType(info.returnType)
  if (!isObjectType(payload)) throw new Error(`${payload.name} is not a payload type`)
  const nodes = collectFields(info, payload, selectionSets(info.fieldNodes)).filter(n => n.name.value === fieldName)
  const type = payload.getFields()[fieldName]?.type
  if (nodes.length === 0 || !type) return null
  const plan = planOf(info, context.viewer, `${placeOf(info)}.${fieldName} [${shape.type}]`, c =>
    listSql(c, shape, type, nodes),
  )
  return readOf(context, plan, info.variableValues, given(keys))()
}

/** Records of one type by their keys, as the root field selects them (`nodes`); null in the place of an invisible one. */
export async function readByKeys(
  context: Context,
  info: GraphQLResolveInfo,
  shape: Shape,
  keys: readonly Key[],
): Promise<unknown[]> {
  const type = getNamedType(info.returnType) as GraphQLOutputType
  const plan = planOf(info, context.viewer, `${placeOf(info)} [${shape.type}]`, c =>
    listSql(c, shape, type, info.fieldNodes),
  )
  const found = (await readOf(context, plan, info.variableValues, given(keys))()) as readonly { readonly '#': number }[]
  const records: unknown[] = keys.map(() => null)
  for (const record of found) records[record['#'] - 1] = record
  return records
}

/** The records stand in the order of the keys, each with its place among them. */
function listSql(c: Compilation, shape: Shape, type: GraphQLOutputType, nodes: readonly FieldNode[]): string {
  const organizations = c.builder.param(inputs => inputs.given[0])
  const ids = shape.key === 'id' ? c.builder.param(inputs => inputs.given[1]) : undefined
  const row = c.builder.row()
  const visible = row.fulfils(shape.visible(row))
  const columns = recordColumns(c, shape, type, nodes, row)
  const keys = ids
    ? `unnest(${organizations}::bigint[], ${ids}::uuid[]) with ordinality as k (organization, id, place)`
    : `unnest(${organizations}::bigint[]) with ordinality as k (organization, place)`
  return `(select coalesce(json_agg(row_to_json(x) order by x."#"), '[]') from (select ${columns}, k.place as "#"
    from ${keys} join ${shape.table} ${row.alias} on ${row.alias}.organization_id = k.organization${ids ? ` and ${row.alias}.id = k.id` : ''}
    where ${visible}) x)`
}

const given = (keys: readonly Key[]) => [keys.map(key => key.organizationId), keys.map(key => key.id)]
