import { availableActions } from '../../kernel/workflow.ts'
import type { Context } from '../../platform/context.ts'
import { sameOrganization } from '../../platform/graphql/compiler/predicates.ts'
import { idIs } from '../../platform/graphql/compiler/resolvers.ts'
import type { Scope } from '../../platform/graphql/compiler/scope.ts'
import {
  attached,
  computed,
  fieldsOf,
  many,
  object,
  one,
  type Shape,
  shape,
} from '../../platform/graphql/compiler/shape.ts'
import { file } from '../files/queries.ts'
import { member } from '../members/queries.ts'
import { activityKind, organization, organizationOf, session, specialCommittee } from '../organizations/queries.ts'
import { searchBy } from '../organizations/search.ts'
import { agendaItem, ofMaterials } from './agenda/queries.ts'
import { halfDay } from './half-days/queries.ts'
import { visibleActivity } from './policy.ts'
import { ofActivity, referred } from './relations.ts'
import { ACTIVITY_FACTS, type ActivityFacts, holder, situationFrom } from './situation.ts'
import { activities } from './tables.ts'
import { activityWorkflow, stateOf } from './workflow.ts'

const byStart = ({ alias }: Scope): string => `${alias}.starts_at, ${alias}.id`

function actionsOf(facts: ActivityFacts, { viewer, language, clock }: Context) {
  const situation = situationFrom(facts, clock())
  return availableActions(activityWorkflow, stateOf(facts), situation, holder(viewer, facts)).map(
    ({ action, isAvailable, obstacle }) => ({ action, isAvailable, reason: obstacle?.message[language] ?? null }),
  )
}

export const activity: Shape = shape('Activity', activities, {
  prefix: 'act',
  visible: visibleActivity,
  fields: fieldsOf({
    kind: referred(() => activityKind, 'kind_id'),
    title: activities.title,
    topic: activities.topic,
    description: activities.description,
    studyBody: activities.studyBody,
    visitKind: activities.visitKind,
    jointWith: activities.jointWith,
    state: activities.state,
    startsAt: activities.startsAt,
    endsAt: activities.endsAt,
    place: activities.place,
    position: object(
      {
        latitude: ({ alias }) => `${alias}.latitude::text`,
        longitude: ({ alias }) => `${alias}.longitude::text`,
        radiusMetres: activities.radiusMetres,
      },
      ({ alias }) => `${alias}.radius_metres is not null`,
    ),
    replyUntil: activities.replyUntil,
    videoUrl: activities.videoUrl,
    videoMinutes: activities.videoMinutes,
    credits: ({ alias }) => `${alias}.credits::text`,
    isOpenBelow: activities.isOpenBelow,
    joinsTitle: activities.joinsTitle,
    joinsOrganization: one(
      () => organization,
      (row, superior) => `${superior.alias}.organization_id = ${row.alias}.joins_organization_id`,
    ),
    joinedBy: many(
      () => activity,
      (row, lower) => `${lower.alias}.joins_organization_id = ${row.alias}.organization_id
        and ${lower.alias}.joins_activity_id = ${row.alias}.id and ${lower.alias}.organization_id <> ${row.alias}.organization_id`,
      lower => `${lower.alias}.organization_id, ${lower.alias}.id`,
    ),
    reason: activities.reason,
    notifiedAt: activities.notifiedAt,
    closedAt: activities.closedAt,
    cancelledAt: activities.cancelledAt,
    calendarSequence: activities.calendarSequence,
    createdAt: activities.createdAt,
    updatedAt: activities.updatedAt,
    version: activities.version,
    organization: organizationOf,
    session: referred(() => session, 'session_id'),
    specialCommittee: referred(() => specialCommittee, 'special_committee_id'),
    recordedBy: referred(() => member, 'member_id'),
    parent: referred(() => activity, 'parent_id'),
    subSessions: many(
      () => activity,
      (row, part) => `${sameOrganization(row, part)} and ${part.alias}.parent_id = ${row.alias}.id`,
      byStart,
    ),
    halfDays: many(() => halfDay, ofActivity, byStart),
    agenda: many(
      () => agendaItem,
      ofActivity,
      item => `${item.alias}.rank`,
    ),
    materials: attached(
      many(
        () => file,
        ofMaterials,
        ({ alias }) => `${alias}.id`,
      ),
    ),
    availableActions: computed<ActivityFacts>(ACTIVITY_FACTS, actionsOf),
  }),
  filters: {
    text: searchBy('search_activities'),
    kind: (row, id) => idIs(row, 'akd', id, 'kind_id'),
    state: (row, state) => `${row.col(activities.state)} = ${state.param('text')}`,
    starts: (row, range) => {
      const [from, to] = [range.field('from'), range.field('to')]
      const ends = [
        ...(from.value == null ? [] : [`${row.col(activities.startsAt)} >= ${from.param('timestamptz')}`]),
        ...(to.value == null ? [] : [`${row.col(activities.startsAt)} < ${to.param('timestamptz')}`]),
      ]
      return ['true', ...ends].join(' and ')
    },
    specialCommittee: (row, id) => idIs(row, 'spc', id, 'special_committee_id'),
    session: (row, id) => idIs(row, 'ses', id, 'session_id'),
    partOf: (row, id) => idIs(row, 'act', id, 'parent_id'),
  },
  orders: { STARTS_AT: activities.startsAt, CREATED_AT: activities.createdAt },
})
