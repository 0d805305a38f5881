import { availableActions } from '../../kernel/workflow.ts'
import type { Context } from '../../platform/context.ts'
import { existsWhere, sameOrganization } from '../../platform/graphql/compiler/predicates.ts'
import { idIs } from '../../platform/graphql/compiler/resolvers.ts'
import type { Scope } from '../../platform/graphql/compiler/scope.ts'
import {
  attached,
  computed,
  connection,
  type Expression,
  type Filter,
  fieldsOf,
  many,
  one,
  type Shape,
  shape,
} from '../../platform/graphql/compiler/shape.ts'
import { seenThrough } from '../files/policy.ts'
import { file } from '../files/queries.ts'
import { member } from '../members/queries.ts'
import {
  notFilingGround,
  organizationOf,
  party,
  sector,
  session,
  specialCommittee,
  term,
} from '../organizations/queries.ts'
import { searchBy } from '../organizations/search.ts'
import { proposalEvent, proposalText } from './history/queries.ts'
import { nominated } from './marks/filters.ts'
import { insideProposal, visibleProposal, visibleSigner } from './policy.ts'
import { factsSql, holder, type ProposalFacts, situationFrom } from './situation.ts'
import { proposalSigners, proposals } from './tables.ts'
import { proposalWorkflow, stateOf } from './workflow.ts'
import { inWorkList } from './worklists.ts'

export const PROPOSAL_PREFIX = 'prop'

const refersTo = (target: () => Shape, column: string) =>
  one(target, (row, other) => `${sameOrganization(row, other)} and ${other.alias}.id = ${row.alias}.${column}`)

/** Rows of another table that name the proposal. */
export const ofProposal = (row: Scope, child: Scope): string => child.belongsTo(row, 'proposal_id')

/** What is for those inside: proposers and the committee's readers. */
const inside =
  (sql: Expression) =>
  (row: Scope): string =>
    `case when ${insideProposal(row)} then ${row.sql(sql)} end`

const ofMember = (column: string): string => `select p.name from members m
  join persons p on p.organization_id = m.organization_id and p.id = m.person_id where m.organization_id = ${column}`

/** As others cite it: 第15届第3次会议第012号. */
export const citation = ({ alias }: Scope): string =>
  `(select '第' || t.number || '届第' || s.number || '次会议第'
      || lpad(${alias}.case_number::text, greatest(3, length(${alias}.case_number::text)), '0') || '号'
    from sessions s join terms t on t.organization_id = s.organization_id and t.id = s.term_id
    where s.organization_id = ${alias}.organization_id and s.id = ${alias}.session_id and ${alias}.case_number is not null)`

const actionsOf = ({ facts }: { readonly facts: ProposalFacts }, { viewer, clock, language }: Context) =>
  availableActions(proposalWorkflow, stateOf(facts), situationFrom(facts, clock(), viewer), holder(viewer, facts)).map(
    ({ action, isAvailable, obstacle }) => ({ action, isAvailable, reason: obstacle?.message[language] ?? null }),
  )

/** Calendar days from and to of Asia/Shanghai, both whole. */
export const onDays =
  (column: (row: Scope) => string): Filter =>
  (row, range) =>
    [
      'true',
      ...(range.field('from').value == null
        ? []
        : [`${column(row)} >= (${range.field('from').param('date')}::timestamp at time zone 'Asia/Shanghai')`]),
      ...(range.field('to').value == null
        ? []
        : [`${column(row)} < ((${range.field('to').param('date')} + 1)::timestamp at time zone 'Asia/Shanghai')`]),
    ].join(' and ')

export const proposalSigner: Shape = shape('ProposalSigner', proposalSigners, {
  prefix: 'psig',
  visible: visibleSigner,
  fields: fieldsOf({
    name: ({ alias }) => `(${ofMember(`${alias}.organization_id`)} and m.id = ${alias}.member_id)`,
    role: proposalSigners.role,
    state: row =>
      `case when ${row.alias}.state = 'INVITED' and ${row.alias}.expires_at <= ${row.now()} then 'EXPIRED' else ${row.alias}.state end`,
    invitedAt: proposalSigners.invitedAt,
    expiresAt: proposalSigners.expiresAt,
    answeredAt: proposalSigners.answeredAt,
    version: proposalSigners.version,
    member: refersTo(() => member, 'member_id'),
    proposal: refersTo(() => proposal, 'proposal_id'),
  }),
  orders: { INVITED_AT: proposalSigners.invitedAt },
})

