import tap from 'tap'
import { proposalReplies } from '../../../src/domain/proposals/handling/replies/tables.ts'
import { proposalAssignments, proposalHandlings } from '../../../src/domain/proposals/handling/tables.ts'
import { businessDate } from '../../../src/kernel/clock.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { plantTexts } from '../../support/proposal-texts.ts'
import { type ProposalWorld, proposalWorld } from '../../support/proposals.ts'
import { CHARGING, FIRE_STATIONS, REWORDED } from '../../support/similar-texts.ts'
import { type Client, PLACES, world } from '../../support/world.ts'

const SIMILAR = `score title committee citation submittedAt state replyClasses units
  passages { own { block start end text } other { block start end text } } proposal { id title }`
const ASK = `query ($organization: ID, $input: SimilarProposalsInput!, $atMost: Int) {
  similarProposals(organization: $organization, input: $input, atMost: $atMost) { ${SIMILAR} } }`
const OF_PROPOSAL = `query ($id: ID!) { proposal(id: $id) { id similar { ${SIMILAR} } } }`

interface Found {
  readonly title: string
  readonly score: number
  readonly passages: readonly { readonly own: Span; readonly other: Span }[] | null
  readonly proposal: { readonly id: string } | null
}
interface Span {
  readonly block: string
  readonly start: number
  readonly end: number
  readonly text: string
}

async function ask(client: Client, more: object = {}): Promise<Found[] | null> {
  const { data, errors } = await client.run(ASK, { input: REWORDED, ...more })
  if (errors) throw new Error(errors[0]?.extensions?.code)
  return data.similarProposals
}

const titles = async (client: Client, more: object = {}) => (await ask(client, more))?.map(({ title }) => title).sort()

const slice = (texts: object, { block, start, end }: Span) =>
  String(Reflect.get(texts, block.toLowerCase())).slice(start, end)

tap.test('while typing: the earlier proposal, with the passages and what became of it', async t => {
  const w = await proposalWorld(t)
  const [id = ''] = await plantTexts(w, 'CITY', [CHARGING, FIRE_STATIONS])
  await plantReply(w, id)
  const [found, ...more] = (await ask(w.office)) ?? []
  t.same(more, [])
  t.match(found, {
    ...{ title: CHARGING.title, committee: '大同市政协', citation: /^第15届第\d+次会议第001号$/, state: 'FILED' },
    ...{ submittedAt: '2024-03-01T09:00:00+08:00', replyClasses: ['IN_PROGRESS_OR_PLANNED'], units: ['住建局'] },
    proposal: { id, title: CHARGING.title },
  })
  t.ok(found && found.score > 0.18 && found.score <= 1)
  t.ok(found?.passages?.length)
  for (const { own, other } of found?.passages ?? []) {
    t.equal(own.text, slice(REWORDED, own))
    t.equal(other.text, slice(CHARGING, other))
  }
})

async function plantReply(w: ProposalWorld, globalId: string): Promise<void> {
  const proposalId = globalId.split('_')[2] ?? ''
  const organizationId = PLACES.CITY
  const [assignmentId, handlingId, by] = [newId(), newId(), newId()]
  const unitId = w.units[0].unitId
  await w.system('CITY', async ({ db }) => {
    await db
      .insert(proposalAssignments)
      .values({ organizationId, id: assignmentId, proposalId, state: 'DISPATCHED', assignedBy: by })
    const part = { organizationId, proposalId, assignmentId, role: 'SOLE', state: 'REPLIED' }
    await db.insert(proposalHandlings).values({ ...part, id: handlingId, unitId })
    await db.insert(proposalHandlings).values({ ...part, id: newId(), unitId: w.units[1].unitId, state: 'REASSIGNED' })
    await db.insert(proposalReplies).values({
      ...{ organizationId, id: newId(), proposalId, handlingId, round: 1, state: 'SENT', localLetter: 'B', items: [] },
      ...{ replyClass: 'IN_PROGRESS_OR_PLANNED', body: '答复', signerName: '', contactName: '', contactPhone: '' },
      ...{ draftedBy: by, sentAt: '2024-06-01T09:00:00+08:00' },
    })
  })
}

tap.test('a member is told of what is on file, and reads of it only what is his or public', async t => {
  const w = await proposalWorld(t)
  const named = (title: string, more: object = {}) => ({ ...CHARGING, title, ...more })
  await plantTexts(w, 'CITY', [
    named('他人已立案'),
    named('他人已公开', { isPublic: true }),
    named('他人已提交', { state: 'SUBMITTED' }),
    named('他人草稿', { state: 'DRAFT' }),
    named('他人撤回', { state: 'WITHDRAWN' }),
  ])
  await plantTexts(w, 'COUNTY', [named('县里')])
  await plantTexts(w, 'PROVINCE', [named('省里')])
  await plantTexts(w, 'OTHER_CITY', [named('外市')])
  t.same(await titles(w.first.client), ['他人已公开', '他人已立案'])
  const found = (await ask(w.first.client)) ?? []
  const of = (title: string) => found.find(one => one.title === title)
  t.match(of('他人已立案'), { passages: null, proposal: null, state: 'FILED' })
  t.ok(of('他人已公开')?.passages?.length)
  t.ok(of('他人已公开')?.proposal)
  t.notOk(JSON.stringify(of('他人已立案')).includes('金桥苑'), 'not a word of the text')
  t.same(await titles(w.office), ['他人已公开', '他人已提交', '他人已立案', '他人撤回', '县里'].sort())
})

