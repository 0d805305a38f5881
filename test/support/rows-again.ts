import type { Pool } from 'pg'
import { newId } from '../../src/kernel/ids.ts'

/** Tables of a record and of what belongs to it, in the order in which they can be written; `$1` is the record's id. */
export type Tables = readonly (readonly [table: string, which: string])[]

/** All rows of a record, to be written again under other ids. */
export interface Template {
  readonly id: string
  readonly tables: readonly { readonly table: string; readonly columns: string; readonly rows: string }[]
  readonly ids: readonly string[]
}

export async function templateOf(pool: Pool, of: Tables, id: string): Promise<Template> {
  const tables = []
  const ids: string[] = [id]
  for (const [table, which] of of) {
    const { rows } = await pool.query<{ id: string | null; row: object }>(
      `select to_jsonb(t) ->> 'id' as id, to_jsonb(t) as row from ${table} t where ${which}`,
      [id],
    )
    if (rows.length === 0) continue
    ids.push(...rows.flatMap(row => row.id ?? []))
    tables.push({ table, columns: await columnsOf(pool, table), rows: JSON.stringify(rows.map(({ row }) => row)) })
  }
  return { id, tables, ids }
}

async function columnsOf(pool: Pool, table: string): Promise<string> {
  const { rows } = await pool.query<{ names: string }>(
    `select string_agg(quote_ident(attname), ', ') as names from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  )
  return rows[0]?.names ?? ''
}

/** Another record that has come to the same point; `changed` is SQL that makes other rows of the JSON array `$1` of a table. */
export async function cloneOf(
  pool: Pool,
  { id, tables, ids }: Template,
  changed: Readonly<Record<string, string>> = {},
): Promise<string> {
  const renamed = new Map(ids.map(old => [old, newId()]))
  const fresh = (rows: string) => rows.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, old => renamed.get(old) ?? old)
  const client = await pool.connect()
  try {
    await client.query('begin')
    for (const { table, columns, rows } of tables) {
      await client.query(
        `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, ${changed[table] ?? '$1::jsonb'})`,
        [fresh(rows)],
      )
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
  return renamed.get(id) ?? ''
}
