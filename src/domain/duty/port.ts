import { and, asc, inArray, sql } from 'drizzle-orm'
import type { Work } from '../../platform/commands/command.ts'
import type { Key } from '../../platform/graphql/compiler/resolvers.ts'
import { categoryOf } from './categories/index.ts'
import { type Booking, book, reverse } from './commands/ledger.ts'
import { checkFacts } from './facts.ts'
import { dutyRecords } from './tables.ts'

/** Where a workflow's records come from: the record of another module that proves them. */
export interface DutySource {
  readonly organizationId: string
  /** GraphQL type of the source, in upper snake: `PROPOSAL`, `ACTIVITY`. */
  readonly sourceType: string
  readonly sourceId: string
}

/** A duty that a workflow proves: a filed proposal, an adoption, a sign-in. */
export interface ProvenDuty extends DutySource {
  readonly memberId: string
  readonly category: string
  readonly title: string
  /** `YYYY-MM-DD` in Asia/Shanghai. */
  readonly occurredOn: string
  readonly facts: unknown
  /** Ids of files that prove it, in their order. */
  readonly evidence?: readonly string[]
}

/**
 * Books a confirmed record in the workflow's own transaction. The same source, member and category stand once: while a
 * record of them counts, it is given back and nothing is booked. The caller holds a lock on its source row. A category
 * or facts that do not fit are a mistake of the calling module, and throw.
 */
export async function recordDuty(work: Work, duty: ProvenDuty): Promise<Key> {
  const [key] = await recordDuties(work, [duty])
  if (!key) throw new Error('nothing was booked')
  return key
}

/** As `recordDuty`, for all that one command proves: two statements, however many they are. */
export async function recordDuties(work: Work, duties: readonly ProvenDuty[]): Promise<Key[]> {
  if (duties.length === 0) return []
  const bookings = duties.map(bookingOf)
  const standing = new Map((await standingOf(work, duties)).map(row => [factOf(row), row]))
  const booked = await book(
    work,
    bookings.filter(booking => !standing.has(factOf(booking))),
  )
  return [...booked, ...duties.flatMap(duty => standing.get(factOf(duty)) ?? [])].map(({ organizationId, id }) => ({
    organizationId,
    id,
  }))
}

function bookingOf({ category: code, facts: given, ...duty }: ProvenDuty): Booking {
  const category = categoryOf(code)
  if (!category?.creators.includes('WORKFLOW')) throw new Error(`no workflow may record the duty category ${code}`)
  const { value: facts, errors } = checkFacts(category, given, 'facts')
  if (!facts) throw new Error(`duty facts of ${code}: ${errors.map(e => `${e.field?.join('.')} ${e.code}`).join(', ')}`)
  return { ...duty, category: code, facts, state: 'CONFIRMED' }
}

type Fact = Pick<ProvenDuty, 'memberId' | 'category'> & { readonly sourceId?: string | null }

const factOf = ({ sourceId, memberId, category }: Fact): string => `${sourceId} ${memberId} ${category}`

/**
 * Takes back whatever still counts from a source that no longer proves it, or what counts in one category or of some
 * members. Gives the reversals' keys.
 */
export async function reverseDutyOfSource(
  work: Work,
  source: DutySource,
  reason: string,
  category?: string,
  members?: readonly string[],
): Promise<Key[]> {
  const keys: Key[] = []
  for (const row of await standingOf(work, [source])) {
    if (category !== undefined && row.category !== category) continue
    if (members && !members.includes(row.memberId)) continue
    // The workflow itself decides here, so neither of the guards against a person's hand applies.
    keys.push(await reverse(work, row, { isOwnSeat: false, isFromWorkflow: false, isReplaced: false }, reason))
  }
  return keys
}

/** A source's id is a UUID: it is of one committee and one type, whatever else is asked for in the same breath. */
const standingOf = ({ db }: Work, sources: readonly DutySource[]) =>
  db
    .select()
    .from(dutyRecords)
    .where(
      and(
        inArray(dutyRecords.organizationId, [...new Set(sources.map(source => source.organizationId))]),
        inArray(dutyRecords.sourceType, [...new Set(sources.map(source => source.sourceType))]),
        inArray(dutyRecords.sourceId, [...new Set(sources.map(source => source.sourceId))]),
        // In the text: of a parameter the planner cannot know that the index of standing records holds it.
        sql`${dutyRecords.state} = 'CONFIRMED'`,
      ),
    )
    .orderBy(asc(dutyRecords.id))
    .for('update')
