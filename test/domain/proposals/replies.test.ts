import tap from 'tap'
import { policies } from '../../../src/domain/organizations/tables.ts'
import { checkReply, type Letters, letterOf } from '../../../src/domain/proposals/handling/reply-rules.ts'
import { newId } from '../../../src/kernel/ids.ts'
import {
  ASSIGN,
  assigned,
  begun,
  CLOSE,
  COUNTERSIGN,
  DRAFT,
  done,
  givenMerged,
  outcome,
  partOf,
  rate,
  refused,
  replied,
  SEND,
  SEND_BACK,
  sendReply,
  someReply,
  stateOf,
  target,
} from '../../support/handling.ts'
import { lastingClient, type ProposalWorld, proposalWorld } from '../../support/proposals.ts'

const LETTERS: Letters = { A: 'RESOLVED', B: 'IN_PROGRESS_OR_PLANNED', C: 'NOT_FEASIBLE_NOW', D: 'REFERENCE' }

tap.test('the pure rules of a reply', async t => {
  const facts = { letters: LETTERS, today: '2024-03-05', isAgain: false }
  const input = { ...someReply(), replyClass: 'RESOLVED' as const }
  const codes = (more: object, at = facts) => {
    const checked = checkReply({ ...input, ...more }, at)
    return 'errors' in checked ? checked.errors.map(e => `${e.field?.slice(1).join('.')} ${e.code}`) : []
  }
  t.same(codes({}), [])
  t.same(codes({ items: [] }), ['items REQUIRED'])
  t.same(codes({ items: Array.from({ length: 51 }, () => ({ suggestion: '一', answer: '二' })) }), ['items TOO_MANY'])
  t.same(
    codes({
      items: [{ suggestion: '', answer: '\u202e' }],
      body: '',
      signerName: '名'.repeat(51),
      documentNumber: '号'.repeat(51),
    }),
    [
      'items.0.suggestion REQUIRED',
      'items.0.answer INVALID_TEXT',
      'body REQUIRED',
      'signerName TOO_LONG',
      'documentNumber TOO_LONG',
    ],
  )
  const planned = { replyClass: 'IN_PROGRESS_OR_PLANNED' as const }
  t.same(codes(planned), ['plannedFor REQUIRED'])
  t.same(codes({ ...planned, plannedFor: '2024-03-05' }), ['plannedFor OUT_OF_RANGE'])
  t.same(codes({ ...planned, plannedFor: '2024-03-06' }), [])
  t.same(codes({ ...planned, plannedFor: '2199-12-31' }), [])
  t.same(codes({ ...planned, plannedFor: '2200-01-01' }), ['plannedFor OUT_OF_RANGE'])
  t.same(codes({ plannedFor: '2024-03-06' }), ['plannedFor NOT_ALLOWED'])
  t.same(codes({ replyClass: 'REFERENCE' }), [])
  const three: Letters = { A: 'RESOLVED', B: 'IN_PROGRESS_OR_PLANNED', C: 'NOT_FEASIBLE_NOW' }
  t.same(codes({ replyClass: 'REFERENCE' }, { ...facts, letters: three }), ['replyClass NOT_ALLOWED'])
  for (const replyClass of ['NOT_FEASIBLE_NOW', 'REFERENCE'] as const) {
    t.same(codes({ replyClass }, { ...facts, isAgain: true }), ['replyClass NOT_ALLOWED'])
  }
  t.equal(letterOf('RESOLVED', { C: 'RESOLVED', A: 'REFERENCE', B: 'RESOLVED' }), 'B', 'the first letter')
})

