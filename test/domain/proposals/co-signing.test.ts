import tap from 'tap'
import {
  CANCEL,
  CREATE,
  type Drafted,
  done,
  INVITE,
  outcomeOf,
  refused,
  SIGN,
  SUBMIT,
  setPolicy,
  UPDATE,
} from '../../support/proposal-drafting.ts'
import { givenProposer, type ProposalWorld, proposalWorld, TEXTS } from '../../support/proposals.ts'
import type { Client } from '../../support/world.ts'

const DAY = 86_400_000
const accept = { accept: true }

const draft = (w: ProposalWorld): Promise<Drafted> => done(w.first.client, CREATE, { input: TEXTS })

const invite = (w: ProposalWorld, { id, version }: Drafted, input: object): Promise<Drafted> =>
  done(w.first.client, INVITE, { id, expectedVersion: version, input })

const statesOf = ({ signers }: Drafted) => signers.map(({ name, role, state }) => `${name} ${role} ${state}`)

tap.test('invited members sign or decline; only who accepted counts', async t => {
  const w = await proposalWorld(t)
  const made = await draft(w)
  const invited = await invite(w, made, { coSigners: [w.second.id], endorsers: [w.third.id] })
  t.match(invited, { state: 'CO_SIGNING', version: 2, proposerKind: 'MEMBER' })
  t.same(statesOf(invited), ['王一 FIRST ACCEPTED', '李二 CO_SIGNER INVITED', '张三 ENDORSER INVITED'])
  const { id } = made
  await refused(t, w, w.first.client, SUBMIT, { id, expectedVersion: 2 }, 'INVITATION_PENDING')
  const seen = await w.second.client.run(
    'query ($id: ID!) { proposal(id: $id) { title availableActions { action isAvailable } } }',
    { id },
  )
  t.same(seen.data.proposal, { title: TEXTS.title, availableActions: [{ action: 'SIGN', isAvailable: true }] })
  const signed = await done(w.second.client, SIGN, { id, expectedTextNumber: 1, input: accept })
  t.equal(signed.version, 2, 'a signature is no other version of the proposal')
  await refused(t, w, w.second.client, SIGN, { id, expectedTextNumber: 1, input: accept }, 'ALREADY_ANSWERED')
  await refused(t, w, w.first.client, SIGN, { id, expectedTextNumber: 1, input: accept }, 'FORBIDDEN')
  await refused(t, w, w.office, SIGN, { id, expectedTextNumber: 1, input: accept }, 'FORBIDDEN')
  const declined = await w.third.client.run(SIGN, { id, expectedTextNumber: 1, input: { accept: false } })
  t.same(declined.data.proposalSign, { proposal: null, userErrors: [] }, 'who declined does not see it any more')
  await refused(t, w, w.third.client, SIGN, { id, expectedTextNumber: 1, input: accept }, 'NOT_FOUND')
  const submitted = await done(w.first.client, SUBMIT, { id, expectedVersion: 2 })
  t.match(submitted, { state: 'SUBMITTED', proposerKind: 'MEMBERS_JOINT', version: 3 })
  t.same(statesOf(submitted), ['王一 FIRST ACCEPTED', '李二 CO_SIGNER ACCEPTED', '张三 ENDORSER DECLINED'])
})

tap.test('who may be invited: members of the committee in office, each once', async t => {
  const w = await proposalWorld(t)
  const made = await draft(w)
  const target = { id: made.id, expectedVersion: 1 }
  const { client } = w.first
  const resigned = await givenProposer(w, 'CITY', { name: '赵六', status: 'RESIGNED' })
  const elsewhere = await givenProposer(w, 'OTHER_CITY', { name: '孙七' })
  await refused(t, w, client, INVITE, { ...target, input: { coSigners: [resigned.id] } }, 'NOT_A_MEMBER')
  await refused(t, w, client, INVITE, { ...target, input: { coSigners: [elsewhere.id] } }, 'NOT_FOUND')
  await refused(t, w, client, INVITE, { ...target, input: { coSigners: ['nonsense'] } }, 'NOT_FOUND')
  await refused(t, w, client, INVITE, { ...target, input: {} }, 'TOO_MANY')
  await refused(t, w, client, INVITE, { ...target, input: { coSigners: [w.first.id] } }, 'ALREADY_SIGNER')
  const twice = { coSigners: [w.second.id], endorsers: [w.second.id] }
  await refused(t, w, client, INVITE, { ...target, input: twice }, 'DUPLICATE')
  await refused(t, w, client, INVITE, { ...target, input: { coSigners: Array(201).fill(w.second.id) } }, 'TOO_MANY')
  await refused(t, w, w.second.client, INVITE, { ...target, input: { coSigners: [w.third.id] } }, 'NOT_FOUND')
  const invited = await invite(w, made, { coSigners: [w.second.id] })
  const again = { id: made.id, expectedVersion: invited.version, input: { coSigners: [w.second.id] } }
  await refused(t, w, client, INVITE, again, 'ALREADY_SIGNER')
  await refused(t, w, w.second.client, INVITE, { ...again, input: { coSigners: [w.third.id] } }, 'FORBIDDEN')
})

