import { CITY } from '../places.ts'
import { globalId, json, nodes, type ReadOperation, type Row, variantsOf } from './operation.ts'

const committees = variantsOf(
  'select organization_id::text as organization from organizations where path like $1 order by 1',
  `%/${CITY}/%`,
)
const organization = ({ organization }: { organization?: string }) => ({ organization: `org_${organization}` })

export const dutyList: ReadOperation = {
  name: 'duty-list',
  title: '20 confirmed duty records, newest first, with member, sector and category',
  variants: committees,
  product: {
    query: `query ($organization: ID) { dutyRecords(organization: $organization, first: 20, filter: { state: CONFIRMED }) {
      nodes { id title occurredOn state category { code } member { id name sector { name } } } } }`,
    variables: organization,
  },
  floor: {
    parameters: ['organization'],
    sql: nodes(
      'dutyRecords',
      `select 'duty_' || d.organization_id || '_' || d.id as id, d.title, d.occurred_on as "occurredOn", d.state,
        ${json('d.category as code')} as category,
        ${json(`'mem_' || m.organization_id || '_' || m.id as id, p.name, ${json('s.name')} as sector`)} as member
      from (select * from duty_records where organization_id = $1 and state = 'CONFIRMED' order by occurred_on desc, id desc limit 20) d
        join members m on m.organization_id = d.organization_id and m.id = d.member_id
        join persons p on p.organization_id = m.organization_id and p.id = m.person_id
        left join sectors s on s.organization_id = m.organization_id and s.id = m.sector_id
      order by d.occurred_on desc, d.id desc`,
    ),
  },
  peer: {
    query: `query ($organization: BigInt!) { allDutyRecords(first: 20, condition: { organizationId: $organization, state: "CONFIRMED" },
      orderBy: [OCCURRED_ON_DESC, ROW_ID_DESC]) { nodes { organizationId rowId title occurredOn state category
        memberByOrganizationIdAndMemberId { organizationId rowId personByOrganizationIdAndPersonId { name } sectorByOrganizationIdAndSectorId { name } } } } }`,
    variables: variant => variant,
    same: data => ({ dutyRecords: { nodes: data.allDutyRecords.nodes.map(recordOf) } }),
  },
}

function recordOf({ organizationId, rowId, category, memberByOrganizationIdAndMemberId: member, ...record }: Row) {
  return {
    ...record,
    id: globalId('duty', organizationId, rowId),
    category: { code: category },
    member: {
      id: globalId('mem', member.organizationId, member.rowId),
      name: member.personByOrganizationIdAndPersonId.name,
      ...(member.sectorByOrganizationIdAndSectorId ? { sector: member.sectorByOrganizationIdAndSectorId } : {}),
    },
  }
}

export const membersList: ReadOperation = {
  name: 'members-list',
  title: '50 members with sector, party, special committee and positions',
  variants: committees,
  product: {
    query: `query ($organization: ID) { members(organization: $organization, first: 50) {
      nodes { id name workUnit sector { name } specialCommittee { name } person { party { name } } positions { name } } } }`,
    variables: organization,
  },
  floor: {
    parameters: ['organization'],
    sql: nodes(
      'members',
      `select 'mem_' || m.organization_id || '_' || m.id as id, p.name, m.work_unit as "workUnit", ${json('s.name')} as sector,
        ${json('c.name')} as "specialCommittee", ${json(`${json('y.name')} as party`)} as person,
        (select coalesce(json_agg(json_build_object('name', o.name) order by o.rank, o.id), '[]') from member_positions h
          join positions o on o.organization_id = h.organization_id and o.id = h.position_id
          where h.organization_id = m.organization_id and h.member_id = m.id) as positions
      from (select * from members where organization_id = $1 order by pinyin, id limit 50) m
        join persons p on p.organization_id = m.organization_id and p.id = m.person_id
        left join sectors s on s.organization_id = m.organization_id and s.id = m.sector_id
        left join special_committees c on c.organization_id = m.organization_id and c.id = m.special_committee_id
        left join parties y on y.organization_id = p.organization_id and y.id = p.party_id
      order by m.pinyin, m.id`,
    ),
  },
  peer: {
    query: `query ($organization: BigInt!) { allMembers(first: 50, condition: { organizationId: $organization }, orderBy: [PINYIN_ASC, ROW_ID_ASC]) {
      nodes { organizationId rowId workUnit sectorByOrganizationIdAndSectorId { name } specialCommitteeByOrganizationIdAndSpecialCommitteeId { name }
        personByOrganizationIdAndPersonId { name partyByOrganizationIdAndPartyId { name } }
        memberPositionsByOrganizationIdAndMemberId { nodes { positionByOrganizationIdAndPositionId { name rank } } } } } }`,
    variables: variant => variant,
    same: data => ({ members: { nodes: data.allMembers.nodes.map(memberOf) } }),
  },
}

function memberOf(member: Row) {
  const { name, partyByOrganizationIdAndPartyId: party } = member.personByOrganizationIdAndPersonId
  return {
    id: globalId('mem', member.organizationId, member.rowId),
    name,
    workUnit: member.workUnit,
    sector: member.sectorByOrganizationIdAndSectorId,
    specialCommittee: member.specialCommitteeByOrganizationIdAndSpecialCommitteeId,
    person: { party },
    positions: positionsOf(member),
  }
}

/** In the order of their ranks, as the service gives them. */
export const positionsOf = (member: Row): Row[] =>
  member.memberPositionsByOrganizationIdAndMemberId.nodes
    .map((held: Row) => held.positionByOrganizationIdAndPositionId)
    .sort((a: Row, b: Row) => a.rank - b.rank)
    .map(({ name }: Row) => ({ name }))

