import { activityLeaveHalfDays, activityLeaveRequests } from '../../src/domain/activities/leave/tables.ts'
import { activities, activityHalfDays, activityInvitations } from '../../src/domain/activities/tables.ts'
import { activityKinds } from '../../src/domain/organizations/tables.ts'
import { formatGlobalId, newId } from '../../src/kernel/ids.ts'
import { type GivenMember, givenMember, type NewMember } from './members.ts'
import { lastingClient } from './proposals.ts'
import { type Answer, type Client, PLACES, type Place, type World, type WorldOptions, world } from './world.ts'

/** A morning in Shanghai, later than any real clock, by which the database ends sessions. */
export const NINE = Date.parse('2030-03-05T09:00:00+08:00')
const MINUTE = 60_000

export interface Attendee extends GivenMember {
  readonly client: Client
}

export type AttendanceWorld = Awaited<ReturnType<typeof attendanceWorld>>

/** A city's committee with its staff and three members, at nine in the morning. */
export async function attendanceWorld(t: Parameters<typeof world>[0], options: WorldOptions = {}) {
  const time = { now: NINE }
  const w = await world(t, { clock: () => new Date(time.now), ...options })
  return {
    ...w,
    /** Sets the clock to so many minutes and seconds after nine. */
    at: (minutes: number, seconds = 0) => {
      time.now = NINE + minutes * MINUTE + seconds * 1_000
    },
    now: () => new Date(time.now),
    office: await lastingClient(w, { role: 'SPECIAL_COMMITTEE_OFFICE', place: 'CITY' }),
    leader: await lastingClient(w, { role: 'LEADER', place: 'CITY' }),
    first: await givenAttendee(w, { name: '王一' }),
    second: await givenAttendee(w, { name: '李二' }),
    third: await givenAttendee(w, { name: '张三' }),
  }
}

export async function givenAttendee(w: World, member: NewMember = {}, place: Place = 'CITY'): Promise<Attendee> {
  const given = await givenMember(w, place, member)
  return { ...given, client: await lastingClient(w, { role: 'MEMBER', place, personId: given.personId }) }
}

export interface NewActivity {
  readonly place?: Place
  readonly kind?: string
  readonly dutyCategory?: string | null
  readonly state?: string
  readonly invited?: readonly GivenMember[]
  /** Minutes after nine, from and until. */
  readonly halfDays?: readonly (readonly [number, number])[]
  readonly more?: Partial<typeof activities.$inferInsert>
}

export interface GivenActivity {
  readonly id: string
  readonly organizationId: string
  readonly activityId: string
  /** Global ids. */
  readonly halfDays: readonly string[]
}

/** Plants an activity of two half-days, from nine to twelve and from two to five. */
export async function givenActivity(w: World, given: NewActivity = {}): Promise<GivenActivity> {
  const { place = 'CITY', kind = 'FIELD_RESEARCH', state = 'NOTIFIED', invited = [] } = given
  const { dutyCategory = kind, halfDays = TWO_HALF_DAYS } = given
  const [organizationId, activityId, kindId] = [PLACES[place], newId(), newId()]
  const moment = (minutes = 0) => new Date(NINE + minutes * MINUTE).toISOString()
  const parts = halfDays.map(([from, until]) => ({
    ...{ organizationId, id: newId(), activityId, label: `第${from}分` },
    ...{ startsAt: moment(from), endsAt: moment(until) },
  }))
  await w.system(place, async ({ db }) => {
    const code = `${kind}_${kindId.slice(-4).toUpperCase()}`
    await db.insert(activityKinds).values({ organizationId, id: kindId, code, name: code, dutyCategory })
    await db.insert(activities).values({
      ...{
        organizationId,
        id: activityId,
        kindId,
        title: '养老服务专题调研',
        topic: '养老服务',
        state,
        place: '云州区',
      },
      ...{ startsAt: moment(halfDays[0]?.[0]), endsAt: moment(halfDays.at(-1)?.[1]), createdBy: newId() },
      ...given.more,
    })
    await db.insert(activityHalfDays).values(parts)
    if (invited.length > 0) {
      await db
        .insert(activityInvitations)
        .values(
          invited.map(({ memberId }) => ({ organizationId, id: newId(), activityId, memberId, state: 'INVITED' })),
        )
    }
  })
  return {
    ...{ organizationId, activityId, id: formatGlobalId('act', organizationId, activityId) },
    halfDays: parts.map(({ id }) => formatGlobalId('ahd', organizationId, id)),
  }
}

export const TWO_HALF_DAYS = [
  [0, 180],
  [300, 480],
] as const

