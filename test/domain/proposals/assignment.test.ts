import tap from 'tap'
import { newId } from '../../../src/kernel/ids.ts'
import {
  ASSIGN,
  ASSIGN_MANY,
  DISPATCH,
  done,
  givenMerged,
  handlingsOf,
  outcome,
  partOf,
  REASSIGN,
  RETURN_ASSIGNMENT,
  reason,
  refused,
  SIGN_FOR,
  stateOf,
  target,
} from '../../support/handling.ts'
import { givenUnit, lastingClient, type ProposalWorld, proposalWorld, type Unit } from '../../support/proposals.ts'
import type { Client } from '../../support/world.ts'

const inRole = (role: string, ...units: readonly Unit[]) => units.map(unit => ({ unit: unit.id, role }))

/** The assignment of a proposal as the assigning office sees it. */
async function assignmentOf(w: ProposalWorld, id: string) {
  const { data } = await w.assigning.staff.run(
    `query ($id: ID!) { proposal(id: $id) { assignments { id version state note availableActions { action isAvailable } } } }`,
    { id },
  )
  return data.proposal.assignments[0]
}

async function toOffice(w: ProposalWorld) {
  const proposal = await w.given.proposal({ state: 'FILED' })
  await done(w.office, ASSIGN, { ...target(proposal), input: { offices: [w.assigning.id], note: '请按规定办理' } })
  return { proposal, assignment: await assignmentOf(w, proposal.id) }
}

tap.test('two hops: the office assigns, the assigning office dispatches to its units', async t => {
  const w = await proposalWorld(t)
  const [host, second, third] = w.units
  const { proposal, assignment } = await toOffice(w)
  t.match(assignment, {
    state: 'ASSIGNED',
    note: '请按规定办理',
    availableActions: [
      { action: 'DISPATCH', isAvailable: true },
      { action: 'RETURN', isAvailable: true },
    ],
  })
  t.equal(await stateOf(w, proposal), 'ASSIGNED')
  t.same(await handlingsOf(host.staff, proposal.id), [], 'units do not have it yet')
  await refused(
    t,
    w,
    w.assigning.staff,
    DISPATCH,
    { ...target(assignment), input: { units: [...inRole('HOST', host), ...inRole('CO_HANDLER', third)] } },
    'OTHER_OFFICE',
    'input.units.1.unit',
  )
  const units = [...inRole('HOST', host), ...inRole('CO_HANDLER', second)]
  const dispatched = await done(w.assigning.staff, DISPATCH, { ...target(assignment), input: { units } })
  t.match(dispatched, {
    state: 'DISPATCHED',
    version: 2,
    proposal: { state: 'ASSIGNED' },
    handlings: [
      { role: 'HOST', state: 'NEW', unit: { name: '住建局' } },
      { role: 'CO_HANDLER', state: 'NEW', unit: { name: '公安局' } },
    ],
  })
  await refused(t, w, w.assigning.staff, DISPATCH, { ...target(dispatched), input: { units } }, 'INVALID_STATE')
  const { rows } = await w.owner.query(
    `select h.role, d.kind from proposal_deadlines d join proposal_handlings h on h.id = d.handling_id order by 1, 2`,
  )
  t.same(rows, [
    { role: 'CO_HANDLER', kind: 'CO_HANDLER_OPINION' },
    { role: 'CO_HANDLER', kind: 'RETURN' },
    { role: 'HOST', kind: 'FIRST_CONTACT' },
    { role: 'HOST', kind: 'REPLY' },
    { role: 'HOST', kind: 'RETURN' },
  ])
  const log = await w.owner.query(
    `select record_type, action, op from change_log where action in ('proposalAssign', 'proposalDispatch') and op <> 'REFUSED' order by seq`,
  )
  t.same(
    log.rows.map(row => `${row.action} ${row.op} ${row.record_type}`),
    [
      'proposalAssign UPDATE Proposal',
      'proposalAssign CREATE ProposalAssignment',
      'proposalDispatch CREATE ProposalHandling',
      'proposalDispatch CREATE ProposalHandling',
      'proposalDispatch UPDATE ProposalAssignment',
    ],
  )
})

