import tap from 'tap'
import {
  ASSIGN,
  assigned,
  begun,
  COUNTERSIGN,
  DECIDE,
  DISPATCH,
  DRAFT,
  done,
  GIVE_OPINION,
  handlingsOf,
  outcome,
  partOf,
  REASSIGN,
  REQUEST_EXTENSION,
  REQUEST_RETURN,
  reason,
  refused,
  replied,
  SEND,
  SIGN_FOR,
  START,
  someReply,
  started,
  stateOf,
  target,
  URGE,
  WAIVE_OPINION,
} from '../../support/handling.ts'
import { lastingClient, type ProposalWorld, proposalWorld, type Unit } from '../../support/proposals.ts'

const DAY = 86_400_000

tap.test('a unit signs for its part, begins with the first contact, and the proposal follows', async t => {
  const w = await proposalWorld(t)
  const [unit] = w.units
  const proposal = await assigned(w, [[unit, 'SOLE']])
  const part = await partOf(unit.staff, proposal.id, unit)
  await refused(t, w, unit.staff, START, { ...target(part), ...started }, 'INVALID_STATE')
  const signed = await done(unit.staff, SIGN_FOR, target(part))
  t.match(signed, { state: 'SIGNED_FOR', version: 2, proposal: { state: 'IN_HANDLING' } })
  await refused(t, w, unit.staff, SIGN_FOR, target(signed), 'INVALID_STATE')
  const bad = { contactName: '', contactPhone: '电'.repeat(31), note: '' }
  const { data } = await unit.staff.run(START, { ...target(signed), input: bad })
  t.same(
    data.handlingStart.userErrors.map((e: { field: string[]; code: string }) => [e.field[1], e.code]),
    [
      ['contactName', 'REQUIRED'],
      ['contactPhone', 'TOO_LONG'],
      ['note', 'REQUIRED'],
    ],
    'all at once',
  )
  const begin = await done(unit.staff, START, { ...target(signed), ...started })
  t.match(begin, { state: 'HANDLING', contactName: '赵科' })
  t.ok(begin.contactedAt)
  const { rows } = await w.owner.query(`select kind from proposal_deadlines where met_at is not null order by kind`)
  t.same(rows, [{ kind: 'FIRST_CONTACT' }, { kind: 'RETURN' }])
  const seen = await w.first.client.run(
    `query ($id: ID!) { proposal(id: $id) { handlings { state contactName } events { nodes { action toState note } } } }`,
    { id: proposal.id },
  )
  t.match(seen.data.proposal, { handlings: [{ state: 'HANDLING', contactName: '赵科' }] })
  t.same(
    seen.data.proposal.events.nodes.map((e: { action: string }) => e.action),
    ['ASSIGN', 'DISPATCH', 'SIGN_FOR', 'BEGIN_HANDLING', 'START'],
  )
  const log = await w.owner.query(`select payload from change_payloads`)
  t.notMatch(JSON.stringify(log.rows), '0352-1234567', 'a telephone stays out of the log')
})

tap.test('two of one unit sign at once: one does', async t => {
  const w = await proposalWorld(t, { several: true })
  const [unit] = w.units
  const proposal = await assigned(w, [[unit, 'SOLE']])
  const part = await partOf(unit.staff, proposal.id, unit)
  const answers = await Promise.all(
    [unit.staff, unit.head, unit.staff, unit.head].map(one => one.run(SIGN_FOR, target(part))),
  )
  t.same(answers.map(outcome).sort(), ['DONE', 'VERSION_CONFLICT', 'VERSION_CONFLICT', 'VERSION_CONFLICT'])
  t.equal(await stateOf(w, proposal), 'IN_HANDLING')
})

