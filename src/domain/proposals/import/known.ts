import type { Work } from '../../../platform/commands/command.ts'
import type { Resolved } from './resolve.ts'

/** A proposal on file, as far as a list could tell of it. */
export interface Known {
  readonly id: string
  readonly state: string
  readonly mergedIntoId: string | null
  readonly round: number
  readonly closedAt: string | null
  readonly sessionId: string
  readonly caseNumber: number | null
  readonly receiptNumber: number | null
  readonly title: string
  readonly proposerKind: string
  readonly firstProposerId: string | null
  readonly coSigners: readonly string[]
  readonly units: readonly string[]
  readonly classes: readonly string[]
}

const PROPOSALS = `select id, state, merged_into_id as "mergedIntoId", round, closed_at::text as "closedAt",
  session_id as "sessionId", case_number as "caseNumber", receipt_number as "receiptNumber", title,
  proposer_kind as "proposerKind", first_proposer_id as "firstProposerId"
  from proposals where organization_id = $1 and session_id = any($2::uuid[])`

// Each asked once for all proposals: behind a list that was just written no statistics lead a sub-query to its index.
const OF_PROPOSALS = {
  coSigners: `select proposal_id as id, array_agg(member_id::text) as found from proposal_signers
    where organization_id = $1 and proposal_id = any($2::uuid[]) and role = 'CO_SIGNER' and state = 'ACCEPTED' group by 1`,
  units: `select proposal_id as id, array_agg(unit_id || ' ' || role) as found from proposal_handlings
    where organization_id = $1 and proposal_id = any($2::uuid[]) and state <> 'REASSIGNED' and round = 1 group by 1`,
  classes: `select proposal_id as id, array_agg(distinct reply_class) as found from proposal_replies
    where organization_id = $1 and proposal_id = any($2::uuid[]) and state = 'SENT' group by 1`,
} as const

/** Holds the counters of sessions: neither another import nor a filing takes a number between a look at the file and the writing. */
export async function holdCounters({ tx }: Work, organizationId: string, sessionIds: readonly string[]): Promise<void> {
  await tx.client.query(HOLD_COUNTERS, [organizationId, sessionIds])
}

const HOLD_COUNTERS = `insert into proposal_counters as c (organization_id, session_id, kind, last)
  select $1, s, k, 0 from unnest($2::uuid[]) s cross join unnest(array['CASE', 'RECEIPT']) k order by s, k
  on conflict (organization_id, session_id, kind) do update set last = c.last`

/**
 * Holds proposals on file that merged rows may name, in the order of their ids and before the counters, as everybody does: none
 * is archived or answered again meanwhile.
 */
export async function holdMains({ tx }: Work, organizationId: string, rows: readonly Resolved[]): Promise<void> {
  const named = rows.flatMap(({ mergedInto, of }) => (mergedInto ? [[of.id, mergedInto.number] as const] : []))
  if (named.length === 0) return
  await tx.client.query(HOLD_MAINS, [organizationId, named.map(([id]) => id), named.map(([, number]) => number)])
}

const HOLD_MAINS = `select id from proposals where organization_id = $1
  and (session_id, case_number) in (select * from unnest($2::uuid[], $3::int[]))
  or organization_id = $1 and (session_id, receipt_number) in (select * from unnest($2::uuid[], $3::int[]))
  order by id for update`

/** The letters in force, by the proposal they answer. */
export async function loadLetters(
  { tx }: Work,
  organizationId: string,
  ids: readonly string[],
): Promise<(id: string) => readonly string[]> {
  const { rows } = await tx.client.query<{ id: string; letters: readonly string[] }>(LETTERS, [organizationId, ids])
  const byId = new Map(rows.map(({ id, letters }) => [id, letters]))
  return id => byId.get(id) ?? []
}

const LETTERS = `select p.id, array_agg(r.id::text order by r.id) as letters from proposals p
  join proposal_replies r on r.organization_id = p.organization_id and r.proposal_id = p.id and r.round = p.round
  where p.organization_id = $1 and p.id = any($2::uuid[]) and r.state = 'SENT' group by p.id`

/** What is on file in these sessions. */
export async function loadKnown(
  { tx }: Work,
  organizationId: string,
  sessionIds: readonly string[],
): Promise<readonly Known[]> {
  type Row = Omit<Known, keyof typeof OF_PROPOSALS>
  const { rows } = await tx.client.query<Row>(PROPOSALS, [organizationId, sessionIds])
  const values = [organizationId, rows.flatMap(({ id, mergedIntoId }) => (mergedIntoId ? [id, mergedIntoId] : [id]))]
  const ask = async (text: string): Promise<(id: string) => readonly string[]> => {
    const answer = await tx.client.query<{ id: string; found: readonly string[] }>(text, values)
    const byId = new Map(answer.rows.map(({ id, found }) => [id, found]))
    return id => byId.get(id) ?? []
  }
  const coSigners = await ask(OF_PROPOSALS.coSigners)
  const units = await ask(OF_PROPOSALS.units)
  const classes = await ask(OF_PROPOSALS.classes)
  return rows.map(row => {
    // A merged one is handled as its main one is.
    const handled = row.mergedIntoId ?? row.id
    return { ...row, coSigners: coSigners(row.id), units: units(handled), classes: classes(handled) }
  })
}