tap.test('an invitation that ran out is expired and not declined; it no longer holds the proposal up', async t => {
  const w = await proposalWorld(t)
  await setPolicy(w, 'PROPOSAL_CO_SIGNING', { invitationDays: 2 })
  const made = await draft(w)
  const invited = await invite(w, made, { coSigners: [w.second.id, w.third.id] })
  const { id } = made
  await done(w.third.client, SIGN, { id, expectedTextNumber: 1, input: accept })
  w.later(2 * DAY - 60_000)
  await refused(t, w, w.first.client, SUBMIT, { id, expectedVersion: invited.version }, 'INVITATION_PENDING')
  w.later(60_001)
  await refused(t, w, w.second.client, SIGN, { id, expectedTextNumber: 1, input: accept }, 'INVITATION_EXPIRED')
  const { data } = await w.first.client.run('query ($id: ID!) { proposal(id: $id) { signers { name role state } } }', {
    id,
  })
  t.same(statesOf(data.proposal), ['王一 FIRST ACCEPTED', '李二 CO_SIGNER EXPIRED', '张三 CO_SIGNER ACCEPTED'])
  const again = await invite(w, invited, { endorsers: [w.second.id] })
  t.same(statesOf(again), ['王一 FIRST ACCEPTED', '李二 ENDORSER INVITED', '张三 CO_SIGNER ACCEPTED'])
  await done(w.second.client, SIGN, { id, expectedTextNumber: 1, input: accept })
  t.match(await done(w.first.client, SUBMIT, { id, expectedVersion: again.version }), { state: 'SUBMITTED' })
})

tap.test('who let the invitation run out is no proposer of what the others submit, and reads it no more', async t => {
  const w = await proposalWorld(t)
  await setPolicy(w, 'PROPOSAL_CO_SIGNING', { invitationDays: 2 })
  const made = await draft(w)
  const invited = await invite(w, made, { coSigners: [w.second.id, w.third.id] })
  const { id } = made
  await done(w.third.client, SIGN, { id, expectedTextNumber: 1, input: accept })
  w.later(2 * DAY)
  const titleFor = async (client: Client) =>
    (await client.run('query ($id: ID!) { proposal(id: $id) { title } }', { id })).data.proposal
  t.ok(await titleFor(w.second.client), 'while it may be signed still, he reads why he cannot')
  const submitted = await done(w.first.client, SUBMIT, { id, expectedVersion: invited.version })
  t.match(submitted, { state: 'SUBMITTED' })
  t.equal(await titleFor(w.second.client), null)
  t.ok(await titleFor(w.third.client))
  await refused(t, w, w.second.client, SIGN, { id, expectedTextNumber: 1, input: accept }, 'NOT_FOUND')
  const { data } = await w.second.client.run('{ proposals { totalCount } }')
  t.equal(data.proposals.totalCount, 0)
})

tap.test('another text asks everybody again who signed', async t => {
  const w = await proposalWorld(t)
  const made = await draft(w)
  const invited = await invite(w, made, { coSigners: [w.second.id, w.third.id] })
  const { id } = made
  await done(w.second.client, SIGN, { id, expectedTextNumber: 1, input: accept })
  const changed = await done(w.first.client, UPDATE, {
    ...{ id, expectedVersion: invited.version, input: { title: '另一案由' } },
  })
  t.match(changed, { state: 'CO_SIGNING', textNumber: 2 })
  t.same(statesOf(changed), ['王一 FIRST ACCEPTED', '李二 CO_SIGNER INVITED', '张三 CO_SIGNER INVITED'])
  await refused(t, w, w.third.client, SIGN, { id, expectedTextNumber: 1, input: accept }, 'TEXT_CHANGED')
  await refused(t, w, w.first.client, SUBMIT, { id, expectedVersion: changed.version }, 'INVITATION_PENDING')
  for (const { client } of [w.second, w.third]) await done(client, SIGN, { id, expectedTextNumber: 2, input: accept })
  const declared = await done(w.first.client, UPDATE, {
    ...{ id, expectedVersion: changed.version, input: { consentsToPublication: true } },
  })
  t.same(statesOf(declared), ['王一 FIRST ACCEPTED', '李二 CO_SIGNER ACCEPTED', '张三 CO_SIGNER ACCEPTED'])
})