tap.test('a reply is drafted, sent back, drafted again, countersigned by another, sent to the proposers', async t => {
  const w = await proposalWorld(t)
  const [unit, stranger] = w.units
  const proposal = await assigned(w, [[unit, 'SOLE']])
  const part = await begun(unit, proposal.id)
  await refused(t, w, unit.staff, DRAFT, { ...target(part), input: someReply({ body: '' }) }, 'REQUIRED', 'input.body')
  await refused(t, w, stranger.staff, DRAFT, { ...target(part), input: someReply() }, 'NOT_FOUND')
  const draft = await done(unit.staff, DRAFT, { ...target(part), input: someReply({ replyClass: 'NOT_FEASIBLE_NOW' }) })
  t.match(draft, {
    state: 'DRAFT',
    version: 1,
    localLetter: 'C',
    round: 1,
    draftedBy: 'UNDERTAKING_UNIT_STAFF',
    items: [{ suggestion: '统一规划建设集中充电设施', answer: '已建成充电桩 200 个' }],
    handling: { state: 'REPLY_DRAFTED' },
  })
  const hidden = await w.first.client.run(
    `query ($id: ID!, $reply: ID!) { node(id: $reply) { id } proposal(id: $id) { replies { id } } }`,
    {
      id: proposal.id,
      reply: draft.id,
    },
  )
  t.same(hidden.data, { node: null, proposal: { replies: [] } }, 'proposers see no draft')
  await refused(t, w, w.first.client, SEND, target(draft), 'FORBIDDEN')
  await refused(t, w, unit.staff, COUNTERSIGN, target(draft), 'FORBIDDEN')
  await refused(t, w, stranger.head, COUNTERSIGN, target(draft), 'NOT_FOUND')
  await refused(t, w, unit.head, SEND, target(draft), 'INVALID_STATE')
  await refused(t, w, unit.head, SEND_BACK, { ...target(draft), input: { reason: '' } }, 'REQUIRED')
  const back = await done(unit.head, SEND_BACK, { ...target(draft), input: { reason: '数据请核实' } })
  t.match(back, { state: 'DRAFT', reviewNote: '数据请核实', handling: { state: 'HANDLING' } })
  const now = await partOf(unit.staff, proposal.id, unit)
  const again = await done(unit.staff, DRAFT, { ...target(now), input: someReply() })
  t.match(again, { id: draft.id, localLetter: 'A', version: 3 }, 'one letter, drafted again')
  await refused(t, w, unit.head, COUNTERSIGN, { id: again.id, expectedVersion: 2 }, 'VERSION_CONFLICT')
  const checked = await done(unit.head, COUNTERSIGN, target(again))
  t.match(checked, { state: 'COUNTERSIGNED', reviewNote: '', handling: { state: 'COUNTERSIGNED' } })
  await refused(t, w, unit.staff, SEND, target(checked), 'FORBIDDEN')
  const sent = await done(unit.head, SEND, target(checked))
  t.match(sent, { state: 'SENT', handling: { state: 'REPLIED' } })
  t.ok(sent.sentAt)
  await refused(t, w, unit.head, SEND, target(sent), 'INVALID_STATE')
  t.equal(await stateOf(w, proposal), 'REPLIED')
  const { data } = await w.first.client.run(
    `query ($id: ID!) { proposal(id: $id) { replies { state body draftedBy reviewNote handling { unit { name } } } } }`,
    { id: proposal.id },
  )
  t.same(data.proposal.replies, [
    {
      ...{ state: 'SENT', body: '您提出的提案收悉，现答复如下。', draftedBy: null, reviewNote: null },
      handling: { unit: { name: '住建局' } },
    },
  ])
  const { rows } = await w.owner.query(`select kind, handling_id is null as "ofProposers", met_at is null as open
    from proposal_deadlines where kind in ('REPLY', 'FEEDBACK') order by kind`)
  t.same(rows, [
    { kind: 'FEEDBACK', ofProposers: true, open: true },
    { kind: 'REPLY', ofProposers: false, open: false },
  ])
  const log = await w.owner.query(`select payload from change_payloads`)
  t.notMatch(JSON.stringify(log.rows), '0352-1234567', 'a telephone stays out of the log')
})

tap.test('nobody countersigns his own draft', async t => {
  const w = await proposalWorld(t)
  const [unit] = w.units
  const proposal = await assigned(w, [[unit, 'SOLE']])
  const part = await begun(unit, proposal.id)
  const draft = await done(unit.head, DRAFT, { ...target(part), input: someReply() })
  await refused(t, w, unit.head, COUNTERSIGN, target(draft), 'OWN_DRAFT')
  const deputy = await lastingClient(w, {
    role: 'UNDERTAKING_UNIT_HEAD',
    place: 'CITY',
    undertakingUnitId: unit.unitId,
  })
  const checked = await done(deputy, COUNTERSIGN, target(draft))
  t.equal(checked.state, 'COUNTERSIGNED')
  await done(unit.head, SEND, target(checked))
})

tap.test('of two who countersign and send back at once one does', async t => {
  const w = await proposalWorld(t, { several: true })
  const [unit] = w.units
  const proposal = await assigned(w, [[unit, 'SOLE']])
  const part = await begun(unit, proposal.id)
  const draft = await done(unit.staff, DRAFT, { ...target(part), input: someReply() })
  const answers = await Promise.all([
    unit.head.run(COUNTERSIGN, target(draft)),
    unit.head.run(SEND_BACK, { ...target(draft), input: { reason: '请核实' } }),
    unit.head.run(COUNTERSIGN, target(draft)),
  ])
  t.same(answers.map(outcome).sort(), ['DONE', 'VERSION_CONFLICT', 'VERSION_CONFLICT'])
})

tap.test('the letter of a class is the committee’s own', async t => {
  const w = await proposalWorld(t)
  const [unit] = w.units
  const proposal = await assigned(w, [[unit, 'SOLE']])
  await w.system('CITY', ({ db }) =>
    db.insert(policies).values({
      organizationId: proposal.organizationId,
      id: newId(),
      key: 'PROPOSAL_REPLY_CLASSES',
      effectiveFrom: '2020-01-01',
      value: { A: 'RESOLVED', B: 'NOT_FEASIBLE_NOW', C: 'IN_PROGRESS_OR_PLANNED' },
    }),
  )
  const part = await begun(unit, proposal.id)
  const draft = (replyClass: string) => ({ ...target(part), input: someReply({ replyClass }) })
  await refused(t, w, unit.staff, DRAFT, draft('REFERENCE'), 'NOT_ALLOWED', 'input.replyClass')
  const made = await done(unit.staff, DRAFT, draft('NOT_FEASIBLE_NOW'))
  t.equal(made.localLetter, 'B')
})

