import { randomUUID } from 'node:crypto'
import type { Sql, Variant } from './operation.ts'

/** A command as the service runs it (policy, workflow, row, change log, hash chain: one transaction), and its bare statement. */
export interface WriteOperation {
  readonly name: string
  readonly title: string
  readonly query: string
  /** What the floor does in its stead: one statement, committed by itself. */
  readonly floor: string
  /** Makes what is to be written upon. The accounts that write, by `organization` and `account`. */
  readonly writers: (sql: Sql) => Promise<Variant[]>
  /** For a command that uses up what it writes upon: makes enough for so many seconds. Between the samples, never in one. */
  readonly restock?: (sql: Sql, writers: readonly Variant[], seconds: number) => Promise<void>
  /** What a writer asks next: never the same twice. */
  readonly next: (writer: Variant) => object
  /** Values of the floor's statement. */
  readonly nextValues: (writer: Variant) => readonly unknown[]
}

/** A member records a duty of the own seat. */
export const dutyCreate: WriteOperation = {
  name: 'duty-record-create',
  title: 'one duty record by a member: row, change log entry and hash chain in one transaction, idempotent',
  query: `mutation ($input: DutyRecordCreateInput!) { dutyRecordCreate(input: $input) { dutyRecord { id state } userErrors { field code message } } }`,
  floor: `insert into duty_records (organization_id, id, member_id, category, title, occurred_on, facts, state, recorded_by, score_year)
    values ($1, $2, $3, $4, $5, $6, $7, 'PENDING', $8, $9) returning id`,
  writers: membersWhoWrite,
  next: ({ organization, member }) => ({ input: { ...newRecord(), member: `mem_${organization}_${member}` } }),
  nextValues: ({ organization, member, account }) => {
    const { id, category, title, occurredOn, facts } = newRecord()
    return [organization, id, member, category, title, occurredOn, facts, account, occurredOn.slice(0, 4)]
  },
}

/** As many as write within some seconds, each more than once: who a token is for is then known, as it is in the reads. */
const WRITERS = 256

/** Members with accounts, each with its seat. */
export async function membersWhoWrite(sql: Sql): Promise<Variant[]> {
  const rows = await sql(`select a.organization_id::text as organization, a.id::text as account, m.id::text as member
    from accounts a join members m on m.organization_id = a.organization_id and m.person_id = a.person_id order by md5(a.id::text) limit ${WRITERS}`)
  return rows.map(row => ({
    organization: String(row.organization),
    account: String(row.account),
    member: String(row.member),
  }))
}

let written = 0

/** The input of a new record: never the same twice. */
export function newRecord(): { id: string; category: string; title: string; occurredOn: string; facts: object } {
  written++
  const day = String((written % 28) + 1).padStart(2, '0')
  return {
    id: randomUUID(),
    category: 'READING_PROGRAMME',
    title: `读书活动第${written}次`,
    occurredOn: `2023-${String((written % 12) + 1).padStart(2, '0')}-${day}`,
    facts: { book: '论语', hours: '2.5' },
  }
}
