import t from 'tap'
import { newId } from '../../../src/kernel/ids.ts'
import {
  type AttendanceWorld,
  attendanceWorld,
  type GivenActivity,
  givenActivity,
  givenAttendee,
} from '../../support/attendance.ts'
import { type GivenMember, givenMember } from '../../support/members.ts'
import { statementsOf, watch } from '../../support/statements.ts'

const ROLL = `attendances(first: 500) { totalCount pageInfo { hasNextPage }
  nodes { id status method signedInAt recordedBy member { name } halfDay { label } corrections { oldStatus reason } } }`

/** Of one activity; each asks one root field. */
const OF_ONE = {
  roll: `query ($id: ID!) { activity(id: $id) { ${ROLL} } }`,
  'roll of a half-day': `query ($id: ID!, $filter: AttendanceFilter) { activity(id: $id) { attendances(first: 500, filter: $filter) {
    edges { cursor node { status member { name person { name } sector { name } } } } } } }`,
  seats: `query ($id: ID!) { activity(id: $id) { invitations(first: 500) { totalCount
    nodes { state groupName seat member { name } leaveRequests { state type reason } } } } }`,
  counts: `query ($id: ID!) { activity(id: $id) { title attendanceCounts { halfDay { label } invited present rate }
    invitationCounts { state count } clashes { kind memberCount members { name } activity { title } }
    halfDays { label } availableActions { action isAvailable reason } kind { name } organization { code } } }`,
} as const

/** Of all of a committee, as work lists and members' pages ask. */
const LISTS = {
  activities: `{ activities(first: 50) { totalCount nodes { title state availableActions { action isAvailable }
    attendanceCounts { present rate } invitationCounts { state count } } } }`,
  leave:
    '{ leaveRequests(first: 50, filter: { state: REQUESTED }) { totalCount nodes { reason member { name } activity { title } } } }',
  outcomes: '{ activityOutcomes(first: 50) { totalCount nodes { title activity { title } } } }',
  speeches: '{ activitySpeeches(first: 50) { totalCount nodes { title activity { title } } } }',
  members: `{ members(first: 50) { nodes { name attendanceYears { year rate } activityInvitations(first: 5) { nodes { state } }
    attendances(first: 5) { nodes { status } } } } }`,
} as const

/** Everybody is there in the first half-day, and every third late; every fifth was entered wrongly and asked for leave. */
async function attend(w: AttendanceWorld, activity: GivenActivity, members: readonly GivenMember[]): Promise<void> {
  const [half = ''] = activity.halfDays.map(id => id.split('_')[2] ?? '')
  const ids = members.map(({ memberId }) => memberId)
  await w.owner.query(
    `with made as (insert into activity_attendances (organization_id, id, activity_id, half_day_id, member_id, status, method, recorded_by)
        select $1, gen_random_uuid(), $2, $3, m.id, case when m.n % 3 = 0 then 'LATE' else 'PRESENT' end, 'MEMBER_CODE', $5
        from unnest($4::uuid[]) with ordinality m (id, n) returning organization_id, id, member_id)
      insert into activity_attendance_corrections (organization_id, id, attendance_id, old_status, new_status, reason, corrected_by)
      select organization_id, gen_random_uuid(), id, 'ABSENT', 'PRESENT', '漏签', $5 from made where id::text < '4'`,
    [activity.organizationId, activity.activityId, half, ids, newId()],
  )
  await w.owner.query(
    `insert into activity_leave_requests (organization_id, id, activity_id, invitation_id, member_id, type, reason, state, approver)
      select i.organization_id, gen_random_uuid(), i.activity_id, i.id, i.member_id, 'SICK', '住院', 'REQUESTED', 'OFFICE'
      from activity_invitations i join unnest($2::uuid[]) with ordinality m (id, n) on m.id = i.member_id
      where i.activity_id = $1 and m.n % 5 = 0`,
    [activity.activityId, ids],
  )
}

