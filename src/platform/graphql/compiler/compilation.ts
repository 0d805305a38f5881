import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isAbstractType,
  isInputObjectType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql'
import type { Viewer } from '../../../kernel/viewer.ts'
import { isWord } from './plan-key.ts'
import { type Argument, Builder } from './scope.ts'
import { collectFields, groupFields, type SelectionContext, valueKey } from './selection.ts'

/** State of one compilation: the request's selections, the statement's parameters, the fields whose arguments it reads. */
export interface Compilation {
  readonly form: Form
  readonly context: SelectionContext
  readonly builder: Builder
  readonly argumentFields: { readonly definition: GraphQLField<unknown, unknown>; readonly node: FieldNode }[]
}

/**
 * What a statement gives: `records`, whose fields stand under `valueKey` for resolvers to read; or `answer`, the very JSON
 * of the answer, which goes to the client as the database wrote it (direct.ts).
 */
export type Form = 'records' | 'answer'

/** The selection cannot be answered in this form: it needs the program between database and client. */
export class NotDirect extends Error {}

export const newCompilation = (context: SelectionContext, viewer: Viewer, form: Form): Compilation => ({
  form,
  context,
  builder: new Builder(viewer),
  argumentFields: [],
})

/** PostgreSQL cuts a name behind 63 bytes. */
const LONGEST_NAME = 63

const responseKey = (node: FieldNode): string => node.alias?.value ?? node.name.value

/** Selected fields by the JSON key of their value. */
export function keyedFields(
  c: Compilation,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const groups = groupFields(collectFields(c.context, type, sets), c.form === 'answer' ? responseKey : valueKey)
  if (c.form === 'answer' && groups.keys().some(key => key.length > LONGEST_NAME)) throw new NotDirect('a long alias')
  return groups
}

/**
 * The arguments of a selected field. Their structure becomes part of the plan, with booleans and enum values, of which the
 * planner should know whether they are rare; their other scalars parameters.
 */
export function argumentOf(c: Compilation, definition: GraphQLField<unknown, unknown>, node: FieldNode): Argument {
  const values = getArgumentValues(definition, node, c.context.variableValues)
  c.argumentFields.push({ definition, node })
  return c.builder.argument(c.argumentFields.length - 1, values, path => isOfPlan(definition, path))
}

function isOfPlan({ args }: GraphQLField<unknown, unknown>, [first, ...inner]: readonly string[]): boolean {
  let type = args.find(({ name }) => name === first)?.type
  for (const name of inner) {
    const object = type && getNullableType(type)
    type = isInputObjectType(object) ? object.getFields()[name]?.type : undefined
  }
  return type !== undefined && isWord(type)
}

export function objectTypeOf(type: GraphQLOutputType, c: Compilation, concrete: string): GraphQLObjectType {
  const named = getNamedType(type)
  const found = isAbstractType(named) ? c.context.schema.getType(concrete) : named
  if (!isObjectType(found)) throw new Error(`${named.name} is not an object type with the shape ${concrete}`)
  return found
}
