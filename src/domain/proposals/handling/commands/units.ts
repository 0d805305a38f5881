import { and, eq, inArray } from 'drizzle-orm'
import { newId } from '../../../../kernel/ids.ts'
import { type UserError, userError } from '../../../../kernel/user-error.ts'
import type { Work } from '../../../../platform/commands/command.ts'
import { idWithin } from '../../../organizations/commands/shared.ts'
import { undertakingUnits } from '../../../organizations/tables.ts'
import type { ProposalRow } from '../../commands.ts'
import { type DeadlineSetting, setDeadline } from '../../deadlines.ts'
import { noteEvents } from '../../history/events.ts'
import { type HandlingRole, handlingRoleOf } from '../guards.ts'
import { deadlinesOf, type PlannedPart, UNITS_MAX } from '../rules.ts'
import { proposalHandlings } from '../tables.ts'
import { type PartRow, recordPart } from './part.ts'

export interface UnitInput {
  readonly unit: string
  readonly role: HandlingRole
}

/** A unit that is to get a part, by its name. */
export interface NamedPart extends PlannedPart {
  readonly unitName: string
}

export interface ReadUnits {
  readonly units: readonly NamedPart[]
  readonly errors: readonly UserError[]
}

/** The units of an input, all of the committee and in use; of an assigning office those that are its own. */
export async function readUnits(
  { db }: Work,
  { organizationId, officeId }: { readonly organizationId: string; readonly officeId: string | null },
  given: readonly UnitInput[],
  field: string,
): Promise<ReadUnits> {
  // Too many are refused by the rule of roles, without being looked for.
  const asked = given.slice(0, UNITS_MAX + 1).map(({ unit }) => idWithin(organizationId, 'unit', unit))
  const ids = asked.filter(id => id !== null)
  const which = and(eq(undertakingUnits.organizationId, organizationId), inArray(undertakingUnits.id, ids))
  const rows = ids.length > 0 ? await db.select().from(undertakingUnits).where(which) : []
  const known = new Map(rows.map(row => [row.id, row]))
  const [units, errors]: [NamedPart[], UserError[]] = [[], []]
  for (const [index, id] of asked.entries()) {
    const unit = known.get(id ?? '')
    const role = given[index]?.role
    const error = unitError(unit, officeId, `${field}.${index}.unit`)
    if (error) errors.push(error)
    else if (unit && role) units.push({ unitId: unit.id, unitName: unit.name, role })
  }
  return { units, errors }
}

function unitError(
  unit: typeof undertakingUnits.$inferSelect | undefined,
  officeId: string | null,
  field: string,
): UserError | null {
  if (!unit) return userError('NOT_FOUND', field, '本机构没有这个承办单位', 'The committee has no such unit')
  if (!unit.isActive) return notInUse(field, unit.name)
  if (officeId === null || unit.assigningOfficeId === officeId) return null
  return userError(
    'OTHER_OFFICE',
    field,
    `“${unit.name}”不属于本交办单位，请退回交办或与政协联系`,
    `"${unit.name}" is not a unit of this assigning office; return the assignment or speak to the committee`,
  )
}

export const notInUse = (field: string, name: string): UserError =>
  userError('ENTRY_RETIRED', field, `“${name}”已停用，请另选`, `"${name}" is not in use any more; choose another`)

export interface PartsToGive {
  readonly assignmentId: string
  readonly round: number
  readonly units: readonly NamedPart[]
}

/** Gives units their parts: rows, deadlines with their reasons, history. What may be refused comes before what is noted. */
export async function giveParts(work: Work, proposal: ProposalRow, given: PartsToGive): Promise<void> {
  const { units, round } = given
  if (units.length === 0) return
  const rows = await insertParts(work, proposal, given)
  const deadlines = rows.flatMap(row =>
    deadlinesOf(handlingRoleOf(row), round).map(kind => ({ kind, handlingId: row.id })),
  )
  await setDeadlines(work, proposal, deadlines)
  const names = new Map(units.map(({ unitId, unitName }) => [unitId, unitName]))
  const events = rows.map(({ id: handlingId, state: to, unitId, role }) => {
    const facts = { unit: names.get(unitId), role, round }
    return { proposal, event: { action: 'DISPATCH', to, audience: 'ALL', handlingId, facts } as const }
  })
  await noteEvents(work, events)
  for (const row of rows) {
    const { proposalId, assignmentId, unitId, role } = row
    recordPart(work, row, { proposalId, assignmentId, unitId, role, round }, 'CREATE')
  }
}

/** All at once, for a batch of many. A refusal waits for the others, so that nothing is written behind it. */
async function setDeadlines(work: Work, proposal: ProposalRow, settings: readonly DeadlineSetting[]): Promise<void> {
  const all = await Promise.allSettled(settings.map(setting => setDeadline(work, proposal, setting)))
  for (const one of all) if (one.status === 'rejected') throw one.reason
}

const insertParts = (
  { db, now }: Work,
  { organizationId, id: proposalId }: ProposalRow,
  { assignmentId, round, units }: PartsToGive,
): Promise<PartRow[]> =>
  db
    .insert(proposalHandlings)
    .values(
      units.map(({ unitId, role }) => ({
        ...{ organizationId, id: newId(), proposalId, assignmentId, unitId, role, round },
        ...{ state: 'NEW', createdAt: now.toISOString() },
      })),
    )
    .returning()
