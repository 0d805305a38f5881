import tap from 'tap'
import { proposalAssignments, proposalHandlings } from '../../../src/domain/proposals/handling/tables.ts'
import { proposalEvents } from '../../../src/domain/proposals/history/tables.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { CREATE, done, SUBMIT } from '../../support/proposal-drafting.ts'
import { type GivenProposal, givenProposer, type ProposalWorld, proposalWorld, TEXTS } from '../../support/proposals.ts'
import type { Client } from '../../support/world.ts'

const sees = async (client: Client, id: string): Promise<boolean> => {
  const { data, errors } = await client.run(
    'query ($id: ID!) { proposal(id: $id) { id } proposals { nodes { id } } }',
    {
      id,
    },
  )
  if (errors) throw new Error(JSON.stringify(errors))
  const listed = data.proposals.nodes.some((node: { id: string }) => node.id === id)
  if (listed !== (data.proposal !== null)) throw new Error('list and look-up differ')
  return listed
}

/** The parts of two units, the first as the host, through the assigning office. */
async function assign(w: ProposalWorld, { organizationId, proposalId }: GivenProposal) {
  const assignmentId = newId()
  const [host, other] = [newId(), newId()]
  await w.system('CITY', async ({ db }) => {
    const officeId = w.assigning.officeId
    const assignment = { organizationId, id: assignmentId, proposalId, officeId, state: 'DISPATCHED' }
    await db.insert(proposalAssignments).values({ ...assignment, assignedBy: newId() })
    const part = { organizationId, proposalId, assignmentId, state: 'NEW' }
    await db.insert(proposalHandlings).values([
      { ...part, id: host, unitId: w.units[0].unitId, role: 'HOST' },
      { ...part, id: other, unitId: w.units[1].unitId, role: 'CO_HANDLER' },
    ])
  })
  await w.owner.query(`update proposals set state = 'ASSIGNED' where id = $1`, [proposalId])
  return { host, other }
}

tap.test('a draft is its proposers’ own; what is submitted the committee’s readers see', async t => {
  const w = await proposalWorld(t)
  const [draft, filed] = [await w.given.proposal(), await w.given.proposal({ state: 'FILED', coSigners: [w.second] })]
  const table = [
    ['first proposer', w.first.client, true, true],
    ['co-signer', w.second.client, false, true],
    ['another member', w.third.client, false, false],
    ['proposal office', w.office, false, true],
    ['leader', await w.as('LEADER'), false, true],
    ['liaison office', await w.as('LIAISON_OFFICE'), false, true],
    ['information office', await w.as('INFORMATION_OFFICE'), false, false],
    ['administrator', await w.as('ORGANIZATION_ADMINISTRATOR'), false, false],
    ['unit', w.units[0].staff, false, false],
    ['assigning office', w.assigning.staff, false, false],
  ] as const
  for (const [who, client, ofDraft, ofFiled] of table) {
    t.equal(await sees(client, draft.id), ofDraft, `${who}: the draft`)
    t.equal(await sees(client, filed.id), ofFiled, `${who}: the filed one`)
  }
  const above = await w.as('LEADER', 'PROVINCE')
  const beside = await w.as('PROPOSAL_OFFICE', 'OTHER_CITY')
  const look = async (client: Client) =>
    (await client.run('query ($id: ID!) { proposal(id: $id) { title } }', { id: filed.id })).data.proposal
  t.ok(await look(above), 'opened to the committee above')
  t.equal(await look(beside), null)
})

tap.test(
  'a unit sees what it handles, its assigning office what it dispatches, from then until it is taken away',
  async t => {
    const w = await proposalWorld(t)
    const given = await w.given.proposal({ state: 'FILED' })
    const { host } = await assign(w, given)
    t.equal(await sees(w.units[0].staff, given.id), true)
    t.equal(await sees(w.units[0].head, given.id), true)
    t.equal(await sees(w.units[1].staff, given.id), true)
    t.equal(await sees(w.units[2].staff, given.id), false)
    t.equal(await sees(w.assigning.staff, given.id), true)
    await w.owner.query(`update proposal_handlings set state = 'REASSIGNED' where id = $1`, [host])
    t.equal(await sees(w.units[0].staff, given.id), false)
    await w.owner.query(`update proposal_assignments set state = 'RETURNED'`)
    t.equal(await sees(w.assigning.staff, given.id), false)
    const { data } = await w.units[1].staff.run(
      `query ($id: ID!) { proposal(id: $id) { title decisionNote texts { number } firstProposer { id } signers { name member { id } } } }`,
      { id: given.id },
    )
    t.same(
      data.proposal,
      {
        title: TEXTS.title,
        decisionNote: null,
        texts: [],
        firstProposer: null,
        signers: [{ name: '王一', member: null }],
      },
      'a unit reads the text and the proposers’ names',
    )
  },
)

tap.test('a published proposal is read by all members, with both consents', async t => {
  const w = await proposalWorld(t)
  const given = await w.given.proposal({ state: 'FILED', consentsToPublication: true })
  const silent = await w.given.proposal({ state: 'FILED' })
  t.equal(await sees(w.third.client, given.id), false)
  await w.owner.query('update proposals set published_at = now()')
  t.equal(await sees(w.third.client, given.id), true)
  t.equal(await sees(w.third.client, silent.id), false, 'one consent is not enough')
  const colleague = await givenProposer(w, 'OTHER_CITY', { name: '孙七' })
  const { data } = await colleague.client.run('query ($id: ID!) { proposal(id: $id) { id } }', { id: given.id })
  t.equal(data.proposal, null)
})

