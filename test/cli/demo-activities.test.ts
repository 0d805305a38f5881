import t from 'tap'
import { FIGURES_2023 } from '../../src/cli/demo/activities/figures.ts'
import { places } from '../../src/cli/demo/places.ts'
import { outcomeWorkflow } from '../../src/domain/activities/outcomes/workflow.ts'
import { speechWorkflow } from '../../src/domain/activities/speeches/workflow.ts'
import { activityWorkflow } from '../../src/domain/activities/workflow.ts'
import { demonstration } from '../support/demo.ts'

const NOW = new Date('2026-11-25T04:00:00Z')
const CITY = '140200'

const yearOf = (moment: string) => `extract(year from ${moment} at time zone 'Asia/Shanghai')`

/** Activities of the year that were held. */
const HELD = `select a.*, k.code from activities a join activity_kinds k on k.id = a.kind_id and k.organization_id = a.organization_id
  where ${yearOf('a.starts_at')} = 2023 and a.state in ('HELD', 'CLOSED')`
const held = (condition: string) => `select count(*)::int as n from (${HELD}) a where ${condition}`
const study = (body: string) => held(`code = 'STUDY_SESSION' and study_body = '${body}'`)
const outcomes = (condition: string) => `select count(*)::int as n from activity_outcomes o
  left join (${HELD}) a on a.id = o.activity_id left join research_topics r on r.id = o.research_topic_id and r.year = 2023
  where coalesce(a.id, r.id) is not null and ${condition}`
const visited = (kind: string) => `select count(distinct s.subject_id)::int as n from (${HELD}) a
  join activity_subjects s on s.activity_id = a.id join visit_subjects v on v.id = s.subject_id and v.kind = '${kind}'
  where code = 'VISIT'`
const participations = (
  code: string,
) => `select count(*)::int as n from (${HELD}) a join activity_attendances t on t.activity_id = a.id
  where code = '${code}' and t.status in ('PRESENT', 'LATE', 'LEFT_EARLY')`
const received = (what: string, condition = 'true') =>
  `select count(${what})::int as n from activity_delegations d join (${HELD}) a on a.id = d.activity_id where ${condition}`

/** The eight democratic parties and those of no party: the party that speaks, or the speaker's. */
const DEMOCRATIC = `coalesce((select y.code from parties y where y.id = s.party_id),
  (select y.code from members m join persons n on n.id = m.person_id join parties y on y.id = n.party_id where m.id = s.member_id))
  in ('RCCK', 'CDL', 'CNDCA', 'CAPD', 'CPWDP', 'CZGP', 'JSS', 'TDSL', 'NON_AFFILIATED')`

/** What each figure counts, the figures written once more as the report has them. */
const COUNTED: Readonly<Record<keyof typeof FIGURES_2023, readonly [value: number, sql: string]>> = {
  standingCommitteeStudySessions: [3, study('STANDING_COMMITTEE')],
  officeStudySessions: [22, study('OFFICE')],
  readingClasses: [3, held(`code = 'READING_CLASS'`)],
  centreGroupStudySessions: [12, study('CENTRE_GROUP')],
  memberStudyForums: [12, study('STUDY_GROUP')],
  thematicResearchTopics: [9, 'select count(*)::int as n from research_topics where year = 2023'],
  thematicResearchTrips: [17, held(`code = 'FIELD_RESEARCH' and id in (select activity_id from research_trips)`)],
  problemsListed: [10, outcomes(`o.kind = 'PROBLEM' and a.code <> 'VISIT'`)],
  correctiveMeasuresDone: [52, outcomes(`o.kind = 'MEASURE' and o.state = 'DONE'`)],
  researchReports: [16, outcomes(`o.kind = 'REPORT'`)],
  democraticPartySpeeches: [
    34,
    `select count(*)::int as n from activity_speeches s join (${HELD}) a on a.id = s.activity_id
      where s.state = 'DELIVERED' and code in ('TOPICAL_CONSULTATION', 'BIWEEKLY_CONSULTATION') and ${DEMOCRATIC}`,
  ],
  enterprisesVisited: [139, visited('ENTERPRISE')],
  expertsContacted: [14, visited('EXPERT')],
  problemsSolvedOnSite: [42, outcomes(`o.state = 'SOLVED_ON_SITE' and a.code = 'VISIT'`)],
  suggestionsCollected: [126, outcomes(`o.kind = 'SUGGESTION' and a.code = 'VISIT'`)],
  visitingProvinces: [11, received('distinct d.province_code')],
  delegationsReceived: [51, received('*')],
  higherLevelInspections: [10, received('*', `d.level in ('NATIONAL', 'PROVINCE')`)],
  jointResearch: [8, held(`code = 'JOINT_RESEARCH' and joint_with is not null`)],
  memberInterviews: [68, participations('INTERVIEW')],
  welfareParticipations: [235, participations('WELFARE_ACTIVITY')],
  serviceDeeds: [
    189,
    outcomes(`o.kind = 'SERVICE_DEED' and o.state = 'DONE' and extract(year from o.closed_on) = 2023`),
  ],
  plenarySpeakers: [
    8,
    `select count(distinct s.member_id)::int as n from activity_speeches s join activities a on a.id = s.activity_id
      join activity_kinds k on k.id = a.kind_id where k.code = 'PLENARY_SESSION' and ${yearOf('a.starts_at')} = 2024
      and s.state = 'DELIVERED' and s.form = 'ORAL'`,
  ],
}

