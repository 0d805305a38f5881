import tap from 'tap'
import { newId } from '../../../src/kernel/ids.ts'
import {
  ASSIGN,
  assigned,
  begun,
  CLOSE,
  done,
  FEEDBACK,
  givenMerged,
  handlingsOf,
  partOf,
  REQUEST_RETURN,
  rate,
  rating,
  reason,
  refused,
  replied,
  sendReply,
  stateOf,
  target,
} from '../../support/handling.ts'
import { type GivenProposal, type ProposalWorld, proposalWorld } from '../../support/proposals.ts'

const DAY = 86_400_000

const close = async (w: ProposalWorld, { id }: { readonly id: string }, note?: string) => {
  const { data } = await w.office.run('query ($id: ID!) { proposal(id: $id) { version } }', { id })
  return { id, expectedVersion: data.proposal.version, input: note === undefined ? {} : { note } }
}

/** A proposal of two, replied by one unit. */
async function answered(w: ProposalWorld) {
  const [unit] = w.units
  const proposal = await assigned(w, [[unit, 'SOLE']], { coSigners: [w.second] })
  return { proposal, unit, reply: await replied(unit, proposal.id) }
}

tap.test('each proposer rates each reply once, and sees the own rating alone', async t => {
  const w = await proposalWorld(t)
  const { proposal, unit, reply } = await answered(w)
  const give = (more: object = {}) => ({ id: proposal.id, ...rating(reply.id, 'SATISFIED', more) })
  await refused(t, w, w.third.client, FEEDBACK, give(), 'NOT_FOUND')
  await w.owner.query(
    `insert into proposal_signers (organization_id, id, proposal_id, member_id, role, state, rank, text_number, invited_at)
      values (140200, gen_random_uuid(), $1, $2, 'ENDORSER', 'ACCEPTED', 9, 1, now())`,
    [proposal.proposalId, w.third.memberId],
  )
  await refused(t, w, w.third.client, FEEDBACK, give(), 'FORBIDDEN')
  await refused(t, w, w.office, FEEDBACK, give(), 'FORBIDDEN')
  await refused(t, w, unit.staff, FEEDBACK, give(), 'FORBIDDEN')
  await refused(
    t,
    w,
    w.first.client,
    FEEDBACK,
    { ...give(), ...rating('rep_140200_nonsense') },
    'NOT_FOUND',
    'input.reply',
  )
  await refused(t, w, w.first.client, FEEDBACK, give({ comment: '字'.repeat(2001) }), 'TOO_LONG', 'input.comment')
  const silent = give({ overall: 'DISSATISFIED', comment: ' ' })
  await refused(t, w, w.first.client, FEEDBACK, silent, 'REQUIRED', 'input.comment')
  const id = newId()
  const first = await done(w.first.client, FEEDBACK, give({ id, comment: '办得很好' }))
  t.match(first, { isLate: false, overall: 'SATISFIED', comment: '办得很好', member: { id: w.first.id } })
  t.equal(await stateOf(w, proposal), 'FEEDBACK')
  const again = await done(w.first.client, FEEDBACK, give({ id, comment: '办得很好' }))
  t.equal(again.id, first.id, 'the same id and content gives the first result')
  await refused(t, w, w.first.client, FEEDBACK, give({ id, comment: '办得不好' }), 'ID_REUSED')
  await refused(t, w, w.first.client, FEEDBACK, give(), 'ALREADY_GIVEN')
  const seen = async (client: typeof w.office) =>
    (
      await client.run(
        'query ($id: ID!) { proposal(id: $id) { feedback { overall } replies { feedback { overall } } } }',
        {
          id: proposal.id,
        },
      )
    ).data.proposal
  const rated = { feedback: [{ overall: 'SATISFIED' }], replies: [{ feedback: [{ overall: 'SATISFIED' }] }] }
  t.same(await seen(w.first.client), rated)
  t.same(await seen(w.second.client), { feedback: [], replies: [{ feedback: [] }] })
  t.same(await seen(w.office), rated)
  t.same(await seen(unit.staff), rated, 'the unit hears what is said of its reply')
})

