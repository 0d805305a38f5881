import { and, eq } from 'drizzle-orm'
import { parseGlobalId } from '../../kernel/ids.ts'
import { checkText, type TextRule } from '../../kernel/text.ts'
import { Refused } from '../../kernel/user-error.ts'
import { advance } from '../../kernel/workflow.ts'
import type { Work } from '../../platform/commands/command.ts'
import { expectVersion, forbidden, notFound } from '../../platform/commands/load.ts'
import type { Key } from '../../platform/graphql/compiler/resolvers.ts'
import { writeSearch } from './search.ts'
import { holder, lookAt, situationFrom } from './situation.ts'
import { activities } from './tables.ts'
import {
  type ActivityAction,
  type ActivitySituation,
  type ActivityState,
  activityWorkflow,
  stateOf,
} from './workflow.ts'

export const ACTIVITY_PREFIX = 'act'

export type ActivityRow = typeof activities.$inferSelect
export type ActivityChanges = Partial<Omit<typeof activities.$inferInsert, 'organizationId' | 'id' | 'version'>>

/** An activity that a command may work on. */
export interface Locked {
  readonly row: ActivityRow
  readonly state: ActivityState
  readonly situation: ActivitySituation
}

export interface ActivityTarget {
  readonly id: string
  readonly expectedVersion: number
}

/** Who may: whoever the workflow's table lets take the action, or holds one of these capabilities. */
export type Permit = ActivityAction | readonly string[]

/** `share`: many members may reply or sign in at once, while nobody changes the activity itself. */
export type Strength = 'update' | 'share'

/**
 * Locks an activity for this command. NOT_FOUND for what the viewer does not see, FORBIDDEN for what they see and may not
 * do, VERSION_CONFLICT for what was changed meanwhile.
 */
export async function lockActivity(
  work: Work,
  { id, expectedVersion }: ActivityTarget,
  permit: Permit,
  field = 'id',
): Promise<Locked> {
  const locked = await lockActivityUnversioned(work, id, permit, { field })
  expectVersion(locked.row, expectedVersion)
  return locked
}

/** The same where not the activity's version is expected but that of a record of it. */
export async function lockActivityUnversioned(
  work: Work,
  globalId: string,
  permit: Permit,
  options: { readonly field?: string; readonly strength?: Strength } = {},
): Promise<Locked> {
  const key = parseGlobalId(globalId)
  if (key?.prefix !== ACTIVITY_PREFIX) throw notFound(options.field ?? 'id')
  return lockActivityByKey(work, key, permit, options)
}

/** The same by its key. */
export async function lockActivityByKey(
  work: Work,
  key: Key,
  permit: Permit,
  { field = 'id', strength = 'update' }: { readonly field?: string; readonly strength?: Strength } = {},
): Promise<Locked> {
  const which = and(eq(activities.organizationId, key.organizationId), eq(activities.id, key.id))
  const [row] = await work.db.select().from(activities).where(which).for(strength)
  // Asked behind the lock: a statement that waits for one answers the rest as it was before the wait.
  const found = await lookAt(work, key)
  if (!found?.isVisible) throw notFound(field)
  const capabilities = typeof permit === 'string' ? activityWorkflow.transitions[permit].by : permit
  // Row-level security hides from a lock what the viewer may see but not write.
  if (!row || !capabilities.some(holder(work.viewer, found.facts))) throw forbidden()
  return { row, state: stateOf(row), situation: situationFrom(found.facts, work.now) }
}

/** The state after the action. Throws Refused with everything that stands in its way. */
export const stateAfter = ({ state, situation }: Locked, action: ActivityAction): ActivityState =>
  advance(activityWorkflow, action, state, situation)

/** Writes changes of a locked activity as its next version. */
export async function moveActivity(work: Work, row: ActivityRow, changes: ActivityChanges): Promise<ActivityRow> {
  const [moved] = await work.db
    .update(activities)
    .set({ ...changes, updatedAt: work.now.toISOString(), version: row.version + 1 })
    .where(and(eq(activities.organizationId, row.organizationId), eq(activities.id, row.id)))
    .returning()
  if (!moved) throw new Error(`the activity ${row.id} was not locked`)
  if (moved.title !== row.title || moved.place !== row.place) writeSearch(work, moved)
  return moved
}

/** Notes a change of an activity in the change log; the payload is what changed. */
export const recordActivity = (
  work: Work,
  { organizationId, id, version }: Pick<ActivityRow, 'organizationId' | 'id' | 'version'>,
  payload: Readonly<Record<string, unknown>>,
  op: 'CREATE' | 'UPDATE' = 'UPDATE',
): void => work.record(organizationId, { recordType: 'Activity', recordId: id, version, op, payload })

export const keyOf = ({ organizationId, id }: Key): Key => ({ organizationId, id })

/** A text of an input as it is to be stored. Throws Refused. */
export function textOf(field: string, given: string, rule: TextRule): string {
  const checked = checkText(field, given, rule)
  if ('error' in checked) throw new Refused(checked.error)
  return checked.text
}
