import { and, eq } from 'drizzle-orm'
import { parseGlobalId } from '../../../../kernel/ids.ts'
import { Refused, userError } from '../../../../kernel/user-error.ts'
import { advance } from '../../../../kernel/workflow.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import { expectVersion, forbidden, notFound } from '../../../../platform/commands/load.ts'
import { rowsWithin } from '../../../../platform/graphql/compiler/read-rows.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { refuse } from '../../../organizations/commands/shared.ts'
import { keyOf, type ProposalRow, textOf } from '../../commands.ts'
import { noteEvent } from '../../history/events.ts'
import {
  type AssignmentAction,
  type AssignmentState,
  assignmentStateOf,
  assignmentWorkflow,
} from '../assignment-workflow.ts'
import { ownAssignment, visibleAssignment } from '../policy.ts'
import { NOTE, reassignmentErrors } from '../rules.ts'
import { proposalAssignments } from '../tables.ts'
import { handlingOf, settle } from './course.ts'
import { lockHandled, type PartReason, type PartTarget } from './part.ts'
import { giveParts, readUnits, type UnitInput } from './units.ts'

export type AssignmentRow = typeof proposalAssignments.$inferSelect

interface Dispatch extends PartTarget {
  readonly input: { readonly units: readonly UnitInput[] }
}

/** Second hop: staff of the assigning office name its units and their roles (rules, section 1: Assignment). */
export const proposalDispatch = command<Dispatch, Key>('proposalDispatch', async (work, { input, ...target }) => {
  const held = await lockAssignment(work, target)
  const { proposal, assignment } = held
  const state = after(held, 'DISPATCH')
  const { units, errors } = await readUnits(work, assignment, input.units, 'input.units')
  if (errors.length > 0) throw new Refused(...errors)
  if (units.length === 0) throw new Refused(noUnit)
  const change = { assignmentId: assignment.id, state, added: units }
  refuse(reassignmentErrors(await handlingOf(work, proposal), change, 'input.units'))
  await giveParts(work, proposal, { assignmentId: assignment.id, round: proposal.round, units })
  await moveAssignment(work, assignment, state)
  await settle(work, proposal)
  return keyOf(assignment)
})

/** A wrong assigning office gives it back to the committee before units have it. */
export const assignmentReturn = command<PartReason, Key>('assignmentReturn', async (work, { input, ...target }) => {
  const held = await lockAssignment(work, target)
  const { proposal, assignment } = held
  const state = after(held, 'RETURN')
  const note = textOf('input.reason', input.reason, NOTE)
  const change = { assignmentId: assignment.id, state, added: [] }
  refuse(reassignmentErrors(await handlingOf(work, proposal), change, 'id'))
  await moveAssignment(work, assignment, state)
  await noteEvent(work, proposal, { action: 'RETURN_ASSIGNMENT', audience: 'OFFICE', note })
  await settle(work, proposal)
  return keyOf(assignment)
})

interface HeldAssignment {
  readonly proposal: ProposalRow
  readonly assignment: AssignmentRow
}

async function lockAssignment(work: Work, { id, expectedVersion }: PartTarget): Promise<HeldAssignment> {
  const key = parseGlobalId(id)
  if (key?.prefix !== 'asg') throw notFound('id')
  const which = and(eq(proposalAssignments.organizationId, key.organizationId), eq(proposalAssignments.id, key.id))
  const [found] = await work.db.select().from(proposalAssignments).where(which)
  if (!found) throw notFound('id')
  const proposal = await lockHandled(work, { organizationId: key.organizationId, id: found.proposalId })
  const [assignment] = await work.db.select().from(proposalAssignments).where(which).for('update')
  const [seen] = await rowsWithin<{ isVisible: boolean; isOwn: boolean }>(work.tx, ({ row, value }) => {
    const one = row()
    return `select ${visibleAssignment(one)} as "isVisible", coalesce(${ownAssignment(one)}, false) as "isOwn"
      from proposal_assignments ${one.alias} where ${one.alias}.organization_id = ${value(key.organizationId, 'bigint')}
        and ${one.alias}.id = ${value(key.id, 'uuid')}`
  })
  if (!seen?.isVisible) throw notFound('id')
  if (!proposal || !assignment || !seen.isOwn) throw forbidden()
  expectVersion(assignment, expectedVersion)
  return { proposal, assignment }
}

const after = ({ assignment, proposal }: HeldAssignment, action: AssignmentAction): AssignmentState =>
  advance(assignmentWorkflow, action, assignmentStateOf(assignment), { proposalState: proposal.state })

/** Writes the state of an assignment whose proposal is locked, and notes it in the change log. */
export async function moveAssignment(work: Work, assignment: AssignmentRow, state: AssignmentState): Promise<void> {
  const { organizationId, id } = assignment
  const version = assignment.version + 1
  await work.db
    .update(proposalAssignments)
    .set({ state, version })
    .where(and(eq(proposalAssignments.organizationId, organizationId), eq(proposalAssignments.id, id)))
  work.record(organizationId, {
    recordType: 'ProposalAssignment',
    recordId: id,
    version,
    op: 'UPDATE',
    payload: { state },
  })
}

const noUnit = userError('REQUIRED', 'input.units', '请选择承办单位', 'Name the units')
