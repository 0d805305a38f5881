import type pg from 'pg'

/** A row as the owner reads it, columns in snake case; numbers of organizations as text. */
export type Row = Readonly<Record<string, unknown>>
export type Tables = Readonly<Record<string, readonly Row[]>>

/** What the viewer may, told by the test and not by the service: organizations by permission. */
export interface OracleViewer {
  readonly home: string
  readonly seats: readonly string[]
  readonly rights: Readonly<Record<string, readonly string[]>>
}

export interface OracleContext {
  readonly tables: Tables
  readonly viewer: OracleViewer
  /** A day of the service's clock, for what depends on today. */
  readonly today: string
  /** The service's own cursor of a record in an order, so that answers compare as they are: `Type.FIELD.DIRECTION.id`. */
  readonly cursors: ReadonlyMap<string, string>
}

export type Args = Readonly<Record<string, unknown>>
export type Read = (row: Row, args: Args, context: OracleContext) => unknown
export type Fields = Readonly<Record<string, Read>>

export const may = ({ viewer }: OracleContext, permission: string, row: Row): boolean =>
  (viewer.rights[permission] ?? []).includes(String(row.organization_id))

/** Every row of every table, once, through the owner's connection; orders of text as the database compares it. */
export async function readTables(
  owner: pg.Pool,
  names: readonly string[],
  ranked: Readonly<Record<string, string>>,
): Promise<Tables> {
  const tables: Record<string, readonly Row[]> = {}
  for (const name of names) {
    const rank = ranked[name] ? `, rank() over (order by t.${ranked[name]})::int as text_rank` : ''
    const { rows } = await owner.query<{ row: Row }>(
      `select row_to_json(x) as row from (select t.*${rank} from ${name} t) x`,
    )
    tables[name] = rows.map(({ row }) => ({
      ...row,
      organization_id: String(row.organization_id),
      ...('parent_id' in row ? { parent_id: row.parent_id === null ? null : String(row.parent_id) } : {}),
    }))
  }
  return tables
}

/** A type as the oracle knows it: where its rows are, who sees them, and how each field is answered. */
export interface Type {
  readonly prefix: string
  readonly table: string
  readonly sees: (row: Row, context: OracleContext) => boolean
  readonly fields: Fields
}

const known = new Map<string, Type>()

/** The modules' types; called as each is loaded. */
export function learn(types: Readonly<Record<string, Type>>): void {
  for (const [name, type] of Object.entries(types)) known.set(name, type)
}

export const find = (name: string): Type | undefined => known.get(name)

export const names = (): Iterable<string> => known.keys()

export const reader = (row: Row, context: OracleContext) => may(context, 'ORGANIZATION_READ', row)
export const same = (a: Row, b: Row) => a.organization_id === b.organization_id

/** The rows of a type that the viewer sees. */
export const seen = (type: string, context: OracleContext): Typed[] =>
  everyRow(type, context).filter(row => typeOf(type).sees(row, context))

export const everyRow = (type: string, context: OracleContext): Typed[] =>
  (context.tables[typeOf(type).table] ?? []).map(row => ({ ...row, __typename: type }))

export type Typed = Row & { readonly __typename: string }

export function typeOf(name: string): Type {
  const type = known.get(name)
  if (!type) throw new Error(`the oracle does not know ${name}`)
  return type
}

export const gid = (row: Row): string => {
  const { prefix } = typeOf(String(row.__typename))
  return prefix === 'org' ? `org_${row.organization_id}` : `${prefix}_${row.organization_id}_${row.id}`
}

export const column =
  (name: string): Read =>
  row =>
    row[name]
export const compare = (a: unknown, b: unknown): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
export const by =
  (...keys: ((row: Row) => unknown)[]) =>
  (a: Row, b: Row) =>
    keys.reduce((found, key) => found || compare(key(a), key(b)), 0)
export const tie = (row: Row): unknown => row.id ?? Number(row.organization_id)

export const listOf =
  (type: string, of: (row: Row, child: Row) => boolean, order: (a: Row, b: Row) => number): Read =>
  (row, _args, context) =>
    seen(type, context)
      .filter(child => of(row, child))
      .sort(order)
export const oneOf =
  (type: string, of: (row: Row, other: Row) => boolean): Read =>
  (row, _args, context) =>
    seen(type, context).find(other => of(row, other)) ?? null

export const ranked = by(row => row.rank, tie)
export const committee = oneOf('Organization', same)
export const refers = (type: string, name: string) =>
  oneOf(type, (row, other) => same(row, other) && other.id === row[name])

export const plain = (names: readonly string[]): Fields => Object.fromEntries(names.map(name => [name, column(name)]))
