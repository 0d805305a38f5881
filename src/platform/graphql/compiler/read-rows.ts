import { systemClock } from '../../../kernel/clock.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { Database } from '../../db/pool.ts'
import { statementNames } from '../../db/statement-names.ts'
import type { Tx } from '../../db/transaction.ts'
import { type Argument, Builder, type Scope } from './scope.ts'

/** How a hand-written read speaks of rows and values: the same scopes and predicates as the shapes use. */
export interface Statement {
  row(): Scope
  /** A value, `$n::type`. */
  value(value: unknown, sqlType: string): string
  /** A number of rows for `limit`, in the text: of a parameter the planner cannot know that it is small. */
  rows(atMost: number): string
  /** A value as a field's argument, for the filters of a shape. */
  argument(value: unknown): Argument
}

/**
 * A read outside GraphQL (exports, downloads): one statement that sets its own viewer, as the compiled ones do. The
 * query's columns come back as JSON.
 */
export async function readRows<Row>(
  { reads }: Pick<Database, 'reads'>,
  viewer: Viewer,
  query: (statement: Statement) => string,
  now = systemClock(),
): Promise<Row[]> {
  const builder = new Builder(viewer)
  const args: Arguments = []
  const walls = builder.param(inputs => inputs.viewer.visible)
  const whole =
    builder.finished(`with viewer as materialized (select set_config('cppcc.visible', ${walls}, true) as walls)
select case when viewer.walls is not null then (select coalesce(json_agg(row_to_json(x)), '[]')
  from (${query(statementOf(builder, args))}) x) end as data from viewer`)
  const { rows } = await reads.query<{ data: Row[] | null }>({
    text: whole.text,
    values: valuesOf(whole, viewer, args, now),
  })
  return rows[0]?.data ?? []
}

// Every command on a proposal runs the same few, and they are long: planned once a connection (statement-names.ts).
const nameOf = statementNames('r', 400, 16_000)

/** The same inside a command's transaction, which carries its walls: what a command must know in the words of the shapes. */
export async function rowsWithin<Row extends object>(
  { client, viewer }: Pick<Tx, 'client' | 'viewer'>,
  query: (statement: Statement) => string,
  now = systemClock(),
): Promise<Row[]> {
  const builder = new Builder(viewer)
  const args: Arguments = []
  const whole = builder.finished(query(statementOf(builder, args)))
  const { text } = whole
  const name = nameOf(text)
  const values = valuesOf(whole, viewer, args, now)
  return (await client.query<Row>({ ...(name ? { name } : {}), text, values })).rows
}

/** Values of the arguments by number; each stands in an object, as a field's arguments do. */
type Arguments = Readonly<Record<string, unknown>>[]

const statementOf = (builder: Builder, args: Arguments): Statement => ({
  row: () => builder.row(),
  value: (value, sqlType) => `${builder.param(() => value)}::${sqlType}`,
  rows: atMost => {
    if (!Number.isInteger(atMost) || atMost < 1) throw new Error(`no number of rows: ${atMost}`)
    return String(atMost)
  },
  argument: value => builder.argument(args.push({ value }) - 1, { value }).field('value'),
})

type Finished = ReturnType<Builder['finished']>

const valuesOf = ({ parameters }: Finished, viewer: Viewer, args: Arguments, now: Date): unknown[] =>
  parameters.map(read => read({ viewer, args, given: [], now }))
