import { businessDate } from '../../../../src/kernel/clock.ts'
import { formatGlobalId } from '../../../../src/kernel/ids.ts'
import { M } from '../../../support/examination.ts'
import * as handling from '../../../support/handling.ts'
import { outcome, rating, reason, someReply, started } from '../../../support/handling.ts'
import { type ProposalWorld, TEXTS } from '../../../support/proposals.ts'
import type { Template } from '../../../support/rows-again.ts'
import type { Client } from '../../../support/world.ts'
import { cloneOf } from './clone.ts'
import type { Found, FoundPart, Looked } from './look.ts'
import type { Actor } from './model.ts'
import { isChildStep, isDecision, isPartStep, type PartStep, type Step } from './rules.ts'

/** A service, and one proposal in it. */
export interface Real {
  readonly w: ProposalWorld
  readonly clients: Readonly<Record<Actor, Client>>
  readonly proposalId: string
  /** A proposal of the third member that is on file. */
  readonly another: Template
  /** Global id of who leads key proposals. */
  readonly leader: string
  /** Sets the clock to so many leaps of time behind the beginning. */
  readonly goTo: (leaps: number) => void
}

export function clientsOf({
  first,
  second,
  third,
  office,
  colleague,
  assigning,
  units,
}: ProposalWorld): Real['clients'] {
  const [one, other] = units
  return {
    ...{
      first: first.client,
      second: second.client,
      third: third.client,
      clerk: office,
      colleague,
      dispatcher: assigning.staff,
    },
    ...{ staff0: one.staff, head0: one.head, staff1: other.staff, head1: other.head },
  }
}

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
const proposalCalls = ({ w, leader }: Real, { textNumber, year, rounds }: Looked): Readonly<Record<string, Call>> => ({
  UPDATE: [mutation('proposalUpdate', 'ProposalUpdateInput'), { title: `${TEXTS.title}（第 ${textNumber + 1} 稿）` }],
  INVITE: [mutation('proposalInvite', 'ProposalInviteInput'), { coSigners: [w.second.id] }],
  SUBMIT: [mutation('proposalSubmit', null)],
  WITHDRAW: [mutation('proposalWithdraw', 'ProposalWithdrawInput'), REASON],
  RETURN_FOR_REVISION: [mutation('proposalReturnForRevision', 'ProposalReasonInput'), REASON],
  FIRST_CHECK: [mutation('proposalFirstCheck', null)],
  RECHECK: [mutation('proposalRecheck', null)],
  FILE: [mutation('proposalFile', null)],
  NOT_FILE: [mutation('proposalNotFile', 'ProposalNotFileInput'), { ground: w.ground, disposition: 'KEPT' }],
  UNMERGE: [M.unmerge, REASON],
  ASSIGN_OFFICE: [handling.ASSIGN, { offices: [w.assigning.id] }],
  ASSIGN_DIRECT: [handling.ASSIGN, { units: [{ unit: w.units[0].id, role: 'SOLE' }] }],
  CLOSE: [handling.CLOSE, { note: '已与提案者面商' }],
  ARCHIVE: [mutation('proposalArchive', null)],
  MARK_KEY: [M.markKey, { leader }],
  UNMARK_KEY: [M.unmarkKey, REASON],
  SUPERVISE: [M.supervise, { heldOn: businessDate(w.clock()), form: 'MEETING', record: '现场督办' }],
  NOMINATE: [M.nominate, { year: year ?? w.clock().getFullYear(), round: rounds.length + 1 }],
  PUBLISH: [M.publish],
  UNPUBLISH: [M.unpublish, REASON],
})

const DECISIONS: Readonly<Record<string, string>> = { PASS: 'PASSED', AWARD: 'AWARDED', ELIMINATE: 'ELIMINATED' }

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
  if (action.startsWith('RATE_')) {
    const overall = action.endsWith('GOOD') ? 'SATISFIED' : 'DISSATISFIED'
    const rated = isChildStep(action) ? global('prop', there(seen.child).id) : id
    return ask(handling.FEEDBACK, { id: rated, ...rating(global('rep', seen.sentReply ?? ''), overall) })
  }
  if (isDecision(action)) {
    return on('pnom', there(seen.rounds.at(-1)), [M.decide, { decision: DECISIONS[action], comment: '经评审' }])
  }
  if (action === 'MERGE_IN' || action === 'MERGE_AWAY') {
    const own = { id, expectedVersion: seen.version }
    const other = { id: global('prop', await cloneOf(real.w.owner, real.another)), expectedVersion: 1 }
    const [into, from] = action === 'MERGE_IN' ? [own, other] : [other, own]
    return ask(M.merge, { ...into, input: { proposals: [from] } })
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
  ...{ RATE_CHILD_GOOD: 'GIVE_FEEDBACK', RATE_CHILD_BAD: 'GIVE_FEEDBACK', MERGE_IN: 'MERGE', MERGE_AWAY: 'MERGE' },
  ...{ UNMARK_KEY: 'MARK_KEY', UNPUBLISH: 'PUBLISH' },
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

/**
 * Whether the API offers a step to who wants to take it: true, false (blocked now), or null (not one of theirs); undefined of
 * what it has no list of.
 */
export async function offered(
  real: Real,
  { action, by, unit }: Step,
  seen: Looked,
): Promise<boolean | null | undefined> {
  if (isDecision(action) || action === 'TIME_PASSES') return undefined
  const client = real.clients[by]
  const { id: asked } = isChildStep(action) ? there(seen.child) : seen
  const { data, errors } = await client.run(AVAILABLE, { id: formatGlobalId('prop', client.organizationId, asked) })
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
