import type { Work } from '../../../platform/commands/command.ts'
import { loadVocabulary } from '../../members/import-load.ts'
import type { Vocabulary } from '../../members/roster/vocabulary.ts'
import { ReplyClasses } from '../../organizations/policies/proposal-reply-classes.ts'
import { heldValue } from '../../organizations/port.ts'
import type { Letters } from '../handling/reply-rules.ts'

export interface KnownSession {
  readonly id: string
  readonly number: number
  readonly startsOn: string
  readonly termId: string
  readonly term: number
}

export interface KnownSeat {
  readonly id: string
  readonly termId: string
  readonly name: string
  readonly sector: string | null
}

interface KnownUnit {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
}

/** What names of a list are looked up in. */
export interface Committee {
  readonly sessions: readonly KnownSession[]
  readonly seats: readonly KnownSeat[]
  /** Retired ones too: earlier years had them. */
  readonly units: readonly KnownUnit[]
  readonly vocabulary: Vocabulary
  readonly letters: Letters
}

const SESSIONS = `select s.id, s.number, s.starts_on::text as "startsOn", t.id as "termId", t.number as term
  from sessions s join terms t on t.organization_id = s.organization_id and t.id = s.term_id
  where s.organization_id = $1 order by s.starts_on`

const SEATS = `select m.id, m.term_id as "termId", p.name, s.name as sector
  from members m join persons p on p.organization_id = m.organization_id and p.id = m.person_id
    left join sectors s on s.organization_id = m.organization_id and s.id = m.sector_id
  where m.organization_id = $1 and p.name = any($2::text[])`

const UNITS = `select id, name, aliases from undertaking_units where organization_id = $1`

/** Sessions, units and dictionaries of a committee, and the seats that these names could mean. */
export async function loadCommittee(work: Work, organizationId: string, names: readonly string[]): Promise<Committee> {
  const { tx } = work
  const { rows: sessions } = await tx.client.query<KnownSession>(SESSIONS, [organizationId])
  const { rows: seats } = await tx.client.query<KnownSeat>(SEATS, [organizationId, names])
  const { rows: units } = await tx.client.query<KnownUnit>(UNITS, [organizationId])
  return {
    ...{ sessions, seats, units },
    vocabulary: await loadVocabulary(tx, organizationId),
    letters: await heldValue(work, organizationId, 'PROPOSAL_REPLY_CLASSES', ReplyClasses),
  }
}

/** A proposal on file, as far as a list could tell of it. */
export interface Known {
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

const PROPOSALS = `select id, session_id as "sessionId", case_number as "caseNumber", receipt_number as "receiptNumber", title,
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

/** What is on file in these sessions. */
export async function loadKnown(
  { tx }: Work,
  organizationId: string,
  sessionIds: readonly string[],
): Promise<readonly Known[]> {
  type Row = Omit<Known, keyof typeof OF_PROPOSALS> & { readonly id: string }
  const { rows } = await tx.client.query<Row>(PROPOSALS, [organizationId, sessionIds])
  const values = [organizationId, rows.map(({ id }) => id)]
  const ask = async (text: string): Promise<(row: Row) => readonly string[]> => {
    const answer = await tx.client.query<{ id: string; found: readonly string[] }>(text, values)
    const byId = new Map(answer.rows.map(({ id, found }) => [id, found]))
    return ({ id }) => byId.get(id) ?? []
  }
  const coSigners = await ask(OF_PROPOSALS.coSigners)
  const units = await ask(OF_PROPOSALS.units)
  const classes = await ask(OF_PROPOSALS.classes)
  return rows.map(row => ({ ...row, coSigners: coSigners(row), units: units(row), classes: classes(row) }))
}
