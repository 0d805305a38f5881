import { and, eq } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { readingOf, searchTextOf } from '../../src/domain/members/names.ts'
import { memberPositions, members, persons } from '../../src/domain/members/tables.ts'
import { parties, positions, sectors, specialCommittees, terms } from '../../src/domain/organizations/tables.ts'
import { checkCharacterOf } from '../../src/kernel/identity-number.ts'
import { formatGlobalId, newId } from '../../src/kernel/ids.ts'
import type { Tx } from '../../src/platform/db/transaction.ts'
import { maskIdentityNumber, maskPhone } from '../../src/platform/security/masks.ts'
import { type Client, PLACES, type Place, type World } from './world.ts'

export interface NewMember {
  readonly name?: string
  /** Another seat of a person on file; the fields of the person are then left out. */
  readonly personId?: string
  readonly sex?: 'MALE' | 'FEMALE'
  readonly birth?: { readonly year: number; readonly month: number; readonly day?: number }
  readonly phone?: string
  readonly identityNumber?: string
  /** Names in the committee's dictionaries. */
  readonly party?: string
  readonly sector?: string
  readonly specialCommittee?: string
  readonly positions?: readonly string[]
  /** Number of the term, 15 when not given. */
  readonly term?: number
  readonly isStanding?: boolean
  readonly workUnit?: string
  readonly status?: 'ACTIVE' | 'RESIGNED' | 'REMOVED' | 'DECEASED' | 'TERM_ENDED'
  readonly joinedOn?: string
  readonly joinedBy?: 'TERM' | 'BY_ELECTION'
  readonly leftOn?: string
  readonly remarks?: string
}

export interface GivenMember {
  /** Global id, `mem_140200_…`. */
  readonly id: string
  readonly organizationId: string
  readonly memberId: string
  readonly personId: string
  readonly termId: string
  readonly name: string
}

/** Plants one member with its person. */
export const givenMember = (w: World, place: Place = 'CITY', member: NewMember = {}): Promise<GivenMember> =>
  w.system(place, tx => plant(w, tx, PLACES[place], member))

/** Plants a member and an account of that person with the role MEMBER. */
export async function givenMemberClient(
  w: World,
  place: Place = 'CITY',
  member: NewMember = {},
): Promise<{ readonly member: GivenMember; readonly client: Client }> {
  const given = await givenMember(w, place, member)
  return { member: given, client: await w.newClient({ role: 'MEMBER', place, personId: given.personId }) }
}

/** Global id of a term or a dictionary row, by its number or name. */
export async function idOf(w: World, place: Place, kind: Kind, key: number | string): Promise<string> {
  const organizationId = PLACES[place]
  const id = await w.system(place, tx => keyOf(tx, organizationId, kind, key))
  return formatGlobalId(KINDS[kind].prefix, organizationId, id)
}

/** Plants one more term; returns its global id. */
export async function givenTerm(
  w: World,
  place: Place,
  term: { readonly number: number; readonly startsOn: string; readonly endsOn?: string },
): Promise<string> {
  const [organizationId, id] = [PLACES[place], newId()]
  await w.system(place, tx => tx.db.insert(terms).values({ organizationId, id, ...term }))
  return formatGlobalId('term', organizationId, id)
}

/** A well-formed identity number of nobody: region 999999 does not exist. Odd sequences are male. */
export function inventedIdentityNumber(birth = '19700512', sequence = 1): string {
  const first17 = `999999${birth}${String(sequence).padStart(3, '0')}`
  return first17 + checkCharacterOf(first17)
}

type Kind = 'term' | 'party' | 'sector' | 'specialCommittee' | 'position'
type Found = PgTable & { readonly organizationId: PgColumn; readonly id: PgColumn }

const KINDS: Readonly<Record<Kind, { readonly prefix: string; readonly table: Found; readonly column: PgColumn }>> = {
  term: { prefix: 'term', table: terms, column: terms.number },
  party: { prefix: 'pty', table: parties, column: parties.name },
  sector: { prefix: 'sec', table: sectors, column: sectors.name },
  specialCommittee: { prefix: 'spc', table: specialCommittees, column: specialCommittees.name },
  position: { prefix: 'pos', table: positions, column: positions.name },
}

async function keyOf(tx: Tx, organizationId: string, kind: Kind, key: number | string): Promise<string> {
  const { table, column } = KINDS[kind]
  const which = and(eq(table.organizationId, organizationId), eq(column, key))
  const [row] = await tx.db.select({ id: table.id }).from(table).where(which)
  if (!row) throw new Error(`${organizationId} has no ${kind} ${key}`)
  return String(row.id)
}

async function plant(w: World, tx: Tx, organizationId: string, given: NewMember): Promise<GivenMember> {
  const optional = (kind: Kind, name?: string) => (name ? keyOf(tx, organizationId, kind, name) : null)
  const personId = given.personId ?? (await plantPerson(w, tx, organizationId, given))
  const [person] = await tx.db
    .select()
    .from(persons)
    .where(and(eq(persons.organizationId, organizationId), eq(persons.id, personId)))
  if (!person) throw new Error(`${organizationId} has no person ${personId}`)
  const [memberId, termId] = [newId(), await keyOf(tx, organizationId, 'term', given.term ?? 15)]
  const { status = 'ACTIVE', workUnit = '' } = given
  await tx.db.insert(members).values({
    organizationId,
    id: memberId,
    personId,
    termId,
    status,
    workUnit,
    sectorId: await optional('sector', given.sector),
    specialCommitteeId: await optional('specialCommittee', given.specialCommittee),
    isStanding: given.isStanding ?? false,
    joinedOn: given.joinedOn ?? '2021-06-01',
    joinedBy: given.joinedBy ?? 'TERM',
    leftOn: status === 'ACTIVE' ? null : (given.leftOn ?? '2023-06-01'),
    remarks: given.remarks ?? '',
    pinyin: person.pinyin,
    searchText: searchTextOf(person.name, person, workUnit),
  })
  for (const [rank, name] of (given.positions ?? []).entries()) {
    await tx.db
      .insert(memberPositions)
      .values({ organizationId, memberId, rank, positionId: await keyOf(tx, organizationId, 'position', name) })
  }
  return {
    id: formatGlobalId('mem', organizationId, memberId),
    organizationId,
    memberId,
    personId,
    termId,
    name: person.name,
  }
}

async function plantPerson(w: World, tx: Tx, organizationId: string, given: NewMember): Promise<string> {
  const { sealer } = w.services
  const [id, name, { phone, identityNumber }] = [newId(), given.name ?? '张三', given]
  const place = (field: string) => ({ organizationId, record: `persons:${id}`, field })
  await tx.db.insert(persons).values({
    organizationId,
    id,
    name,
    ...readingOf(name),
    sex: given.sex ?? null,
    birthYear: given.birth?.year ?? null,
    birthMonth: given.birth?.month ?? null,
    birthDay: given.birth?.day ?? null,
    partyId: given.party ? await keyOf(tx, organizationId, 'party', given.party) : null,
    ...(phone && {
      phoneSealed: sealer.seal(phone, place('phone')),
      phoneMasked: maskPhone(phone),
      phoneLookup: sealer.lookupHash('PHONE', phone),
    }),
    ...(identityNumber && {
      identityNumberSealed: sealer.seal(identityNumber, place('identityNumber')),
      identityNumberMasked: maskIdentityNumber(identityNumber),
      identityLookup: sealer.lookupHash('IDENTITY_NUMBER', identityNumber),
    }),
  })
  return id
}
