import { existsWhere } from '../../../platform/graphql/compiler/predicates.ts'
import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { fieldsOf, type Shape, shape } from '../../../platform/graphql/compiler/shape.ts'
import { seenThrough } from '../../files/policy.ts'
import { throughActivity, visibleActivity } from '../policy.ts'
import { activityAgendaItems } from './tables.ts'

export const agendaItem: Shape = shape('ActivityAgendaItem', activityAgendaItems, {
  prefix: 'agi',
  visible: row => throughActivity(row, visibleActivity),
  fields: fieldsOf({
    rank: activityAgendaItems.rank,
    title: activityAgendaItems.title,
    presenter: activityAgendaItems.presenter,
    startsAt: activityAgendaItems.startsAt,
  }),
})

/** Files that are materials of an activity. */
export const ofMaterials = (row: Scope, material: Scope): string =>
  `${material.alias}.organization_id = ${row.alias}.organization_id and ${material.alias}.id in (select m.file_id
    from activity_materials m where m.organization_id = ${row.alias}.organization_id and m.activity_id = ${row.alias}.id)`

seenThrough(row => {
  const activity = row.another()
  return existsWhere(
    `activity_materials m join activities ${activity.alias}
      on ${activity.alias}.organization_id = m.organization_id and ${activity.alias}.id = m.activity_id`,
    `m.organization_id = ${row.alias}.organization_id and m.file_id = ${row.alias}.id`,
    visibleActivity(activity),
  )
})
