import type { Viewer } from '../../../kernel/viewer.ts'
import type { Database } from '../../db/pool.ts'
import { Builder, type Scope } from './scope.ts'

/** How a hand-written read speaks of rows and values: the same scopes and predicates as the shapes use. */
export interface Statement {
  row(): Scope
  /** A value, `$n::type`. */
  value(value: unknown, sqlType: string): string
}

/**
 * A read outside GraphQL (exports, downloads): one statement that sets its own viewer, as the compiled ones do. The
 * query's columns come back as JSON.
 */
export async function readRows<Row>(
  { reads }: Pick<Database, 'reads'>,
  viewer: Viewer,
  query: (statement: Statement) => string,
): Promise<Row[]> {
  const builder = new Builder()
  const walls = builder.param(inputs => inputs.viewer.visible)
  const text = query({
    row: () => builder.row(),
    value: (value, sqlType) => `${builder.param(() => value)}::${sqlType}`,
  })
  const { rows } = await reads.query<{ data: Row[] | null }>({
    text: `with viewer as materialized (select set_config('cppcc.visible', ${walls}, true) as walls)
select case when viewer.walls is not null then (select coalesce(json_agg(row_to_json(x)), '[]') from (${text}) x) end as data from viewer`,
    values: builder.parameters.map(read => read({ viewer, args: [], given: [] })),
  })
  return rows[0]?.data ?? []
}
