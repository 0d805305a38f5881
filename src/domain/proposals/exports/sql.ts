import type { Scope } from '../../../platform/graphql/compiler/scope.ts'

/** Names around a proposal, as SQL over its row. */

const nameIn = ({ alias }: Scope, table: string, column: string): string =>
  `(select e.name from ${table} e where e.organization_id = ${alias}.organization_id and e.id = ${alias}.${column})`

/** The body of a collective proposal; null of members' own. */
export const bodyName = (
  proposal: Scope,
): string => `case when ${proposal.alias}.proposer_kind not in ('MEMBER', 'MEMBERS_JOINT')
  then coalesce(${nameIn(proposal, 'parties', 'party_id')}, ${nameIn(proposal, 'special_committees', 'special_committee_id')},
    ${nameIn(proposal, 'sectors', 'sector_id')}, nullif(${proposal.alias}.body_name, '')) end`

/** Names of accepted signers of some roles in their order, as a JSON array. */
export const signerNames = ({ alias }: Scope, ...roles: readonly string[]): string =>
  `(select coalesce(json_agg(n.name order by s.rank, s.id), '[]') from proposal_signers s
    join members m on m.organization_id = s.organization_id and m.id = s.member_id
    join persons n on n.organization_id = m.organization_id and n.id = m.person_id
    where s.organization_id = ${alias}.organization_id and s.proposal_id = ${alias}.id and s.state = 'ACCEPTED'
      and s.role in (${roles.map(role => `'${role}'`).join(', ')}))`

export const groundName = (proposal: Scope): string => nameIn(proposal, 'not_filing_grounds', 'ground_id')

export const termNumber = ({ alias }: Scope): string =>
  `(select t.number from terms t where t.organization_id = ${alias}.organization_id and t.id = ${alias}.term_id)`

export const sessionNumber = ({ alias }: Scope): string =>
  `(select s.number from sessions s where s.organization_id = ${alias}.organization_id and s.id = ${alias}.session_id)`

export const committeeName = ({ alias }: Scope, column: 'name' | 'short_name'): string =>
  `(select o.${column} from organizations o where o.organization_id = ${alias}.organization_id)`

/** Business date of a moment; the session's zone is Asia/Shanghai. */
export const dateOf = (moment: string): string => `to_char(${moment}, 'YYYY-MM-DD')`