tap.test('a small county assigns straight to units; units, roles and offices are checked together', async t => {
  const w = await proposalWorld(t)
  const [a, b, c] = w.units
  const proposal = await w.given.proposal({ state: 'FILED' })
  const assign = (input: object) => ({ ...target(proposal), input })
  const check = (input: object, code: string, field: string) =>
    refused(t, w, w.office, ASSIGN, assign(input), code, field)
  await check({}, 'REQUIRED', 'input.offices')
  await check({ units: inRole('SOLE', a, b) }, 'ROLES_DO_NOT_FIT', 'input.units')
  await check({ units: inRole('HOST', a, b) }, 'SEVERAL_HOSTS', 'input.units')
  await check({ units: inRole('CO_HANDLER', a, b) }, 'NO_HOST', 'input.units')
  await check({ units: inRole('HOST', a) }, 'ROLES_DO_NOT_FIT', 'input.units')
  await check({ units: inRole('SEPARATE', a) }, 'ROLES_DO_NOT_FIT', 'input.units')
  await check({ units: [...inRole('HOST', a), ...inRole('SEPARATE', b)] }, 'ROLES_DO_NOT_FIT', 'input.units')
  await check({ units: [...inRole('HOST', a), ...inRole('CO_HANDLER', a)] }, 'DUPLICATE', 'input.units.1.unit')
  await check({ units: inRole('SOLE', a), offices: [w.assigning.id] }, 'ROLES_DO_NOT_FIT', 'input.units')
  await check({ units: inRole('SOLE', { ...a, id: `unit_140200_${newId()}` }) }, 'NOT_FOUND', 'input.units.0.unit')
  await check({ units: inRole('SOLE', { ...a, id: w.assigning.id }) }, 'NOT_FOUND', 'input.units.0.unit')
  await check({ offices: [w.assigning.id, w.assigning.id] }, 'DUPLICATE', 'input.offices.1')
  await check({ offices: [a.id] }, 'NOT_FOUND', 'input.offices.0')
  await check({ offices: [w.assigning.id], note: '字'.repeat(501) }, 'TOO_LONG', 'input.note')
  await check({ offices: [w.assigning.id], note: '\u202e反' }, 'INVALID_TEXT', 'input.note')
  await check({ units: inRole('SEPARATE', ...Array.from({ length: 31 }, () => a)) }, 'TOO_MANY', 'input.units')
  await w.owner.query(`update undertaking_units set is_active = false where id = $1`, [c.unitId])
  await check({ units: inRole('SOLE', c) }, 'ENTRY_RETIRED', 'input.units.0.unit')
  const elsewhere = await givenUnit(w, 'COUNTY', '教育局')
  await check({ units: inRole('SOLE', elsewhere) }, 'NOT_FOUND', 'input.units.0.unit')
  const answer = await done(w.office, ASSIGN, assign({ units: inRole('SEPARATE', a, b) }))
  t.match(answer, { state: 'ASSIGNED', version: 2 })
  await refused(
    t,
    w,
    w.office,
    ASSIGN,
    { ...assign({ units: inRole('SOLE', a) }), expectedVersion: 1 },
    'VERSION_CONFLICT',
  )
  await refused(
    t,
    w,
    w.office,
    ASSIGN,
    { ...assign({ units: inRole('SOLE', a) }), expectedVersion: 2 },
    'INVALID_STATE',
  )
})

