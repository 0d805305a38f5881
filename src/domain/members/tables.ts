import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, organizationId, recordId, version } from '../../platform/db/columns.ts'
import { organizations, parties, positions, sectors, specialCommittees, terms } from '../organizations/tables.ts'

/**
 * Persons (人员) as one committee knows them. Another committee keeps its own row of the same person; the rows are linked
 * by `identity_lookup`, a keyed hash of the identity number, so no committee writes another's record (linkage).
 */
export const persons = pgTable(
  'persons',
  {
    organizationId: organizationId(),
    id: recordId(),
    name: text('name').notNull(),
    /** Reading of the name without tones or spaces, `zhangsan`, and its initials, `zs`: search and order. */
    pinyin: text('pinyin').notNull(),
    initials: text('initials').notNull(),
    sex: text('sex'),
    ethnicity: text('ethnicity'),
    birthYear: smallint('birth_year'),
    birthMonth: smallint('birth_month'),
    birthDay: smallint('birth_day'),
    partyId: uuid('party_id'),
    /** Encrypted by the application; masks are stored so that a list needs no decryption. */
    phoneSealed: text('phone_sealed'),
    phoneMasked: text('phone_masked'),
    phoneLookup: text('phone_lookup'),
    identityNumberSealed: text('identity_number_sealed'),
    identityNumberMasked: text('identity_number_masked'),
    identityLookup: text('identity_lookup'),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    uniqueIndex('persons_identity').on(t.organizationId, t.identityLookup),
    index('persons_same_person').on(t.identityLookup).where(sql`identity_lookup is not null`),
    index('persons_name').on(t.organizationId, t.name),
    index('persons_party').on(t.organizationId, t.partyId),
    index('persons_phone').on(t.organizationId, t.phoneLookup),
    foreignKey({ columns: [t.organizationId], foreignColumns: [organizations.organizationId] }),
    foreignKey({ columns: [t.organizationId, t.partyId], foreignColumns: [parties.organizationId, parties.id] }),
    check('persons_sex', sql`sex in ('MALE', 'FEMALE')`),
    check('persons_birth', sql`birth_month between 1 and 12 and birth_day between 1 and 31`),
  ],
)

/** Members (委员): one person's seat in one committee for one term. */
export const members = pgTable(
  'members',
  {
    organizationId: organizationId(),
    id: recordId(),
    personId: uuid('person_id').notNull(),
    termId: uuid('term_id').notNull(),
    sectorId: uuid('sector_id'),
    specialCommitteeId: uuid('special_committee_id'),
    isStanding: boolean('is_standing').notNull().default(false),
    workUnit: text('work_unit').notNull().default(''),
    status: text('status').notNull().default('ACTIVE'),
    joinedOn: date('joined_on').notNull(),
    joinedBy: text('joined_by').notNull().default('TERM'),
    leftOn: date('left_on'),
    leftReason: text('left_reason'),
    remarks: text('remarks').notNull().default(''),
    /** Copy of the person's reading, kept by the commands, so that one index orders and searches the committee's list. */
    pinyin: text('pinyin').notNull(),
    /** Name, reading, initials, work unit in lower case: what the list's search looks into. */
    searchText: text('search_text').notNull(),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    // A viewer's seats are known by their ids alone, and clients may choose an id: none may be another committee's too.
    uniqueIndex('members_one').on(t.id),
    unique('members_seat').on(t.organizationId, t.personId, t.termId),
    index('members_order').on(t.organizationId, t.pinyin, t.id),
    index('members_joined').on(t.organizationId, t.joinedOn, t.id),
    index('members_term').on(t.organizationId, t.termId, t.pinyin, t.id),
    index('members_sector').on(t.organizationId, t.sectorId, t.pinyin, t.id),
    index('members_committee').on(t.organizationId, t.specialCommitteeId, t.pinyin, t.id),
    foreignKey({ columns: [t.organizationId, t.personId], foreignColumns: [persons.organizationId, persons.id] }),
    foreignKey({ columns: [t.organizationId, t.termId], foreignColumns: [terms.organizationId, terms.id] }),
    foreignKey({ columns: [t.organizationId, t.sectorId], foreignColumns: [sectors.organizationId, sectors.id] }),
    foreignKey({
      columns: [t.organizationId, t.specialCommitteeId],
      foreignColumns: [specialCommittees.organizationId, specialCommittees.id],
    }),
    check('members_status', sql`status in ('ACTIVE', 'RESIGNED', 'REMOVED', 'DECEASED', 'TERM_ENDED')`),
    check('members_joined_by', sql`joined_by in ('TERM', 'BY_ELECTION')`),
    check('members_left', sql`(status = 'ACTIVE') = (left_on is null)`),
  ],
)

/** Positions (政协职务) a member holds or held. */
export const memberPositions = pgTable(
  'member_positions',
  {
    organizationId: organizationId(),
    memberId: uuid('member_id').notNull(),
    positionId: uuid('position_id').notNull(),
    rank: integer('rank').notNull().default(0),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.memberId, t.positionId] }),
    index('member_positions_position').on(t.organizationId, t.positionId),
    foreignKey({ columns: [t.organizationId, t.memberId], foreignColumns: [members.organizationId, members.id] }),
    foreignKey({ columns: [t.organizationId, t.positionId], foreignColumns: [positions.organizationId, positions.id] }),
  ],
)
