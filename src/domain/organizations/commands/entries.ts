import { and, eq, ne } from 'drizzle-orm'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { expectVersion, lockRow, notFound } from '../../../platform/commands/load.ts'
import { type Dictionary, type DictionaryKind, dictionaryByPrefix } from '../dictionaries.ts'
import type { Checked, Entry } from '../rules/dictionary.ts'
import { assigningOffices, undertakingUnits } from '../tables.ts'
import { idWithin, lockCommitteeOf, managed } from './shared.ts'

/** Where an entry is, and in which dictionary. */
export interface EntryKey {
  readonly organizationId: string
  readonly id: string
  readonly dictionary: DictionaryKind
}

export interface NewEntry extends Entry {
  readonly organizationId: string
  readonly version: number
  /** Of undertaking units only. */
  readonly assigningOfficeId: string | null
}

/** The entry with this global id at this version, locked behind its committee. */
export async function lockEntry(
  work: Work,
  globalId: string,
  version: number,
): Promise<{ dictionary: Dictionary; row: NewEntry }> {
  const dictionary = dictionaryByPrefix(parseGlobalId(globalId)?.prefix ?? '')
  if (!dictionary) throw notFound('id')
  const { table, shape } = dictionary
  await lockCommitteeOf(work, globalId)
  const row = await lockRow(work, table, shape.prefix, globalId, managed)
  expectVersion(row, version)
  return { dictionary, row: { ...row, assigningOfficeId: await officeIdOf(work, row) } }
}

async function officeIdOf(
  work: Work,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<string | null> {
  const [unit] = await work.db
    .select({ office: undertakingUnits.assigningOfficeId })
    .from(undertakingUnits)
    .where(and(eq(undertakingUnits.organizationId, organizationId), eq(undertakingUnits.id, id)))
  return unit?.office ?? null
}

/** All entries of a dictionary but the one at hand. Bounded: a committee has dozens. */
export function othersOf(work: Work, { table }: Dictionary, organizationId: string, except?: string): Promise<Entry[]> {
  const here = eq(table.organizationId, organizationId)
  return work.db
    .select()
    .from(table)
    .where(except === undefined ? here : and(here, ne(table.id, except)))
}

/** The office an undertaking unit gets its assignments from: an active one of its own committee. `undefined` keeps `current`. */
export async function officeOf(
  work: Work,
  { kind }: Dictionary,
  organizationId: string,
  globalId: string | null | undefined,
  current: string | null = null,
): Promise<Checked<string | null>> {
  if (globalId === undefined) return { value: current, errors: [] }
  if (globalId === null) return { value: null, errors: [] }
  if (kind !== 'UNDERTAKING_UNIT') return { value: null, errors: [notApplicable] }
  const id = idWithin(organizationId, 'aso', globalId)
  const [office] = id
    ? await work.db
        .select()
        .from(assigningOffices)
        .where(and(eq(assigningOffices.organizationId, organizationId), eq(assigningOffices.id, id)))
    : []
  if (!office) return { value: null, errors: notFound('input.assigningOffice').errors }
  return office.isActive || office.id === current
    ? { value: office.id, errors: [] }
    : { value: null, errors: [retired(office.name)] }
}

const notApplicable = userError(
  'NOT_APPLICABLE',
  'input.assigningOffice',
  '只有承办单位有所属交办系统',
  'Only an undertaking unit has an assigning office',
)

const retired = (name: string) =>
  userError('RETIRED', 'input.assigningOffice', `“${name}”已停用`, `"${name}" is retired`)

/** Writes the entry as it now is, and its line in the change log. */
export async function saveEntry(
  work: Work,
  { kind, table, shape }: Dictionary,
  op: 'CREATE' | 'UPDATE',
  entry: NewEntry,
): Promise<EntryKey> {
  const { organizationId, id, code, name, aliases, rank, isActive, version, assigningOfficeId } = entry
  const common = { code, name, aliases: [...aliases], rank, isActive, version }
  const isUnit = kind === 'UNDERTAKING_UNIT'
  const target = isUnit ? undertakingUnits : table
  const values = isUnit ? { ...common, assigningOfficeId } : common
  if (op === 'CREATE') await work.db.insert(target).values({ organizationId, id, ...values })
  else
    await work.db
      .update(target)
      .set(values)
      .where(and(eq(target.organizationId, organizationId), eq(target.id, id)))
  work.record(organizationId, { recordType: shape.type, recordId: id, version, op, payload: values })
  return { organizationId, id, dictionary: kind }
}
