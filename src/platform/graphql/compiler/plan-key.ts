import {
  GraphQLBoolean,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'

/** Booleans and enum values, and lists of enum values: of these the plan knows which they are. */
export function isWord(type: GraphQLInputType): boolean {
  const bare = isNonNullType(type) ? type.ofType : type
  return isEnumType(bare) || bare === GraphQLBoolean || isListOfNames(bare)
}

function isListOfNames(type: GraphQLInputType): boolean {
  if (!isListType(type)) return false
  const item: GraphQLInputType = isNonNullType(type.ofType) ? type.ofType.ofType : type.ofType
  return isEnumType(item)
}

/** What of a variable can change a statement: presence, enum values, numbers and booleans; never a text. */
export function keyOf(value: unknown, type: GraphQLInputType): string {
  if (value === undefined) return 'u'
  if (value === null) return 'n'
  if (isNonNullType(type)) return keyOf(value, type.ofType)
  if (isListType(type)) return isListOfNames(type) ? JSON.stringify(value) : 'l'
  if (isInputObjectType(type)) {
    const fields = Object.entries(value as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${fields.map(([name, v]) => `${name}:${keyOf(v, type.getFields()[name]?.type ?? type)}`).join()}}`
  }
  return isEnumType(type) || typeof value !== 'string' ? JSON.stringify(value) : 's'
}
