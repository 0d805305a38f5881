import type { PgColumn } from 'drizzle-orm/pg-core'
import { businessDate } from '../../../kernel/clock.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import { existsWhere, isAny } from './predicates.ts'

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

/** A list of the viewer's that a statement takes to have none, one, or more. */
interface Assumption {
  readonly listOf: (viewer: Viewer) => readonly string[]
  readonly size: Size
}

type Size = 'none' | 'one' | 'more'

const sizeOf = ({ length }: readonly string[]): Size => (length === 0 ? 'none' : length === 1 ? 'one' : 'more')

/** Collects a statement's parameters and table aliases. */
export class Builder {
  private readonly parameters: Parameter[] = []
  private readonly viewer: Viewer | undefined
  private readonly named = new Map<string, string>()
  private readonly assumptions: Assumption[] = []
  private aliases = 0

  /** With a viewer the statement is for those who have their rights, seats and units nowhere, once or more often as he has. */
  constructor(viewer?: Viewer) {
    this.viewer = viewer
  }

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

  /**
   * A list of the viewer's as an array, of a form that `isAny` knows where it has none or one: the planner looks for nothing
   * in an empty one, and of one value it knows how little it finds. Of an array it expects ten.
   */
  list(key: string, sqlType: string, listOf: Assumption['listOf']): string {
    const known = this.named.get(key)
    if (known) return known
    const size = this.viewer ? sizeOf(listOf(this.viewer)) : 'more'
    if (this.viewer) this.assumptions.push({ listOf, size })
    let text = `'{}'::${sqlType}[]`
    if (size === 'one') text = `array[${this.param(({ viewer }) => listOf(viewer)[0])}::${sqlType}]`
    if (size === 'more') text = `${this.param(({ viewer }) => arrayLiteral(listOf(viewer)))}::${sqlType}[]`
    this.named.set(key, text)
    return text
  }

  /** Whether the statement is one for this viewer. */
  suits(viewer: Viewer): boolean {
    return this.assumptions.every(({ listOf, size }) => sizeOf(listOf(viewer)) === size)
  }

  /** The whole statement, with the parameters that are left in it: what a known condition decides takes others out. */
  finished(statement: string): { readonly text: string; readonly parameters: readonly Parameter[] } {
    const left = [...new Set(statement.match(/\$\d+/g))]
    const numbers = new Map(left.map((name, index) => [name, `$${index + 1}`]))
    const parameters = left.flatMap(name => this.parameters[Number(name.slice(1)) - 1] ?? [])
    return { text: statement.replace(/\$\d+/g, name => numbers.get(name) ?? name), parameters }
  }

  row(): Scope {
    return new Scope(this, `t${++this.aliases}`)
  }

  /** `isKnown`: the plan is only for this very value at the path, which then stands in the text where it is a plain word. */
  argument(
    number: number,
    value: unknown,
    isKnown: (path: readonly string[]) => boolean = () => false,
    path: readonly string[] = [],
  ): Argument {
    return {
      value,
      field: name => this.argument(number, isRecord(value) ? value[name] : undefined, isKnown, [...path, name]),
      param: (sqlType, transform = same) => {
        const word = transform === same && isKnown(path) ? wordOf(value) : undefined
        if (word) return `${word}::${sqlType}`
        const read: Parameter = ({ args }) => transform(path.reduce<unknown>(at, args[number]))
        return `${this.param(read)}::${sqlType}`
      },
    }
  }
}

const same = (value: unknown): unknown => value

/** Booleans and names of enum values as SQL; undefined for whatever is not made of capital letters. */
function wordOf(value: unknown): string | undefined {
  if (typeof value === 'boolean') return String(value)
  const words = Array.isArray(value) ? value : [value]
  if (!words.every(word => typeof word === 'string' && /^[A-Z][A-Z0-9_]{0,62}$/.test(word))) return undefined
  return Array.isArray(value) ? `'{${words.join()}}'` : `'${words[0]}'`
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const at = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined)

/** One row of a statement under its alias: how declarations speak of columns, of the viewer and of nothing else. */
export class Scope {
  private readonly builder: Builder
  private readonly owners = new Map<string, Scope>()
  private readonly known = new Set<string>()
  /** The row of the same committee that this one was found by. */
  private base: Scope | undefined
  readonly alias: string

  constructor(builder: Builder, alias: string) {
    this.builder = builder
    this.alias = alias
  }

  /** `t1."column"`. */
  col(column: PgColumn): string {
    return `${this.alias}."${column.name}"`
  }

  /** SQL: a condition that every row taken fulfils; what is read of such a row need not ask it again. */
  fulfils(condition: string): string {
    this.known.add(condition)
    return condition
  }

  /**
   * SQL: this row is of the same committee as another, by which it is found: what the viewer may do there is asked of that one.
   * Must hold of every row taken, so it stands with `and` and never under an `or`.
   */
  ofOrganization(base: Scope): string {
    this.base = base
    return `${this.alias}.organization_id = ${base.alias}.organization_id`
  }

  /** SQL: this row names another, of the same committee, in a column. What is asked of that one need not look for it again. */
  belongsTo(owner: Scope, column: string): string {
    this.owners.set(column, owner)
    return `${this.ofOrganization(owner)} and ${this.alias}.${column} = ${owner.alias}.id`
  }

  /** SQL: what is asked holds of the row, of the same committee and a table, that this one names in a column. */
  through(table: string, column: string, condition: (owner: Scope) => string): string {
    const known = this.owners.get(column)
    if (known) {
      const asked = condition(known)
      return known.known.has(asked) ? 'true' : asked
    }
    const owner = this.another()
    const from = `${table} ${owner.alias}`
    const named = `${owner.ofOrganization(this)} and ${owner.alias}.id = ${this.alias}.${column}`
    return existsWhere(from, named, condition(owner))
  }

  sql(expression: Expression): string {
    return typeof expression === 'function' ? expression(this) : this.col(expression)
  }

  /**
   * The viewer holds the permission in the row's organization. Asked of the first row of a chain of one committee: each
   * condition on the committee of the row itself would let the planner expect so much less of every index that begins with it,
   * until one of them looks as good as the key.
   */
  allowed(permission: string): string {
    return this.base?.allowed(permission) ?? isAny(`${this.alias}.organization_id`, this.organizationsWith(permission))
  }

  organizationsWith(permission: string): string {
    return this.builder.list(`with ${permission}`, 'bigint', viewer => viewer.organizationsWith(permission))
  }

  /** The viewer's own seats, uuid[]. */
  ownSeats(): string {
    return this.builder.list('seats', 'uuid', viewer => viewer.memberIds)
  }

  /** Undertaking units for which the viewer works, or for which he holds a permission, uuid[]. */
  ownUnits(permission?: string): string {
    return this.builder.list(`units ${permission ?? ''}`, 'uuid', viewer =>
      permission ? viewer.unitsWith(permission) : viewer.unitIds,
    )
  }

  /** Assigning offices for which the viewer works, uuid[]. */
  ownAssigningOffices(): string {
    return this.builder.list('offices', 'uuid', viewer => viewer.assigningOfficeIds)
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
