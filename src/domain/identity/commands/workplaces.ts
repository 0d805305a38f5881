import { and, eq } from 'drizzle-orm'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { Refused, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { notFound } from '../../../platform/commands/load.ts'
import { assigningOffices, undertakingUnits } from '../../organizations/tables.ts'

/** The undertaking unit or the assigning office for which the holder of a role works. */
export interface Workplace {
  readonly undertakingUnitId: string | null
  readonly assigningOfficeId: string | null
}

export const NOWHERE: Workplace = { undertakingUnitId: null, assigningOfficeId: null }

interface Wish {
  readonly undertakingUnit?: string | null
  readonly assigningOffice?: string | null
}

/** The place that a role asks for, an active entry of the grant's own committee; none for the other roles. */
export async function lockWorkplace(
  work: Work,
  organizationId: string,
  kind: 'UNDERTAKING_UNIT' | 'ASSIGNING_OFFICE' | undefined,
  { undertakingUnit = null, assigningOffice = null }: Wish,
): Promise<Workplace> {
  if (kind !== 'UNDERTAKING_UNIT') refuseGiven('input.undertakingUnit', undertakingUnit)
  if (kind !== 'ASSIGNING_OFFICE') refuseGiven('input.assigningOffice', assigningOffice)
  if (kind === 'UNDERTAKING_UNIT') {
    const place = { table: undertakingUnits, prefix: 'unit', field: 'input.undertakingUnit' }
    return { ...NOWHERE, undertakingUnitId: await lockEntry(work, organizationId, place, undertakingUnit) }
  }
  if (kind === 'ASSIGNING_OFFICE') {
    const place = { table: assigningOffices, prefix: 'aso', field: 'input.assigningOffice' }
    return { ...NOWHERE, assigningOfficeId: await lockEntry(work, organizationId, place, assigningOffice) }
  }
  return NOWHERE
}

function refuseGiven(field: string, given: string | null): void {
  if (given === null) return
  throw new Refused(
    userError(
      'NOT_APPLICABLE',
      field,
      '该角色不属于这类单位，请勿填写',
      'This role is not held for such a place; leave it out',
    ),
  )
}

interface Place {
  readonly table: typeof undertakingUnits | typeof assigningOffices
  readonly prefix: string
  readonly field: string
}

async function lockEntry(
  { db }: Work,
  organizationId: string,
  { table, prefix, field }: Place,
  globalId: string | null,
): Promise<string> {
  if (globalId === null) {
    throw new Refused(
      userError('REQUIRED', field, '该角色须指明所属单位', 'This role is held for a unit or an office: say which'),
    )
  }
  const key = parseGlobalId(globalId)
  if (key?.prefix !== prefix || key.organizationId !== organizationId) throw notFound(field)
  // Held against a retirement that comes meanwhile.
  const [entry] = await db
    .select({ id: table.id, name: table.name, isActive: table.isActive })
    .from(table)
    .where(and(eq(table.organizationId, organizationId), eq(table.id, key.id)))
    .for('share')
  if (!entry) throw notFound(field)
  if (entry.isActive) return entry.id
  throw new Refused(userError('RETIRED', field, `“${entry.name}”已停用`, `"${entry.name}" is retired`))
}
