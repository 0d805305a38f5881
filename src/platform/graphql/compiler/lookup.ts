import {
  type FieldNode,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
} from 'graphql'
import { type Compilation, keyedFields, NotDirect } from './compilation.ts'
import { selectionSets } from './selection.ts'

/** The selected parts of every value, as a jsonb constant by code. They are the program's own data, not a client's. */
export function jsonOfValues(
  c: Compilation,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  values: ReadonlyMap<string, object>,
): string {
  const answers = [...values].map(([code, value]) => [code, answerOf(c, type, nodes, value)])
  return `'${JSON.stringify(Object.fromEntries(answers)).replaceAll("'", "''")}'::jsonb`
}

/** What graphql-js would answer for a value whose resolvers look at nothing but it. */
function answerOf(c: Compilation, type: GraphQLOutputType, nodes: readonly FieldNode[], value: unknown): unknown {
  const nullable = getNullableType(type)
  if (value === null || value === undefined) return null
  if (isListType(nullable)) return (value as readonly unknown[]).map(item => answerOf(c, nullable.ofType, nodes, item))
  const named = getNamedType(type)
  if (!isObjectType(named)) return value
  const answer: Record<string, unknown> = {}
  for (const [key, [node, ...more]] of keyedFields(c, named, selectionSets(nodes))) {
    const definition = named.getFields()[node?.name.value ?? '']
    if (!node || !definition || definition.args.length > 0) {
      if (node?.name.value !== '__typename') throw new NotDirect(`${named.name} needs its resolvers`)
      answer[key] = named.name
      continue
    }
    const source = value as Readonly<Record<string, unknown>>
    // Resolvers of such objects read their parent only; one that wants more fails here and is not answered directly.
    const own = definition.resolve
      ? definition.resolve(value, {}, undefined, undefined as never)
      : source[definition.name]
    answer[key] = answerOf(c, definition.type, [node, ...more], own)
  }
  return answer
}
