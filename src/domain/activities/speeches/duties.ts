import { and, eq } from 'drizzle-orm'
import type { Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { type DutySource, recordDuty } from '../../duty/port.ts'
import { activityKinds } from '../../organizations/tables.ts'
import { activities } from '../tables.ts'
import type { SpeechRow } from './lock.ts'
import { occasionOf } from './rules.ts'

export const speechSource = ({ organizationId, id }: Key): DutySource => ({
  organizationId,
  sourceType: 'ACTIVITY_SPEECH',
  sourceId: id,
})

/** Books the speaker's duty record; of a body's speech it is its contact's. */
export async function recordSpeechDuty(
  work: Work,
  row: SpeechRow,
  form: 'ORAL' | 'WRITTEN',
  occurredOn: string,
): Promise<void> {
  const facts = { form, occasion: occasionOf(await kindCodeOf(work, row)) }
  await recordDuty(work, {
    ...{ ...speechSource(row), memberId: row.memberId, category: 'SPEECH', title: row.title, occurredOn },
    // Words of a speech that is only a file are not known.
    facts: row.words > 0 ? { ...facts, words: row.words } : facts,
  })
}

async function kindCodeOf({ db }: Work, { organizationId, activityId }: SpeechRow): Promise<string> {
  const [kind] = await db
    .select({ code: activityKinds.code })
    .from(activities)
    .innerJoin(
      activityKinds,
      and(eq(activityKinds.organizationId, activities.organizationId), eq(activityKinds.id, activities.kindId)),
    )
    .where(and(eq(activities.organizationId, organizationId), eq(activities.id, activityId)))
  if (!kind) throw new Error(`the activity ${activityId} has no kind`)
  return kind.code
}
