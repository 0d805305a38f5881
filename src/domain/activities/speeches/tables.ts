import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, instant, organizationId, recordId, version } from '../../../platform/db/columns.ts'
import { files } from '../../files/tables.ts'
import { members } from '../../members/tables.ts'
import { parties, sectors, specialCommittees } from '../../organizations/tables.ts'
import { activityKey } from '../tables.ts'

/** Call for speeches (发言征集) of an activity, and until when they may be submitted. */
export const activitySpeechCalls = pgTable(
  'activity_speech_calls',
  {
    organizationId: organizationId(),
    id: recordId(),
    activityId: uuid('activity_id').notNull(),
    topic: text('topic').notNull().default(''),
    closesAt: instant('closes_at').notNull(),
    maxWords: integer('max_words'),
    calledBy: uuid('called_by').notNull(),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('activity_speech_calls_activity').on(t.organizationId, t.activityId),
    activityKey(t.organizationId, t.activityId),
    check('activity_speech_calls_words', sql`max_words > 0`),
  ],
)

const refersTo = (
  organization: AnyPgColumn,
  column: AnyPgColumn,
  [theirOrganization, theirId]: [AnyPgColumn, AnyPgColumn],
) => foreignKey({ columns: [organization, column], foreignColumns: [theirOrganization, theirId] })

/** Speeches (大会发言): a member's own, or a body's through its contact member. */
export const activitySpeeches = pgTable(
  'activity_speeches',
  {
    organizationId: organizationId(),
    id: recordId(),
    activityId: uuid('activity_id').notNull(),
    /** Who speaks, or the contact of the body for which it is. */
    memberId: uuid('member_id').notNull(),
    speakerKind: text('speaker_kind').notNull(),
    partyId: uuid('party_id'),
    sectorId: uuid('sector_id'),
    specialCommitteeId: uuid('special_committee_id'),
    title: text('title').notNull(),
    body: text('body').notNull().default(''),
    words: integer('words').notNull().default(0),
    fileId: uuid('file_id'),
    /** What the author asks for; the review decides. */
    form: text('form').notNull(),
    state: text('state').notNull(),
    /** Account of the office that entered it for its author; null: the author wrote it. */
    enteredBy: uuid('entered_by'),
    submittedAt: instant('submitted_at'),
    reviewedBy: uuid('reviewed_by'),
    reviewedAt: instant('reviewed_at'),
    reviewNote: text('review_note'),
    deliveredOn: date('delivered_on'),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('activity_speeches_created').on(t.organizationId, t.createdAt, t.id),
    index('activity_speeches_activity').on(t.organizationId, t.activityId, t.createdAt, t.id),
    index('activity_speeches_member').on(t.organizationId, t.memberId, t.createdAt, t.id),
    index('activity_speeches_state').on(t.organizationId, t.state, t.createdAt, t.id),
    index('activity_speeches_party').on(t.organizationId, t.partyId),
    index('activity_speeches_sector').on(t.organizationId, t.sectorId),
    index('activity_speeches_special_committee').on(t.organizationId, t.specialCommitteeId),
    index('activity_speeches_file').on(t.organizationId, t.fileId),
    activityKey(t.organizationId, t.activityId),
    refersTo(t.organizationId, t.memberId, [members.organizationId, members.id]),
    refersTo(t.organizationId, t.partyId, [parties.organizationId, parties.id]),
    refersTo(t.organizationId, t.sectorId, [sectors.organizationId, sectors.id]),
    refersTo(t.organizationId, t.specialCommitteeId, [specialCommittees.organizationId, specialCommittees.id]),
    refersTo(t.organizationId, t.fileId, [files.organizationId, files.id]),
    check('activity_speeches_speaker', sql`speaker_kind in ('MEMBER', 'PARTY', 'SECTOR', 'SPECIAL_COMMITTEE')`),
    check(
      'activity_speeches_body_of',
      sql`(speaker_kind = 'PARTY') = (party_id is not null) and (speaker_kind = 'SECTOR') = (sector_id is not null)
        and (speaker_kind = 'SPECIAL_COMMITTEE') = (special_committee_id is not null)`,
    ),
    check('activity_speeches_form', sql`form in ('ORAL', 'WRITTEN')`),
    check(
      'activity_speeches_state',
      sql`state in ('DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED_ORAL', 'ACCEPTED_WRITTEN',
        'TURNED_INTO_OPINION_REPORT', 'NOT_USED', 'DELIVERED')`,
    ),
    check('activity_speeches_delivery', sql`(state = 'DELIVERED') = (delivered_on is not null)`),
  ],
)
