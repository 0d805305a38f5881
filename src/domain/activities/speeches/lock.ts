import { and, eq } from 'drizzle-orm'
import { type GlobalId, parseGlobalId } from '../../../kernel/ids.ts'
import { advance } from '../../../kernel/workflow.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { expectVersion, forbidden, notFound } from '../../../platform/commands/load.ts'
import { rowsWithin } from '../../../platform/graphql/compiler/read-rows.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { activities } from '../tables.ts'
import { visibleSpeech } from './policy.ts'
import { type SpeechFacts, speechFactsSql, speechHolder, speechSituation } from './situation.ts'
import { activitySpeeches } from './tables.ts'
import { type SpeechAction, type SpeechSituation, type SpeechState, speechStateOf, speechWorkflow } from './workflow.ts'

export const SPEECH_PREFIX = 'spch'

export type SpeechRow = typeof activitySpeeches.$inferSelect

export interface SpeechTarget {
  readonly id: string
  readonly expectedVersion: number
}

export interface LockedSpeech {
  readonly row: SpeechRow
  readonly activity: typeof activities.$inferSelect
  readonly state: SpeechState
  readonly situation: SpeechSituation
}

const speechIs = ({ organizationId, id }: Pick<GlobalId, 'organizationId' | 'id'>) =>
  and(eq(activitySpeeches.organizationId, organizationId), eq(activitySpeeches.id, id))

/**
 * Locks a speech for an action: its activity first, for share, as everybody does. NOT_FOUND for what the viewer does not
 * see, FORBIDDEN for what he sees and may not do, VERSION_CONFLICT for what was changed meanwhile.
 */
export async function lockSpeech(
  work: Work,
  { id, expectedVersion }: SpeechTarget,
  ...actions: readonly SpeechAction[]
): Promise<LockedSpeech> {
  const key = parseGlobalId(id)
  if (key?.prefix !== SPEECH_PREFIX) throw notFound('id')
  const activity = await shareActivity(work, key)
  const [row] = await work.db.select().from(activitySpeeches).where(speechIs(key)).for('update')
  const found = await lookAt(work, key)
  if (!found?.isVisible) throw notFound('id')
  const capabilities = actions.flatMap(action => speechWorkflow.transitions[action].by)
  if (!row || !activity || !capabilities.some(speechHolder(work.viewer.can, found.facts))) throw forbidden()
  expectVersion(row, expectedVersion)
  return { row, activity, state: speechStateOf(row), situation: speechSituation(found.facts, work.now) }
}

async function shareActivity({ db }: Work, key: GlobalId) {
  const [known] = await db.select({ id: activitySpeeches.activityId }).from(activitySpeeches).where(speechIs(key))
  if (!known) throw notFound('id')
  const which = and(eq(activities.organizationId, key.organizationId), eq(activities.id, known.id))
  const [activity] = await db.select().from(activities).where(which).for('share')
  return activity
}

async function lookAt({ tx, now }: Work, { organizationId, id }: GlobalId) {
  const [found] = await rowsWithin<{ isVisible: boolean; facts: SpeechFacts }>(
    tx,
    ({ row, value }) => {
      const speech = row()
      return `select ${visibleSpeech(speech)} as "isVisible", ${speechFactsSql(speech)} as facts
        from activity_speeches ${speech.alias}
        where ${speech.alias}.organization_id = ${value(organizationId, 'bigint')} and ${speech.alias}.id = ${value(id, 'uuid')}`
    },
    now,
  )
  return found
}

/** The state after the action. Throws Refused with everything that stands in its way. */
export const speechAfter = ({ state, situation }: LockedSpeech, action: SpeechAction): SpeechState =>
  advance(speechWorkflow, action, state, situation)

type Changes = Partial<Omit<typeof activitySpeeches.$inferInsert, 'organizationId' | 'id' | 'version'>>

/** Writes changes of a locked speech as its next version, and notes them in the change log. */
export async function moveSpeech(work: Work, row: SpeechRow, changes: Changes): Promise<SpeechRow> {
  const [moved] = await work.db
    .update(activitySpeeches)
    .set({ ...changes, version: row.version + 1 })
    .where(speechIs(row))
    .returning()
  if (!moved) throw new Error(`the speech ${row.id} was not locked`)
  recordSpeech(work, moved, changes, 'UPDATE')
  return moved
}

/** Writes a new speech, and notes it in the change log. */
export async function insertSpeech(
  work: Work,
  key: Key,
  row: Omit<typeof activitySpeeches.$inferInsert, 'organizationId' | 'id' | 'version' | 'createdAt'>,
): Promise<Key> {
  await work.db.insert(activitySpeeches).values({ ...key, ...row, createdAt: work.now.toISOString() })
  recordSpeech(work, { ...key, version: 1 }, row, 'CREATE')
  return key
}

const recordSpeech = (
  work: Work,
  { organizationId, id, version }: Pick<SpeechRow, 'organizationId' | 'id' | 'version'>,
  payload: Readonly<Record<string, unknown>>,
  op: 'CREATE' | 'UPDATE',
): void => work.record(organizationId, { recordType: 'ActivitySpeech', recordId: id, version, op, payload })
