import { and, eq, inArray } from 'drizzle-orm'
import { newId } from '../../../../kernel/ids.ts'
import { checkText } from '../../../../kernel/text.ts'
import { Refused, type UserError, userError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { idWithin } from '../../../organizations/commands/shared.ts'
import { assigningOffices } from '../../../organizations/tables.ts'
import { keyOf, type Locked, lockProposal, type ProposalTarget, stateAfter } from '../../commands.ts'
import { NOTE, roleErrors, UNITS_MAX } from '../rules.ts'
import { proposalAssignments } from '../tables.ts'
import { moveTogether } from './course.ts'
import { actorOf } from './part.ts'
import { giveParts, type NamedPart, notInUse, readUnits, type UnitInput } from './units.ts'

export interface AssignInput {
  readonly offices?: readonly string[] | null
  readonly units?: readonly UnitInput[] | null
  readonly note?: string | null
}

interface Plan {
  readonly officeIds: readonly string[]
  readonly units: readonly NamedPart[]
  readonly note: string
}

/** First hop: to assigning offices, which name the units, or straight to units (rules, section 1: Assignment). */
export const proposalAssign = command<ProposalTarget & { readonly input: AssignInput }, Key>(
  'proposalAssign',
  async (work, { input, ...target }) => {
    const locked = await lockProposal(work, target, 'ASSIGN')
    await assignTo(work, locked, input, 'input')
    return keyOf(locked.row)
  },
)

/** Hands a locked proposal on, with those merged into it. `path` is where the input stands. */
export async function assignTo(work: Work, locked: Locked, input: AssignInput, path: string): Promise<void> {
  const { row } = locked
  const state = stateAfter(locked, 'ASSIGN')
  const { officeIds, units, note } = await readPlan(work, row.organizationId, input, path)
  const common = {
    organizationId: row.organizationId,
    proposalId: row.id,
    note,
    assignedBy: actorOf(work),
  }
  const createdAt = work.now.toISOString()
  const toOffices = officeIds.map(officeId => ({ ...common, id: newId(), officeId, state: 'ASSIGNED', createdAt }))
  const direct = { ...common, id: newId(), officeId: null, state: 'DISPATCHED', createdAt }
  const rows = units.length > 0 ? [...toOffices, direct] : toOffices
  await work.db.insert(proposalAssignments).values(rows)
  await moveTogether(work, row, { state })
  await giveParts(work, row, { assignmentId: direct.id, round: row.round, units })
  for (const { organizationId, id, ...payload } of rows) {
    work.record(organizationId, { recordType: 'ProposalAssignment', recordId: id, version: 1, op: 'CREATE', payload })
  }
}

async function readPlan(work: Work, organizationId: string, input: AssignInput, path: string): Promise<Plan> {
  const [offices, given] = [input.offices ?? [], input.units ?? []]
  const note = checkText(`${path}.note`, input.note ?? '', { ...NOTE, min: 0 })
  const [read, { units, errors }] = await Promise.all([
    readOffices(work, organizationId, offices, `${path}.offices`),
    readUnits(work, { organizationId, officeId: null }, given, `${path}.units`),
  ])
  const isComplete = offices.length === 0
  const all = [
    ...(offices.length + given.length > 0 ? [] : [nobody(`${path}.offices`)]),
    ...read.errors,
    ...errors,
    ...(errors.length > 0 ? [] : roleErrors({ kept: [], added: units, isComplete }, `${path}.units`)),
    ...('error' in note ? [note.error] : []),
  ]
  if (all.length > 0 || 'error' in note) throw new Refused(...all)
  return { officeIds: read.ids, units, note: note.text }
}

export const nobody = (field: string) =>
  userError('REQUIRED', field, '请选择交办单位或承办单位', 'Name an assigning office, or units')

interface ReadOffices {
  readonly ids: readonly string[]
  readonly errors: readonly UserError[]
}

export async function readOffices(
  { db }: Work,
  organizationId: string,
  given: readonly string[],
  field: string,
): Promise<ReadOffices> {
  if (given.length > UNITS_MAX) return { ids: [], errors: [tooMany(field)] }
  const asked = given.map(office => idWithin(organizationId, 'aso', office))
  const ids = asked.filter(id => id !== null)
  const which = and(eq(assigningOffices.organizationId, organizationId), inArray(assigningOffices.id, ids))
  const rows = ids.length > 0 ? await db.select().from(assigningOffices).where(which) : []
  const errors = asked.flatMap((id, index) => {
    const [office, at] = [rows.find(row => row.id === id), `${field}.${index}`]
    if (!office) return [userError('NOT_FOUND', at, '本机构没有这个交办单位', 'The committee has no such office')]
    if (asked.indexOf(id) !== index) return [userError('DUPLICATE', at, '交办单位重复', 'The same office stands twice')]
    return office.isActive ? [] : [notInUse(at, office.name)]
  })
  return { ids, errors }
}

const tooMany = (field: string) =>
  userError('TOO_MANY', field, `最多 ${UNITS_MAX} 个交办单位`, `At most ${UNITS_MAX} offices`)
