import t, { type Test } from 'tap'
import { proposalSigners } from '../../../src/domain/proposals/tables.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { givenDeadline, plantParts, plantReply, plantRequest } from '../../support/handlings.ts'
import { type GivenProposal, type Member, type ProposalWorld, proposalWorld } from '../../support/proposals.ts'
import type { Client } from '../../support/world.ts'

const LISTS = `query ($organization: ID) {
  proposalWorkLists(organization: $organization) { kind count proposals(first: 5) { nodes { id title } totalCount } }
}`
const DAY = 86_400_000

interface List {
  readonly kind: string
  readonly count: number
  readonly proposals: { readonly nodes: readonly { readonly id: string }[]; readonly totalCount: number }
}

/** Kinds with the ids of their proposals; the count and the filter say the same. */
async function listsOf(t: Test, client: Client): Promise<Record<string, string[]>> {
  const { data, errors } = await client.run(LISTS)
  t.equal(errors, undefined)
  const lists: List[] = data.proposalWorkLists
  const filtered = await client.run(
    `{ ${lists.map(({ kind }) => `${kind}: proposals(filter: { workList: ${kind} }, orderBy: { field: SUBMITTED_AT, direction: ASC }) { nodes { id } }`).join(' ')} }`,
  )
  return Object.fromEntries(
    lists.map(({ kind, count, proposals: { nodes, totalCount } }) => {
      const ids = nodes.map(({ id }) => id)
      t.same([count, totalCount], [ids.length, ids.length], kind)
      t.same(
        filtered.data[kind].nodes.map(({ id }: { id: string }) => id),
        ids,
        `filter ${kind}`,
      )
      return [kind, ids]
    }),
  )
}

const invite = (w: ProposalWorld, { organizationId, proposalId }: GivenProposal, { memberId }: Member, days: number) =>
  w.system('CITY', ({ db }) =>
    db.insert(proposalSigners).values({
      ...{ organizationId, id: newId(), proposalId, memberId, role: 'CO_SIGNER', state: 'INVITED', rank: 9 },
      invitedAt: w.clock().toISOString(),
      expiresAt: new Date(w.clock().getTime() + days * DAY).toISOString(),
    }),
  )

t.test('each role has the lists of its work', async t => {
  const w = await proposalWorld(t)
  const kinds = async (client: Client) => Object.keys(await listsOf(t, client)).sort()
  const own = ['MY_DRAFTS', 'WAITING_FOR_MY_FEEDBACK', 'WAITING_FOR_MY_SIGNATURE']
  t.same(await kinds(w.first.client), own)
  t.same(await kinds(w.office), [
    'AMBER',
    'OVERDUE',
    'TO_ASSIGN',
    'TO_DECIDE_REQUESTS',
    'TO_ENTER_FEEDBACK',
    'TO_EXAMINE',
  ])
  t.same(await kinds(w.assigning.staff), ['AMBER', 'OVERDUE', 'TO_DECIDE_REQUESTS', 'TO_DISPATCH'])
  t.same(await kinds(w.units[0].staff), ['AMBER', 'OVERDUE', 'TO_REPLY', 'TO_SIGN_FOR'])
  t.same(await kinds(w.units[0].head), ['AMBER', 'OVERDUE', 'TO_COUNTERSIGN', 'TO_REPLY', 'TO_SIGN_FOR'])
  t.same(await kinds(await w.as('LEADER')), [])
  t.same(await kinds(await w.as('PROPOSAL_OFFICE', 'OTHER_CITY')), await kinds(w.office), 'the own committee')
  const elsewhere = await (await w.as('PROPOSAL_OFFICE', 'COUNTY')).run(LISTS, { organization: 'org_140200' })
  t.same(elsewhere.data.proposalWorkLists, [])
  t.same((await w.office.run(LISTS, { organization: 'mem_1_x' })).data.proposalWorkLists, [])
  t.equal((await w.nobody.run(LISTS)).errors?.[0]?.extensions?.code, 'UNAUTHENTICATED')
})

