import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, organizationId, recordId, tenantNumber, version } from '../../platform/db/columns.ts'

/** The committees (政协委员会) of the tree: nation, province, city, county. */
export const organizations = pgTable(
  'organizations',
  {
    organizationId: organizationId(),
    parentId: tenantNumber('parent_id'),
    /** Materialized path of organization numbers, `/100000/140000/140200/`. */
    path: text('path').notNull(),
    level: text('level').notNull(),
    /** GB/T 2260 code of the administrative division. */
    regionCode: text('region_code').notNull(),
    name: text('name').notNull(),
    shortName: text('short_name').notNull(),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId] }),
    foreignKey({ columns: [t.parentId], foreignColumns: [t.organizationId] }),
    index('organizations_parent').on(t.parentId),
    index('organizations_path').using('btree', t.path.op('text_pattern_ops')),
    check('organizations_level', sql`level in ('NATIONAL', 'PROVINCE', 'CITY', 'COUNTY')`),
    check('organizations_region_code', sql`region_code ~ '^[0-9]{6}$'`),
  ],
)

/** Terms (届): five years each. */
export const terms = pgTable(
  'terms',
  {
    organizationId: organizationId(),
    id: recordId(),
    number: integer('number').notNull(),
    startsOn: date('starts_on').notNull(),
    endsOn: date('ends_on'),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('terms_number').on(t.organizationId, t.number),
    foreignKey({ columns: [t.organizationId], foreignColumns: [organizations.organizationId] }),
    check('terms_range', sql`ends_on is null or ends_on > starts_on`),
  ],
)

/** Sessions (次) of the plenary within a term. */
export const sessions = pgTable(
  'sessions',
  {
    organizationId: organizationId(),
    id: recordId(),
    termId: uuid('term_id').notNull(),
    number: integer('number').notNull(),
    startsOn: date('starts_on').notNull(),
    endsOn: date('ends_on').notNull(),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('sessions_number').on(t.organizationId, t.termId, t.number),
    foreignKey({ columns: [t.organizationId, t.termId], foreignColumns: [terms.organizationId, terms.id] }),
    check('sessions_range', sql`ends_on >= starts_on`),
  ],
)

/** What every dictionary row (字典项) has: an administrator adds, renames and retires it, nobody deletes it. */
const entryColumns = () => ({
  organizationId: organizationId(),
  id: recordId(),
  /** Stable code for scripts and linkage between levels. */
  code: text('code').notNull(),
  name: text('name').notNull(),
  /** Short forms and former names, as rosters spell them. */
  aliases: text('aliases').array().notNull().default(sql`'{}'`),
  rank: integer('rank').notNull().default(0),
  isActive: boolean('is_active').notNull().default(true),
  version: version(),
  createdAt: createdAt(),
})

/**
 * `isOne`: a viewer's units and offices are known by their ids alone, and clients may choose an id, so that none may be another
 * committee's too.
 */
const dictionary = (name: string, { isOne = false } = {}) =>
  pgTable(name, entryColumns(), t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    ...(isOne ? [uniqueIndex(`${name}_one`).on(t.id)] : []),
    unique(`${name}_code`).on(t.organizationId, t.code),
    unique(`${name}_name`).on(t.organizationId, t.name),
    index(`${name}_rank`).on(t.organizationId, t.rank, t.id),
    foreignKey({ columns: [t.organizationId], foreignColumns: [organizations.organizationId] }),
  ])

/** Sectors (界别). */
export const sectors = dictionary('sectors')
/** Political parties (党派), with 无党派. */
export const parties = dictionary('parties')
/** Positions in the committee (政协职务). */
export const positions = dictionary('positions')
/** Special committees (专门委员会). */
export const specialCommittees = dictionary('special_committees')
/** Assigning offices (交办系统): first hop of an assignment. */
export const assigningOffices = dictionary('assigning_offices', { isOne: true })

/** Grounds on which a proposal is not put on file (不予立案情形). */
export const notFilingGrounds = dictionary('not_filing_grounds')

