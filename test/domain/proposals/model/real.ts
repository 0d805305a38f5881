import { formatGlobalId } from '../../../../src/kernel/ids.ts'
import * as handling from '../../../support/handling.ts'
import { outcome, rating, reason, someReply, started } from '../../../support/handling.ts'
import { type ProposalWorld, TEXTS } from '../../../support/proposals.ts'
import type { Client } from '../../../support/world.ts'
import type { Actor, Model, Part } from './model.ts'
import { isPartStep, type PartStep, type Step } from './rules.ts'

/** A service, and one proposal in it. */
export interface Real {
  readonly w: ProposalWorld
  readonly clients: Readonly<Record<Actor, Client>>
  readonly proposalId: string
}

export function clientsOf({ first, second, office, colleague, assigning, units }: ProposalWorld): Real['clients'] {
  const [one, other] = units
  return {
    ...{ first: first.client, second: second.client, clerk: office, colleague, dispatcher: assigning.staff },
    ...{ staff0: one.staff, head0: one.head, staff1: other.staff, head1: other.head },
  }
}

interface Found {
  readonly id: string
  readonly version: number
  readonly state: string
}

interface FoundPart extends Found {
  readonly role: string
  readonly waived: boolean
  readonly reply: Found | null
  readonly request: Found | null
}

/** What stands in the database, whoever may see it. */
export interface Looked extends Found {
  readonly textNumber: number
  readonly round: number
  readonly assignment: Found | null
  readonly sentReply: string | null
  readonly parts: readonly (FoundPart | null)[]
  readonly duties: readonly string[]
}

const found = (alias: string) =>
  `jsonb_build_object('id', ${alias}.id, 'version', ${alias}.version, 'state', ${alias}.state)`

const LOOK = `select p.id, p.version, p.state, p.text_number as "textNumber", p.round,
  (select ${found('a')} from proposal_assignments a where a.proposal_id = p.id and a.state <> 'RETURNED' and a.office_id is not null
    order by a.created_at desc, a.id desc limit 1) as assignment,
  (select r.id from proposal_replies r where r.proposal_id = p.id and r.sent_at is not null order by r.sent_at desc, r.id desc limit 1) as "sentReply",
  (select jsonb_agg((select ${found('h')} || jsonb_build_object('role', h.role, 'waived', h.opinion_waived_reason is not null,
      'reply', (select ${found('r')} from proposal_replies r where r.handling_id = h.id and r.state in ('DRAFT', 'COUNTERSIGNED')),
      'request', (select ${found('q')} from proposal_requests q where q.handling_id = h.id and q.state = 'PENDING'))
    from proposal_handlings h where h.proposal_id = p.id and h.unit_id = u and h.round = p.round and h.state <> 'REASSIGNED') order by place)
    from unnest($2::uuid[]) with ordinality as units (u, place)) as parts,
  (select coalesce(jsonb_agg(case d.member_id when $3 then 'first ' when $4 then 'second ' else '?' end || d.category order by 1), '[]')
    from duty_records d where d.source_id = p.id and d.state = 'CONFIRMED') as duties
  from proposals p where p.id = $1`

export async function look({ w, proposalId }: Real): Promise<Looked> {
  const units = w.units.slice(0, 2).map(({ unitId }) => unitId)
  const { rows } = await w.owner.query<Looked>(LOOK, [proposalId, units, w.first.memberId, w.second.memberId])
  const [row] = rows
  if (!row) throw new Error(`no proposal ${proposalId}`)
  return row
}

const part = (one: Part | null) =>
  one && { role: one.role, state: one.state, waived: one.waived, isDrafted: one.draft !== null }

/** What the model and the database can be compared by. */
export const summaryOf = (m: Model) => ({
  ...{ state: m.state, round: m.round, parts: m.parts.map(part), duties: m.duties.toSorted() },
  isSent: m.sent !== null,
})

export const foundSummary = ({ state, round, parts, duties, sentReply }: Looked) => ({
  ...{ state, round, duties: duties.toSorted(), isSent: sentReply !== null },
  parts: parts.map(
    one => one && { role: one.role, state: one.state, waived: one.waived, isDrafted: one.reply !== null },
  ),
})

