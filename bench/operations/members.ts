import { CITY } from '../places.ts'
import { positionsOf } from './lists.ts'
import { globalId, json, nodes, type ReadOperation, type Row, variantsOf } from './operation.ts'

const someMembers = variantsOf(
  `select organization_id::text as organization, id::text from members where organization_id = $1 order by md5(id::text) limit 32`,
  CITY,
)
const memberId = ({ organization = '', id = '' }) => ({ id: globalId('mem', organization, id) })

const COUNTS = `(select coalesce(json_agg(row_to_json(c)), '[]') from (
  select ${json('d.category as code')} as category, count(*), count(*) filter (where d.state = 'CONFIRMED') as confirmed, count(*) filter (where d.state = 'PENDING') as pending
  from duty_records d where d.organization_id = m.organization_id and d.member_id = m.id and d.state in ('CONFIRMED', 'PENDING')
  group by d.category order by d.category) c)`

const YEARS = `(select coalesce(json_agg(row_to_json(c)), '[]') from (
  select d.score_year as year, count(*), count(*) filter (where d.state = 'CONFIRMED') as confirmed, count(*) filter (where d.state = 'PENDING') as pending
  from duty_records d where d.organization_id = m.organization_id and d.member_id = m.id and d.state in ('CONFIRMED', 'PENDING')
  group by d.score_year order by d.score_year) c)`

const records = (
  columns: string,
  order: 'asc' | 'desc',
  limit: number,
) => `(select coalesce(json_agg(row_to_json(r)), '[]') from (
  select ${columns} from duty_records d where d.organization_id = m.organization_id and d.member_id = m.id
  order by d.occurred_on ${order}, d.id ${order} limit ${limit}) r)`

const RECORD = `'duty_' || d.organization_id || '_' || d.id as id, d.title, d.occurred_on as "occurredOn", d.state, ${json('d.category as code')} as category`

const one = (from: string, columns: string): string =>
  `select '{"data":{"member":' || coalesce((select row_to_json(x)::text from (select ${columns} from ${from}) x), 'null') || '}}' as answer`

const countOf = ({ category, year, confirmed, pending }: Row) => ({
  ...(category === undefined ? { year } : { category: { code: category } }),
  count: Number(confirmed) + Number(pending),
  confirmed: Number(confirmed),
  pending: Number(pending),
})

const recordOf = ({ organizationId, rowId, category, ...record }: Row) => ({
  ...record,
  id: globalId('duty', organizationId, rowId),
  category: { code: category },
})

