import { Kind, type TypeNode } from 'graphql'
import { type Declared, type DeclaredField, type DeclaredValue, isOutput, isRoot } from './declarations.ts'

/** Looks at one type and answers what is wrong, as `Type.field: what to do`. */
export type Rule = (type: Declared) => string[]

const HAN = /\p{Script=Han}/u

/** The schema is the bilingual dictionary too: each description holds the Chinese term. */
export const described: Rule = type => {
  const own = isRoot(type) ? [] : [[type.name, type.description] as const]
  const members = [...type.fields, ...type.values].map(member => [`${type.name}.${member.name}`, member] as const)
  const args = type.fields.flatMap(field =>
    field.args.map(argument => [`${type.name}.${field.name}(${argument.name}:)`, argument] as const),
  )
  const rest = [...members, ...args].map(([name, member]) => [name, member.description] as const)
  return [...own, ...rest].flatMap(([name, description]) => {
    if (!description?.trim()) return [`${name}: describe it`]
    return HAN.test(description) ? [] : [`${name}: give the Chinese term in the description`]
  })
}

/** A list without a hole; only look-up by ids answers null in the place of what is not there. */
export const listItems: Rule = type =>
  type.fields.flatMap(field =>
    [field, ...field.args].flatMap(part => {
      const lookup = type.name === 'Query' && field.name === 'nodes'
      return lookup || !hasNullableItem(part.type) ? [] : [`${type.name}.${part.name}: list items are non-null`]
    }),
  )

function hasNullableItem(type: TypeNode): boolean {
  if (type.kind === Kind.NAMED_TYPE) return false
  if (type.kind === Kind.NON_NULL_TYPE) return hasNullableItem(type.type)
  return type.type.kind !== Kind.NON_NULL_TYPE || hasNullableItem(type.type)
}

export const enumValues: Rule = type =>
  type.values.flatMap(({ name }) =>
    /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(name) ? [] : [`${type.name}.${name}: enum values are UPPER_SNAKE`],
  )

export const inputNames: Rule = type =>
  type.kind !== 'input' || /(?:Input|Filter|Order)$/.test(type.name)
    ? []
    : [`${type.name}: inputs end with Input, Filter or Order`]

/** What has an id can be fetched by it. */
export const nodes: Rule = type => {
  const id = type.fields.find(field => field.name === 'id')
  if (!id || !isOutput(type) || type.name === 'Node') return []
  const wrong = printed(id.type) === 'ID!' ? [] : [`${type.name}.id: its type is ID!`]
  return type.interfaces.includes('Node') ? wrong : [...wrong, `${type.name}: a type with an id implements Node`]
}

/** References are objects, so that a client need not ask twice. Root fields may be look-ups `ByIds`. */
export const references: Rule = type =>
  isOutput(type) && !isRoot(type)
    ? type.fields.flatMap(({ name }) =>
        /[a-z0-9]Ids?$/.test(name) ? [`${type.name}.${name}: refer to the object, not to its id`] : [],
      )
    : []

/** Exactly one gate before every root field; never both on any field. */
export const authorization: Rule = type =>
  type.fields.flatMap(({ name, directives }) => {
    const gates = directives.filter(({ name: { value } }) => value === 'auth' || value === 'public').length
    if (isRoot(type) && gates !== 1) return [`${type.name}.${name}: exactly one of @auth and @public`]
    return gates > 1 ? [`${type.name}.${name}: @auth or @public, not several`] : []
  })

/** A field that only some may see is null for the others. */
export const guardedNullable: Rule = type =>
  isRoot(type)
    ? []
    : type.fields.flatMap(field =>
        field.directives.some(({ name }) => name.value === 'auth') && field.type.kind === Kind.NON_NULL_TYPE
          ? [`${type.name}.${field.name}: a guarded field is nullable`]
          : [],
      )

export const deprecations: Rule = type =>
  [...type.fields, ...type.fields.flatMap(field => field.args), ...type.values].flatMap(member => {
    const reason = deprecationOf(member)
    return reason === null || removalDate(reason) !== null
      ? []
      : [`${type.name}.${member.name}: the reason reads "Use X. Removal after YYYY-MM-DD."`]
  })

/** The reason, '' when none is given, null when not deprecated. */
export function deprecationOf({ directives }: DeclaredValue): string | null {
  const directive = directives.find(({ name }) => name.value === 'deprecated')
  if (!directive) return null
  const reason = directive.arguments?.find(({ name }) => name.value === 'reason')?.value
  return reason?.kind === Kind.STRING ? reason.value : ''
}

/** The date in a well-formed reason, `YYYY-MM-DD`. */
export function removalDate(reason: string): string | null {
  const date = /^Use \S.*\. Removal after (\d{4}-\d\d-\d\d)\.$/.exec(reason)?.[1]
  return date !== undefined && !Number.isNaN(Date.parse(date)) ? date : null
}

export function printed(type: TypeNode): string {
  if (type.kind === Kind.NAMED_TYPE) return type.name.value
  return type.kind === Kind.LIST_TYPE ? `[${printed(type.type)}]` : `${printed(type.type)}!`
}

export const fieldNamed = (type: Declared, name: string): DeclaredField | undefined =>
  type.fields.find(field => field.name === name)
