import { newId } from '../../../kernel/ids.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { insertRows } from '../../../platform/db/bulk.ts'
import { proposalEvents } from './tables.ts'

/** Who reads an event: the office alone, it and the handlers, it and the proposers, all who see the proposal. */
export type Audience = 'OFFICE' | 'HANDLERS' | 'PROPOSERS' | 'ALL'

export interface ProposalEvent {
  /** An action of the proposal, or of a unit's part in it. */
  readonly action: string
  readonly from?: string | null
  readonly to?: string | null
  readonly audience: Audience
  readonly note?: string
  readonly facts?: Readonly<Record<string, unknown>>
  readonly handlingId?: string | null
}

interface Noted {
  readonly proposal: { readonly organizationId: string; readonly id: string }
  readonly event: ProposalEvent
}

/** Writes one line of a proposal's history (办理过程): who, what, when, from which state to which. */
export const noteEvent = (work: Work, proposal: Noted['proposal'], event: ProposalEvent): Promise<void> =>
  noteEvents(work, [{ proposal, event }])

/** A line of each of several proposals, in one statement. */
export const noteEvents = (work: Work, noted: readonly Noted[]): Promise<void> =>
  insertRows(
    work.tx,
    proposalEvents,
    noted.map(({ proposal, event }) => rowOf(work, proposal, event)),
  )

const rowOf = (
  { viewer, now }: Work,
  { organizationId, id }: Noted['proposal'],
  { action, from = null, to = null, audience, note = '', facts = {}, handlingId = null }: ProposalEvent,
) => ({
  ...{ organizationId, id: newId(), proposalId: id, handlingId },
  ...{ action, fromState: from, toState: to, audience, note, facts },
  actorId: viewer.accountId,
  createdAt: now.toISOString(),
})
