import type tap from 'tap'
import type { GivenProposal, Member, ProposalWorld, Unit } from './proposals.ts'
import type { Answer, Client } from './world.ts'

export const PART = `id version state role round signedForAt contactedAt repliedAt contactName opinion opinionWaivedReason
  unit { id name } assignment { id }`
export const REPLY = `id version state round replyClass localLetter items { suggestion answer } body plannedFor reviewNote draftedBy sentAt`
const PROPOSAL = `id version state round closedAt`

const act = (name: string, input: string | null, selection: string) => `mutation (
  $id: ID!, $expectedVersion: Int!${input ? `, $input: ${input}!` : ''}
) { ${name}(id: $id, expectedVersion: $expectedVersion${input ? ', input: $input' : ''}) {
  ${selection} userErrors { field code message }
} }`

export const ASSIGN = act('proposalAssign', 'ProposalAssignInput', `proposal { ${PROPOSAL} }`)
export const ASSIGN_FURTHER = act('proposalFurtherAssign', 'ProposalFurtherAssignInput', `proposal { ${PROPOSAL} }`)
export const ASSIGN_MANY = `mutation ($items: [ProposalsAssignItemInput!]!) { proposalsAssign(items: $items) {
  proposals { ${PROPOSAL} } failures { index userErrors { field code } } userErrors { field code message }
} }`
const ASSIGNMENT = `assignment { id version state handlings { ${PART} } proposal { ${PROPOSAL} } }`
export const DISPATCH = act('proposalDispatch', 'ProposalDispatchInput', ASSIGNMENT)
export const RETURN_ASSIGNMENT = act('assignmentReturn', 'HandlingReasonInput', ASSIGNMENT)
const onPart = (name: string, input: string | null) => act(name, input, `handling { ${PART} proposal { ${PROPOSAL} } }`)
export const SIGN_FOR = onPart('handlingSignFor', null)
export const START = onPart('handlingStart', 'HandlingStartInput')
export const GIVE_OPINION = onPart('handlingOpinionGive', 'HandlingOpinionGiveInput')
export const WAIVE_OPINION = onPart('handlingOpinionWaive', 'HandlingReasonInput')
export const REASSIGN = onPart('handlingReassign', 'HandlingReassignInput')
export const URGE = onPart('handlingUrge', 'HandlingReasonInput')
const REQUEST =
  'request { id version kind state reason dueOn decisionNote requestedBy decidedBy handling { id version state } }'
export const REQUEST_RETURN = act('handlingReturnRequest', 'HandlingReasonInput', REQUEST)
export const REQUEST_EXTENSION = act('handlingExtensionRequest', 'HandlingExtensionRequestInput', REQUEST)
export const DECIDE = act('requestDecide', 'RequestDecideInput', REQUEST)
const onReply = (name: string, input: string | null) => act(name, input, `reply { ${REPLY} handling { ${PART} } }`)
export const DRAFT = onReply('replyDraft', 'ReplyDraftInput')
export const COUNTERSIGN = onReply('replyCountersign', null)
export const SEND_BACK = onReply('replySendBack', 'HandlingReasonInput')
export const SEND = onReply('replySend', null)
export const CLOSE = act('proposalClose', 'ProposalCloseInput', `proposal { ${PROPOSAL} decisionNote }`)
export const FEEDBACK = `mutation ($id: ID!, $input: ProposalFeedbackGiveInput!) {
  proposalFeedbackGive(id: $id, input: $input) {
    feedback { id isLate overall comment member { id } proposal { id state } reply { id } } userErrors { field code message }
  } }`

export const reason = { input: { reason: '不属于本单位职责' } }
export const started = { input: { contactName: '赵科', contactPhone: '0352-1234567', note: '已与提案人电话沟通' } }

export const someReply = (more: object = {}) => ({
  replyClass: 'RESOLVED',
  items: [{ suggestion: '统一规划建设集中充电设施', answer: '已建成充电桩 200 个' }],
  body: '您提出的提案收悉，现答复如下。',
  signerName: '钱局长',
  contactName: '赵科',
  contactPhone: '0352-1234567',
  ...more,
})

/** What an answer comes to: a code, or DONE. */
export const outcome = (answer: Answer): string => {
  if (answer.errors) return answer.errors[0]?.extensions?.code ?? answer.text
  const [payload] = Object.values<{ userErrors: { code: string }[] }>(answer.data)
  return payload?.userErrors[0]?.code ?? 'DONE'
}

/** The record of a payload; a refusal fails the test with what it says. */
export async function done(client: Client, query: string, variables: object): Promise<Done> {
  const answer = await client.run(query, variables)
  if (outcome(answer) !== 'DONE') throw new Error(`${query.slice(0, 120)} ${answer.text}`)
  const [payload] = Object.values<object>(answer.data)
  const [record]: Done[] = Object.values(payload ?? {})
  if (!record) throw new Error(`no record: ${answer.text}`)
  return record
}

