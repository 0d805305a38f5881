import type { Viewer } from '../../kernel/viewer.ts'
import type { Work } from '../../platform/commands/command.ts'
import { isAny } from '../../platform/graphql/compiler/predicates.ts'
import { rowsWithin } from '../../platform/graphql/compiler/read-rows.ts'
import type { Key } from '../../platform/graphql/compiler/resolvers.ts'
import type { Scope } from '../../platform/graphql/compiler/scope.ts'
import { isOwnSeat } from '../duty/own-seats.ts'
import { heldSignInRules, mayBeOpen, signInRulesOf } from '../organizations/policies/activity-sign-in.ts'
import { attended, obstructionAt } from './attendance/rules.ts'
import { isOpenInvitation, isOwnRow, visibleActivity } from './policy.ts'
import { type ActivitySituation, INVITEE, RECORDER } from './workflow.ts'

/** What the database knows of an activity's situation and of the viewer's part in it, before the clock is looked at. */
export interface ActivityFacts {
  readonly organizationId: string
  readonly state: string
  readonly startsAt: string
  readonly endsAt: string
  readonly replyUntil: string | null
  readonly hasAttendance: boolean
  readonly hasOutcomes: boolean
  readonly isRecorded: boolean
  /** Half-days at hand of the viewer's seats that are asked to attend, with what is recorded of them. */
  readonly ownHalfDays: readonly OwnHalfDay[]
  /** A seat of the viewer is asked to attend. */
  readonly isInvitee: boolean
  /** Of the viewer's own seats: leave that waits or was granted, and can be taken back. */
  readonly hasOwnLeave: boolean
  /** Leave that waits for the viewer, by the kind's rule. */
  readonly hasLeaveToDecide: boolean
  /** A seat of the viewer's person recorded it. */
  readonly isOwn: boolean
  /** Own seat, and the right to act for it. */
  readonly isRecorder: boolean
}

interface OwnHalfDay {
  readonly startsAt: string
  readonly endsAt: string
  readonly rules: unknown
  readonly recorded: string | null
}

const of = ({ alias }: Scope, other: string): string =>
  `${other}.organization_id = ${alias}.organization_id and ${other}.activity_id = ${alias}.id`

/** Of its sub-sessions too: they are moved and cancelled with it. */
const ofItAndParts = (
  { alias }: Scope,
  table: string,
  also = '',
): string => `exists (select from activities o join ${table} a
    on a.organization_id = o.organization_id and a.activity_id = o.id ${also}
    where o.organization_id = ${alias}.organization_id and (o.id = ${alias}.id or o.parent_id = ${alias}.id))`

const ofMember = (sql: string, { alias }: Scope): string => `(${alias}.member_id is not null and ${sql})`