export const memberSearch: ReadOperation = {
  name: 'member-search',
  title: 'members of a sector whose name or unit has two Chinese characters',
  variants: variantsOf(
    `select m.organization_id::text as organization, m.sector_id::text as sector, '医院' as text from members m
      where m.organization_id = $1 and m.search_text like '%医院%' group by 1, 2 order by 1, 2 limit 24`,
    CITY,
  ),
  product: {
    query: `query ($text: String, $sector: ID) { members(first: 20, filter: { text: $text, sector: $sector }) { nodes { id name workUnit sector { name } } } }`,
    variables: ({ organization = '', sector = '', text }) => ({ text, sector: globalId('sec', organization, sector) }),
  },
  floor: {
    parameters: ['organization', 'sector', 'text'],
    sql: nodes(
      'members',
      `select 'mem_' || m.organization_id || '_' || m.id as id, p.name, m.work_unit as "workUnit", ${json('s.name')} as sector
      from (select * from members where organization_id = $1 and sector_id = $2 and search_text like '%' || $3 || '%' order by pinyin, id limit 20) m
        join persons p on p.organization_id = m.organization_id and p.id = m.person_id
        left join sectors s on s.organization_id = m.organization_id and s.id = m.sector_id
      order by m.pinyin, m.id`,
    ),
  },
  peer: {
    query: `query ($organization: BigInt!, $sector: UUID!, $pattern: String!) { searchMembers(organization: $organization, sector: $sector, pattern: $pattern, first: 20) {
      nodes { organizationId rowId workUnit personByOrganizationIdAndPersonId { name } sectorByOrganizationIdAndSectorId { name } } } }`,
    variables: ({ organization, sector, text }) => ({ organization, sector, pattern: `%${text}%` }),
    same: data => ({
      members: {
        nodes: data.searchMembers.nodes.map((member: Row) => ({
          id: globalId('mem', member.organizationId, member.rowId),
          name: member.personByOrganizationIdAndPersonId.name,
          workUnit: member.workUnit,
          sector: member.sectorByOrganizationIdAndSectorId,
        })),
      },
    }),
  },
}

export const deepPage: ReadOperation = {
  name: 'deep-page',
  title: 'a page of 100 duty records deep in the list, by cursor',
  variants: variantsOf(
    `select organization_id::text as organization, id::text, occurred_on::text as day, place::text from (
      select *, row_number() over (order by occurred_on desc, id desc) as place, count(*) over () as total from duty_records where organization_id = $1) d
    where place in (select (total * k / 16)::bigint from generate_series(6, 14) k)`,
    CITY,
  ),
  product: {
    query: `query ($after: String) { dutyRecords(first: 100, after: $after) {
      nodes { id title occurredOn state category { code } member { id name } } pageInfo { hasNextPage endCursor } } }`,
    variables: async ({ organization = '', day, id = '' }, ask) => {
      const data: Row = await ask(
        `query ($day: Date) { dutyRecords(first: 100, filter: { occurred: { from: $day, to: $day } }) { edges { cursor node { id } } } }`,
        { day },
      )
      const edge = data.dutyRecords.edges.find((found: Row) => found.node.id === globalId('duty', organization, id))
      return { after: edge.cursor }
    },
  },
  floor: {
    parameters: ['organization', 'day', 'id'],
    sql: `select '{"data":{"dutyRecords":{"nodes":' || coalesce(json_agg(row_to_json(x) order by n) filter (where n <= 100)::text, '[]')
      || ',"pageInfo":{"hasNextPage":' || case when count(*) > 100 then 'true' else 'false' end || ',"endCursor":'
      || to_json((array_agg(concat_ws(' ', x."occurredOn", x.id) order by n desc) filter (where n <= 100))[1])::text || '}}}}' as answer
    from (select row_number() over () as n, y.* from (
      select 'duty_' || d.organization_id || '_' || d.id as id, d.title, d.occurred_on as "occurredOn", d.state, ${json('d.category as code')} as category,
        ${json(`'mem_' || m.organization_id || '_' || m.id as id, p.name`)} as member
      from (select * from duty_records where organization_id = $1 and (occurred_on, id) < ($2::date, $3::uuid) order by occurred_on desc, id desc limit 101) d
        join members m on m.organization_id = d.organization_id and m.id = d.member_id
        join persons p on p.organization_id = m.organization_id and p.id = m.person_id
      order by d.occurred_on desc, d.id desc) y) x`,
  },
  peer: {
    query: `query ($organization: BigInt!, $after: Cursor) { allDutyRecords(first: 100, after: $after, condition: { organizationId: $organization },
      orderBy: [OCCURRED_ON_DESC, ROW_ID_DESC]) { nodes { organizationId rowId title occurredOn state category
        memberByOrganizationIdAndMemberId { organizationId rowId personByOrganizationIdAndPersonId { name } } } pageInfo { hasNextPage endCursor } } }`,
    variables: async ({ organization, place }, ask) => {
      const data: Row = await ask(
        `query ($organization: BigInt!, $offset: Int) { allDutyRecords(first: 1, offset: $offset, condition: { organizationId: $organization },
          orderBy: [OCCURRED_ON_DESC, ROW_ID_DESC]) { pageInfo { endCursor } } }`,
        { organization, offset: Number(place) - 1 },
      )
      return { organization, after: data.allDutyRecords.pageInfo.endCursor }
    },
    same: ({ allDutyRecords: { nodes: found, pageInfo } }) => ({
      nodes: found.map(recordOf),
      hasNextPage: pageInfo.hasNextPage,
    }),
  },
  comparable: ({ dutyRecords: { nodes: found, pageInfo } }) => ({
    nodes: found.map(({ n: _, ...record }: Row) => record),
    hasNextPage: pageInfo.hasNextPage,
  }),
}
