import { fieldsOf, type Shape, shape } from '../../../platform/graphql/compiler/shape.ts'
import { throughActivity, visibleActivity } from '../policy.ts'
import { activityHalfDays } from '../tables.ts'

export const halfDay: Shape = shape('ActivityHalfDay', activityHalfDays, {
  prefix: 'ahd',
  visible: row => throughActivity(row, visibleActivity),
  fields: fieldsOf({
    startsAt: activityHalfDays.startsAt,
    endsAt: activityHalfDays.endsAt,
    label: activityHalfDays.label,
  }),
})
