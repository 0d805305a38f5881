import t from 'tap'
import { businessDate } from '../../../src/kernel/clock.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { dutiesOf, M, outcome, refused, seenBy, send } from '../../support/examination.ts'
import { WITHDRAW } from '../../support/proposal-drafting.ts'
import { type GivenProposal, type ProposalWorld, proposalWorld } from '../../support/proposals.ts'
import type { Client } from '../../support/world.ts'

const thisYear = (w: ProposalWorld) => Number(businessDate(w.clock()).slice(0, 4))

/** Nominates and gives the nomination as it stands. */
async function nominated(w: ProposalWorld, proposal: Pick<GivenProposal, 'id'>, round = 1) {
  const { version } = await seenBy(w.office, proposal)
  const { data } = await send(w.office, M.nominate, { ...proposal, version }, { year: thisYear(w), round })
  const [entry] = data.proposalNominate.proposal.nominations
  return { id: String(entry.id), version: Number(entry.version) }
}

const decide = (client: Client, target: { id: string; version: number }, decision: string, comment?: string) =>
  send(client, M.decide, target, { decision, ...(comment === undefined ? {} : { comment }) })

t.test('an excellent proposal passes its rounds and is awarded from the last', async t => {
  const w = await proposalWorld(t)
  const given = await w.given.proposal({ state: 'FILED', coSigners: [w.second] })
  const year = thisYear(w)
  const nominate = (round: number, of = year) => {
    return async () =>
      send(w.office, M.nominate, { ...given, version: (await seenBy(w.office, given)).version }, { year: of, round })
  }
  const field = ['input', 'round']
  await refused(t, w, nominate(2), 'ROUND_OUT_OF_ORDER', field)
  await refused(t, w, nominate(1, year - 1), 'OUT_OF_RANGE', ['input', 'year'])
  await refused(t, w, nominate(1, year + 1), 'OUT_OF_RANGE', ['input', 'year'])
  const one = await nominated(w, given)
  await refused(t, w, nominate(1), 'ALREADY_NOMINATED', field)
  await refused(t, w, nominate(2), 'ROUND_NOT_PASSED', field)
  await refused(t, w, () => decide(w.office, one, 'AWARDED'), 'INVALID_STATE')
  const { data } = await decide(w.office, one, 'PASSED', '质量高')
  t.match(data.proposalNominationDecide, {
    nomination: { state: 'PASSED', comment: '质量高', version: 2, decidedBy: 'PROPOSAL_OFFICE' },
    userErrors: [],
  })
  const two = await nominated(w, given, 2)
  await refused(t, w, () => decide(w.office, { ...one, version: 2 }, 'AWARDED'), 'LATER_ROUND')
  await decide(w.office, two, 'PASSED')
  await refused(t, w, () => decide(w.office, two, 'AWARDED'), 'VERSION_CONFLICT', ['expectedVersion'])
  const awarded = await decide(w.office, { ...two, version: 2 }, 'AWARDED')
  t.match(awarded.data.proposalNominationDecide.nomination, { state: 'AWARDED', proposal: { excellentYear: year } })
  t.match(await dutiesOf(w, given), [
    { category: 'PROPOSAL_EXCELLENT', member: w.first.memberId, facts: { role: 'FIRST', proposers: 2 } },
    { category: 'PROPOSAL_EXCELLENT', member: w.second.memberId, facts: { role: 'CO_SIGNER', proposers: 2 } },
  ])
  const proposer = await seenBy(w.first.client, given)
  t.match(proposer, { excellentYear: year, nominations: [] })
  t.match(proposer.events.nodes.at(-1), { action: 'AWARD', note: '' })
  t.notMatch(JSON.stringify(proposer), /质量高/)
  t.equal((await seenBy(await w.as('LEADER'), given)).nominations.length, 2)
})

t.test('an award is taken back with a reason, and what it proved with it', async t => {
  const w = await proposalWorld(t)
  const given = await w.given.proposal({ state: 'FILED' })
  const entry = await nominated(w, given)
  await decide(w.office, entry, 'PASSED')
  await decide(w.office, { ...entry, version: 2 }, 'AWARDED')
  const now = { ...entry, version: 3 }
  await refused(t, w, () => decide(w.office, now, 'ELIMINATED'), 'REQUIRED', ['input', 'comment'])
  await refused(t, w, () => decide(w.office, now, 'ELIMINATED', '字'.repeat(501)), 'TOO_LONG', ['input', 'comment'])
  const { data } = await decide(w.office, now, 'ELIMINATED', '抄袭')
  t.match(data.proposalNominationDecide.nomination, { state: 'ELIMINATED', proposal: { excellentYear: null } })
  t.same(await dutiesOf(w, given), [])
  await refused(t, w, () => decide(w.office, { ...entry, version: 4 }, 'PASSED'), 'INVALID_STATE')
})

t.test('a proposal is excellent once', async t => {
  const w = await proposalWorld(t)
  const given = await w.given.proposal({ state: 'FILED' })
  await w.owner.query('update proposals set excellent_year = 2020 where id = $1', [given.proposalId])
  const entry = await nominated(w, given)
  await decide(w.office, entry, 'PASSED')
  await refused(t, w, () => decide(w.office, { ...entry, version: 2 }, 'AWARDED'), 'ALREADY_EXCELLENT')
})

