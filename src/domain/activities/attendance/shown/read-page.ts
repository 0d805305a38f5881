import { systemViewer } from '../../../../kernel/viewer.ts'
import { readRows } from '../../../../platform/graphql/compiler/read-rows.ts'
import type { Services } from '../../../../platform/services.ts'
import type { Occasion } from '../codes.ts'
import { countsOf } from '../counts.ts'

export interface PageFacts {
  readonly title: string
  readonly label: string
  readonly invited: number
  readonly came: number
}

/** What the page shows of a half-day, while one can sign in. The page's token was looked at before: it is the right to see it. */
export async function readPage(
  { database, clock }: Services,
  { organizationId, activityId, halfDayId }: Occasion,
): Promise<PageFacts | undefined> {
  const [facts] = await readRows<PageFacts>(
    database,
    systemViewer(organizationId),
    ({ row, value }) => {
      const one = row()
      return `select ${one.alias}.title, h.label, c.invited, c.present + c.late + c.left_early as came
        from activities ${one.alias} cross join lateral (${countsOf(one)}) c
        join activity_half_days h on h.organization_id = c.organization_id and h.id = c.half_day_id
        where ${one.alias}.organization_id = ${value(organizationId, 'bigint')} and ${one.alias}.id = ${value(activityId, 'uuid')}
          and ${one.alias}.state in ('NOTIFIED', 'HELD') and h.id = ${value(halfDayId, 'uuid')}`
    },
    clock(),
  )
  return facts
}
