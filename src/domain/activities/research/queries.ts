import { sameOrganization } from '../../../platform/graphql/compiler/predicates.ts'
import { idIs } from '../../../platform/graphql/compiler/resolvers.ts'
import { connection, extendShape, fieldsOf, one, type Shape, shape } from '../../../platform/graphql/compiler/shape.ts'
import { organizationOf, specialCommittee } from '../../organizations/queries.ts'
import { activity } from '../queries.ts'
import { referred } from '../relations.ts'
import { TOPIC_PREFIX } from './lock.ts'
import { researchTopics } from './tables.ts'

/** What a committee studies is for its readers. */
export const researchTopic: Shape = shape('ResearchTopic', researchTopics, {
  prefix: TOPIC_PREFIX,
  visible: row => row.allowed('ACTIVITY_READ'),
  fields: fieldsOf({
    title: researchTopics.title,
    year: researchTopics.year,
    plan: researchTopics.plan,
    version: researchTopics.version,
    createdAt: researchTopics.createdAt,
    specialCommittee: referred(() => specialCommittee, 'special_committee_id'),
    trips: connection(
      () => activity,
      (row, trip) => `${sameOrganization(row, trip)} and ${trip.alias}.id in (select r.activity_id from research_trips r
        where r.organization_id = ${row.alias}.organization_id and r.topic_id = ${row.alias}.id)`,
      'STARTS_AT',
      'ASC',
    ),
    organization: organizationOf,
  }),
  filters: {
    year: (row, year) => `${row.col(researchTopics.year)} = ${year.param('integer')}`,
    specialCommittee: (row, id) => idIs(row, 'spc', id, 'special_committee_id'),
  },
  orders: { CREATED_AT: researchTopics.createdAt },
})

extendShape(activity, {
  researchTopic: one(
    () => researchTopic,
    (row, topic) => `${sameOrganization(row, topic)} and ${topic.alias}.id = (select r.topic_id from research_trips r
      where r.organization_id = ${row.alias}.organization_id and r.activity_id = ${row.alias}.id)`,
  ),
})

export const researchShapes = [researchTopic]
