import { businessDate } from '../../kernel/clock.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Work } from '../../platform/commands/command.ts'
import { isAny } from '../../platform/graphql/compiler/predicates.ts'
import { rowsWithin } from '../../platform/graphql/compiler/read-rows.ts'
import type { Scope } from '../../platform/graphql/compiler/scope.ts'
import { type PolicyVersion, policyInForce, policyKeyOf } from '../organizations/policy-keys.ts'
import type { ProposalSituation } from './guards.ts'
import { handledAs, visibleProposal, wasWithdrawn } from './policy.ts'
import { isInside } from './rules.ts'
import { FIRST_PROPOSER, INVITEE, OWN_UNIT_REVIEWER, PROPOSER } from './workflow.ts'

/** What the database knows of a proposal's situation and of the viewer's part in it, before the clock is looked at. */
export interface ProposalFacts {
  readonly organizationId: string
  readonly state: string
  readonly proposerKind: string
  readonly isComplete: boolean
  /** Ends of the invitations without an answer. */
  readonly invitations: readonly string[]
  readonly ownSignature: { readonly state: string; readonly expiresAt: string | null } | null
  /** None where there is no first proposer. */
  readonly seat: { readonly isActive: boolean } | null
  readonly termEndsOn: string | null
  readonly hasSeal: boolean
  readonly hasConvenor: boolean
  readonly windows: readonly { readonly opensAt: string; readonly cutOffAt: string }[]
  readonly policies: readonly PolicyVersion[]
  readonly wasSubmitted: boolean
  readonly wasFiled: boolean
  readonly wasWithdrawn: boolean
  readonly firstCheckedBy: string | null
  readonly hasMergedChildren: boolean
  readonly isMerged: boolean
  readonly isKey: boolean
  readonly isPublished: boolean
  readonly consentsToPublication: boolean
  readonly repliesToRate: number
  readonly bodyRepliesToRate: number | null
  readonly papersEntered: number
  readonly feedbackMissing: number
  readonly feedbackDueOn: string | null
  readonly isFirstProposer: boolean
  readonly isProposer: boolean
  readonly reviewsForUnit: boolean
}

const POLICIES = `'PROPOSAL_COLLECTIVE', 'PROPOSAL_EXAMINATION'`

/** Rows of another table that belong to the proposal. */
const of = ({ alias }: Scope, other: string): string =>
  `${other}.organization_id = ${alias}.organization_id and ${other}.proposal_id = ${alias}.id`

/** Proposers who are asked for feedback: of a merged proposal each for himself. Endorsers are no proposers. */
const proposersOf = (row: Scope): string =>
  `select s.member_id from proposal_signers s where ${of(row, 's')} and s.state = 'ACCEPTED' and s.role <> 'ENDORSER'`

/** Letters of the present round, of a merged proposal those of its target. */
const repliesTo = ({ alias }: Scope): string =>
  `select r.id from proposal_replies r join proposals p on p.organization_id = r.organization_id and p.id = r.proposal_id
   where r.organization_id = ${alias}.organization_id and r.proposal_id = ${handledAs(alias)}
     and r.state = 'SENT' and r.round = p.round`

/**
 * No feedback of the proposer `s` on the letter `r` yet. The body and its contact are one: what one of them said the other
 * does not say again. A body without a contact has no `s.member_id`.
 */
const unrated = (proposal: string): string =>
  `not exists (select from proposal_feedback f where f.organization_id = ${proposal}.organization_id
    and f.proposal_id = ${proposal}.id and f.reply_id = r.id and (f.member_id = s.member_id
      or (f.member_id is null and s.member_id is not distinct from ${proposal}.first_proposer_id)))`

const repliesToRate = (row: Scope): string =>
  `(select count(*)::int from (${repliesTo(row)}) r join (${proposersOf(row)}) s on ${isAny('s.member_id', row.ownSeats())}
    where ${unrated(row.alias)})`

const bodyRepliesToRate = (row: Scope): string =>
  `(select count(*)::int from (${repliesTo(row)}) r cross join (select ${row.alias}.first_proposer_id as member_id) s
    where ${unrated(row.alias)})`

const papersEntered = (row: Scope): string =>
  `(select count(*)::int from proposal_feedback f where ${of(row, 'f')} and f.member_id is null
    and f.reply_id in (${repliesTo(row)}))`

