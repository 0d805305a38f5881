import { and, eq } from 'drizzle-orm'
import { businessDate } from '../../../../kernel/clock.ts'
import { parseGlobalId } from '../../../../kernel/ids.ts'
import { advance } from '../../../../kernel/workflow.ts'
import type { Work } from '../../../../platform/commands/command.ts'
import { expectVersion, forbidden, notFound } from '../../../../platform/commands/load.ts'
import { rowsWithin } from '../../../../platform/graphql/compiler/read-rows.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import type { Scope } from '../../../../platform/graphql/compiler/scope.ts'
import type { ProposalRow } from '../../commands.ts'
import { proposals } from '../../tables.ts'
import { visibleHandling } from '../policy.ts'
import { holdsOf, type PartFacts, partFactsSql } from '../situation.ts'
import { proposalHandlings } from '../tables.ts'
import { type HandlingAction, type HandlingState, handlingWorkflow } from '../workflow.ts'

export type PartRow = typeof proposalHandlings.$inferSelect
export type PartChanges = Partial<Omit<typeof proposalHandlings.$inferInsert, 'organizationId' | 'id' | 'version'>>

/** A unit's part that a command may work on; its proposal is locked too. */
export interface HeldPart {
  readonly proposal: ProposalRow
  readonly part: PartRow
  readonly facts: PartFacts
}

export interface PartTarget {
  readonly id: string
  readonly expectedVersion: number
}

export interface PartReason extends PartTarget {
  readonly input: { readonly reason: string }
}

/** Locks the part that a client names, in the version it saw, for an action of the workflow. */
export async function lockPart(work: Work, { id, expectedVersion }: PartTarget, action: HandlingAction) {
  const key = parseGlobalId(id)
  if (key?.prefix !== 'hdl') throw notFound('id')
  const held = await lockPartByKey(work, key, action)
  expectVersion(held.part, expectedVersion)
  return held
}

/**
 * Locks the proposal and then the part, so that whatever happens to the parts of one proposal happens one by one.
 * NOT_FOUND for whom the part does not exist, FORBIDDEN for who sees it and may not take the action.
 */
export async function lockPartByKey(
  work: Work,
  key: Key,
  action: HandlingAction,
  sees: (part: Scope) => string = visibleHandling,
): Promise<HeldPart> {
  const which = and(eq(proposalHandlings.organizationId, key.organizationId), eq(proposalHandlings.id, key.id))
  const [found] = await work.db.select().from(proposalHandlings).where(which)
  if (!found) throw notFound('id')
  const proposal = await lockHandled(work, { organizationId: key.organizationId, id: found.proposalId })
  const [part] = await work.db.select().from(proposalHandlings).where(which).for('update')
  // Asked behind the locks: a statement that waits for one answers the rest as it was before the wait.
  const [seen] = await rowsWithin<{ isVisible: boolean; facts: PartFacts }>(work.tx, ({ row, value }) => {
    const one = row()
    return `select ${sees(one)} as "isVisible", ${partFactsSql(one)} as facts from proposal_handlings ${one.alias}
      where ${one.alias}.organization_id = ${value(key.organizationId, 'bigint')} and ${one.alias}.id = ${value(key.id, 'uuid')}`
  })
  if (!seen?.isVisible) throw notFound('id')
  const holds = holdsOf(seen.facts, work.viewer.can)
  // Row-level security hides from a lock what the viewer may see but not write.
  if (!proposal || !part || !handlingWorkflow.transitions[action].by.some(holds)) throw forbidden()
  return { proposal, part, facts: seen.facts }
}

/** Locks a proposal whose handling moves, whoever sees it; undefined where the viewer may not write. */
export async function lockHandled(work: Work, { organizationId, id }: Key): Promise<ProposalRow | undefined> {
  const which = and(eq(proposals.organizationId, organizationId), eq(proposals.id, id))
  const [row] = await work.db.select().from(proposals).where(which).for('update')
  return row
}

/** The part's state after the action. Throws Refused with everything that stands in its way. */
export const partAfter = (work: Work, { facts }: HeldPart, action: HandlingAction): HandlingState =>
  advance(handlingWorkflow, action, facts.state, { ...facts, today: businessDate(work.now) })

/** Writes changes of a locked part as its next version, and notes them in the change log. */
export async function movePart(work: Work, part: PartRow, changes: PartChanges): Promise<PartRow> {
  const [moved] = await work.db
    .update(proposalHandlings)
    .set({ ...changes, version: part.version + 1 })
    .where(and(eq(proposalHandlings.organizationId, part.organizationId), eq(proposalHandlings.id, part.id)))
    .returning()
  if (!moved) throw new Error(`the part ${part.id} was not locked`)
  // A telephone stays in the row.
  const { contactPhone: _, ...told } = changes
  recordPart(work, moved, told)
  return moved
}

export const recordPart = (
  work: Work,
  { organizationId, id, version }: PartRow,
  payload: Readonly<Record<string, unknown>>,
  op: 'CREATE' | 'UPDATE' = 'UPDATE',
): void => work.record(organizationId, { recordType: 'ProposalHandling', recordId: id, version, op, payload })

/** What the history says of an action on a part. */
export const eventOf = ({ id, state }: PartRow, action: HandlingAction, to: HandlingState) => ({
  ...{ action, from: state, to },
  handlingId: id,
})

/** Who does it. Handling is people's work: the service itself has no account, and does none of it. */
export function actorOf({ viewer }: Work): string {
  if (viewer.accountId === null) throw forbidden()
  return viewer.accountId
}
