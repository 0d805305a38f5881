import type { Scope } from '../../platform/graphql/compiler/scope.ts'

/**
 * Who sees what of a proposal. One predicate a record, in SQL, for reads and for commands alike (commands.ts asks the same
 * words), so that the two cannot differ.
 */

const inOwn = (row: Scope): string => row.organizationsWith('PROPOSAL_OWN')

/** Proposals that the viewer signs or is asked to sign; an invitation that was declined or taken back shows nothing more. */
const signed = (row: Scope): string => `select s.organization_id, s.proposal_id from proposal_signers s
  where s.organization_id = any(${inOwn(row)}) and s.member_id = any(${row.ownSeats()}) and s.state in ('INVITED', 'ACCEPTED')`

/** Proposals that the viewer's units handle, from their assignment on. */
const handled = (row: Scope): string => `select h.organization_id, h.proposal_id from proposal_handlings h
  where h.organization_id = any(${row.organizationsWith('PROPOSAL_HANDLE')}) and h.unit_id = any(${row.ownUnits('PROPOSAL_HANDLE')})
    and h.state <> 'REASSIGNED'`

/** Proposals that the viewer's assigning offices dispatch. */
const dispatched = (row: Scope): string => `select a.organization_id, a.proposal_id from proposal_assignments a
  where a.organization_id = any(${row.organizationsWith('PROPOSAL_DISPATCH')})
    and a.office_id = any(${row.ownAssigningOffices()}) and a.state <> 'RETURNED'`

const among = ({ alias }: Scope, keys: string): string => `(${alias}.organization_id, ${alias}.id) in (${keys})`

/** Who drafted it: a member, or the office for a collective. */
const drafted = (row: Scope): string =>
  `(${row.alias}.created_by = ${row.ownAccount()} and (${row.allowed('PROPOSAL_OWN')} or ${row.allowed('PROPOSAL_EXAMINE')}))`

/** First proposer, signers, drafter. */
export const ownProposal = (row: Scope): string => `(${drafted(row)} or ${among(row, signed(row))})`

/** Whoever reads the committee's proposals; a draft is its proposers' own. */
export const readProposal = (row: Scope): string =>
  `(${row.allowed('PROPOSAL_READ')} and ${row.alias}.submitted_at is not null)`

/** Two consents: the proposer's and the committee's (rules, section 1, Marks). */
const isPublic = ({ alias }: Scope): string => `${alias}.published_at is not null and ${alias}.consents_to_publication`

const publicProposal = (row: Scope): string => `(${row.allowed('PROPOSAL_OWN')} and ${isPublic(row)})`

export const dispatchedProposal = (row: Scope): string => among(row, dispatched(row))

export const visibleProposal = (row: Scope): string =>
  `(${[
    readProposal(row),
    publicProposal(row),
    drafted(row),
    among(row, signed(row)),
    among(row, handled(row)),
    dispatchedProposal(row),
  ].join(' or ')})`

/**
 * Id of the proposal under which a proposal is handled: a merged one's target (rules, section 1, Merging). Not by `coalesce`,
 * which PostgreSQL does not trust with a row behind row-level security: it would read all rows of the committee.
 */
export const handledAs = (alias: string): string =>
  `case when ${alias}.merged_into_id is null then ${alias}.id else ${alias}.merged_into_id end`

/** A row of a table that names its proposal: seen where the proposal is seen by `sight`. */
export const throughProposal = (row: Scope, sight: (proposal: Scope) => string): string => {
  const proposal = row.another()
  return `exists (select from proposals ${proposal.alias} where ${proposal.alias}.organization_id = ${row.alias}.organization_id
    and ${proposal.alias}.id = ${row.alias}.proposal_id and ${sight(proposal)})`
}

/** Proposers and the committee's readers: who may know more than the text. */
export const insideProposal = (proposal: Scope): string => `(${ownProposal(proposal)} or ${readProposal(proposal)})`

/** Who signs stands on the sheet; who was asked and has not answered, or declined, is a matter of those inside. */
export const visibleSigner = (row: Scope): string =>
  `((${row.alias}.state = 'ACCEPTED' and ${throughProposal(row, visibleProposal)})
    or (${row.allowed('PROPOSAL_OWN')} and ${row.alias}.member_id = any(${row.ownSeats()}))
    or ${throughProposal(row, insideProposal)})`

/** All versions for the proposers, those that were submitted for the committee's readers. */
export const visibleText = (row: Scope): string =>
  `(${throughProposal(row, ownProposal)} or (${row.alias}.submitted_at is not null and ${throughProposal(row, readProposal)}))`

/** Staff of the committee who work on proposals. */
const office = (row: Scope): string =>
  `(${row.allowed('PROPOSAL_EXAMINE')} or ${row.allowed('PROPOSAL_ASSIGN')} or ${row.allowed('PROPOSAL_MANAGE')})`

/** An event of one unit's part is not for the other units. */
const ofOwnPart = (row: Scope): string => `(${row.alias}.handling_id is null
  or (${row.alias}.organization_id, ${row.alias}.handling_id) in (select h.organization_id, h.id from proposal_handlings h
    where h.organization_id = any(${row.organizationsWith('PROPOSAL_HANDLE')}) and h.unit_id = any(${row.ownUnits('PROPOSAL_HANDLE')})))`

export const handledProposal = (proposal: Scope): string => among(proposal, handled(proposal))

/** History is read by its audience: OFFICE, HANDLERS (and the office), PROPOSERS (and the office), ALL who see the proposal. */
export const visibleEvent = (row: Scope): string => {
  const is = (...audiences: string[]) =>
    `${row.alias}.audience in (${audiences.map(audience => `'${audience}'`).join(', ')})`
  return `((${office(row)} and ${throughProposal(row, readProposal)})
    or (${is('PROPOSERS', 'ALL')} and ${throughProposal(row, ownProposal)})
    or (${is('HANDLERS', 'ALL')} and ${throughProposal(row, dispatchedProposal)})
    or (${is('HANDLERS', 'ALL')} and ${ofOwnPart(row)} and ${throughProposal(row, handledProposal)})
    or (${is('HANDLERS', 'PROPOSERS', 'ALL')} and ${throughProposal(row, readProposal)})
    or (${is('ALL')} and ${row.alias}.handling_id is null and ${throughProposal(row, publicProposal)}))`
}