/** Plants approved leave of a member for some half-days. */
export async function givenLeave(
  w: World,
  { organizationId, activityId }: GivenActivity,
  member: GivenMember,
  halfDays: readonly string[],
): Promise<void> {
  const { rows } = await w.owner.query<{ id: string }>(
    'select id from activity_invitations where activity_id = $1 and member_id = $2',
    [activityId, member.memberId],
  )
  const [id, invitationId] = [newId(), rows[0]?.id ?? '']
  await w.system('CITY', async ({ db }) => {
    await db.insert(activityLeaveRequests).values({
      ...{ organizationId, id, activityId, invitationId, memberId: member.memberId, type: 'SICK', reason: '住院' },
      ...{ state: 'APPROVED', approver: 'OFFICE' },
    })
    await db
      .insert(activityLeaveHalfDays)
      .values(halfDays.map(half => ({ organizationId, leaveRequestId: id, halfDayId: half.split('_')[2] ?? '' })))
  })
}

const ATTENDANCE = `id status method signedInAt isOffline remoteMinutes distanceMetres reason version
  member { id } halfDay { id } corrections { oldStatus newStatus reason correctedBy }`

const many = (name: string, variables: string, args: string): string =>
  `mutation (${variables}) { ${name}(${args}) { attendances { ${ATTENDANCE} } userErrors { code field message } } }`

const one = (name: string, variables: string, args: string): string =>
  `mutation (${variables}) { ${name}(${args}) { attendance { ${ATTENDANCE} } userErrors { code field message } } }`

const HALF_DAY = '$activity: ID!, $halfDay: ID!'
const OF = 'activity: $activity, halfDay: $halfDay'

/** The operations as a client sends them. */
export const T = {
  code: `query (${HALF_DAY}) { activitySignInCode(${OF}) { code validUntil } }`,
  page: `query (${HALF_DAY}) { activitySignInPage(${OF}) { url expiresAt } }`,
  own: 'query ($organization: ID) { memberSignInCode(organization: $organization) { code validUntil } }',
  signIn: one('activitySignIn', '$input: ActivitySignInInput!', 'input: $input'),
  offline: `mutation ($input: ActivitySignInOfflineInput!) { activitySignInOffline(input: $input) {
    attendances { ${ATTENDANCE} } failures { index userErrors { code field } } userErrors { code field } } }`,
  scan: one('attendanceScan', `${HALF_DAY}, $code: String!`, `${OF}, code: $code`),
  enter: many('attendanceEnter', `${HALF_DAY}, $input: AttendanceEnterInput!`, `${OF}, input: $input`),
  minutes: many('attendanceRecordMinutes', `${HALF_DAY}, $items: [AttendanceMinutesInput!]!`, `${OF}, items: $items`),
  correct: one(
    'attendanceCorrect',
    '$id: ID!, $expectedVersion: Int!, $input: AttendanceCorrectInput!',
    'id: $id, expectedVersion: $expectedVersion, input: $input',
  ),
  close: `mutation ($id: ID!, $expectedVersion: Int!) { activityClose(id: $id, expectedVersion: $expectedVersion) {
    activity { id state version closedAt } userErrors { code field message } } }`,
  reopen: `mutation ($id: ID!, $expectedVersion: Int!, $input: ActivityReopenInput!) {
    activityReopen(id: $id, expectedVersion: $expectedVersion, input: $input) {
      activity { id state version closedAt } userErrors { code field message } } }`,
  read: `query ($id: ID!, $filter: AttendanceFilter) { activity(id: $id) {
    attendances(first: 100, filter: $filter) { totalCount nodes { ${ATTENDANCE} } }
    attendanceCounts { halfDay { id } invited present late leftEarly onLeave absent rate } } }`,
} as const

export const at = (activity: GivenActivity, n = 0) => ({ activity: activity.id, halfDay: activity.halfDays[n] })

/** The code that the hall shows now. */
export async function codeOf(w: AttendanceWorld, activity: GivenActivity, n = 0): Promise<string> {
  const { data } = await w.office.run(T.code, at(activity, n))
  return data.activitySignInCode.code
}

export const signIn = (client: Client, code: string, more: object = {}): Promise<Answer> =>
  client.run(T.signIn, { input: { code, ...more } })

/** Attendance as it stands, behind the walls: member, half-day, status, method. */
export async function recorded(w: Pick<World, 'owner'>, activity: GivenActivity): Promise<string[]> {
  const { rows } = await w.owner.query<{ line: string }>(
    `select p.name || ' ' || t.status || ' ' || t.method as line from activity_attendances t
      join activity_half_days h on h.id = t.half_day_id join members m on m.id = t.member_id
      join persons p on p.organization_id = m.organization_id and p.id = m.person_id
      where t.activity_id = $1 order by h.starts_at, p.name collate "C"`,
    [activity.activityId],
  )
  return rows.map(({ line }) => line)
}

/** Duty records that come from an activity: state, member's id, facts; the first booked first. */
export async function duties(w: Pick<World, 'owner'>, activity: GivenActivity) {
  const { rows } = await w.owner.query<{
    state: string
    member: string
    category: string
    facts: object
    reason: string
  }>(
    `select state, member_id as member, category, facts, reason from duty_records
      where source_type = 'ACTIVITY' and source_id = $1 order by id`,
    [activity.activityId],
  )
  return rows
}