t.test('350 who attend are read as one is: a statement a question, and one page', async t => {
  const w = await attendanceWorld(t)
  const { office, first } = w
  const members: GivenMember[] = [first]
  const small = await givenActivity(w, { invited: members })
  await attend(w, small, members)
  while (members.length < 350) members.push(await givenMember(w, 'CITY', { name: `委员${members.length}` }))
  const large = await givenActivity(w, { invited: members })
  await attend(w, large, members)

  for (const activity of [small, large]) {
    const variables = { id: activity.id, filter: { halfDay: activity.halfDays[0] } }
    for (const [name, text] of Object.entries(OF_ONE))
      for (const client of [office, first.client])
        t.equal(
          await statementsOf(w, client, text, text.includes('$filter') ? variables : { id: activity.id }),
          1,
          name,
        )
  }
  for (const [name, text] of Object.entries(LISTS)) t.equal(await statementsOf(w, office, text), 1, name)

  const { data } = await office.run(OF_ONE.roll, { id: large.id })
  t.match(data.activity.attendances, { totalCount: 350, pageInfo: { hasNextPage: false } })
  t.equal(data.activity.attendances.nodes.length, 350)
  t.equal(new Set(data.activity.attendances.nodes.map(({ id }: { id: string }) => id)).size, 350)
  const seats = await office.run(OF_ONE.seats, { id: large.id })
  t.equal(seats.data.activity.invitations.nodes.length, 350)

  for (const path of ['attendance-sheet', 'seat-list', 'activity-print']) {
    const asked = watch(w)
    const { statusCode } = await office.request('GET', `/exports/v1/${path}?activity=${large.id}`)
    asked.stop()
    t.equal(statusCode, 200)
    t.equal(asked.statements.length, 1, path)
  }
})

t.test('a calendar is two statements, its address and its entries, however many there are', async t => {
  const w = await attendanceWorld(t)
  const guest = await givenAttendee(w, { name: '孙四' })
  const { data } = await guest.client.run('mutation { calendarFeedCreate { url } }')
  const { pathname } = new URL(data.calendarFeedCreate.url, 'https://example.org')
  for (const entries of [0, 2, 40]) {
    while ((await countOf(w)) < entries)
      await givenActivity(w, { invited: [guest], more: { notifiedAt: w.now().toISOString() } })
    const asked = watch(w)
    const answer = await w.nobody.request('GET', pathname)
    asked.stop()
    t.equal(answer.statusCode, 200)
    t.equal(answer.body.match(/BEGIN:VEVENT/g)?.length ?? 0, entries)
    t.equal(asked.statements.length, 2, `${entries} entries`)
  }
})

const countOf = async (w: AttendanceWorld): Promise<number> =>
  (await w.owner.query('select from activity_half_days')).rowCount ?? 0

t.test('a page is as large as its field says, and counts in the cost', async t => {
  const w = await attendanceWorld(t)
  const codeOf = async (text: string) => {
    const { status, errors } = await w.office.run(text)
    return status === 200 ? 'DONE' : errors?.[0]?.extensions
  }
  const id = (await givenActivity(w, { invited: [w.first] })).id
  const roll = (size: string) => `{ activity(id: "${id}") { attendances(${size}) { totalCount } } }`
  for (const size of ['first: 500', 'last: 500']) t.equal(await codeOf(roll(size)), 'DONE')
  for (const size of ['first: 501', 'last: 501']) t.match(await codeOf(roll(size)), { code: 'LIMIT_EXCEEDED' })
  t.match(
    await codeOf('{ activities(first: 101) { totalCount } }'),
    { code: 'LIMIT_EXCEEDED' },
    'other lists are as before',
  )
  t.match(
    await codeOf('{ activities(first: 20) { nodes { attendances(first: 500) { nodes { status } } } } }'),
    { code: 'LIMIT_EXCEEDED' },
    'twenty rolls at once are too much',
  )
})
