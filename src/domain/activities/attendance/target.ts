import { parseGlobalId } from '../../../kernel/ids.ts'
import { Refused } from '../../../kernel/user-error.ts'
import { advance } from '../../../kernel/workflow.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { notFound } from '../../../platform/commands/load.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { heldSignInRules, signInRulesOf } from '../../organizations/policies/activity-sign-in.ts'
import { type Locked, lockActivityUnversioned } from '../commands.ts'
import { isOpenInvitation } from '../policy.ts'
import { type ActivityAction, activityWorkflow } from '../workflow.ts'
import * as errors from './errors.ts'
import { BULK_MAX, type HalfDay, obstructionAt } from './rules.ts'

/** A half-day of an activity whose attendance the staff records. */
export interface Target {
  readonly activity: string
  readonly halfDay: string
}

export interface LockedHalfDay extends Locked {
  readonly halfDayId: string
  readonly halfDay: HalfDay
}

/** Locks the activity, shared: several colleagues record at once, and while they do nobody closes it. */
export async function lockHalfDay(work: Work, target: Target, action: ActivityAction): Promise<LockedHalfDay> {
  const locked = await lockActivityUnversioned(work, target.activity, action, { field: 'activity', strength: 'share' })
  const key = parseGlobalId(target.halfDay)
  if (key?.prefix !== 'ahd' || key.organizationId !== locked.row.organizationId) throw notFound('halfDay')
  const halfDay = await halfDayOf(work, locked.row, key.id)
  if (!halfDay) throw notFound('halfDay')
  advance(activityWorkflow, action, locked.state, locked.situation)
  return { ...locked, halfDayId: key.id, halfDay }
}

/** A half-day of the activity, with its committee's rules; nothing where it is another's. */
export async function halfDayOf(
  { tx }: Work,
  { organizationId, id: activityId }: Key,
  id: string,
): Promise<HalfDay | undefined> {
  const { rows } = await tx.client.query<HalfDay & { readonly rules: unknown }>({
    name: 'half_day_of_activity',
    text: `select h.starts_at as "startsAt", h.ends_at as "endsAt", ${heldSignInRules('h.organization_id', 'h.starts_at')} as rules
      from activity_half_days h where h.organization_id = $1 and h.activity_id = $2 and h.id = $3`,
    values: [organizationId, activityId, id],
  })
  const [found] = rows
  return found && { ...found, rules: signInRulesOf(found.rules) }
}

/** Nobody has come to a half-day to which one cannot sign in yet. Throws Refused. */
export function refuseEarly({ now }: Work, halfDay: HalfDay, field = 'halfDay'): void {
  if (obstructionAt(halfDay, now) !== 'TOO_EARLY') return
  throw new Refused(errors.tooEarly(field, halfDay.rules.opensBeforeMinutes))
}

/** Ids of the members whom a bulk input names, each of them asked to attend. Refuses with everything that is wrong. */
export async function invitedMembers(
  work: Work,
  { row }: Locked,
  named: readonly string[],
  fieldOf: (index: number) => string,
): Promise<string[]> {
  const list = fieldOf(0).replace(/\.0.*$/, '')
  if (named.length === 0) throw new Refused(errors.noneChosen(list))
  if (named.length > BULK_MAX) throw new Refused(errors.tooMany(list, BULK_MAX))
  const ids = named.map(member => {
    const key = parseGlobalId(member)
    return key?.prefix === 'mem' && key.organizationId === row.organizationId ? key.id : null
  })
  const known = await statesOf(work, row.organizationId, row.id, ids)
  const wrong = ids.flatMap((id, index) => {
    const field = fieldOf(index)
    const state = id === null ? undefined : known.get(id)
    if (state === undefined) return [errors.unknownMember(field)]
    if (ids.indexOf(id) < index) return [errors.twice(field)]
    return state ? [] : [errors.notInvited(field)]
  })
  if (wrong.length > 0) throw new Refused(...wrong)
  return ids.flatMap(id => id ?? [])
}

/** Of members of the committee, whether each is asked to attend. */
async function statesOf(
  { tx }: Work,
  organizationId: string,
  activityId: string,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, boolean>> {
  const { rows } = await tx.client.query<{ id: string; invited: boolean }>({
    name: 'invited_members',
    text: `select m.id, exists (select from activity_invitations i where i.organization_id = m.organization_id
        and i.activity_id = $2 and i.member_id = m.id and ${isOpenInvitation('i')}) as invited
      from members m where m.organization_id = $1 and m.id = any($3::uuid[])`,
    values: [organizationId, activityId, ids.filter(id => id !== null)],
  })
  return new Map(rows.map(({ id, invited }) => [id, invited]))
}
