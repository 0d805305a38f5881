import tap from 'tap'
import { addDays } from '../../../src/kernel/dates.ts'
import { givenPhoto } from '../../support/duty.ts'
import { M, send } from '../../support/examination.ts'
import { CLOSE, done, rate, rating, refused, replied, stateOf, target } from '../../support/handling.ts'
import { action, answered, close, ENTER, filed, given, paper, read, today } from '../../support/paper-feedback.ts'
import { type ProposalWorld, proposalWorld } from '../../support/proposals.ts'

const DAY = 86_400_000

const CORRECT = `mutation ($id: ID!, $expectedVersion: Int!, $input: ProposalFeedbackCorrectInput!) {
  proposalFeedbackCorrect(id: $id, expectedVersion: $expectedVersion, input: $input) {
    feedback { id isLate receivedOn overall attitude comment sheetFile { id } proposal { id state version } }
    userErrors { field code message } } }`

const RATES = '{ proposalHandlingRates(by: ALL) { rated satisfied dissatisfied satisfaction } }'

/** The correction of what was entered, of the version that the office sees. */
async function correction(
  w: ProposalWorld,
  { id }: { readonly id: string },
  reply: string,
  overall = 'SATISFIED',
  more: object = {},
) {
  const { version } = await read(w.office, { id })
  const { input } = rating(reply, overall, { receivedOn: today(w), reason: '看错一格', ...more })
  return { id, expectedVersion: version, input }
}

tap.test('what was mistyped of a paper is put right, and all that follows from it', async t => {
  const w = await proposalWorld(t)
  const { proposal, reply } = await answered(w)
  t.match(await action(w.office, proposal, 'CORRECT_FEEDBACK'), { isAvailable: false, reason: /没有代录/ })
  await refused(t, w, w.office, CORRECT, await correction(w, proposal, reply.id), 'NOTHING_TO_CORRECT')
  const sheetFile = await givenPhoto(w.office)
  await done(w.office, ENTER, paper(w, proposal, reply.id, 'DISSATISFIED', { sheetFile, comment: '没有落实' }))
  const wrong = async (more: object, code: string, field?: string) =>
    refused(t, w, w.office, CORRECT, await correction(w, proposal, reply.id, 'SATISFIED', more), code, field)
  await wrong({ reason: ' ' }, 'REQUIRED', 'input.reason')
  await wrong({ reason: '字'.repeat(501) }, 'TOO_LONG', 'input.reason')
  await wrong({ receivedOn: addDays(today(w), 1) }, 'OUT_OF_RANGE', 'input.receivedOn')
  await wrong({ receivedOn: addDays(today(w), -1) }, 'OUT_OF_RANGE', 'input.receivedOn')
  await wrong({ overall: 'DISSATISFIED', comment: '' }, 'REQUIRED', 'input.comment')
  await wrong({ sheetFile: await givenPhoto(w.colleague) }, 'NOT_FOUND', 'input.sheetFile')
  await wrong({ reply: 'rep_140200_019c0000-0000-7000-8000-000000000000' }, 'NOT_FOUND', 'input.reply')
  const right = await correction(w, proposal, reply.id, 'SATISFIED', { comment: '满意' })
  const stale = { ...right, expectedVersion: right.expectedVersion - 1 }
  await refused(t, w, w.office, CORRECT, stale, 'VERSION_CONFLICT', 'expectedVersion')
  for (const place of ['OTHER_CITY', 'COUNTY'] as const) {
    await refused(t, w, await w.as('PROPOSAL_OFFICE', place), CORRECT, right, 'NOT_FOUND')
  }
  for (const client of [w.first.client, w.units[0].staff, w.units[0].head, await w.as('LEADER')]) {
    await refused(t, w, client, CORRECT, right, 'FORBIDDEN')
  }
  t.match(await action(w.colleague, proposal, 'CORRECT_FEEDBACK'), { isAvailable: true })
  t.match(await done(w.colleague, CORRECT, right), {
    ...{ overall: 'SATISFIED', comment: '满意', isLate: false, sheetFile: { id: sheetFile } },
    proposal: { state: 'FEEDBACK', version: right.expectedVersion + 1 },
  })
  await refused(t, w, w.office, CORRECT, right, 'VERSION_CONFLICT', 'expectedVersion')
  const { events, feedback } = await read(w.office, proposal)
  t.equal(feedback.length, 1)
  t.match(events.nodes.at(-1), {
    action: 'CORRECT_FEEDBACK',
    facts: { isLate: false, receivedOn: today(w), was: { overall: 'DISSATISFIED', receivedOn: today(w) } },
  })
  t.notMatch(JSON.stringify(await read(w.units[0].staff, proposal)), /CORRECT_FEEDBACK|看错/)
  const { data } = await w.office.run(RATES)
  t.match(data.proposalHandlingRates, [{ rated: 1, satisfied: 1, dissatisfied: 0, satisfaction: '100.00' }])
  t.match(await done(w.office, CLOSE, await close(w, proposal)), { state: 'CLOSED' })
  await refused(t, w, w.office, CORRECT, await correction(w, proposal, reply.id), 'INVALID_STATE')
  t.match(await action(w.office, proposal, 'CORRECT_FEEDBACK'), { isAvailable: false })
  t.strictSame((await w.owner.query('select * from verify_changes(140200)')).rows, [], 'the chain holds')
})

