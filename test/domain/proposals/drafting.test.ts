import tap from 'tap'
import { newId } from '../../../src/kernel/ids.ts'
import { givenPhoto } from '../../support/duty.ts'
import { idOf } from '../../support/members.ts'
import { ATTACH, CREATE, DETACH, done, refused, setPolicy, UPDATE } from '../../support/proposal-drafting.ts'
import { givenProposer, proposalWorld, TEXTS } from '../../support/proposals.ts'

tap.test('a member drafts, sees it alone, changes it, and every version of the text stays', async t => {
  const w = await proposalWorld(t)
  const { client } = w.first
  const made = await done(client, CREATE, { input: { title: ' 关于充电的提案 ', isResearched: true } })
  t.match(made, { state: 'DRAFT', version: 1, title: '关于充电的提案', textNumber: 1, proposerKind: 'MEMBER' })
  t.match(made.signers, [{ name: '王一', role: 'FIRST', state: 'ACCEPTED', member: { id: w.first.id } }])
  const changed = await done(client, UPDATE, { id: made.id, expectedVersion: 1, input: { ...TEXTS } })
  t.match(changed, { version: 2, textNumber: 2, title: TEXTS.title })
  const same = await done(client, UPDATE, { id: made.id, expectedVersion: 2, input: { ...TEXTS } })
  t.equal(same.version, 2, 'nothing to change is no change')
  const declared = await done(client, UPDATE, { id: made.id, expectedVersion: 2, input: { isSelfWritten: true } })
  t.match(declared, { version: 3, textNumber: 2 }, 'a declaration is no text')
  const { data } = await client.run(
    `query ($id: ID!) { proposal(id: $id) { isResearched isSelfWritten texts { number title submittedAt changes { block parts { kind text } } }
      events { nodes { action facts } } } }`,
    { id: made.id },
  )
  t.match(data.proposal, { isResearched: true, isSelfWritten: true })
  t.same(
    data.proposal.texts.map((text: { number: number; title: string }) => [text.number, text.title]),
    [
      [1, '关于充电的提案'],
      [2, TEXTS.title],
    ],
  )
  const [titleChange] = data.proposal.texts[1].changes
  const parts: { kind: string; text: string }[] = titleChange.parts
  const without = (kind: string) =>
    parts
      .filter(part => part.kind !== kind)
      .map(part => part.text)
      .join('')
  t.same([titleChange.block, without('ADDED'), without('REMOVED')], ['TITLE', '关于充电的提案', TEXTS.title])
  t.same(
    data.proposal.events.nodes.map((event: { action: string }) => event.action),
    ['CREATE', 'UPDATE', 'UPDATE'],
  )
  for (const other of [w.second.client, w.office, w.units[0].staff]) {
    t.equal((await other.run('query ($id: ID!) { proposal(id: $id) { id } }', { id: made.id })).data.proposal, null)
    await refused(t, w, other, UPDATE, { id: made.id, expectedVersion: 3, input: { title: '改' } }, 'NOT_FOUND')
  }
  const { rows } = await w.owner.query('select action, op, version from change_log where record_id = $1 order by seq', [
    made.id.split('_')[2],
  ])
  t.same(rows, [
    { action: 'proposalCreate', op: 'CREATE', version: 1 },
    { action: 'proposalUpdate', op: 'UPDATE', version: 2 },
    { action: 'proposalUpdate', op: 'UPDATE', version: 3 },
  ])
})

tap.test('the same id and content is the same draft, another content is refused', async t => {
  const w = await proposalWorld(t)
  const { client } = w.first
  const id = newId()
  const made = await done(client, CREATE, { input: { id, title: '甲' } })
  t.ok(made.id.endsWith(id))
  const { result, same } = await w.unchanged(() => client.run(CREATE, { input: { id, title: '甲' } }))
  t.equal(result.data.proposalCreate.proposal.id, made.id)
  t.ok(same)
  await refused(t, w, client, CREATE, { input: { id, title: '乙' } }, 'ID_REUSED')
  await refused(t, w, w.second.client, CREATE, { input: { id, title: '甲' } }, 'ID_REUSED')
})

tap.test('texts are measured by the policy of the day, in characters and all at once', async t => {
  const w = await proposalWorld(t)
  const { client } = w.first
  const long = { title: '字'.repeat(51), situation: '字'.repeat(3_001), analysis: 'a\u202eb' }
  const answer = await refused(t, w, client, CREATE, { input: long }, 'TOO_LONG')
  t.same(
    answer.data.proposalCreate.userErrors.map((e: { field: string[]; code: string }) => [e.field.join('.'), e.code]),
    [
      ['input.title', 'TOO_LONG'],
      ['input.situation', 'TOO_LONG'],
      ['input.analysis', 'INVALID_TEXT'],
    ],
  )
  await done(client, CREATE, { input: { title: '𠮷'.repeat(50), suggestions: '字'.repeat(3_000) } })
  await setPolicy(w, 'PROPOSAL_LIMITS', { title: 10, block: 100, attachments: 1 })
  await refused(t, w, client, CREATE, { input: { title: '字'.repeat(11) } }, 'TOO_LONG')
  await refused(t, w, client, CREATE, { input: { title: ' ' } }, 'REQUIRED')
})