tap.test('own proposals are found with their passages, and not the draft that is being written', async t => {
  const w = await proposalWorld(t)
  const { data } = await w.first.client.run(
    `mutation ($input: ProposalCreateInput!) { proposalCreate(input: $input) { proposal { id } userErrors { code } } }`,
    { input: CHARGING },
  )
  const { id } = data.proposalCreate.proposal
  await w.owner.query(`update proposals set submitted_at = now(), state = 'SUBMITTED' where id = $1`, [
    id.split('_')[2],
  ])
  const [own] = (await ask(w.first.client)) ?? []
  t.equal(own?.proposal?.id, id)
  t.ok(own?.passages?.length)
  t.same(await ask(w.first.client, { input: { ...REWORDED, except: id } }), [])
  t.same(await ask(w.second.client), [], 'of another member’s nothing is told before it is on file')
})

tap.test('who neither proposes nor reads proposals there is told nothing', async t => {
  const w = await proposalWorld(t)
  await plantTexts(w, 'CITY', [CHARGING])
  t.equal(await ask(w.units[0].staff), null)
  t.equal(await ask(w.assigning.staff), null)
  t.equal(await ask(w.first.client, { organization: 'org_140300' }), null)
  t.equal(await ask(w.first.client, { organization: 'org_140212' }), null)
  t.equal(await ask(await w.as('PROPOSAL_OFFICE', 'OTHER_CITY'), { organization: 'org_140200' }), null)
  t.equal(await ask(await w.as('PROPOSAL_OFFICE', 'COUNTY'), { organization: 'org_140200' }), null)
  t.equal(await ask(w.office, { organization: 'mem_140200' }), null)
  const { errors } = await w.nobody.run(ASK, { input: REWORDED })
  t.match(errors?.[0]?.extensions, { code: 'UNAUTHENTICATED' })
})

tap.test('a county that opens nothing to the city is not searched by it', async t => {
  const w = await world(t)
  await plantTexts(w, 'COUNTY', [CHARGING])
  const office = await w.as('PROPOSAL_OFFICE')
  t.same(await titles(office), [CHARGING.title])
  const closed = await w.as('ORGANIZATION_ADMINISTRATOR', 'COUNTY')
  const { data } = await closed.run(
    `mutation ($effectiveFrom: Date!) { policySet(organization: "org_140212",
      input: { key: "SUPERIOR_VISIBILITY", value: [], effectiveFrom: $effectiveFrom }) { userErrors { code } } }`,
    { effectiveFrom: businessDate(new Date()) },
  )
  t.same(data?.policySet.userErrors, [])
  t.same(await titles(await w.newClient({ role: 'PROPOSAL_OFFICE', place: 'CITY' })), [])
})

tap.test('at examination: the others, not itself; for readers of the committee’s proposals', async t => {
  const w = await proposalWorld(t)
  const [id = '', other = ''] = await plantTexts(w, 'CITY', [
    { ...REWORDED, state: 'SUBMITTED', firstProposerId: w.first.memberId },
    CHARGING,
    FIRE_STATIONS,
  ])
  const { data } = await w.office.run(OF_PROPOSAL, { id })
  t.same(
    data.proposal.similar.map((found: Found) => found.proposal?.id),
    [other],
  )
  await w.owner.query(`update proposals set consents_to_publication = true, published_at = now() where id = $1`, [
    id.split('_')[2],
  ])
  const seen = await w.first.client.run(OF_PROPOSAL, { id })
  t.match(seen.data.proposal, { id, similar: null })
})

tap.test('a request looks five times at most, and shows twenty at most', async t => {
  const w = await world(t)
  await plantTexts(
    w,
    'CITY',
    Array.from({ length: 25 }, (_, k) => ({ ...CHARGING, title: `第${k}件` })),
  )
  const office = await w.as('PROPOSAL_OFFICE')
  t.equal((await ask(office, { atMost: 20 }))?.length, 20)
  t.equal((await ask(office))?.length, 10)
  for (const atMost of [0, 21, -1]) await t.rejects(ask(office, { atMost }), { message: 'BAD_REQUEST' })
  const { data, errors } = await office.run('{ proposals(first: 6) { nodes { id similar { title } } } }')
  t.match(errors?.[0]?.extensions, { code: 'BAD_REQUEST' })
  t.equal(data?.proposals.nodes.filter((node: { similar: unknown }) => node.similar === null).length, 1)
})

tap.test('hostile input is refused with a code, or harmless', async t => {
  const w = await world(t)
  await plantTexts(w, 'CITY', [CHARGING])
  const office = await w.as('PROPOSAL_OFFICE')
  for (const situation of ['停\u0000车', '停\ud800车', '\u202e停车', '停车'.repeat(10_000)]) {
    await t.rejects(ask(office, { input: { situation } }), { message: 'BAD_REQUEST' })
  }
  await t.rejects(ask(office, { input: { title: '长'.repeat(201) } }), { message: 'BAD_REQUEST' })
  t.same(await ask(office, { input: {} }), [])
  t.same(await ask(office, { input: { title: `'; drop table proposals; --`, except: 'prop_x' } }), [])
  t.same(await titles(office, { input: { ...REWORDED, analysis: '㍿𠮷'.repeat(3_000) } }), [CHARGING.title])
})
