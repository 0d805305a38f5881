import { CITY } from '../places.ts'
import { globalId, json, type ReadOperation, type Row, variantsOf } from './operation.ts'

/** Attendances of one page; the activities asked for have at least as many. */
const ATTENDANCES = 100

/** PostGraphile's form of a moment with whole seconds, as the others write it. */
const moment = (text: string | null): string | null => text?.replace('.000000', '') ?? null

const span = ({ startsAt, endsAt }: Row) => ({ startsAt: moment(startsAt), endsAt: moment(endsAt) })

const list = (columns: string, from: string): string =>
  `(select coalesce(json_agg(row_to_json(x)), '[]') from (select ${columns} from ${from}) x)`

export const activityAttendances: ReadOperation = {
  name: 'activity-attendances',
  title: `one activity with ${ATTENDANCES} attendances: member, half-day, status, time of signing in`,
  variants: variantsOf(
    `select organization_id::text as organization, activity_id::text as id from activity_attendances where organization_id = $1
      group by organization_id, activity_id having count(*) >= 350 order by md5(activity_id::text) limit 8`,
    CITY,
  ),
  product: {
    query: `query ($id: ID!, $first: Int!) { activity(id: $id) { id title startsAt attendances(first: $first) {
      nodes { id status signedInAt member { name } halfDay { label } } } } }`,
    variables: ({ organization = '', id = '' }) => ({ id: globalId('act', organization, id), first: ATTENDANCES }),
  },
  floor: {
    parameters: ['organization', 'id'],
    sql: `select '{"data":{"activity":' || coalesce((select row_to_json(x)::text from (
      select 'act_' || a.organization_id || '_' || a.id as id, a.title, a.starts_at as "startsAt",
        ${json(
          `${list(
            `'att_' || t.organization_id || '_' || t.id as id, t.status, t.signed_in_at as "signedInAt", ${json('p.name')} as member, ${json('h.label')} as "halfDay"`,
            `(select * from activity_attendances where organization_id = a.organization_id and activity_id = a.id
                order by created_at, id limit ${ATTENDANCES}) t
              join activity_half_days h on h.organization_id = t.organization_id and h.id = t.half_day_id
              join members m on m.organization_id = t.organization_id and m.id = t.member_id
              join persons p on p.organization_id = m.organization_id and p.id = m.person_id
            order by t.created_at, t.id`,
          )} as nodes`,
        )} as attendances
      from activities a where a.organization_id = $1 and a.id = $2) x), 'null') || '}}' as answer`,
  },
  peer: {
    query: `query ($organization: BigInt!, $id: UUID!, $first: Int!) { activityByOrganizationIdAndRowId(organizationId: $organization, rowId: $id) {
      organizationId rowId title startsAt
      activityAttendancesByOrganizationIdAndActivityId(first: $first, orderBy: [CREATED_AT_ASC, ROW_ID_ASC]) { nodes { organizationId rowId status signedInAt
        memberByOrganizationIdAndMemberId { personByOrganizationIdAndPersonId { name } } activityHalfDayByOrganizationIdAndHalfDayId { label } } } } }`,
    variables: variant => ({ ...variant, first: ATTENDANCES }),
    same: ({ activityByOrganizationIdAndRowId: activity }) => ({
      activity: {
        id: globalId('act', activity.organizationId, activity.rowId),
        ...{ title: activity.title, startsAt: moment(activity.startsAt) },
        attendances: { nodes: activity.activityAttendancesByOrganizationIdAndActivityId.nodes.map(attendanceOf) },
      },
    }),
  },
}

const attendanceOf = ({ organizationId, rowId, status, signedInAt, ...attendance }: Row) => ({
  ...{ id: globalId('att', organizationId, rowId), status, signedInAt: moment(signedInAt) },
  member: { name: attendance.memberByOrganizationIdAndMemberId.personByOrganizationIdAndPersonId.name },
  halfDay: attendance.activityHalfDayByOrganizationIdAndHalfDayId,
})

export const memberCalendar: ReadOperation = {
  name: 'member-calendar',
  title: 'own activities of a year, asked by the member: kind, half-days, whether attending',
  variants: variantsOf(
    `select a.organization_id::text as organization, a.id::text as account, m.id::text as id,
        '2024-01-01T00:00:00+08:00' as since, '2025-01-01T00:00:00+08:00' as before
      from accounts a join members m on m.organization_id = a.organization_id and m.person_id = a.person_id order by md5(a.id::text) limit 32`,
  ),
  product: {
    query: `query ($since: DateTime, $before: DateTime) { activities(first: 50, filter: { starts: { from: $since, to: $before } },
      orderBy: { field: STARTS_AT, direction: ASC }) { nodes { id title state startsAt endsAt place kind { name }
        halfDays { label startsAt endsAt } invitations(first: 1) { nodes { state } } } } }`,
    variables: ({ since, before }) => ({ since, before }),
  },
  floor: {
    parameters: ['organization', 'id', 'since', 'before'],
    sql: `select '{"data":{"activities":{"nodes":' || coalesce(json_agg(row_to_json(x))::text, '[]') || '}}}' as answer from (
      select 'act_' || a.organization_id || '_' || a.id as id, a.title, a.state, a.starts_at as "startsAt", a.ends_at as "endsAt", a.place,
        ${json('k.name')} as kind,
        ${list('h.label, h.starts_at as "startsAt", h.ends_at as "endsAt"', 'activity_half_days h where h.organization_id = a.organization_id and h.activity_id = a.id order by h.starts_at, h.id')} as "halfDays",
        json_build_object('nodes', json_build_array(json_build_object('state', i.state))) as invitations
      from activity_invitations i join activities a on a.organization_id = i.organization_id and a.id = i.activity_id
        join activity_kinds k on k.organization_id = a.organization_id and k.id = a.kind_id
      where i.organization_id = $1 and i.member_id = $2 and i.state <> 'WITHDRAWN' and a.starts_at >= $3 and a.starts_at < $4
      order by a.starts_at, a.id limit 50) x`,
  },
  peer: {
    query: `query ($organization: BigInt!, $id: UUID!, $since: Datetime!, $before: Datetime!) {
      memberByOrganizationIdAndRowId(organizationId: $organization, rowId: $id) { calendar(since: $since, before: $before, first: 50) {
        nodes { organizationId rowId title state startsAt endsAt place activityKindByOrganizationIdAndKindId { name }
          activityHalfDaysByOrganizationIdAndActivityId(orderBy: [STARTS_AT_ASC, ROW_ID_ASC]) { nodes { label startsAt endsAt } }
          activityInvitationsByOrganizationIdAndActivityId(condition: { memberId: $id }) { nodes { state } } } } } }`,
    variables: ({ organization, id, since, before }) => ({ organization, id, since, before }),
    same: data => ({ activities: { nodes: data.memberByOrganizationIdAndRowId.calendar.nodes.map(activityOf) } }),
  },
}

const activityOf = ({ organizationId, rowId, title, state, place, ...activity }: Row) => ({
  ...{ id: globalId('act', organizationId, rowId), title, state, ...span(activity), place },
  kind: activity.activityKindByOrganizationIdAndKindId,
  halfDays: activity.activityHalfDaysByOrganizationIdAndActivityId.nodes.map((part: Row) => ({
    label: part.label,
    ...span(part),
  })),
  invitations: activity.activityInvitationsByOrganizationIdAndActivityId,
})