/** What the tests read of a record; what a kind of record has not is undefined. */
export interface Done extends Part {
  readonly contactedAt?: string | null
  readonly sentAt?: string | null
  readonly closedAt?: string | null
  readonly localLetter?: string
}

export interface Part {
  readonly id: string
  readonly version: number
  readonly state: string
  readonly role: string
  readonly round: number
  readonly unit: { readonly id: string; readonly name: string }
}

type Test = Pick<typeof tap, 'equal' | 'ok'>

/** Asserts that a command is refused with a code (and a field), and that nothing changed. */
export async function refused(
  t: Test,
  w: Pick<ProposalWorld, 'unchanged'>,
  client: Client,
  query: string,
  variables: object,
  code: string,
  field?: string,
): Promise<void> {
  const { result, same } = await w.unchanged(() => client.run(query, variables))
  t.equal(outcome(result), code, `${code} of ${/(\w+)\(id/.exec(query)?.[1]}`)
  if (field) {
    const [payload] = Object.values<{ userErrors: { field: string[] }[] }>(result.data)
    t.equal(payload?.userErrors[0]?.field?.join('.'), field)
  }
  t.ok(same, 'nothing changed')
}

export const target = ({ id, version }: { readonly id: string; readonly version: number }) => ({
  id,
  expectedVersion: version,
})

/** What a client sees of a proposal's handling. */
export async function handlingsOf(client: Client, id: string): Promise<readonly Part[]> {
  const { data } = await client.run(`query ($id: ID!) { proposal(id: $id) { handlings { ${PART} } } }`, { id })
  return data.proposal?.handlings ?? []
}

export async function partOf(client: Client, proposalId: string, unit: Unit, round = 1): Promise<Part> {
  const parts = await handlingsOf(client, proposalId)
  const part = parts.find(one => one.unit.id === unit.id && one.round === round && one.state !== 'REASSIGNED')
  if (!part) throw new Error(`${unit.name} has no part: ${JSON.stringify(parts)}`)
  return part
}

export const stateOf = async (w: ProposalWorld, { proposalId }: { readonly proposalId: string }): Promise<string> =>
  (await w.owner.query('select state from proposals where id = $1', [proposalId])).rows[0].state

/** A filed proposal straight to units, in their roles. */
export async function assigned(
  w: ProposalWorld,
  roles: readonly (readonly [Unit, string])[],
  given: Parameters<ProposalWorld['given']['proposal']>[0] = {},
): Promise<GivenProposal> {
  const proposal = await w.given.proposal({ state: 'FILED', ...given })
  const units = roles.map(([unit, role]) => ({ unit: unit.id, role }))
  await done(w.office, ASSIGN, { ...target(proposal), input: { units } })
  return proposal
}

/** A unit signs for its part and begins. */
export async function begun(unit: Unit, proposalId: string, round = 1): Promise<Part> {
  const part = await partOf(unit.staff, proposalId, unit, round)
  const signed = await done(unit.staff, SIGN_FOR, target(part))
  return done(unit.staff, START, { ...target(signed), ...started })
}

/** A unit drafts, countersigns and sends from where its part stands. */
export async function sendReply(unit: Unit, part: Part, more: object = {}) {
  const draft = await done(unit.staff, DRAFT, { ...target(part), input: someReply(more) })
  const checked = await done(unit.head, COUNTERSIGN, target(draft))
  return done(unit.head, SEND, target(checked))
}

/** A unit answers from the beginning. */
export const replied = async (unit: Unit, proposalId: string, more: object = {}, round = 1) =>
  sendReply(unit, await begun(unit, proposalId, round), more)

export const rating = (reply: string, overall = 'SATISFIED', more: object = {}) => ({
  input: {
    ...{ reply, result: overall, attitude: 'SATISFIED', overall },
    comment: overall === 'DISSATISFIED' ? '没有解决问题' : '',
    ...more,
  },
})

export const rate = (member: Member, proposalId: string, reply: string, overall?: string) =>
  done(member.client, FEEDBACK, { id: proposalId, ...rating(reply, overall) })

/** Merges a filed proposal of `first` into another, as the examination does. */
export async function givenMerged(w: ProposalWorld, into: GivenProposal, first: Member): Promise<GivenProposal> {
  const child = await w.given.proposal({ state: 'FILED', first, title: '关于电动自行车充电难的提案' })
  await w.owner.query(`update proposals set state = 'MERGED', merged_into_id = $2 where id = $1`, [
    child.proposalId,
    into.proposalId,
  ])
  return child
}