tap.test('a unit sees nothing of another unit’s part, and cannot touch it', async t => {
  const w = await proposalWorld(t)
  const [a, b, c] = w.units
  const proposal = await assigned(w, [
    [a, 'SEPARATE'],
    [b, 'SEPARATE'],
  ])
  const part = await partOf(a.staff, proposal.id, a)
  await done(a.staff, REQUEST_RETURN, { ...target(part), ...reason })
  t.same(
    (await handlingsOf(b.staff, proposal.id)).map(one => one.unit.name),
    ['公安局'],
  )
  t.same(await handlingsOf(c.staff, proposal.id), [], 'the proposal does not exist for a unit without a part')
  const { data } = await b.staff.run(
    `query ($id: ID!) { node(id: $id) { id } proposalHandling(id: $id) { id } proposalRequests { totalCount }
      proposalHandlings { nodes { unit { name } } } proposalAssignments { totalCount } }`,
    { id: part.id },
  )
  t.same(data, {
    node: null,
    proposalHandling: null,
    proposalRequests: { totalCount: 0 },
    proposalHandlings: { nodes: [{ unit: { name: '公安局' } }] },
    proposalAssignments: { totalCount: 0 },
  })
  const events = await b.staff.run(`query ($id: ID!) { proposal(id: $id) { events { nodes { action facts } } } }`, {
    id: proposal.id,
  })
  t.notMatch(events.text, '住建局', 'neither in the history')
  for (const client of [b.staff, b.head, c.staff]) {
    await refused(t, w, client, SIGN_FOR, target(part), 'NOT_FOUND')
    await refused(t, w, client, URGE, { ...target(part), ...reason }, 'NOT_FOUND')
  }
  await refused(t, w, w.first.client, SIGN_FOR, target(part), 'FORBIDDEN')
  await refused(t, w, w.office, SIGN_FOR, target(part), 'FORBIDDEN')
  await refused(t, w, w.second.client, URGE, { ...target(part), ...reason }, 'NOT_FOUND')
  await refused(t, w, a.staff, SIGN_FOR, { id: proposal.id, expectedVersion: 1 }, 'NOT_FOUND')
  await refused(t, w, await w.as('PROPOSAL_OFFICE', 'COUNTY'), URGE, { ...target(part), ...reason }, 'NOT_FOUND')
})

tap.test('proposers see units and states, not opinions and requests', async t => {
  const w = await proposalWorld(t)
  const [host, other] = w.units
  const proposal = await assigned(w, [
    [host, 'HOST'],
    [other, 'CO_HANDLER'],
  ])
  const begin = await begun(other, proposal.id)
  await done(other.staff, GIVE_OPINION, { ...target(begin), input: { opinion: '建议配建充电桩' } })
  const hosting = await begun(host, proposal.id)
  const due = await dueOf(w, hosting.id, 'REPLY')
  const input = { dueOn: plus(due, 30), reason: '需要协调电力部门' }
  await done(host.staff, REQUEST_EXTENSION, { ...target(hosting), input })
  const query = `query ($id: ID!) { proposal(id: $id) { handlings { role state opinion opinionAt requests { id } } } }`
  const handlings = async (client: typeof host.staff) =>
    (await client.run(query, { id: proposal.id })).data.proposal.handlings
  t.match(await handlings(w.first.client), [
    { role: 'HOST', state: 'HANDLING', opinion: null, requests: [] },
    { role: 'CO_HANDLER', state: 'OPINION_GIVEN', opinion: null, opinionAt: null, requests: [] },
  ])
  const requests = [{ id: /^req_/ }]
  t.match(
    await handlings(host.staff),
    [{ role: 'HOST', requests }, { opinion: '建议配建充电桩' }],
    'the host reads opinions',
  )
  t.match(await handlings(w.office), [{ role: 'HOST', requests }, { opinion: '建议配建充电桩' }])
  t.match(await handlings(other.staff), [{ role: 'CO_HANDLER', opinion: '建议配建充电桩' }])
  t.equal((await handlings(other.staff)).length, 1)
})

const dueOf = async (w: ProposalWorld, partId: string, kind: string): Promise<string> =>
  (
    await w.owner.query(
      `select due_on::text as due from proposal_deadlines where handling_id = $1 and kind = $2 and is_current`,
      [partId.split('_')[2], kind],
    )
  ).rows[0].due

const plus = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)

