import t from 'tap'
import { positions } from '../../../src/domain/organizations/tables.ts'
import { businessDate } from '../../../src/kernel/clock.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { dutiesOf, M, outcome, refused, seenBy, send } from '../../support/examination.ts'
import { ASSIGN, done, givenMerged, target } from '../../support/handling.ts'
import { type GivenMember, givenMember, type NewMember } from '../../support/members.ts'
import { type GivenProposal, type ProposalWorld, proposalWorld, TEXTS } from '../../support/proposals.ts'
import { PLACES, type Place } from '../../support/world.ts'

/** Positions with the codes of every new committee, and members who hold them. */
async function givenLeaders(w: ProposalWorld, place: Place = 'CITY') {
  await w.system(place, ({ db }) =>
    db.insert(positions).values(
      ['CHAIRPERSON', 'VICE_CHAIRPERSON', 'SECRETARY_GENERAL', 'DEPUTY_SECRETARY_GENERAL'].map(code => ({
        ...{ organizationId: PLACES[place], id: newId(), code, name: code },
      })),
    ),
  )
  const one = (position: string, more: NewMember = {}): Promise<GivenMember> =>
    givenMember(w, place, { name: position, positions: [position], ...more })
  return {
    chair: await one('CHAIRPERSON'),
    vice: await one('VICE_CHAIRPERSON'),
    secretary: await one('SECRETARY_GENERAL'),
    deputy: await one('DEPUTY_SECRETARY_GENERAL'),
    retired: await one('VICE_CHAIRPERSON', { status: 'RESIGNED' }),
  }
}

const setState = (w: ProposalWorld, { proposalId }: GivenProposal, state: string) =>
  w.owner.query('update proposals set state = $2 where id = $1', [proposalId, state])

const by = ({ id }: GivenMember, more: object = {}) => ({ leader: id, ...more })

t.test('a key proposal is led by a member of the Chairpersons’ meeting, and counts for its proposers', async t => {
  const w = await proposalWorld(t)
  const { chair, vice, secretary, deputy, retired } = await givenLeaders(w)
  const elsewhere = await givenLeaders(w, 'OTHER_CITY')
  const given = await w.given.proposal({ state: 'FILED', coSigners: [w.second] })
  const field = ['input', 'leader']
  for (const one of [deputy, retired, w.first])
    await refused(t, w, () => send(w.office, M.markKey, given, by(one)), 'NOT_A_LEADER', field)
  for (const id of [elsewhere.chair.id, given.id, `mem_140200_${newId()}`])
    await refused(t, w, () => send(w.office, M.markKey, given, { leader: id }), 'NOT_FOUND', field)
  const { data } = await send(w.office, M.markKey, given, by(chair, { note: '群众反映集中' }))
  t.match(data.proposalMarkKey.proposal, { isKey: true, keyLeader: { id: chair.id }, version: 2, state: 'FILED' })
  t.match(await dutiesOf(w, given), [
    { category: 'PROPOSAL_KEY', member: w.first.memberId, facts: { role: 'FIRST', proposers: 2 } },
    { category: 'PROPOSAL_KEY', member: w.second.memberId, facts: { role: 'CO_SIGNER', proposers: 2 } },
  ])
  t.match((await seenBy(w.second.client, given)).events.nodes.at(-1), { action: 'MARK_KEY', note: '群众反映集中' })
  const now = { ...given, version: 2 }
  await refused(t, w, () => send(w.office, M.markKey, now, by(chair)), 'ALREADY_MARKED', field)
  t.equal(outcome(await send(w.office, M.markKey, now, by(vice))), 'DONE', 'another leader')
  t.equal(outcome(await send(w.office, M.markKey, { ...now, version: 3 }, by(secretary))), 'DONE')
  t.equal((await dutiesOf(w, given)).length, 2, 'counted once')
})

t.test('a merged one is not key, neither before its main one is assigned nor after', async t => {
  const w = await proposalWorld(t)
  const { chair } = await givenLeaders(w)
  const main = await w.given.proposal({ state: 'FILED' })
  const merged = await givenMerged(w, main, w.second)
  await refused(t, w, () => send(w.office, M.markKey, merged, by(chair)), 'INVALID_STATE')
  await done(w.office, ASSIGN, { ...target(main), input: { units: [{ unit: w.units[0].id, role: 'SOLE' }] } })
  const { version, availableActions } = await seenBy(w.office, merged)
  await refused(t, w, () => send(w.office, M.markKey, { ...merged, version }, by(chair)), 'MERGED_CHILD')
  const offered = availableActions.find(({ action }: { action: string }) => action === 'MARK_KEY')
  t.match(offered, { isAvailable: false, reason: /主案/ })
  t.equal(outcome(await send(w.office, M.markKey, { ...main, version: 2 }, by(chair))), 'DONE')
})

