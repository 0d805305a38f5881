import type { Work } from '../../../platform/commands/command.ts'
import { lockRow } from '../../../platform/commands/load.ts'
import { researchTopics } from './tables.ts'

export const TOPIC_PREFIX = 'rtop'

export type TopicRow = typeof researchTopics.$inferSelect

/** Locks a research topic for the committee's office. */
export const lockTopic = (work: Work, globalId: string, field = 'id'): Promise<TopicRow> =>
  lockRow(work, researchTopics, TOPIC_PREFIX, globalId, {
    field,
    see: (viewer, { organizationId }) => viewer.can('ACTIVITY_READ', organizationId),
    may: (viewer, { organizationId }) => viewer.can('ACTIVITY_MANAGE', organizationId),
  })
