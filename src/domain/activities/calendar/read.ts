import { systemViewer, type Viewer } from '../../../kernel/viewer.ts'
import { isAny } from '../../../platform/graphql/compiler/predicates.ts'
import { readRows } from '../../../platform/graphql/compiler/read-rows.ts'
import { hashToken, parseOpaqueToken } from '../../../platform/security/opaque-token.ts'
import type { Services } from '../../../platform/services.ts'
import { viewerOfAccount } from '../../identity/viewer.ts'
import { isOpenInvitation } from '../policy.ts'
import { type Due, duesOf } from './due.ts'

/** One entry of a member's calendar: a half-day of an activity, or the activity where it has none. */
export interface Entry {
  readonly organizationId: string
  readonly activityId: string
  /** Which of the activity's half-days, from 1, and of how many. */
  readonly number: number
  readonly count: number
  readonly label: string | null
  /** RFC 3339. */
  readonly startsAt: string
  readonly endsAt: string
  readonly changedAt: string
  readonly sequence: number
  readonly title: string
  readonly kind: string
  readonly committee: string
  readonly topic: string
  readonly description: string
  readonly place: string
  readonly videoUrl: string | null
  readonly replyUntil: string | null
  readonly isCancelled: boolean
  /** Why it was cancelled, or last moved. */
  readonly reason: string | null
  readonly hasReplied: boolean
  readonly isOnLeave: boolean
  readonly groupName: string | null
  readonly seat: string | null
}

/** A feed in use, and the account for which it reads. */
export interface OpenFeed {
  readonly organizationId: string
  readonly id: string
  readonly viewer: Viewer
}

/** The feed of a token, as long as it is not revoked and its account is active; else null. */
export async function openFeed({ database, keyRing }: Services, token: string): Promise<OpenFeed | null> {
  const parsed = parseOpaqueToken(token)
  if (parsed?.kind !== 'cal') return null
  const { organizationId } = parsed
  const hash = hashToken(keyRing.current(), token)
  const [feed] = await readRows<{ id: string; accountId: string }>(
    database,
    systemViewer(organizationId),
    ({ value }) => `select f.id, f.account_id as "accountId" from calendar_feeds f
      where f.organization_id = ${value(organizationId, 'bigint')} and f.token_hash = ${value(hash, 'bytea')} and f.revoked_at is null`,
  )
  if (!feed) return null
  const viewer = await viewerOfAccount(database, { organizationId, accountId: feed.accountId })
  return viewer.kind === 'account' ? { organizationId, id: feed.id, viewer } : null
}

/** What a member's calendar holds, the earliest first. */
export interface Dates {
  readonly entries: readonly Entry[]
  readonly dues: readonly Due[]
}

/** How far back a calendar reaches, and how many of each it has at most. */
const REACHES_BACK = '1 year'
const MOST_ENTRIES = 3_000

/** Dates of the viewer's seats; null when he holds none any more. */
export async function datesOf({ database, clock }: Services, viewer: Viewer): Promise<Dates | null> {
  const [found] = await readRows<Dates & { seats: number }>(
    database,
    viewer,
    ({ row }) => {
      const scope = row()
      const places = scope.organizationsWith('ACTIVITY_OWN')
      const seats = `select m.organization_id, m.id from members m
        where m.organization_id = any(${places}) and ${isAny('m.id', scope.ownSeats())} and m.status = 'ACTIVE'`
      const since = `${scope.now()} - interval '${REACHES_BACK}'`
      const list = (rows: string) => `(select coalesce(json_agg(row_to_json(e)), '[]') from (${rows}) e)`
      return `select (select count(*) from (${seats}) s) as seats, ${list(entries(seats, since))} as entries,
        ${list(duesOf(seats, scope.today(), since, MOST_ENTRIES))} as dues`
    },
    clock(),
  )
  return found && found.seats > 0 ? found : null
}

const entries = (seats: string, since: string): string => `
  select i.organization_id::text as "organizationId", a.id as "activityId", coalesce(h.number, 1) as number,
    coalesce(h.count, 1) as count, h.label, coalesce(h.starts_at, a.starts_at) as "startsAt",
    coalesce(h.ends_at, a.ends_at) as "endsAt", a.calendar_sequence as sequence, a.title, k.name as kind,
    o.short_name as committee, a.topic, a.description, a.place, a.video_url as "videoUrl", a.reply_until as "replyUntil",
    a.state = 'CANCELLED' as "isCancelled", a.reason, i.replied_at is not null as "hasReplied", i.group_name as "groupName", i.seat,
    greatest(a.updated_at, i.created_at, i.replied_at, l.decided_at) as "changedAt",
    coalesce(case when h.id is null then i.state = 'ON_LEAVE' else h.id = any(l.half_days) end, false) as "isOnLeave"
  from (${seats}) s
  join activity_invitations i on i.organization_id = s.organization_id and i.member_id = s.id and ${isOpenInvitation('i')}
  join activities a on a.organization_id = i.organization_id and a.id = i.activity_id and a.notified_at is not null
  join activity_kinds k on k.organization_id = a.organization_id and k.id = a.kind_id
  join organizations o on o.organization_id = a.organization_id
  left join lateral (select d.*, row_number() over (order by d.starts_at, d.id) as number, count(*) over () as count
    from activity_half_days d where d.organization_id = a.organization_id and d.activity_id = a.id) h on true
  left join lateral (select max(r.decided_at) as decided_at,
      array_agg(x.half_day_id) filter (where r.state = 'APPROVED') as half_days
    from activity_leave_requests r
    left join activity_leave_half_days x on x.organization_id = r.organization_id and x.leave_request_id = r.id
    where r.organization_id = i.organization_id and r.invitation_id = i.id) l on true
  where a.ends_at > ${since}
  order by coalesce(h.starts_at, a.starts_at), a.id limit ${MOST_ENTRIES}`
