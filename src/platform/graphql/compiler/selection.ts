import { createHash } from 'node:crypto'
import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  print,
  type SelectionSetNode,
} from 'graphql'

/** What is needed of a request to read its selections. */
export interface SelectionContext {
  readonly schema: GraphQLSchema
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  readonly variableValues: Readonly<Record<string, unknown>>
}

/** Fields selected on a concrete type, through fragments and directives (GraphQL specification 6.3.2). */
export function collectFields(
  context: SelectionContext,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): FieldNode[] {
  const fields: FieldNode[] = []
  for (const set of sets) visit(context, type, set, fields)
  return fields
}

/** Selected fields in groups that have one value. */
export function groupFields(nodes: readonly FieldNode[], keyOf: (node: FieldNode) => string): Map<string, FieldNode[]> {
  const groups = new Map<string, FieldNode[]>()
  for (const node of nodes) {
    const key = keyOf(node)
    const known = groups.get(key)
    if (known) known.push(node)
    else groups.set(key, [node])
  }
  return groups
}

const keys = new WeakMap<FieldNode, string>()

/**
 * Name of a field's value in its record's JSON: the field's, with a digest of the arguments written for it. Never the
 * alias: the selections of `a: parent` and `b: parent` are read as one, and both may call different things `x`; and
 * PostgreSQL cuts a name behind 63 bytes.
 */
export function valueKey(node: FieldNode): string {
  const known = keys.get(node)
  if (known !== undefined) return known
  const written = [...(node.arguments ?? [])]
    .sort((a, b) => (a.name.value < b.name.value ? -1 : 1))
    .map(print)
    .join()
  const key = written === '' ? node.name.value : `${node.name.value}@${digest(written)}`
  keys.set(node, key)
  return key
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 20)

export const selectionSets = (nodes: readonly FieldNode[]): SelectionSetNode[] =>
  nodes.flatMap(node => node.selectionSet ?? [])

function visit(context: SelectionContext, type: GraphQLObjectType, set: SelectionSetNode, fields: FieldNode[]): void {
  for (const selection of set.selections) {
    if (getDirectiveValues(GraphQLSkipDirective, selection, context.variableValues)?.if === true) continue
    if (getDirectiveValues(GraphQLIncludeDirective, selection, context.variableValues)?.if === false) continue
    if (selection.kind === 'Field') {
      fields.push(selection)
      continue
    }
    const fragment = selection.kind === 'FragmentSpread' ? context.fragments[selection.name.value] : selection
    if (fragment && applies(context.schema, fragment.typeCondition?.name.value, type)) {
      visit(context, type, fragment.selectionSet, fields)
    }
  }
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true
  const conditional = schema.getType(condition)
  return isAbstractType(conditional) && schema.isSubType(conditional, type)
}