tap.test('only the committee’s office assigns, only the office that has it dispatches', async t => {
  const w = await proposalWorld(t)
  const { proposal, assignment } = await toOffice(w)
  const filed = await w.given.proposal({ state: 'FILED' })
  const units = inRole('SOLE', w.units[0])
  const input = { ...target(filed), input: { units } }
  const otherOffice = await w.owner.query<{ id: string }>(
    `insert into assigning_offices (organization_id, id, code, name) values (140200, gen_random_uuid(), 'A2', '市委办公室') returning id`,
  )
  const stranger = await lastingClient(w, {
    role: 'ASSIGNING_OFFICE_STAFF',
    place: 'CITY',
    assigningOfficeId: otherOffice.rows[0]?.id ?? '',
  })
  await refused(t, w, await w.as('LEADER'), ASSIGN, input, 'FORBIDDEN')
  await refused(t, w, w.first.client, ASSIGN, input, 'FORBIDDEN')
  await refused(t, w, w.second.client, ASSIGN, input, 'FORBIDDEN')
  await refused(t, w, await w.as('PROPOSAL_OFFICE', 'COUNTY'), ASSIGN, input, 'NOT_FOUND')
  await refused(t, w, w.nobody, ASSIGN, input, 'UNAUTHENTICATED')
  const dispatch = { ...target(assignment), input: { units } }
  await refused(t, w, stranger, DISPATCH, dispatch, 'NOT_FOUND')
  await refused(t, w, w.units[0].staff, DISPATCH, dispatch, 'FORBIDDEN')
  await refused(t, w, w.office, DISPATCH, dispatch, 'FORBIDDEN')
  await refused(t, w, w.assigning.staff, DISPATCH, { ...dispatch, expectedVersion: 7 }, 'VERSION_CONFLICT')
  await refused(t, w, w.assigning.staff, DISPATCH, { ...dispatch, id: proposal.id }, 'NOT_FOUND')
  await refused(t, w, w.assigning.staff, DISPATCH, { ...dispatch, input: { units: [] } }, 'REQUIRED', 'input.units')
  const seen = await stranger.run(
    `query ($id: ID!) { proposal(id: $id) { id } node(id: $id) { id } proposalAssignments { totalCount } }`,
    {
      id: proposal.id,
    },
  )
  t.same(seen.data, { proposal: null, node: null, proposalAssignments: { totalCount: 0 } })
})

tap.test('of two who dispatch at once one does; what is left is one set of units', async t => {
  const w = await proposalWorld(t, { several: true })
  const { assignment } = await toOffice(w)
  const [a, b] = w.units
  const answers = await Promise.all(
    [a, b, a, b].map(unit =>
      w.assigning.staff.run(DISPATCH, { ...target(assignment), input: { units: inRole('SOLE', unit) } }),
    ),
  )
  t.same(answers.map(outcome).sort(), ['DONE', 'VERSION_CONFLICT', 'VERSION_CONFLICT', 'VERSION_CONFLICT'])
  const { rows } = await w.owner.query(`select count(*)::int as n from proposal_handlings`)
  t.same(rows, [{ n: 1 }])
})

tap.test('a wrong assigning office gives it back, and the committee assigns anew', async t => {
  const w = await proposalWorld(t)
  const { proposal, assignment } = await toOffice(w)
  await refused(
    t,
    w,
    w.assigning.staff,
    RETURN_ASSIGNMENT,
    { ...target(assignment), input: { reason: ' ' } },
    'REQUIRED',
  )
  const returned = await done(w.assigning.staff, RETURN_ASSIGNMENT, { ...target(assignment), ...reason })
  t.match(returned, { state: 'RETURNED', proposal: null })
  t.equal(await stateOf(w, proposal), 'FILED')
  const { data } = await w.office.run(
    `query ($id: ID!) { proposal(id: $id) { version state assignments { state } } }`,
    {
      id: proposal.id,
    },
  )
  t.match(data.proposal, { state: 'FILED', assignments: [{ state: 'RETURNED' }] })
  const again = { id: proposal.id, expectedVersion: data.proposal.version }
  await done(w.office, ASSIGN, { ...again, input: { units: inRole('SOLE', w.units[2]) } })
  t.equal(await stateOf(w, proposal), 'ASSIGNED')
})