tap.test(
  'a return is asked for within its limit; meanwhile the unit waits; refused, it stays with the unit',
  async t => {
    const w = await proposalWorld(t)
    const [unit] = w.units
    const proposal = await assigned(w, [[unit, 'SOLE']])
    const part = await partOf(unit.staff, proposal.id, unit)
    await refused(t, w, unit.staff, REQUEST_RETURN, { ...target(part), input: { reason: '' } }, 'REQUIRED')
    const request = await done(unit.staff, REQUEST_RETURN, { ...target(part), ...reason })
    t.match(request, { kind: 'RETURN', state: 'PENDING', handling: { state: 'RETURN_REQUESTED', version: 2 } })
    await refused(t, w, unit.staff, SIGN_FOR, { id: part.id, expectedVersion: 2 }, 'INVALID_STATE')
    const decide = (input: object) => ({ ...target(request), input })
    await refused(t, w, w.office, DECIDE, decide({ decision: 'REFUSE' }), 'REQUIRED', 'input.note')
    await refused(t, w, unit.staff, DECIDE, decide({ decision: 'GRANT' }), 'FORBIDDEN')
    await refused(t, w, w.assigning.staff, DECIDE, decide({ decision: 'GRANT' }), 'NOT_FOUND')
    await refused(t, w, w.first.client, DECIDE, decide({ decision: 'GRANT' }), 'NOT_FOUND')
    const units = [{ unit: w.units[1].id, role: 'SOLE' }]
    const refusal = { decision: 'REFUSE', note: '属于你单位职责' }
    await refused(t, w, w.office, DECIDE, decide({ ...refusal, units }), 'NOT_APPLICABLE', 'input.units')
    const grant = { decision: 'GRANT', dueOn: '2199-01-01' }
    await refused(t, w, w.office, DECIDE, decide(grant), 'NOT_APPLICABLE', 'input.dueOn')
    const decided = await done(w.office, DECIDE, decide(refusal))
    t.match(decided, { state: 'REFUSED', decisionNote: '属于你单位职责', handling: { state: 'SIGNED_FOR' } })
    t.equal(await stateOf(w, proposal), 'IN_HANDLING')
    await refused(t, w, w.office, DECIDE, { ...decide({ decision: 'GRANT' }), expectedVersion: 2 }, 'INVALID_STATE')
    w.later(15 * DAY)
    await refused(t, w, unit.staff, REQUEST_RETURN, { id: part.id, expectedVersion: 3, ...reason }, 'DEADLINE_PASSED')
  },
)

tap.test('a granted return gives it to others, or back to the committee', async t => {
  const w = await proposalWorld(t)
  const [unit, other] = w.units
  const ask = async () => {
    const proposal = await assigned(w, [[unit, 'SOLE']])
    const part = await partOf(unit.staff, proposal.id, unit)
    return { proposal, part, request: await done(unit.staff, REQUEST_RETURN, { ...target(part), ...reason }) }
  }
  const one = await ask()
  const grant = (more: object = {}) => ({ ...target(one.request), input: { decision: 'GRANT', ...more } })
  const units = [{ unit: other.id, role: 'SOLE' }]
  await refused(t, w, w.office, DECIDE, grant({ units: [{ unit: other.id, role: 'HOST' }] }), 'ROLES_DO_NOT_FIT')
  const decided = await done(w.office, DECIDE, grant({ units }))
  t.match(decided, { state: 'GRANTED', handling: { state: 'REASSIGNED' } })
  t.match(await handlingsOf(w.office, one.proposal.id), [
    { state: 'REASSIGNED', unit: { name: '住建局' } },
    { state: 'NEW', unit: { name: '公安局' } },
  ])
  t.same(
    (await handlingsOf(w.first.client, one.proposal.id)).map(part => part.unit.name),
    ['公安局'],
  )
  t.same(await handlingsOf(unit.staff, one.proposal.id), [], 'the proposal is no longer the unit’s matter')
  const own = await unit.staff.run(
    `query ($id: ID!) { proposalHandling(id: $id) { state requests { state } proposal { id } } }`,
    {
      id: one.part.id,
    },
  )
  t.match(own.data.proposalHandling, { state: 'REASSIGNED', requests: [{ state: 'GRANTED' }], proposal: null })
  const { rows } = await w.owner.query(
    `select bool_or(is_current) as standing from proposal_deadlines where handling_id = $1 and met_at is null`,
    [one.part.id.split('_')[2]],
  )
  t.same(rows, [{ standing: false }])

  const two = await ask()
  await done(w.office, DECIDE, { ...target(two.request), input: { decision: 'GRANT' } })
  t.equal(await stateOf(w, two.proposal), 'FILED', 'nobody has it: the committee assigns anew')
})