t.test('members: drafts, invitations, feedback', async t => {
  const w = await proposalWorld(t)
  const draft = await w.given.proposal({ state: 'DRAFT' })
  const asked = await w.given.proposal({ state: 'CO_SIGNING' })
  const lapsing = await w.given.proposal({ state: 'CO_SIGNING' })
  const returned = await w.given.proposal({ state: 'RETURNED_FOR_REVISION', first: w.second })
  await w.given.proposal({ state: 'SUBMITTED' })
  await invite(w, asked, w.second, 5)
  await invite(w, lapsing, w.second, 1)
  const drafts = [draft.id, asked.id, lapsing.id]
  t.match(await listsOf(t, w.first.client), { MY_DRAFTS: drafts, WAITING_FOR_MY_SIGNATURE: [] })
  t.match(await listsOf(t, w.second.client), {
    MY_DRAFTS: [returned.id],
    WAITING_FOR_MY_SIGNATURE: [asked.id, lapsing.id],
  })
  w.later(2 * DAY)
  t.same((await listsOf(t, w.second.client)).WAITING_FOR_MY_SIGNATURE, [asked.id], 'one invitation ran out')

  const replied = await w.given.proposal({ state: 'FILED', coSigners: [w.second] })
  const [part = ''] = await plantParts(w, replied, [{ unit: w.units[0], state: 'REPLIED' }], 'REPLIED')
  t.same((await listsOf(t, w.first.client)).WAITING_FOR_MY_FEEDBACK, [])
  await plantReply(w, replied, part)
  for (const { client } of [w.first, w.second]) {
    t.same((await listsOf(t, client)).WAITING_FOR_MY_FEEDBACK, [replied.id])
  }
  t.same((await listsOf(t, w.third.client)).WAITING_FOR_MY_FEEDBACK, [])
})

t.test('office, assigning office and units: what is theirs to do', async t => {
  const w = await proposalWorld(t)
  const [, police, league] = w.units
  const submitted = await w.given.proposal({ state: 'SUBMITTED' })
  const rechecked = await w.given.proposal({ state: 'RECHECKED' })
  const filed = await w.given.proposal({ state: 'FILED' })
  const throughOffice = await w.given.proposal({ state: 'FILED' })
  const direct = await w.given.proposal({ state: 'FILED' })
  const officeId = w.assigning.officeId
  const [hosted = ''] = await plantParts(
    w,
    throughOffice,
    [
      { unit: w.units[0], role: 'HOST', state: 'RETURN_REQUESTED', officeId },
      { unit: police, role: 'CO_HANDLER', state: 'HANDLING' },
    ],
    'IN_HANDLING',
  )
  const [leagues = ''] = await plantParts(w, direct, [{ unit: league, state: 'NEW' }])
  await plantRequest(w, throughOffice, hosted)
  await plantRequest(w, direct, leagues)
  t.match(await listsOf(t, w.office), {
    TO_EXAMINE: [submitted.id, rechecked.id],
    TO_ASSIGN: [filed.id],
    TO_DECIDE_REQUESTS: [direct.id],
  })
  t.match(await listsOf(t, w.assigning.staff), { TO_DISPATCH: [], TO_DECIDE_REQUESTS: [throughOffice.id] })
  t.match(await listsOf(t, police.staff), { TO_REPLY: [throughOffice.id], TO_SIGN_FOR: [] })
  t.match(await listsOf(t, league.staff), { TO_REPLY: [], TO_SIGN_FOR: [direct.id] })
  t.match(await listsOf(t, w.units[0].staff), { TO_REPLY: [], TO_SIGN_FOR: [] })
  await w.owner.query(`update proposal_handlings set state = 'REPLY_DRAFTED' where id = $1`, [leagues])
  await w.owner.query(`update proposal_assignments set state = 'ASSIGNED' where office_id = $1`, [officeId])
  t.match(await listsOf(t, league.head), { TO_COUNTERSIGN: [direct.id], TO_SIGN_FOR: [] })
  t.same((await listsOf(t, w.assigning.staff)).TO_DISPATCH, [throughOffice.id])
})

