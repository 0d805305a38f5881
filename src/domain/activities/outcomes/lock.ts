import { and, eq } from 'drizzle-orm'
import { businessDate } from '../../../kernel/clock.ts'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { advance } from '../../../kernel/workflow.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { expectVersion, forbidden, notFound } from '../../../platform/commands/load.ts'
import { rowsWithin } from '../../../platform/graphql/compiler/read-rows.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { researchTopics } from '../research/tables.ts'
import { activities } from '../tables.ts'
import { visibleOutcome } from './policy.ts'
import { type OutcomeFacts, outcomeFactsSql, outcomeSituation } from './situation.ts'
import { activityOutcomes } from './tables.ts'
import { type OutcomeAction, type OutcomeSituation, type OutcomeState, outcomeWorkflow } from './workflow.ts'

export const OUTCOME_PREFIX = 'outc'

export type OutcomeRow = typeof activityOutcomes.$inferSelect

export interface OutcomeTarget {
  readonly id: string
  readonly expectedVersion: number
}

export interface LockedOutcome {
  readonly row: OutcomeRow
  /** First day of its activity; null for a report of a topic. */
  readonly since: string | null
  readonly situation: OutcomeSituation
}

const outcomeIs = ({ organizationId, id }: Key) =>
  and(eq(activityOutcomes.organizationId, organizationId), eq(activityOutcomes.id, id))

/**
 * Locks an outcome, behind the lock of its activity or topic: so a problem and its measures do not change at once. NOT_FOUND
 * for what the viewer does not see, FORBIDDEN for what he sees and may not touch, VERSION_CONFLICT for what was changed.
 */
export async function lockOutcome(work: Work, { id, expectedVersion }: OutcomeTarget): Promise<LockedOutcome> {
  const key = parseGlobalId(id)
  if (key?.prefix !== OUTCOME_PREFIX) throw notFound('id')
  const [known] = await work.db.select().from(activityOutcomes).where(outcomeIs(key))
  if (!known) throw notFound('id')
  const since = await lockSource(work, known)
  const [row] = await work.db.select().from(activityOutcomes).where(outcomeIs(key)).for('update')
  const found = await lookAt(work, key)
  if (!found?.isVisible) throw notFound('id')
  if (!row || !work.viewer.can('ACTIVITY_MANAGE', row.organizationId)) throw forbidden()
  expectVersion(row, expectedVersion)
  return { row, since, situation: outcomeSituation(found.facts) }
}

/** Locks what the outcome belongs to. */
async function lockSource(
  { db }: Work,
  { organizationId, activityId, researchTopicId }: OutcomeRow,
): Promise<string | null> {
  if (activityId === null) {
    const which = and(eq(researchTopics.organizationId, organizationId), eq(researchTopics.id, researchTopicId ?? ''))
    await db.select({ id: researchTopics.id }).from(researchTopics).where(which).for('update')
    return null
  }
  const which = and(eq(activities.organizationId, organizationId), eq(activities.id, activityId))
  const [activity] = await db.select({ startsAt: activities.startsAt }).from(activities).where(which).for('update')
  return activity ? businessDate(new Date(activity.startsAt)) : null
}

export async function lookAt({ tx, now }: Work, { organizationId, id }: Key) {
  const [found] = await rowsWithin<{ isVisible: boolean; facts: OutcomeFacts }>(
    tx,
    ({ row, value }) => {
      const outcome = row()
      return `select ${visibleOutcome(outcome)} as "isVisible", ${outcomeFactsSql(outcome)} as facts
        from activity_outcomes ${outcome.alias} where ${outcome.alias}.organization_id = ${value(organizationId, 'bigint')}
          and ${outcome.alias}.id = ${value(id, 'uuid')}`
    },
    now,
  )
  return found
}

/** The state after the action. Throws Refused with everything that stands in its way. */
export const outcomeAfter = ({ situation }: LockedOutcome, action: OutcomeAction): OutcomeState =>
  advance(outcomeWorkflow, action, situation.state, situation)

type Changes = Partial<Omit<typeof activityOutcomes.$inferInsert, 'organizationId' | 'id' | 'version'>>

/** Writes changes of a locked outcome as its next version, and notes them in the change log. */
export async function moveOutcome(
  work: Work,
  row: OutcomeRow,
  changes: Changes,
  more: Readonly<Record<string, unknown>> = {},
): Promise<OutcomeRow> {
  const [moved] = await work.db
    .update(activityOutcomes)
    .set({ ...changes, updatedAt: work.now.toISOString(), version: row.version + 1 })
    .where(outcomeIs(row))
    .returning()
  if (!moved) throw new Error(`the outcome ${row.id} was not locked`)
  recordOutcome(work, moved, { ...changes, ...more }, 'UPDATE')
  return moved
}

export const recordOutcome = (
  work: Work,
  { organizationId, id, version }: Pick<OutcomeRow, 'organizationId' | 'id' | 'version'>,
  payload: Readonly<Record<string, unknown>>,
  op: 'CREATE' | 'UPDATE',
): void => work.record(organizationId, { recordType: 'ActivityOutcome', recordId: id, version, op, payload })