t.test('the activities of the demonstration', async t => {
  const { rows, one, values, none, within } = await demonstration(t, NOW)

  await t.test('2023 as the report has it', async t => {
    for (const [figure, { no, value: reported, definition }] of Object.entries(FIGURES_2023)) {
      const [value, sql] = COUNTED[figure as keyof typeof FIGURES_2023]
      t.strictSame(await within(CITY, sql), [{ n: value }], `no. ${no}: ${definition}`)
      t.equal(figure === 'suggestionsCollected' ? value > reported : value === reported, true, figure)
    }
  })

  await t.test('every state and kind is there to be seen', async t => {
    const all = (column: string, table: string) =>
      values(`select distinct ${column} from ${table} where organization_id = ${CITY}`)
    t.strictSame(await all('state', 'activities'), Object.keys(activityWorkflow.states).sort())
    t.strictSame(await all('state', 'activity_speeches'), Object.keys(speechWorkflow.states).sort())
    t.strictSame(await all('state', 'activity_outcomes'), Object.keys(outcomeWorkflow.states).sort())
    t.strictSame(await all('state', 'activity_leave_requests'), ['APPROVED', 'REFUSED', 'REQUESTED', 'WITHDRAWN'])
    t.strictSame(await all('approver', 'activity_leave_requests'), ['CHAIRPERSON', 'OFFICE', 'SECRETARY_GENERAL'])
    t.strictSame(await all('status', 'activity_attendances'), ['ABSENT', 'LATE', 'LEFT_EARLY', 'ON_LEAVE', 'PRESENT'])
    t.strictSame(await all('method', 'activity_attendances'), ['BY_HAND', 'MEMBER_CODE', 'ROTATING_CODE', 'SYSTEM'])
    t.equal(
      await one(`select count(distinct kind_id)::int from activities where organization_id = ${CITY}`),
      25,
      'all kinds',
    )
    t.ok(Number(await one('select count(*)::int from activity_attendance_corrections')) >= 3)
  })

  await t.test(
    'a county joins a lecture of the city by video, and counts its own members by their minutes',
    async t => {
      const joined = `from activities b join activities a on a.organization_id = b.joins_organization_id and a.id = b.joins_activity_id
      and a.title = b.joins_title and a.is_open_below and a.starts_at = b.starts_at join activity_attendances t on t.activity_id = b.id
      and t.organization_id = b.organization_id`
      t.strictSame(
        await rows(`select b.organization_id::text as county, a.organization_id::text as city, t.method, t.status,
        bool_and((t.remote_minutes >= b.video_minutes) = (t.status = 'PRESENT')) as counted ${joined} group by 1, 2, 3, 4 order by 4`),
        ['ABSENT', 'PRESENT'].map(status => ({ county: '140213', city: CITY, method: 'VIDEO', status, counted: true })),
      )
      t.equal(await one(`select count(*)::int from activities where joins_activity_id is not null`), 1)
    },
  )

  await t.test('the demonstration’s member has an outcome to bring about, and was urged', async t => {
    t.equal(
      await one(`select count(*)::int from activity_outcome_urges u join activity_outcomes o on o.id = u.outcome_id
        where o.state = 'OPEN' and o.owner_member_id is not null and o.due_on > '2026-11-25'`),
      1,
    )
  })

  await t.test('what hangs together does', async t => {
    await none(
      t,
      `select id from activities a where state <> 'PLANNED' and notified_at is null and member_id is null`,
      'noticed',
    )
    await none(
      t,
      `select a.id from activities a where state = 'CLOSED' and exists (select from activity_invitations i
        join activity_half_days d on d.activity_id = i.activity_id where i.activity_id = a.id and i.state <> 'WITHDRAWN'
        and not exists (select from activity_attendances t where t.half_day_id = d.id and t.member_id = i.member_id))`,
      'one status a half-day of whoever was invited',
    )
    await none(
      t,
      `select t.id from activity_attendances t where t.status = 'ON_LEAVE' and not exists (select from activity_leave_half_days x
        join activity_leave_requests r on r.id = x.leave_request_id and r.state = 'APPROVED' and r.member_id = t.member_id
        where x.half_day_id = t.half_day_id)`,
      'leave was approved',
    )
    await none(
      t,
      `select i.id from activity_invitations i join members m on m.id = i.member_id and m.organization_id = i.organization_id
        join activities a on a.id = i.activity_id where m.joined_on > (a.starts_at at time zone 'Asia/Shanghai')::date`,
      'members of that day',
    )
    await none(
      t,
      `select p.id from activity_outcomes p join activity_outcomes m on m.problem_id = p.id where p.state = 'DONE' and m.state = 'OPEN'`,
      'a problem is solved when its measures are done',
    )
    const future = `> '${NOW.toISOString()}'`
    for (const [table, moment] of [
      ['activities', 'created_at'],
      ['activities', 'updated_at'],
      ['activity_invitations', 'created_at'],
      ['activity_leave_requests', 'created_at'],
      ['activity_attendances', 'signed_in_at'],
      ['activity_speeches', 'created_at'],
      ['activity_outcomes', 'created_at'],
    ] as const) {
      await none(t, `select id from ${table} where ${moment} ${future}`, `${table}: nothing was done in the future`)
    }
    t.strictSame(
      await rows(
        `select organization_id::text as number from activities group by 1 having count(*) not between 20 and 900`,
      ),
      [],
      'each committee has some, none too many',
    )
    t.equal((await rows('select from activities group by organization_id')).length, places.length)
    t.equal(await one(`select count(*)::int from duty_records where source_type like 'ACTIVITY%'`), 0)
  })
})
