import t from 'tap'
import { proposals } from '../../../src/domain/proposals/tables.ts'
import { formatGlobalId, newId } from '../../../src/kernel/ids.ts'
import { at, dutiesOf, M, outcome, refused, seenBy, send } from '../../support/examination.ts'
import { givenMember, givenTerm } from '../../support/members.ts'
import { type GivenProposal, type ProposalWorld, proposalWorld } from '../../support/proposals.ts'
import { PLACES } from '../../support/world.ts'

const merge = (
  w: ProposalWorld,
  target: Pick<GivenProposal, 'id' | 'version'>,
  ...children: readonly GivenProposal[]
) => send(w.office, M.merge, target, { proposals: children.map(child => at(child)), note: '同类合并办理' })

t.test('merged proposals keep their numbers and proposers, and are handled with the target', async t => {
  const w = await proposalWorld(t)
  const target = await w.given.proposal({ state: 'FILED' })
  const one = await w.given.proposal({ state: 'FILED', first: w.second, title: '关于充电桩建设的提案' })
  const two = await w.given.proposal({ state: 'FILED', first: w.third, title: '关于飞线充电的提案' })
  const before = await Promise.all([one, two].map(child => seenBy(w.office, child)))
  const { data } = await merge(w, target, one, two)
  t.match(data.proposalMerge, {
    proposal: { id: target.id, state: 'FILED', version: 2, mergedFrom: [{ id: one.id }, { id: two.id }] },
    userErrors: [],
  })
  for (const [index, child] of [one, two].entries()) {
    const after = await seenBy(w.office, child)
    t.match(after, { state: 'MERGED', version: 2, mergedInto: { id: target.id } })
    t.equal(after.caseNumber, before[index].caseNumber)
    t.equal(after.receiptNumber, before[index].receiptNumber)
  }
  // Its proposers see what became of it, and not the other's proposal.
  const own = await seenBy(w.second.client, one)
  t.match(own, { state: 'MERGED', mergedInto: null })
  t.match(own.events.nodes.at(-1), {
    action: 'MERGE',
    toState: 'MERGED',
    note: '同类合并办理',
    facts: { into: target.id },
  })
  t.equal(await seenBy(w.second.client, target), null)
  t.match((await seenBy(w.first.client, target)).events.nodes.at(-1), { facts: { mergedFrom: [one.id, two.id] } })
  const { rows } = await w.owner.query(
    `select record_id, version from change_log where action = 'proposalMerge' order by version, record_id`,
  )
  t.same(rows.map(row => row.record_id).sort(), [target, one, two].map(({ proposalId }) => proposalId).sort())
})

t.test('what is merged, withdrawn, not filed or has others in it does not go into another', async t => {
  const w = await proposalWorld(t)
  const [target, filed, child, parent] = [
    await w.given.proposal({ state: 'FILED' }),
    await w.given.proposal({ state: 'FILED' }),
    await w.given.proposal({ state: 'FILED' }),
    await w.given.proposal({ state: 'FILED' }),
  ]
  t.equal(outcome(await merge(w, parent, child)), 'DONE')
  const merged = { ...child, version: 2 }
  await refused(t, w, () => merge(w, target, filed, merged), 'INVALID_STATE', ['input', 'proposals', '1', 'id'])
  await refused(t, w, () => merge(w, target, { ...parent, version: 2 }), 'HAS_MERGED', [
    'input',
    'proposals',
    '0',
    'id',
  ])
  await refused(t, w, () => merge(w, merged, filed), 'INVALID_STATE', ['id'])
  for (const state of ['DRAFT', 'SUBMITTED', 'RECHECKED'] as const) {
    const other = await w.given.proposal({ state })
    const code = state === 'DRAFT' ? 'NOT_FOUND' : 'INVALID_STATE'
    await refused(t, w, () => merge(w, target, filed, other), code, ['input', 'proposals', '1', 'id'])
    await refused(t, w, () => merge(w, other, filed), code, ['id'])
  }
  for (const state of ['WITHDRAWN', 'NOT_FILED', 'ASSIGNED', 'CLOSED']) {
    const other = await w.given.proposal({ state: 'FILED' })
    await w.owner.query('update proposals set state = $2 where id = $1', [other.proposalId, state])
    await refused(t, w, () => merge(w, target, other), 'INVALID_STATE', ['input', 'proposals', '0', 'id'])
    await refused(t, w, () => merge(w, other, filed), 'INVALID_STATE', ['id'])
  }
  t.equal(outcome(await merge(w, { ...parent, version: 2 }, filed)), 'DONE', 'a target takes in more')
})