/** A proposal of one unit that is closed with a plan. */
async function tracked(w: ProposalWorld) {
  const [unit] = w.units
  const proposal = await assigned(w, [[unit, 'SOLE']])
  const plannedFor = new Date(w.clock().getTime() + 400 * 86_400_000).toISOString().slice(0, 10)
  const planned = { replyClass: 'IN_PROGRESS_OR_PLANNED', plannedFor }
  const reply = await replied(unit, proposal.id, planned)
  await rate(w.first, proposal.id, reply.id)
  const close = await done(w.office, CLOSE, {
    id: proposal.id,
    expectedVersion: await versionOf(w, proposal.id),
    input: {},
  })
  if (close.state !== 'TRACKING') throw new Error(`a plan is tracked: ${close.state}`)
  return { proposal, unit, reply, planned }
}

const versionOf = async (w: ProposalWorld, id: string): Promise<number> =>
  (await w.office.run('query ($id: ID!) { proposal(id: $id) { version } }', { id })).data.proposal.version

tap.test('what is planned is tracked until it is answered again as resolved', async t => {
  const w = await proposalWorld(t)
  const { proposal, unit, reply, planned } = await tracked(w)
  const closed = await w.owner.query('select closed_at from proposals where id = $1', [proposal.proposalId])
  t.same(closed.rows, [{ closed_at: null }], 'not closed yet')
  const part = await partOf(unit.staff, proposal.id, unit)
  const draft = (more: object) => ({ ...target(part), input: someReply(more) })
  await refused(t, w, unit.staff, DRAFT, draft({ replyClass: 'REFERENCE' }), 'NOT_ALLOWED', 'input.replyClass')
  const still = await sendReply(unit, part, planned)
  t.equal(await stateOf(w, proposal), 'TRACKING', 'another plan')
  const now = await partOf(unit.staff, proposal.id, unit)
  const resolved = await sendReply(unit, now, {})
  t.equal(await stateOf(w, proposal), 'CLOSED')
  const { data } = await w.first.client.run(
    `query ($id: ID!) { proposal(id: $id) { closedAt replies { id state } } }`,
    {
      id: proposal.id,
    },
  )
  t.ok(data.proposal.closedAt)
  t.same(data.proposal.replies, [
    { id: reply.id, state: 'SUPERSEDED' },
    { id: still.id, state: 'SUPERSEDED' },
    { id: resolved.id, state: 'SENT' },
  ])
  const last = await partOf(unit.staff, proposal.id, unit)
  await refused(t, w, unit.staff, DRAFT, { ...target(last), input: someReply() }, 'NOT_TRACKED')
})

tap.test('only a plan is answered again, and only while it is tracked', async t => {
  const w = await proposalWorld(t)
  const [unit, other] = w.units
  const proposal = await assigned(w, [
    [unit, 'SEPARATE'],
    [other, 'SEPARATE'],
  ])
  await replied(unit, proposal.id)
  const early = await partOf(unit.staff, proposal.id, unit)
  await refused(t, w, unit.staff, DRAFT, { ...target(early), input: someReply() }, 'NOT_TRACKED')
  t.equal(await stateOf(w, proposal), 'IN_HANDLING', 'the other has not replied')
  const { proposal: mine, unit: own } = await tracked(w)
  const part = await partOf(own.staff, mine.id, own)
  await refused(t, w, other.staff, DRAFT, { ...target(part), input: someReply() }, 'NOT_FOUND')
})

tap.test('a re-answer goes back to the unit’s drafter as any letter does; merged ones follow to the end', async t => {
  const w = await proposalWorld(t)
  const [unit] = w.units
  const parent = await w.given.proposal({ state: 'FILED' })
  const child = await givenMerged(w, parent, w.second)
  await done(w.office, ASSIGN, { ...target(parent), input: { units: [{ unit: unit.id, role: 'SOLE' }] } })
  const plannedFor = '2199-01-01'
  const reply = await replied(unit, parent.id, { replyClass: 'IN_PROGRESS_OR_PLANNED', plannedFor })
  await rate(w.first, parent.id, reply.id)
  await rate(w.second, child.id, reply.id)
  await done(w.office, CLOSE, { id: parent.id, expectedVersion: await versionOf(w, parent.id), input: {} })
  t.same([await stateOf(w, parent), await stateOf(w, child)], ['TRACKING', 'TRACKING'])
  const part = await partOf(unit.staff, parent.id, unit)
  const draft = await done(unit.staff, DRAFT, { ...target(part), input: someReply() })
  await done(unit.head, SEND_BACK, { ...target(draft), input: { reason: '请核实' } })
  const again = await partOf(unit.staff, parent.id, unit)
  t.equal(again.state, 'HANDLING')
  await sendReply(unit, again)
  t.same([await stateOf(w, parent), await stateOf(w, child)], ['CLOSED', 'CLOSED'])
})
