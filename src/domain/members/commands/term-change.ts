import { and, eq, sql } from 'drizzle-orm'
import { businessDate } from '../../../kernel/clock.ts'
import { newId, parseGlobalId } from '../../../kernel/ids.ts'
import { Refused, type UserError, userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { notFound, requirePermission } from '../../../platform/commands/load.ts'
import { insertRows, updateRows } from '../../../platform/db/bulk.ts'
import { terms } from '../../organizations/tables.ts'
import { joinedOnErrors } from '../inputs.ts'
import { type SeatRow, seatPayload } from '../records.ts'
import { resolveReferences } from '../references.ts'
import { memberPositions, members } from '../tables.ts'
import { namedSeats } from './named-seats.ts'
import { lockRoster } from './write.ts'

export interface MembersTermChange {
  readonly fromTerm: string
  readonly toTerm: string
  readonly input: {
    readonly id?: string | null
    /** Last day of the old seats. */
    readonly leftOn: string
    /** First day of the new seats. */
    readonly joinedOn: string
    readonly continuing?: readonly string[] | null
    readonly leaving?: readonly string[] | null
    /** What becomes of the seats that are not named. */
    readonly others?: 'KEEP' | 'CONTINUE' | 'LEAVE' | null
  }
}

export interface TermChangeCounts {
  /** Seats of the old term that ended. */
  readonly ended: number
  /** Seats opened in the new term. */
  readonly continued: number
}

/**
 * A change of term (换届): ends active seats of the old term, and opens a seat in the new term for those who continue, with
 * the same sector, special committee, positions and work unit. Who has a seat in the new term already (from a roster) keeps it.
 */
export const membersTermChange = command(
  'membersTermChange',
  async (work, args: MembersTermChange): Promise<TermChangeCounts> => {
    const organizationId = parseGlobalId(args.fromTerm)?.organizationId
    if (!organizationId) throw notFound('fromTerm')
    requirePermission(work.viewer, 'MEMBER_MANAGE', organizationId)
    await lockRoster(work, organizationId)
    const { from, to } = await termsOf(work, organizationId, args)
    const { continuing, leaving, errors } = await namedSeats(work, organizationId, from.id, args.input)
    const all = [...errors, ...dateErrors(args.input, from, to, businessDate(work.now))]
    if (all.length > 0) throw new Refused(...all)
    const seats = await activeSeats(work, organizationId, from.id)
    const { others } = args.input
    const goesOn = ({ id }: SeatRow) => continuing.has(id) || (others === 'CONTINUE' && !leaving.has(id))
    const ending = seats.filter(seat => goesOn(seat) || leaving.has(seat.id) || others === 'LEAVE')
    if (ending.length === 0)
      throw new Refused(
        userError('NOTHING_TO_CHANGE', 'input', '没有可换届的在任委员', 'No active seat is to be changed'),
      )
    await endSeats(work, ending, args.input.leftOn)
    const continued = await openSeats(work, ending.filter(goesOn), to.id, args.input.joinedOn)
    return { ended: ending.length, continued }
  },
)

async function termsOf(work: Work, organizationId: string, { fromTerm, toTerm }: MembersTermChange) {
  const { ids, errors } = await resolveReferences(work, organizationId, [
    { field: 'fromTerm', prefix: 'term', globalId: fromTerm },
    { field: 'toTerm', prefix: 'term', globalId: toTerm },
  ])
  if (errors.length > 0) throw new Refused(...errors)
  const found = await work.db.select().from(terms).where(eq(terms.organizationId, organizationId))
  const [from, to] = ['fromTerm', 'toTerm'].map(field => found.find(({ id }) => id === ids.get(field)))
  if (!from || !to) throw notFound('fromTerm')
  if (to.number > from.number) return { from, to }
  throw new Refused(
    userError('TERM_NOT_LATER', 'toTerm', '新一届的届次应大于原届次', 'The new term must come after the old one'),
  )
}

async function activeSeats(work: Work, organizationId: string, termId: string): Promise<SeatRow[]> {
  const which = and(
    eq(members.organizationId, organizationId),
    eq(members.termId, termId),
    eq(members.status, 'ACTIVE'),
  )
  const rows = await work.db.select().from(members).where(which).orderBy(members.id).for('update')
  return rows.map(({ createdAt, ...seat }) => seat)
}

type TermRow = typeof terms.$inferSelect

function dateErrors(
  { leftOn, joinedOn }: MembersTermChange['input'],
  from: Pick<TermRow, 'startsOn'>,
  to: TermRow,
  today: string,
): UserError[] {
  const errors: UserError[] = []
  if (leftOn < from.startsOn || leftOn > today) {
    errors.push(
      userError(
        'DATE_OUT_OF_RANGE',
        'input.leftOn',
        `日期应在原届起始日（${from.startsOn}）与今日（${today}）之间`,
        `The date must lie between the first day of the old term (${from.startsOn}) and today (${today})`,
      ),
    )
  }
  if (joinedOn < leftOn) {
    errors.push(
      userError(
        'DATE_OUT_OF_RANGE',
        'input.joinedOn',
        '新一届任职日期不能早于原届离任日期',
        'The new seats must not begin before the old ones end',
      ),
    )
  } else errors.push(...joinedOnErrors(joinedOn, to))
  return errors
}

async function endSeats(work: Work, seats: readonly SeatRow[], leftOn: string): Promise<void> {
  const positions = await positionsOfAll(work, seats)
  // Who joined after that day (a by-election in the last weeks) leaves on the day of joining.
  const ended = seats.map(seat => ({
    ...seat,
    status: 'TERM_ENDED',
    leftOn: leftOn < seat.joinedOn ? seat.joinedOn : leftOn,
    version: seat.version + 1,
  }))
  await updateRows(work.tx, members, ended)
  for (const seat of ended) record(work, 'UPDATE', seat, positions.get(seat.id) ?? [])
}

async function openSeats(work: Work, seats: readonly SeatRow[], termId: string, joinedOn: string): Promise<number> {
  const [first] = seats
  if (!first) return 0
  const { organizationId } = first
  const there = await work.db
    .select({ personId: members.personId })
    .from(members)
    .where(and(eq(members.organizationId, organizationId), eq(members.termId, termId)))
  const seated = new Set(there.map(({ personId }) => personId))
  const positions = await positionsOfAll(work, seats)
  const opened = seats
    .filter(({ personId }) => !seated.has(personId))
    .map(seat => ({
      positionIds: positions.get(seat.id) ?? [],
      row: {
        ...seat,
        id: newId(),
        termId,
        joinedOn,
        joinedBy: 'TERM',
        status: 'ACTIVE',
        leftOn: null,
        leftReason: null,
        version: 1,
      },
    }))
  await insertRows(
    work.tx,
    members,
    opened.map(({ row }) => row),
  )
  await insertRows(
    work.tx,
    memberPositions,
    opened.flatMap(({ row, positionIds }) =>
      positionIds.map((positionId, rank) => ({ organizationId, memberId: row.id, positionId, rank })),
    ),
  )
  for (const { row, positionIds } of opened) record(work, 'CREATE', row, positionIds)
  return opened.length
}

function record(work: Work, op: 'CREATE' | 'UPDATE', seat: SeatRow, positionIds: readonly string[]): void {
  work.record(seat.organizationId, {
    recordType: 'Member',
    recordId: seat.id,
    version: seat.version,
    op,
    payload: seatPayload(seat, positionIds),
  })
}

async function positionsOfAll(work: Work, seats: readonly SeatRow[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const [first] = seats
  if (!first) return new Map()
  const ids = seats.map(({ id }) => id)
  const held = await work.db
    .select()
    .from(memberPositions)
    .where(
      and(
        eq(memberPositions.organizationId, first.organizationId),
        sql`${memberPositions.memberId} = any(${sql.param(ids)}::uuid[])`,
      ),
    )
    .orderBy(memberPositions.rank)
  return new Map(
    [...Map.groupBy(held, ({ memberId }) => memberId)].map(([id, rows]) => [
      id,
      rows.map(({ positionId }) => positionId),
    ]),
  )
}