const mutation = (
  name: string,
  type: string | null,
) => `mutation ($id: ID!, $expectedVersion: Int!${type ? `, $input: ${type}!` : ''}) {
  ${name}(id: $id, expectedVersion: $expectedVersion${type ? ', input: $input' : ''}) { userErrors { code } } }`

const SIGN = `mutation ($id: ID!, $expectedTextNumber: Int!, $input: ProposalSignInput!) {
  proposalSign(id: $id, expectedTextNumber: $expectedTextNumber, input: $input) { userErrors { code } } }`

const REASON = { reason: '情况有变' }
const PLANNED = { replyClass: 'IN_PROGRESS_OR_PLANNED', plannedFor: '2099-12-31' }

type Call = readonly [document: string, input?: object]

/** The mutation of a step on the proposal itself. */
const proposalCalls = ({ w }: Real, { textNumber }: Looked): Readonly<Record<string, Call>> => ({
  UPDATE: [mutation('proposalUpdate', 'ProposalUpdateInput'), { title: `${TEXTS.title}（第 ${textNumber + 1} 稿）` }],
  INVITE: [mutation('proposalInvite', 'ProposalInviteInput'), { coSigners: [w.second.id] }],
  SUBMIT: [mutation('proposalSubmit', null)],
  WITHDRAW: [mutation('proposalWithdraw', 'ProposalWithdrawInput'), REASON],
  RETURN_FOR_REVISION: [mutation('proposalReturnForRevision', 'ProposalReasonInput'), REASON],
  FIRST_CHECK: [mutation('proposalFirstCheck', null)],
  RECHECK: [mutation('proposalRecheck', null)],
  FILE: [mutation('proposalFile', null)],
  NOT_FILE: [mutation('proposalNotFile', 'ProposalNotFileInput'), { ground: w.ground, disposition: 'KEPT' }],
  ASSIGN_OFFICE: [handling.ASSIGN, { offices: [w.assigning.id] }],
  ASSIGN_DIRECT: [handling.ASSIGN, { units: [{ unit: w.units[0].id, role: 'SOLE' }] }],
  CLOSE: [handling.CLOSE, { note: '已与提案者面商' }],
  ARCHIVE: [mutation('proposalArchive', null)],
})

const PART_CALLS: Readonly<Record<PartStep, Call>> = {
  SIGN_FOR: [handling.SIGN_FOR],
  START: [handling.START, started.input],
  REQUEST_RETURN: [handling.REQUEST_RETURN, reason.input],
  GRANT_RETURN: [handling.DECIDE, { decision: 'GRANT' }],
  REFUSE_RETURN: [handling.DECIDE, { decision: 'REFUSE', note: '请继续办理' }],
  GIVE_OPINION: [handling.GIVE_OPINION, { opinion: '建议统一规划' }],
  WAIVE_OPINION: [handling.WAIVE_OPINION, reason.input],
  DRAFT_DONE: [handling.DRAFT, someReply()],
  DRAFT_PLANNED: [handling.DRAFT, someReply(PLANNED)],
  COUNTERSIGN: [handling.COUNTERSIGN],
  SEND_BACK: [handling.SEND_BACK, reason.input],
  SEND: [handling.SEND],
}

const ON_REPLY: ReadonlySet<string> = new Set(['COUNTERSIGN', 'SEND_BACK', 'SEND'])
const ON_REQUEST: ReadonlySet<string> = new Set(['GRANT_RETURN', 'REFUSE_RETURN'])

