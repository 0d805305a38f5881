import { and, eq, sql } from 'drizzle-orm'
import { businessDate } from '../../../kernel/clock.ts'
import { newId } from '../../../kernel/ids.ts'
import { Refused, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { notFound, requirePermission } from '../../../platform/commands/load.ts'
import { insertRows, updateRows } from '../../../platform/db/bulk.ts'
import { terms } from '../../organizations/tables.ts'
import type { MatchOptions } from '../matching.ts'
import { type MemberRow, type OnFile, type PlannedRow, planRows, type RosterPlan, type Term } from '../planning.ts'
import { identityColumns, personPayload, phoneColumns, seatPayload } from '../records.ts'
import { memberPositions, members, persons } from '../tables.ts'

/** How many rows opened a seat, changed one (or its person), and said nothing new. */
export interface WriteCounts {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
}

/**
 * One writer at a time enters persons into a committee: whether a person is on file already must stay true until the
 * commit. FOR NO KEY UPDATE leaves other modules' foreign keys to the committee alone.
 */
export async function lockRoster(work: Work, organizationId: string): Promise<void> {
  await work.tx.client.query('select from organizations where organization_id = $1 for no key update', [organizationId])
}

/**
 * Writes a whole list of members into a term: persons and seats are found again by identity number, or name with phone or
 * birth, and created where there are none; what the list does not say stays. Running it twice changes nothing.
 * @throws ApiError FORBIDDEN; Refused NOT_FOUND for the term, or the problems of all rows as `rows.<index>.<field>`.
 */
export async function writeMembers(
  work: Work,
  organizationId: string,
  termId: string,
  rows: readonly MemberRow[],
): Promise<WriteCounts> {
  const plan = await planMembers(work, organizationId, termId, rows)
  if (plan.problems.length > 0) {
    throw new Refused(
      ...plan.problems.map(({ row, field, code, message }) =>
        userError(code, ['rows', String(row), field], message.zh, message.en),
      ),
    )
  }
  await writePlan(work, plan.rows)
  return countsOf(plan.rows)
}

/** What writeMembers would do, without doing it: for dry runs, and for leaving out rows with problems. */
export async function planMembers(
  work: Work,
  organizationId: string,
  termId: string,
  rows: readonly MemberRow[],
  options: MatchOptions = { byNameAlone: true },
): Promise<RosterPlan> {
  requirePermission(work.viewer, 'MEMBER_MANAGE', organizationId)
  await lockRoster(work, organizationId)
  const term = await loadTerm(work, organizationId, termId)
  const { sealer } = work.context
  const tools = {
    organizationId,
    today: businessDate(work.now),
    newId,
    lookupPhone: (phone: string) => sealer.lookupHash('PHONE', phone),
    lookupIdentity: (number: string) => sealer.lookupHash('IDENTITY_NUMBER', number),
    phoneColumns: (id: string, phone: string) => phoneColumns(sealer, organizationId, id, phone),
    identityColumns: (id: string, number: string) => identityColumns(sealer, organizationId, id, number),
  }
  const lookups = rows.flatMap(row => (row.identityNumber === null ? [] : [tools.lookupIdentity(row.identityNumber)]))
  const onFile = await loadOnFile(work, organizationId, termId, [...new Set(rows.map(row => row.name))], lookups)
  return planRows(rows, term, onFile, tools, options)
}

async function loadTerm(work: Work, organizationId: string, termId: string): Promise<Term> {
  const [term] = await work.db
    .select()
    .from(terms)
    .where(and(eq(terms.organizationId, organizationId), eq(terms.id, termId)))
  if (!term) throw notFound('term')
  return term
}

async function loadOnFile(
  work: Work,
  organizationId: string,
  termId: string,
  names: string[],
  lookups: string[],
): Promise<OnFile> {
  const anyOf = (list: string[], type: string) => sql`any(${sql.param(list)}::${sql.raw(type)})`
  const who = sql`(${persons.name} = ${anyOf(names, 'text[]')} or ${persons.identityLookup} = ${anyOf(lookups, 'text[]')})`
  const found = await work.db
    .select()
    .from(persons)
    .where(and(eq(persons.organizationId, organizationId), who))
    .for('no key update')
  const ids = found.map(({ id }) => id)
  const seats = await work.db
    .select()
    .from(members)
    .where(
      and(
        eq(members.organizationId, organizationId),
        eq(members.termId, termId),
        sql`${members.personId} = ${anyOf(ids, 'uuid[]')}`,
      ),
    )
    .for('no key update')
  const held = await work.db
    .select()
    .from(memberPositions)
    .where(
      and(
        eq(memberPositions.organizationId, organizationId),
        sql`${memberPositions.memberId} = ${anyOf(
          seats.map(({ id }) => id),
          'uuid[]',
        )}`,
      ),
    )
    .orderBy(memberPositions.rank)
  const positions = Map.groupBy(held, ({ memberId }) => memberId)
  return {
    persons: found.map(({ createdAt, ...row }) => row),
    seats: seats.map(({ createdAt, ...row }) => row),
    positions: new Map([...positions].map(([id, rows]) => [id, rows.map(({ positionId }) => positionId)])),
  }
}

/** Writes a plan set by set, and notes every record that changed. */
export async function writePlan(work: Work, rows: readonly PlannedRow[]): Promise<void> {
  const { tx } = work
  for (const op of ['CREATE', 'UPDATE'] as const) {
    const write = op === 'CREATE' ? insertRows : updateRows
    await write(
      tx,
      persons,
      rows.flatMap(({ person }) => (person.op === op ? [person.row] : [])),
    )
    await write(
      tx,
      members,
      rows.flatMap(({ seat }) => (seat.op === op ? [seat.row] : [])),
    )
  }
  await writePositions(
    work,
    rows.filter(row => row.positionsChanged),
  )
  for (const { person, seat, positionIds } of rows) {
    const { organizationId } = seat.row
    if (person.op !== 'NONE') {
      const { id: recordId, version } = person.row
      work.record(organizationId, {
        recordType: 'Person',
        recordId,
        version,
        op: person.op,
        payload: personPayload(person.row),
      })
    }
    if (seat.op !== 'NONE') {
      const { id: recordId, version } = seat.row
      work.record(organizationId, {
        recordType: 'Member',
        recordId,
        version,
        op: seat.op,
        payload: seatPayload(seat.row, positionIds),
      })
    }
  }
}

/** Replaces the positions of members. */
export async function writePositions(
  work: Work,
  rows: readonly {
    readonly seat: { readonly row: { readonly organizationId: string; readonly id: string } }
    readonly positionIds: readonly string[]
  }[],
): Promise<void> {
  const organizationId = rows[0]?.seat.row.organizationId
  if (organizationId === undefined) return
  await work.tx.client.query(
    'delete from member_positions where organization_id = $1 and member_id = any($2::uuid[])',
    [organizationId, rows.map(({ seat }) => seat.row.id)],
  )
  await insertRows(
    work.tx,
    memberPositions,
    rows.flatMap(({ seat, positionIds }) =>
      positionIds.map((positionId, rank) => ({ organizationId, memberId: seat.row.id, positionId, rank })),
    ),
  )
}

export function countsOf(rows: readonly PlannedRow[]): WriteCounts {
  const created = rows.filter(({ seat }) => seat.op === 'CREATE').length
  const unchanged = rows.filter(({ seat, person }) => seat.op === 'NONE' && person.op === 'NONE').length
  return { created, updated: rows.length - created - unchanged, unchanged }
}
