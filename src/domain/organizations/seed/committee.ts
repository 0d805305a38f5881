import { newId } from '../../../kernel/ids.ts'
import type { Change } from '../../../platform/changelog/append.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import { type DictionaryKind, dictionaries } from '../dictionaries.ts'
import type { Level } from '../rules/committee.ts'
import { calendarDays, calendarYears, organizations } from '../tables.ts'
import { activityKinds } from './activity-kinds.ts'
import { assigningOffices, notFilingGrounds, parties, positions, specialCommittees } from './dictionaries.ts'
import type { EntrySeed } from './entry.ts'
import { publishedCalendars } from './holidays.ts'
import { sectorsOf } from './sectors.ts'

/** Changes as the log keeps them; the caller says which action made them. */
export type Made = Omit<Change, 'action'>

/** Dictionaries a committee begins with instead of the standard ones. */
export type OwnDictionaries = Partial<Record<DictionaryKind, readonly EntrySeed[]>>

export interface CommitteeSeed {
  readonly organizationId: string
  readonly parentId: string | null
  /** `/140000/140200/` */
  readonly path: string
  readonly level: Level
  readonly regionCode: string
  readonly name: string
  readonly shortName: string
  readonly own?: OwnDictionaries
}

/** The dictionaries of a level. Undertaking units are each place's own. */
const standardOf = (level: Level): Readonly<Record<DictionaryKind, readonly EntrySeed[]>> => ({
  SECTOR: sectorsOf(level),
  PARTY: parties,
  POSITION: positions,
  SPECIAL_COMMITTEE: specialCommittees,
  ASSIGNING_OFFICE: assigningOffices,
  NOT_FILING_GROUND: notFilingGrounds,
  UNDERTAKING_UNIT: [],
  ACTIVITY_KIND: activityKinds,
})

/** Inserts a committee with its dictionaries, a statement a table. Null when the number is taken; nothing is written then. */
export async function insertCommittee(tx: Tx, { own = {}, ...row }: CommitteeSeed): Promise<Made[] | null> {
  const inserted = await tx.db
    .insert(organizations)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: organizations.organizationId })
  if (inserted.length === 0) return null
  const { organizationId, level, regionCode, name, shortName } = row
  const made: Made[] = [
    {
      recordType: 'Organization',
      recordId: null,
      version: 1,
      op: 'CREATE',
      payload: { code: organizationId, level, regionCode, name, shortName },
    },
  ]
  const seeds = { ...standardOf(level), ...own }
  for (const { kind, table, shape } of Object.values(dictionaries)) {
    const entries = seeds[kind].map((seed, rank) => ({
      id: newId(),
      ...seed,
      aliases: [...seed.aliases],
      rank,
      isActive: true,
    }))
    if (entries.length > 0) await tx.db.insert(table).values(entries.map(entry => ({ organizationId, ...entry })))
    made.push(
      ...entries.map(
        ({ id, ...payload }): Made => ({
          recordType: shape.type,
          recordId: id,
          version: 1,
          op: 'CREATE',
          payload: { ...payload, version: 1 },
        }),
      ),
    )
  }
  return [...made, ...(await insertCalendars(tx, organizationId))]
}

/** The public holidays published so far. */
async function insertCalendars(tx: Tx, organizationId: string): Promise<Made[]> {
  const years = publishedCalendars.map(seed => ({ id: newId(), ...seed }))
  await tx.db.insert(calendarYears).values(years.map(({ id, year, source }) => ({ organizationId, id, year, source })))
  await tx.db
    .insert(calendarDays)
    .values(years.flatMap(({ year, days }) => days.map(day => ({ organizationId, year, ...day }))))
  return years.map(({ id, ...payload }) => ({
    recordType: 'CalendarYear',
    recordId: id,
    version: 1,
    op: 'CREATE',
    payload,
  }))
}