tap.test('history is read by its audience, and a unit’s part by that unit', async t => {
  const w = await proposalWorld(t)
  const given = await w.given.proposal({ state: 'FILED', consentsToPublication: true })
  const { host, other } = await assign(w, given)
  await w.owner.query('update proposals set published_at = now()')
  const { organizationId, proposalId } = given
  await w.system('CITY', async ({ db }) => {
    const event = (action: string, audience: string, handlingId: string | null = null) => ({
      ...{ organizationId, id: newId(), proposalId, action, audience, handlingId },
    })
    await db
      .insert(proposalEvents)
      .values([
        event('A_OFFICE', 'OFFICE'),
        event('B_PROPOSERS', 'PROPOSERS'),
        event('C_HANDLERS', 'HANDLERS'),
        event('D_ALL', 'ALL'),
        event('E_HOST', 'HANDLERS', host),
        event('F_OTHER', 'ALL', other),
      ])
  })
  const reads = async (client: Client) => {
    const { data } = await client.run(
      'query ($id: ID!) { proposal(id: $id) { events { nodes { action } totalCount } } }',
      { id: given.id },
    )
    const { nodes, totalCount } = data.proposal.events
    t.equal(totalCount, nodes.length)
    return nodes.map(({ action }: { action: string }) => action[0]).join('')
  }
  t.equal(await reads(w.office), 'ABCDEF')
  t.equal(await reads(w.first.client), 'BDF')
  t.equal(await reads(w.units[0].staff), 'CDE')
  t.equal(await reads(w.units[1].staff), 'CDF')
  t.equal(await reads(w.assigning.staff), 'CDEF')
  t.equal(await reads(await w.as('LEADER')), 'BCDEF')
  t.equal(await reads(w.third.client), 'D', 'whoever reads it because it is public')
})

tap.test('lists are filtered, ordered by submission and paged', async t => {
  const w = await proposalWorld(t)
  const day = () => new Date(w.clock().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  const [ids, from]: [string[], string] = [[], day()]
  for (const title of ['甲', '乙', '丙']) {
    const made = await done(w.first.client, CREATE, { input: { ...TEXTS, title } })
    ids.push((await done(w.first.client, SUBMIT, { id: made.id, expectedVersion: 1 })).id)
    w.later(1_000)
  }
  const [, second] = ids
  await w.owner.query(
    `update proposals set is_key = true, excellent_year = 2026, case_number = 7, filed_at = now(), state = 'FILED' where id = $1`,
    [second?.split('_')[2]],
  )
  const list = async (args: string) => {
    const { data, errors } = await w.office.run(`{ proposals(${args}) { nodes { title } } }`)
    return errors
      ? errors[0]?.extensions?.code
      : data.proposals.nodes.map((node: { title: string }) => node.title).join('')
  }
  t.equal(await list('first: 10'), '丙乙甲')
  t.equal(await list('first: 2, orderBy: { field: SUBMITTED_AT, direction: ASC }'), '甲乙')
  t.equal(await list('filter: { isKey: true }'), '乙')
  t.equal(await list('filter: { isExcellent: false }'), '丙甲')
  t.equal(await list('filter: { excellentYear: 2026, caseNumber: 7 }'), '乙')
  t.equal(await list('filter: { states: [FILED, ARCHIVED] }'), '乙')
  t.equal(await list('filter: { state: SUBMITTED, receiptNumber: 3, period: SESSION }'), '丙')
  t.equal(
    await list(`filter: { firstProposer: "${w.first.id}", session: "${w.session.id}", proposerKind: MEMBER }`),
    '丙乙甲',
  )
  t.equal(await list(`filter: { firstProposer: "${w.second.id}" }`), '')
  t.equal(await list(`filter: { submitted: { from: "${from}", to: "${day()}" } }`), '丙乙甲')
  t.equal(await list('filter: { submitted: { to: "2020-01-01" } }'), '')
  t.equal(await list('first: 101'), 'LIMIT_EXCEEDED')
  const { data } = await w.office.run(
    `query ($id: ID!, $member: ID!) { proposal(id: $id) { citation } member(id: $member) { proposals { totalCount } } }`,
    { id: second, member: w.first.id },
  )
  t.same(data, { proposal: { citation: '第15届第3次会议第007号' }, member: { proposals: { totalCount: 3 } } })
})

tap.test('every viewer is offered what he may do now, with the reason where not', async t => {
  const w = await proposalWorld(t)
  const { id } = await w.given.proposal({ state: 'SUBMITTED', coSigners: [w.second] })
  const offers = async (client: Client) => {
    const { data } = await client.run(
      'query ($id: ID!) { proposal(id: $id) { availableActions { action isAvailable reason } } }',
      { id },
    )
    const actions: { action: string; isAvailable: boolean; reason: string | null }[] = data.proposal.availableActions
    t.ok(actions.every(one => one.isAvailable === (one.reason === null)))
    return actions.filter(one => one.isAvailable).map(one => one.action)
  }
  t.same(await offers(w.first.client), ['WITHDRAW'])
  t.same(await offers(w.second.client), [])
  t.same(await offers(w.office), ['RETURN_FOR_REVISION', 'FIRST_CHECK', 'NOT_FILE'])
  t.same(await offers(await w.as('LEADER')), [])
})
