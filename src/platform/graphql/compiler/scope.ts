import type { PgColumn } from 'drizzle-orm/pg-core'
import { businessDate } from '../../../kernel/clock.ts'
import type { Viewer } from '../../../kernel/viewer.ts'

/** Values of one execution, from which a plan's parameters are read. */
export interface Inputs {
  readonly viewer: Viewer
  /** Coerced arguments of the plan's fields, by the number the builder gave each. */
  readonly args: readonly Readonly<Record<string, unknown>>[]
  /** Values from the server and not from the document. */
  readonly given: readonly unknown[]
  /** The moment of the request, by the service's clock and not the database's. */
  readonly now: Date
}

export type Parameter = (inputs: Inputs) => unknown

/** An SQL expression over a row; its value is the JSON that the client gets. */
export type Expression = PgColumn | ((row: Scope) => string)

/** An argument's value at a path: its structure is known while compiling, its scalars only ever become parameters. */
export interface Argument {
  /** For structure only (present or not, booleans, enum values, list or not); never put into SQL. */
  readonly value: unknown
  field(name: string): Argument
  /** A parameter `$n::type`, from the value or what `transform` makes of it. */
  param(sqlType: string, transform?: (value: unknown) => unknown): string
}

/** Collects a statement's parameters and table aliases. */
export class Builder {
  readonly parameters: Parameter[] = []
  private readonly named = new Map<string, string>()
  private aliases = 0

  param(read: Parameter): string {
    this.parameters.push(read)
    return `$${this.parameters.length}`
  }

  /** A parameter that several places share. */
  shared(key: string, read: Parameter): string {
    const known = this.named.get(key) ?? this.param(read)
    this.named.set(key, known)
    return known
  }

  row(): Scope {
    return new Scope(this, `t${++this.aliases}`)
  }

  argument(number: number, value: unknown, path: readonly string[] = []): Argument {
    return {
      value,
      field: name => this.argument(number, isRecord(value) ? value[name] : undefined, [...path, name]),
      param: (sqlType, transform = same) => {
        const read: Parameter = ({ args }) => transform(path.reduce<unknown>(at, args[number]))
        return `${this.param(read)}::${sqlType}`
      },
    }
  }
}

const same = (value: unknown): unknown => value
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const at = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined)

/** One row of a statement under its alias: how declarations speak of columns, of the viewer and of nothing else. */
export class Scope {
  private readonly builder: Builder
  readonly alias: string

  constructor(builder: Builder, alias: string) {
    this.builder = builder
    this.alias = alias
  }

  /** `t1."column"`. */
  col(column: PgColumn): string {
    return `${this.alias}."${column.name}"`
  }

  sql(expression: Expression): string {
    return typeof expression === 'function' ? expression(this) : this.col(expression)
  }

  /** The viewer holds the permission in the row's organization. */
  allowed(permission: string): string {
    return `${this.alias}.organization_id = any(${this.organizationsWith(permission)})`
  }

  organizationsWith(permission: string): string {
    return this.builder
      .shared(`with ${permission}`, ({ viewer }) => arrayLiteral(viewer.organizationsWith(permission)))
      .concat('::bigint[]')
  }

  /** The viewer's own seats, uuid[]. */
  ownSeats(): string {
    return this.builder.shared('seats', ({ viewer }) => arrayLiteral(viewer.memberIds)).concat('::uuid[]')
  }

  /** Undertaking units for which the viewer works, or for which he holds a permission, uuid[]. */
  ownUnits(permission?: string): string {
    const units = ({ viewer }: Inputs) => (permission ? viewer.unitsWith(permission) : viewer.unitIds)
    return this.builder.shared(`units ${permission ?? ''}`, units).concat('::uuid[]')
  }

  /** Assigning offices for which the viewer works, uuid[]. */
  ownAssigningOffices(): string {
    return this.builder.shared('offices', ({ viewer }) => viewer.assigningOfficeIds).concat('::uuid[]')
  }

  /** The viewer's account, uuid. */
  ownAccount(): string {
    return this.builder.shared('account', ({ viewer }) => viewer.accountId).concat('::uuid')
  }

  /** The moment of the request, timestamptz. */
  now(): string {
    return this.builder.shared('now', ({ now }) => now.toISOString()).concat('::timestamptz')
  }

  /** Its business date in Asia/Shanghai, date. */
  today(): string {
    return this.builder.shared('today', ({ now }) => businessDate(now)).concat('::date')
  }

  /** The viewer's home organization, bigint. */
  home(): string {
    return this.builder.shared('home', ({ viewer }) => viewer.organizationId).concat('::bigint')
  }

  /** Another row in the same statement, for sub-queries written by hand. */
  another(): Scope {
    return this.builder.row()
  }
}

const literals = new WeakMap<readonly string[], string>()

/** Numbers and UUIDs as PostgreSQL writes an array. A viewer's lists live for seconds, so each is written once. */
function arrayLiteral(list: readonly string[]): string {
  const known = literals.get(list) ?? `{${list.join()}}`
  literals.set(list, known)
  return known
}
