import type { PgColumn } from 'drizzle-orm/pg-core'
import type { FieldNode, GraphQLObjectType, GraphQLOutputType } from 'graphql'
import { ApiError } from '../../../kernel/user-error.ts'
import { DEFAULT_PAGE, LARGEST_PAGE } from '../page-size.ts'
import { type Compilation, keyedFields, NotDirect, objectTypeOf } from './compilation.ts'
import { cursorSql, readCursor } from './cursor.ts'
import { all } from './predicates.ts'
import type { Argument, Scope } from './scope.ts'
import { selectionSets } from './selection.ts'
import type { DefaultOrder, Shape } from './shape.ts'

export interface ConnectionRequest {
  readonly shape: Shape
  readonly argument: Argument
  readonly order: DefaultOrder
  readonly type: GraphQLOutputType
  readonly nodes: readonly FieldNode[]
  /** Largest page, where it is another one than of all lists. */
  readonly largest?: number | null
  readonly where: (row: Scope) => string
  /** SQL of one record (compile.ts). */
  readonly columns: (
    c: Compilation,
    shape: Shape,
    type: GraphQLOutputType,
    nodes: readonly FieldNode[],
    row: Scope,
  ) => string
}

/** Parts of a page, each with the JSON key it stands under and the nodes that select it. */
type Parts = ReadonlyMap<string, { readonly key: string; readonly nodes: FieldNode[] }>

/** SQL of a page: `{ nodes, edges, pageInfo, totalCount }`, each made only when selected. */
export function connectionSql(c: Compilation, request: ConnectionRequest): string {
  const type = objectTypeOf(request.type, c, '')
  const selected = partsOf(c, type, request.nodes)
  if (c.form === 'answer' && selected.has('nodes') && selected.has('edges')) throw new NotDirect('nodes and edges')
  const total = selected.has('totalCount') ? { totalCount: totalCount(c, request) } : {}
  if (selected.has('edges') || selected.has('pageInfo')) return windowSql(c, request, selected, total)
  const nodes = selected.get('nodes')
  return objectSql(type, selected, { ...total, ...(nodes ? { nodes: nodesOnly(c, request, nodes.nodes) } : {}) })
}

/** By name; in an answer each part stands under its response key, and only once. */
function partsOf(c: Compilation, type: GraphQLObjectType, nodes: readonly FieldNode[]): Parts {
  const parts = new Map<string, { key: string; nodes: FieldNode[] }>()
  for (const [key, found] of keyedFields(c, type, selectionSets(nodes))) {
    const name = found[0]?.name.value ?? ''
    if (parts.has(name)) throw new NotDirect(`${name} twice`)
    parts.set(name, { key, nodes: found })
  }
  return parts
}

/** A JSON object of the selected parts, in the order of the selection. */
function objectSql({ name }: GraphQLObjectType, parts: Parts, values: Readonly<Record<string, string>>): string {
  const known: Readonly<Record<string, string>> = { ...values, __typename: `'${name}'` }
  return `json_build_object(${[...parts].map(([part, { key }]) => `'${key}', ${known[part]}`).join(', ')})`
}

function totalCount(c: Compilation, request: ConnectionRequest): string {
  const row = c.builder.row()
  return `(select count(*) from ${request.shape.table} ${row.alias} where ${conditions(request, row)})`
}

/** Without cursors the page is aggregated as it is read. */
function nodesOnly(c: Compilation, request: ConnectionRequest, nodes: readonly FieldNode[]): string {
  const page = pageOf(request)
  const row = c.builder.row()
  const from = `${window(request, page, row)} limit ${page.size}`
  const columns = request.columns(c, request.shape, recordType(c, request), nodes, row)
  if (!page.backward) return `coalesce((select json_agg(row_to_json(x)) from (select ${columns} ${from}) x), '[]')`
  // Read from the end and turned round, and the place is not part of a record.
  const turned = `row_number() over (order by ${ordering(page, row)}) as place`
  return `coalesce((select json_agg(x.node order by x.place desc) from (
    select (select row_to_json(n) from (select ${columns}) n) as node, ${turned} ${from}) x), '[]')`
}

function windowSql(
  c: Compilation,
  request: ConnectionRequest,
  selected: Parts,
  total: Readonly<Record<string, string>>,
): string {
  const page = pageOf(request)
  const row = c.builder.row()
  const typeOf = (part: string) => objectTypeOf(fieldType(c, request, part), c, '')
  const partsIn = (part: string): Parts => partsOf(c, typeOf(part), selected.get(part)?.nodes ?? [])
  const [edge, info] = [partsIn('edges'), partsIn('pageInfo')]
  const nodes = [...(selected.get('nodes')?.nodes ?? []), ...(edge.get('node')?.nodes ?? [])]
  const rows = `${window(request, page, row)} limit ${page.size + 1}`
  const columns = request.columns(c, request.shape, recordType(c, request), nodes, row)
  const cursor = cursorSql(page.tag, 'p.place', 'p.key')
  const values = {
    ...total,
    nodes: pageOfRows(page, 'p.node'),
    edges: pageOfRows(page, objectSql(typeOf('edges'), edge, { cursor, node: 'p.node' })),
    pageInfo: objectSql(typeOf('pageInfo'), info, pageInfoValues(page)),
  }
  const position = `${row.col(page.column)} as place, ${row.alias}.${request.shape.key} as key`
  // Grouped by nothing: one row also where no part is an aggregate.
  return `(select ${objectSql(objectTypeOf(request.type, c, ''), selected, values)} from (
    select (select row_to_json(x) from (select ${columns}) x) as node, ${position}, row_number() over () as n
    from (select ${row.alias}.* ${rows}) ${row.alias}) p group by ())`
}

