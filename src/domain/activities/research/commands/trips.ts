import { and, eq } from 'drizzle-orm'
import { Refused, userError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import { notFound } from '../../../../platform/commands/load.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { activityKinds } from '../../../organizations/tables.ts'
import {
  type ActivityRow,
  type ActivityTarget,
  keyOf,
  lockActivity,
  moveActivity,
  recordActivity,
} from '../../commands.ts'
import { lockTopic } from '../lock.ts'
import { TRIP_KINDS } from '../rules.ts'
import { researchTrips } from '../tables.ts'

interface Setting extends ActivityTarget {
  readonly input: { readonly researchTopic?: string | null }
}

/** Makes an activity a trip of a research topic, or of none (调研行程). */
export const activityResearchTopicSet = command<Setting, Key>(
  'activityResearchTopicSet',
  async (work, { input, ...target }) => {
    const { row } = await lockActivity(work, target, ['ACTIVITY_MANAGE'])
    await requireTrip(work, row)
    const topic = input.researchTopic == null ? null : await topicOf(work, row, input.researchTopic)
    const own = and(eq(researchTrips.organizationId, row.organizationId), eq(researchTrips.activityId, row.id))
    await work.db.delete(researchTrips).where(own)
    if (topic !== null) {
      const trip = { organizationId: row.organizationId, activityId: row.id, topicId: topic }
      await work.db.insert(researchTrips).values(trip)
    }
    const moved = await moveActivity(work, row, {})
    recordActivity(work, moved, { researchTopicId: topic })
    return keyOf(moved)
  },
)

async function topicOf(work: Work, { organizationId }: ActivityRow, globalId: string): Promise<string> {
  const topic = await lockTopic(work, globalId, 'input.researchTopic')
  if (topic.organizationId !== organizationId) throw notFound('input.researchTopic')
  return topic.id
}

async function requireTrip({ db }: Work, { organizationId, kindId, state }: ActivityRow): Promise<void> {
  const which = and(eq(activityKinds.organizationId, organizationId), eq(activityKinds.id, kindId))
  const [kind] = await db.select().from(activityKinds).where(which)
  if (state === 'CANCELLED') throw new Refused(cancelled)
  if (!kind || !TRIP_KINDS.includes(kind.code)) throw new Refused(noTrip(kind?.name ?? ''))
}

const cancelled = userError('INVALID_STATE', 'id', '该活动已取消', 'The activity is cancelled')

const noTrip = (name: string) =>
  userError(
    'KIND_NOT_ALLOWED',
    'id',
    `“${name}”类活动不属于调研课题`,
    `An activity of the kind "${name}" is no trip of a research topic`,
  )
