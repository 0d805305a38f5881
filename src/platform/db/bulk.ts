import { getTableColumns, getTableName } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { statementNames } from './statement-names.ts'
import type { Tx } from './transaction.ts'

// Bounds the parameters of one statement in memory; 30,000 rows are six statements.
const ROWS_A_STATEMENT = 5_000

// A line of history is written by every command.
const nameOf = statementNames('b', 100)

/**
 * To be called before each slice of a transaction that fills tables: statements and the checks of foreign keys keep the plan that
 * was made when the tables were empty, by which each reads all that was written so far, and a list of thousands takes minutes.
 */
export async function forgetPlans({ client }: Tx): Promise<void> {
  await client.query('discard plans')
}

/** Inserts any number of rows with one array a column. All rows have the same keys. */
export async function insertRows<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  for (const { names, arrays, values } of statements(table, rows)) {
    const text = `insert into "${getTableName(table)}" (${names}) select * from unnest(${arrays})`
    const name = nameOf(text)
    await tx.client.query({ ...(name ? { name } : {}), text, values })
  }
}

/** Writes whole rows over those with the same organization and id. All rows have the same keys. */
export async function updateRows<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<void> {
  for (const { columns, names, arrays, values } of statements(table, rows)) {
    const set = columns.filter(column => !column.primary && column.name !== 'organization_id' && column.name !== 'id')
    await tx.client.query(
      `update "${getTableName(table)}" t set ${set.map(({ name }) => `"${name}" = u."${name}"`).join()}
        from unnest(${arrays}) as u(${names}) where t.organization_id = u.organization_id and t.id = u.id`,
      values,
    )
  }
}

function* statements(table: PgTable, rows: readonly Readonly<Record<string, unknown>>[]) {
  const known = Object.entries<PgColumn>(getTableColumns(table))
  const used = known.filter(([key]) => Object.hasOwn(rows[0] ?? {}, key))
  const columns = used.map(([, column]) => column)
  const names = columns.map(({ name }) => `"${name}"`).join()
  const arrays = columns.map((column, i) => `$${i + 1}::${column.getSQLType()}[]`).join()
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    const part = rows.slice(start, start + ROWS_A_STATEMENT)
    yield { columns, names, arrays, values: used.map(([key]) => part.map(row => row[key] ?? null)) }
  }
}