tap.test(
  'several offices share a proposal: one host among them, and no reply is complete before each has dispatched',
  async t => {
    const w = await proposalWorld(t)
    const [host, second, third] = w.units
    const proposal = await w.given.proposal({ state: 'FILED' })
    const input = { offices: [w.assigning.id], units: inRole('HOST', third) }
    await done(w.office, ASSIGN, { ...target(proposal), input })
    const assignment = await assignmentOf(w, proposal.id)
    const dispatch = (units: object) => ({ ...target(assignment), input: { units } })
    await refused(t, w, w.assigning.staff, DISPATCH, dispatch(inRole('HOST', host)), 'SEVERAL_HOSTS')
    await refused(t, w, w.assigning.staff, DISPATCH, dispatch(inRole('SEPARATE', host)), 'ROLES_DO_NOT_FIT')
    await refused(t, w, w.assigning.staff, DISPATCH, dispatch(inRole('SOLE', host)), 'ROLES_DO_NOT_FIT')
    await done(w.assigning.staff, DISPATCH, dispatch(inRole('CO_HANDLER', host, second)))
    t.same(
      (await handlingsOf(w.office, proposal.id)).map(part => part.role),
      ['HOST', 'CO_HANDLER', 'CO_HANDLER'],
    )
  },
)

tap.test('a batch tells each item its own result', async t => {
  const w = await proposalWorld(t)
  const [one, two, draft] = [
    await w.given.proposal({ state: 'FILED' }),
    await w.given.proposal({ state: 'FILED' }),
    await w.given.proposal({ state: 'SUBMITTED' }),
  ]
  const assignment = { offices: [w.assigning.id] }
  const bad = { units: inRole('HOST', w.units[0], w.units[1]) }
  const { data } = await w.office.run(ASSIGN_MANY, {
    items: [
      { ...target(two), assignment: bad },
      { ...target(one), assignment },
      { ...target(draft), assignment },
      { ...target(one), assignment },
      { id: 'nonsense', expectedVersion: 1, assignment },
    ],
  })
  t.match(data.proposalsAssign, {
    proposals: [{ id: one.id, state: 'ASSIGNED' }],
    failures: [
      { index: 0, userErrors: [{ code: 'SEVERAL_HOSTS', field: ['items', '0', 'assignment', 'units'] }] },
      { index: 2, userErrors: [{ code: 'INVALID_STATE', field: ['items', '2'] }] },
      { index: 3, userErrors: [{ code: 'DUPLICATE', field: ['items', '3', 'id'] }] },
      { index: 4, userErrors: [{ code: 'NOT_FOUND', field: ['items', '4', 'id'] }] },
    ],
    userErrors: [],
  })
  t.same([await stateOf(w, one), await stateOf(w, two)], ['ASSIGNED', 'FILED'])
  const { rows } = await w.owner.query(`select (select count(*)::int from proposal_assignments) as assignments,
    (select count(*)::int from proposal_handlings) as parts, (select count(*)::int from proposal_deadlines) as deadlines`)
  t.same(rows, [{ assignments: 1, parts: 0, deadlines: 0 }])
  await refused(t, w, w.office, ASSIGN_MANY, { items: [] }, 'TOO_MANY')
  const items = Array.from({ length: 201 }, () => ({ ...target(two), assignment }))
  await refused(t, w, w.office, ASSIGN_MANY, { items }, 'TOO_MANY')
})

tap.test('a refused item of a batch leaves nothing behind, also what was written before the refusal', async t => {
  const w = await proposalWorld(t)
  const [one, two] = [await w.given.proposal({ state: 'FILED' }), await w.given.proposal({ state: 'FILED' })]
  // Working days of a year that is not published cannot be counted: the refusal comes with the deadlines.
  await w.owner.query('delete from calendar_days')
  await w.owner.query('delete from calendar_years')
  const { data } = await w.office.run(ASSIGN_MANY, {
    items: [
      { ...target(one), assignment: { units: inRole('SOLE', w.units[2]) } },
      { ...target(two), assignment: { offices: [w.assigning.id] } },
    ],
  })
  t.match(data.proposalsAssign, {
    proposals: [{ id: two.id }],
    failures: [{ index: 0, userErrors: [{ code: 'CALENDAR_NOT_PUBLISHED' }] }],
  })
  t.equal(await stateOf(w, one), 'FILED')
  const { rows } = await w.owner.query(`select (select count(*)::int from proposal_handlings) as parts,
    (select count(*)::int from proposal_deadlines) as deadlines, (select count(*)::int from proposal_assignments) as assignments,
    (select count(*)::int from change_log where action = 'proposalsAssign') as changes`)
  t.same(rows, [{ parts: 0, deadlines: 0, assignments: 1, changes: 2 }])
})

