import { page } from './schema-oracle-pages.ts'
import {
  type Args,
  by,
  column,
  committee,
  compare,
  type Fields,
  gid,
  learn,
  listOf,
  type OracleContext,
  oneOf,
  type Row,
  ranked,
  reader,
  refers,
  same,
  seen,
  type Type,
  tie,
} from './schema-oracle-rows.ts'

const entry: Fields = {
  id: gid,
  code: column('code'),
  name: column('name'),
  aliases: column('aliases'),
  rank: column('rank'),
  isActive: column('is_active'),
  version: column('version'),
  organization: committee,
}

const OPEN_TO_SUPERIORS = ['ORGANIZATION_READ', 'MEMBER_READ', 'DUTY_READ', 'PROPOSAL_READ', 'ACTIVITY_READ']

function policyInForce(row: Row, { key, on }: Args, context: OracleContext): unknown {
  if (key !== 'SUPERIOR_VISIBILITY' || !reader(row, context)) return null
  const day = on ?? context.today
  const versions = (context.tables.policies ?? []).filter(
    p => same(p, row) && p.key === key && compare(p.effective_from, day) <= 0,
  )
  const last = versions.sort(by(p => p.effective_from)).at(-1)
  const value = last ? last.value : OPEN_TO_SUPERIORS
  return { key, on: day, value, effectiveFrom: last?.effective_from ?? null }
}

const dictionary = (prefix: string, table: string, more: Fields = {}): Type => ({
  prefix,
  table,
  sees: reader,
  fields: { ...entry, ...more },
})

learn({
  Organization: {
    prefix: 'org',
    table: 'organizations',
    sees: () => true,
    fields: {
      id: gid,
      code: column('organization_id'),
      name: column('name'),
      shortName: column('short_name'),
      level: column('level'),
      regionCode: column('region_code'),
      version: column('version'),
      parent: oneOf('Organization', (row, other) => other.organization_id === row.parent_id),
      children: listOf('Organization', (row, child) => child.parent_id === row.organization_id, by(tie)),
      terms: listOf('Term', same, (a, b) => compare(b.number, a.number)),
      sectors: listOf('Sector', same, ranked),
      parties: listOf('Party', same, ranked),
      positions: listOf('Position', same, ranked),
      specialCommittees: listOf('SpecialCommittee', same, ranked),
      assigningOffices: listOf('AssigningOffice', same, ranked),
      undertakingUnits: (row, args, context) =>
        page(
          'UndertakingUnit',
          seen('UndertakingUnit', context).filter(unit => same(row, unit)),
          args,
          context,
        ),
      policies: listOf('Policy', same, (a, b) => compare(a.key, b.key) || compare(b.effective_from, a.effective_from)),
      policy: policyInForce,
    },
  },
  Term: {
    prefix: 'term',
    table: 'terms',
    sees: reader,
    fields: {
      id: gid,
      number: column('number'),
      startsOn: column('starts_on'),
      endsOn: column('ends_on'),
      version: column('version'),
      organization: committee,
      sessions: listOf(
        'Session',
        (row, child) => same(row, child) && child.term_id === row.id,
        by(row => row.number),
      ),
    },
  },
  Session: {
    prefix: 'ses',
    table: 'sessions',
    sees: reader,
    fields: {
      id: gid,
      number: column('number'),
      startsOn: column('starts_on'),
      endsOn: column('ends_on'),
      version: column('version'),
      term: refers('Term', 'term_id'),
    },
  },
  Sector: dictionary('sec', 'sectors'),
  Party: dictionary('pty', 'parties'),
  Position: dictionary('pos', 'positions'),
  SpecialCommittee: dictionary('spc', 'special_committees'),
  AssigningOffice: dictionary('aso', 'assigning_offices'),
  UndertakingUnit: dictionary('unit', 'undertaking_units', {
    assigningOffice: refers('AssigningOffice', 'assigning_office_id'),
  }),
  Policy: {
    prefix: 'pol',
    table: 'policies',
    sees: reader,
    fields: {
      id: gid,
      key: column('key'),
      effectiveFrom: column('effective_from'),
      value: column('value'),
      version: column('version'),
      organization: committee,
    },
  },
})
