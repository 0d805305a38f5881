import tap, { type Test } from 'tap'
import { addDays } from '../../../src/kernel/dates.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { givenPhoto } from '../../support/duty.ts'
import { M, send } from '../../support/examination.ts'
import {
  ASSIGN,
  CLOSE,
  done,
  FEEDBACK,
  givenMerged,
  outcome,
  rate,
  rating,
  refused,
  replied,
  stateOf,
  target,
} from '../../support/handling.ts'
import { action, answered, close, ENTER, filed, given, paper, read, today } from '../../support/paper-feedback.ts'
import { type ProposalWorld, proposalWorld } from '../../support/proposals.ts'

const DAY = 86_400_000

/** What waits for the office, and the same by the filter. */
async function waiting(t: Test, w: ProposalWorld, client = w.office): Promise<readonly string[]> {
  const { data } = await client.run(`{ proposalWorkLists { kind count proposals { nodes { id } } }
    proposals(filter: { workList: TO_ENTER_FEEDBACK }) { nodes { id } } }`)
  const ids = (nodes: readonly { id: string }[]) => nodes.map(one => one.id).sort()
  const list = data.proposalWorkLists.find((one: { kind: string }) => one.kind === 'TO_ENTER_FEEDBACK')
  t.same(ids(data.proposals.nodes), ids(list.proposals.nodes))
  t.equal(list.count, list.proposals.nodes.length)
  return ids(list.proposals.nodes)
}

tap.test('the office enters what a body that named no contact says on paper; then it is closed', async t => {
  const w = await proposalWorld(t)
  const { proposal, reply } = await answered(w)
  await refused(t, w, w.office, CLOSE, await close(w, proposal), 'FEEDBACK_MISSING')
  t.same(await waiting(t, w), [proposal.id])
  t.match(await action(w.office, proposal), { isAvailable: true, reason: null })
  t.match(await action(w.colleague, proposal), { isAvailable: true })
  t.equal(await action(w.office, proposal, 'GIVE_FEEDBACK'), undefined, 'who drafted it for the body gives nothing')
  const [id, sheetFile] = [newId(), await givenPhoto(w.colleague)]
  const variables = paper(w, proposal, reply.id, 'BASICALLY_SATISFIED', { id, sheetFile, comment: '  基本可行 ' })
  const first = await done(w.colleague, ENTER, variables)
  t.match(first, {
    ...{ isLate: false, isOfBody: true, receivedOn: today(w), overall: 'BASICALLY_SATISFIED', comment: '基本可行' },
    ...{ sheetFile: { id: sheetFile }, member: null, reply: { id: reply.id }, proposal: { state: 'FEEDBACK' } },
  })
  t.equal((await done(w.colleague, ENTER, variables)).id, first.id, 'the same id and content gives the first result')
  await refused(t, w, w.colleague, ENTER, paper(w, proposal, reply.id, 'SATISFIED', { id }), 'ID_REUSED')
  await refused(t, w, w.office, ENTER, paper(w, proposal, reply.id), 'ALREADY_GIVEN', 'input.reply')
  t.same(await waiting(t, w), [])
  t.match(await action(w.office, proposal), { isAvailable: false, reason: /没有待提案单位评价的答复/ })
  for (const client of [w.office, w.units[0].staff]) {
    t.match((await read(client, proposal)).feedback, [{ isOfBody: true, sheetFile: { id: sheetFile } }])
    t.equal((await client.request('GET', `/files/v1/${sheetFile}`)).statusCode, 200)
  }
  t.equal((await w.first.client.request('GET', `/files/v1/${sheetFile}`)).statusCode, 404)
  const { events, deadlines } = await read(w.office, proposal)
  const entered = events.nodes.filter((one: { action: string }) => one.action === 'ENTER_FEEDBACK')
  t.strictSame(entered, [{ action: 'ENTER_FEEDBACK', facts: { isLate: false, receivedOn: today(w) } }])
  t.match(deadlines.find((one: { kind: string }) => one.kind === 'FEEDBACK').state, /^MET/)
  const { rows } = await w.owner.query(
    `select c.op, p.payload from change_log c join change_payloads p using (organization_id, epoch, seq)
      where c.record_type = 'ProposalFeedback'`,
  )
  t.match(rows, [{ op: 'CREATE', payload: { memberId: null, receivedOn: today(w), overall: 'BASICALLY_SATISFIED' } }])
  t.match(await done(w.office, CLOSE, await close(w, proposal)), { state: 'CLOSED' })
  const { data } = await w.office.run(
    '{ proposalHandlingRates(by: ALL) { rated satisfied basicallySatisfied dissatisfied satisfaction } }',
  )
  t.match(data.proposalHandlingRates, [{ rated: 1, basicallySatisfied: 1, dissatisfied: 0, satisfaction: '100.00' }])
})

