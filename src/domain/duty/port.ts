import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Work } from '../../platform/commands/command.ts'
import type { Key } from '../../platform/graphql/compiler/resolvers.ts'
import { categoryOf } from './categories/index.ts'
import { book, reverse } from './commands/ledger.ts'
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
}

/**
 * Books a confirmed record in the workflow's own transaction. The same source, member and category stand once: while a
 * record of them counts, it is given back and nothing is booked. The caller holds a lock on its source row. A category
 * or facts that do not fit are a mistake of the calling module, and throw.
 */
export async function recordDuty(work: Work, duty: ProvenDuty): Promise<Key> {
  const { organizationId, memberId, category: code, title, occurredOn, sourceType, sourceId } = duty
  const category = categoryOf(code)
  if (!category?.creators.includes('WORKFLOW')) throw new Error(`no workflow may record the duty category ${code}`)
  const { value: facts, errors } = checkFacts(category, duty.facts, 'facts')
  if (!facts) throw new Error(`duty facts of ${code}: ${errors.map(e => `${e.field?.join('.')} ${e.code}`).join(', ')}`)
  const [standing] = (await standingOf(work, duty)).filter(row => row.memberId === memberId && row.category === code)
  if (standing) return { organizationId, id: standing.id }
  const proven = { organizationId, memberId, category: code, title, occurredOn, facts, sourceType, sourceId }
  const [key] = await book(work, [{ ...proven, state: 'CONFIRMED' }])
  if (!key) throw new Error('nothing was booked')
  return key
}

/** Takes back whatever still counts from a source that no longer proves it. Gives the reversals' keys. */
export async function reverseDutyOfSource(work: Work, source: DutySource, reason: string): Promise<Key[]> {
  const keys: Key[] = []
  for (const row of await standingOf(work, source)) {
    // The workflow itself decides here, so neither of the guards against a person's hand applies.
    keys.push(await reverse(work, row, { isOwnSeat: false, isFromWorkflow: false, isReplaced: false }, reason))
  }
  return keys
}

const standingOf = ({ db }: Work, { organizationId, sourceType, sourceId }: DutySource) =>
  db
    .select()
    .from(dutyRecords)
    .where(
      and(
        eq(dutyRecords.organizationId, organizationId),
        eq(dutyRecords.sourceType, sourceType),
        eq(dutyRecords.sourceId, sourceId),
        inArray(dutyRecords.state, ['CONFIRMED']),
      ),
    )
    .orderBy(asc(dutyRecords.id))
    .for('update')