tap.test('nothing is rated before it is replied, nor a reply to another proposal', async t => {
  const w = await proposalWorld(t)
  const { proposal, reply } = await answered(w)
  const [, other] = w.units
  const second = await assigned(w, [
    [w.units[0], 'SEPARATE'],
    [other, 'SEPARATE'],
  ])
  const early = await replied(other, second.id)
  await refused(t, w, w.first.client, FEEDBACK, { id: second.id, ...rating(early.id) }, 'INVALID_STATE')
  await refused(t, w, w.first.client, FEEDBACK, { id: second.id, ...rating(reply.id) }, 'NOT_FOUND', 'input.reply')
  await refused(t, w, w.first.client, FEEDBACK, { id: proposal.id, ...rating(early.id) }, 'NOT_FOUND', 'input.reply')
})

tap.test(
  'it is closed when all have answered or the time is over; late feedback is kept and counts as none',
  async t => {
    const w = await proposalWorld(t)
    const { proposal, reply } = await answered(w)
    await refused(t, w, w.office, CLOSE, await close(w, proposal), 'FEEDBACK_MISSING')
    await rate(w.first, proposal.id, reply.id)
    await refused(t, w, w.office, CLOSE, await close(w, proposal), 'FEEDBACK_MISSING')
    await refused(t, w, w.first.client, CLOSE, await close(w, proposal), 'FORBIDDEN')
    w.later(60 * DAY)
    const late = await rate(w.second, proposal.id, reply.id, 'DISSATISFIED')
    t.match(late, { isLate: true })
    const closed = await done(w.office, CLOSE, await close(w, proposal, '已办结'))
    t.match(closed, { state: 'CLOSED', round: 1, decisionNote: '已办结' })
    t.ok(closed.closedAt)
    await refused(t, w, w.office, CLOSE, await close(w, proposal), 'INVALID_STATE')
    const { rows } = await w.owner.query(`select kind from proposal_deadlines where is_current and met_at is null`)
    t.same(rows, [], 'nothing is owed any more')
  },
)

tap.test('feedback after the closing is late too, and changes nothing', async t => {
  const w = await proposalWorld(t)
  const { proposal, reply } = await answered(w)
  w.later(60 * DAY)
  await done(w.office, CLOSE, await close(w, proposal))
  const late = await rate(w.first, proposal.id, reply.id, 'DISSATISFIED')
  t.match(late, { isLate: true, proposal: { state: 'CLOSED' } })
  t.equal(await stateOf(w, proposal), 'CLOSED')
})

tap.test(
  'dissatisfaction opens re-handling of the units concerned, once; then it is closed with dissent and a note',
  async t => {
    const w = await proposalWorld(t)
    const [a, b] = w.units
    const proposal = await assigned(w, [
      [a, 'SEPARATE'],
      [b, 'SEPARATE'],
    ])
    const [one, two] = [await replied(a, proposal.id), await replied(b, proposal.id)]
    await rate(w.first, proposal.id, one.id, 'DISSATISFIED')
    await refused(t, w, w.office, CLOSE, await close(w, proposal), 'FEEDBACK_MISSING')
    await rate(w.first, proposal.id, two.id)
    t.match(await done(w.office, CLOSE, await close(w, proposal)), { state: 'REHANDLING', round: 2, closedAt: null })
    t.same(
      (await handlingsOf(w.office, proposal.id)).map(({ unit, round, state }) => [unit.name, round, state]),
      [
        ['住建局', 1, 'REPLIED'],
        ['公安局', 1, 'REPLIED'],
        ['住建局', 2, 'NEW'],
      ],
    )
    await refused(t, w, w.first.client, FEEDBACK, { id: proposal.id, ...rating(two.id) }, 'ALREADY_GIVEN')
    const part = await partOf(a.staff, proposal.id, a, 2)
    await refused(t, w, a.staff, REQUEST_RETURN, { ...target(part), ...reason }, 'NOT_RETURNABLE')
    const deadlines = await w.owner.query('select kind from proposal_deadlines where handling_id = $1', [
      part.id.split('_')[2],
    ])
    t.same(deadlines.rows, [{ kind: 'REHANDLING' }])
    const begin = await begun(a, proposal.id, 2)
    t.equal(await stateOf(w, proposal), 'REHANDLING')
    const again = await sendReply(a, begin)
    t.equal(await stateOf(w, proposal), 'REPLIED')
    const { data } = await w.first.client.run(
      'query ($id: ID!) { proposal(id: $id) { replies { round state handling { unit { name } } } } }',
      {
        id: proposal.id,
      },
    )
    t.same(
      data.proposal.replies.map((r: { round: number; state: string }) => [r.round, r.state]),
      [
        [1, 'SUPERSEDED'],
        [1, 'SENT'],
        [2, 'SENT'],
      ],
    )
    t.match(await rate(w.first, proposal.id, again.id, 'DISSATISFIED'), { isLate: false }, 'asked anew')
    await refused(t, w, w.office, CLOSE, await close(w, proposal), 'REQUIRED', 'input.note')
    await refused(t, w, w.office, CLOSE, await close(w, proposal, ' '), 'REQUIRED', 'input.note')
    const closed = await done(w.office, CLOSE, await close(w, proposal, '已召开面商会专项说明'))
    t.match(closed, { state: 'CLOSED_WITH_DISSENT', round: 2, decisionNote: '已召开面商会专项说明' })
  },
)