tap.test(
  'nobody else enters it, and it is not entered for members, too early, or with a wrong day or sheet',
  async t => {
    const w = await proposalWorld(t)
    const [unit, other] = w.units
    const early = await filed(w)
    const parts = [unit, other].map(one => ({ unit: one.id, role: 'SEPARATE' }))
    await done(w.office, ASSIGN, { ...target(early), input: { units: parts } })
    const half = await replied(unit, early.id)
    await refused(t, w, w.office, ENTER, paper(w, early, half.id), 'INVALID_STATE')
    t.match(await action(w.office, early), { isAvailable: false, reason: /当前状态/ })
    t.same(await waiting(t, w), [])
    const { proposal, reply } = await answered(w)
    const enter = (more: object = {}) => paper(w, proposal, reply.id, 'SATISFIED', more)
    const elsewhere = await w.as('PROPOSAL_OFFICE', 'OTHER_CITY')
    for (const client of [elsewhere, await w.as('PROPOSAL_OFFICE', 'COUNTY')]) {
      await refused(t, w, client, ENTER, enter(), 'NOT_FOUND')
    }
    for (const client of [w.first.client, unit.staff, unit.head, w.assigning.staff, await w.as('LEADER')]) {
      await refused(t, w, client, ENTER, enter(), 'FORBIDDEN')
    }
    t.equal(await action(unit.staff, proposal), undefined)
    await refused(t, w, w.first.client, FEEDBACK, { id: proposal.id, ...rating(reply.id) }, 'NOT_FOUND')
    const before = { receivedOn: addDays(today(w), -1) }
    await refused(t, w, w.office, ENTER, enter(before), 'OUT_OF_RANGE', 'input.receivedOn')
    const coming = { receivedOn: addDays(today(w), 1) }
    await refused(t, w, w.office, ENTER, enter(coming), 'OUT_OF_RANGE', 'input.receivedOn')
    const foreign = { sheetFile: await givenPhoto(w.colleague) }
    await refused(t, w, w.office, ENTER, enter(foreign), 'NOT_FOUND', 'input.sheetFile')
    const silent = { overall: 'DISSATISFIED', comment: ' ' }
    await refused(t, w, w.office, ENTER, enter(silent), 'REQUIRED', 'input.comment')
    await refused(t, w, w.office, ENTER, paper(w, proposal, half.id), 'NOT_FOUND', 'input.reply')

    const members = await w.given.proposal({ state: 'FILED', coSigners: [w.second] })
    await given(w, members)
    const letter = await replied(unit, members.id)
    await refused(t, w, w.office, ENTER, paper(w, members, letter.id), 'NOT_APPLICABLE')
    await rate(w.first, members.id, letter.id)
    await refused(t, w, w.office, ENTER, paper(w, members, letter.id), 'NOT_APPLICABLE')
    t.match(await action(w.office, members), { isAvailable: false, reason: /集体提案/ })
    t.same(await waiting(t, w), [proposal.id])
  },
)

tap.test('a body and its contact are one: whoever comes first stands', async t => {
  const w = await proposalWorld(t)
  const paperFirst = await answered(w, w.first)
  t.same(await waiting(t, w), [], 'the contact is asked')
  await done(w.office, ENTER, paper(w, paperFirst.proposal, paperFirst.reply.id))
  const give = { id: paperFirst.proposal.id, ...rating(paperFirst.reply.id) }
  await refused(t, w, w.first.client, FEEDBACK, give, 'ALREADY_GIVEN', 'input.reply')
  t.match(await action(w.first.client, paperFirst.proposal, 'GIVE_FEEDBACK'), { isAvailable: false })
  const seen = await read(w.first.client, paperFirst.proposal)
  t.match(seen.feedback, [{ isOfBody: true, member: null }], 'the contact reads what the body said')
  t.match(await done(w.office, CLOSE, await close(w, paperFirst.proposal)), { state: 'CLOSED' })

  const contactFirst = await answered(w, w.first)
  t.match(await rate(w.first, contactFirst.proposal.id, contactFirst.reply.id), { member: { id: w.first.id } })
  const late = paper(w, contactFirst.proposal, contactFirst.reply.id)
  await refused(t, w, w.office, ENTER, late, 'ALREADY_GIVEN', 'input.reply')
  t.match(await action(w.office, contactFirst.proposal), { isAvailable: false })
  t.match((await read(w.office, contactFirst.proposal)).feedback, [{ isOfBody: false, receivedOn: null }])
  t.match(await done(w.office, CLOSE, await close(w, contactFirst.proposal)), { state: 'CLOSED' })
})

tap.test('of the office, a colleague and the contact at once one is heard', async t => {
  const w = await proposalWorld(t, { several: true })
  const { proposal, reply } = await answered(w, w.first)
  const answers = await Promise.all([
    w.office.run(ENTER, paper(w, proposal, reply.id)),
    w.first.client.run(FEEDBACK, { id: proposal.id, ...rating(reply.id) }),
    w.colleague.run(ENTER, paper(w, proposal, reply.id)),
  ])
  t.same(answers.map(outcome).sort(), ['ALREADY_GIVEN', 'ALREADY_GIVEN', 'DONE'])
  t.equal((await read(w.office, proposal)).feedback.length, 1)
})

