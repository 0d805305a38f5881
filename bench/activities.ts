import { activityKinds } from '../src/domain/organizations/seed/activity-kinds.ts'
import type { Statement } from './data.ts'

/** Every so many activities of a committee ask all its members; the others 20 to 59 of them. */
const ALL_MEMBERS_EVERY = 8

const id = (at: string, seed: string): string => `pg_temp.id(${at}, ${seed})`
const member = id(`'2021-06-25'`, `'member' || s.serial`)
const office = id(`'2021-06-25'`, `'office' || a.organization_id`)

/** Activities of 2023 and 2024 of one to three half-days, whom they asked and who came. */
export const ACTIVITIES: readonly Statement[] = [
  {
    text: `insert into activity_kinds (organization_id, id, code, name, aliases, rank, recorded_by, counts_half_days, leave_rules, may_repeat, outcomes, duty_category)
      select p.code, pg_temp.id('2021-06-25', 'activity_kinds' || p.code || e.code), e.code, e.name, e.aliases, e.place - 1,
        e."recordedBy", e."countsHalfDays", e."leaveRules", e."mayRepeat", e.outcomes, e."dutyCategory"
      from place p, rows from (json_to_recordset($1) as (code text, name text, aliases text[], "recordedBy" text, "countsHalfDays" boolean,
          "leaveRules" jsonb, "mayRepeat" boolean, outcomes text[], "dutyCategory" text))
        with ordinality as e (code, name, aliases, "recordedBy", "countsHalfDays", "leaveRules", "mayRepeat", outcomes, "dutyCategory", place)`,
    values: [JSON.stringify(activityKinds)],
  },
  {
    text: `create temp table activity on commit preserve rows as
      select p.code as organization_id, p.name as place, p.seats, p.activities_before + n as serial, n, on_day, parts,
        n % ${ALL_MEMBERS_EVERY} = 0 as asks_all, (on_day - 20 + time '10:00') at time zone 'Asia/Shanghai' as created_at,
        ${id(`(on_day - 20 + time '10:00') at time zone 'Asia/Shanghai'`, `'activity' || p.activities_before + n`)} as id
      from place p, generate_series(1, p.activities) n,
        lateral (select date '2023-01-03' + pg_temp.pick(p.activities_before + n, 20, 720) as on_day, (1 + n / ${ALL_MEMBERS_EVERY} % 3)::int as parts) d`,
  },
  {
    text: `create temp table half_day on commit preserve rows as
      select a.organization_id, a.id as activity_id, a.serial, part, pg_temp.id(a.created_at, 'half-day' || a.serial || '-' || part) as id,
        (day + from_time) at time zone 'Asia/Shanghai' as starts_at, (day + from_time + interval '3 hours') at time zone 'Asia/Shanghai' as ends_at,
        extract(month from day) || '月' || extract(day from day) || '日' || case when part % 2 = 0 then '上午' else '下午' end as label
      from activity a, generate_series(0, a.parts - 1) part,
        lateral (select a.on_day + part / 2 as day, case when part % 2 = 0 then time '09:00' else time '14:30' end as from_time) d`,
  },
  {
    text: `insert into activities (organization_id, id, kind_id, title, topic, state, starts_at, ends_at, place, notified_at, closed_at, created_by, created_at)
      select a.organization_id, a.id, k.id, a.place || k.name || '第' || a.n || '次', '第' || a.n || '项议题', 'CLOSED', h.starts_at, h.ends_at,
        a.place || '政协会议中心', a.created_at + interval '1 hour', h.ends_at + interval '1 day', ${office}, a.created_at
      from activity a
        join activity_kinds k on k.organization_id = a.organization_id and k.rank = pg_temp.pick(a.serial, 21, $1) - 1
        join (select activity_id, min(starts_at) as starts_at, max(ends_at) as ends_at from half_day group by activity_id) h on h.activity_id = a.id
      order by a.created_at`,
    values: [activityKinds.length],
  },
  {
    text: `insert into activity_half_days (organization_id, id, activity_id, starts_at, ends_at, label)
      select organization_id, id, activity_id, starts_at, ends_at, label from half_day order by starts_at`,
  },
  {
    text: `insert into activity_invitations (organization_id, id, activity_id, member_id, state, replied_at, created_at)
      select a.organization_id, pg_temp.id(a.created_at, 'invitation' || a.serial || '-' || s.k), a.id, ${member},
        case when chance <= 5 then 'ON_LEAVE' when chance <= 85 then 'ATTENDING' else 'INVITED' end,
        case when chance <= 85 then a.created_at + chance * interval '1 hour' end, a.created_at + interval '1 hour'
      from activity a join seat s on s.organization_id = a.organization_id and (a.asks_all or (s.k + a.n * 37) % a.seats < 20 + a.n % 40),
        lateral (select pg_temp.pick(a.serial * 1000 + s.k, 22, 100) as chance) c
      order by a.created_at, a.serial, s.k`,
  },
  {
    // In the order of arrival; who did not come is entered on closing.
    text: `insert into activity_attendances (organization_id, id, activity_id, half_day_id, member_id, status, method, signed_in_at, recorded_by, created_at)
      select i.organization_id, pg_temp.id(at, 'attendance' || i.id || h.part), i.activity_id, h.id, i.member_id, status,
        case when came then 'ROTATING_CODE' else 'SYSTEM' end, case when came then at end, pg_temp.id('2021-06-25', 'office' || i.organization_id), at
      from activity_invitations i join half_day h on h.organization_id = i.organization_id and h.activity_id = i.activity_id,
        lateral (select hashint8extended(hashtext(i.id::text), h.part) & 9223372036854775807 as row) r,
        lateral (select pg_temp.pick(row, 23, 100) as chance) c,
        lateral (select case when i.state = 'ON_LEAVE' then 'ON_LEAVE' when chance <= 4 then 'ABSENT' when chance <= 10 then 'LATE' when chance <= 12 then 'LEFT_EARLY'
          else 'PRESENT' end as status) s,
        lateral (select status not in ('ON_LEAVE', 'ABSENT') as came) d,
        lateral (select case when not came then h.ends_at + interval '1 day'
          else h.starts_at + (case when status = 'LATE' then 15 else -30 end) * interval '1 minute' + pg_temp.pick(row, 24, 1500) * interval '1 second' end as at) m
      order by at`,
  },
]
