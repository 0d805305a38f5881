import { type SQL, sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  createdAt,
  instant,
  organizationId,
  recordId,
  tenantNumber,
  tsvector,
  version,
} from '../../platform/db/columns.ts'
import { members } from '../members/tables.ts'
import { activityKinds, sessions, specialCommittees } from '../organizations/tables.ts'

/** A check that a column has one of these values. Column and values are the program's own. */
export const isOneOf = (column: string, values: readonly string[]): SQL =>
  sql.raw(`${column} in (${values.map(value => `'${value}'`).join(', ')})`)

/** Activities (会议活动): everything members attend (rules, section 3). */
export const activities = pgTable(
  'activities',
  {
    organizationId: organizationId(),
    id: recordId(),
    kindId: uuid('kind_id').notNull(),
    /** The activity of which this is a sub-session (a group's or a section's meeting of a plenary session). */
    parentId: uuid('parent_id'),
    /** The plenary session (次) it belongs to. */
    sessionId: uuid('session_id'),
    /** The special committee that organizes it; null: the office. */
    specialCommitteeId: uuid('special_committee_id'),
    /** The member who recorded it of himself; null: it was planned by the office. */
    memberId: uuid('member_id'),
    title: text('title').notNull(),
    /** What it is about: topic of a research, of a consultation. */
    topic: text('topic').notNull().default(''),
    description: text('description').notNull().default(''),
    /** Who studies, in a study session. */
    studyBody: text('study_body'),
    /** Whom a visit goes to. */
    visitKind: text('visit_kind'),
    state: text('state').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    place: text('place').notNull().default(''),
    /** Where one has to be to sign in; all three or none. */
    latitude: numeric('latitude', { precision: 9, scale: 6 }),
    longitude: numeric('longitude', { precision: 9, scale: 6 }),
    radiusMetres: integer('radius_metres'),
    replyUntil: instant('reply_until'),
    /** Video link of this committee, and the minutes from which remote attendance counts. */
    videoUrl: text('video_url'),
    videoMinutes: integer('video_minutes'),
    /** Credits (学分) of a course or a reading programme. */
    credits: numeric('credits', { precision: 5, scale: 1 }),
    /** Joint research: the other level. */
    jointWith: text('joint_with'),
    /** The superior's activity that this one joins by video, and its title as it was then. */
    joinsOrganizationId: tenantNumber('joins_organization_id'),
    joinsActivityId: uuid('joins_activity_id'),
    joinsTitle: text('joins_title'),
    /** Committees below may join it. */
    isOpenBelow: boolean('is_open_below').notNull().default(false),
    notifiedAt: instant('notified_at'),
    closedAt: instant('closed_at'),
    cancelledAt: instant('cancelled_at'),
    /** Why it was cancelled, returned, or last moved. */
    reason: text('reason'),
    /** Counts what calendars have to learn (RFC 5545, SEQUENCE). */
    calendarSequence: integer('calendar_sequence').notNull().default(0),
    createdBy: uuid('created_by').notNull(),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('activities_starts').on(t.organizationId, t.startsAt, t.id),
    index('activities_kind').on(t.organizationId, t.kindId, t.startsAt, t.id),
    index('activities_state').on(t.organizationId, t.state, t.startsAt, t.id),
    index('activities_place').on(t.organizationId, t.place, t.startsAt),
    index('activities_parent').on(t.organizationId, t.parentId, t.startsAt),
    index('activities_session').on(t.organizationId, t.sessionId),
    index('activities_special_committee').on(t.organizationId, t.specialCommitteeId, t.startsAt, t.id),
    index('activities_member').on(t.organizationId, t.memberId, t.startsAt, t.id),
    index('activities_created').on(t.organizationId, t.createdAt, t.id),
    index('activities_joins').on(t.joinsOrganizationId, t.joinsActivityId),
    foreignKey({
      columns: [t.organizationId, t.kindId],
      foreignColumns: [activityKinds.organizationId, activityKinds.id],
    }),
    foreignKey({ columns: [t.organizationId, t.parentId], foreignColumns: [t.organizationId, t.id] }),
    foreignKey({ columns: [t.organizationId, t.sessionId], foreignColumns: [sessions.organizationId, sessions.id] }),
    foreignKey({
      columns: [t.organizationId, t.specialCommitteeId],
      foreignColumns: [specialCommittees.organizationId, specialCommittees.id],
    }),
    foreignKey({ columns: [t.organizationId, t.memberId], foreignColumns: [members.organizationId, members.id] }),
    check(
      'activities_state',
      isOneOf('state', ['PLANNED', 'NOTIFIED', 'HELD', 'CLOSED', 'CANCELLED', 'SUBMITTED', 'RETURNED']),
    ),
    check('activities_submitted', sql`state not in ('SUBMITTED', 'RETURNED') or member_id is not null`),
    check('activities_range', sql`ends_at > starts_at`),
    check(
      'activities_study_body',
      isOneOf('study_body', ['STANDING_COMMITTEE', 'OFFICE', 'CENTRE_GROUP', 'STUDY_GROUP']),
    ),
    check('activities_visit_kind', isOneOf('visit_kind', ['ENTERPRISE', 'EXPERT', 'CONSTITUENTS'])),
    check('activities_joint_with', isOneOf('joint_with', ['NATIONAL', 'PROVINCE', 'CITY', 'COUNTY'])),
    check('activities_position', sql`num_nonnulls(latitude, longitude, radius_metres) in (0, 3)`),
  ],
)