tap.test('in time is what was received in time; late it is kept and counts as none', async t => {
  const w = await proposalWorld(t)
  const [one, two] = [await answered(w), await answered(w)]
  const received = addDays(today(w), 3)
  w.later(60 * DAY)
  t.same(await waiting(t, w), [one.proposal.id, two.proposal.id].sort())
  const inTime = paper(w, one.proposal, one.reply.id, 'DISSATISFIED', { receivedOn: received })
  t.match(await done(w.office, ENTER, inTime), { isLate: false, proposal: { state: 'FEEDBACK' } })
  const { deadlines } = await read(w.office, one.proposal)
  t.match(
    deadlines.find((deadline: { kind: string }) => deadline.kind === 'FEEDBACK'),
    { state: 'MET' },
  )
  t.match(await done(w.office, CLOSE, await close(w, one.proposal)), { state: 'REHANDLING', round: 2 })
  const stale = paper(w, one.proposal, one.reply.id, 'SATISFIED', { receivedOn: received })
  await refused(t, w, w.office, ENTER, stale, 'ALREADY_GIVEN')
  const again = await replied(w.units[0], one.proposal.id, {}, 2)
  t.match(await done(w.office, ENTER, paper(w, one.proposal, again.id)), { isLate: false }, 'asked anew')
  t.match(await done(w.office, CLOSE, await close(w, one.proposal)), { state: 'CLOSED', round: 2 })

  const late = await done(w.office, ENTER, paper(w, two.proposal, two.reply.id, 'DISSATISFIED'))
  t.match(late, { isLate: true, proposal: { state: 'REPLIED' } })
  t.match(await done(w.office, CLOSE, await close(w, two.proposal)), { state: 'CLOSED' })

  const three = await answered(w)
  w.later(60 * DAY)
  await done(w.office, CLOSE, await close(w, three.proposal))
  const after = await done(w.office, ENTER, paper(w, three.proposal, three.reply.id, 'DISSATISFIED'))
  t.match(after, { isLate: true, proposal: { state: 'CLOSED' } })
  t.equal(await stateOf(w, three.proposal), 'CLOSED')
})

tap.test('a merged body is asked for itself, and so are the members merged into a body’s proposal', async t => {
  const w = await proposalWorld(t)
  const main = await filed(w)
  const child = await givenMerged(w, main, w.second)
  await given(w, main)
  const reply = await replied(w.units[0], main.id)
  const day = today(w)
  t.same(await waiting(t, w), [main.id])
  w.later(60 * DAY)
  await done(w.office, ENTER, paper(w, main, reply.id, 'SATISFIED', { receivedOn: day }))
  const { rows } = await w.owner.query(
    `select met_at from proposal_deadlines where kind = 'FEEDBACK' and proposal_id = $1 and is_current`,
    [main.proposalId],
  )
  t.same(rows, [{ met_at: null }], 'the member is still silent')
  await refused(t, w, w.office, ENTER, paper(w, child, reply.id), 'NOT_APPLICABLE')

  const parent = await w.given.proposal({ state: 'FILED' })
  const body = await filed(w)
  await send(w.office, M.merge, parent, { proposals: [target(body)] })
  await given(w, { ...parent, version: 2 })
  const letter = await replied(w.units[0], parent.id)
  await rate(w.first, parent.id, letter.id)
  await refused(t, w, w.office, CLOSE, await close(w, parent), 'FEEDBACK_MISSING')
  t.same(await waiting(t, w), [body.id])
  const said = await done(w.office, ENTER, paper(w, body, letter.id, 'DISSATISFIED'))
  t.match(said, { isLate: false, proposal: { id: body.id, state: 'FEEDBACK' } })
  t.match(await done(w.office, CLOSE, await close(w, parent)), { state: 'REHANDLING' })
  t.equal(await stateOf(w, body), 'REHANDLING')
})

tap.test('the database keeps a body from answering twice, and a member from answering on paper', async t => {
  const w = await proposalWorld(t)
  const { proposal, reply } = await answered(w)
  await done(w.office, ENTER, paper(w, proposal, reply.id))
  const columns = 'organization_id, proposal_id, reply_id, result, attitude, overall, is_late, created_by'
  const again = (more: string, values: string) =>
    w.owner.query(`insert into proposal_feedback (id, ${columns}, ${more})
      select gen_random_uuid(), ${columns}, ${values} from proposal_feedback`)
  await t.rejects(again('member_id', 'null'), /proposal_feedback_once/)
  await t.rejects(again('member_id, received_on', `'${w.first.memberId}', received_on`), /proposal_feedback_paper/)
})