tap.test('in re-handling too nothing is rated before all units have replied', async t => {
  const w = await proposalWorld(t)
  const [a, b] = w.units
  const proposal = await assigned(w, [
    [a, 'SEPARATE'],
    [b, 'SEPARATE'],
  ])
  const first = [await replied(a, proposal.id), await replied(b, proposal.id)]
  for (const { id } of first) await rate(w.first, proposal.id, id, 'DISSATISFIED')
  await done(w.office, CLOSE, await close(w, proposal))
  const early = await replied(a, proposal.id, {}, 2)
  const give = { id: proposal.id, ...rating(early.id, 'DISSATISFIED') }
  await refused(t, w, w.first.client, FEEDBACK, give, 'INVALID_STATE')
  const { data } = await w.first.client.run(
    'query ($id: ID!) { proposal(id: $id) { availableActions { action isAvailable } } }',
    { id: proposal.id },
  )
  t.match(
    data.proposal.availableActions.find((one: { action: string }) => one.action === 'GIVE_FEEDBACK'),
    { isAvailable: false },
  )
  const other = await replied(b, proposal.id, {}, 2)
  t.match(await done(w.first.client, FEEDBACK, give), { isLate: false })
  await rate(w.first, proposal.id, other.id)
  t.match(await done(w.office, CLOSE, await close(w, proposal, '已面商')), { state: 'CLOSED_WITH_DISSENT' })
})

tap.test('content in the second round, it is closed', async t => {
  const w = await proposalWorld(t)
  const [unit] = w.units
  const proposal = await assigned(w, [[unit, 'SOLE']])
  const reply = await replied(unit, proposal.id)
  await rate(w.first, proposal.id, reply.id, 'DISSATISFIED')
  await done(w.office, CLOSE, await close(w, proposal))
  const again = await replied(unit, proposal.id, {}, 2)
  await rate(w.first, proposal.id, again.id, 'BASICALLY_SATISFIED')
  t.match(await done(w.office, CLOSE, await close(w, proposal)), { state: 'CLOSED' })
})

tap.test('every combination of two proposers’ feedback drives the outcome', async t => {
  const w = await proposalWorld(t)
  const ratings = ['SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED'] as const
  for (const one of ratings) {
    for (const two of ratings) {
      const { proposal, reply } = await answered(w)
      await rate(w.first, proposal.id, reply.id, one)
      await rate(w.second, proposal.id, reply.id, two)
      const closed = await done(w.office, CLOSE, await close(w, proposal))
      const isBad = [one, two].includes('DISSATISFIED')
      t.equal(closed.state, isBad ? 'REHANDLING' : 'CLOSED', `${one} ${two}`)
    }
  }
})