/** Of this proposal and of those that were merged into it, each found by its own index. */
const feedbackMissing = (row: Scope): string =>
  `(select count(*)::int from (${repliesTo(row)}) r
    cross join (select ${row.alias}.organization_id, ${row.alias}.id, ${row.alias}.first_proposer_id union all
      select c.organization_id, c.id, c.first_proposer_id from proposals c
      where c.organization_id = ${row.alias}.organization_id and c.merged_into_id = ${row.alias}.id) p
    cross join lateral (select s.member_id from proposal_signers s where s.organization_id = p.organization_id
      and s.proposal_id = p.id and s.state = 'ACCEPTED' and s.role <> 'ENDORSER'
      union all select null where p.first_proposer_id is null) s
    where ${unrated('p')})`

const RATED = `'REPLIED', 'FEEDBACK', 'CLOSED', 'CLOSED_WITH_DISSENT', 'TRACKING'`

const isOfMembers = ({ alias }: Scope): string => `${alias}.proposer_kind in ('MEMBER', 'MEMBERS_JOINT')`

const when = ({ alias }: Scope, states: string, sql: string, otherwise: string): string =>
  `case when ${alias}.state in (${states}) then ${sql} else ${otherwise} end`

/** Each fact as SQL. */
export const FACTS: Readonly<Record<keyof ProposalFacts, (row: Scope) => string>> = {
  organizationId: ({ alias }) => `${alias}.organization_id::text`,
  state: ({ alias }) => `${alias}.state`,
  proposerKind: ({ alias }) => `${alias}.proposer_kind`,
  isComplete: ({ alias }) =>
    ['title', 'situation', 'analysis', 'suggestions'].map(column => `${alias}.${column} <> ''`).join(' and '),
  invitations: row =>
    `(select coalesce(json_agg(s.expires_at), '[]') from proposal_signers s where ${of(row, 's')} and s.state = 'INVITED')`,
  ownSignature: row => `(select json_build_object('state', s.state, 'expiresAt', s.expires_at) from proposal_signers s
    where ${of(row, 's')} and s.role <> 'FIRST' and ${isAny('s.member_id', row.ownSeats())} and s.state in ('INVITED', 'ACCEPTED')
      and ${row.allowed('PROPOSAL_OWN')} limit 1)`,
  seat: ({ alias }) => `(select json_build_object('isActive', m.status = 'ACTIVE') from members m
    where m.organization_id = ${alias}.organization_id and m.id = ${alias}.first_proposer_id)`,
  termEndsOn: ({ alias }) => `(select t.ends_on from terms t
    where t.organization_id = ${alias}.organization_id and t.id = ${alias}.term_id)`,
  hasSeal: ({ alias }) => `${alias}.seal_file_id is not null`,
  hasConvenor: ({ alias }) => `exists (select from members m
    join persons i on i.organization_id = m.organization_id and i.id = m.person_id
    where m.organization_id = ${alias}.organization_id and m.id = ${alias}.first_proposer_id
      and (${alias}.party_id is null or ${alias}.party_id = i.party_id)
      and (${alias}.sector_id is null or ${alias}.sector_id = m.sector_id)
      and (${alias}.special_committee_id is null or ${alias}.special_committee_id = m.special_committee_id))`,
  windows: ({
    alias,
  }) => `(select coalesce(json_agg(json_build_object('opensAt', w.opens_at, 'cutOffAt', w.cut_off_at)), '[]')
    from proposal_windows w join sessions s on s.organization_id = w.organization_id and s.id = w.session_id
    where w.organization_id = ${alias}.organization_id and s.term_id = ${alias}.term_id)`,
  policies: ({ alias }) => `(select coalesce(json_agg(json_build_object('key', p.key, 'effectiveFrom', p.effective_from,
    'value', p.value)), '[]') from policies p where p.organization_id = ${alias}.organization_id and p.key in (${POLICIES}))`,
  wasSubmitted: ({ alias }) => `${alias}.submitted_at is not null`,
  wasFiled: ({ alias }) => `${alias}.filed_at is not null`,
  wasWithdrawn,
  firstCheckedBy: row => `(select e.actor_id from proposal_events e where ${of(row, 'e')} and e.action = 'FIRST_CHECK'
    order by e.created_at desc, e.id desc limit 1)`,
  hasMergedChildren: ({ alias }) => `exists (select from proposals c
    where c.organization_id = ${alias}.organization_id and c.merged_into_id = ${alias}.id)`,
  isMerged: ({ alias }) => `${alias}.merged_into_id is not null`,
  isKey: ({ alias }) => `${alias}.is_key`,
  isPublished: ({ alias }) => `${alias}.published_at is not null`,
  consentsToPublication: ({ alias }) => `${alias}.consents_to_publication`,
  repliesToRate: row => when(row, RATED, repliesToRate(row), '0'),
  bodyRepliesToRate: row =>
    `case when ${isOfMembers(row)} then null else ${when(row, RATED, bodyRepliesToRate(row), '0')} end`,
  papersEntered: row => when(row, `'REPLIED', 'FEEDBACK'`, papersEntered(row), '0'),
  feedbackMissing: row => when(row, `'REPLIED', 'FEEDBACK'`, feedbackMissing(row), '0'),
  feedbackDueOn: row => `(select max(d.due_on) from proposal_deadlines d
    where ${of(row, 'd')} and d.kind = 'FEEDBACK' and d.is_current)`,
  isFirstProposer: row =>
    `((${row.allowed('PROPOSAL_OWN')} and coalesce(${isAny(`${row.alias}.first_proposer_id`, row.ownSeats())}, false))
      or (not ${isOfMembers(row)} and ${row.alias}.created_by = ${row.ownAccount()}
        and (${row.allowed('PROPOSAL_OWN')} or ${row.allowed('PROPOSAL_EXAMINE')})))`,
  isProposer: row =>
    `(${row.allowed('PROPOSAL_OWN')} and exists (select from (${proposersOf(row)}) s where ${isAny('s.member_id', row.ownSeats())}))`,
  reviewsForUnit: row => `exists (select from proposal_handlings h where ${of(row, 'h')}
    and ${isAny('h.unit_id', row.ownUnits('PROPOSAL_REVIEW'))} and h.state <> 'REASSIGNED')`,
}

