import { searchQueryOf } from '../../src/kernel/search.ts'
import { CITY } from '../places.ts'
import { globalId, json, nodes, type ReadOperation, type Row, variantsOf } from './operation.ts'

const committees = `select organization_id::text as organization from organizations where path like '%/${CITY}/%'`

const PROPOSERS = `(select coalesce(json_agg(json_build_object('name', e.name, 'role', g.role) order by g.rank, g.id), '[]') from proposal_signers g
  join members m on m.organization_id = g.organization_id and m.id = g.member_id
  join persons e on e.organization_id = m.organization_id and e.id = m.person_id
  where g.organization_id = p.organization_id and g.proposal_id = p.id and g.state = 'ACCEPTED')`

const UNITS = `(select coalesce(json_agg(json_build_object('role', h.role, 'state', h.state, 'unit', json_build_object('name', u.name)) order by h.id), '[]')
  from proposal_handlings h join undertaking_units u on u.organization_id = h.organization_id and u.id = h.unit_id
  where h.organization_id = p.organization_id and h.proposal_id = p.id)`

const PEER_PROPOSERS = `proposalSignersByOrganizationIdAndProposalId(orderBy: RANK_ASC) { nodes { role
  memberByOrganizationIdAndMemberId { personByOrganizationIdAndPersonId { name } } } }`
const PEER_UNITS = `proposalHandlingsByOrganizationIdAndProposalId(orderBy: ROW_ID_ASC) { nodes { role state undertakingUnitByOrganizationIdAndUnitId { name } } }`

const proposersOf = (proposal: Row): Row[] =>
  proposal.proposalSignersByOrganizationIdAndProposalId.nodes.map(({ role, ...signer }: Row) => ({
    name: signer.memberByOrganizationIdAndMemberId.personByOrganizationIdAndPersonId.name,
    role,
  }))

const unitsOf = (proposal: Row): Row[] =>
  proposal.proposalHandlingsByOrganizationIdAndProposalId.nodes.map(({ role, state, ...part }: Row) => ({
    ...{ role, state, unit: part.undertakingUnitByOrganizationIdAndUnitId },
  }))

export const proposalList: ReadOperation = {
  name: 'proposal-list',
  title: '20 closed proposals, newest first, with proposers and units',
  variants: variantsOf(`${committees} order by 1`),
  product: {
    query: `query ($organization: ID) { proposals(organization: $organization, first: 20, filter: { state: CLOSED }) {
      nodes { id title state caseNumber signers { name role } handlings { role state unit { name } } } } }`,
    variables: ({ organization }) => ({ organization: `org_${organization}` }),
  },
  floor: {
    parameters: ['organization'],
    sql: nodes(
      'proposals',
      `select 'prop_' || p.organization_id || '_' || p.id as id, p.title, p.state, p.case_number as "caseNumber", ${PROPOSERS} as signers, ${UNITS} as handlings
      from (select * from proposals where organization_id = $1 and state = 'CLOSED' order by listed_at desc, id desc limit 20) p
      order by p.listed_at desc, p.id desc`,
    ),
  },
  peer: {
    query: `query ($organization: BigInt!) { allProposals(first: 20, condition: { organizationId: $organization, state: "CLOSED" },
      orderBy: [LISTED_AT_DESC, ROW_ID_DESC]) { nodes { organizationId rowId title state caseNumber ${PEER_PROPOSERS} ${PEER_UNITS} } } }`,
    variables: variant => variant,
    same: data => ({
      proposals: {
        nodes: data.allProposals.nodes.map((proposal: Row) => ({
          id: globalId('prop', proposal.organizationId, proposal.rowId),
          ...{ title: proposal.title, state: proposal.state, caseNumber: proposal.caseNumber },
          ...{ signers: proposersOf(proposal), handlings: unitsOf(proposal) },
        })),
      },
    }),
  },
}

const WORDS = ['养老', '停车场', '石窟', '义务教育', '黄花产业', '分级诊疗', '加装电梯', '零工市场', '地下水']

export const proposalSearch: ReadOperation = {
  name: 'proposal-search',
  title: 'closed proposals with a Chinese word of two to four characters in title or text, newest first',
  variants: async sql => {
    const found = await sql(
      `select o.organization as organization, w.text, w.query from (${committees}) o, rows from (unnest($1::text[]), unnest($2::text[])) w (text, query)
        where exists (select from proposals p join proposal_search s on s.organization_id = p.organization_id and s.proposal_id = p.id
          where p.organization_id = o.organization::bigint and p.state = 'CLOSED' and s.tokens @@ w.query::tsquery)
        order by 1, 2`,
      [WORDS, WORDS.map(searchQueryOf)],
    )
    return found.map(({ organization, text, query }) => ({
      organization: String(organization),
      text: String(text),
      query: String(query),
    }))
  },
  product: {
    query: `query ($organization: ID, $text: String) { proposals(organization: $organization, first: 20, filter: { text: $text, state: CLOSED }) {
      nodes { id title caseNumber session { number } } } }`,
    variables: ({ organization, text }) => ({ organization: `org_${organization}`, text }),
  },
  floor: {
    parameters: ['organization', 'query'],
    sql: nodes(
      'proposals',
      `select 'prop_' || p.organization_id || '_' || p.id as id, p.title, p.case_number as "caseNumber", ${json('s.number')} as session
      from (select * from proposals where organization_id = $1 and state = 'CLOSED' and id = any(array(
          select proposal_id from proposal_search where organization_id = $1 and tokens @@ $2::tsquery)) order by listed_at desc, id desc limit 20) p
        join sessions s on s.organization_id = p.organization_id and s.id = p.session_id
      order by p.listed_at desc, p.id desc`,
    ),
  },
  peer: {
    query: `query ($organization: BigInt!, $query: String!) { searchTexts(organization: $organization, words: $query, wanted: "CLOSED", first: 20) {
      nodes { organizationId rowId title caseNumber sessionByOrganizationIdAndSessionId { number } } } }`,
    variables: ({ organization, query }) => ({ organization, query }),
    same: data => ({
      proposals: {
        nodes: data.searchTexts.nodes.map((proposal: Row) => ({
          id: globalId('prop', proposal.organizationId, proposal.rowId),
          ...{ title: proposal.title, caseNumber: proposal.caseNumber },
          session: proposal.sessionByOrganizationIdAndSessionId,
        })),
      },
    }),
  },
}