tap.test('more time is asked for in time, and granted within the policy', async t => {
  const w = await proposalWorld(t)
  const [unit] = w.units
  const proposal = await assigned(w, [[unit, 'SOLE']])
  const part = await begun(unit, proposal.id)
  const due = await dueOf(w, part.id, 'REPLY')
  const ask = (dueOn: string) => ({ ...target(part), input: { dueOn, reason: '涉及多部门协调' } })
  await refused(t, w, unit.staff, REQUEST_EXTENSION, ask(due), 'NOT_LATER', 'input.dueOn')
  await refused(t, w, unit.staff, REQUEST_EXTENSION, ask('9999-12-31'), 'OUT_OF_RANGE', 'input.dueOn')
  const request = await done(unit.staff, REQUEST_EXTENSION, ask(plus(due, 30)))
  t.match(request, { kind: 'EXTENSION', state: 'PENDING', dueOn: plus(due, 30), handling: { state: 'HANDLING' } })
  await refused(t, w, unit.staff, REQUEST_EXTENSION, ask(plus(due, 60)), 'REQUEST_PENDING')
  const grant = (more: object) => ({ ...target(request), input: { decision: 'GRANT', ...more } })
  await refused(t, w, w.office, DECIDE, grant({ dueOn: plus(due, 400) }), 'BEYOND_LIMIT', 'input.dueOn')
  await refused(t, w, w.office, DECIDE, grant({ dueOn: due }), 'NOT_LATER', 'input.dueOn')
  const decided = await done(w.office, DECIDE, grant({ dueOn: plus(due, 20), note: '同意延期 20 日' }))
  t.match(decided, { state: 'GRANTED', dueOn: plus(due, 20) })
  t.equal(await dueOf(w, part.id, 'REPLY'), plus(due, 20))
  const again = await done(unit.staff, REQUEST_EXTENSION, ask(plus(due, 40)))
  await done(w.office, DECIDE, { ...target(again), input: { decision: 'REFUSE', note: '不再延期' } })
  t.equal(await dueOf(w, part.id, 'REPLY'), plus(due, 20))
  w.later(200 * DAY)
  await refused(t, w, unit.staff, REQUEST_EXTENSION, ask(plus(due, 300)), 'DEADLINE_PASSED')
})

tap.test('what is replied or given to others before a decision lapses', async t => {
  const w = await proposalWorld(t)
  const [unit, other] = w.units
  const proposal = await assigned(w, [[unit, 'SOLE']])
  const part = await begun(unit, proposal.id)
  const input = { dueOn: plus(await dueOf(w, part.id, 'REPLY'), 10), reason: '协调' }
  const request = await done(unit.staff, REQUEST_EXTENSION, { ...target(part), input })
  const draft = await done(unit.staff, DRAFT, { ...target(part), input: someReply() })
  await done(unit.head, SEND, target(await done(unit.head, COUNTERSIGN, target(draft))))
  await refused(
    t,
    w,
    w.office,
    DECIDE,
    { ...target(request), expectedVersion: 2, input: { decision: 'GRANT' } },
    'INVALID_STATE',
  )
  const states = await w.owner.query('select state from proposal_requests')
  t.same(states.rows, [{ state: 'LAPSED' }])

  const second = await assigned(w, [[other, 'SOLE']])
  const theirs = await begun(other, second.id)
  await done(other.staff, REQUEST_EXTENSION, { ...target(theirs), input })
  const units = [{ unit: unit.id, role: 'SOLE' }]
  await done(w.office, REASSIGN, { ...target(theirs), input: { ...reason.input, units } })
  const after = await w.owner.query('select state from proposal_requests')
  t.same(after.rows, [{ state: 'LAPSED' }, { state: 'LAPSED' }])
})