tap.test('only a member in office of the current term proposes, for the own seat', async t => {
  const w = await proposalWorld(t)
  const resigned = await givenProposer(w, 'CITY', { name: '赵六', status: 'RESIGNED' })
  await refused(t, w, resigned.client, CREATE, { input: { title: '甲' } }, 'NOT_A_MEMBER')
  await refused(t, w, resigned.client, CREATE, { input: { title: '甲', firstProposer: resigned.id } }, 'NOT_A_MEMBER')
  await refused(t, w, w.first.client, CREATE, { input: { title: '甲', firstProposer: w.second.id } }, 'FORBIDDEN')
  const elsewhere = await givenProposer(w, 'OTHER_CITY', { name: '孙七' })
  await refused(t, w, w.first.client, CREATE, { input: { title: '甲', firstProposer: elsewhere.id } }, 'NOT_FOUND')
  await refused(t, w, w.office, CREATE, { input: { title: '甲' } }, 'FORBIDDEN')
  await refused(t, w, w.units[0].head, CREATE, { input: { title: '甲' } }, 'FORBIDDEN')
  await refused(t, w, w.nobody, CREATE, { input: { title: '甲' } }, 'UNAUTHENTICATED')
  await refused(t, w, w.first.client, CREATE, { input: { title: '甲', organization: 'org_140300' } }, 'NOT_FOUND')
})

tap.test('a body proposes through the office with its seal, or through a member as its contact', async t => {
  const w = await proposalWorld(t)
  const party = await idOf(w, 'CITY', 'party', '九三学社')
  const kind = { title: '甲', proposerKind: 'PARTY' }
  await refused(t, w, w.office, CREATE, { input: kind }, 'REQUIRED')
  await refused(t, w, w.office, CREATE, { input: { ...kind, party, bodyName: '工商联' } }, 'NOT_APPLICABLE')
  const foreign = await idOf(w, 'OTHER_CITY', 'party', '九三学社')
  await refused(t, w, w.office, CREATE, { input: { ...kind, party: foreign } }, 'NOT_FOUND')
  const sealFile = await givenPhoto(w.office)
  const made = await done(w.office, CREATE, { input: { ...kind, party, sealFile } })
  t.match(made, { proposerKind: 'PARTY', signers: [] })
  const seen = await w.colleague.run('query ($id: ID!) { proposal(id: $id) { id } }', { id: made.id })
  t.equal(seen.data.proposal, null, 'a draft is its drafter’s own in the office too')
  const input = { firstProposer: w.second.id }
  const withContact = await done(w.office, UPDATE, { id: made.id, expectedVersion: 1, input })
  t.match(withContact.signers, [{ role: 'FIRST', member: { id: w.second.id } }])
  const read = await w.second.client.run(
    'query ($id: ID!) { proposal(id: $id) { title sealFile { id } availableActions { action isAvailable reason } } }',
    { id: made.id },
  )
  t.match(read.data.proposal, { title: '甲', sealFile: { id: sealFile } })
  t.match(
    read.data.proposal.availableActions.find((one: { action: string }) => one.action === 'INVITE'),
    { isAvailable: false, reason: '集体提案不邀请委员联名' },
  )
  const group = { title: '乙', proposerKind: 'MEMBER_GROUP', bodyName: '第一委员小组' }
  t.match(await done(w.third.client, CREATE, { input: group }), {
    proposerKind: 'MEMBER_GROUP',
    bodyName: '第一委员小组',
    signers: [{ role: 'FIRST', member: { id: w.third.id } }],
  })
  await refused(t, w, w.third.client, CREATE, { input: { title: '丙', sealFile } }, 'NOT_APPLICABLE')
  await refused(t, w, w.third.client, UPDATE, { id: made.id, expectedVersion: 2, input: { title: '丁' } }, 'NOT_FOUND')
})

tap.test('attachments are one’s own uploads, as many as the policy lets', async t => {
  const w = await proposalWorld(t)
  const { client } = w.first
  const photos = await Promise.all(Array.from({ length: 6 }, () => givenPhoto(client)))
  const foreign = await givenPhoto(w.second.client)
  await refused(t, w, client, CREATE, { input: { title: '甲', attachments: [foreign] } }, 'NOT_FOUND')
  await refused(t, w, client, CREATE, { input: { title: '甲', attachments: photos } }, 'TOO_MANY')
  const attachments = photos.slice(0, 2)
  const { id } = await done(client, CREATE, { input: { title: '甲', attachments } })
  const more = { id, expectedVersion: 1, input: { files: photos.slice(1, 5) } }
  t.equal((await done(client, ATTACH, more)).attachments.length, 5, 'what is attached already stays once')
  await refused(t, w, client, ATTACH, { ...more, expectedVersion: 2, input: { files: [photos[5]] } }, 'TOO_MANY')
  await refused(t, w, client, ATTACH, { ...more, input: { files: [photos[5]] } }, 'VERSION_CONFLICT')
  await refused(t, w, client, DETACH, { id, expectedVersion: 2, input: { files: [photos[5]] } }, 'NOT_FOUND')
  const less = await done(client, DETACH, { id, expectedVersion: 2, input: { files: [photos[0]] } })
  t.equal(less.attachments.length, 4)
  const url = `/files/v1/${photos[1]}`
  t.equal((await client.request('GET', url)).statusCode, 200)
  t.equal((await w.office.request('GET', url)).statusCode, 404, 'a draft’s attachment is its proposers’ own')
})
