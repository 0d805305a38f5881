import { and, eq } from 'drizzle-orm'
import { formatGlobalId, parseGlobalId } from '../../kernel/ids.ts'
import { checkText, type TextRule } from '../../kernel/text.ts'
import { Refused } from '../../kernel/user-error.ts'
import { advance } from '../../kernel/workflow.ts'
import type { Work } from '../../platform/commands/command.ts'
import { expectVersion, forbidden, notFound } from '../../platform/commands/load.ts'
import type { Key } from '../../platform/graphql/compiler/resolvers.ts'
import { holder, lookAt, situationFrom } from './situation.ts'
import { proposals } from './tables.ts'
import {
  type ProposalAction,
  type ProposalSituation,
  type ProposalState,
  proposalWorkflow,
  stateOf,
} from './workflow.ts'

export type ProposalRow = typeof proposals.$inferSelect
export type ProposalChanges = Partial<Omit<typeof proposals.$inferInsert, 'organizationId' | 'id' | 'version'>>

/** A proposal that a command may work on. */
export interface Locked {
  readonly row: ProposalRow
  readonly state: ProposalState
  readonly situation: ProposalSituation
}

export interface ProposalTarget {
  readonly id: string
  readonly expectedVersion: number
}

/** Who may: whoever the workflow's table lets take the action, or holds one of these capabilities. */
export type Permit = ProposalAction | readonly string[]

/**
 * Locks a proposal for this command. NOT_FOUND for what the viewer does not see, FORBIDDEN for what they see and may not
 * do, VERSION_CONFLICT for what was changed meanwhile.
 */
export async function lockProposal(
  work: Work,
  { id, expectedVersion }: ProposalTarget,
  permit: Permit,
  field = 'id',
): Promise<Locked> {
  const locked = await lockProposalUnversioned(work, id, permit, field)
  expectVersion(locked.row, expectedVersion)
  return locked
}

/** The same where not the proposal's version is expected but that of a record of it. */
export async function lockProposalUnversioned(
  work: Work,
  globalId: string,
  permit: Permit,
  field = 'id',
): Promise<Locked> {
  const key = parseGlobalId(globalId)
  if (key?.prefix !== 'prop') throw notFound(field)
  return lockByKey(work, key, permit, field)
}

/** The same by its key. */
export async function lockByKey(work: Work, key: Key, permit: Permit, field: string): Promise<Locked> {
  const which = and(eq(proposals.organizationId, key.organizationId), eq(proposals.id, key.id))
  const [row] = await work.db.select().from(proposals).where(which).for('update')
  // Asked behind the lock: a statement that waits for one answers the rest as it was before the wait.
  const found = await lookAt(work, key)
  if (!found?.isVisible) throw notFound(field)
  const capabilities = typeof permit === 'string' ? proposalWorkflow.transitions[permit].by : permit
  // Row-level security hides from a lock what the viewer may see but not write.
  if (!row || !capabilities.some(holder(work.viewer, found.facts))) throw forbidden()
  return { row, state: stateOf(row), situation: situationFrom(found.facts, work.now, work.viewer) }
}

/** The state after the action. Throws Refused with everything that stands in its way. */
export const stateAfter = ({ state, situation }: Locked, action: ProposalAction): ProposalState =>
  advance(proposalWorkflow, action, state, situation)

/** Writes changes of a locked proposal as its next version. */
export async function moveProposal(work: Work, row: ProposalRow, changes: ProposalChanges): Promise<ProposalRow> {
  const [moved] = await work.db
    .update(proposals)
    .set({ ...changes, version: row.version + 1 })
    .where(and(eq(proposals.organizationId, row.organizationId), eq(proposals.id, row.id)))
    .returning()
  if (!moved) throw new Error(`the proposal ${row.id} was not locked`)
  return moved
}

/** Notes a change of a proposal in the change log; the payload is what changed. */
export const recordProposal = (
  work: Work,
  { organizationId, id, version }: Pick<ProposalRow, 'organizationId' | 'id' | 'version'>,
  payload: Readonly<Record<string, unknown>>,
  op: 'CREATE' | 'UPDATE' = 'UPDATE',
): void => work.record(organizationId, { recordType: 'Proposal', recordId: id, version, op, payload })

export const globalIdOf = ({ organizationId, id }: Key): string => formatGlobalId('prop', organizationId, id)

export const keyOf = ({ organizationId, id }: Key): Key => ({ organizationId, id })

/** A text of an input as it is to be stored. Throws Refused. */
export function textOf(field: string, given: string, rule: TextRule): string {
  const checked = checkText(field, given, rule)
  if ('error' in checked) throw new Refused(checked.error)
  return checked.text
}
