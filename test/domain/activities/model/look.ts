import { ROWS } from './clone.ts'
import { GUESTS, type Model } from './model.ts'
import type { Real } from './real.ts'

const MIDNIGHT = Date.UTC(2030, 2, 1)
export const local = (minutes: number): string => new Date(MIDNIGHT + minutes * 60_000).toISOString().slice(0, 16)
export const moment = (minutes: number): Date => new Date(`${local(minutes)}:00+08:00`)
export const date = (day: number): string => local(day * 24 * 60).slice(0, 10)

export interface Found {
  readonly id: string
  readonly version: number
}

interface FoundGuest {
  readonly member: Found & { readonly left: string | null }
  readonly invitation: (Found & { readonly state: string }) | null
  readonly requests: readonly (Found & {
    readonly state: string
    readonly halves: number[]
    readonly approver: string
  })[]
  readonly attendance: readonly (Found & {
    readonly half: number
    readonly status: string
    readonly method: string
    readonly corrections: number
  })[]
  readonly duties: readonly { readonly state: string; readonly facts: Readonly<Record<string, unknown>> }[]
}

/** What stands in the database, whoever may see it. */
export interface Looked extends Found {
  readonly state: string
  readonly day: string
  readonly halves: readonly string[]
  readonly guests: readonly FoundGuest[]
  /** Of every row of the activity. */
  readonly hash: string
}

const list = (fields: string, from: string, order: string) =>
  `(select coalesce(json_agg(json_build_object(${fields}) order by ${order}), '[]') from ${from})`

const HALVES = `(select array_agg(h.id order by h.starts_at) from activity_half_days h where h.activity_id = a.id)`

const GUEST = `json_build_object(
  'member', (select json_build_object('id', m.id, 'version', m.version, 'left', m.left_on) from members m where m.id = u.id),
  'invitation', (select json_build_object('id', i.id, 'version', i.version, 'state', i.state)
    from activity_invitations i where i.activity_id = a.id and i.member_id = u.id),
  'requests', ${list(
    `'id', r.id, 'version', r.version, 'state', r.state, 'approver', r.approver, 'halves',
      (select coalesce(json_agg(array_position(${HALVES}, l.half_day_id) - 1 order by 1), '[]')
        from activity_leave_half_days l where l.leave_request_id = r.id)`,
    'activity_leave_requests r where r.activity_id = a.id and r.member_id = u.id',
    'r.created_at, r.id',
  )},
  'attendance', ${list(
    `'id', t.id, 'version', t.version, 'half', array_position(${HALVES}, t.half_day_id) - 1, 'status', t.status, 'method', t.method,
      'corrections', (select count(*) from activity_attendance_corrections c where c.attendance_id = t.id)`,
    'activity_attendances t where t.activity_id = a.id and t.member_id = u.id',
    `array_position(${HALVES}, t.half_day_id)`,
  )},
  'duties', ${list(
    `'state', d.state, 'facts', d.facts`,
    'duty_records d where d.source_id = a.id and d.member_id = u.id',
    'd.id',
  )})`

const HASH = ROWS.map(
  ([table, which]) =>
    `(select md5(coalesce(string_agg(t::text, ' ' order by t::text), '')) from ${table} t where ${which})`,
).join(' || ')

const LOOK = `select a.id, a.version, a.state, (a.starts_at at time zone 'Asia/Shanghai')::date::text as day, ${HALVES} as halves,
  (select json_agg(${GUEST} order by u.n) from unnest($2::uuid[]) with ordinality u (id, n)) as guests, ${HASH} as hash
  from activities a where a.id = $1`

export async function look({ w, activityId }: Pick<Real, 'w' | 'activityId'>): Promise<Looked> {
  const { rows } = await w.owner.query<Looked>(LOOK, [activityId, [w.first.memberId, w.second.memberId]])
  const [row] = rows
  if (!row) throw new Error(`no activity ${activityId}`)
  return row
}

/** What the model and the database can be compared by. */
export const summaryOf = (m: Model) => ({
  state: m.state,
  day: date(m.day),
  guests: GUESTS.map(guest => {
    const { invitation, requests, attendance, duty, reversed, left } = m[guest]
    return {
      ...{ invitation, duties: duty === null ? [] : [duty], reversed, reversals: reversed },
      left: left === null ? null : date(left),
      requests: requests.map(({ state, halves, approver }) => `${state} ${halves.join('')} ${approver}`),
      attendance: attendance.flatMap((one, half) =>
        one === null ? [] : [`${half} ${one.status} ${one.method} ${one.corrections}`],
      ),
    }
  }),
})

const dutyOf = ({ attendance, halfDays = 0 }: Readonly<Record<string, unknown>>): string =>
  attendance === undefined ? `${halfDays}` : `${attendance} ${halfDays}`

export const foundSummary = ({ state, day, guests }: Looked) => ({
  ...{ state, day },
  guests: guests.map(({ member, invitation, requests, attendance, duties }) => ({
    invitation: invitation?.state ?? null,
    duties: duties.filter(one => one.state === 'CONFIRMED').map(({ facts }) => dutyOf(facts)),
    reversed: duties.filter(one => one.state === 'REVERSED').length,
    reversals: duties.filter(one => one.state === 'REVERSAL').length,
    left: member.left,
    requests: requests.map(one => `${one.state} ${one.halves.join('')} ${one.approver}`),
    attendance: attendance.map(one => `${one.half} ${one.status} ${one.method} ${one.corrections}`),
  })),
})
