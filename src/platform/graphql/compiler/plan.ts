import {
  type ArgumentNode,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLResolveInfo,
  getArgumentValues,
  isInputType,
  Kind,
  OperationTypeNode,
  typeFromAST,
  type VariableNode,
  valueFromAST,
  visit,
} from 'graphql'
import type { Viewer } from '../../../kernel/viewer.ts'
import { type Compilation, type Form, newCompilation } from './compilation.ts'
import { keyOf } from './plan-key.ts'
import type { Parameter } from './scope.ts'

/** A compiled statement: the text, and how its parameters are read from each request. */
export interface Plan {
  readonly name: string | undefined
  readonly text: string
  readonly parameters: readonly Parameter[]
  /** Reads the arguments of the plan's fields, by the number the builder gave each. */
  readonly argumentsOf: readonly ArgumentReader[]
}

export type Variables = Readonly<Record<string, unknown>>

const NAMED_AT_MOST = 1_000
const PLANS_AT_MOST = 100
/** Kinds of viewers that one plan's place knows: there are about as many as roles. */
const KINDS_AT_MOST = 30

/** Statement names of this process. Bounded: beyond, statements run unnamed (slower), so that no client can fill the server. */
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= NAMED_AT_MOST) return known
  const name = `q${names.size + 1}`
  names.set(text, name)
  return name
}

/** What a plan is made for: a place in an operation, with its variables. */
export type PlanContext = Pick<GraphQLResolveInfo, 'operation' | 'schema' | 'fragments' | 'variableValues'>

/** Plans of one place for one structure of the variables. */
interface Plans {
  readonly known: { readonly plan: Plan; readonly suits: (viewer: Viewer) => boolean }[]
  /** A viewer lives for seconds and asks many times. */
  readonly chosen: WeakMap<Viewer, Plan>
}

/** Plans by operation (mercurius keeps the parsed document of a repeated text), place in it, and structure of the variables. */
const plans = new WeakMap<object, Map<string, Plans>>()

/**
 * The statement for a place of an operation. The viewer's walls are set by the statement itself: the query's rows are read
 * only after the row of `viewer` is there, so that a wrong order shows nothing rather than too much. It is one for
 * viewers who have rights of the same kinds, as what is a good plan for one who reads all is none for one who sees his own.
 */
export function planOf(
  info: PlanContext,
  viewer: Viewer,
  place: string,
  compile: (c: Compilation) => string,
  form: Form = 'records',
): Plan {
  const places = plans.get(info.operation) ?? new Map<string, Plans>()
  plans.set(info.operation, places)
  const key = `${form} ${place} ${variablesShape(info)}`
  const ours = places.get(key) ?? { known: [], chosen: new WeakMap() }
  if (places.size < PLANS_AT_MOST) places.set(key, ours)
  const plan = ours.chosen.get(viewer) ?? ours.known.find(({ suits }) => suits(viewer))?.plan
  const found = plan ?? newPlan(info, viewer, compile, form, ours)
  ours.chosen.set(viewer, found)
  return found
}

function newPlan(
  info: PlanContext,
  viewer: Viewer,
  compile: (c: Compilation) => string,
  form: Form,
  { known }: Plans,
): Plan {
  const c = newCompilation(info, viewer, form)
  const walls = c.builder.param(inputs => inputs.viewer.visible)
  const data = compile(c)
  const { text, parameters } =
    c.builder.finished(`with viewer as materialized (select set_config('cppcc.visible', ${walls}, true) as walls)
select case when viewer.walls is not null then ${form === 'answer' ? `(${data})::text` : data} end as data from viewer`)
  const plan: Plan = {
    name: nameOf(text),
    text,
    parameters,
    argumentsOf: c.argumentFields.map(readerOf),
  }
  const { builder } = c
  if (known.length < KINDS_AT_MOST) known.push({ plan, suits: who => builder.suits(who) })
  return plan
}

/** The arguments of a selected field, for a request's coerced variables. */
export type ArgumentReader = (variables: Variables) => Readonly<Record<string, unknown>>

/** As graphql's `getArgumentValues`, with what is the same in every request worked out once. */
export function readerOf({ definition, node }: Compilation['argumentFields'][number]): ArgumentReader {
  const moving = (node.arguments ?? []).filter(hasVariable)
  const isMoving = ({ name }: GraphQLArgument) => moving.some(argument => argument.name.value === name)
  const fixed = getArgumentValues({ ...definition, args: definition.args.filter(arg => !isMoving(arg)) }, node)
  if (moving.length === 0) return () => fixed
  const types = new Map(definition.args.map(({ name, type }) => [name, type]))
  return variables => {
    const values = { ...fixed }
    for (const { name, value } of moving) {
      const type = types.get(name.value)
      // A variable's value is coerced already.
      const read =
        value.kind === Kind.VARIABLE ? variables[value.name.value] : type && valueFromAST(value, type, variables)
      // Left out or null: whether that is a default, nothing, or an error is graphql's to say.
      if (read == null) return getArgumentValues(definition, node, variables)
      values[name.value] = read
    }
    return values
  }
}

function hasVariable(argument: ArgumentNode): boolean {
  let found = false
  visit(argument, {
    Variable: () => {
      found = true
    },
  })
  return found
}

export interface Execution {
  readonly viewer: Viewer
  readonly variables: Variables
  /** Values that come from the server and not from the document (the key of a record just written). */
  readonly given: readonly unknown[]
  readonly now: Date
}

export function valuesOf(plan: Plan, { viewer, variables, given, now }: Execution): unknown[] {
  const args = plan.argumentsOf.map(read => read(variables))
  return plan.parameters.map(read => read({ viewer, args, given, now }))
}

function variablesShape(info: PlanContext): string {
  return statementVariables(info)
    .map(({ name, type }) => keyOf(info.variableValues[name], type))
    .join(',')
}

const ofStatements = new WeakMap<object, readonly DeclaredVariable[]>()

/** Variables that can change a statement. What a mutation is given is its command's business, and hardly twice the same. */
function statementVariables(info: PlanContext): readonly DeclaredVariable[] {
  if (info.operation.operation !== OperationTypeNode.MUTATION) return variablesOf(info)
  const known = ofStatements.get(info.operation)
  if (known) return known
  const used = new Set<string>()
  const note = { Variable: ({ name }: VariableNode) => void used.add(name.value) }
  for (const root of info.operation.selectionSet.selections) {
    visit(root.kind === Kind.FIELD ? { ...root, arguments: [] } : root, note)
  }
  for (const fragment of Object.values(info.fragments)) visit(fragment, note)
  const variables = variablesOf(info).filter(({ name }) => used.has(name))
  ofStatements.set(info.operation, variables)
  return variables
}

/** A variable that an operation declares. */
export interface DeclaredVariable {
  readonly name: string
  readonly type: GraphQLInputType
  readonly defaultValue: unknown
}

const declared = new WeakMap<object, readonly DeclaredVariable[]>()

/** The operation's variables, their types looked up once. */
export function variablesOf({ operation, schema }: Pick<PlanContext, 'operation' | 'schema'>) {
  const known = declared.get(operation)
  if (known) return known
  const variables = (operation.variableDefinitions ?? []).flatMap(({ variable, type: node, defaultValue }) => {
    const type = typeFromAST(schema, node)
    if (!type || !isInputType(type)) return []
    return [{ name: variable.name.value, type, defaultValue: defaultValue && valueFromAST(defaultValue, type) }]
  })
  declared.set(operation, variables)
  return variables
}
