import type { Work } from '../../../../platform/commands/command.ts'
import { heldSignInRules, type SignInRules, signInRulesOf } from '../../../organizations/policies/activity-sign-in.ts'
import { isOpenInvitation } from '../../policy.ts'
import type { Occasion } from '../codes.ts'

/** A half-day in which one of the viewer's seats, or one named member, is asked to attend, and what is recorded of it. */
export interface Place extends Occasion {
  /** Place of the question among those asked, from 0. */
  readonly n: number
  readonly memberId: string
  readonly state: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly rules: SignInRules
  readonly latitude: string | null
  readonly longitude: string | null
  readonly radiusMetres: number | null
  readonly recorded: { readonly id: string; readonly status: string; readonly method: string } | null
}

const COLUMNS = `(k.n - 1)::int as n, a.organization_id as "organizationId", a.id as "activityId", h.id as "halfDayId",
  i.member_id as "memberId", a.state, h.starts_at as "startsAt", h.ends_at as "endsAt", a.latitude, a.longitude,
  a.radius_metres as "radiusMetres", ${heldSignInRules('a.organization_id', 'h.starts_at')} as rules,
  case when t.id is null then null else json_build_object('id', t.id, 'status', t.status, 'method', t.method) end as recorded`

const ASKED = `unnest($1::bigint[], $2::uuid[], $3::uuid[]) with ordinality as k (organization_id, activity_id, half_day_id, n)`

const WHO = `join activity_invitations i on i.organization_id = a.organization_id and i.activity_id = a.id
    and i.member_id = any($4::uuid[]) and ${isOpenInvitation('i')}
  left join activity_attendances t on t.organization_id = h.organization_id and t.half_day_id = h.id and t.member_id = i.member_id`

/**
 * The lock is shared: many sign in at once, and while they do nobody closes the activity. Behind it the activity's state is
 * the present one; what is recorded may be older, and is looked at again when it is written.
 */
const LOCKED = `where a.organization_id = any($5::bigint[]) order by a.organization_id, a.id, h.starts_at, i.member_id for share of a`

const DIRECT = {
  name: 'places_to_sign_in',
  text: `select ${COLUMNS} from ${ASKED}
    join activities a on a.organization_id = k.organization_id and a.id = k.activity_id
    join activity_half_days h on h.organization_id = a.organization_id and h.activity_id = a.id and h.id = k.half_day_id
    ${WHO} ${LOCKED}`,
}

/** The same event in another committee: the one that is joined, one that joins it, or another one that joins the same. */
const LINKED = {
  name: 'linked_places_to_sign_in',
  text: `select ${COLUMNS} from ${ASKED}
    join activities o on o.organization_id = k.organization_id and o.id = k.activity_id
    join activity_half_days oh on oh.organization_id = o.organization_id and oh.activity_id = o.id and oh.id = k.half_day_id
    join activities a on a.organization_id <> o.organization_id
      and ((a.organization_id = o.joins_organization_id and a.id = o.joins_activity_id)
        or (a.joins_organization_id = o.organization_id and a.joins_activity_id = o.id)
        or (a.joins_organization_id = o.joins_organization_id and a.joins_activity_id = o.joins_activity_id))
    join activity_half_days h on h.organization_id = a.organization_id and h.activity_id = a.id
      and h.starts_at < oh.ends_at and h.ends_at > oh.starts_at
    ${WHO} ${LOCKED}`,
}

/** Codes of a half-day that is no more, for the activity was moved; told to those alone whom it asks to attend. */
const REPLACED = {
  name: 'replaced_places_to_sign_in',
  text: `select (k.n - 1)::int as n from ${ASKED}
    join activities a on a.organization_id = k.organization_id and a.id = k.activity_id and a.organization_id = any($5::bigint[])
    where exists (select from activity_invitations i where i.organization_id = a.organization_id and i.activity_id = a.id
        and i.member_id = any($4::uuid[]) and ${isOpenInvitation('i')})
      and not exists (select from activity_half_days h where h.organization_id = a.organization_id and h.id = k.half_day_id)`,
}

/** The places where some members may sign in, in committees where the viewer may act. */
export const placesOf = (
  work: Work,
  asked: readonly Occasion[],
  members: readonly string[],
  permission = 'ACTIVITY_OWN',
): Promise<Place[]> => read(work, DIRECT, asked, members, work.viewer.organizationsWith(permission))

/** Of the occasions, by their place from 0, those whose half-day was replaced. */
export async function replacedPlaces(
  { tx, viewer }: Work,
  asked: readonly Occasion[],
  members: readonly string[],
  permission: string,
): Promise<ReadonlySet<number>> {
  const values = valuesOf(asked, members, viewer.organizationsWith(permission))
  const { rows } = await tx.client.query<Pick<Place, 'n'>>({ ...REPLACED, values })
  return new Set(rows.map(({ n }) => n))
}

/** The same event in other committees in which some members have a seat too. */
export const linkedPlacesOf = (
  work: Work,
  asked: readonly Occasion[],
  members: readonly string[],
  organizations: readonly string[],
): Promise<Place[]> => read(work, LINKED, asked, members, organizations)

async function read(
  { tx }: Work,
  statement: { readonly name: string; readonly text: string },
  asked: readonly Occasion[],
  members: readonly string[],
  organizations: readonly string[],
): Promise<Place[]> {
  const { rows } = await tx.client.query<Place & { readonly rules: unknown }>({
    ...statement,
    values: valuesOf(asked, members, organizations),
  })
  return rows.map(place => ({ ...place, rules: signInRulesOf(place.rules) }))
}

const valuesOf = (asked: readonly Occasion[], members: readonly string[], organizations: readonly string[]) => [
  asked.map(({ organizationId }) => organizationId),
  asked.map(({ activityId }) => activityId),
  asked.map(({ halfDayId }) => halfDayId),
  members,
  organizations,
]
