import type { Pool } from 'pg'
import { newId } from '../../../../src/kernel/ids.ts'

/** Rows that belong to a proposal, in the order in which they can be written. */
const ROWS: readonly (readonly [table: string, which: string])[] = [
  ['proposals', 't.id = $1'],
  ...['texts', 'signers', 'attachments', 'assignments', 'handlings'].map(
    name => [`proposal_${name}`, 't.proposal_id = $1'] as const,
  ),
  ['proposal_requests', 't.handling_id in (select id from proposal_handlings where proposal_id = $1)'],
  ...['deadlines', 'replies', 'feedback', 'events', 'search'].map(
    name => [`proposal_${name}`, 't.proposal_id = $1'] as const,
  ),
  ['duty_records', 't.source_id = $1'],
]

/** All rows of a proposal, to be written again under other ids. */
export interface Template {
  readonly proposalId: string
  readonly tables: readonly { readonly table: string; readonly columns: string; readonly rows: string }[]
  readonly ids: readonly string[]
}

export async function templateOf(pool: Pool, proposalId: string): Promise<Template> {
  const tables = []
  const ids: string[] = [proposalId]
  for (const [table, which] of ROWS) {
    const { rows } = await pool.query<{ id: string | null; row: object }>(
      `select to_jsonb(t) ->> 'id' as id, to_jsonb(t) as row from ${table} t where ${which}`,
      [proposalId],
    )
    if (rows.length === 0) continue
    ids.push(...rows.flatMap(({ id }) => id ?? []))
    tables.push({ table, columns: await columnsOf(pool, table), rows: JSON.stringify(rows.map(({ row }) => row)) })
  }
  return { proposalId, tables, ids }
}

async function columnsOf(pool: Pool, table: string): Promise<string> {
  const { rows } = await pool.query<{ names: string }>(
    `select string_agg(quote_ident(attname), ', ') as names from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  )
  return rows[0]?.names ?? ''
}

/** Another proposal that has come to the same point, with numbers of its own. */
export async function cloneOf(pool: Pool, { proposalId, tables, ids }: Template): Promise<string> {
  const renamed = new Map(ids.map(id => [id, newId()]))
  const fresh = (rows: string) => rows.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, id => renamed.get(id) ?? id)
  const client = await pool.connect()
  try {
    await client.query('begin')
    for (const { table, columns, rows } of tables) {
      await client.query(
        `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, ${table === 'proposals' ? NUMBERED : '$1::jsonb'})`,
        [fresh(rows)],
      )
    }
    await client.query('commit')
  } finally {
    client.release()
  }
  return renamed.get(proposalId) ?? ''
}

/** The row with the next numbers of its session in the place of those it was copied with. */
const NUMBERED = `(select jsonb_build_array(p || coalesce((select jsonb_object_agg(lower(kind) || '_number', number) from (
    select kind, take_number((p ->> 'organization_id')::bigint, (p ->> 'session_id')::uuid, kind) as number
    from unnest(array['RECEIPT', 'CASE']) kind where p ->> (lower(kind) || '_number') is not null) n), '{}'))
  from jsonb_array_elements($1::jsonb) p)`

/** Made once in the test's database, which ends with the test. */
export const TAKE_NUMBER = `create function take_number(organization bigint, session uuid, what text) returns int language sql as $$
  update proposal_counters set last = last + 1 where organization_id = organization and session_id = session and kind = what
  returning last $$`