/** Each fact as SQL. */
export const ACTIVITY_FACTS: Readonly<Record<keyof ActivityFacts, (row: Scope) => string>> = {
  organizationId: ({ alias }) => `${alias}.organization_id::text`,
  state: ({ alias }) => `${alias}.state`,
  startsAt: ({ alias }) => `${alias}.starts_at`,
  endsAt: ({ alias }) => `${alias}.ends_at`,
  replyUntil: ({ alias }) => `${alias}.reply_until`,
  hasAttendance: row => ofItAndParts(row, 'activity_attendances'),
  hasOutcomes: row => `(${ofItAndParts(row, 'activity_outcomes', `and a.state <> 'WITHDRAWN'`)}
    or ${ofItAndParts(row, 'activity_speeches', `and a.state = 'DELIVERED'`)})`,
  isRecorded: row => `exists (select from activity_attendances a where ${of(row, 'a')})`,
  ownHalfDays: row => `(select coalesce(json_agg(json_build_object('startsAt', h.starts_at, 'endsAt', h.ends_at,
      'rules', ${heldSignInRules('h.organization_id', 'h.starts_at')}, 'recorded', a.status)), '[]')
    from activity_invitations i
    join activity_half_days h on ${of(row, 'h')} and ${mayBeOpen('h', row.now())}
    left join activity_attendances a on a.organization_id = h.organization_id and a.half_day_id = h.id and a.member_id = i.member_id
    where ${row.alias}.state in ('NOTIFIED', 'HELD') and ${row.allowed('ACTIVITY_OWN')}
      and ${of(row, 'i')} and ${isAny('i.member_id', row.ownSeats())} and ${isOpenInvitation('i')})`,
  isInvitee: row => `(${row.allowed('ACTIVITY_OWN')} and exists (select from activity_invitations i
    where ${of(row, 'i')} and ${isAny('i.member_id', row.ownSeats())} and ${isOpenInvitation('i')}))`,
  hasOwnLeave: row => `exists (select from activity_leave_requests r
    where ${of(row, 'r')} and ${isAny('r.member_id', row.ownSeats())} and r.state in ('REQUESTED', 'APPROVED'))`,
  hasLeaveToDecide: row => {
    const request = row.another()
    return `exists (select from activity_leave_requests ${request.alias} where ${of(row, request.alias)}
      and ${request.alias}.state = 'REQUESTED' and not ${isOwnSeat(request)} and case ${request.alias}.approver
        when 'OFFICE' then ${row.allowed('ACTIVITY_MANAGE')} else ${row.allowed('ACTIVITY_LEAVE_APPROVE')} end)`
  },
  isOwn: row => ofMember(isOwnSeat(row), row),
  isRecorder: row => ofMember(isOwnRow(row), row),
}

const factsSql = (row: Scope): string =>
  `json_build_object(${Object.entries(ACTIVITY_FACTS)
    .map(([name, sql]) => `'${name}', ${sql(row)}`)
    .join(', ')})`

/** As a sign-in is decided: who is present already is so once more, what else is recorded is not overwritten. */
function acceptsSignIn({ startsAt, endsAt, rules, recorded }: OwnHalfDay, now: Date): boolean {
  if (recorded !== null && !attended(recorded)) return false
  const half = { startsAt: new Date(startsAt), endsAt: new Date(endsAt), rules: signInRulesOf(rules) }
  return obstructionAt(half, now) === null
}

/** The facts seen at a moment. */
export const situationFrom = (facts: ActivityFacts, now: Date): ActivitySituation => ({
  now,
  startsAt: new Date(facts.startsAt),
  endsAt: new Date(facts.endsAt),
  replyUntil: facts.replyUntil === null ? null : new Date(facts.replyUntil),
  hasAttendance: facts.hasAttendance,
  hasOutcomes: facts.hasOutcomes,
  isRecorded: facts.isRecorded,
  canSignIn: facts.ownHalfDays.some(half => acceptsSignIn(half, now)),
  hasOwnLeave: facts.hasOwnLeave,
  hasLeaveToDecide: facts.hasLeaveToDecide,
  isOwn: facts.isOwn,
})

/** Says whether the viewer has a capability of the workflow's table: a permission, or a part in the activity. */
export const holder =
  (viewer: Viewer, facts: Pick<ActivityFacts, 'organizationId' | 'isInvitee' | 'isRecorder'>) =>
  (capability: string): boolean => {
    if (capability === INVITEE) return facts.isInvitee
    return capability === RECORDER ? facts.isRecorder : viewer.can(capability, facts.organizationId)
  }

/** What a command knows of an activity at hand: whether the viewer sees it, and the facts. */
export async function lookAt(
  { tx, now }: Work,
  { organizationId, id }: Key,
): Promise<{ readonly isVisible: boolean; readonly facts: ActivityFacts } | undefined> {
  const [found] = await rowsWithin<{ isVisible: boolean; facts: ActivityFacts }>(
    tx,
    ({ row, value }) => {
      const activity = row()
      return `select ${visibleActivity(activity)} as "isVisible", ${factsSql(activity)} as facts from activities ${activity.alias}
      where ${activity.alias}.organization_id = ${value(organizationId, 'bigint')} and ${activity.alias}.id = ${value(id, 'uuid')}`
    },
    now,
  )
  return found
}
