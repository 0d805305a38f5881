import tap from 'tap'
import {
  ASSIGN,
  ASSIGN_FURTHER,
  DISPATCH,
  done,
  partOf,
  RETURN_ASSIGNMENT,
  reason,
  refused,
  SIGN_FOR,
  START,
  sendReply,
  started,
  target,
} from '../../support/handling.ts'
import { lastingClient, type ProposalWorld, proposalWorld } from '../../support/proposals.ts'

/** A second assigning office with a unit of its own, and a proposal that a unit of the first one has signed for. */
async function underWay(t: Parameters<typeof proposalWorld>[0]) {
  const w = await proposalWorld(t)
  const { rows } = await w.owner.query<{ office: string; unit: string }>(
    `with office as (insert into assigning_offices (organization_id, id, code, name)
       values (140200, gen_random_uuid(), 'A2', '市委办公室') returning organization_id, id)
     insert into undertaking_units (organization_id, id, code, name, assigning_office_id)
       select organization_id, gen_random_uuid(), 'U2', '市委宣传部', id from office
       returning 'aso_140200_' || assigning_office_id as office, 'unit_140200_' || id as unit`,
  )
  const [second] = rows
  if (!second) throw new Error('no office was planted')
  const assigningOfficeId = second.office.split('_')[2] ?? ''
  const staff = await lastingClient(w, { role: 'ASSIGNING_OFFICE_STAFF', place: 'CITY', assigningOfficeId })
  const proposal = await w.given.proposal({ state: 'FILED' })
  await done(w.office, ASSIGN, { ...target(proposal), input: { offices: [w.assigning.id] } })
  await dispatch(w.assigning.staff, w.units[0].id, 'SOLE')
  const part = await partOf(w.units[0].staff, proposal.id, w.units[0])
  await done(w.units[0].staff, SIGN_FOR, target(part))
  return { w, second, staff, proposal: await now(w, proposal.id) }
}

async function dispatch(staff: ProposalWorld['office'], unit: string, role: string): Promise<void> {
  const { data } = await staff.run(`{ proposalAssignments { nodes { id version } } }`)
  const [assignment] = data.proposalAssignments.nodes
  await done(staff, DISPATCH, { ...target(assignment), input: { units: [{ unit, role }] } })
}

async function now({ office }: ProposalWorld, id: string) {
  const { data } = await office.run(`query ($id: ID!) { proposal(id: $id) { id version state } }`, { id })
  return data.proposal
}

tap.test('a further office gets a proposal under way and names its own units', async t => {
  const { w, second, staff, proposal } = await underWay(t)
  t.equal(proposal.state, 'IN_HANDLING')
  t.same((await staff.run(`{ proposalAssignments { totalCount } }`)).data.proposalAssignments, { totalCount: 0 })
  const input = { offices: [second.office], soleBecomes: 'HOST', note: '涉及宣传引导' }
  await done(w.office, ASSIGN_FURTHER, { ...target(proposal), input })
  t.equal((await now(w, proposal.id)).state, 'IN_HANDLING', 'what is under way stays so')
  await dispatch(staff, second.unit, 'CO_HANDLER')
  const { data } = await w.office.run(
    `query ($id: ID!) { proposal(id: $id) { handlings { role unit { name } }
      events(filter: { action: "ASSIGN_FURTHER" }) { nodes { note } } } }`,
    { id: proposal.id },
  )
  t.same(
    data.proposal.handlings.map((part: { role: string }) => part.role),
    ['HOST', 'CO_HANDLER'],
  )
  t.same(data.proposal.events.nodes, [{ note: '涉及宣传引导' }])
})

tap.test(
  'when the host has replied no co-handler joins it: the office that comes too late returns its assignment',
  async t => {
    const { w, second, staff, proposal } = await underWay(t)
    const [host] = w.units
    await done(w.office, ASSIGN_FURTHER, {
      ...target(proposal),
      input: { offices: [second.office], soleBecomes: 'HOST' },
    })
    const part = await partOf(host.staff, proposal.id, host)
    await sendReply(host, await done(host.staff, START, { ...target(part), ...started }))
    t.equal((await now(w, proposal.id)).state, 'IN_HANDLING', 'another office is still to name units')
    const { data } = await staff.run(`{ proposalAssignments { nodes { id version } } }`)
    const [assignment] = data.proposalAssignments.nodes
    const late = { ...target(assignment), input: { units: [{ unit: second.unit, role: 'CO_HANDLER' }] } }
    await refused(t, w, staff, DISPATCH, late, 'ROLES_DO_NOT_FIT', 'input.units')
    await done(staff, RETURN_ASSIGNMENT, { ...target(assignment), ...reason })
    t.equal((await now(w, proposal.id)).state, 'REPLIED')
  },
)

tap.test('what does not fit is refused, and nothing is written', async t => {
  const { w, second, staff, proposal } = await underWay(t)
  const given = (offices: readonly string[]) => ({ ...target(proposal), input: { offices, soleBecomes: 'HOST' } })
  await refused(t, w, w.office, ASSIGN_FURTHER, given([]), 'REQUIRED')
  await refused(t, w, w.office, ASSIGN_FURTHER, given([w.assigning.id]), 'DUPLICATE')
  await refused(t, w, w.office, ASSIGN_FURTHER, given([second.office, second.office]), 'DUPLICATE')
  await refused(t, w, w.office, ASSIGN_FURTHER, given([second.unit]), 'NOT_FOUND')
  await refused(t, w, w.office, ASSIGN_FURTHER, { ...given([second.office]), expectedVersion: 1 }, 'VERSION_CONFLICT')
  await refused(t, w, staff, ASSIGN_FURTHER, given([second.office]), 'FORBIDDEN')
  const silent = { ...target(proposal), input: { offices: [second.office] } }
  await refused(t, w, w.office, ASSIGN_FURTHER, silent, 'REQUIRED')
  const filed = await w.given.proposal({ state: 'FILED' })
  await refused(t, w, w.office, ASSIGN_FURTHER, { ...given([second.office]), ...target(filed) }, 'INVALID_STATE')
})

tap.test('two clerks at once add an office once', async t => {
  const { w, second, proposal } = await underWay(t)
  const variables = { ...target(proposal), input: { offices: [second.office], soleBecomes: 'HOST' } }
  const answers = await Promise.all([
    w.office.run(ASSIGN_FURTHER, variables),
    w.colleague.run(ASSIGN_FURTHER, variables),
  ])
  t.equal(answers.filter(({ data }) => data.proposalFurtherAssign?.proposal).length, 1)
  const { rows } = await w.owner.query(`select count(*)::int as n from proposal_assignments`)
  t.same(rows, [{ n: 2 }])
})
