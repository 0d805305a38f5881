import { Refused, userError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { refuse } from '../../../organizations/commands/shared.ts'
import { keyOf, textOf } from '../../commands.ts'
import { dropDeadlines } from '../../deadlines.ts'
import { noteEvent } from '../../history/events.ts'
import type { AssignmentState } from '../assignment-workflow.ts'
import { standing } from '../outcome.ts'
import { NOTE, reassignmentErrors } from '../rules.ts'
import type { HandlingState } from '../workflow.ts'
import { moveAssignment } from './assignments.ts'
import { handlingOf, settle } from './course.ts'
import { lapseRequests } from './lapse.ts'
import { eventOf, type HeldPart, lockPart, movePart, type PartReason, partAfter } from './part.ts'
import { moveReply, openReply, supersedeEarlier } from './reply.ts'
import { giveParts, readUnits, type UnitInput } from './units.ts'

interface Reassign extends PartReason {
  readonly input: PartReason['input'] & { readonly units?: readonly UnitInput[] | null }
}

/** The assigner gives a unit's part to others, unasked (改办). */
export const handlingReassign = command<Reassign, Key>('handlingReassign', async (work, { input, ...target }) => {
  const held = await lockPart(work, target, 'REASSIGN')
  const state = partAfter(work, held, 'REASSIGN')
  const note = textOf('input.reason', input.reason, NOTE)
  await lapseRequests(work, held.proposal, held.part.id)
  await relieve(work, held, { action: 'REASSIGN', state, units: input.units ?? [], note })
  return keyOf(held.part)
})

interface Relief {
  readonly action: 'GRANT_RETURN' | 'REASSIGN'
  readonly state: HandlingState
  readonly units: readonly UnitInput[]
  readonly note: string
}

/** Relieves a unit of its part. Without units in its place the assignment waits for its office, or goes back to the committee. */
export async function relieve(
  work: Work,
  held: HeldPart,
  { action, state, units: given, note }: Relief,
): Promise<void> {
  const { proposal, part } = held
  const { assignment, after, units } = await planRelief(work, held, given)
  // A letter that nobody will send; in re-handling also the earlier one, as another answers now.
  const open = await openReply(work, part)
  if (open) await moveReply(work, open, { state: 'SUPERSEDED' })
  if (part.round > 1) await supersedeEarlier(work, part)
  await movePart(work, part, { state })
  await dropDeadlines(work, proposal, part.id)
  await noteEvent(work, proposal, { ...eventOf(part, action, state), audience: 'HANDLERS', note })
  await giveParts(work, proposal, { assignmentId: assignment.id, round: part.round, units })
  if (after !== assignment.state) await moveAssignment(work, assignment, after)
  await settle(work, proposal)
}

/** Who comes in its place, and where that leaves the assignment. Throws Refused. */
async function planRelief(work: Work, { proposal, part }: HeldPart, given: readonly UnitInput[]) {
  const handling = await handlingOf(work, proposal)
  const assignment = handling.assignments.find(({ id }) => id === part.assignmentId)
  if (!assignment) throw new Error(`the part ${part.id} has no assignment`)
  const { units, errors } = await readUnits(work, assignment, given, 'input.units')
  refuse(errors)
  refuse(
    units.flatMap(({ unitId, role }, index) => (unitId === part.unitId && role === part.role ? [same(index)] : [])),
  )
  if (units.length === 0 && part.round > 1) throw new Refused(noOneElse)
  const others = standing(handling.parts, part.round).filter(
    ({ id, assignmentId }) => id !== part.id && assignmentId === assignment.id,
  )
  const after = stateAfter(others.length + units.length, assignment.officeId)
  const change = { assignmentId: assignment.id, state: after, leavingId: part.id, added: units }
  refuse(reassignmentErrors(handling, change, 'input.units'))
  return { assignment, after, units }
}

const stateAfter = (parts: number, officeId: string | null): AssignmentState => {
  if (parts > 0) return 'DISPATCHED'
  return officeId === null ? 'RETURNED' : 'ASSIGNED'
}

/** It would have new deadlines and a new right to return it, and nothing else were another. */
const same = (index: number) =>
  userError(
    'DUPLICATE',
    `input.units.${index}.unit`,
    '该单位已承担此项，请改派其他单位，或改变其角色',
    'The unit has this part already; name another unit, or give it another role',
  )

const noOneElse = userError(
  'REQUIRED',
  'input.units',
  '重新办理的提案须同时指定其他承办单位',
  'What is handled again needs another unit in its place',
)
