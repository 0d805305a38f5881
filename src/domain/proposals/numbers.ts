import type { Work } from '../../platform/commands/command.ts'

/** Receipt numbers (收件号) are given at submission, case numbers (案号) at filing; each has a counter of the session. */
export type NumberKind = 'RECEIPT' | 'CASE'

/**
 * The session's next number of a kind: without a gap, never used twice (rules, section 1, Numbers). Whoever wants a number
 * of the session waits for this transaction from here on: take it as a command's last lock.
 */
export const nextNumber = (work: Work, organizationId: string, sessionId: string, kind: NumberKind): Promise<number> =>
  nextNumbers(work, organizationId, sessionId, kind, 1)

/** The first of `count` numbers in a row, for a batch; one of several sessions takes them in the order of their ids. */
export async function nextNumbers(
  { tx }: Work,
  organizationId: string,
  sessionId: string,
  kind: NumberKind,
  count: number,
): Promise<number> {
  const { rows } = await tx.client.query<{ first: number }>({
    ...TAKE_NUMBERS,
    values: [organizationId, sessionId, kind, count],
  })
  const [taken] = rows
  if (!taken) throw new Error(`session ${sessionId} gave no number`)
  return taken.first
}

const TAKE_NUMBERS = {
  name: 'take_proposal_numbers',
  text: `insert into proposal_counters as c (organization_id, session_id, kind, last) values ($1, $2, $3, $4)
    on conflict (organization_id, session_id, kind) do update set last = c.last + excluded.last
    returning last - $4::int + 1 as first`,
}
