import { and, eq } from 'drizzle-orm'
import { newId } from '../../../kernel/ids.ts'
import { advance } from '../../../kernel/workflow.ts'
import type { Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import type { Facts } from '../facts.ts'
import { scoreYearOf } from '../rules.ts'
import { dutyRecords } from '../tables.ts'
import { type DutyAction, type DutySituation, type DutyState, dutyWorkflow } from '../workflow.ts'

export type DutyRow = typeof dutyRecords.$inferSelect

/** A record to be booked. */
export interface Booking {
  readonly id?: string
  readonly organizationId: string
  readonly memberId: string
  readonly category: string
  readonly title: string
  readonly occurredOn: string
  readonly facts: Facts
  readonly state: DutyState
  readonly sourceType?: string
  readonly sourceId?: string
  readonly reason?: string
  readonly reversesId?: string
  readonly replacesId?: string
  /** Ids of files, in their order. */
  readonly evidence?: readonly string[]
}

/** Who stands for the service itself, when no account acts. */
const SERVICE = '00000000-0000-0000-0000-000000000000'

/**
 * Writes new records with their evidence and notes each in the change log. The rules have been looked at before. The rows
 * are sent and not waited for: the transaction fails with them.
 */
export async function book(work: Work, bookings: readonly Booking[]): Promise<Key[]> {
  if (bookings.length === 0) return []
  const rows = bookings.map(({ evidence = [], ...booking }) => ({ row: newRow(work, booking), evidence }))
  send(
    work,
    INSERT_RECORDS,
    rows.map(({ row }) => row),
  )
  const proofs = rows.flatMap(({ row: { organizationId, id }, evidence }) =>
    evidence.map((fileId, rank) => ({ organizationId, recordId: id, fileId, rank })),
  )
  if (proofs.length > 0) send(work, INSERT_EVIDENCE, proofs)
  for (const { row, evidence } of rows) note(work, 'CREATE', { ...row, version: 1 }, { evidence })
  return rows.map(({ row }) => ({ organizationId: row.organizationId, id: row.id }))
}

function send(
  { tx }: Work,
  statement: { readonly name: string; readonly text: string },
  rows: readonly object[],
): void {
  const values = [JSON.stringify(rows)]
  tx.closing(() => tx.client.query({ ...statement, values }))
}

// By hand, because every audited write runs them: one text, and so one plan, for any number of rows.
const INSERT_RECORDS = {
  name: 'insert_duty_records',
  text: `insert into duty_records (organization_id, id, member_id, category, title, occurred_on, facts, state, source_type,
      source_id, recorded_by, decided_by, decided_at, reason, reverses_id, replaces_id, score_year)
    select * from json_to_recordset($1) as r ("organizationId" bigint, id uuid, "memberId" uuid, category text, title text,
      "occurredOn" date, facts jsonb, state text, "sourceType" text, "sourceId" uuid, "recordedBy" uuid, "decidedBy" uuid,
      "decidedAt" timestamptz, reason text, "reversesId" uuid, "replacesId" uuid, "scoreYear" int)`,
}

const INSERT_EVIDENCE = {
  name: 'insert_duty_evidence',
  text: `insert into duty_evidence (organization_id, record_id, file_id, rank)
    select * from json_to_recordset($1) as r ("organizationId" bigint, "recordId" uuid, "fileId" uuid, rank int)`,
}

function newRow({ viewer, now }: Work, booking: Omit<Booking, 'evidence'>) {
  const recordedBy = viewer.accountId ?? SERVICE
  const isDecided = booking.state !== 'PENDING'
  return {
    ...booking,
    id: booking.id ?? newId(),
    sourceType: booking.sourceType ?? 'ENTRY',
    scoreYear: scoreYearOf(booking.occurredOn),
    recordedBy,
    decidedBy: isDecided ? recordedBy : null,
    decidedAt: isDecided ? now.toISOString() : null,
  }
}

/** Moves a locked record to the state the action leads to. Throws Refused when the workflow forbids it. */
export async function decide(
  work: Work,
  row: DutyRow,
  action: DutyAction,
  situation: DutySituation,
  reason: string | null = null,
): Promise<void> {
  const state = advance(dutyWorkflow, action, stateOf(row), situation)
  const isDecision = action === 'CONFIRM' || action === 'RETURN'
  const changes = {
    state,
    version: row.version + 1,
    ...(isDecision ? { decidedBy: work.viewer.accountId ?? SERVICE, decidedAt: work.now.toISOString(), reason } : {}),
  }
  await work.db
    .update(dutyRecords)
    .set(changes)
    .where(and(eq(dutyRecords.organizationId, row.organizationId), eq(dutyRecords.id, row.id)))
  note(work, 'UPDATE', { ...row, ...changes })
}

/** Takes a confirmed record back: it becomes REVERSED, and its negative twin stands beside it with the reason. */
export async function reverse(work: Work, row: DutyRow, situation: DutySituation, reason: string): Promise<Key> {
  await decide(work, row, 'REVERSE', situation)
  const { organizationId, memberId, category, title, occurredOn, facts, sourceType, sourceId } = row
  const [key] = await book(work, [
    {
      ...{ organizationId, memberId, category, title, occurredOn, facts: facts as Facts, sourceType },
      ...(sourceId === null ? {} : { sourceId }),
      state: 'REVERSAL',
      reason,
      reversesId: row.id,
    },
  ])
  if (!key) throw new Error('the reversal was not booked')
  return key
}

export const stateOf = ({ state }: { readonly state: string }): DutyState => {
  if (isState(state)) return state
  throw new Error(`no state of a duty record: ${state}`)
}

const isState = (state: string): state is DutyState => Object.hasOwn(dutyWorkflow.states, state)

type Noted = Omit<typeof dutyRecords.$inferInsert, 'createdAt'> & { readonly version: number }

function note(work: Work, op: 'CREATE' | 'UPDATE', row: Noted, more: object = {}): void {
  const { organizationId, id, version, memberId, category, title, occurredOn, facts, state, scoreYear } = row
  const { sourceType = 'ENTRY', sourceId = null, reason = null, reversesId = null, replacesId = null } = row
  const content = { memberId, category, title, occurredOn, facts, state, scoreYear }
  const links = { sourceType, sourceId, reason, reversesId, replacesId }
  work.record(organizationId, {
    recordType: 'DutyRecord',
    recordId: id,
    version,
    op,
    payload: { ...content, ...links, ...more },
  })
}