/** A reference to an activity of the same committee. */
export const activityKey = (organizationId: AnyPgColumn, activityId: AnyPgColumn) =>
  foreignKey({ columns: [organizationId, activityId], foreignColumns: [activities.organizationId, activities.id] })

/** How an activity is found by title and place (kernel/search.ts). Apart, as a row whose state changes is written into every index again. */
export const activitySearch = pgTable(
  'activity_search',
  {
    organizationId: organizationId(),
    activityId: uuid('activity_id').notNull(),
    tokens: tsvector('tokens').notNull(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.activityId] }),
    index('activity_search_tokens').using('gin', t.tokens),
    activityKey(t.organizationId, t.activityId),
  ],
)

export const memberKey = (organizationId: AnyPgColumn, memberId: AnyPgColumn) =>
  foreignKey({ columns: [organizationId, memberId], foreignColumns: [members.organizationId, members.id] })

/** Half-days (半天) of an activity, for each of which attendance is counted; a short activity has one. */
export const activityHalfDays = pgTable(
  'activity_half_days',
  {
    organizationId: organizationId(),
    id: recordId(),
    activityId: uuid('activity_id').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    label: text('label').notNull(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('activity_half_days_starts').on(t.organizationId, t.activityId, t.startsAt),
    activityKey(t.organizationId, t.activityId),
    check('activity_half_days_range', sql`ends_at > starts_at`),
  ],
)

export const halfDayKey = (organizationId: AnyPgColumn, halfDayId: AnyPgColumn) =>
  foreignKey({
    columns: [organizationId, halfDayId],
    foreignColumns: [activityHalfDays.organizationId, activityHalfDays.id],
  })

/** A member who is asked to attend (通知对象), what he replied, his group and seat. */
export const activityInvitations = pgTable(
  'activity_invitations',
  {
    organizationId: organizationId(),
    id: recordId(),
    activityId: uuid('activity_id').notNull(),
    memberId: uuid('member_id').notNull(),
    state: text('state').notNull(),
    repliedAt: instant('replied_at'),
    groupName: text('group_name'),
    seat: text('seat'),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('activity_invitations_member').on(t.organizationId, t.activityId, t.memberId),
    index('activity_invitations_of').on(t.organizationId, t.memberId, t.createdAt, t.id),
    index('activity_invitations_state').on(t.organizationId, t.activityId, t.state, t.id),
    activityKey(t.organizationId, t.activityId),
    memberKey(t.organizationId, t.memberId),
    // WITHDRAWN: no longer asked, because the member left or the list was corrected.
    check('activity_invitations_state', isOneOf('state', ['INVITED', 'ATTENDING', 'ON_LEAVE', 'WITHDRAWN'])),
  ],
)
