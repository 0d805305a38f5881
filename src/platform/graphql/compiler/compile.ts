import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  type SelectionSetNode,
} from 'graphql'
import { pageMaxOf } from '../page-size.ts'
import { argumentOf, type Compilation, keyedFields, NotDirect, objectTypeOf } from './compilation.ts'
import { connectionSql } from './connection.ts'
import { jsonOfValues } from './lookup.ts'
import { all } from './predicates.ts'
import type { Argument, Scope } from './scope.ts'
import { selectionSets } from './selection.ts'
import type { Field, Shape } from './shape.ts'

/** SQL of one record as JSON: the columns of a select over `row`. */
export function recordColumns(
  c: Compilation,
  shape: Shape,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  row: Scope,
): string {
  const columns = fieldColumns(c, shape.fields, objectTypeOf(type, c, shape.type), selectionSets(nodes), row, shape)
  if (isAbstractType(getNamedType(type))) {
    if (c.form === 'answer') throw new NotDirect('an interface')
    columns.push(`'${shape.type}' as "__typename"`)
  }
  return columns.join(', ') || '1 as "_"'
}

/** The facts of a computed field stand under `$` and the field's key. */
export function fieldColumns(
  c: Compilation,
  fields: Readonly<Record<string, Field>>,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  row: Scope,
  owner?: Shape,
): string[] {
  const columns: string[] = []
  for (const [key, nodes] of keyedFields(c, type, sets)) {
    const name = nodes[0]?.name.value ?? ''
    const definition = type.getFields()[name]
    if (name === '__typename' && c.form === 'answer') columns.push(`'${type.name}' as "${key}"`)
    if (!definition || !nodes[0]) continue
    if (name === 'id' && owner) {
      columns.push(`${globalIdSql(owner, row)} as "${key}"`)
      continue
    }
    const field = fields[name]
    if (!field && c.form === 'answer') throw new NotDirect(`${type.name}.${name} has a resolver of its own`)
    if (!field) continue
    const argument = definition.args.length > 0 ? argumentOf(c, definition, nodes[0]) : undefined
    columns.push(
      `${fieldSql(c, field, definition, nodes, row, argument)} as "${field.kind === 'computed' ? '$' : ''}${key}"`,
    )
  }
  return columns
}

const globalIdSql = ({ prefix, key }: Shape, { alias }: Scope): string =>
  key === 'id'
    ? `'${prefix}_' || ${alias}.organization_id || '_' || ${alias}.id`
    : `'${prefix}_' || ${alias}.organization_id`

function fieldSql(
  c: Compilation,
  field: Field,
  definition: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
  row: Scope,
  argument: Argument | undefined,
): string {
  switch (field.kind) {
    case 'value':
      if (c.form === 'answer' && nodes[0]?.selectionSet) throw new NotDirect(`${definition.name} is whole`)
      return row.sql(field.sql)
    case 'computed':
      if (c.form === 'answer') throw new NotDirect(`${definition.name} is computed`)
      return asJson(
        Object.entries(field.needs)
          .map(([name, sql]) => `${row.sql(sql)} as "${name}"`)
          .join(', '),
      )
    case 'object': {
      const type = objectTypeOf(definition.type, c, '')
      const json = asJson(fieldColumns(c, field.fields, type, selectionSets(nodes), row).join(', ') || '1 as "_"')
      return field.when ? `case when ${field.when(row)} then ${json} end` : json
    }
    case 'lookup':
      if (c.form === 'records') return row.sql(field.code)
      return `${jsonOfValues(c, definition.type, nodes, field.values)} -> ${row.sql(field.code)}`
    case 'one':
    case 'many': {
      const shape = field.shape()
      const child = c.builder.row()
      // First how it is joined: who sees its fields may follow from that.
      const joined = field.on(row, child)
      const from = `from ${shape.table} ${child.alias} where ${field.isAttached ? joined : all(joined, child.fulfils(shape.visible(child)))}`
      const columns = recordColumns(c, shape, definition.type, nodes, child)
      if (field.kind === 'one') return asJson(columns, from)
      return listOf(`select ${columns} ${from} order by ${field.order(child)}`)
    }
    case 'summary': {
      const child = c.builder.row()
      const columns = recordColumns(c, field.shape(), definition.type, nodes, child)
      return listOf(
        `select ${columns} from (${field.rows(row, argument)}) ${child.alias} order by ${field.order(child)}`,
      )
    }
    case 'connection': {
      const shape = field.shape()
      if (!argument) throw new Error(`connection ${definition.name} has no arguments`)
      return connectionSql(c, {
        shape,
        argument,
        order: field.order,
        type: definition.type,
        nodes,
        largest: pageMaxOf(definition),
        columns: recordColumns,
        where: child => field.on(row, child),
      })
    }
  }
}

const asJson = (columns: string, from = ''): string => `(select row_to_json(x) from (select ${columns} ${from}) x)`

const listOf = (query: string): string => `(select coalesce(json_agg(row_to_json(x)), '[]') from (${query}) x)`

/** A single record: `where` says which. Null when there is none, or none that the viewer may see. */
export function singleSql(
  c: Compilation,
  shape: Shape,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  where: (row: Scope) => string,
): string {
  const row = c.builder.row()
  const from = `from ${shape.table} ${row.alias} where ${all(where(row), row.fulfils(shape.visible(row)))} limit 1`
  return asJson(recordColumns(c, shape, type, nodes, row), from)
}