/** Undertaking units (承办单位). */
export const undertakingUnits = pgTable(
  'undertaking_units',
  { ...entryColumns(), assigningOfficeId: uuid('assigning_office_id') },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    // As of assigning offices.
    uniqueIndex('undertaking_units_one').on(t.id),
    unique('undertaking_units_code').on(t.organizationId, t.code),
    unique('undertaking_units_name').on(t.organizationId, t.name),
    index('undertaking_units_rank').on(t.organizationId, t.rank, t.id),
    index('undertaking_units_office').on(t.organizationId, t.assigningOfficeId),
    foreignKey({ columns: [t.organizationId], foreignColumns: [organizations.organizationId] }),
    foreignKey({
      columns: [t.organizationId, t.assigningOfficeId],
      foreignColumns: [assigningOffices.organizationId, assigningOffices.id],
    }),
  ],
)

/** Kinds of activity (会议活动类型), with what is done in them (rules, section 3). */
export const activityKinds = pgTable(
  'activity_kinds',
  {
    ...entryColumns(),
    /** Who records attendance: OFFICE, SPECIAL_COMMITTEE, MEMBER. */
    recordedBy: text('recorded_by').notNull().default('OFFICE'),
    /** Whether attendance is counted for every half-day, or once. */
    countsHalfDays: boolean('counts_half_days').notNull().default(false),
    /** Who approves leave for how long an absence: `[{ "upToHalfDays": 2, "approver": "OFFICE" }, …]`, the last without a limit. */
    leaveRules: jsonb('leave_rules').notNull().default(sql`'[{"upToHalfDays": null, "approver": "OFFICE"}]'`),
    /** Whether there may be several of it under one title (a series). */
    mayRepeat: boolean('may_repeat').notNull().default(true),
    /** Outcomes it can have: REPORT, SUGGESTION, PROBLEM, MEASURE, OPINION_REPORT, PROPOSAL, SERVICE_DEED. */
    outcomes: text('outcomes').array().notNull().default(sql`'{}'`),
    /** Category of the duty record that attendance makes; null: none. */
    dutyCategory: text('duty_category'),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('activity_kinds_code').on(t.organizationId, t.code),
    unique('activity_kinds_name').on(t.organizationId, t.name),
    index('activity_kinds_rank').on(t.organizationId, t.rank, t.id),
    foreignKey({ columns: [t.organizationId], foreignColumns: [organizations.organizationId] }),
    check('activity_kinds_recorded_by', sql`recorded_by in ('OFFICE', 'SPECIAL_COMMITTEE', 'MEMBER')`),
  ],
)

/** Policies (政策): what differs between committees, as data with a date from which it holds. Never changed, only superseded. */
export const policies = pgTable(
  'policies',
  {
    organizationId: organizationId(),
    id: recordId(),
    key: text('key').notNull(),
    effectiveFrom: date('effective_from').notNull(),
    value: jsonb('value').notNull(),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('policies_effective').on(t.organizationId, t.key, t.effectiveFrom),
    foreignKey({ columns: [t.organizationId], foreignColumns: [organizations.organizationId] }),
  ],
)

/** Years whose public holidays the State Council has published; a year without a row is not guessed (节假日安排). */
export const calendarYears = pgTable(
  'calendar_years',
  {
    organizationId: organizationId(),
    id: recordId(),
    year: integer('year').notNull(),
    /** The notice that says so (发文字号). */
    source: text('source').notNull(),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('calendar_years_year').on(t.organizationId, t.year),
    foreignKey({ columns: [t.organizationId], foreignColumns: [organizations.organizationId] }),
    check('calendar_years_range', sql`year between 2000 and 2999`),
  ],
)

/** Days that are not as their weekday says: holidays, and weekends that are worked (调休). */
export const calendarDays = pgTable(
  'calendar_days',
  {
    organizationId: organizationId(),
    day: date('day').notNull(),
    year: integer('year').notNull(),
    isWorkday: boolean('is_workday').notNull(),
    name: text('name').notNull(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.day] }),
    index('calendar_days_year').on(t.organizationId, t.year, t.day),
    foreignKey({
      columns: [t.organizationId, t.year],
      foreignColumns: [calendarYears.organizationId, calendarYears.year],
    }),
    check('calendar_days_year', sql`year = extract(year from day)`),
  ],
)

/** Any of the dictionaries, by what all of them have. */
export type DictionaryTable = typeof sectors
