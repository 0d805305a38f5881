import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  type TypeDefinitionNode,
  type TypeExtensionNode,
  type TypeNode,
} from 'graphql'

export type DeclaredKind = 'object' | 'interface' | 'input' | 'enum' | 'union' | 'scalar'

/** A type with its extensions put together, as a reader of the schema sees it. */
export interface Declared {
  readonly name: string
  readonly kind: DeclaredKind
  readonly description: string | undefined
  readonly fields: readonly DeclaredField[]
  readonly values: readonly DeclaredValue[]
  readonly interfaces: readonly string[]
}

export interface DeclaredField extends DeclaredValue {
  readonly type: TypeNode
  /** The innermost type's name. */
  readonly of: string
  readonly args: readonly DeclaredField[]
}

export interface DeclaredValue {
  readonly name: string
  readonly description: string | undefined
  readonly directives: readonly ConstDirectiveNode[]
}

const KINDS: Partial<Record<Kind, DeclaredKind>> = {
  [Kind.OBJECT_TYPE_DEFINITION]: 'object',
  [Kind.INTERFACE_TYPE_DEFINITION]: 'interface',
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: 'input',
  [Kind.ENUM_TYPE_DEFINITION]: 'enum',
  [Kind.UNION_TYPE_DEFINITION]: 'union',
  [Kind.SCALAR_TYPE_DEFINITION]: 'scalar',
}

const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription'])

export const isRoot = (type: Declared): boolean => ROOTS.has(type.name)

export const isOutput = (type: Declared): boolean => type.kind === 'object' || type.kind === 'interface'

export function declarationsOf(document: DocumentNode): Declared[] {
  const extensions = Map.groupBy(document.definitions.filter(isTypeExtensionNode), ({ name }) => name.value)
  return document.definitions.filter(isTypeDefinitionNode).map(node => {
    const parts = [node, ...(extensions.get(node.name.value) ?? [])]
    return {
      name: node.name.value,
      kind: KINDS[node.kind] ?? 'scalar',
      description: node.description?.value,
      fields: parts.flatMap(fieldsOf),
      values: parts.flatMap(valuesOf),
      interfaces: parts.flatMap(part =>
        'interfaces' in part ? (part.interfaces ?? []).map(({ name }) => name.value) : [],
      ),
    }
  })
}

function fieldsOf(part: TypeDefinitionNode | TypeExtensionNode): DeclaredField[] {
  return 'fields' in part ? (part.fields ?? []).map(field) : []
}

function field(node: FieldDefinitionNode | InputValueDefinitionNode): DeclaredField {
  return {
    name: node.name.value,
    description: node.description?.value,
    directives: node.directives ?? [],
    type: node.type,
    of: innermost(node.type),
    args: node.kind === Kind.FIELD_DEFINITION ? (node.arguments ?? []).map(field) : [],
  }
}

function valuesOf(part: TypeDefinitionNode | TypeExtensionNode): DeclaredValue[] {
  if (!('values' in part)) return []
  return (part.values ?? []).map(({ name, description, directives }) => ({
    name: name.value,
    description: description?.value,
    directives: directives ?? [],
  }))
}

const innermost = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : innermost(type.type))