tap.test('once it is handled again, the earlier reply is corrected no more', async t => {
  const w = await proposalWorld(t)
  const { proposal, reply } = await answered(w)
  await done(w.office, ENTER, paper(w, proposal, reply.id, 'DISSATISFIED'))
  await done(w.office, CLOSE, await close(w, proposal))
  await refused(t, w, w.office, CORRECT, await correction(w, proposal, reply.id), 'REHANDLING_BEGUN', 'input.reply')
  const again = await replied(w.units[0], proposal.id, {}, 2)
  await done(w.office, ENTER, paper(w, proposal, again.id, 'SATISFIED'))
  await refused(t, w, w.office, CORRECT, await correction(w, proposal, reply.id), 'REHANDLING_BEGUN', 'input.reply')
  const dissent = await correction(w, proposal, again.id, 'DISSATISFIED', { comment: '仍未落实' })
  t.match(await done(w.office, CORRECT, dissent), { overall: 'DISSATISFIED', proposal: { state: 'FEEDBACK' } })
  const closing = { ...(await close(w, proposal)), input: { note: '已当面说明' } }
  t.match(await done(w.office, CLOSE, closing), { state: 'CLOSED_WITH_DISSENT' })
})

tap.test('the right day makes it late, or in time, and the proposal follows', async t => {
  const w = await proposalWorld(t)
  const { proposal, reply } = await answered(w)
  const inTime = today(w)
  const due = async () =>
    (await read(w.office, proposal)).deadlines.filter((one: { kind: string }) => one.kind === 'FEEDBACK')
  w.later(60 * DAY)
  await done(w.office, ENTER, paper(w, proposal, reply.id, 'DISSATISFIED', { receivedOn: inTime }))
  t.match(await due(), [{ state: 'MET' }])
  const late = await correction(w, proposal, reply.id, 'DISSATISFIED')
  t.match(await done(w.office, CORRECT, late), { isLate: true, proposal: { state: 'REPLIED' } })
  t.match(await due(), [{ state: 'RED' }], 'asked once')
  const back = await correction(w, proposal, reply.id, 'DISSATISFIED', { receivedOn: inTime })
  t.match(await done(w.office, CORRECT, back), { isLate: false, receivedOn: inTime, proposal: { state: 'FEEDBACK' } })
  t.match(await due(), [{ state: 'MET' }])
  const actions = (await read(w.office, proposal)).events.nodes.map((one: { action: string }) => one.action)
  t.same(actions.slice(-5), [
    'BEGIN_FEEDBACK',
    'CORRECT_FEEDBACK',
    'STOP_FEEDBACK',
    'CORRECT_FEEDBACK',
    'BEGIN_FEEDBACK',
  ])
  t.match(await done(w.office, CLOSE, await close(w, proposal)), { state: 'REHANDLING' })
})

tap.test('of a merged body it is its own; what a contact or a member says himself nobody corrects', async t => {
  const w = await proposalWorld(t, { several: true })
  const parent = await w.given.proposal({ state: 'FILED' })
  const body = await filed(w)
  await send(w.office, M.merge, parent, { proposals: [target(body)] })
  await given(w, { ...parent, version: 2 })
  const letter = await replied(w.units[0], parent.id)
  await rate(w.first, parent.id, letter.id)
  await done(w.office, ENTER, paper(w, body, letter.id, 'DISSATISFIED'))
  await refused(t, w, w.office, CORRECT, await correction(w, parent, letter.id), 'NOTHING_TO_CORRECT')
  const right = await correction(w, body, letter.id)
  const answers = await Promise.all([1, 2].map(() => w.office.run(CORRECT, right)))
  const codes = answers.map(({ data }) => data.proposalFeedbackCorrect.userErrors[0]?.code ?? 'DONE')
  t.same(codes.sort(), ['DONE', 'VERSION_CONFLICT'])
  t.match(await done(w.office, CLOSE, await close(w, parent)), { state: 'CLOSED' })
  t.equal(await stateOf(w, body), 'CLOSED')

  const own = await answered(w, w.first)
  await rate(w.first, own.proposal.id, own.reply.id)
  await refused(t, w, w.office, CORRECT, await correction(w, own.proposal, own.reply.id), 'NOTHING_TO_CORRECT')
  const byContact = { ...(await correction(w, own.proposal, own.reply.id)) }
  await refused(t, w, w.first.client, CORRECT, byContact, 'FORBIDDEN')
})
