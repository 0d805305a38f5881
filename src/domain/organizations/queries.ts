import { businessDate } from '../../kernel/clock.ts'
import { ORGANIZATION_PREFIX, parseGlobalId } from '../../kernel/ids.ts'
import type { Context } from '../../platform/context.ts'
import { sameOrganization } from '../../platform/graphql/compiler/predicates.ts'
import type { Scope } from '../../platform/graphql/compiler/scope.ts'
import { computed, connection, fieldsOf, many, one, type Shape, shape } from '../../platform/graphql/compiler/shape.ts'
import { visibleEntry, visibleOrganization } from './policy.ts'
import { type PolicyVersion, policyInForce, policyKeyOf } from './policy-keys.ts'
import {
  activityKinds,
  assigningOffices,
  calendarYears,
  notFilingGrounds,
  organizations,
  parties,
  policies,
  positions,
  sectors,
  sessions,
  specialCommittees,
  terms,
  undertakingUnits,
} from './tables.ts'

export const organization: Shape = shape('Organization', organizations, {
  prefix: ORGANIZATION_PREFIX,
  key: 'organization_id',
  visible: visibleOrganization,
  fields: fieldsOf({
    code: row => `${row.alias}.organization_id::text`,
    name: organizations.name,
    shortName: organizations.shortName,
    level: organizations.level,
    regionCode: organizations.regionCode,
    version: organizations.version,
    parent: one(
      () => organization,
      (row, parent) => `${parent.alias}.organization_id = ${row.alias}.parent_id`,
    ),
    children: many(
      () => organization,
      (row, child) => `${child.alias}.parent_id = ${row.alias}.organization_id`,
      child => `${child.alias}.organization_id`,
    ),
    terms: many(
      () => term,
      sameOrganization,
      child => `${child.alias}.number desc`,
    ),
    sectors: many(() => sector, sameOrganization, byRank),
    parties: many(() => party, sameOrganization, byRank),
    positions: many(() => position, sameOrganization, byRank),
    specialCommittees: many(() => specialCommittee, sameOrganization, byRank),
    assigningOffices: many(() => assigningOffice, sameOrganization, byRank),
    notFilingGrounds: many(() => notFilingGround, sameOrganization, byRank),
    activityKinds: many(() => activityKind, sameOrganization, byRank),
    undertakingUnits: connection(() => undertakingUnit, sameOrganization, 'RANK', 'ASC'),
    calendarYears: many(
      () => calendarYear,
      sameOrganization,
      child => `${child.alias}.year desc`,
    ),
    policies: many(
      () => policy,
      sameOrganization,
      child => `${child.alias}.key, ${child.alias}.effective_from desc`,
    ),
    policy: computed({ versions: policyVersions }, presentPolicy),
  }),
  filters: {
    level: (row, level) => `${row.alias}.level = ${level.param('text')}`,
    below: (row, id) =>
      `${row.alias}.path like (select path || '_%' from organizations where organization_id = ${id.param('bigint', organizationNumber)})`,
  },
  orders: { PATH: organizations.path },
})

/** Every version of the committee's policies: a few a key. Null to whoever may not see them. */
function policyVersions(row: Scope): string {
  const version = row.another()
  const { key, effectiveFrom, value } = policies
  const pairs = `'key', ${version.col(key)}, 'effectiveFrom', ${version.col(effectiveFrom)}, 'value', ${version.col(value)}`
  return `case when ${row.allowed('ORGANIZATION_READ')} then (select coalesce(json_agg(json_build_object(${pairs})), '[]')
    from policies ${version.alias} where ${sameOrganization(row, version)}) end`
}

function presentPolicy(
  { versions }: { versions: readonly PolicyVersion[] | null },
  { clock, language }: Context,
  args: PolicyArguments,
) {
  const known = typeof args.key === 'string' ? policyKeyOf(args.key) : undefined
  if (!known || !versions) return null
  const held = policyInForce(known, typeof args.on === 'string' ? args.on : businessDate(clock()), versions)
  return { ...held, explanation: held.explanation[language] }
}

type PolicyArguments = Readonly<Record<string, unknown>>

/** Organization number in a global id, `org_140200` → `140200`; null for anything else. */
export function organizationNumber(id: unknown): string | null {
  const parsed = parseGlobalId(String(id))
  return parsed?.prefix === ORGANIZATION_PREFIX ? parsed.organizationId : null
}

