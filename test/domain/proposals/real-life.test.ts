import tap from 'tap'
import { businessDate } from '../../../src/kernel/clock.ts'
import { addMonths } from '../../../src/kernel/dates.ts'
import { PHOTO } from '../../support/duty.ts'
import { M } from '../../support/examination.ts'
import {
  ASSIGN,
  assigned,
  begun,
  COUNTERSIGN,
  DECIDE,
  DRAFT,
  GIVE_OPINION,
  done as handled,
  outcome,
  partOf,
  REQUEST_EXTENSION,
  SEND,
  someReply,
  stateOf,
  target,
} from '../../support/handling.ts'
import { ATTACH, CREATE, done, INVITE, refused, SIGN, SUBMIT, WITHDRAW } from '../../support/proposal-drafting.ts'
import { type ProposalWorld, proposalWorld, TEXTS } from '../../support/proposals.ts'
import type { Answer, Client } from '../../support/world.ts'

const DAY = 86_400_000
const TUS = { 'tus-resumable': '1.0.0' }
const base64 = (text: string) => Buffer.from(text).toString('base64')

/** Begins a resumable upload; what is given sends the rest of it. */
async function beginUpload(client: Client): Promise<() => Promise<string>> {
  const begun = await client.request('POST', '/files/v1/uploads', {
    headers: {
      ...{ ...TUS, 'upload-length': String(PHOTO.length) },
      'upload-metadata': `filename ${base64('photo.png')},filetype ${base64('image/png')}`,
    },
  })
  const piece = (from: number, to: number) =>
    client.request('PATCH', String(begun.headers.location), {
      payload: PHOTO.subarray(from, to),
      headers: { ...TUS, 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream' },
    })
  await piece(0, 20)
  return async () => (await piece(20, PHOTO.length)).json().id
}

tap.test('the cut-off passes while an attachment goes up', async t => {
  const w = await proposalWorld(t)
  const { client } = w.first
  const [waits, doesNot] = [await done(client, CREATE, { input: TEXTS }), await done(client, CREATE, { input: TEXTS })]
  const rest = await beginUpload(client)
  const submitted = await done(client, SUBMIT, { id: doesNot.id, expectedVersion: 1 })
  t.match(submitted, { period: 'SESSION', receiptNumber: 1 })
  w.later(2 * DAY)
  const file = await rest()
  // Who waited for his upload hands in an ordinary proposal, and loses nothing of it.
  const attached = await done(client, ATTACH, { id: waits.id, expectedVersion: 1, input: { files: [file] } })
  t.match(await done(client, SUBMIT, { id: waits.id, expectedVersion: attached.version }), {
    ...{ state: 'SUBMITTED', period: 'ORDINARY', receiptNumber: 2, attachments: [{ id: file }] },
  })
  // Who did not is in the session; what came too late is attached when the office gives it back, and it stays there.
  const input = { files: [file] }
  await refused(t, w, client, ATTACH, { id: doesNot.id, expectedVersion: submitted.version, input }, 'INVALID_STATE')
  const reason = { reason: '请补充附件' }
  const { data } = await w.office.run(M.returnForRevision, { ...target(submitted), input: reason })
  const { version } = data.proposalReturnForRevision.proposal
  const completed = await done(client, ATTACH, { id: doesNot.id, expectedVersion: version, input })
  t.match(await done(client, SUBMIT, { id: doesNot.id, expectedVersion: completed.version }), {
    ...{ period: 'SESSION', receiptNumber: 1, attachments: [{ id: file }] },
  })
})

const dueOf = async (client: Client, partId: string): Promise<{ dueOn: string; explanation: object }> => {
  const read = `query ($id: ID!) { proposalHandling(id: $id) { deadlines { kind dueOn isCurrent explanation { policyEffectiveFrom } } } }`
  const { data } = await client.run(read, { id: partId })
  return data.proposalHandling.deadlines.find(
    (one: { kind: string; isCurrent: boolean }) => one.kind === 'REPLY' && one.isCurrent,
  )
}

tap.test('the policy changes in mid-year: what was assigned before stays as it was, to the end', async t => {
  const w = await proposalWorld(t)
  const [unit, other] = w.units
  const assignedOn = businessDate(w.clock())
  const old = await assigned(w, [[unit, 'SOLE']])
  const part = await begun(unit, old.id)
  const before = await dueOf(w.office, part.id)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const tomorrow = businessDate(new Date(w.clock().getTime() + DAY))
  const value = { REPLY: { rule: { unit: 'MONTHS', amount: 1 }, amberDays: 5 } }
  const set = 'mutation ($input: PolicySetInput!) { policySet(input: $input) { userErrors { code } } }'
  const { data } = await admin.run(set, { input: { key: 'PROPOSAL_DEADLINES', effectiveFrom: tomorrow, value } })
  t.same(data.policySet.userErrors, [])
  w.later(DAY)
  const fresh = await assigned(w, [[other, 'SOLE']])
  t.strictSame(await dueOf(w.office, part.id), before)
  const later = await dueOf(w.office, (await partOf(other.staff, fresh.id, other)).id)
  t.match(later, { dueOn: addMonths(tomorrow, 1), explanation: { policyEffectiveFrom: tomorrow } })
  // The new policy knows no extension; the old one, which the part began under, has six months.
  const ask = { dueOn: addMonths(assignedOn, 6), reason: '涉及多部门协调' }
  const request = await handled(unit.staff, REQUEST_EXTENSION, { ...target(part), input: ask })
  await handled(w.office, DECIDE, { ...target(request), input: { decision: 'GRANT' } })
  t.match(await dueOf(w.office, part.id), { dueOn: ask.dueOn })
})

/** What comes of two that are sent at once. */
async function both(one: Promise<Answer>, other: Promise<Answer>): Promise<[string, string]> {
  const answers = await Promise.all([one, other])
  return [outcome(answers[0]), outcome(answers[1])]
}

tap.test('a host sends its reply in the moment in which the missing opinion comes', async t => {
  const w = await proposalWorld(t, { several: true })
  const [host, helper] = w.units
  for (let n = 0; n < 4; n++) {
    const proposal = await assigned(w, [
      [host, 'HOST'],
      [helper, 'CO_HANDLER'],
    ])
    const draft = { ...target(await begun(host, proposal.id)), input: someReply() }
    const checked = await handled(host.head, COUNTERSIGN, target(await handled(host.staff, DRAFT, draft)))
    const opinion = { ...target(await begun(helper, proposal.id)), input: { opinion: '建议统一规划' } }
    const [sent, given] = await both(host.head.run(SEND, target(checked)), helper.staff.run(GIVE_OPINION, opinion))
    t.equal(given, 'DONE')
    t.ok(sent === 'DONE' || sent === 'OPINION_MISSING', sent)
    if (sent !== 'DONE') await handled(host.head, SEND, target(checked))
    t.equal(await stateOf(w, proposal), 'REPLIED')
  }
})

const numbersOf = async (w: ProposalWorld) =>
  (await w.owner.query(`select count(case_number)::int as given, coalesce(max(case_number), 0) as last from proposals`))
    .rows[0]

tap.test('one clerk files, another one does not file, in the same second', async t => {
  const w = await proposalWorld(t, { several: true })
  for (let n = 0; n < 4; n++) {
    const proposal = await w.given.proposal({ state: 'RECHECKED' })
    const input = { ground: w.ground, disposition: 'KEPT' }
    const codes = await both(
      w.office.run(M.file, target(proposal)),
      w.colleague.run(M.notFile, { ...target(proposal), input }),
    )
    t.same(codes.toSorted(), ['DONE', 'VERSION_CONFLICT'])
    t.equal(await stateOf(w, proposal), codes[0] === 'DONE' ? 'FILED' : 'NOT_FILED')
  }
  const { given, last } = await numbersOf(w)
  t.equal(given, last, 'a number for each that is on file, and none else')
})

tap.test('the proposer withdraws it while the office assigns it', async t => {
  const w = await proposalWorld(t, { several: true })
  for (let n = 0; n < 4; n++) {
    const proposal = await w.given.proposal({ state: 'FILED' })
    const units = [{ unit: w.units[0].id, role: 'SOLE' }]
    const codes = await both(
      w.first.client.run(WITHDRAW, { ...target(proposal), input: { reason: '另有考虑' } }),
      w.office.run(ASSIGN, { ...target(proposal), input: { units } }),
    )
    t.same(codes.toSorted(), ['DONE', 'VERSION_CONFLICT'])
    const { rows } = await w.owner.query(
      `select (select count(*)::int from proposal_handlings where proposal_id = $1) as parts,
        (select count(*)::int from proposal_deadlines where proposal_id = $1) > 0 as awaited`,
      [proposal.proposalId],
    )
    const isWithdrawn = codes[0] === 'DONE'
    t.equal(await stateOf(w, proposal), isWithdrawn ? 'WITHDRAWN' : 'ASSIGNED')
    t.strictSame(rows, [{ parts: isWithdrawn ? 0 : 1, awaited: !isWithdrawn }])
  }
})

tap.test('a co-signer accepts in the moment in which it is handed in: he proposes it, or it waits for him', async t => {
  const w = await proposalWorld(t, { several: true })
  for (let n = 0; n < 4; n++) {
    const { id } = await done(w.first.client, CREATE, { input: TEXTS })
    const { version } = await done(w.first.client, INVITE, {
      ...{ id, expectedVersion: 1, input: { coSigners: [w.second.id] } },
    })
    const [handedIn, signed] = await both(
      w.first.client.run(SUBMIT, { id, expectedVersion: version }),
      w.second.client.run(SIGN, { id, expectedTextNumber: 1, input: { accept: true } }),
    )
    t.equal(signed, 'DONE')
    t.ok(handedIn === 'DONE' || handedIn === 'INVITATION_PENDING', handedIn)
    if (handedIn !== 'DONE') await done(w.first.client, SUBMIT, { id, expectedVersion: version })
    const { rows } = await w.owner.query(
      `select count(*)::int as duties, (select proposer_kind from proposals where id = $1) as kind from duty_records
        where source_id = $1 and state = 'CONFIRMED'`,
      [id.split('_')[2]],
    )
    t.strictSame(rows, [{ duties: 2, kind: 'MEMBERS_JOINT' }])
  }
})