export const memberProfile: ReadOperation = {
  name: 'member-profile',
  title: 'a member with the last 20 duty records and counts by category',
  variants: someMembers,
  product: {
    query: `query ($id: ID!) { member(id: $id) { id name workUnit status joinedOn isStanding sector { name } specialCommittee { name }
      term { number } person { sex party { name } } positions { name }
      dutyRecords(first: 20) { nodes { id title occurredOn state category { code } } }
      dutyFile { countsByCategory { category { code } count confirmed pending } } } }`,
    variables: memberId,
  },
  floor: {
    parameters: ['organization', 'id'],
    sql: one(
      `members m join persons p on p.organization_id = m.organization_id and p.id = m.person_id
        join terms t on t.organization_id = m.organization_id and t.id = m.term_id
        left join sectors s on s.organization_id = m.organization_id and s.id = m.sector_id
        left join special_committees c on c.organization_id = m.organization_id and c.id = m.special_committee_id
        left join parties y on y.organization_id = p.organization_id and y.id = p.party_id
      where m.organization_id = $1 and m.id = $2`,
      `'mem_' || m.organization_id || '_' || m.id as id, p.name, m.work_unit as "workUnit", m.status, m.joined_on as "joinedOn",
      m.is_standing as "isStanding", ${json('s.name')} as sector, ${json('c.name')} as "specialCommittee", ${json('t.number')} as term,
      ${json(`p.sex, ${json('y.name')} as party`)} as person,
      (select coalesce(json_agg(json_build_object('name', o.name) order by o.rank, o.id), '[]') from member_positions h
        join positions o on o.organization_id = h.organization_id and o.id = h.position_id
        where h.organization_id = m.organization_id and h.member_id = m.id) as positions,
      ${json(`${records(RECORD, 'desc', 20)} as nodes`)} as "dutyRecords", ${json(`${COUNTS} as "countsByCategory"`)} as "dutyFile"`,
    ),
  },
  peer: {
    query: `query ($organization: BigInt!, $id: UUID!) { memberByOrganizationIdAndRowId(organizationId: $organization, rowId: $id) {
      organizationId rowId workUnit status joinedOn isStanding sectorByOrganizationIdAndSectorId { name } specialCommitteeByOrganizationIdAndSpecialCommitteeId { name }
      termByOrganizationIdAndTermId { number } personByOrganizationIdAndPersonId { name sex partyByOrganizationIdAndPartyId { name } }
      memberPositionsByOrganizationIdAndMemberId { nodes { positionByOrganizationIdAndPositionId { name rank } } }
      dutyRecordsByOrganizationIdAndMemberId(first: 20, orderBy: [OCCURRED_ON_DESC, ROW_ID_DESC]) { nodes { organizationId rowId title occurredOn state category } }
      dutyCounts { nodes { category confirmed pending } } } }`,
    variables: variant => variant,
    same: ({ memberByOrganizationIdAndRowId: member }) => {
      const { name, sex, partyByOrganizationIdAndPartyId: party } = member.personByOrganizationIdAndPersonId
      const { workUnit, status, joinedOn, isStanding } = member
      return {
        member: {
          ...{ id: globalId('mem', member.organizationId, member.rowId), name, workUnit, status, joinedOn, isStanding },
          sector: member.sectorByOrganizationIdAndSectorId,
          specialCommittee: member.specialCommitteeByOrganizationIdAndSpecialCommitteeId,
          term: member.termByOrganizationIdAndTermId,
          person: { sex, party },
          positions: positionsOf(member),
          dutyRecords: { nodes: member.dutyRecordsByOrganizationIdAndMemberId.nodes.map(recordOf) },
          dutyFile: { countsByCategory: member.dutyCounts.nodes.map(countOf) },
        },
      }
    },
  },
}

export const dutyFile: ReadOperation = {
  name: 'duty-file',
  title: 'the duty file of a member: up to 100 records in time order, counts by year and category',
  variants: someMembers,
  product: {
    query: `query ($id: ID!) { member(id: $id) { dutyFile { member { id name } records(first: 100) { nodes { id title occurredOn state category { code } scoreYear facts } }
      countsByYear { year count confirmed pending } countsByCategory { category { code } count confirmed pending } } } }`,
    variables: memberId,
  },
  floor: {
    parameters: ['organization', 'id'],
    sql: one(
      `members m join persons p on p.organization_id = m.organization_id and p.id = m.person_id where m.organization_id = $1 and m.id = $2`,
      json(
        `${json(`'mem_' || m.organization_id || '_' || m.id as id, p.name`)} as member,
        ${json(`${records(`${RECORD}, d.score_year as "scoreYear", d.facts`, 'asc', 100)} as nodes`)} as records,
        ${YEARS} as "countsByYear", ${COUNTS} as "countsByCategory"`,
      ).concat(' as "dutyFile"'),
    ),
  },
  peer: {
    query: `query ($organization: BigInt!, $id: UUID!) { memberByOrganizationIdAndRowId(organizationId: $organization, rowId: $id) {
      organizationId rowId personByOrganizationIdAndPersonId { name }
      dutyRecordsByOrganizationIdAndMemberId(first: 100, orderBy: [OCCURRED_ON_ASC, ROW_ID_ASC]) { nodes { organizationId rowId title occurredOn state category scoreYear facts } }
      dutyYears { nodes { year confirmed pending } } dutyCounts { nodes { category confirmed pending } } } }`,
    variables: variant => variant,
    same: ({ memberByOrganizationIdAndRowId: member }) => ({
      member: {
        dutyFile: {
          member: {
            id: globalId('mem', member.organizationId, member.rowId),
            name: member.personByOrganizationIdAndPersonId.name,
          },
          records: {
            nodes: member.dutyRecordsByOrganizationIdAndMemberId.nodes.map((record: Row) => ({
              ...recordOf(record),
              facts: typeof record.facts === 'string' ? JSON.parse(record.facts) : record.facts,
            })),
          },
          countsByYear: member.dutyYears.nodes.map(countOf),
          countsByCategory: member.dutyCounts.nodes.map(countOf),
        },
      },
    }),
  },
}

