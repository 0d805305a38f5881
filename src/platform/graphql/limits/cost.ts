import type { HttpProblem } from '../../http/problem-types.ts'
import type { GraphqlLimits } from './defaults.ts'
import type { OperationPlan, PlannedField, Size, SizeArgument } from './plan.ts'
import { malformed, overLimit } from './refusal.ts'

type Variables = Readonly<Record<string, unknown>>

interface Estimating {
  readonly variables: Variables
  readonly limits: GraphqlLimits
}

/**
 * Objects the operation may ask for: a connection asks for `first` or `last` of them, nested ones multiply.
 * At least 1. Throws a 400 for a page size out of bounds and for a cost over the limit.
 */
export function costOfPlan(plan: OperationPlan, variables: Variables, limits: GraphqlLimits): number {
  const cost = Math.max(1, costOfFields(plan.root, 1, [], { variables, limits }))
  if (cost > limits.cost) {
    throw overLimit(
      'COST',
      'query',
      `查询最多可能涉及 ${shown(cost)} 个对象，上限为 ${limits.cost}；请减少层次或调小 first`,
      `The query may touch ${shown(cost)} objects, at most ${limits.cost}; nest less or ask for smaller pages`,
    )
  }
  return cost
}

const shown = (cost: number): string => (cost > 1e9 ? '10⁹+' : String(cost))

function costOfFields(
  fields: ReadonlyMap<string, PlannedField>,
  parents: number,
  path: readonly string[],
  estimating: Estimating,
): number {
  let cost = 0
  for (const field of fields.values()) {
    const at = [...path, field.name]
    const { own, each } = largest(field.sizes, parents, at, estimating)
    cost += own + costOfFields(field.children, each, at, estimating)
  }
  return cost
}

interface FieldCost {
  /** What the field itself adds. */
  readonly own: number
  /** How many objects its subfields are asked of. */
  readonly each: number
}

function largest(sizes: readonly Size[], parents: number, path: readonly string[], estimating: Estimating): FieldCost {
  let cost: FieldCost = { own: 0, each: parents }
  for (const size of sizes) {
    const next = costOf(size, parents, path, estimating)
    if (next.own > cost.own) cost = next
  }
  return cost
}

function costOf(size: Size, parents: number, path: readonly string[], estimating: Estimating): FieldCost {
  if (size.kind === 'none') return { own: 0, each: parents }
  const objects = parents * numberOf(size, path, estimating)
  return { own: objects, each: objects }
}

function numberOf(size: Exclude<Size, { kind: 'none' }>, path: readonly string[], estimating: Estimating): number {
  if (size.kind === 'page') return pageSize(size, path, estimating)
  if (size.kind === 'ids') return read(size.count, estimating.variables) ?? estimating.limits.plainListSize
  return size.kind === 'list' ? estimating.limits.plainListSize : 1
}

function pageSize(size: Extract<Size, { kind: 'page' }>, path: readonly string[], estimating: Estimating): number {
  const first = read(size.first, estimating.variables)
  const last = read(size.last, estimating.variables)
  if (first !== null && last !== null) throw both(path)
  check(first, [...path, 'first'], size.max)
  check(last, [...path, 'last'], size.max)
  return first ?? last ?? size.fallback
}

/** Null when absent, null or of a wrong type: the last is for validation to say. */
function read(argument: SizeArgument | null, variables: Variables): number | null {
  if (!argument) return null
  if ('value' in argument) return argument.value
  if (!Object.hasOwn(variables, argument.variable)) return argument.fallback
  const value = variables[argument.variable]
  if (Array.isArray(value)) return value.length
  return typeof value === 'number' ? value : null
}

function check(value: number | null, field: readonly string[], max: number): void {
  if (value === null) return
  if (value < 1) throw malformed('PAGE_SIZE', field, '每页数量至少为 1', 'A page has at least 1 item')
  if (value > max) throw overLimit('PAGE_SIZE', field, `每页数量最多 ${max}`, `A page has at most ${max} items`)
}

const both = (field: readonly string[]): HttpProblem =>
  malformed('FIRST_AND_LAST', field, 'first 与 last 只能给出一个', 'Give either first or last, not both')