tap.test('merged proposals go with the one they are merged into', async t => {
  const w = await proposalWorld(t)
  const parent = await w.given.proposal({ state: 'FILED' })
  const child = await givenMerged(w, parent, w.second)
  await done(w.office, ASSIGN, { ...target(parent), input: { units: inRole('SOLE', w.units[2]) } })
  t.equal(await stateOf(w, child), 'ASSIGNED')
  await done(w.units[2].staff, SIGN_FOR, target(await partOf(w.units[2].staff, parent.id, w.units[2])))
  t.same([await stateOf(w, parent), await stateOf(w, child)], ['IN_HANDLING', 'IN_HANDLING'])
  const { data } = await w.second.client.run(
    `query ($id: ID!) { proposal(id: $id) { state handlings { state unit { name } } events { nodes { action toState } } } }`,
    { id: child.id },
  )
  t.match(data.proposal, { state: 'IN_HANDLING', handlings: [{ state: 'SIGNED_FOR', unit: { name: '团市委' } }] })
  t.match(data.proposal.events.nodes, [
    { action: 'ASSIGN', toState: 'ASSIGNED' },
    { action: 'BEGIN_HANDLING', toState: 'IN_HANDLING' },
  ])
})

tap.test('who has a proposal reads those that are merged into it, until it is with others', async t => {
  const w = await proposalWorld(t)
  const parent = await w.given.proposal({ state: 'FILED' })
  const child = await givenMerged(w, parent, w.second)
  const [host, other] = w.units
  const reads = async (client: Client, id: string) =>
    (
      await client.run(
        `query ($id: ID!) { proposal(id: $id) { suggestions signers { name } mergedFrom { id } mergedInto { id } } }`,
        { id },
      )
    ).data.proposal
  t.equal(await reads(w.assigning.staff, child.id), null)
  await done(w.office, ASSIGN, { ...target(parent), input: { offices: [w.assigning.id] } })
  t.same((await reads(w.assigning.staff, parent.id)).mergedFrom, [{ id: child.id }])
  t.equal(await reads(host.staff, child.id), null)
  await done(w.assigning.staff, DISPATCH, {
    ...target(await assignmentOf(w, parent.id)),
    input: { units: inRole('SOLE', host) },
  })
  for (const client of [host.staff, host.head, w.assigning.staff]) {
    t.same((await reads(client, parent.id)).mergedFrom, [{ id: child.id }])
    const { suggestions, signers, mergedInto } = await reads(client, child.id)
    t.ok(suggestions)
    t.equal(signers.length, 1)
    t.same(mergedInto, { id: parent.id })
  }
  for (const client of [other.staff, w.third.client, w.first.client]) t.equal(await reads(client, child.id), null)
  await done(w.assigning.staff, REASSIGN, {
    ...target(await partOf(host.staff, parent.id, host)),
    input: { reason: '职责调整', units: inRole('SOLE', other) },
  })
  t.equal(await reads(host.staff, child.id), null)
  t.ok(await reads(other.staff, child.id))
})

tap.test('assigned twice at once, it is assigned once', async t => {
  const w = await proposalWorld(t, { several: true })
  const proposal = await w.given.proposal({ state: 'FILED' })
  const one = { ...target(proposal), input: { units: inRole('SOLE', w.units[0]) } }
  const many = { items: [{ ...target(proposal), assignment: { offices: [w.assigning.id] } }] }
  const answers = await Promise.all([
    w.office.run(ASSIGN, one),
    w.colleague.run(ASSIGN_MANY, many),
    w.colleague.run(ASSIGN, one),
  ])
  const wins = answers.flatMap(({ data }) => data.proposalAssign?.proposal ?? data.proposalsAssign?.proposals ?? [])
  t.equal(wins.length, 1)
  const { rows } = await w.owner.query(`select count(*)::int as n from proposal_assignments`)
  t.same(rows, [{ n: 1 }])
})