tap.test('a co-handler’s request lapses when the host has replied without it', async t => {
  const w = await proposalWorld(t)
  const [host, co] = w.units
  const proposal = await assigned(w, [
    [host, 'HOST'],
    [co, 'CO_HANDLER'],
  ])
  const theirs = await partOf(co.staff, proposal.id, co)
  await done(co.staff, REQUEST_RETURN, { ...target(theirs), ...reason })
  const asking = await partOf(host.staff, proposal.id, co)
  await done(host.staff, WAIVE_OPINION, { ...target(asking), input: { reason: '其已申请退办' } })
  await replied(host, proposal.id)
  const { rows } = await w.owner.query('select state from proposal_requests')
  t.same(rows, [{ state: 'LAPSED' }])
  t.equal(await stateOf(w, proposal), 'REPLIED')
})

tap.test('when the last unit that has not answered is relieved, the proposal is replied to', async t => {
  const w = await proposalWorld(t)
  const [one, two] = w.units
  const proposal = await assigned(w, [
    [one, 'SEPARATE'],
    [two, 'SEPARATE'],
  ])
  await replied(one, proposal.id)
  const part = await partOf(two.staff, proposal.id, two)
  await done(w.office, REASSIGN, { ...target(part), ...reason })
  t.equal(await stateOf(w, proposal), 'REPLIED')
  const { rows } = await w.owner.query(`select count(*)::int as n from proposal_deadlines where kind = 'FEEDBACK'`)
  t.same(rows, [{ n: 1 }])
})

tap.test('the assigner of a unit decides, no other', async t => {
  const w = await proposalWorld(t)
  const [unit] = w.units
  const office = await w.owner.query<{ id: string }>(
    `insert into assigning_offices (organization_id, id, code, name) values (140200, gen_random_uuid(), 'A2', '市委办公室') returning id`,
  )
  const stranger = await lastingClient(w, {
    role: 'ASSIGNING_OFFICE_STAFF',
    place: 'CITY',
    assigningOfficeId: office.rows[0]?.id ?? '',
  })
  const proposal = await w.given.proposal({ state: 'FILED' })
  await done(w.office, ASSIGN, { ...target(proposal), input: { offices: [w.assigning.id] } })
  const { data } = await w.assigning.staff.run(`{ proposalAssignments { nodes { id version } } }`)
  const [assignment] = data.proposalAssignments.nodes
  await done(w.assigning.staff, DISPATCH, {
    ...target(assignment),
    input: { units: [{ unit: unit.id, role: 'SOLE' }] },
  })
  const part = await partOf(unit.staff, proposal.id, unit)
  const request = await done(unit.staff, REQUEST_RETURN, { ...target(part), ...reason })
  const grant = { ...target(request), input: { decision: 'GRANT' } }
  await refused(t, w, stranger, DECIDE, grant, 'NOT_FOUND')
  await refused(t, w, w.office, DECIDE, grant, 'FORBIDDEN')
  await refused(t, w, stranger, URGE, { id: part.id, expectedVersion: 2, ...reason }, 'NOT_FOUND')
  await refused(t, w, w.office, REASSIGN, { id: part.id, expectedVersion: 2, ...reason }, 'FORBIDDEN')
  const others = [{ unit: w.units[2].id, role: 'SOLE' }]
  await refused(
    t,
    w,
    w.assigning.staff,
    DECIDE,
    { ...grant, input: { decision: 'GRANT', units: others } },
    'OTHER_OFFICE',
  )
  await done(w.assigning.staff, DECIDE, grant)
  const after = await w.assigning.staff.run(`{ proposalAssignments { nodes { state } } }`)
  t.same(after.data.proposalAssignments.nodes, [{ state: 'ASSIGNED' }], 'the office names others')
  t.equal(await stateOf(w, proposal), 'ASSIGNED')
})

tap.test('urging is recorded, and leaves the unit’s version alone', async t => {
  const w = await proposalWorld(t)
  const [unit] = w.units
  const proposal = await assigned(w, [[unit, 'SOLE']])
  const part = await partOf(unit.staff, proposal.id, unit)
  await done(w.office, URGE, { ...target(part), input: { reason: '请尽快签收办理' } })
  await done(unit.staff, SIGN_FOR, target(part))
  const { data } = await unit.staff.run(
    `query ($id: ID!) { proposal(id: $id) { events(filter: { action: "URGE" }) { nodes { note } } } }`,
    { id: proposal.id },
  )
  t.same(data.proposal.events.nodes, [{ note: '请尽快签收办理' }])
  const own = await w.first.client.run(
    `query ($id: ID!) { proposal(id: $id) { events(filter: { action: "URGE" }) { nodes { note } } } }`,
    { id: proposal.id },
  )
  t.same(own.data.proposal.events.nodes, [], 'it is between assigner and unit')
  await replied(unit, (await assigned(w, [[unit, 'SOLE']])).id)
})