const TEXT = 'p.situation, p.analysis, p.suggestions'

const list = (columns: string, from: string, order: string): string =>
  `(select coalesce(json_agg(row_to_json(x)), '[]') from (select ${columns} from ${from} order by ${order}) x)`

const ofProposal = (alias: string): string =>
  `where ${alias}.organization_id = p.organization_id and ${alias}.proposal_id = p.id`

const REPLIES = list('r.reply_class as "replyClass", r.body', `proposal_replies r ${ofProposal('r')}`, 'r.id')
const FEEDBACK = list('f.overall, f.comment', `proposal_feedback f ${ofProposal('f')}`, 'f.id')
const VERSIONS = list('v.number, v.title', `proposal_texts v ${ofProposal('v')}`, 'v.number')
const EVENTS = list(
  'e.action, e.from_state as "fromState", e.to_state as "toState"',
  `proposal_events e ${ofProposal('e')}`,
  'e.created_at, e.id limit 50',
)

export const proposalHistory: ReadOperation = {
  name: 'proposal-history',
  title: 'one proposal with its text, versions, proposers, units, replies, feedback and all events',
  variants: variantsOf(
    `select organization_id::text as organization, id::text from proposals where organization_id = $1 and state = 'CLOSED' order by md5(id::text) limit 32`,
    CITY,
  ),
  product: {
    query: `query ($id: ID!) { proposal(id: $id) { id title situation analysis suggestions state caseNumber session { number } texts { number title }
      signers { name role } handlings { role state unit { name } } replies { replyClass body } feedback { overall comment }
      events(first: 50) { nodes { action fromState toState } } } }`,
    variables: ({ organization = '', id = '' }) => ({ id: globalId('prop', organization, id) }),
  },
  floor: {
    parameters: ['organization', 'id'],
    sql: `select '{"data":{"proposal":' || coalesce((select row_to_json(x)::text from (
      select 'prop_' || p.organization_id || '_' || p.id as id, p.title, ${TEXT}, p.state, p.case_number as "caseNumber", ${json('s.number')} as session,
        ${VERSIONS} as texts, ${PROPOSERS} as signers, ${UNITS} as handlings, ${REPLIES} as replies, ${FEEDBACK} as feedback,
        ${json(`${EVENTS} as nodes`)} as events
      from proposals p join sessions s on s.organization_id = p.organization_id and s.id = p.session_id
      where p.organization_id = $1 and p.id = $2) x), 'null') || '}}' as answer`,
  },
  peer: {
    query: `query ($organization: BigInt!, $id: UUID!) { proposalByOrganizationIdAndRowId(organizationId: $organization, rowId: $id) {
      organizationId rowId title situation analysis suggestions state caseNumber sessionByOrganizationIdAndSessionId { number }
      proposalTextsByOrganizationIdAndProposalId(orderBy: NUMBER_ASC) { nodes { number title } } ${PEER_PROPOSERS} ${PEER_UNITS}
      proposalRepliesByOrganizationIdAndProposalId(orderBy: ROW_ID_ASC) { nodes { replyClass body } }
      proposalFeedbacksByOrganizationIdAndProposalId(orderBy: ROW_ID_ASC) { nodes { overall comment } }
      proposalEventsByOrganizationIdAndProposalId(first: 50, orderBy: [CREATED_AT_ASC, ROW_ID_ASC]) { nodes { action fromState toState } } } }`,
    variables: variant => variant,
    same: ({ proposalByOrganizationIdAndRowId: p }) => ({
      proposal: {
        id: globalId('prop', p.organizationId, p.rowId),
        ...{ title: p.title, situation: p.situation, analysis: p.analysis, suggestions: p.suggestions },
        ...{ state: p.state, caseNumber: p.caseNumber, session: p.sessionByOrganizationIdAndSessionId },
        ...{
          texts: p.proposalTextsByOrganizationIdAndProposalId.nodes,
          signers: proposersOf(p),
          handlings: unitsOf(p),
        },
        replies: p.proposalRepliesByOrganizationIdAndProposalId.nodes,
        feedback: p.proposalFeedbacksByOrganizationIdAndProposalId.nodes,
        events: { nodes: p.proposalEventsByOrganizationIdAndProposalId.nodes },
      },
    }),
  },
}
