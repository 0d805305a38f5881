import { astFromValue, type GraphQLInputType, isInputObjectType, isListType, isNonNullType, print } from 'graphql'
import { chance, type Generator, type Pair } from './schema-choices.ts'

/** The variables that a document declares, and the two sets of their values. */
export interface Inputs {
  readonly g: Generator
  readonly declarations: string[]
  readonly variables: readonly [Record<string, unknown>, Record<string, unknown>]
}

/** The text of an input value: a literal where both sets agree, else a variable, whole or in the parts that differ. */
export function value(w: Inputs, type: GraphQLInputType | undefined, values: Pair): string {
  if (!type) throw new Error('no type of an input value')
  const nullable = isNonNullType(type) ? type.ofType : type
  const [first, second] = values
  if (isInputObjectType(nullable) && isRecord(first) && isRecord(second) && chance(w.g, 60)) {
    const fields = Object.values(nullable.getFields()).flatMap(field => {
      const pair: Pair = [first[field.name], second[field.name]]
      if (pair.every(value => value === undefined)) return []
      return [`${field.name}: ${value(w, field.type, pair)}`]
    })
    return `{${fields.join(', ')}}`
  }
  if (
    isListType(nullable) &&
    Array.isArray(first) &&
    JSON.stringify(first) === JSON.stringify(second) &&
    chance(w.g, 50)
  ) {
    return `[${first.map(item => value(w, nullable.ofType, [item, item])).join(', ')}]`
  }
  const same = first !== undefined && JSON.stringify(first) === JSON.stringify(second)
  return same && chance(w.g, 55) ? literal(nullable, first) : variable(w, type, values)
}

function variable(w: Inputs, type: GraphQLInputType, values: Pair): string {
  const name = `v${w.declarations.length + 1}`
  const [first] = values
  const byDefault = first !== undefined && first !== null && !isNonNullType(type) && chance(w.g, 25)
  w.declarations.push(`$${name}: ${String(type)}${byDefault ? ` = ${literal(type, first)}` : ''}`)
  values.forEach((value, set) => {
    const variables = w.variables[set]
    if (value === undefined || !variables) return
    if (byDefault && JSON.stringify(value) === JSON.stringify(first)) return
    variables[name] = value
  })
  // An absent variable would take the default; null is the other way to give nothing.
  const [, other] = w.variables
  if (byDefault && values[1] === undefined) other[name] = null
  return `$${name}`
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const literal = (type: GraphQLInputType, value: unknown): string => {
  const node = astFromValue(value, type)
  if (!node) throw new Error(`no literal of ${String(type)} for ${JSON.stringify(value)}`)
  return print(node)
}
