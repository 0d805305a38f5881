import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
} from 'graphql'

/** One selection of a document to be: a field, an inline fragment or a spread. */
export interface Selected {
  readonly kind: 'field' | 'inline' | 'spread'
  alias: string
  readonly name: string
  readonly args: string
  /** The field's type as the schema writes it; of other selections, nothing. */
  readonly type: string
  readonly directives: string
  readonly selections: readonly Selected[]
}

/** What a response name stands for in a merged selection; two of one name must be the same field of the same type with the same arguments. */
export type ResponseNames = Map<string, { readonly field: string; readonly below: ResponseNames }>

export const typename = (): Selected => ({
  kind: 'field',
  alias: '',
  name: '__typename',
  args: '',
  type: 'String!',
  directives: '',
  selections: [],
})

const identity = ({ name, args, type }: Selected): string => `${name}${args}: ${type}`

export function fits(names: ResponseNames, one: Selected): boolean {
  if (one.kind !== 'field') return one.selections.every(inside => fits(names, inside))
  const known = names.get(one.alias || one.name)
  if (!known) return true
  return known.field === identity(one) && one.selections.every(inside => fits(known.below, inside))
}

export function enter(names: ResponseNames, one: Selected): void {
  if (one.kind !== 'field') {
    for (const inside of one.selections) enter(names, inside)
    return
  }
  const key = one.alias || one.name
  const known = names.get(key) ?? { field: identity(one), below: new Map() }
  names.set(key, known)
  for (const inside of one.selections) enter(known.below, inside)
}

/** Connections and edges are not levels of their own. */
export const isPart = (type: GraphQLNamedType): boolean => /(?:Connection|Edge|PageInfo)$/.test(type.name)

export function overlaps(schema: GraphQLSchema, a: GraphQLNamedType, b: GraphQLNamedType): boolean {
  const possible = (type: GraphQLNamedType): readonly GraphQLObjectType[] =>
    isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : []
  return possible(a).some(type => possible(b).includes(type))
}

/** Names of the fragments that a selection spreads. */
export function reachable(selections: readonly Selected[], found = new Set<string>()): Set<string> {
  for (const one of selections) {
    if (one.kind === 'spread') found.add(one.name)
    reachable(one.selections, found)
  }
  return found
}

export function printed(selections: readonly Selected[]): string {
  const text = selections.map(({ kind, alias, name, args, directives, selections: below }) => {
    if (kind === 'spread') return `...${name}${directives}`
    if (kind === 'inline') return `...${name ? ` on ${name}` : ''}${directives} ${printed(below)}`
    return `${alias ? `${alias}: ` : ''}${name}${args}${directives}${below.length > 0 ? ` ${printed(below)}` : ''}`
  })
  return `{ ${text.join(' ')} }`
}
