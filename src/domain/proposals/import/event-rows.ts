import { formatGlobalId, newId } from '../../../kernel/ids.ts'
import type { proposalEvents } from '../history/tables.ts'
import type { Resolved } from './resolve.ts'

export interface ImportContext {
  readonly organizationId: string
  readonly fileName: string
  /** The account that imports; null from the terminal. */
  readonly accountId: string | null
  readonly now: string
}

export interface Own {
  readonly organizationId: string
  readonly proposalId: string
}

export type EventRow = typeof proposalEvents.$inferInsert

/** Id as clients know it. */
export const proposalId = ({ organizationId, proposalId }: Own): string =>
  formatGlobalId('prop', organizationId, proposalId)

/** The one event with which an imported proposal begins. */
export const importedEvent = (row: Resolved, own: Own, toState: string, context: ImportContext): EventRow =>
  eventRow(own, context, {
    ...{ action: 'IMPORT', toState, audience: 'ALL' },
    facts: JSON.stringify({
      file: context.fileName,
      ...(row.sheet === null ? {} : { sheet: row.sheet }),
      row: row.row,
      ...(row.satisfaction === null ? {} : { satisfaction: row.satisfaction }),
      ...(row.answer === null ? {} : { replyClass: row.answer.replyClass }),
    }),
  })

/** Both sides of a merging have one. The state that either was in then, no list tells. */
export const mergedEvent = (
  own: Own,
  facts: { readonly into: string } | { readonly mergedFrom: readonly string[] },
  context: ImportContext,
): EventRow =>
  eventRow(own, context, { action: 'MERGE', toState: null, audience: 'PROPOSERS', facts: JSON.stringify(facts) })

const eventRow = (
  own: Own,
  { accountId, now }: ImportContext,
  event: Pick<EventRow, 'action' | 'toState' | 'audience' | 'facts'>,
): EventRow => ({ ...own, id: newId(), fromState: null, note: '', ...event, actorId: accountId, createdAt: now })