t.test('unmarked, its duty records are reversed and no others', async t => {
  const w = await proposalWorld(t)
  const { chair } = await givenLeaders(w)
  const given = await w.given.proposal({ state: 'RECHECKED', coSigners: [w.second] })
  await send(w.office, M.file, given)
  const filed = { ...given, version: 2 }
  await refused(t, w, () => send(w.office, M.unmarkKey, filed, { reason: '调整' }), 'NOT_KEY')
  await send(w.office, M.markKey, filed, by(chair))
  const key = { ...given, version: 3 }
  await refused(t, w, () => send(w.office, M.unmarkKey, key, { reason: ' ' }), 'REQUIRED', ['input', 'reason'])
  const { data } = await send(w.office, M.unmarkKey, key, { reason: '调整' })
  t.match(data.proposalUnmarkKey.proposal, { isKey: false, keyLeader: null, version: 4 })
  t.same(
    (await dutiesOf(w, given)).map(duty => duty.category),
    ['PROPOSAL_FILED', 'PROPOSAL_FILED'],
  )
  const { rows } = await w.owner.query(
    `select state, reason, count(*)::int as n from duty_records where category = 'PROPOSAL_KEY' group by 1, 2 order by 1`,
  )
  t.same(rows, [
    { state: 'REVERSAL', reason: '调整', n: 2 },
    { state: 'REVERSED', reason: null, n: 2 },
  ])
  await send(w.office, M.markKey, { ...given, version: 4 }, by(chair))
  t.equal((await dutiesOf(w, given)).length, 4, 'and may be proven anew')
})

t.test('a supervision of a key proposal is on record, for proposers and readers', async t => {
  const w = await proposalWorld(t)
  const { chair, vice, deputy } = await givenLeaders(w)
  const given = await w.given.proposal({ state: 'FILED' })
  const today = businessDate(w.clock())
  const input = { heldOn: today, form: 'FIELD_VISIT', record: '现场察看，住建局承诺年内完成。' }
  await refused(t, w, () => send(w.office, M.supervise, given, input), 'NOT_KEY')
  await send(w.office, M.markKey, given, by(chair))
  const key = { ...given, version: 2 }
  const wrong: readonly [object, string, string][] = [
    [{ heldOn: '2001-01-01' }, 'OUT_OF_RANGE', 'heldOn'],
    [{ heldOn: '2090-01-01' }, 'OUT_OF_RANGE', 'heldOn'],
    [{ record: '' }, 'REQUIRED', 'record'],
    [{ record: '字'.repeat(2001) }, 'TOO_LONG', 'record'],
    [{ leader: deputy.id }, 'NOT_A_LEADER', 'leader'],
    [{ leader: 'nobody' }, 'NOT_FOUND', 'leader'],
  ]
  for (const [change, code, name] of wrong)
    await refused(t, w, () => send(w.office, M.supervise, key, { ...input, ...change }), code, ['input', name])
  const id = newId()
  const first = await send(w.office, M.supervise, key, { ...input, id })
  t.match(first.data.proposalSupervise.proposal, { version: 3, supervisions: [{ ...input, leader: { id: chair.id } }] })
  const again = await w.unchanged(() => send(w.office, M.supervise, key, { ...input, id }))
  t.match(again.result.data.proposalSupervise, { proposal: { version: 3 }, userErrors: [] })
  t.ok(again.same, 'the same id and content: the first result')
  await refused(t, w, () => send(w.office, M.supervise, key, { ...input, id, record: '别的' }), 'ID_REUSED')
  t.equal(outcome(await send(w.office, M.supervise, { ...key, version: 3 }, { ...input, leader: vice.id })), 'DONE')
  t.equal((await seenBy(w.first.client, given)).supervisions.length, 2)
  t.equal((await seenBy(await w.as('LEADER'), given)).supervisions.length, 2)
  await w.owner.query('update proposals set published_at = now(), consents_to_publication = true where id = $1', [
    given.proposalId,
  ])
  const reader = await seenBy(w.third.client, given)
  t.match(reader, { isPublic: true, isKey: true })
  t.same([reader.supervisions, reader.nominations, reader.examination, reader.decisionNote], [[], [], null, null])
})