/** All facts of a row as one JSON object, for `computed` fields and for commands. */
export const factsSql = (row: Scope): string =>
  `json_build_object(${Object.entries(FACTS)
    .map(([name, sql]) => `'${name}', ${sql(row)}`)
    .join(', ')})`

/** The facts seen at a moment by somebody. */
export function situationFrom(facts: ProposalFacts, now: Date, viewer: Pick<Viewer, 'accountId'>): ProposalSituation {
  const today = businessDate(now)
  const at = now.getTime()
  const { seat, termEndsOn, windows, feedbackDueOn } = facts
  const isTermOver = termEndsOn !== null && termEndsOn < today
  const isOpen = windows.some(window => isInside(window, now))
  return {
    ...facts,
    ownInvitation: invitationState(facts, at),
    pendingInvitations: facts.invitations.filter(end => Date.parse(end) > at).length,
    holdsSeat: seat === null || (seat.isActive && !isTermOver),
    isTermOver,
    isCollectiveTime: isOpen || isOn(facts, 'PROPOSAL_COLLECTIVE', 'atAnyTime', today),
    needsAnotherChecker:
      facts.firstCheckedBy === viewer.accountId && isOn(facts, 'PROPOSAL_EXAMINATION', 'recheckByAnother', today),
    feedbackMissing: feedbackDueOn !== null && feedbackDueOn < today ? 0 : facts.feedbackMissing,
  }
}

function invitationState({ ownSignature }: ProposalFacts, at: number): ProposalSituation['ownInvitation'] {
  if (ownSignature === null) return 'NONE'
  if (ownSignature.state === 'ACCEPTED') return 'ACCEPTED'
  return ownSignature.expiresAt !== null && Date.parse(ownSignature.expiresAt) <= at ? 'EXPIRED' : 'OPEN'
}

/** A switch in a policy's value. */
function isOn({ policies }: ProposalFacts, key: string, name: string, today: string): boolean {
  const policy = policyKeyOf(key)
  const value: unknown = policy && policyInForce(policy, today, policies).value
  return typeof value === 'object' && value !== null && name in value && Reflect.get(value, name) === true
}

/** Says whether the viewer has a capability of the workflow's table: a permission, or a part in the proposal. */
export const holder =
  (viewer: Viewer, facts: ProposalFacts) =>
  (capability: string): boolean => {
    if (capability === FIRST_PROPOSER) return facts.isFirstProposer
    if (capability === PROPOSER) return facts.isProposer
    if (capability === INVITEE) return facts.ownSignature !== null
    if (capability === OWN_UNIT_REVIEWER) return facts.reviewsForUnit
    return viewer.can(capability, facts.organizationId)
  }

/** What a command knows of a proposal at hand: whether the viewer sees it, and the facts. */
export async function lookAt(
  { tx, now }: Work,
  { organizationId, id }: { readonly organizationId: string; readonly id: string },
): Promise<{ readonly isVisible: boolean; readonly facts: ProposalFacts } | undefined> {
  const [found] = await rowsWithin<{ isVisible: boolean; facts: ProposalFacts }>(
    tx,
    ({ row, value }) => {
      const proposal = row()
      return `select ${visibleProposal(proposal)} as "isVisible", ${factsSql(proposal)} as facts from proposals ${proposal.alias}
      where ${proposal.alias}.organization_id = ${value(organizationId, 'bigint')} and ${proposal.alias}.id = ${value(id, 'uuid')}`
    },
    now,
  )
  return found
}
