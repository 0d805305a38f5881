import { parseGlobalId } from '../../../../kernel/ids.ts'
import type { Context } from '../../../../platform/context.ts'
import { readRows } from '../../../../platform/graphql/compiler/read-rows.ts'
import { heldSignInRules, signInRulesOf } from '../../../organizations/policies/activity-sign-in.ts'
import { visibleActivity } from '../../policy.ts'
import type { Occasion } from '../codes.ts'
import { closesAt } from '../rules.ts'

export interface ShownHalfDay extends Occasion {
  readonly closesAt: Date
}

/** A half-day whose code the viewer may show: of an activity that he organizes, while one can sign in to it. */
export async function shownHalfDay(
  { database, viewer, clock }: Context,
  activityId: string,
  halfDayId: string,
): Promise<ShownHalfDay | null> {
  const [activity, halfDay] = [parseGlobalId(activityId), parseGlobalId(halfDayId)]
  if (activity?.prefix !== 'act' || halfDay?.prefix !== 'ahd') return null
  if (halfDay.organizationId !== activity.organizationId) return null
  const query = ({ row, value }: Parameters<Parameters<typeof readRows>[2]>[0]) => {
    const one = row()
    return `select ${one.alias}.organization_id::text as "organizationId", ${one.alias}.id as "activityId", h.id as "halfDayId",
        h.ends_at as "endsAt", ${heldSignInRules('h.organization_id', 'h.starts_at')} as rules
      from activities ${one.alias} join activity_half_days h on h.organization_id = ${one.alias}.organization_id
        and h.activity_id = ${one.alias}.id
      where ${one.alias}.organization_id = ${value(activity.organizationId, 'bigint')} and ${one.alias}.id = ${value(activity.id, 'uuid')}
        and h.id = ${value(halfDay.id, 'uuid')} and ${one.alias}.state in ('NOTIFIED', 'HELD')
        and ${visibleActivity(one)} and ${one.allowed('ACTIVITY_MANAGE')}`
  }
  const [found] = await readRows<Occasion & { readonly endsAt: string; readonly rules: unknown }>(
    database,
    viewer,
    query,
    clock(),
  )
  if (!found) return null
  const { endsAt, rules, ...occasion } = found
  return { ...occasion, closesAt: closesAt({ endsAt: new Date(endsAt), rules: signInRulesOf(rules) }) }
}

/** The viewer's seat in a committee, while he is in office; the home committee when none is named. */
export async function ownSeat(
  { database, viewer, clock }: Context,
  organization: string | null | undefined,
): Promise<{ readonly organizationId: string; readonly memberId: string } | null> {
  const organizationId = organization ? parseGlobalId(organization)?.organizationId : viewer.organizationId
  if (!organizationId || !viewer.can('ACTIVITY_OWN', organizationId)) return null
  const [found] = await readRows<{ organizationId: string; memberId: string }>(
    database,
    viewer,
    ({ value }) => `select m.organization_id::text as "organizationId", m.id as "memberId" from members m
      where m.organization_id = ${value(organizationId, 'bigint')} and m.id = any(${value(viewer.memberIds, 'uuid[]')})
        and m.status = 'ACTIVE' order by m.id desc limit 1`,
    clock(),
  )
  return found ?? null
}