/** A parent of the first proposer's with a child of the second's, replied. */
async function merged(
  w: ProposalWorld,
): Promise<{ parent: GivenProposal; child: GivenProposal; reply: { id: string } }> {
  const [unit] = w.units
  const parent = await w.given.proposal({ state: 'FILED' })
  const child = await givenMerged(w, parent, w.second)
  await done(w.office, ASSIGN, { ...target(parent), input: { units: [{ unit: unit.id, role: 'SOLE' }] } })
  return { parent, child, reply: await replied(unit, parent.id) }
}

tap.test('of merged proposals each proposer is answered and asked for himself', async t => {
  const w = await proposalWorld(t)
  const { parent, child, reply } = await merged(w)
  t.same([await stateOf(w, parent), await stateOf(w, child)], ['REPLIED', 'REPLIED'])
  const deadlines = await w.owner.query(
    `select proposal_id from proposal_deadlines where kind = 'FEEDBACK' and met_at is null`,
  )
  t.same(deadlines.rows.map(row => row.proposal_id).sort(), [parent.proposalId, child.proposalId].sort())
  const { data } = await w.second.client.run(
    `query ($id: ID!, $parent: ID!) { parent: proposal(id: $parent) { id }
      proposal(id: $id) { replies { id body } availableActions { action isAvailable } } }`,
    { id: child.id, parent: parent.id },
  )
  t.equal(data.parent, null, 'the other proposal stays the others’')
  t.match(data.proposal.replies, [{ id: reply.id, body: /提案收悉/ }])
  t.match(
    data.proposal.availableActions.find((a: { action: string }) => a.action === 'GIVE_FEEDBACK'),
    { isAvailable: true },
  )
  await refused(t, w, w.second.client, FEEDBACK, { id: parent.id, ...rating(reply.id) }, 'NOT_FOUND')
  await rate(w.first, parent.id, reply.id)
  t.same([await stateOf(w, parent), await stateOf(w, child)], ['FEEDBACK', 'FEEDBACK'])
  await refused(t, w, w.office, CLOSE, await close(w, parent), 'FEEDBACK_MISSING')
  await refused(t, w, w.office, CLOSE, await close(w, child), 'MERGED_CHILD')
  const own = await rate(w.second, child.id, reply.id, 'DISSATISFIED')
  t.match(own, { proposal: { id: child.id }, member: { id: w.second.id } })
  t.match(await done(w.office, CLOSE, await close(w, parent)), { state: 'REHANDLING' })
  t.same([await stateOf(w, parent), await stateOf(w, child)], ['REHANDLING', 'REHANDLING'])
  const again = await replied(w.units[0], parent.id, {}, 2)
  await rate(w.first, parent.id, again.id)
  await rate(w.second, child.id, again.id)
  await done(w.office, CLOSE, await close(w, parent))
  t.same([await stateOf(w, parent), await stateOf(w, child)], ['CLOSED', 'CLOSED'])
})

tap.test('proposers who rate at once, of parent and child, all count', async t => {
  const w = await proposalWorld(t, { several: true })
  const { parent, child, reply } = await merged(w)
  const answers = await Promise.all([
    w.first.client.run(FEEDBACK, { id: parent.id, ...rating(reply.id) }),
    w.second.client.run(FEEDBACK, { id: child.id, ...rating(reply.id) }),
    w.first.client.run(FEEDBACK, { id: parent.id, ...rating(reply.id) }),
  ])
  const codes = answers.map(({ data }) => data.proposalFeedbackGive.userErrors[0]?.code ?? 'DONE')
  t.same(codes.sort(), ['ALREADY_GIVEN', 'DONE', 'DONE'])
  t.same([await stateOf(w, parent), await stateOf(w, child)], ['FEEDBACK', 'FEEDBACK'])
})

