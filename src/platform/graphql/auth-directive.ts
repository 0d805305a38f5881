import {
  type DirectiveNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
} from 'graphql'
import { ApiError } from '../../kernel/user-error.ts'

/** What the coarse gate asks of a viewer; rules about rows are policy's. */
export interface GateViewer {
  readonly kind: 'anonymous' | 'account' | 'system'
  /** True when the viewer has the permission in any organization. */
  has(permission: string): boolean
}

interface GateContext {
  readonly viewer?: GateViewer | null
}

/** What a field asks for: nothing, an account, or a permission. */
export type Requirement =
  | { readonly kind: 'public' | 'account' }
  | { readonly kind: 'permission'; readonly name: string }

export interface GuardedField {
  readonly type: string
  readonly field: string
  readonly requirement: Requirement
}

type Field = GraphQLField<unknown, GateContext>

/** Gates, and the resolver behind each. */
const gates = new WeakMap<object, object>()

/** The resolver behind a gate. */
export const ungated = (resolve: object): object => gates.get(resolve) ?? resolve

/**
 * Puts the gate before every root field. To be mercurius' last `schemaTransforms`, when all resolvers are defined:
 * a resolver defined later would stand outside the gate, so a root field without one is an error. Throws at boot,
 * naming every field that has not exactly one of @auth and @public.
 */
export function protectSchema(schema: GraphQLSchema, audit?: AuditRefusal): GraphQLSchema {
  const mistakes: string[] = []
  for (const { type, field, resolver } of rootFields(schema)) {
    const name = `${type.name}.${field.name}`
    const requirement = requirementOf(field)
    const resolve = field[resolver]
    if (!requirement) mistakes.push(`${name} needs exactly one of @auth and @public`)
    else if (!resolve) mistakes.push(`${name} has no resolver`)
    else if (!gates.has(resolve))
      field[resolver] = gate(requirement, resolve, type === schema.getMutationType() ? audited(audit) : refuse)
  }
  if (mistakes.length > 0) throw new Error(`Schema without protection:\n${mistakes.join('\n')}`)
  return schema
}

/** Throws if a root field's resolver was replaced after protectSchema. To be called when the service is ready. */
export function assertProtected(schema: GraphQLSchema): void {
  for (const { type, field, resolver } of rootFields(schema)) {
    const resolve = field[resolver]
    if (!resolve || !gates.has(resolve)) throw new Error(`${type.name}.${field.name} stands outside the gate`)
  }
}

/** Every root field and every guarded field with what it asks for: the rows of the authorization matrix. */
export function guardedFields(schema: GraphQLSchema): GuardedField[] {
  return Object.values(schema.getTypeMap()).flatMap(type => {
    if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) return []
    return Object.values(type.getFields()).flatMap(field => {
      const requirement = requirementOf(field)
      return requirement ? [{ type: type.name, field: field.name, requirement }] : []
    })
  })
}

interface RootField {
  readonly type: GraphQLObjectType
  readonly field: Field
  /** A subscription is refused when it is opened, not at its first event. */
  readonly resolver: 'resolve' | 'subscribe'
}

function rootFields(schema: GraphQLSchema): RootField[] {
  const subscription = schema.getSubscriptionType()
  return [schema.getQueryType(), schema.getMutationType(), subscription].flatMap(type => {
    if (!type) return []
    const resolver = type === subscription ? 'subscribe' : 'resolve'
    return Object.values(type.getFields()).map((field: Field) => ({ type, field, resolver }))
  })
}

/** Notes a refused mutation: every mutation leaves an entry in the audit chain, also one that stopped at the gate. */
export type AuditRefusal = (context: never, mutation: string, codes: readonly string[]) => Promise<void>

function refuse(_context: GateContext, _info: GraphQLResolveInfo, error: ApiError): never {
  throw error
}

const audited =
  (audit: AuditRefusal | undefined) => async (context: GateContext, info: GraphQLResolveInfo, error: ApiError) => {
    await audit?.(context as never, info.fieldName, [error.code])
    throw error
  }

function requirementOf(field: Pick<Field, 'astNode'>): Requirement | null {
  const directives = field.astNode?.directives ?? []
  const [only, another] = directives.filter(({ name }) => name.value === 'auth' || name.value === 'public')
  if (!only || another) return null
  return only.name.value === 'public' ? { kind: 'public' } : requirementIn(only)
}

function requirementIn(auth: DirectiveNode): Requirement {
  const value = auth.arguments?.find(argument => argument.name.value === 'requires')?.value
  return value?.kind === Kind.ENUM ? { kind: 'permission', name: value.value } : { kind: 'account' }
}

function gate(
  requirement: Requirement,
  resolve: GraphQLFieldResolver<unknown, GateContext>,
  refused: (context: GateContext, info: GraphQLResolveInfo, error: ApiError) => unknown,
): GraphQLFieldResolver<unknown, GateContext> {
  const gated: GraphQLFieldResolver<unknown, GateContext> = (source, args, context, info) => {
    const error = requirement.kind === 'public' ? null : obstacle(requirement, context.viewer)
    return error ? refused(context, info, error) : resolve(source, args, context, info)
  }
  gates.set(gated, resolve)
  return gated
}

/** Why the viewer may not ask for a root field, or null. A field that says nothing is closed. */
export function obstacleTo(field: GraphQLField<unknown, unknown>, viewer: GateViewer): ApiError | null {
  const requirement = requirementOf(field) ?? { kind: 'account' }
  return requirement.kind === 'public' ? null : obstacle(requirement, viewer)
}

/** Why the viewer may not pass, or null. A context without viewer is anonymous. */
function obstacle(requirement: Requirement, viewer: GateViewer | null | undefined): ApiError | null {
  if (viewer?.kind !== 'account') return new ApiError('UNAUTHENTICATED', '请先登录', 'Sign in first')
  return requirement.kind === 'permission' && !viewer.has(requirement.name)
    ? new ApiError('FORBIDDEN', '您没有进行此操作的权限', 'You lack the permission for this')
    : null
}
