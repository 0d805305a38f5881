import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql'
import { newId } from '../../src/kernel/ids.ts'

/** One scalar in a root field's arguments, however deep in its inputs: `Mutation.memberCreate`, `['input', 'party']`. */
export interface Place {
  readonly root: 'Query' | 'Mutation'
  readonly field: GraphQLField<unknown, unknown>
  readonly path: readonly string[]
  readonly scalar: string
}

/** Every scalar that a client may send to a root field. */
export function argumentPlaces(schema: GraphQLSchema): Place[] {
  return (['Query', 'Mutation'] as const).flatMap(root => {
    const type = schema.getType(root)
    if (!isObjectType(type)) return []
    return Object.values(type.getFields()).flatMap(field =>
      field.args.flatMap(argument =>
        scalarsIn(argument.type, [argument.name]).map(found => ({ root, field, ...found })),
      ),
    )
  })
}

function scalarsIn(type: GraphQLInputType, path: readonly string[]): Pick<Place, 'path' | 'scalar'>[] {
  const named = getNamedType(type)
  if (!isInputObjectType(named)) return [{ path, scalar: named.name }]
  return Object.values(named.getFields()).flatMap(field => scalarsIn(field.type, [...path, field.name]))
}

/** A value of a scalar that is right, or nearly: `name` is its argument's or input field's. */
export type Sample = (scalar: string, name: string) => unknown

export interface Call {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** A call of the field with what it requires, and with `value` at the place. */
export function callWith(place: Place, value: unknown, sample: Sample, selection: string): Call {
  const { root, field, path } = place
  const [first, ...below] = path
  const sent = field.args.filter(argument => isRequiredArgument(argument) || argument.name === first)
  const variables = Object.fromEntries(
    sent.map(({ name, type }) => [name, build(type, name, name === first ? below : null, value, sample)]),
  )
  const declared = sent.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')
  const passed = sent.map(({ name }) => `${name}: $${name}`).join(', ')
  return { query: `${root.toLowerCase()}(${declared}) { ${field.name}(${passed})${selection} }`, variables }
}

/** `path` leads to the value inside of this type; null where it does not pass. */
function build(
  type: GraphQLInputType,
  name: string,
  path: readonly string[] | null,
  value: unknown,
  sample: Sample,
): unknown {
  const bare = getNullableType(type)
  if (isListType(bare)) return [build(bare.ofType, name, path, value, sample)]
  if (path?.length === 0) return value
  if (!isInputObjectType(bare))
    return isEnumType(bare) ? bare.getValues()[0]?.name : sample(getNamedType(bare).name, name)
  const [head, ...rest] = path ?? []
  const fields = Object.values(bare.getFields()).filter(field => isRequiredInputField(field) || field.name === head)
  return Object.fromEntries(
    fields.map(field => [field.name, build(field.type, field.name, field.name === head ? rest : null, value, sample)]),
  )
}

const SAMPLES: Readonly<Record<string, () => unknown>> = {
  String: () => '文字',
  Int: () => 1,
  Float: () => 1,
  Boolean: () => true,
  Date: () => '2024-01-01',
  DateTime: () => '2090-01-01T00:00:00Z',
  Decimal: () => '1',
  UUID: newId,
  JSON: () => ({}),
}

/** Anything but ids. */
export function plainSample(scalar: string): unknown {
  const make = SAMPLES[scalar]
  if (!make) throw new Error(`no sample of ${scalar}: add one`)
  return make()
}
