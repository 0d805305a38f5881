import { getTableName } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Context } from '../../context.ts'
import type { Argument, Expression, Scope } from './scope.ts'

export type { Argument, Expression } from './scope.ts'

/**
 * A GraphQL type declared once as SQL: table, expressions, relations, filters, orders, and who sees what. The compiler
 * turns any selection over shapes into one statement (docs/decisions/0003).
 */
export interface Shape {
  /** GraphQL type name. */
  readonly type: string
  /** Prefix of its global ids, `mem`. */
  readonly prefix: string
  readonly table: string
  /**
   * The column that makes rows unique within the organization; an organization itself has only its number, an entry of the
   * change log its sequence number. Without `id` and with an empty prefix a record cannot be fetched by `node`.
   */
  readonly key: 'id' | 'organization_id' | 'seq'
  /** SQL predicate of the rows this viewer may see; part of every read. */
  readonly visible: Predicate
  readonly fields: Readonly<Record<string, Field>>
  readonly filters: Readonly<Record<string, Filter>>
  /** Values of the type's order enum; the columns are NOT NULL and indexed behind organization_id. */
  readonly orders: Readonly<Record<string, PgColumn>>
}

export type Predicate = (row: Scope) => string
export type Field =
  | { readonly kind: 'value'; readonly sql: Expression }
  | { readonly kind: 'computed'; readonly needs: Readonly<Record<string, Expression>>; readonly compute: Compute }
  | { readonly kind: 'object'; readonly fields: Readonly<Record<string, Field>>; readonly when?: Predicate }
  | One
  | Many
  | {
      readonly kind: 'summary'
      readonly shape: () => Shape
      readonly rows: Summary
      readonly order: (child: Scope) => string
    }
  | { readonly kind: 'connection'; readonly shape: () => Shape; readonly on: Join; readonly order: DefaultOrder }
  | { readonly kind: 'lookup'; readonly code: Expression; readonly values: ReadonlyMap<string, object> }

interface One {
  readonly kind: 'one'
  readonly shape: () => Shape
  readonly on: Join
  /** As `attached` says. */
  readonly isAttached?: true
}

interface Many {
  readonly kind: 'many'
  readonly shape: () => Shape
  readonly on: Join
  readonly order: (child: Scope) => string
  readonly isAttached?: true
}

/** A query about a record (counts, sums); its rows are read as those of a shape's table. */
export type Summary = (parent: Scope, argument: Argument | undefined) => string
export type Join = (parent: Scope, child: Scope) => string
// biome-ignore lint/suspicious/noExplicitAny: a field's own facts are typed where it is declared, by `computed`
export type Compute = (facts: any, context: Context, args: Readonly<Record<string, unknown>>) => unknown
export interface DefaultOrder {
  readonly field: string
  readonly direction: 'ASC' | 'DESC'
}

/** A filter's predicate. `argument` is the value of the filter's input field, or a field of it; `list` the list's own arguments. */
export type Filter = (row: Scope, argument: Argument, list: Argument) => string

export interface ShapeDefinition extends Omit<Shape, 'type' | 'table' | 'key' | 'filters' | 'orders'> {
  readonly key?: Shape['key']
  readonly filters?: Shape['filters']
  readonly orders?: Shape['orders']
}

export function shape(type: string, table: PgTable, definition: ShapeDefinition): Shape {
  return { key: 'id', filters: {}, orders: {}, ...definition, type, table: getTableName(table) }
}

/** Fields that a later module adds to an earlier module's type, as `extend type` does in the schema. At load only. */
export function extendShape(shape: Shape, fields: Readonly<Record<string, Expression | Field>>): void {
  for (const name of Object.keys(fields))
    if (shape.fields[name]) throw new Error(`${shape.type}.${name} is declared twice`)
  Object.assign(shape.fields, fieldsOf(fields))
}

/** Gives null to whoever lacks the permission in the row's organization. */
export const guarded = (permission: string, sql: Expression): Field => ({
  kind: 'value',
  sql: row => `case when ${row.allowed(permission)} then ${row.sql(sql)} end`,
})

/** A field that needs the pure rules: SQL brings its facts, `compute` makes the value. */
export const computed = <Facts>(
  needs: Readonly<Record<keyof Facts & string, Expression>>,
  compute: (facts: Facts, context: Context, args: Readonly<Record<string, unknown>>) => unknown,
): Field => ({ kind: 'computed', needs, compute })

/** An object of the same row; null where the row does not meet `when`. */
export const object = (fields: Readonly<Record<string, Expression | Field>>, when?: Predicate): Field => ({
  kind: 'object',
  fields: fieldsOf(fields),
  ...(when ? { when } : {}),
})

export const one = (shape: () => Shape, on: Join): One => ({ kind: 'one', shape, on })

/** A bounded list of records, whole. */
export const many = (shape: () => Shape, on: Join, order: (child: Scope) => string): Many => ({
  kind: 'many',
  shape,
  on,
  order,
})

/** Whoever sees the record sees what is attached to it, so nothing more is asked: only where the child's own `visible` says so too. */
export const attached = (field: One | Many): Field => ({ ...field, isAttached: true })

/** A bounded list of rows that a query makes, whole: counts by category. Whoever sees the record sees them. */
export const summary = (shape: () => Shape, rows: Summary, order: (child: Scope) => string): Field => ({
  kind: 'summary',
  shape,
  rows,
  order,
})

/** A pageable list (`XConnection`) with the child shape's filters and orders. */
export const connection = (shape: () => Shape, on: Join, field: string, direction: 'ASC' | 'DESC' = 'DESC'): Field => ({
  kind: 'connection',
  shape,
  on,
  order: { field, direction },
})

/** An object of the program and not of the database, found by the code a row holds (the manifest of a category). */
export const lookup = (code: Expression, values: ReadonlyMap<string, object>): Field => ({
  kind: 'lookup',
  code,
  values,
})

/** Plain expressions are values; the rest says what it is. */
export function fieldsOf(fields: Readonly<Record<string, Expression | Field>>): Record<string, Field> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      typeof field === 'object' && 'kind' in field ? field : { kind: 'value', sql: field },
    ]),
  )
}
