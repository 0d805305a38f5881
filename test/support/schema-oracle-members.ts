import { page } from './schema-oracle-pages.ts'
import {
  type Args,
  column,
  committee,
  compare,
  gid,
  learn,
  may,
  type OracleContext,
  oneOf,
  plain,
  type Read,
  type Row,
  ranked,
  refers,
  same,
  seen,
} from './schema-oracle-rows.ts'

const staff = (row: Row, context: OracleContext) => may(context, 'MEMBER_MANAGE', row) || may(context, 'DUTY_READ', row)
const ownSeat = (row: Row, { viewer }: OracleContext) => viewer.seats.includes(String(row.id))
const ownPerson = (row: Row, context: OracleContext) =>
  (context.tables.members ?? []).some(seat => same(seat, row) && seat.person_id === row.id && ownSeat(seat, context))
const privately =
  (name: string): Read =>
  (row, _args, context) =>
    staff(row, context) || ownPerson(row, context) ? row[name] : null
const personOf = (row: Row, context: OracleContext) =>
  (context.tables.persons ?? []).find(person => same(person, row) && person.id === row.person_id)

const samePerson = (person: Row, seat: Row, context: OracleContext): boolean => {
  const holder = personOf(seat, context)
  if (!holder) return false
  const itself = same(holder, person) && holder.id === person.id
  return (
    itself ||
    (person.identity_lookup !== null && holder.identity_lookup === person.identity_lookup && !same(holder, person))
  )
}

const latestFirst = (a: Row, b: Row) => compare(b.joined_on, a.joined_on) || compare(a.id, b.id)

learn({
  Person: {
    prefix: 'per',
    table: 'persons',
    sees: (row, context) => may(context, 'MEMBER_READ', row) || ownPerson(row, context),
    fields: {
      id: gid,
      ...plain(['name', 'pinyin', 'sex', 'ethnicity', 'version']),
      party: refers('Party', 'party_id'),
      birth: (row, _args, context) =>
        (staff(row, context) || ownPerson(row, context)) && row.birth_year !== null
          ? { year: row.birth_year, month: row.birth_month, day: row.birth_day }
          : null,
      phoneMasked: privately('phone_masked'),
      identityNumberMasked: privately('identity_number_masked'),
      organization: committee,
      seats: (row, _args, context) =>
        seen('Member', context)
          .filter(seat => samePerson(row, seat, context))
          .sort(latestFirst),
    },
  },
  Member: {
    prefix: 'mem',
    table: 'members',
    sees: (row, context) => may(context, 'MEMBER_READ', row) || ownSeat(row, context),
    fields: {
      id: gid,
      name: (row, _args, context) => personOf(row, context)?.name,
      person: refers('Person', 'person_id'),
      term: refers('Term', 'term_id'),
      sector: refers('Sector', 'sector_id'),
      specialCommittee: refers('SpecialCommittee', 'special_committee_id'),
      positions: (row, _args, context) =>
        seen('Position', context)
          .filter(held =>
            (context.tables.member_positions ?? []).some(
              mp => same(mp, row) && mp.member_id === row.id && mp.position_id === held.id && same(mp, held),
            ),
          )
          .sort(ranked),
      isStanding: column('is_standing'),
      workUnit: column('work_unit'),
      status: column('status'),
      joinedOn: column('joined_on'),
      joinedBy: column('joined_by'),
      leftOn: column('left_on'),
      leftReason: (row, _args, context) => (staff(row, context) || ownSeat(row, context) ? row.left_reason : null),
      remarks: (row, _args, context) => (may(context, 'MEMBER_MANAGE', row) ? row.remarks : null),
      version: column('version'),
      organization: committee,
      dutyRecords: (row, args, context) =>
        dutyPage(args, context, record => same(record, row) && record.member_id === row.id),
    },
  },
  DutyRecord: {
    prefix: 'duty',
    table: 'duty_records',
    sees: (row, context) =>
      may(context, 'DUTY_READ', row) ||
      (may(context, 'DUTY_OWN', row) && context.viewer.seats.includes(String(row.member_id))),
    fields: {
      id: gid,
      ...plain(['title', 'facts', 'state', 'reason', 'version']),
      occurredOn: column('occurred_on'),
      scoreYear: column('score_year'),
      sourceType: column('source_type'),
      createdAt: column('created_at'),
      organization: committee,
      member: refers('Member', 'member_id'),
      replaces: refers('DutyRecord', 'replaces_id'),
      replacedBy: oneOf('DutyRecord', (row, other) => same(row, other) && other.replaces_id === row.id),
    },
  },
})

export function dutyPage(args: Args, context: OracleContext, of: (record: Row) => boolean): object {
  const filter = (args.filter ?? {}) as Args
  const is = (name: string, value: unknown) => filter[name] == null || filter[name] === value
  const { from, to } = (filter.occurred ?? {}) as Args
  const found = seen('DutyRecord', context)
    .filter(of)
    .filter(row => is('category', row.category) && is('state', row.state) && is('scoreYear', row.score_year))
    .filter(row => filter.categories == null || (filter.categories as readonly unknown[]).includes(row.category))
    .filter(row => is('member', `mem_${row.organization_id}_${row.member_id}`))
    .filter(
      row => (from == null || compare(row.occurred_on, from) >= 0) && (to == null || compare(row.occurred_on, to) <= 0),
    )
  return page('DutyRecord', found, args, context)
}

export function matchesMember(row: Row, filter: Args, context: OracleContext): boolean {
  const is = (name: string, value: unknown) => filter[name] == null || filter[name] === value
  const id = (prefix: string, key: unknown) => (key == null ? '' : `${prefix}_${row.organization_id}_${key}`)
  return (
    is('term', id('term', row.term_id)) &&
    is('sector', id('sec', row.sector_id)) &&
    is('specialCommittee', id('spc', row.special_committee_id)) &&
    is('party', id('pty', personOf(row, context)?.party_id)) &&
    is('status', row.status) &&
    is('joinedBy', row.joined_by) &&
    is('isStanding', row.is_standing)
  )
}