t.test('a nomination is made once, and only of what is on file', async t => {
  const w = await proposalWorld(t, { several: true })
  const given = await w.given.proposal({ state: 'FILED' })
  const input = { id: newId(), year: thisYear(w), round: 1, comment: '推荐' }
  const answers = await Promise.all([1, 2, 3].map(() => send(w.office, M.nominate, given, input)))
  t.same(answers.map(outcome), ['DONE', 'DONE', 'DONE'], 'one id, one content: one result')
  t.equal((await seenBy(w.office, given)).nominations.length, 1)
  await refused(t, w, () => send(w.office, M.nominate, given, { ...input, comment: '别的' }), 'ID_REUSED')
  const submitted = await w.given.proposal({ state: 'SUBMITTED' })
  await refused(t, w, () => send(w.office, M.nominate, submitted, { ...input, id: newId() }), 'INVALID_STATE')
  await w.owner.query(`update proposals set state = 'WITHDRAWN' where id = $1`, [given.proposalId])
  const [entry] = (await seenBy(w.office, given)).nominations
  await refused(t, w, () => decide(w.office, entry, 'PASSED'), 'INVALID_STATE')
  t.equal(outcome(await decide(w.office, entry, 'ELIMINATED')), 'DONE', 'what was withdrawn leaves the list')
})

t.test('nominations are found by year, round and result, by the committee’s readers', async t => {
  const w = await proposalWorld(t)
  const [one, two] = [await w.given.proposal({ state: 'FILED' }), await w.given.proposal({ state: 'FILED' })]
  const [first] = [await nominated(w, one), await nominated(w, two)]
  await decide(w.office, first, 'PASSED')
  await nominated(w, one, 2)
  const found = async (client: Client, nominated: object) => {
    const { data } = await client.run(
      'query ($filter: ProposalFilter) { proposals(filter: $filter) { totalCount nodes { id } } }',
      { filter: { nominated } },
    )
    return data.proposals.nodes.map(({ id }: { id: string }) => id).sort()
  }
  const year = thisYear(w)
  t.same(await found(w.office, { year }), [one.id, two.id].sort())
  t.same(await found(w.office, { year: year - 1 }), [])
  t.same(await found(w.office, { year, round: 1, state: 'NOMINATED' }), [two.id])
  t.same(await found(w.office, { year, round: 2 }), [one.id])
  t.same(await found(w.first.client, { year }), [], 'its proposer sees the proposal, and not where it stands')
})

t.test('a nomination is decided by the office of its committee', async t => {
  const w = await proposalWorld(t)
  const given = await w.given.proposal({ state: 'FILED' })
  const entry = await nominated(w, given)
  await refused(t, w, () => decide(w.first.client, entry, 'PASSED'), 'FORBIDDEN')
  const [leader, elsewhere] = [await w.as('LEADER'), await w.as('PROPOSAL_OFFICE', 'OTHER_CITY')]
  const above = await w.as('PROPOSAL_OFFICE', 'PROVINCE')
  await refused(t, w, () => decide(leader, entry, 'PASSED'), 'FORBIDDEN')
  await refused(t, w, () => decide(above, entry, 'PASSED'), 'FORBIDDEN')
  await refused(t, w, () => decide(elsewhere, entry, 'PASSED'), 'NOT_FOUND', ['id'])
  await refused(t, w, () => decide(w.office, { ...entry, id: given.id }, 'PASSED'), 'NOT_FOUND', ['id'])
  await refused(t, w, () => decide(w.office, { ...entry, id: `pnom_140200_${newId()}` }, 'PASSED'), 'NOT_FOUND')
  const { data } = await w.office.run('query ($id: ID!) { node(id: $id) { id ... on ProposalNomination { round } } }', {
    id: entry.id,
  })
  t.same(data.node, { id: entry.id, round: 1 })
})

t.test('what is withdrawn leaves the rounds of every year', async t => {
  const w = await proposalWorld(t)
  const awarded = await w.given.proposal({ state: 'FILED' })
  const one = await nominated(w, awarded)
  await decide(w.office, one, 'PASSED')
  const two = await nominated(w, awarded, 2)
  await decide(w.office, two, 'PASSED')
  await decide(w.office, { ...two, version: 2 }, 'AWARDED')
  const waiting = await w.given.proposal({ state: 'FILED' })
  await nominated(w, waiting)
  const withdraw = async (client: Client, given: GivenProposal) => {
    const { version } = await seenBy(w.office, given)
    return send(client, WITHDRAW, { ...given, version }, { reason: '情况已变' })
  }
  await refused(t, w, () => withdraw(w.second.client, awarded), 'NOT_FOUND', ['id'])
  for (const given of [awarded, waiting]) t.equal(outcome(await withdraw(w.first.client, given)), 'DONE')
  t.match(await seenBy(w.office, awarded), {
    ...{ state: 'WITHDRAWN', excellentYear: null },
    nominations: [
      { round: 2, state: 'ELIMINATED', comment: '提案者撤案', version: 4 },
      { round: 1, state: 'PASSED', version: 2 },
    ],
  })
  t.match((await seenBy(w.office, waiting)).nominations, [{ state: 'ELIMINATED' }])
  const events = (await seenBy(w.office, waiting)).events.nodes.map((e: { action: string }) => e.action)
  t.same(events.slice(-2).sort(), ['ELIMINATE', 'WITHDRAW'])
  const { data } = await w.office.run('query ($filter: ProposalFilter) { proposals(filter: $filter) { totalCount } }', {
    filter: { nominated: { year: thisYear(w), state: 'NOMINATED' } },
  })
  t.equal(data.proposals.totalCount, 0)
  const [last] = (await seenBy(w.office, awarded)).nominations
  await refused(t, w, () => decide(w.office, last, 'PASSED'), 'INVALID_STATE')
  t.strictSame((await w.owner.query('select * from verify_changes(140200)')).rows, [], 'the chain holds')
})