t.test('a published proposal is seen by all members; it takes two consents', async t => {
  const w = await proposalWorld(t)
  const silent = await w.given.proposal({ state: 'FILED' })
  await refused(t, w, () => send(w.office, M.publish, silent), 'NO_CONSENT')
  const early = await w.given.proposal({ state: 'RECHECKED', consentsToPublication: true })
  await refused(t, w, () => send(w.office, M.publish, early), 'INVALID_STATE')
  const given = await w.given.proposal({ state: 'FILED', consentsToPublication: true })
  await refused(t, w, () => send(w.office, M.unpublish, given, { reason: '有误' }), 'NOT_PUBLISHED')
  t.equal(await seenBy(w.third.client, given), null)
  t.match((await send(w.office, M.publish, given)).data.proposalPublish.proposal, { isPublic: true, version: 2 })
  t.match(await seenBy(w.third.client, given), { isPublic: true })
  const now = { ...given, version: 2 }
  await refused(t, w, () => send(w.office, M.publish, now), 'ALREADY_MARKED')
  await refused(t, w, () => send(w.office, M.unpublish, now, { reason: '' }), 'REQUIRED', ['input', 'reason'])
  t.equal(outcome(await send(w.office, M.unpublish, now, { reason: '涉及个人信息' })), 'DONE')
  t.equal(await seenBy(w.third.client, given), null)
  t.match((await seenBy(w.first.client, given)).events.nodes.at(-1), { action: 'UNPUBLISH', note: '涉及个人信息' })
})

t.test('a withdrawn proposal bears no mark, and what they proved is reversed', async t => {
  const w = await proposalWorld(t)
  const { chair } = await givenLeaders(w)
  const given = await w.given.proposal({ state: 'FILED', consentsToPublication: true })
  await send(w.office, M.markKey, given, by(chair))
  await send(w.office, M.publish, { ...given, version: 2 })
  const { data } = await w.first.client.run(
    `mutation ($id: ID!) { proposalWithdraw(id: $id, expectedVersion: 3, input: { reason: "另有考虑" }) {
      proposal { state isKey isPublic keyLeader { id } } userErrors { code } } }`,
    { id: given.id },
  )
  t.match(data.proposalWithdraw, {
    proposal: { state: 'WITHDRAWN', isKey: false, isPublic: false, keyLeader: null },
    userErrors: [],
  })
  t.same(await dutiesOf(w, given), [])

  // Nor later, when it has been archived: it is its proposer's own again.
  const archived = { ...given, version: 5 }
  t.equal(outcome(await send(w.office, M.archive, { ...given, version: 4 })), 'DONE')
  await refused(t, w, () => send(w.office, M.publish, archived), 'NOT_ON_FILE')
  const year = w.clock().getFullYear()
  await refused(t, w, () => send(w.office, M.nominate, archived, { year, round: 1 }), 'NOT_ON_FILE')
  const { data: found } = await w.third.client.run(
    `query ($input: SimilarProposalsInput!) { similarProposals(input: $input) { title } }`,
    { input: TEXTS },
  )
  t.same(found.similarProposals, [], 'other members are not told of it')
})

t.test('what is done with is archived', async t => {
  const w = await proposalWorld(t)
  for (const state of ['CLOSED', 'CLOSED_WITH_DISSENT', 'NOT_FILED', 'WITHDRAWN']) {
    const given = await w.given.proposal({ state: 'SUBMITTED' })
    await setState(w, given, state)
    t.match((await send(w.office, M.archive, given)).data.proposalArchive.proposal, { state: 'ARCHIVED', version: 2 })
  }
  for (const state of ['FILED', 'TRACKING', 'IN_HANDLING', 'ARCHIVED', 'SUBMITTED']) {
    const given = await w.given.proposal({ state: 'FILED' })
    await setState(w, given, state)
    await refused(t, w, () => send(w.office, M.archive, given), 'INVALID_STATE')
  }
})

t.test('nobody but the office marks, publishes or archives', async t => {
  const w = await proposalWorld(t)
  const { chair } = await givenLeaders(w)
  const given = await w.given.proposal({ state: 'FILED', consentsToPublication: true })
  const today = businessDate(w.clock())
  const calls: readonly [string, object?][] = [
    [M.markKey, by(chair)],
    [M.unmarkKey, { reason: '调整' }],
    [M.supervise, { heldOn: today, form: 'MEETING', record: '会议' }],
    [M.nominate, { year: Number(today.slice(0, 4)), round: 1 }],
    [M.publish],
    [M.unpublish, { reason: '有误' }],
    [M.archive],
  ]
  const [elsewhere, above] = [await w.as('PROPOSAL_OFFICE', 'OTHER_CITY'), await w.as('PROPOSAL_OFFICE', 'PROVINCE')]
  for (const [query, input] of calls) {
    for (const one of [w.first.client, await w.as('LEADER'), w.assigning.staff, above])
      t.equal(outcome(await send(one, query, given, input)), 'FORBIDDEN')
    await refused(t, w, () => send(elsewhere, query, given, input), 'NOT_FOUND', ['id'])
    await refused(t, w, () => send(w.office, query, { ...given, version: 5 }, input), 'VERSION_CONFLICT')
  }
  const submitted = await w.given.proposal({ state: 'SUBMITTED' })
  await refused(t, w, () => send(w.office, M.markKey, submitted, by(chair)), 'INVALID_STATE')
})