t.test('amber and overdue are seen by those the deadline is a matter of', async t => {
  const w = await proposalWorld(t)
  const [housing, police, league] = w.units
  const late = await w.given.proposal({ state: 'FILED' })
  const [hosts = '', cos = ''] = await plantParts(
    w,
    late,
    [
      { unit: housing, role: 'HOST', state: 'HANDLING', officeId: w.assigning.officeId },
      { unit: police, role: 'CO_HANDLER', state: 'HANDLING' },
    ],
    'IN_HANDLING',
  )
  await givenDeadline(w, late, { kind: 'RETURN', handlingId: cos })
  await givenDeadline(w, late, { kind: 'CO_HANDLER_OPINION', handlingId: cos })
  await givenDeadline(w, late, { kind: 'REPLY', handlingId: hosts })
  const all = [w.office, w.assigning.staff, housing.staff, police.staff, league.staff]
  const now = async () =>
    Promise.all(
      all.map(async client => {
        const { AMBER = [], OVERDUE = [] } = await listsOf(t, client)
        return `${AMBER.length}${OVERDUE.length}`
      }),
    )
  t.same(await now(), ['00', '00', '00', '00', '00'])
  w.later(26 * DAY)
  t.same(await now(), ['10', '10', '00', '10', '00'], 'the return lapsed, which is nobody’s delay')
  w.later(10 * DAY)
  t.same(await now(), ['01', '01', '00', '01', '00'])
  await w.owner.query(`update proposal_deadlines set met_at = now() where kind = 'CO_HANDLER_OPINION'`)
  w.later(45 * DAY)
  t.same(await now(), ['10', '10', '10', '00', '00'], 'the co-handler has nothing to do with the reply')
  await w.owner.query(`update proposals set state = 'CLOSED'`)
  t.same(await now(), ['00', '00', '00', '00', '00'])
})

t.test('a page of a list goes on by its cursor, with other lists beside it', async t => {
  const w = await proposalWorld(t)
  const ids: string[] = []
  for (const title of ['一', '二', '三']) ids.push((await w.given.proposal({ state: 'SUBMITTED', title })).id)
  const page = (after?: string) =>
    w.office.run(
      `query ($after: String) { proposalWorkLists { what: kind many: count
        two: proposals(first: 2, after: $after) { edges { cursor node { id state } } pageInfo { hasNextPage } }
        last: proposals(last: 1) { nodes { title } } } viewer { account { login } } }`,
      { after },
    )
  const first = (await page()).data.proposalWorkLists.find((list: { what: string }) => list.what === 'TO_EXAMINE')
  t.match(first, {
    many: 3,
    two: {
      edges: [{ node: { id: ids[0], state: 'SUBMITTED' } }, { node: { id: ids[1] } }],
      pageInfo: { hasNextPage: true },
    },
    last: { nodes: [{ title: '三' }] },
  })
  const next = (await page(first.two.edges[1].cursor)).data.proposalWorkLists[0]
  t.match(next, { what: 'TO_EXAMINE', two: { edges: [{ node: { id: ids[2] } }], pageInfo: { hasNextPage: false } } })
})

t.test('all lists, with counts and pages, are one statement', async t => {
  const w = await proposalWorld(t)
  await w.given.proposal({ state: 'SUBMITTED' })
  const { reads } = w.services.database
  const { query } = reads
  const statements: string[] = []
  const watched = (statement: { readonly text: string }, ...rest: unknown[]) => {
    if (!statement.text.includes('load_viewer')) statements.push(statement.text)
    return Reflect.apply(query, reads, [statement, ...rest])
  }
  Object.assign(reads, { query: watched })
  for (const client of [w.office, w.first.client, w.units[0].head]) await client.run(LISTS)
  Object.assign(reads, { query })
  t.equal(statements.length, 3)
})
