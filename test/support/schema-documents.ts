import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { chance, type Generator, type Pair, pick } from './schema-choices.ts'
import { type Inputs, value } from './schema-inputs.ts'
import {
  enter,
  fits,
  isPart,
  overlaps,
  printed,
  type ResponseNames,
  reachable,
  type Selected,
  typename,
} from './schema-selections.ts'

/** A random valid document with two sets of variables that give its arguments other values and other structures. */
export interface GeneratedDocument {
  readonly text: string
  readonly variables: Inputs['variables']
}

export interface Vocabulary {
  readonly schema: GraphQLSchema
  /** Whether the oracle knows the field. */
  knows(type: string, field: string): boolean
  /** Values of a field's arguments, by name. */
  argumentsOf(g: Generator, type: string, field: GraphQLField<unknown, unknown>): Readonly<Record<string, Pair>>
}

/** A document while it is written. */
interface Writing extends Inputs {
  readonly vocabulary: Vocabulary
  readonly fragments: { readonly name: string; readonly on: GraphQLNamedType; readonly selections: Selected[] }[]
  /** Aliases made so far for fields whose first one was taken. */
  fresh: number
}

const DEEPEST = 3
// Two agree in more than the 63 bytes that PostgreSQL keeps of a name.
const LONG = 'x'.repeat(70)
const ALIASES = ['a', 'b', 'c', 'name', 'id', 'nodes', `${LONG}1`, `${LONG}2`]

/** A document as clients could write it: aliases, fragments, directives, literals and variables in every mixture. */
export function writeDocument(vocabulary: Vocabulary, g: Generator): GeneratedDocument {
  const query = vocabulary.schema.getQueryType()
  if (!query) throw new Error('the schema has no queries')
  const w: Writing = { vocabulary, g, fragments: [], declarations: [], variables: [{}, {}], fresh: 0 }
  const selected = selections(w, query, 0)
  const spreads = reachable(selected)
  const fragments = w.fragments
    .filter(({ name }) => spreads.has(name))
    .map(({ name, on, selections: inside }) => `fragment ${name} on ${on.name} ${printed(inside)}`)
  const body = [printed(selected), ...fragments].join('\n')
  // What was dropped for its conflict took its variables along.
  const used = new Set(body.match(/\$v\d+/g))
  const declared = w.declarations.filter(declaration => used.has(declaration.split(':', 1)[0] ?? ''))
  return { text: `query Q${declared.length > 0 ? `(${declared.join(', ')})` : ''} ${body}`, variables: w.variables }
}

function selections(w: Writing, type: GraphQLNamedType, depth: number): Selected[] {
  const names: ResponseNames = new Map()
  const selected: Selected[] = []
  const count = 1 + w.g(depth === 0 ? 2 : 4)
  for (let n = 0; n < count; n++) {
    const one = selection(w, type, depth)
    if (one && !fits(names, one) && one.kind === 'field') one.alias = `x${++w.fresh}`
    if (!one || !fits(names, one)) continue
    enter(names, one)
    selected.push(one)
  }
  // A selection is never empty, and always tells the concrete type.
  if (selected.length === 0 || chance(w.g, 20)) selected.push(typename())
  return selected
}

function selection(w: Writing, type: GraphQLNamedType, depth: number): Selected | null {
  const kind = depth > DEEPEST ? 0 : w.g(99)
  if (kind > 85) return inline(w, type, depth)
  if (kind > 71) return spread(w, type, depth)
  return field(w, type, depth)
}

function inline(w: Writing, type: GraphQLNamedType, depth: number): Selected {
  const on = chance(w.g, 70) ? narrowed(w, type) : null
  const conditions = directives(w, 35)
  const inside = selections(w, on ?? type, depth === 0 ? 0 : depth + 1)
  return {
    kind: 'inline',
    alias: '',
    name: on?.name ?? '',
    args: '',
    type: '',
    directives: conditions,
    selections: inside,
  }
}

/** A new fragment, or one that stands elsewhere already. */
function spread(w: Writing, type: GraphQLNamedType, depth: number): Selected {
  const known = w.fragments.filter(({ on }) => overlaps(w.vocabulary.schema, on, type))
  const conditions = directives(w, 35)
  if (depth > 0 && known.length > 0 && chance(w.g, 50)) {
    const { name, selections } = pick(w.g, known)
    return { kind: 'spread', alias: '', name, args: '', type: '', directives: conditions, selections }
  }
  const on = narrowed(w, type)
  const inside = selections(w, on, depth === 0 ? 0 : depth + 1)
  const name = `F${w.fragments.length + 1}`
  w.fragments.push({ name, on, selections: inside })
  return { kind: 'spread', alias: '', name, args: '', type: '', directives: conditions, selections: inside }
}

/** The type itself, one of an interface's types, or an interface of the type. */
function narrowed(w: Writing, type: GraphQLNamedType): GraphQLNamedType {
  const { schema } = w.vocabulary
  const known = ({ name }: GraphQLNamedType) => w.vocabulary.knows(name, 'id')
  if (isAbstractType(type)) return pick(w.g, [type, ...schema.getPossibleTypes(type).filter(known)])
  if (isObjectType(type) && type.getInterfaces().length > 0 && chance(w.g, 30)) return pick(w.g, type.getInterfaces())
  return type
}

function field(w: Writing, type: GraphQLNamedType, depth: number): Selected | null {
  if (!isObjectType(type) && !isInterfaceType(type)) return null
  const fields = Object.values(type.getFields()).filter(
    field =>
      w.vocabulary.knows(type.name, field.name) &&
      (isLeafType(getNamedType(field.type)) || depth < DEEPEST + Number(isPart(type))),
  )
  if (fields.length === 0) return typename()
  const chosen = pick(w.g, fields)
  const args = argumentsOf(w, type.name, chosen)
  const below = getNamedType(chosen.type)
  return {
    kind: 'field',
    alias: chance(w.g, args || depth === 0 ? 70 : 25) ? pick(w.g, ALIASES) : '',
    name: chosen.name,
    args,
    type: String(chosen.type),
    directives: directives(w, 12),
    selections: isLeafType(below) ? [] : selections(w, below, depth + (isPart(below) ? 0 : 1)),
  }
}

function directives(w: Writing, percent: number): string {
  if (!chance(w.g, percent)) return ''
  const name = pick(w.g, ['include', 'skip'])
  const values: Pair = [chance(w.g, 60), chance(w.g, 50)]
  return ` @${name}(if: ${value(w, w.vocabulary.schema.getDirective(name)?.args[0]?.type, values)})`
}

function argumentsOf(w: Writing, type: string, field: GraphQLField<unknown, unknown>): string {
  if (field.args.length === 0) return ''
  const values = w.vocabulary.argumentsOf(w.g, type, field)
  const given = field.args.flatMap(argument =>
    argumentText(w, argument, values[argument.name] ?? [undefined, undefined]),
  )
  return given.length > 0 ? `(${given.join(', ')})` : ''
}

function argumentText(w: Writing, { name, type }: GraphQLArgument, values: Pair): string[] {
  const absent = values.every(value => value === undefined)
  if (absent && !(chance(w.g, 10) && !isNonNullType(type))) return []
  return [`${name}: ${value(w, type, values)}`]
}
