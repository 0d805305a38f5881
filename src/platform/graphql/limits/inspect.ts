import { type GraphQLSchema, parse } from 'graphql'
import { boundedCache } from '../../security/bounded-cache.ts'
import { costOfPlan } from './cost.ts'
import type { GraphqlLimits } from './defaults.ts'
import { checkLength } from './envelope.ts'
import { type OperationPlan, planOperation } from './plan.ts'
import { malformed } from './refusal.ts'
import { checkStructure } from './structure.ts'
import { checkTokens } from './tokens.ts'
import { checkVariables } from './variables.ts'

export interface Inspected {
  /** Objects the operation may ask for, at least 1. */
  readonly cost: number
  readonly kind: OperationPlan['kind']
  readonly operationName: string | undefined
  /** Whether the operation declares variables at all. */
  readonly hasVariables: boolean
}

export interface InspectorOptions {
  readonly limits: GraphqlLimits
  /** Whether `__schema` and `__type` may be asked for. */
  readonly introspection: boolean
}

export interface Operation {
  readonly query: string
  readonly operationName: string | undefined
  readonly variables: Readonly<Record<string, unknown>>
}

/** Checks one operation against every limit; throws what is to be answered. Used over HTTP and over WebSocket. */
export type Inspect = (operation: Operation, schema: GraphQLSchema) => Inspected

// Ordinary clients send few documents, again and again; only short ones are kept, so that the cache stays small.
const REMEMBERED = 500
const REMEMBERED_LENGTH = 4_096

export function createInspector(options: InspectorOptions): Inspect {
  const plans = boundedCache<readonly OperationPlan[]>(REMEMBERED)
  let plannedFor: GraphQLSchema | undefined
  return ({ query, operationName, variables }, schema) => {
    checkVariables(variables, options.limits)
    if (plannedFor !== schema) plans.clear()
    plannedFor = schema
    const known = plans.get(query)
    const operations = known ?? planDocument(query, schema, options)
    if (!known && query.length <= REMEMBERED_LENGTH) plans.set(query, operations)
    const plan = chosen(operations, operationName)
    const cost = costOfPlan(plan, variables, options.limits)
    return { cost, kind: plan.kind, operationName: plan.name, hasVariables: plan.hasVariables }
  }
}

function planDocument(query: string, schema: GraphQLSchema, options: InspectorOptions): OperationPlan[] {
  checkLength(query, options.limits)
  checkTokens(query, options.limits)
  const document = parse(query, { noLocation: true, maxTokens: options.limits.tokens })
  const { operations, fragments } = checkStructure(document, options.limits, options.introspection)
  return operations.map(operation => planOperation(operation, fragments, schema, options.limits))
}

function chosen(operations: readonly OperationPlan[], name: string | undefined): OperationPlan {
  const [first, second] = operations
  if (name === undefined && first && !second) return first
  const found = name === undefined ? undefined : operations.find(operation => operation.name === name)
  if (found) return found
  if (name !== undefined) {
    throw malformed('UNKNOWN_OPERATION', 'operationName', '查询中没有此名称的操作', 'No operation has this name')
  }
  throw malformed('OPERATION_NAME', 'operationName', '有多个操作，请指明 operationName', 'Say which operation to run')
}