tap.test('a co-signer accepts while the text changes: never a signature under a text that was not read', async t => {
  const w = await proposalWorld(t, { several: true })
  const made = await draft(w)
  let current = await invite(w, made, { coSigners: [w.second.id] })
  const { id } = made
  for (let round = 0; round < 5; round += 1) {
    const expectedTextNumber = current.textNumber
    const [update, signature] = await Promise.all([
      w.first.client.run(UPDATE, { id, expectedVersion: current.version, input: { title: `第${round}稿` } }),
      w.second.client.run(SIGN, { id, expectedTextNumber, input: accept }),
    ])
    t.equal(outcomeOf(update), 'DONE')
    t.ok(['DONE', 'TEXT_CHANGED'].includes(outcomeOf(signature)))
    current = update.data.proposalUpdate.proposal
    const { rows } = await w.owner.query(
      `select s.state, s.text_number, p.text_number as current from proposal_signers s
        join proposals p on p.organization_id = s.organization_id and p.id = s.proposal_id where s.role = 'CO_SIGNER'`,
    )
    t.same(rows, [{ state: 'INVITED', text_number: null, current: expectedTextNumber + 1 }])
  }
})

tap.test('an invitation is taken back, and who was invited sees the draft no more', async t => {
  const w = await proposalWorld(t)
  const made = await draft(w)
  const invited = await invite(w, made, { coSigners: [w.second.id, w.third.id] })
  const { id } = made
  await done(w.third.client, SIGN, { id, expectedTextNumber: 1, input: accept })
  const signer = (name: string) => invited.signers.find(one => one.name === name)?.id ?? ''
  const target = { id, expectedVersion: invited.version }
  await refused(t, w, w.first.client, CANCEL, { ...target, input: { signers: [signer('王一')] } }, 'NOT_FOUND')
  await refused(t, w, w.second.client, CANCEL, { ...target, input: { signers: [signer('李二')] } }, 'FORBIDDEN')
  const cancelled = await done(w.first.client, CANCEL, {
    ...{ ...target, input: { signers: [signer('李二'), signer('张三')] } },
  })
  t.same(statesOf(cancelled), ['王一 FIRST ACCEPTED', '李二 CO_SIGNER CANCELLED', '张三 CO_SIGNER CANCELLED'])
  for (const { client } of [w.second, w.third]) {
    t.equal((await client.run('query ($id: ID!) { proposal(id: $id) { id } }', { id })).data.proposal, null)
  }
  t.match(await done(w.first.client, SUBMIT, { id, expectedVersion: cancelled.version }), { proposerKind: 'MEMBER' })
})

tap.test('a co-signer who left office since does not propose, and gets no duty record', async t => {
  const w = await proposalWorld(t)
  const made = await draft(w)
  const invited = await invite(w, made, { coSigners: [w.second.id, w.third.id] })
  const { id } = made
  for (const { client } of [w.second, w.third]) await done(client, SIGN, { id, expectedTextNumber: 1, input: accept })
  await w.owner.query(`update members set status = 'RESIGNED', left_on = current_date where id = $1`, [
    w.second.memberId,
  ])
  const submitted = await done(w.first.client, SUBMIT, { id, expectedVersion: invited.version })
  t.same(statesOf(submitted), ['王一 FIRST ACCEPTED', '李二 CO_SIGNER CANCELLED', '张三 CO_SIGNER ACCEPTED'])
  const { rows } = await w.owner.query(`select member_id, facts ->> 'proposers' as n from duty_records order by 1`)
  t.same(
    rows.map(row => row.member_id),
    [w.first.memberId, w.third.memberId].sort(),
  )
  t.same(
    rows.map(row => row.n),
    ['2', '2'],
  )
})

tap.test('who left office since he was asked declines, and does not sign', async t => {
  const w = await proposalWorld(t)
  const made = await draft(w)
  await invite(w, made, { coSigners: [w.second.id] })
  await w.owner.query(`update members set status = 'RESIGNED', left_on = current_date where id = $1`, [
    w.second.memberId,
  ])
  const signature = { id: made.id, expectedTextNumber: 1, input: accept }
  await refused(t, w, w.second.client, SIGN, signature, 'NOT_A_MEMBER')
  const declined = await w.second.client.run(SIGN, { ...signature, input: { accept: false } })
  t.equal(outcomeOf(declined), 'DONE')
})