t.test('only proposals of one committee and one term, each once, and never into itself', async t => {
  const w = await proposalWorld(t)
  const target = await w.given.proposal({ state: 'FILED' })
  const child = await w.given.proposal({ state: 'FILED' })
  const field = (index: number) => ['input', 'proposals', String(index), 'id']
  await refused(t, w, () => merge(w, target, child, target), 'MERGE_INTO_ITSELF', field(1))
  await refused(t, w, () => merge(w, target, child, child), 'DUPLICATE', field(1))
  await refused(t, w, () => merge(w, target), 'TOO_MANY', ['input', 'proposals'])
  await refused(t, w, () => merge(w, target, ...Array.from({ length: 201 }, () => child)), 'TOO_MANY')
  await refused(t, w, () => merge(w, target, { ...child, version: 4 }), 'VERSION_CONFLICT')
  await refused(t, w, () => merge(w, { ...target, version: 4 }, child), 'VERSION_CONFLICT', ['expectedVersion'])
  await refused(t, w, () => merge(w, target, { ...child, id: w.ground }), 'NOT_FOUND', field(0))
  const earlier = await givenTerm(w, 'CITY', { number: 14, startsOn: '2016-06-01', endsOn: '2021-05-31' })
  await w.owner.query('update proposals set term_id = $2 where id = $1', [child.proposalId, earlier.split('_')[2]])
  await refused(t, w, () => merge(w, target, child), 'OTHER_TERM', field(0))
  const key = await w.given.proposal({ state: 'FILED' })
  await w.owner.query('update proposals set is_key = true where id = $1', [key.proposalId])
  await refused(t, w, () => merge(w, target, key), 'KEY_PROPOSAL', field(0))
})

t.test('a proposal of another committee is not merged, also by who examines both', async t => {
  const w = await proposalWorld(t)
  const target = await w.given.proposal({ state: 'FILED' })
  const organizationId = PLACES.OTHER_CITY
  const member = await givenMember(w, 'OTHER_CITY')
  const id = newId()
  await w.system('OTHER_CITY', ({ db }) =>
    db.insert(proposals).values({
      ...{ organizationId, id, termId: member.termId, firstProposerId: member.memberId, createdBy: newId() },
      ...{ title: '案', situation: '情', analysis: '析', suggestions: '建', proposerKind: 'MEMBER', state: 'FILED' },
      ...{ submittedAt: w.clock().toISOString(), filedAt: w.clock().toISOString() },
    }),
  )
  const other = { ...target, id: formatGlobalId('prop', organizationId, id) }
  await refused(t, w, () => merge(w, target, other), 'NOT_FOUND', ['input', 'proposals', '0', 'id'])
  await w.owner.query(
    `insert into role_grants (organization_id, id, account_organization_id, account_id, role)
     values ($1, $2, '140200', $3, 'PROPOSAL_OFFICE')`,
    [organizationId, newId(), w.office.accountId],
  )
  w.later(60_000)
  await refused(t, w, () => merge(w, target, other), 'OTHER_COMMITTEE', ['input', 'proposals', '0', 'id'])
})

t.test('nobody but the office merges', async t => {
  const w = await proposalWorld(t)
  const [target, child] = [await w.given.proposal({ state: 'FILED' }), await w.given.proposal({ state: 'FILED' })]
  const input = { proposals: [at(child)] }
  const others = [w.first.client, w.assigning.staff, await w.as('LEADER'), await w.as('LIAISON_OFFICE')]
  for (const one of others) await refused(t, w, () => send(one, M.merge, target, input), 'FORBIDDEN')
})

t.test('two that are merged into each other at once: one goes into the other', async t => {
  const w = await proposalWorld(t, { several: true })
  const [one, two] = [await w.given.proposal({ state: 'FILED' }), await w.given.proposal({ state: 'FILED' })]
  const answers = await Promise.all([merge(w, one, two), merge(w, two, one), merge(w, one, two)])
  t.same(answers.map(outcome).sort(), ['DONE', 'VERSION_CONFLICT', 'VERSION_CONFLICT'])
  const { rows } = await w.owner.query('select state from proposals order by 1')
  t.same(rows, [{ state: 'FILED' }, { state: 'MERGED' }])
})

t.test('what the proposers did by filing stands after a merging', async t => {
  const w = await proposalWorld(t)
  const target = await w.given.proposal({ state: 'FILED' })
  const child = await w.given.proposal({ state: 'RECHECKED', first: w.second })
  await send(w.office, M.file, child)
  t.equal(outcome(await merge(w, target, { ...child, version: 2 })), 'DONE')
  t.match(await dutiesOf(w, child), [{ category: 'PROPOSAL_FILED', member: w.second.memberId }])
})
