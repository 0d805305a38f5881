import type { Work } from '../../../platform/commands/command.ts'
import { type ProposalRow, recordProposal } from '../commands.ts'
import { recordDutiesOf } from '../duties.ts'
import { noteEvents } from '../history/events.ts'
import { nextNumbers } from '../numbers.ts'

/** What the deciding body decided, the same for all proposals of a batch. */
export interface Decision {
  readonly body: string
  /** What the proposers are told. */
  readonly note: string
}

/**
 * Puts locked proposals of one committee on file, numbered in their order, each with its proposers' duty records: a handful
 * of statements, however many they are. The counters come last, and behind them only what needs the number.
 */
export async function putOnFile(work: Work, rows: readonly ProposalRow[], { body, note }: Decision): Promise<void> {
  await recordDutiesOf(work, rows, 'PROPOSAL_FILED')
  const numbers = await caseNumbersOf(work, rows)
  const filed = rows.map(row => ({ row, caseNumber: numbers.get(row.id) ?? null }))
  sendFiled(work, filed, note)
  for (const { row, caseNumber } of filed) {
    const content = { state: 'FILED', caseNumber, filedAt: work.now.toISOString(), decidedBy: body, decisionNote: note }
    recordProposal(work, { ...row, version: row.version + 1 }, content)
  }
  await noteEvents(
    work,
    filed.map(({ row, caseNumber }) => ({
      proposal: row,
      event: {
        ...{ action: 'FILE', from: row.state, to: 'FILED', audience: 'PROPOSERS' },
        ...{ note, facts: { caseNumber, decidedBy: body } },
      },
    })),
  )
}

/** Numbers by proposal. Several sessions' counters are taken in the order of their ids, so that two batches cannot wait in a circle. */
async function caseNumbersOf(work: Work, rows: readonly ProposalRow[]): Promise<ReadonlyMap<string, number>> {
  const numbers = new Map<string, number>()
  const sessions = [...Map.groupBy(rows, row => row.sessionId ?? '')].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [sessionId, own] of sessions) {
    const [{ organizationId = '' } = {}] = own
    const first = await nextNumbers(work, organizationId, sessionId, 'CASE', own.length)
    for (const [index, { id }] of own.entries()) numbers.set(id, first + index)
  }
  return numbers
}

interface Filed {
  readonly row: ProposalRow
  readonly caseNumber: number | null
}

/** Sent and not waited for: the transaction fails with it. */
function sendFiled({ tx, now }: Work, filed: readonly Filed[], note: string): void {
  const values = [
    filed.map(({ row }) => row.organizationId),
    filed.map(({ row }) => row.id),
    filed.map(({ caseNumber }) => caseNumber),
    now.toISOString(),
    note,
  ]
  tx.closing(() => tx.client.query({ ...PUT_ON_FILE, values }))
}

const PUT_ON_FILE = {
  name: 'put_proposals_on_file',
  text: `update proposals p set state = 'FILED', case_number = f.number, filed_at = $4, decision_note = $5, version = p.version + 1
    from unnest($1::bigint[], $2::uuid[], $3::int[]) as f (organization_id, id, number)
    where p.organization_id = f.organization_id and p.id = f.id`,
}