/** Takes a step as a client does, with the versions of what it has seen; gives its code. */
export async function take(real: Real, { action, by, unit }: Step, seen: Looked): Promise<string> {
  const client = real.clients[by]
  const ask = async (document: string, variables: object) => outcome(await client.run(document, variables))
  const global = (prefix: string, id: string) => formatGlobalId(prefix, client.organizationId, id)
  const on = (prefix: string, { id, version }: Found, [document, input]: Call) =>
    ask(document, { id: global(prefix, id), expectedVersion: version, ...(input ? { input } : {}) })
  const id = global('prop', seen.id)
  if (isPartStep(action)) return on(...partTarget(action, seen.parts[unit]), PART_CALLS[action])
  if (action === 'DISPATCH_SOLE' || action === 'DISPATCH_HOST') {
    return on('asg', there(seen.assignment), [handling.DISPATCH, { units: unitsOf(real, action) }])
  }
  if (action === 'ACCEPT' || action === 'DECLINE') {
    return ask(SIGN, { id, expectedTextNumber: seen.textNumber, input: { accept: action === 'ACCEPT' } })
  }
  if (action === 'RATE_GOOD' || action === 'RATE_BAD') {
    const overall = action === 'RATE_GOOD' ? 'SATISFIED' : 'DISSATISFIED'
    return ask(handling.FEEDBACK, { id, ...rating(global('rep', seen.sentReply ?? ''), overall) })
  }
  return on('prop', seen, there(proposalCalls(real, seen)[action]))
}

function there<T>(record: T | null | undefined): T {
  if (record === null || record === undefined) throw new Error('nothing to act on')
  return record
}

/** Whether a step acts on the part itself, its letter or its request. */
function partTarget(action: PartStep, part: FoundPart | null | undefined): [prefix: string, record: Found] {
  const of = there(part)
  if (ON_REPLY.has(action)) return ['rep', there(of.reply)]
  return ON_REQUEST.has(action) ? ['req', there(of.request)] : ['hdl', of]
}

function unitsOf({ w }: Real, action: 'DISPATCH_SOLE' | 'DISPATCH_HOST') {
  const [one, other] = w.units
  if (action === 'DISPATCH_SOLE') return [{ unit: one.id, role: 'SOLE' }]
  return [
    { unit: one.id, role: 'HOST' },
    { unit: other.id, role: 'CO_HANDLER' },
  ]
}

/** The action of the service's own tables that a step is. */
const NAMES: Readonly<Record<string, string>> = {
  ...{ ACCEPT: 'SIGN', DECLINE: 'SIGN', ASSIGN_OFFICE: 'ASSIGN', ASSIGN_DIRECT: 'ASSIGN' },
  ...{ RATE_GOOD: 'GIVE_FEEDBACK', RATE_BAD: 'GIVE_FEEDBACK', DISPATCH_SOLE: 'DISPATCH', DISPATCH_HOST: 'DISPATCH' },
  ...{ DRAFT_DONE: 'DRAFT_REPLY', DRAFT_PLANNED: 'DRAFT_REPLY', SEND: 'SEND_REPLY' },
}

const ACTIONS = 'availableActions { action isAvailable }'
const AVAILABLE = `query ($id: ID!) { proposal(id: $id) { ${ACTIONS} assignments { id ${ACTIONS} } handlings { id ${ACTIONS} } } }`

interface Offered {
  readonly action: string
  readonly isAvailable: boolean
}

/** Whether the API offers a step to who wants to take it: true, false (blocked now), or null (not one of theirs). */
export async function offered(real: Real, { action, by, unit }: Step, seen: Looked): Promise<boolean | null> {
  const client = real.clients[by]
  const { data, errors } = await client.run(AVAILABLE, { id: formatGlobalId('prop', client.organizationId, seen.id) })
  if (errors) throw new Error(JSON.stringify(errors))
  if (data.proposal === null) return null
  const own = (records: readonly { id: string; availableActions: Offered[] }[], id: string | undefined) =>
    records.find(record => id !== undefined && record.id.endsWith(id))?.availableActions ?? []
  const part = seen.parts[unit]
  const isAgain = action.startsWith('DRAFT') && part?.state === 'REPLIED'
  const name = isAgain ? 'ANSWER_AGAIN' : (NAMES[action] ?? action)
  const actions: readonly Offered[] = isPartStep(action)
    ? own(data.proposal.handlings, part?.id)
    : name === 'DISPATCH'
      ? own(data.proposal.assignments, seen.assignment?.id)
      : data.proposal.availableActions
  return actions.find(one => one.action === name)?.isAvailable ?? null
}
