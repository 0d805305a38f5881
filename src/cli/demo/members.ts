import { eq } from 'drizzle-orm'
import type { MemberRow } from '../../domain/members/planning.ts'
import { parties, positions, sectors, specialCommittees } from '../../domain/organizations/tables.ts'
import type { Work } from '../../platform/commands/command.ts'
import { type DemoPerson, invent } from './people.ts'
import { type DemoPlace, places } from './places.ts'
import type { Random } from './random.ts'

/** Ids of a committee's dictionary rows by name and alias. */
type Ids = ReadonlyMap<string, string>
interface Dictionaries {
  readonly sectors: Ids
  readonly parties: Ids
  readonly positions: Ids
  readonly committees: readonly string[]
}

export async function dictionariesOf({ db }: Pick<Work, 'db'>, organizationId: string): Promise<Dictionaries> {
  const entries = (table: typeof sectors) =>
    db.select().from(table).where(eq(table.organizationId, organizationId)).orderBy(table.rank)
  const ids = (rows: Awaited<ReturnType<typeof entries>>): Ids =>
    new Map(rows.flatMap(({ id, name, aliases }) => [name, ...aliases].map(text => [text, id] as const)))
  return {
    sectors: ids(await entries(sectors)),
    parties: ids(await entries(parties)),
    positions: ids(await entries(positions)),
    committees: (await entries(specialCommittees)).map(({ id }) => id),
  }
}

/** The first seats are the chairpersons' and the secretary-general's, then one in six sits on the Standing Committee. */
const LEADERS = ['主席', '副主席', '副主席', '副主席', '副主席', '副主席', '副主席', '秘书长']
const DUTIES_IN = [1, 6] as const

/** The roster of a place. Every twelfth seat was filled by a by-election in 2023. */
export function memberRows(draw: Random, place: DemoPlace, dictionaries: Dictionaries): MemberRow[] {
  const before = places.slice(0, places.indexOf(place)).reduce((sum, { seats }) => sum + seats, 0)
  return Array.from({ length: place.seats }, (_, seat) =>
    memberRow(draw, seat, invent(draw, before + seat + 1), dictionaries),
  )
}

function memberRow(draw: Random, seat: number, person: DemoPerson, dictionaries: Dictionaries): MemberRow {
  const standing = seat < LEADERS.length || draw.between(...DUTIES_IN) === 1
  const byElection = seat >= LEADERS.length && draw.between(1, 12) === 1
  const position = LEADERS[seat] ?? (standing ? '常务委员' : '委员')
  return {
    name: person.name,
    sex: person.sex,
    ethnicity: person.ethnicity,
    birth: person.birth,
    phone: person.phone,
    identityNumber: person.identityNumber,
    workUnit: person.workUnit,
    partyId: idOf(dictionaries.parties, person.party),
    sectorId: idOf(dictionaries.sectors, person.sector),
    positionIds: [idOf(dictionaries.positions, position)],
    specialCommitteeId: dictionaries.committees[draw.between(0, dictionaries.committees.length - 1)] ?? null,
    isStanding: standing,
    joinedBy: byElection ? 'BY_ELECTION' : 'TERM',
    joinedOn: byElection ? '2023-01-12' : null,
    remarks: byElection ? '增补' : null,
  }
}

function idOf(ids: Ids, name: string): string {
  const id = ids.get(name)
  if (!id) throw new Error(`the dictionaries of the demonstration lack ${name}`)
  return id
}
