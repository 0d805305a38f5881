import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import type { GraphqlLimits } from './defaults.ts'
import { atMost, malformed } from './refusal.ts'

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

export interface Definitions {
  readonly operations: readonly OperationDefinitionNode[]
  readonly fragments: Fragments
}

/** What one selection set amounts to, with its fragments in place. */
interface Measure {
  readonly depth: number
  readonly fields: number
}

interface Measuring {
  readonly fragments: Fragments
  readonly limits: GraphqlLimits
  readonly introspection: boolean
  /** A fragment is measured once, whatever the number of its spreads: this keeps the walk linear in the text. */
  readonly measured: Map<string, Measure | 'being measured'>
  aliases: number
}

/**
 * The limits that need no schema: definitions, aliases, depth, fields after expansion, cycles, unused fragments,
 * introspection. Linear in the document; run before validation, whose check of overlapping fields is quadratic.
 */
export function checkStructure(document: DocumentNode, limits: GraphqlLimits, introspection: boolean): Definitions {
  const definitions = readDefinitions(document, limits)
  const state: Measuring = { fragments: definitions.fragments, limits, introspection, measured: new Map(), aliases: 0 }
  let fields = 0
  for (const operation of definitions.operations) {
    const measure = measureSet(operation.selectionSet, state)
    fields += measure.fields
    if (measure.depth > limits.depth) throw atMost('DEPTH', limits.depth, '字段嵌套过深', 'Fields nest too deeply')
  }
  if (fields > limits.fields) {
    throw atMost('FIELDS', limits.fields, '展开片段后的字段过多', 'Too many fields once fragments are expanded')
  }
  if (state.measured.size < definitions.fragments.size) {
    throw malformed('UNUSED_FRAGMENT', 'query', '有未使用的片段，请删除', 'A fragment is not used; remove it')
  }
  return definitions
}

function readDefinitions(document: DocumentNode, limits: GraphqlLimits): Definitions {
  const operations: OperationDefinitionNode[] = []
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition)
    else if (definition.kind === Kind.FRAGMENT_DEFINITION) addFragment(fragments, definition)
    else throw malformed('NOT_EXECUTABLE', 'query', '查询中不得有类型定义', 'Type definitions are not accepted here')
  }
  if (fragments.size > limits.fragments) throw atMost('FRAGMENTS', limits.fragments, '片段过多', 'Too many fragments')
  if (operations.length > limits.operations) {
    throw atMost('OPERATIONS', limits.operations, '操作过多', 'Too many operations in one document')
  }
  if (operations.length === 0)
    throw malformed('NO_OPERATION', 'query', '查询中没有操作', 'The document has no operation')
  return { operations, fragments }
}

function addFragment(fragments: Map<string, FragmentDefinitionNode>, fragment: FragmentDefinitionNode): void {
  const name = fragment.name.value
  if (fragments.has(name)) {
    throw malformed('DUPLICATE_FRAGMENT', 'query', '有同名的片段', 'Two fragments have the same name')
  }
  fragments.set(name, fragment)
}

function measureSet(set: SelectionSetNode, state: Measuring): Measure {
  let depth = 0
  let fields = 0
  for (const selection of set.selections) {
    const measure = measureSelection(selection, state)
    depth = Math.max(depth, measure.depth)
    fields += measure.fields
  }
  return { depth, fields }
}

function measureSelection(selection: SelectionNode, state: Measuring): Measure {
  if (selection.kind === Kind.FIELD) return measureField(selection, state)
  const inside =
    selection.kind === Kind.INLINE_FRAGMENT
      ? measureSet(selection.selectionSet, state)
      : measureFragment(selection.name.value, state)
  // A spread counts as a field: otherwise spreads of spreads of nothing would double for free.
  return { depth: inside.depth, fields: inside.fields + 1 }
}

function measureField(field: FieldNode, state: Measuring): Measure {
  if (field.alias && ++state.aliases > state.limits.aliases) {
    throw atMost('ALIASES', state.limits.aliases, '别名过多', 'Too many aliases')
  }
  const inside = field.selectionSet ? measureSet(field.selectionSet, state) : { depth: 0, fields: 0 }
  const fields = inside.fields + 1
  if (!isIntrospection(field)) return { depth: inside.depth + 1, fields }
  if (!state.introspection) {
    throw malformed('INTROSPECTION', 'query', '本服务已关闭接口自省', 'Introspection is switched off')
  }
  if (inside.depth > state.limits.introspectionDepth) {
    throw atMost('DEPTH', state.limits.introspectionDepth, '自省嵌套过深', 'Introspection nests too deeply')
  }
  return { depth: 1, fields }
}

/** By the field's own name: an alias or a fragment does not disguise it. `__typename` tells nothing of the schema. */
const isIntrospection = (field: FieldNode): boolean => field.name.value === '__schema' || field.name.value === '__type'

function measureFragment(name: string, state: Measuring): Measure {
  const known = state.measured.get(name)
  if (known === 'being measured') {
    throw malformed('FRAGMENT_CYCLE', 'query', '片段循环引用自身', 'A fragment spreads itself')
  }
  if (known) return known
  const fragment = state.fragments.get(name)
  // An undefined fragment is left to validation, which says so.
  if (!fragment) return { depth: 0, fields: 0 }
  state.measured.set(name, 'being measured')
  const measure = measureSet(fragment.selectionSet, state)
  state.measured.set(name, measure)
  return measure
}
