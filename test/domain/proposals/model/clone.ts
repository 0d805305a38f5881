import type { Pool } from 'pg'
import { cloneOf as cloneRows, type Tables, type Template } from '../../../support/rows-again.ts'

const BOTH = '(select id from proposals where id = $1 or merged_into_id = $1)'

/** Rows that belong to a proposal, and to one that is merged into it. */
export const ROWS: Tables = [
  ['proposals', `t.id in ${BOTH}`],
  ...['texts', 'signers', 'attachments', 'assignments', 'handlings'].map(
    name => [`proposal_${name}`, `t.proposal_id in ${BOTH}`] as const,
  ),
  ['proposal_requests', 't.handling_id in (select id from proposal_handlings where proposal_id = $1)'],
  ...['deadlines', 'replies', 'feedback', 'events', 'search', 'supervisions', 'nominations'].map(
    name => [`proposal_${name}`, `t.proposal_id in ${BOTH}`] as const,
  ),
  ['duty_records', `t.source_id in ${BOTH}`],
]

/** Another proposal that has come to the same point, with numbers of its own. */
export const cloneOf = (pool: Pool, template: Template): Promise<string> =>
  cloneRows(pool, template, { proposals: NUMBERED })

/** The row with the next numbers of its session in the place of those it was copied with. */
const NUMBERED = `(select jsonb_agg(p || coalesce((select jsonb_object_agg(lower(kind) || '_number', number) from (
    select kind, take_number((p ->> 'organization_id')::bigint, (p ->> 'session_id')::uuid, kind) as number
    from unnest(array['RECEIPT', 'CASE']) kind where p ->> (lower(kind) || '_number') is not null) n), '{}'))
  from jsonb_array_elements($1::jsonb) p)`

/** Made once in the test's database, which ends with the test. */
export const TAKE_NUMBER = `create function take_number(organization bigint, session uuid, what text) returns int language sql as $$
  update proposal_counters set last = last + 1 where organization_id = organization and session_id = session and kind = what
  returning last $$`
