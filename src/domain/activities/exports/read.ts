import type { GlobalId } from '../../../kernel/ids.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { Database } from '../../../platform/db/pool.ts'
import { readRows } from '../../../platform/graphql/compiler/read-rows.ts'
import { isOpenInvitation, readActivity } from '../policy.ts'

/** Who is asked to attend, as lists for print show him. */
export interface Invited {
  readonly name: string
  readonly sector: string | null
  readonly workUnit: string
  readonly groupName: string | null
  readonly seat: string | null
  readonly state: string
  /** Status by the id of the half-day. */
  readonly statuses: Readonly<Record<string, string>>
}

export interface SheetFacts {
  readonly committee: string
  readonly title: string
  readonly kind: string
  readonly place: string
  /** RFC 3339 in Asia/Shanghai. */
  readonly startsAt: string
  readonly endsAt: string
  readonly halfDays: readonly { readonly id: string; readonly label: string; readonly startsAt: string }[]
  readonly invited: readonly Invited[]
}

/** An activity with whoever is asked to attend, for whoever reads all of the committee's; else null. */
export async function readActivitySheet(database: Database, viewer: Viewer, key: GlobalId): Promise<SheetFacts | null> {
  const [facts] = await readRows<SheetFacts>(database, viewer, ({ row, value }) => {
    const activity = row()
    const a = activity.alias
    return `select o.short_name as committee, ${a}.title, k.name as kind, ${a}.place, ${a}.starts_at as "startsAt",
        ${a}.ends_at as "endsAt", ${halfDays(a)} as "halfDays", ${invited(a)} as invited
      from activities ${a}
      join activity_kinds k on k.organization_id = ${a}.organization_id and k.id = ${a}.kind_id
      join organizations o on o.organization_id = ${a}.organization_id
      where ${a}.organization_id = ${value(key.organizationId, 'bigint')} and ${a}.id = ${value(key.id, 'uuid')}
        and ${readActivity(activity)}`
  })
  return facts ?? null
}

const of = (activity: string, row: string): string =>
  `${row}.organization_id = ${activity}.organization_id and ${row}.activity_id = ${activity}.id`

const halfDays = (activity: string): string =>
  `(select coalesce(json_agg(json_build_object('id', h.id, 'label', h.label, 'startsAt', h.starts_at) order by h.starts_at), '[]')
    from activity_half_days h where ${of(activity, 'h')})`

/** One statement for all of them: attendance is gathered by member before it is joined. */
const invited = (activity: string): string => `(select coalesce(json_agg(row_to_json(x)), '[]') from (
  select p.name, s.name as sector, m.work_unit as "workUnit", i.group_name as "groupName", i.seat, i.state,
      coalesce(t.statuses, '{}') as statuses
    from activity_invitations i
    join members m on m.organization_id = i.organization_id and m.id = i.member_id
    join persons p on p.organization_id = m.organization_id and p.id = m.person_id
    left join sectors s on s.organization_id = m.organization_id and s.id = m.sector_id
    left join (select t.member_id, json_object_agg(t.half_day_id, t.status) as statuses from activity_attendances t
      where ${of(activity, 't')} group by t.member_id) t on t.member_id = i.member_id
    where ${of(activity, 'i')} and ${isOpenInvitation('i')} order by m.pinyin, m.id) x)`
