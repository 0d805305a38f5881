import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { isOpenInvitation } from '../policy.ts'

/** Attendance of an activity by half-day, those of an activity that the row is. One statement for reads, live and page. */
export const countsOf = (
  { alias }: Pick<Scope, 'alias'>,
  also = 'true',
): string => `select h.organization_id, h.id as half_day_id, h.starts_at,
    n.invited, ${COLUMNS}
  from activity_half_days h
  cross join (select count(*)::int as invited from activity_invitations i
    where i.organization_id = ${alias}.organization_id and i.activity_id = ${alias}.id and ${isOpenInvitation('i')}) n
  left join activity_attendances t on t.organization_id = h.organization_id and t.half_day_id = h.id
  where h.organization_id = ${alias}.organization_id and h.activity_id = ${alias}.id and ${also}
  group by h.organization_id, h.id, h.starts_at, n.invited`

const STATUSES = {
  present: 'PRESENT',
  late: 'LATE',
  left_early: 'LEFT_EARLY',
  on_leave: 'ON_LEAVE',
  absent: 'ABSENT',
} as const

export const COLUMNS = Object.entries(STATUSES)
  .map(([name, status]) => `count(*) filter (where t.status = '${status}')::int as ${name}`)
  .join(', ')

/** Percent of those who came, exact, as text; null where there is nobody to count. */
export const rate = (alias: string, whole: string): string =>
  `round(100.0 * (${alias}.present + ${alias}.late + ${alias}.left_early) / nullif(${whole}, 0), 2)::text`
