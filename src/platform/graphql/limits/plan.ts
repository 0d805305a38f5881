import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql'
import { pageMaxOf } from '../page-size.ts'
import type { GraphqlLimits } from './defaults.ts'
import { atMost } from './refusal.ts'
import type { Fragments } from './structure.ts'

/** An argument that decides a size: written in the text, or in a variable looked up at each request. */
export type SizeArgument = { readonly variable: string; readonly fallback: number | null } | { readonly value: number }

/** How many objects a field asks for, of each object of its parent. */
export type Size =
  | { readonly kind: 'none' | 'one' | 'list' }
  | { readonly kind: 'ids'; readonly count: SizeArgument }
  | {
      readonly kind: 'page'
      readonly fallback: number
      readonly max: number
      readonly first: SizeArgument | null
      readonly last: SizeArgument | null
    }

/** Fields of one response name, merged as execution merges them. */
export interface PlannedField {
  readonly name: string
  /** Usually one; more when types behind an interface give the name to different fields. The largest counts. */
  readonly sizes: Size[]
  readonly children: Map<string, PlannedField>
  count: number
}

export interface OperationPlan {
  readonly name: string | undefined
  readonly kind: 'query' | 'mutation' | 'subscription'
  readonly hasVariables: boolean
  readonly root: ReadonlyMap<string, PlannedField>
}

interface Planning {
  readonly schema: GraphQLSchema
  readonly fragments: Fragments
  readonly limits: GraphqlLimits
  readonly defaults: ReadonlyMap<string, number>
}

/**
 * Merges an operation's selections and notes what decides each field's size. Walks the expanded fields, whose number
 * checkStructure has bounded. Unknown fields and types cost nothing here: validation refuses them afterwards.
 */
export function planOperation(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  schema: GraphQLSchema,
  limits: GraphqlLimits,
): OperationPlan {
  const root = new Map<string, PlannedField>()
  const planning: Planning = { schema, fragments, limits, defaults: variableDefaults(operation) }
  merge(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, root, planning)
  const max = operation.operation === 'query' ? limits.rootFields : limits.mutations
  if (root.size > max) throw atMost('ROOT_FIELDS', max, '一次操作的根字段过多', 'Too many root fields in one operation')
  const hasVariables = (operation.variableDefinitions?.length ?? 0) > 0
  return { name: operation.name?.value, kind: operation.operation, hasVariables, root }
}

function variableDefaults(operation: OperationDefinitionNode): Map<string, number> {
  const defaults = new Map<string, number>()
  for (const definition of operation.variableDefinitions ?? []) {
    if (definition.defaultValue?.kind === Kind.INT) {
      defaults.set(definition.variable.name.value, Number(definition.defaultValue.value))
    }
  }
  return defaults
}

function merge(
  set: SelectionSetNode,
  parent: GraphQLNamedType | undefined,
  into: Map<string, PlannedField>,
  planning: Planning,
): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) mergeField(selection, parent, into, planning)
    else {
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : planning.fragments.get(selection.name.value)
      const condition = fragment?.typeCondition?.name.value
      const type = condition === undefined ? parent : planning.schema.getType(condition)
      if (fragment) merge(fragment.selectionSet, type, into, planning)
    }
  }
}

function mergeField(
  node: FieldNode,
  parent: GraphQLNamedType | undefined,
  into: Map<string, PlannedField>,
  planning: Planning,
): void {
  const name = node.alias?.value ?? node.name.value
  const planned = into.get(name) ?? { name, sizes: [], children: new Map<string, PlannedField>(), count: 0 }
  into.set(name, planned)
  if (++planned.count > planning.limits.repeats) {
    throw atMost('REPEATS', planning.limits.repeats, '同一字段重复过多', 'One field is repeated too often')
  }
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined
  if (field) planned.sizes.push(sizeOf(field, node, parent, planning))
  if (node.selectionSet) merge(node.selectionSet, field && getNamedType(field.type), planned.children, planning)
}

function sizeOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  parent: GraphQLNamedType | undefined,
  planning: Planning,
): Size {
  const type = getNamedType(field.type)
  if (isLeafType(type) || isFree(type) || isPart(field.name, parent)) return { kind: 'none' }
  const paged = field.args.some(argument => argument.name === 'first' || argument.name === 'last')
  if (paged) {
    return {
      kind: 'page',
      fallback: pageDefault(field, planning.limits),
      max: pageMaxOf(field) ?? planning.limits.pageSize,
      first: argumentOf(node, 'first', planning),
      last: argumentOf(node, 'last', planning),
    }
  }
  const list = isListType(isNonNullType(field.type) ? field.type.ofType : field.type)
  if (!list) return { kind: 'one' }
  const ids = argumentOf(node, 'ids', planning)
  return ids ? { kind: 'ids', count: ids } : { kind: 'list' }
}

/** Page information comes with its page; introspection answers from memory. */
const isFree = (type: GraphQLNamedType): boolean => type.name === 'PageInfo' || type.name.startsWith('__')

/** `edges`, `nodes` and `node` are the connection's own objects, counted with it. */
function isPart(field: string, parent: GraphQLNamedType | undefined): boolean {
  if (parent?.name.endsWith('Connection')) return field === 'edges' || field === 'nodes'
  return parent?.name.endsWith('Edge') === true && field === 'node'
}

function pageDefault(field: GraphQLField<unknown, unknown>, limits: GraphqlLimits): number {
  const declared = field.args.find(argument => argument.name === 'first')?.defaultValue
  return typeof declared === 'number' ? declared : limits.defaultPageSize
}

function argumentOf(node: FieldNode, name: string, planning: Planning): SizeArgument | null {
  const value = node.arguments?.find(argument => argument.name.value === name)?.value
  return value ? sizeArgument(value, planning) : null
}

function sizeArgument(value: ValueNode, planning: Planning): SizeArgument | null {
  if (value.kind === Kind.INT) return { value: Number(value.value) }
  if (value.kind === Kind.LIST) return { value: value.values.length }
  if (value.kind !== Kind.VARIABLE) return null
  const variable = value.name.value
  return { variable, fallback: planning.defaults.get(variable) ?? null }
}