export const nodeById: ReadOperation = {
  name: 'node-by-id',
  title: 'one duty record by its global id',
  variants: variantsOf(
    `select organization_id::text as organization, id::text from duty_records where organization_id = $1 order by md5(id::text) limit 64`,
    CITY,
  ),
  product: {
    query: `query ($id: ID!) { node(id: $id) { id ... on DutyRecord { title occurredOn state version } } }`,
    variables: ({ organization = '', id = '' }) => ({ id: globalId('duty', organization, id) }),
  },
  floor: {
    parameters: ['organization', 'id'],
    sql: `select '{"data":{"node":' || row_to_json(x)::text || '}}' as answer from (
      select 'duty_' || organization_id || '_' || id as id, title, occurred_on as "occurredOn", state, version from duty_records where organization_id = $1 and id = $2) x`,
  },
  peer: {
    query: `query ($organization: BigInt!, $id: UUID!) { dutyRecordByOrganizationIdAndRowId(organizationId: $organization, rowId: $id) { organizationId rowId title occurredOn state version } }`,
    variables: variant => variant,
    same: ({ dutyRecordByOrganizationIdAndRowId: { organizationId, rowId, ...record } }) => ({
      node: { ...record, id: globalId('duty', organizationId, rowId) },
    }),
  },
}

export const threeLevels: ReadOperation = {
  name: 'three-levels',
  title: '20 members, 5 duty records of each, the evidence of each',
  variants: variantsOf(
    'select organization_id::text as organization from organizations where path like $1 order by 1',
    `%/${CITY}/%`,
  ),
  product: {
    query: `query ($organization: ID) { members(organization: $organization, first: 20) { nodes { id name
      dutyRecords(first: 5) { nodes { id title occurredOn evidence { name size } } } } } }`,
    variables: ({ organization }) => ({ organization: `org_${organization}` }),
  },
  floor: {
    parameters: ['organization'],
    sql: nodes(
      'members',
      `select 'mem_' || m.organization_id || '_' || m.id as id, p.name, ${json(
        `${records(
          `'duty_' || d.organization_id || '_' || d.id as id, d.title, d.occurred_on as "occurredOn",
          (select coalesce(json_agg(row_to_json(e)), '[]') from (select f.name, f.size from duty_evidence v
            join files f on f.organization_id = v.organization_id and f.id = v.file_id
            where v.organization_id = d.organization_id and v.record_id = d.id order by f.id) e) as evidence`,
          'desc',
          5,
        )} as nodes`,
      )} as "dutyRecords"
      from (select * from members where organization_id = $1 order by pinyin, id limit 20) m
        join persons p on p.organization_id = m.organization_id and p.id = m.person_id order by m.pinyin, m.id`,
    ),
  },
  peer: {
    query: `query ($organization: BigInt!) { allMembers(first: 20, condition: { organizationId: $organization }, orderBy: [PINYIN_ASC, ROW_ID_ASC]) { nodes { organizationId rowId
      personByOrganizationIdAndPersonId { name }
      dutyRecordsByOrganizationIdAndMemberId(first: 5, orderBy: [OCCURRED_ON_DESC, ROW_ID_DESC]) { nodes { organizationId rowId title occurredOn
        dutyEvidencesByOrganizationIdAndRecordId { nodes { fileByOrganizationIdAndFileId { name size } } } } } } } }`,
    variables: variant => variant,
    same: data => ({
      members: {
        nodes: data.allMembers.nodes.map((member: Row) => ({
          id: globalId('mem', member.organizationId, member.rowId),
          name: member.personByOrganizationIdAndPersonId.name,
          dutyRecords: {
            nodes: member.dutyRecordsByOrganizationIdAndMemberId.nodes.map(
              ({
                organizationId,
                rowId,
                dutyEvidencesByOrganizationIdAndRecordId: { nodes: proofs },
                ...record
              }: Row) => ({
                ...record,
                id: globalId('duty', organizationId, rowId),
                evidence: proofs.map(({ fileByOrganizationIdAndFileId: { name, size } }: Row) => ({
                  name,
                  size: Number(size),
                })),
              }),
            ),
          },
        })),
      },
    }),
  },
}
