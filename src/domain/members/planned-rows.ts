import type { Sex } from '../../kernel/identity-number.ts'
import { readingOf, searchTextOf } from './names.ts'
import { birthColumns, type PersonRow, type SeatRow } from './records.ts'
import type { Birth } from './rules.ts'

/** One person of a list, checked and with the ids of the committee's dictionaries. Null: the list does not say. */
export interface MemberRow {
  /** Id for a seat that is opened; made here when the client gave none. */
  readonly id?: string | undefined
  readonly name: string
  readonly sex: Sex | null
  /** Full name, 汉族. */
  readonly ethnicity: string | null
  readonly birth: Birth | null
  readonly partyId: string | null
  readonly phone: string | null
  readonly identityNumber: string | null
  readonly sectorId: string | null
  readonly specialCommitteeId: string | null
  readonly positionIds: readonly string[] | null
  readonly isStanding: boolean | null
  readonly workUnit: string | null
  readonly joinedBy: 'TERM' | 'BY_ELECTION' | null
  /** Null: the first day of the term. */
  readonly joinedOn: string | null
  readonly remarks: string | null
}

export interface Term {
  readonly id: string
  readonly startsOn: string
  readonly endsOn: string | null
}

/** What the committee has on file of the persons in question. */
export interface OnFile {
  readonly persons: readonly PersonRow[]
  /** Seats of those persons in the term. */
  readonly seats: readonly SeatRow[]
  /** Positions by member id. */
  readonly positions: ReadonlyMap<string, readonly string[]>
}

/** What planning needs of the world: ids, and numbers sealed. */
export interface Tools {
  readonly organizationId: string
  readonly today: string
  readonly newId: () => string
  readonly lookupPhone: (phone: string) => string
  readonly lookupIdentity: (identityNumber: string) => string
  readonly phoneColumns: (personId: string, phone: string) => Partial<PersonRow>
  readonly identityColumns: (personId: string, identityNumber: string) => Partial<PersonRow>
}

interface Written<Row> {
  readonly row: Row
  readonly op: 'CREATE' | 'UPDATE' | 'NONE'
}

export interface PlannedRow {
  readonly person: Written<PersonRow>
  readonly seat: Written<SeatRow>
  readonly positionIds: readonly string[]
  readonly positionsChanged: boolean
}

/** What a row makes of the person and seat it was matched with, or of new ones. Pure. */
export function planRow(
  row: MemberRow,
  term: Term,
  person: PersonRow | undefined,
  seat: SeatRow | undefined,
  onFile: OnFile,
  tools: Tools,
): PlannedRow {
  const plannedPerson = written(person, personAfter(row, person ?? newPerson(row.name, tools), tools), [
    'phoneSealed',
    'identityNumberSealed',
  ])
  const { id: personId, name, pinyin, initials } = plannedPerson.row
  const before = seat ? (onFile.positions.get(seat.id) ?? []) : []
  const positionIds = row.positionIds ?? before
  const positionsChanged = positionIds.length !== before.length || positionIds.some(id => !before.includes(id))
  const after = seatAfter(row, seat ?? newSeat(row, personId, term, tools))
  const text = { pinyin, searchText: searchTextOf(name, { pinyin, initials }, after.workUnit) }
  return {
    person: plannedPerson,
    seat: written(seat, { ...after, ...text }, [], positionsChanged),
    positionIds,
    positionsChanged,
  }
}

/** The row after, with the next version if anything but `ignored` differs. */
function written<Row extends { readonly version: number }>(
  before: Row | undefined,
  after: Row,
  ignored: readonly (keyof Row)[],
  changed = false,
): Written<Row> {
  if (!before) return { row: after, op: 'CREATE' }
  const keys = (Object.keys(after) as (keyof Row)[]).filter(key => !ignored.includes(key))
  if (!changed && keys.every(key => after[key] === before[key])) return { row: before, op: 'NONE' }
  return { row: { ...after, version: before.version + 1 }, op: 'UPDATE' }
}

const newPerson = (name: string, { organizationId, newId }: Tools): PersonRow => ({
  organizationId,
  id: newId(),
  name,
  ...readingOf(name),
  sex: null,
  ethnicity: null,
  birthYear: null,
  birthMonth: null,
  birthDay: null,
  partyId: null,
  phoneSealed: null,
  phoneMasked: null,
  phoneLookup: null,
  identityNumberSealed: null,
  identityNumberMasked: null,
  identityLookup: null,
  version: 1,
})

/** What the list says goes over what is on file. A month is no news where the day is known already. */
function personAfter(row: MemberRow, before: PersonRow, tools: Tools): PersonRow {
  const { birth, phone, identityNumber } = row
  const sameBirth =
    birth !== null &&
    before.birthYear === birth.year &&
    before.birthMonth === (birth.month ?? before.birthMonth) &&
    birth.day === null
  return {
    ...before,
    sex: row.sex ?? before.sex,
    ethnicity: row.ethnicity ?? before.ethnicity,
    partyId: row.partyId ?? before.partyId,
    ...(birth && !sameBirth ? birthColumns(birth) : {}),
    ...(phone && tools.lookupPhone(phone) !== before.phoneLookup ? tools.phoneColumns(before.id, phone) : {}),
    ...(identityNumber && tools.lookupIdentity(identityNumber) !== before.identityLookup
      ? tools.identityColumns(before.id, identityNumber)
      : {}),
  }
}

/** A seat of a term that is over belongs to the history: it ended with the term. */
function newSeat(
  row: MemberRow,
  personId: string,
  { id, startsOn, endsOn }: Term,
  { organizationId, today, newId }: Tools,
): SeatRow {
  const leftOn = endsOn !== null && endsOn < today ? endsOn : null
  return {
    organizationId,
    id: row.id ?? newId(),
    personId,
    termId: id,
    sectorId: null,
    specialCommitteeId: null,
    isStanding: false,
    workUnit: '',
    status: leftOn ? 'TERM_ENDED' : 'ACTIVE',
    joinedOn: startsOn,
    joinedBy: 'TERM',
    leftOn,
    leftReason: null,
    remarks: '',
    pinyin: '',
    searchText: '',
    version: 1,
  }
}

const seatAfter = (row: MemberRow, before: SeatRow): SeatRow => ({
  ...before,
  sectorId: row.sectorId ?? before.sectorId,
  specialCommitteeId: row.specialCommitteeId ?? before.specialCommitteeId,
  isStanding: row.isStanding ?? before.isStanding,
  workUnit: row.workUnit ?? before.workUnit,
  joinedBy: row.joinedBy ?? before.joinedBy,
  joinedOn: row.joinedOn ?? before.joinedOn,
  remarks: row.remarks ?? before.remarks,
})
