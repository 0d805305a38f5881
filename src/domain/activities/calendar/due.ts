import { heldAmberDays } from '../../organizations/policies/outcome-reminders.ts'
import { ownUrges } from '../outcomes/own-urges.ts'

/** An outcome that a member is to bring about, on the day until which he has time. */
export interface Due {
  readonly organizationId: string
  readonly outcomeId: string
  readonly kind: string
  readonly title: string
  readonly description: string
  readonly committee: string
  /** yyyy-mm-dd */
  readonly dueOn: string
  /** How many days before it is reminded of. */
  readonly amberDays: number
  readonly sequence: number
  /** RFC 3339. */
  readonly changedAt: string
  readonly urgeCount: number
  readonly urgedAt: string | null
  readonly urgedWords: string | null
}

/** SQL: what is open of some seats' outcomes, by its day. Closed, withdrawn or given to another it stands here no longer. */
export const duesOf = (seats: string, today: string, since: string, limit: number): string => `
  select o.organization_id::text as "organizationId", o.id as "outcomeId", o.kind, o.title, o.body as description,
    n.short_name as committee, o.due_on::text as "dueOn",
    ${heldAmberDays('o.organization_id', today)} as "amberDays", o.version - 1 as sequence, greatest(o.updated_at, u.at) as "changedAt",
    coalesce(u.count, 0)::int as "urgeCount", u.at as "urgedAt", u.words as "urgedWords"
  from (${seats}) s
  join activity_outcomes o on o.organization_id = s.organization_id and o.owner_member_id = s.id and o.state = 'OPEN'
    and o.due_on > (${since})::date
  join organizations n on n.organization_id = o.organization_id
  left join lateral (select g.words, g.created_at as at, count(*) over () as count from (${ownUrges('o')}) g
    order by g.created_at desc, g.id desc limit 1) u on true
  order by o.due_on, o.id limit ${limit}`
