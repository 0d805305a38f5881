import { newId } from '../../../../kernel/ids.ts'
import { checkText } from '../../../../kernel/text.ts'
import { Refused, userError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { keyOf, lockProposal, moveProposal, type ProposalTarget, recordProposal, stateAfter } from '../../commands.ts'
import { noteEvent } from '../../history/events.ts'
import { standing } from '../outcome.ts'
import { NOTE } from '../rules.ts'
import { proposalAssignments } from '../tables.ts'
import { nobody, readOffices } from './assign.ts'
import { handlingOf } from './course.ts'
import { actorOf, movePart } from './part.ts'

interface FurtherInput {
  readonly offices: readonly string[]
  /** What a unit becomes that has handled it alone so far. */
  readonly soleBecomes?: 'HOST' | 'SEPARATE' | null
  readonly note?: string | null
}

/** While units are at work on it another office turns out to be concerned: it gets an assignment of its own. */
export const proposalFurtherAssign = command<ProposalTarget & { readonly input: FurtherInput }, Key>(
  'proposalFurtherAssign',
  async (work, { input, ...target }) => {
    const locked = await lockProposal(work, target, 'ASSIGN_FURTHER')
    const state = stateAfter(locked, 'ASSIGN_FURTHER')
    const { row } = locked
    const { officeIds, note } = await readFurther(work, row.organizationId, input)
    const { assignments, parts } = await handlingOf(work, row)
    const held = new Set(assignments.filter(one => one.state !== 'RETURNED').map(one => one.officeId))
    const twice = officeIds.flatMap((id, index) => (held.has(id) ? [already(index)] : []))
    const sole = standing(parts, row.round).find(part => part.role === 'SOLE')
    const role = input.soleBecomes
    if (sole && !role) twice.push(roleNeeded)
    if (twice.length > 0) throw new Refused(...twice)
    if (sole && role) await movePart(work, sole, { role })
    const made = officeIds.map(officeId => ({
      id: newId(),
      officeId,
      state: 'ASSIGNED',
      note,
      assignedBy: actorOf(work),
    }))
    const common = { organizationId: row.organizationId, proposalId: row.id, createdAt: work.now.toISOString() }
    await work.db.insert(proposalAssignments).values(made.map(one => ({ ...common, ...one })))
    for (const { id, ...payload } of made) {
      const change = { recordType: 'ProposalAssignment', recordId: id, version: 1, op: 'CREATE' } as const
      work.record(row.organizationId, { ...change, payload: { proposalId: row.id, ...payload } })
    }
    const moved = await moveProposal(work, row, { state })
    await noteEvent(work, moved, { action: 'ASSIGN_FURTHER', audience: 'HANDLERS', note })
    recordProposal(work, moved, { state })
    return keyOf(row)
  },
)

async function readFurther(work: Work, organizationId: string, input: FurtherInput) {
  const note = checkText('input.note', input.note ?? '', { ...NOTE, min: 0 })
  const offices = await readOffices(work, organizationId, input.offices, 'input.offices')
  const errors = [
    ...(input.offices.length > 0 ? [] : [nobody('input.offices')]),
    ...offices.errors,
    ...('error' in note ? [note.error] : []),
  ]
  if (errors.length > 0 || 'error' in note) throw new Refused(...errors)
  return { officeIds: offices.ids, note: note.text }
}

const already = (index: number) =>
  userError('DUPLICATE', `input.offices.${index}`, '该交办单位已在办理本提案', 'This office already has the proposal')

const roleNeeded = userError(
  'REQUIRED',
  'input.soleBecomes',
  '原由一个单位独办，请指明其改为主办还是分办',
  'One unit has handled it alone: say whether it becomes the host or handles a part of its own',
)
