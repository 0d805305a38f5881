import t from 'tap'
import { at, M, outcome, refused, seenBy, send } from '../../support/examination.ts'
import { ASSIGN, done, replied, target as versioned } from '../../support/handling.ts'
import { WITHDRAW } from '../../support/proposal-drafting.ts'
import { type GivenProposal, type ProposalWorld, proposalWorld } from '../../support/proposals.ts'
import { type Client, PLACES } from '../../support/world.ts'

const reason = { reason: '误并，另有事由' }

async function merged(w: ProposalWorld) {
  const target = await w.given.proposal({ state: 'FILED' })
  const child = await w.given.proposal({ state: 'FILED', first: w.second })
  t.equal(outcome(await send(w.office, M.merge, target, { proposals: [at(child)] })), 'DONE')
  return { target: { ...target, version: 2 }, child: { ...child, version: 2 } }
}

const unmerge = (client: Client, child: Pick<GivenProposal, 'id' | 'version'>, input: object = reason) =>
  send(client, M.unmerge, child, input)

const action = async (client: Client, proposal: GivenProposal, name: string) =>
  (await seenBy(client, proposal)).availableActions.find((one: { action: string }) => one.action === name)

const toAssign = async (w: ProposalWorld): Promise<string[]> => {
  const { data } = await w.office.run('{ proposals(filter: { workList: TO_ASSIGN }) { nodes { id } } }')
  return data.proposals.nodes.map(({ id }: { id: string }) => id).sort()
}

t.test('what was merged by mistake is on file for itself again, under its own number', async t => {
  const w = await proposalWorld(t)
  const { target, child } = await merged(w)
  const { caseNumber, receiptNumber } = await seenBy(w.office, child)
  t.same(await toAssign(w), [target.id])
  t.match(await action(w.office, child, 'UNMERGE'), { isAvailable: true })
  t.match(await action(w.office, target, 'UNMERGE'), { isAvailable: false })
  t.equal(await action(w.second.client, child, 'UNMERGE'), undefined)
  const { data } = await unmerge(w.colleague, child)
  t.match(data.proposalUnmerge.proposal, {
    ...{ id: child.id, state: 'FILED', version: 3, mergedInto: null, caseNumber, receiptNumber },
  })
  t.match(await seenBy(w.office, target), { state: 'FILED', version: 3, mergedFrom: [] })
  t.same(await toAssign(w), [child.id, target.id].sort())
  t.match((await seenBy(w.second.client, child)).events.nodes.at(-1), {
    ...{ action: 'UNMERGE', fromState: 'MERGED', toState: 'FILED', note: reason.reason, facts: { outOf: target.id } },
  })
  t.match((await seenBy(w.first.client, target)).events.nodes.at(-1), {
    ...{ action: 'UNMERGE', note: reason.reason, facts: { released: [child.id] } },
  })
  t.equal(
    outcome(await send(w.office, ASSIGN, target, { units: [{ unit: w.units[0].id, role: 'SOLE' }] })),
    'VERSION_CONFLICT',
  )
  await done(w.office, ASSIGN, { ...at(target, 3), input: { units: [{ unit: w.units[0].id, role: 'SOLE' }] } })
  t.match(await seenBy(w.office, child), { state: 'FILED' }, 'it does not follow any more')
  await done(w.office, ASSIGN, { ...at(child, 3), input: { units: [{ unit: w.units[1].id, role: 'SOLE' }] } })
  t.equal(await seenBy(w.units[0].staff, child), null)
  await replied(w.units[1], child.id)
  t.match(await seenBy(w.office, child), { state: 'REPLIED' })
  t.strictSame((await w.owner.query('select * from verify_changes(140200)')).rows, [], 'the chain holds')
})

t.test('it may then be merged elsewhere, take others in, or be withdrawn', async t => {
  const w = await proposalWorld(t)
  const { target, child } = await merged(w)
  await unmerge(w.office, child)
  const again = await send(w.office, M.merge, { ...child, version: 3 }, { proposals: [at(target, 3)] })
  t.equal(outcome(again), 'DONE')
  await refused(t, w, () => unmerge(w.office, { ...child, version: 4 }), 'INVALID_STATE')
  t.equal(outcome(await unmerge(w.office, { ...target, version: 4 })), 'DONE')
  t.equal(outcome(await send(w.second.client, WITHDRAW, { ...child, version: 5 }, reason)), 'DONE')
})

t.test('only by the office, with a reason, of the version that was read, and before the assignment', async t => {
  const w = await proposalWorld(t)
  const { target, child } = await merged(w)
  await refused(t, w, () => unmerge(w.office, child, { reason: ' ' }), 'REQUIRED', ['input', 'reason'])
  await refused(t, w, () => unmerge(w.office, child, { reason: '字'.repeat(501) }), 'TOO_LONG', ['input', 'reason'])
  await refused(t, w, () => unmerge(w.office, { ...child, version: 1 }), 'VERSION_CONFLICT', ['expectedVersion'])
  await refused(t, w, () => unmerge(w.office, target), 'INVALID_STATE')
  await refused(t, w, () => unmerge(w.office, { ...child, id: w.ground }), 'NOT_FOUND', ['id'])
  const others = [w.second.client, w.assigning.staff, await w.as('LEADER'), await w.as('LIAISON_OFFICE')]
  for (const one of others) await refused(t, w, () => unmerge(one, child), 'FORBIDDEN')
  const elsewhere = await w.as('PROPOSAL_OFFICE', 'OTHER_CITY')
  await refused(t, w, () => unmerge(elsewhere, child), 'NOT_FOUND', ['id'])
  const foreign = { ...child, id: child.id.replace('140200', PLACES.OTHER_CITY) }
  await refused(t, w, () => unmerge(w.office, foreign), 'NOT_FOUND', ['id'])
  const units = [{ unit: w.units[0].id, role: 'SOLE' }]
  await done(w.office, ASSIGN, { ...versioned(target), input: { units } })
  await refused(t, w, () => unmerge(w.office, { ...child, version: 3 }), 'INVALID_STATE')
  t.match(await action(w.office, child, 'UNMERGE'), { isAvailable: false, reason: /当前状态/ })
})

t.test('at once with the assignment of the main one, and twice at once: one comes first', async t => {
  const w = await proposalWorld(t, { several: true })
  const { target, child } = await merged(w)
  const units = [{ unit: w.units[0].id, role: 'SOLE' }]
  const [first, second, assigned] = await Promise.all([
    unmerge(w.office, child),
    unmerge(w.colleague, child),
    w.office.run(ASSIGN, { ...at(target), input: { units } }),
  ])
  const codes = [first, second, assigned].map(outcome)
  t.equal(codes.filter(code => code === 'DONE').length, 1, codes.join())
  const [main, other] = [await seenBy(w.office, target), await seenBy(w.office, child)]
  const together = [main.state, other.state, other.mergedInto?.id ?? null]
  const isAssigned = outcome(assigned) === 'DONE'
  t.same(together, isAssigned ? ['ASSIGNED', 'ASSIGNED', target.id] : ['FILED', 'FILED', null])
})
