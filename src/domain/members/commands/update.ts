import { and, eq, ne } from 'drizzle-orm'
import { businessDate } from '../../../kernel/clock.ts'
import { isIdentityNumber } from '../../../kernel/identity-number.ts'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { Refused, type UserError, userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { terms } from '../../organizations/tables.ts'
import {
  type Checked,
  checkMemberInput,
  identityErrors,
  joinedOnErrors,
  type PersonInput,
  type SeatInput,
} from '../inputs.ts'
import { readingOf, searchTextOf } from '../names.ts'
import {
  birthColumns,
  birthOf,
  identityColumns,
  type PersonRow,
  personPayload,
  phoneColumns,
  type SeatRow,
  sealedAt,
} from '../records.ts'
import {
  memberReferences,
  positionCountErrors,
  positionIdsOf,
  type Resolved,
  resolveReferences,
} from '../references.ts'
import { members, persons } from '../tables.ts'
import { lockSeat, positionsOf, type SeatCommand, writeSeat } from './seat.ts'
import { lockRoster, writePositions } from './write.ts'

export interface MemberUpdate extends SeatCommand {
  readonly input: PersonInput & SeatInput
}

const PERSON_FIELDS = ['name', 'sex', 'ethnicity', 'birth', 'party', 'phone', 'identityNumber'] as const

/** Changes what was sent, of the seat and of its person; null takes a value away. */
export const memberUpdate = command('memberUpdate', async (work, args: MemberUpdate): Promise<Key> => {
  const { input } = args
  // Before the seat, as every writer of the roster: no two of them may wait for each other.
  if (input.identityNumber) await lockRoster(work, parseGlobalId(args.id)?.organizationId ?? '0')
  const { seat, status } = await lockSeat(work, 'UPDATE', args)
  if (Object.values(input).every(value => value === undefined)) throw new Refused(nothingToChange)
  const person = await lockPerson(work, seat)
  const tooMany = positionCountErrors(input.positions)
  if (tooMany.length > 0) throw new Refused(...tooMany)
  const checked = checkMemberInput(input, businessDate(work.now))
  const heldBefore = await positionsOf(work, seat)
  const kept = new Set(
    [person.partyId, seat.sectorId, seat.specialCommitteeId, ...heldBefore].filter(id => id !== null),
  )
  const references = await resolveReferences(work, seat.organizationId, memberReferences(input), kept)
  const after = personAfter(work, person, input, checked, references)
  const joined = await joinedErrors(work, seat, input.joinedOn)
  const numbers = [...identityCheck(work, after, checked, person), ...(await takenErrors(work, after, person))]
  const errors = [...checked.errors, ...references.errors, ...nullErrors(input), ...joined, ...numbers]
  if (errors.length > 0) throw new Refused(...errors)
  if (PERSON_FIELDS.some(field => input[field] !== undefined)) await writePerson(work, person, after)
  const positionIds =
    input.positions === undefined ? heldBefore : positionIdsOf(references, input.positions?.length ?? 0)
  if (input.positions !== undefined) await writePositions(work, [{ seat: { row: seat }, positionIds }])
  await writeSeat(work, seat, { ...seatChanges(seat, after, input, checked, references), status }, { positionIds })
  return { organizationId: seat.organizationId, id: seat.id }
})

const nothingToChange = userError('NOTHING_TO_CHANGE', 'input', '没有要修改的内容', 'There is nothing to change')

const nullErrors = (input: MemberUpdate['input']): UserError[] =>
  (['isStanding', 'joinedOn', 'joinedBy'] as const)
    .filter(field => input[field] === null)
    .map(field => userError('REQUIRED', `input.${field}`, '必填，不能为空', 'Required: it must not be empty'))

async function lockPerson(work: Work, { organizationId, personId }: SeatRow): Promise<PersonRow> {
  const [row] = await work.db
    .select()
    .from(persons)
    .where(and(eq(persons.organizationId, organizationId), eq(persons.id, personId)))
    .for('update')
  if (!row) throw new Error(`no person ${personId} in ${organizationId}`)
  const { createdAt, ...person } = row
  return person
}

const sent = <T>(value: T | undefined, before: T): T => (value === undefined ? before : value)

/** The id for a reference that was sent, null for a null, what was there when it was not sent. */
const sentId = (
  value: string | null | undefined,
  field: string,
  { ids }: Resolved,
  before: string | null,
): string | null => (value === undefined ? before : (ids.get(`input.${field}`) ?? null))

function personAfter(
  work: Work,
  before: PersonRow,
  input: PersonInput,
  checked: Checked,
  references: Resolved,
): PersonRow {
  const { sealer } = work.context
  const { organizationId, id } = before
  const name = checked.name ?? before.name
  return {
    ...before,
    ...(name === before.name ? {} : { name, ...readingOf(name) }),
    sex: sent(input.sex, before.sex),
    ethnicity: sent(checked.ethnicity, before.ethnicity),
    partyId: sentId(input.party, 'party', references, before.partyId),
    ...(checked.birth === undefined ? {} : birthColumns(checked.birth)),
    ...(checked.phone === undefined ? {} : phoneColumns(sealer, organizationId, id, checked.phone)),
    ...(checked.identityNumber === undefined
      ? {}
      : identityColumns(sealer, organizationId, id, checked.identityNumber)),
    version: before.version + 1,
  }
}

/** The number on file is opened when sex or birth are changed against it. */
function identityCheck(
  work: Work,
  after: PersonRow,
  { identityNumber, birth }: Checked,
  before: PersonRow,
): UserError[] {
  const changes = identityNumber != null || birth !== undefined || after.sex !== before.sex
  if (!changes || !after.identityNumberSealed) return []
  const place = sealedAt(after.organizationId, after.id, 'identityNumber')
  const number = identityNumber ?? work.context.sealer.open(after.identityNumberSealed, place)
  const sex = after.sex === 'MALE' || after.sex === 'FEMALE' ? after.sex : null
  return isIdentityNumber(number) ? identityErrors(number, sex, birthOf(after)) : []
}

async function takenErrors(
  work: Work,
  { organizationId, id, identityLookup }: PersonRow,
  before: PersonRow,
): Promise<UserError[]> {
  if (identityLookup === null || identityLookup === before.identityLookup) return []
  const [other] = await work.db
    .select({ name: persons.name })
    .from(persons)
    .where(
      and(eq(persons.organizationId, organizationId), eq(persons.identityLookup, identityLookup), ne(persons.id, id)),
    )
  if (!other) return []
  return [
    userError(
      'IDENTITY_NUMBER_TAKEN',
      'input.identityNumber',
      `该身份证号已登记在“${other.name}”名下`,
      `The identity number is on file for "${other.name}"`,
    ),
  ]
}

async function joinedErrors(
  work: Work,
  { organizationId, termId, leftOn }: SeatRow,
  joinedOn: string | null | undefined,
): Promise<UserError[]> {
  if (joinedOn == null) return []
  if (leftOn !== null && joinedOn > leftOn) {
    return [
      userError(
        'DATE_OUT_OF_RANGE',
        'input.joinedOn',
        `任职日期不能晚于离任日期（${leftOn}）`,
        `The date must not be after the day of leaving (${leftOn})`,
      ),
    ]
  }
  const [term] = await work.db
    .select()
    .from(terms)
    .where(and(eq(terms.organizationId, organizationId), eq(terms.id, termId)))
  return term ? joinedOnErrors(joinedOn, term) : []
}

/** Writes the person; a new name goes into the search of the person's other seats too. */
async function writePerson(work: Work, before: PersonRow, after: PersonRow): Promise<void> {
  const { organizationId, id } = after
  await work.db
    .update(persons)
    .set(after)
    .where(and(eq(persons.organizationId, organizationId), eq(persons.id, id)))
  work.record(organizationId, {
    recordType: 'Person',
    recordId: id,
    version: after.version,
    op: 'UPDATE',
    payload: personPayload(after),
  })
  if (after.name === before.name) return
  const seats = await work.db
    .select({ id: members.id, workUnit: members.workUnit })
    .from(members)
    .where(and(eq(members.organizationId, organizationId), eq(members.personId, id)))
  for (const seat of seats) {
    await work.db
      .update(members)
      .set({ pinyin: after.pinyin, searchText: searchTextOf(after.name, after, seat.workUnit) })
      .where(and(eq(members.organizationId, organizationId), eq(members.id, seat.id)))
  }
}

function seatChanges(
  before: SeatRow,
  person: PersonRow,
  input: SeatInput,
  checked: Checked,
  references: Resolved,
): Partial<SeatRow> {
  const workUnit = checked.workUnit ?? before.workUnit
  return {
    sectorId: sentId(input.sector, 'sector', references, before.sectorId),
    specialCommitteeId: sentId(input.specialCommittee, 'specialCommittee', references, before.specialCommitteeId),
    isStanding: input.isStanding ?? before.isStanding,
    workUnit,
    joinedOn: input.joinedOn ?? before.joinedOn,
    joinedBy: input.joinedBy ?? before.joinedBy,
    remarks: checked.remarks ?? before.remarks,
    pinyin: person.pinyin,
    searchText: searchTextOf(person.name, person, workUnit),
  }
}
