import { all, either, isAmong, isAny } from '../../platform/graphql/compiler/predicates.ts'
import type { Scope } from '../../platform/graphql/compiler/scope.ts'

/**
 * Who sees what of a proposal. One predicate a record, in SQL, for reads and for commands alike (commands.ts asks the same
 * words), so that the two cannot differ.
 */

const key = ({ alias }: Scope): string => `${alias}.organization_id, ${alias}.id`

const withOwnSignature = (row: Scope, state: 'INVITED' | 'ACCEPTED'): string =>
  isAmong(
    key(row),
    's.organization_id, s.proposal_id',
    'proposal_signers s',
    isAny('s.organization_id', row.organizationsWith('PROPOSAL_OWN')),
    isAny('s.member_id', row.ownSeats()),
    `s.state = '${state}'`,
  )

/**
 * Proposals that the viewer signs or is asked to sign. An invitation that was declined or taken back shows nothing more, nor
 * one that ran out once the others have submitted it, or have given it up.
 */
const signedProposal = (row: Scope): string =>
  either(
    withOwnSignature(row, 'ACCEPTED'),
    all(`${row.alias}.state in ('DRAFT', 'CO_SIGNING', 'RETURNED_FOR_REVISION')`, withOwnSignature(row, 'INVITED')),
  )

/**
 * Rows of a table that names its proposal, once more for each one merged into that: merged ones are handled with it, and
 * whoever handles it answers their proposers too (rules, section 1, Merging).
 */
const withMerged = (table: string, column: string, alias: string): string =>
  `(select organization_id, proposal_id, ${column}, state from ${table}
    union all select t.organization_id, c.id, t.${column}, t.state from ${table} t
      join proposals c on c.organization_id = t.organization_id and c.merged_into_id = t.proposal_id) ${alias}`

/** Proposals that the viewer's units handle, from their assignment on. */
export const handledProposal = (row: Scope): string =>
  isAmong(
    key(row),
    'h.organization_id, h.proposal_id',
    withMerged('proposal_handlings', 'unit_id', 'h'),
    isAny('h.organization_id', row.organizationsWith('PROPOSAL_HANDLE')),
    isAny('h.unit_id', row.ownUnits('PROPOSAL_HANDLE')),
    `h.state <> 'REASSIGNED'`,
  )

/** Proposals that the viewer's assigning offices dispatch. */
export const dispatchedProposal = (row: Scope): string =>
  isAmong(
    key(row),
    'a.organization_id, a.proposal_id',
    withMerged('proposal_assignments', 'office_id', 'a'),
    isAny('a.organization_id', row.organizationsWith('PROPOSAL_DISPATCH')),
    isAny('a.office_id', row.ownAssigningOffices()),
    `a.state <> 'RETURNED'`,
  )

/** Who drafted it: a member, or the office for a collective. */
const drafted = (row: Scope): string =>
  all(
    `${row.alias}.created_by = ${row.ownAccount()}`,
    either(row.allowed('PROPOSAL_OWN'), row.allowed('PROPOSAL_EXAMINE')),
  )

/** First proposer, signers, drafter. */
export const ownProposal = (row: Scope): string => either(drafted(row), signedProposal(row))

/** Whoever reads the committee's proposals; a draft is its proposers' own. */
export const readProposal = (row: Scope): string =>
  all(row.allowed('PROPOSAL_READ'), `${row.alias}.submitted_at is not null`)

/** Two consents: the proposer's and the committee's (rules, section 1, Marks). */
const publicProposal = (row: Scope): string =>
  all(row.allowed('PROPOSAL_OWN'), `${row.alias}.published_at is not null`, `${row.alias}.consents_to_publication`)

export const visibleProposal = (row: Scope): string =>
  either(
    readProposal(row),
    publicProposal(row),
    drafted(row),
    signedProposal(row),
    handledProposal(row),
    dispatchedProposal(row),
  )

/** Taken back by its proposer, and perhaps archived then: that it had been put on file makes it nobody else's. */
export const wasWithdrawn = ({ alias }: Scope): string =>
  `(${alias}.state = 'WITHDRAWN' or (${alias}.state = 'ARCHIVED' and exists (select from proposal_events e
    where e.organization_id = ${alias}.organization_id and e.proposal_id = ${alias}.id and e.to_state = 'WITHDRAWN')))`

/**
 * Id of the proposal under which a proposal is handled: a merged one's target (rules, section 1, Merging). Not by `coalesce`,
 * which PostgreSQL does not trust with a row behind row-level security: it would read all rows of the committee.
 */
export const handledAs = (alias: string): string =>
  `case when ${alias}.merged_into_id is null then ${alias}.id else ${alias}.merged_into_id end`

/** A row of a table that names its proposal: seen where the proposal is seen by `sight`. */
export const throughProposal = (row: Scope, sight: (proposal: Scope) => string): string =>
  row.through('proposals', 'proposal_id', sight)

/** Proposers and the committee's readers: who may know more than the text. */
export const insideProposal = (proposal: Scope): string => either(ownProposal(proposal), readProposal(proposal))

/** Who signs stands on the sheet; who was asked and has not answered, or declined, is a matter of those inside. */
export const visibleSigner = (row: Scope): string =>
  either(
    all(`${row.alias}.state = 'ACCEPTED'`, throughProposal(row, visibleProposal)),
    all(row.allowed('PROPOSAL_OWN'), isAny(`${row.alias}.member_id`, row.ownSeats())),
    throughProposal(row, insideProposal),
  )

/** All versions for the proposers, those that were submitted for the committee's readers. */
export const visibleText = (row: Scope): string =>
  either(
    throughProposal(row, ownProposal),
    all(`${row.alias}.submitted_at is not null`, throughProposal(row, readProposal)),
  )

/** Staff of the committee who work on proposals. */
const office = (row: Scope): string =>
  either(row.allowed('PROPOSAL_EXAMINE'), row.allowed('PROPOSAL_ASSIGN'), row.allowed('PROPOSAL_MANAGE'))

/** An event of one unit's part is not for the other units. */
const ofOwnPart = (row: Scope): string =>
  either(
    `${row.alias}.handling_id is null`,
    isAmong(
      `${row.alias}.organization_id, ${row.alias}.handling_id`,
      'h.organization_id, h.id',
      'proposal_handlings h',
      isAny('h.organization_id', row.organizationsWith('PROPOSAL_HANDLE')),
      isAny('h.unit_id', row.ownUnits('PROPOSAL_HANDLE')),
    ),
  )

/** History is read by its audience: OFFICE, HANDLERS (and the office), PROPOSERS (and the office), ALL who see the proposal. */
export const visibleEvent = (row: Scope): string => {
  const is = (...audiences: string[]) =>
    `${row.alias}.audience in (${audiences.map(audience => `'${audience}'`).join(', ')})`
  return either(
    all(office(row), throughProposal(row, readProposal)),
    all(is('PROPOSERS', 'ALL'), throughProposal(row, ownProposal)),
    all(is('HANDLERS', 'ALL'), throughProposal(row, dispatchedProposal)),
    all(is('HANDLERS', 'ALL'), ofOwnPart(row), throughProposal(row, handledProposal)),
    all(is('HANDLERS', 'PROPOSERS', 'ALL'), throughProposal(row, readProposal)),
    all(is('ALL'), `${row.alias}.handling_id is null`, throughProposal(row, publicProposal)),
  )
}