export const proposal: Shape = shape('Proposal', proposals, {
  prefix: PROPOSAL_PREFIX,
  visible: visibleProposal,
  fields: fieldsOf({
    title: proposals.title,
    situation: proposals.situation,
    analysis: proposals.analysis,
    suggestions: proposals.suggestions,
    textNumber: proposals.textNumber,
    state: proposals.state,
    proposerKind: proposals.proposerKind,
    firstProposer: refersTo(() => member, 'first_proposer_id'),
    party: refersTo(() => party, 'party_id'),
    specialCommittee: refersTo(() => specialCommittee, 'special_committee_id'),
    sector: refersTo(() => sector, 'sector_id'),
    bodyName: proposals.bodyName,
    signers: many(
      () => proposalSigner,
      ofProposal,
      signer => `${signer.alias}.rank, ${signer.alias}.id`,
    ),
    sealFile: attached(refersTo(() => file, 'seal_file_id')),
    attachments: attached(
      many(
        () => file,
        (row, its) => `${sameOrganization(row, its)} and ${its.alias}.id in (select a.file_id
          from proposal_attachments a where a.organization_id = ${row.alias}.organization_id and a.proposal_id = ${row.alias}.id)`,
        its => `${its.alias}.created_at, ${its.alias}.id`,
      ),
    ),
    isResearched: proposals.isResearched,
    isSelfWritten: proposals.isSelfWritten,
    consentsToPublication: proposals.consentsToPublication,
    suggestedUnits: proposals.suggestedUnits,
    term: refersTo(() => term, 'term_id'),
    session: refersTo(() => session, 'session_id'),
    period: proposals.period,
    receiptNumber: proposals.receiptNumber,
    caseNumber: proposals.caseNumber,
    citation,
    submittedAt: proposals.submittedAt,
    filedAt: proposals.filedAt,
    closedAt: proposals.closedAt,
    publishedAt: proposals.publishedAt,
    notFilingGround: refersTo(() => notFilingGround, 'ground_id'),
    disposition: proposals.disposition,
    decisionNote: inside(proposals.decisionNote),
    mergedInto: refersTo(() => proposal, 'merged_into_id'),
    mergedFrom: many(
      () => proposal,
      (row, child) => `${sameOrganization(row, child)} and ${child.alias}.merged_into_id = ${row.alias}.id`,
      child => `${child.alias}.case_number, ${child.alias}.id`,
    ),
    round: proposals.round,
    isKey: proposals.isKey,
    keyLeader: refersTo(() => member, 'key_leader_id'),
    isExcellent: ({ alias }) => `${alias}.excellent_year is not null`,
    excellentYear: proposals.excellentYear,
    isPublic: ({ alias }) => `(${alias}.published_at is not null and ${alias}.consents_to_publication)`,
    texts: many(
      () => proposalText,
      ofProposal,
      text => `${text.alias}.number`,
    ),
    events: connection(() => proposalEvent, ofProposal, 'CREATED_AT', 'ASC'),
    version: proposals.version,
    createdAt: proposals.createdAt,
    organization: organizationOf,
    availableActions: computed<{ facts: ProposalFacts }>({ facts: factsSql }, actionsOf),
  }),
  filters: {
    text: searchBy('search_proposals'),
    state: (row, state) => `${row.col(proposals.state)} = ${state.param('text')}`,
    states: (row, states) => `${row.col(proposals.state)} = any(${states.param('text[]')})`,
    period: (row, period) => `${row.col(proposals.period)} = ${period.param('text')}`,
    session: (row, id) => idIs(row, 'ses', id, 'session_id'),
    term: (row, id) => idIs(row, 'term', id, 'term_id'),
    proposerKind: (row, kind) => `${row.col(proposals.proposerKind)} = ${kind.param('text')}`,
    firstProposer: (row, id) => idIs(row, 'mem', id, 'first_proposer_id'),
    party: (row, id) => idIs(row, 'pty', id, 'party_id'),
    isKey: (row, is) => `${row.col(proposals.isKey)} = ${is.param('boolean')}`,
    isExcellent: (row, is) => `(${row.col(proposals.excellentYear)} is not null) = ${is.param('boolean')}`,
    excellentYear: (row, year) => `${row.col(proposals.excellentYear)} = ${year.param('integer')}`,
    nominated,
    isPublic: (row, is) =>
      `(${row.col(proposals.publishedAt)} is not null and ${row.col(proposals.consentsToPublication)}) = ${is.param('boolean')}`,
    receiptNumber: (row, number) => `${row.col(proposals.receiptNumber)} = ${number.param('integer')}`,
    caseNumber: (row, number) => `${row.col(proposals.caseNumber)} = ${number.param('integer')}`,
    submitted: onDays(row => row.col(proposals.submittedAt)),
    workList: inWorkList,
  },
  orders: { SUBMITTED_AT: proposals.listedAt, CREATED_AT: proposals.createdAt },
})

/** Attachments and the sealed sheet are for whoever sees the proposal. */
seenThrough(row => {
  const seen = row.another()
  // The file's own proposals first, by their indexes: of a committee's thousands it belongs to one.
  return existsWhere(
    `(select a.proposal_id from proposal_attachments a
        where a.organization_id = ${row.alias}.organization_id and a.file_id = ${row.alias}.id
      union all select p.id from proposals p
        where p.organization_id = ${row.alias}.organization_id and p.seal_file_id = ${row.alias}.id) o
    join proposals ${seen.alias} on ${sameOrganization(row, seen)} and ${seen.alias}.id = o.proposal_id`,
    visibleProposal(seen),
  )
})

export const proposalShapes = [proposal, proposalSigner, proposalText, proposalEvent]
