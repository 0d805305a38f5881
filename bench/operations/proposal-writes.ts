import { CONNECTIONS } from '../load.ts'
import { CITY } from '../places.ts'
import type { Sql, Variant } from './operation.ts'
import { membersWhoWrite, type WriteOperation } from './write.ts'

/** Proposals that wait to be written upon, by writer: each is submitted or filed once by the service. */
const waiting = new Map<string, string[]>()
/** The floor does it again and again to the same. */
const FLOOR_ROWS = 20
/** More than any machine does in a second: a sample must not run out. */
const SUBMITTED_OR_FILED_A_SECOND = 5_000

const keyOf = (name: string, { account = '' }: Variant): string => `${name} ${account}`

function take(name: string, writer: Variant): string {
  const id = waiting.get(keyOf(name, writer))?.pop()
  if (id === undefined)
    throw new Error(`no proposal is left to write upon (${name}): this machine is faster than the stock is large`)
  return id
}

/** One of the rows that are the floor's. */
const floorRow = (writer: Variant): string => {
  const ids = String(writer.floor).split(' ')
  return ids[Math.floor(Math.random() * ids.length)] ?? ''
}

/**
 * So many proposals in a state, with the text of one that is there already, and its writer as the first proposer. The numbers
 * are taken from the counter as the service takes them: its last requests of a sample may still be at work.
 */
const COPIES = `with latest as (select * from sessions where organization_id = $1 order by starts_on desc limit 1),
  counted as (
    update proposal_counters c set last = c.last + $4 from latest s
    where c.organization_id = s.organization_id and c.session_id = s.id and c.kind = 'RECEIPT' and $3 <> 'DRAFT'
    returning c.session_id, c.last - $4 as before
  ), made as (
    insert into proposals (organization_id, id, term_id, session_id, period, proposer_kind, first_proposer_id, title, situation, analysis, suggestions,
      state, receipt_number, submitted_at, created_by)
    select p.organization_id, gen_random_uuid(), p.term_id, c.session_id, case when $3 <> 'DRAFT' then 'ORDINARY' end, 'MEMBER',
      coalesce($2::uuid, p.first_proposer_id), p.title, p.situation, p.analysis, p.suggestions, $3,
      c.before + n, case when $3 <> 'DRAFT' then now() end, coalesce($5::uuid, p.created_by)
    from (select * from proposals where organization_id = $1 and state = 'CLOSED' order by id limit 1) p
      left join counted c on true cross join generate_series(1, $4::int) n
    returning *
  ), signed as (
    insert into proposal_signers (organization_id, id, proposal_id, member_id, role, state, rank, text_number, invited_at, answered_at)
    select organization_id, gen_random_uuid(), id, first_proposer_id, 'FIRST', 'ACCEPTED', 0, 1, now(), now() from made
  ), written as (
    insert into proposal_texts (organization_id, id, proposal_id, number, title, situation, analysis, suggestions, written_by)
    select organization_id, gen_random_uuid(), id, 1, title, situation, analysis, suggestions, created_by from made
  )
  select id::text from made`

async function copies(sql: Sql, writer: Variant, state: string, number: number): Promise<string[]> {
  const values = [writer.organization, writer.member ?? null, state, number, writer.account]
  return (await sql(COPIES, values)).map(({ id }) => String(id))
}

/** For each writer the floor's rows, and one to be asked with once before anything is measured. */
async function prepare(name: string, sql: Sql, writers: readonly Variant[], state: string): Promise<Variant[]> {
  const prepared: Variant[] = []
  for (const writer of writers) {
    const [first = '', ...others] = await copies(sql, writer, state, 1 + FLOOR_ROWS)
    waiting.set(keyOf(name, writer), [first])
    prepared.push({ ...writer, floor: others.join(' ') })
  }
  return prepared
}

const restock =
  (name: string, state: string) =>
  async (sql: Sql, writers: readonly Variant[], seconds: number): Promise<void> => {
    const each = Math.ceil((SUBMITTED_OR_FILED_A_SECOND * seconds) / writers.length)
    for (const [index, writer] of writers.entries()) {
      const left = waiting.get(keyOf(name, writer)) ?? []
      // Every connection of the client makes a first request of the first writer before it begins elsewhere (load.ts).
      const enough = (index === 0 ? CONNECTIONS : 0) + CONNECTIONS + each
      if (left.length < enough) left.push(...(await copies(sql, writer, state, enough - left.length)))
      waiting.set(keyOf(name, writer), left)
    }
  }

const numbered = (kind: string, changes: string): string => `with n as (
    update proposal_counters set last = last + 1 where organization_id = $1 and kind = '${kind}'
      and session_id = (select id from sessions where organization_id = $1 order by starts_on desc limit 1) returning session_id, last
  )
  update proposals p set version = version + 1, ${changes} from n where p.organization_id = $1 and p.id = $2 returning p.id`

const valuesOf = (writer: Variant): readonly unknown[] => [writer.organization, floorRow(writer)]

const variables = (name: string) => (writer: Variant) => ({
  id: `prop_${writer.organization}_${take(name, writer)}`,
  expectedVersion: 1,
})

export const proposalSubmit: WriteOperation = {
  name: 'proposal-submit',
  title: 'a member submits a draft: state, receipt number, duty record, history, change log in one transaction',
  query: `mutation ($id: ID!, $expectedVersion: Int!) { proposalSubmit(id: $id, expectedVersion: $expectedVersion) {
    proposal { id state receiptNumber } userErrors { field code message } } }`,
  floor: numbered(
    'RECEIPT',
    `state = 'SUBMITTED', session_id = n.session_id, receipt_number = n.last, submitted_at = now()`,
  ),
  writers: async sql => prepare('proposal-submit', sql, await membersWhoWrite(sql), 'DRAFT'),
  restock: restock('proposal-submit', 'DRAFT'),
  next: variables('proposal-submit'),
  nextValues: valuesOf,
}

export const proposalFile: WriteOperation = {
  name: 'proposal-file',
  title: 'an office puts a proposal on file: state, case number, duty record, history, change log in one transaction',
  query: `mutation ($id: ID!, $expectedVersion: Int!) { proposalFile(id: $id, expectedVersion: $expectedVersion) {
    proposal { id state caseNumber } userErrors { field code message } } }`,
  floor: numbered('CASE', `state = 'FILED', case_number = n.last, filed_at = now()`),
  writers: async sql => prepare('proposal-file', sql, await offices(sql), 'RECHECKED'),
  restock: restock('proposal-file', 'RECHECKED'),
  next: variables('proposal-file'),
  nextValues: valuesOf,
}

async function offices(sql: Sql): Promise<Variant[]> {
  const rows = await sql(
    `select a.organization_id::text as organization, a.id::text as account from accounts a join organizations o using (organization_id)
      where a.login like 'office.%' and o.path like '%/${CITY}/%' order by 1`,
  )
  return rows.map(({ organization, account }) => ({ organization: String(organization), account: String(account) }))
}