tap.test('a host waits for every opinion, or waives it with a reason', async t => {
  const w = await proposalWorld(t)
  const [host, one, two] = w.units
  const proposal = await assigned(w, [
    [host, 'HOST'],
    [one, 'CO_HANDLER'],
    [two, 'CO_HANDLER'],
  ])
  const part = await begun(host, proposal.id)
  const draft = await done(host.staff, DRAFT, { ...target(part), input: someReply() })
  const checked = await done(host.head, COUNTERSIGN, target(draft))
  await refused(t, w, host.head, SEND, target(checked), 'OPINION_MISSING')
  const first = await begun(one, proposal.id)
  await refused(t, w, one.staff, DRAFT, { ...target(first), input: someReply() }, 'CO_HANDLER')
  await refused(t, w, host.staff, GIVE_OPINION, { ...target(first), input: { opinion: '好' } }, 'FORBIDDEN')
  await refused(t, w, one.staff, GIVE_OPINION, { ...target(first), input: { opinion: '字'.repeat(5001) } }, 'TOO_LONG')
  await done(one.staff, GIVE_OPINION, { ...target(first), input: { opinion: '建议配建' } })
  await refused(t, w, host.head, SEND, target(checked), 'OPINION_MISSING')
  const second = await partOf(host.staff, proposal.id, two)
  await refused(t, w, one.staff, WAIVE_OPINION, { ...target(second), ...reason }, 'NOT_FOUND')
  await refused(t, w, two.staff, WAIVE_OPINION, { ...target(second), ...reason }, 'FORBIDDEN')
  await refused(t, w, host.staff, WAIVE_OPINION, { ...target(second), input: { reason: ' ' } }, 'REQUIRED')
  const waived = await done(host.staff, WAIVE_OPINION, { ...target(second), input: { reason: '与其职责无关' } })
  t.match(waived, { state: 'NEW', opinionWaivedReason: '与其职责无关' })
  await refused(t, w, host.staff, WAIVE_OPINION, { ...target(waived), ...reason }, 'ALREADY_WAIVED')
  const sent = await done(host.head, SEND, target(checked))
  t.match(sent, { state: 'SENT', handling: { state: 'REPLIED' } })
  t.equal(await stateOf(w, proposal), 'REPLIED')
  await refused(t, w, two.staff, SIGN_FOR, target(waived), 'NOT_IN_HANDLING')
})

tap.test('a unit replies while the assigner gives its part to another: one of the two happens, whole', async t => {
  const w = await proposalWorld(t, { several: true })
  const [unit, other] = w.units
  const race = async (): Promise<string> => {
    const proposal = await assigned(w, [[unit, 'SOLE']])
    const part = await begun(unit, proposal.id)
    const draft = await done(unit.staff, DRAFT, { ...target(part), input: someReply() })
    const checked = await done(unit.head, COUNTERSIGN, target(draft))
    const now = await partOf(unit.staff, proposal.id, unit)
    const units = [{ unit: other.id, role: 'SOLE' }]
    const [sent, given] = await Promise.all([
      unit.head.run(SEND, target(checked)),
      w.office.run(REASSIGN, { ...target(now), input: { ...reason.input, units } }),
    ])
    const state = await stateOf(w, proposal)
    const wins = [outcome(sent), outcome(given)]
    t.equal(wins.filter(one => one === 'DONE').length, 1, wins.join())
    const { rows } = await w.owner.query(
      `select h.state, (select r.state from proposal_replies r where r.handling_id = h.id) as reply
        from proposal_handlings h where h.proposal_id = $1 order by h.id`,
      [proposal.proposalId],
    )
    const isSent = wins[0] === 'DONE'
    t.same(
      rows,
      isSent
        ? [{ state: 'REPLIED', reply: 'SENT' }]
        : [
            { state: 'REASSIGNED', reply: 'SUPERSEDED' },
            { state: 'NEW', reply: null },
          ],
    )
    t.equal(state, isSent ? 'REPLIED' : 'ASSIGNED')
    return wins.join()
  }
  for (let n = 0; n < 4; n++) await race()
})