function byRank(row: { alias: string }): string {
  return `${row.alias}.rank, ${row.alias}.id`
}

/** The committee that a row belongs to. */
export const organizationOf = one(
  () => organization,
  (row, parent) => `${parent.alias}.organization_id = ${row.alias}.organization_id`,
)

export const term: Shape = shape('Term', terms, {
  prefix: 'term',
  visible: visibleEntry,
  fields: fieldsOf({
    number: terms.number,
    startsOn: terms.startsOn,
    endsOn: terms.endsOn,
    version: terms.version,
    organization: organizationOf,
    sessions: many(
      () => session,
      (row, child) => `${sameOrganization(row, child)} and ${child.alias}.term_id = ${row.alias}.id`,
      child => `${child.alias}.number`,
    ),
  }),
})

export const session: Shape = shape('Session', sessions, {
  prefix: 'ses',
  visible: visibleEntry,
  fields: fieldsOf({
    number: sessions.number,
    startsOn: sessions.startsOn,
    endsOn: sessions.endsOn,
    version: sessions.version,
    term: one(
      () => term,
      (row, parent) => `${sameOrganization(row, parent)} and ${parent.alias}.id = ${row.alias}.term_id`,
    ),
  }),
})

type Dictionary = typeof sectors

const entryFields = (table: Dictionary | typeof undertakingUnits | typeof activityKinds) => ({
  code: table.code,
  name: table.name,
  aliases: table.aliases,
  rank: table.rank,
  isActive: table.isActive,
  version: table.version,
  organization: organizationOf,
})

const entryOf = (type: string, prefix: string, table: Dictionary): Shape =>
  shape(type, table, { prefix, visible: visibleEntry, fields: fieldsOf(entryFields(table)) })

export const sector = entryOf('Sector', 'sec', sectors)
export const party = entryOf('Party', 'pty', parties)
export const position = entryOf('Position', 'pos', positions)
export const specialCommittee = entryOf('SpecialCommittee', 'spc', specialCommittees)
export const assigningOffice = entryOf('AssigningOffice', 'aso', assigningOffices)
export const notFilingGround = entryOf('NotFilingGround', 'nfg', notFilingGrounds)

export const undertakingUnit: Shape = shape('UndertakingUnit', undertakingUnits, {
  prefix: 'unit',
  visible: visibleEntry,
  fields: fieldsOf({
    ...entryFields(undertakingUnits),
    assigningOffice: one(
      () => assigningOffice,
      (row, office) => `${sameOrganization(row, office)} and ${office.alias}.id = ${row.alias}.assigning_office_id`,
    ),
  }),
  orders: { RANK: undertakingUnits.rank, NAME: undertakingUnits.name },
})

export const activityKind: Shape = shape('ActivityKind', activityKinds, {
  prefix: 'akd',
  visible: visibleEntry,
  fields: fieldsOf({
    ...entryFields(activityKinds),
    recordedBy: activityKinds.recordedBy,
    countsHalfDays: activityKinds.countsHalfDays,
    leaveRules: activityKinds.leaveRules,
    mayRepeat: activityKinds.mayRepeat,
    outcomes: activityKinds.outcomes,
  }),
})

export const policy: Shape = shape('Policy', policies, {
  prefix: 'pol',
  visible: visibleEntry,
  fields: fieldsOf({
    key: policies.key,
    effectiveFrom: policies.effectiveFrom,
    value: policies.value,
    version: policies.version,
    organization: organizationOf,
  }),
})

/** Its days are one JSON value: they have no life of their own. */
export const calendarYear: Shape = shape('CalendarYear', calendarYears, {
  prefix: 'cal',
  visible: visibleEntry,
  fields: fieldsOf({
    year: calendarYears.year,
    source: calendarYears.source,
    days: ({ alias }) =>
      `(select coalesce(json_agg(json_build_object('day', d.day, 'isWorkday', d.is_workday, 'name', d.name) order by d.day), '[]')
        from calendar_days d where d.organization_id = ${alias}.organization_id and d.year = ${alias}.year)`,
    version: calendarYears.version,
    organization: organizationOf,
  }),
})

export const organizationShapes = [
  organization,
  term,
  session,
  sector,
  party,
  position,
  specialCommittee,
  assigningOffice,
  notFilingGround,
  undertakingUnit,
  activityKind,
  policy,
  calendarYear,
]
