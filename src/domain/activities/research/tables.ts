import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, organizationId, recordId, version } from '../../../platform/db/columns.ts'
import { specialCommittees } from '../../organizations/tables.ts'
import { activityKey } from '../tables.ts'

/** Research topics (调研课题): what a committee studies in a year, by one trip or by several. */
export const researchTopics = pgTable(
  'research_topics',
  {
    organizationId: organizationId(),
    id: recordId(),
    title: text('title').notNull(),
    specialCommitteeId: uuid('special_committee_id'),
    year: integer('year').notNull(),
    plan: text('plan').notNull().default(''),
    createdBy: uuid('created_by').notNull(),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('research_topics_title').on(t.organizationId, t.year, t.title),
    index('research_topics_created').on(t.organizationId, t.createdAt, t.id),
    index('research_topics_special_committee').on(t.organizationId, t.specialCommitteeId, t.createdAt, t.id),
    foreignKey({
      columns: [t.organizationId, t.specialCommitteeId],
      foreignColumns: [specialCommittees.organizationId, specialCommittees.id],
    }),
    check('research_topics_year', sql`year between 2000 and 2999`),
  ],
)

/** The topic to which a trip belongs; a trip has one. */
export const researchTrips = pgTable(
  'research_trips',
  {
    organizationId: organizationId(),
    activityId: uuid('activity_id').notNull(),
    topicId: uuid('topic_id').notNull(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.activityId] }),
    index('research_trips_topic').on(t.organizationId, t.topicId, t.activityId),
    activityKey(t.organizationId, t.activityId),
    foreignKey({
      columns: [t.organizationId, t.topicId],
      foreignColumns: [researchTopics.organizationId, researchTopics.id],
    }),
  ],
)