tap.test('a part goes to others: not to the same unit in the same role, whose time would begin anew', async t => {
  const w = await proposalWorld(t)
  const [unit, other] = w.units
  const proposal = await assigned(w, [[unit, 'SOLE']])
  const give = (...units: readonly (readonly [Unit, string])[]) => units.map(([to, role]) => ({ unit: to.id, role }))
  const part = await partOf(unit.staff, proposal.id, unit)
  const anew = { ...target(part), input: { ...reason.input, units: give([unit, 'SOLE']) } }
  await refused(t, w, w.office, REASSIGN, anew, 'DUPLICATE', 'input.units.0.unit')
  const request = await done(unit.staff, REQUEST_RETURN, { ...target(part), ...reason })
  const back = { ...target(request), input: { decision: 'GRANT', units: give([unit, 'SOLE']) } }
  await refused(t, w, w.office, DECIDE, back, 'DUPLICATE', 'input.units.0.unit')
  const units = give([other, 'HOST'], [unit, 'CO_HANDLER'])
  await done(w.office, DECIDE, { ...target(request), input: { decision: 'GRANT', units } })
  t.equal((await partOf(unit.staff, proposal.id, unit)).role, 'CO_HANDLER', 'another role is another part')
})

tap.test('a host is replaced while its co-handlers stay; they are not left without one', async t => {
  const w = await proposalWorld(t)
  const [host, co, other] = w.units
  const proposal = await assigned(w, [
    [host, 'HOST'],
    [co, 'CO_HANDLER'],
  ])
  const part = await partOf(host.staff, proposal.id, host)
  const give = (units: readonly (readonly [Unit, string])[]) => ({
    ...target(part),
    input: { ...reason.input, units: units.map(([unit, role]) => ({ unit: unit.id, role })) },
  })
  await refused(t, w, w.office, REASSIGN, give([]), 'NO_HOST', 'input.units')
  await refused(t, w, w.office, REASSIGN, give([[other, 'CO_HANDLER']]), 'NO_HOST')
  await refused(t, w, w.office, REASSIGN, give([[other, 'SOLE']]), 'ROLES_DO_NOT_FIT')
  await refused(t, w, w.office, REASSIGN, give([[co, 'HOST']]), 'DUPLICATE', 'input.units.0.unit')
  await done(w.office, REASSIGN, give([[other, 'HOST']]))
  t.same(
    (await handlingsOf(w.first.client, proposal.id)).map(({ role, unit }) => [role, unit.name]),
    [
      ['CO_HANDLER', '公安局'],
      ['HOST', '团市委'],
    ],
  )
})

tap.test('available actions are those of the viewer’s relation, with the reason where blocked', async t => {
  const w = await proposalWorld(t)
  const [host, co] = w.units
  const proposal = await assigned(w, [
    [host, 'HOST'],
    [co, 'CO_HANDLER'],
  ])
  const theirs = await partOf(co.staff, proposal.id, co)
  const actions = async (client: typeof host.staff, id: string) => {
    const { data } = await client.run(
      `query ($id: ID!) { proposalHandling(id: $id) { availableActions { action isAvailable reason } } }`,
      { id },
    )
    const all: { action: string; isAvailable: boolean; reason: string | null }[] =
      data.proposalHandling.availableActions
    for (const { isAvailable, reason: why } of all) t.equal(isAvailable, why === null)
    return all.filter(one => one.isAvailable).map(one => one.action)
  }
  t.same(await actions(co.staff, theirs.id), ['SIGN_FOR', 'REQUEST_RETURN'])
  t.same(await actions(host.staff, theirs.id), ['WAIVE_OPINION'])
  t.same(await actions(w.office, theirs.id), ['REASSIGN', 'URGE'])
  t.same(await actions(w.first.client, theirs.id), [])
  const begin = await begun(host, proposal.id)
  const draft = await done(host.head, DRAFT, { ...target(begin), input: someReply() })
  t.ok(draft.id)
  t.same(await actions(host.head, begin.id), ['DRAFT_REPLY', 'SEND_BACK'], 'not the own draft')
})