const RATES = `query ($by: ProposalRateGroup!, $filter: ProposalRateFilter) { proposalHandlingRates(by: $by, filter: $filter) {
  unit { name assigningOffice { name } } office { name } replyClass
  assigned replied onTime late handlingRate onTimeRate rated satisfied basicallySatisfied dissatisfied satisfaction
} }`

tap.test('handling rate, on-time rate and satisfaction, by unit, office and class', async t => {
  const w = await proposalWorld(t)
  const [a, b, c] = w.units
  const read = async (client: typeof w.office, variables: object) =>
    (await client.run(RATES, variables)).data.proposalHandlingRates
  t.same(await read(w.office, { by: 'ALL' }), [], 'nothing to count')
  t.same(await read(w.office, { by: 'UNIT' }), [])
  const one = await assigned(w, [[a, 'SOLE']])
  const two = await assigned(w, [
    [a, 'HOST'],
    [b, 'CO_HANDLER'],
  ])
  const three = await assigned(w, [[a, 'SOLE']])
  await assigned(w, [[b, 'SOLE']])
  const reply = await replied(a, one.id)
  await rate(w.first, one.id, reply.id, 'DISSATISFIED')
  t.match(await read(w.office, { by: 'UNIT' }), [
    {
      ...{ unit: { name: '住建局', assigningOffice: { name: '政府办公室' } }, office: null, replyClass: null },
      ...{ assigned: 3, replied: 1, onTime: 1, late: 0, handlingRate: '33.33', onTimeRate: '100.00' },
      ...{ rated: 1, satisfied: 0, dissatisfied: 1, satisfaction: '0.00' },
    },
    { unit: { name: '公安局' }, assigned: 1, replied: 0, handlingRate: '0.00', onTimeRate: null, satisfaction: null },
  ])
  await done(w.office, CLOSE, await close(w, one))
  const again = await replied(a, one.id, { replyClass: 'REFERENCE' }, 2)
  await rate(w.first, one.id, again.id, 'BASICALLY_SATISFIED')
  w.later(200 * DAY)
  await replied(a, three.id)
  const own = await read(a.staff, { by: 'UNIT' })
  t.match(own, [
    {
      ...{ unit: { name: '住建局' }, assigned: 3, replied: 2, onTime: 1, late: 2, handlingRate: '66.67' },
      ...{ onTimeRate: '33.33', rated: 1, basicallySatisfied: 1, dissatisfied: 0, satisfaction: '100.00' },
    },
  ])
  t.equal(own.length, 1, 'a unit sees itself')
  t.match(await read(w.office, { by: 'CLASS' }), [
    { replyClass: null, assigned: 2, replied: 0, handlingRate: '0.00' },
    { replyClass: 'REFERENCE', assigned: 1, replied: 1, handlingRate: '100.00', onTimeRate: '100.00' },
    { replyClass: 'RESOLVED', assigned: 1, onTimeRate: '0.00' },
  ])
  t.match(await read(w.office, { by: 'OFFICE' }), [{ office: null, unit: null, assigned: 4, replied: 2 }])
  t.match(await read(w.office, { by: 'ALL' }), [
    { assigned: 4, replied: 2, handlingRate: '50.00', onTimeRate: '25.00' },
  ])
  const count = async (filter: object) => (await read(w.office, { by: 'ALL', filter }))[0]?.assigned ?? 0
  t.equal(await count({ session: w.session.id, period: 'SESSION' }), 4)
  t.equal(await count({ period: 'ORDINARY' }), 0)
  t.equal(await count({ session: `ses_140200_${newId()}` }), 0)
  t.equal(await count({ assigned: { to: '2001-01-01' } }), 0)
  t.equal(await count({ assigned: { from: '2001-01-01' } }), 4)
  t.same(await read(c.staff, { by: 'UNIT' }), [])
  t.same(await read(w.assigning.staff, { by: 'UNIT' }), [], 'these came straight from the committee')
  t.same(await read(w.first.client, { by: 'UNIT' }), [], 'proposers read no statistics of units')
  t.same(await read(await w.as('PROPOSAL_OFFICE', 'COUNTY'), { by: 'UNIT' }), [])
  t.ok(two.id)
})