function window(request: ConnectionRequest, page: Page, row: Scope): string {
  const where = all(conditions(request, row), ...keyset(request, page, row))
  return `from ${request.shape.table} ${row.alias} where ${where} order by ${ordering(page, row)}`
}

const inPage = (page: Page): string => `filter (where p.n <= ${page.size})`

const pageOfRows = (page: Page, value: string): string =>
  `coalesce(json_agg(${value} order by p.n ${page.backward ? 'desc' : 'asc'}) ${inPage(page)}, '[]')`

function pageInfoValues(page: Page): Readonly<Record<string, string>> {
  const more = `count(*) > ${page.size}`
  const [hasNextPage, hasPreviousPage] = page.backward ? [String(page.hasBefore), more] : [more, String(page.hasAfter)]
  // Two cursors are made and not one a row: they cost as much as a record.
  const edge = (direction: string) => {
    const of = (column: string) => `(array_agg(${column} order by p.n ${direction}) ${inPage(page)})[1]`
    return `case when count(*) > 0 then ${cursorSql(page.tag, of('p.place'), of('p.key'))} end`
  }
  const [startCursor, endCursor] = page.backward ? [edge('desc'), edge('asc')] : [edge('asc'), edge('desc')]
  return { hasNextPage, hasPreviousPage, startCursor, endCursor }
}

interface Page {
  readonly size: number
  /** `last` was asked: the window is read from the end and turned round. */
  readonly backward: boolean
  readonly hasAfter: boolean
  readonly hasBefore: boolean
  readonly column: PgColumn
  readonly ascending: boolean
  readonly tag: string
  readonly key: Shape['key']
}

function pageOf({ argument, shape, order, largest }: ConnectionRequest): Page {
  const value = (name: string) => argument.field(name).value
  const [first, last] = [value('first'), value('last')]
  if (first != null && last != null) {
    throw new ApiError('BAD_REQUEST', 'first 与 last 不能同时使用', 'Use either first or last, not both', {
      field: ['first'],
    })
  }
  const asked = value('orderBy') != null ? argument.field('orderBy') : undefined
  const field = String(asked?.field('field').value ?? order.field)
  const direction = asked ? String(asked.field('direction').value ?? 'ASC') : order.direction
  const column = shape.orders[field]
  if (!column) throw new Error(`${shape.type} has no order ${field}`)
  return {
    size: pageSize(last == null ? 'first' : 'last', last ?? first ?? DEFAULT_PAGE, largest ?? LARGEST_PAGE),
    backward: last != null,
    hasAfter: value('after') != null,
    hasBefore: value('before') != null,
    column,
    ascending: direction === 'ASC',
    tag: `${shape.type}:${field}:${direction}`,
    key: shape.key,
  }
}

function pageSize(name: string, size: unknown, largest: number): number {
  if (typeof size === 'number' && Number.isInteger(size) && size >= 1 && size <= largest) return size
  throw new ApiError('BAD_REQUEST', `${name} 必须在 1 到 ${largest} 之间`, `${name} must be between 1 and ${largest}`, {
    field: [name],
  })
}

function ordering(page: Page, row: Scope): string {
  const direction = page.ascending !== page.backward ? 'asc' : 'desc'
  return `${row.col(page.column)} ${direction}, ${row.alias}.${page.key} ${direction}`
}

function* keyset({ argument }: ConnectionRequest, page: Page, row: Scope): Generator<string> {
  for (const [name, later] of [
    ['after', true],
    ['before', false],
  ] as const) {
    const cursor = argument.field(name)
    if (cursor.value == null) continue
    const part = (index: 1 | 2, type: string) => cursor.param(type, value => readCursor(value, page.tag, name)[index])
    yield `(${row.col(page.column)}, ${row.alias}.${page.key}) ${later === page.ascending ? '>' : '<'} (${part(1, page.column.getSQLType())}, ${part(2, page.key === 'id' ? 'uuid' : 'bigint')})`
  }
}

function conditions({ shape, argument, where }: ConnectionRequest, row: Scope): string {
  return all(where(row), row.fulfils(shape.visible(row)), ...filterPredicates(shape, argument, row))
}

/** The predicates of what `filter` in a list's arguments holds. */
export function* filterPredicates(shape: Shape, list: Argument, row: Scope): Generator<string> {
  const filter = list.field('filter')
  if (typeof filter.value !== 'object' || filter.value === null) return
  for (const [name, value] of Object.entries(filter.value)) {
    const predicate = shape.filters[name]
    if (!predicate) throw new Error(`${shape.type} has no filter ${name}`)
    if (value != null) yield predicate(row, filter.field(name), list)
  }
}

const recordType = (c: Compilation, request: ConnectionRequest): GraphQLOutputType => fieldType(c, request, 'nodes')

function fieldType(c: Compilation, request: ConnectionRequest, name: string): GraphQLOutputType {
  const field = objectTypeOf(request.type, c, '').getFields()[name]
  if (!field) throw new Error(`${String(request.type)} is not a connection: it has no ${name}`)
  return field.type
}
