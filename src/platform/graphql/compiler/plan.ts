import {
  type FieldNode,
  type GraphQLInputType,
  type GraphQLResolveInfo,
  getArgumentValues,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  valueFromAST,
  visit,
} from 'graphql'
import type { Viewer } from '../../../kernel/viewer.ts'
import { type Compilation, type Form, newCompilation } from './compilation.ts'
import type { Parameter } from './scope.ts'

/** A compiled statement: the text, and how its parameters are read from each request. */
export interface Plan {
  readonly name: string | undefined
  readonly text: string
  readonly parameters: readonly Parameter[]
  /** Reads the arguments of the plan's fields, by the number the builder gave each. */
  readonly argumentsOf: readonly ((variables: Variables) => Readonly<Record<string, unknown>>)[]
}

export type Variables = Readonly<Record<string, unknown>>

const NAMED_AT_MOST = 1_000
const PLANS_AT_MOST = 100

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

/** Plans by operation (mercurius keeps the parsed document of a repeated text), place in it, and structure of the variables. */
const plans = new WeakMap<object, Map<string, Plan>>()

/**
 * The statement for a place of an operation. The viewer's walls are set by the statement itself: the query's rows are read
 * only after the row of `viewer` is there, so that a wrong order shows nothing rather than too much.
 */
export function planOf(
  info: PlanContext,
  place: string,
  compile: (c: Compilation) => string,
  form: Form = 'records',
): Plan {
  const known = plans.get(info.operation) ?? new Map<string, Plan>()
  plans.set(info.operation, known)
  const key = `${form} ${place} ${variablesShape(info)}`
  const plan = known.get(key) ?? newPlan(info, compile, form)
  if (known.size < PLANS_AT_MOST) known.set(key, plan)
  return plan
}

function newPlan(info: PlanContext, compile: (c: Compilation) => string, form: Form): Plan {
  const c = newCompilation(info, form)
  const walls = c.builder.param(({ viewer }) => viewer.visible)
  const data = compile(c)
  const text = `with viewer as materialized (select set_config('cppcc.visible', ${walls}, true) as walls)
select case when viewer.walls is not null then ${form === 'answer' ? `(${data})::text` : data} end as data from viewer`
  return { name: nameOf(text), text, parameters: c.builder.parameters, argumentsOf: c.argumentFields.map(readerOf) }
}

/** Arguments without a variable in them are the same in every request. */
function readerOf({ definition, node }: Compilation['argumentFields'][number]): Plan['argumentsOf'][number] {
  if (hasVariable(node)) return variables => getArgumentValues(definition, node, variables)
  const values = getArgumentValues(definition, node)
  return () => values
}

function hasVariable(node: FieldNode): boolean {
  let found = false
  const look = {
    Variable: () => {
      found = true
    },
  }
  for (const argument of node.arguments ?? []) visit(argument, look)
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

/** What of the variables can change a statement: presence, enum values, numbers and booleans; never a text. */
function variablesShape(info: PlanContext): string {
  return variablesOf(info)
    .map(({ name, type }) => shapeOf(info.variableValues[name], type))
    .join(',')
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

function shapeOf(value: unknown, type: GraphQLInputType): string {
  if (value === undefined) return 'u'
  if (value === null) return 'n'
  if (isNonNullType(type)) return shapeOf(value, type.ofType)
  if (isListType(type)) return 'l'
  if (isInputObjectType(type)) {
    const fields = Object.entries(value as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${fields.map(([name, v]) => `${name}:${shapeOf(v, type.getFields()[name]?.type ?? type)}`).join()}}`
  }
  return isEnumType(type) || typeof value !== 'string' ? JSON.stringify(value) : 's'
}
