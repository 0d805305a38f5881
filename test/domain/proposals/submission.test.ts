import tap from 'tap'
import { sessions } from '../../../src/domain/organizations/tables.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { givenPhoto } from '../../support/duty.ts'
import { idOf } from '../../support/members.ts'
import {
  CREATE,
  type Drafted,
  done,
  INVITE,
  outcomeOf,
  refused,
  SET_WINDOW,
  SIGN,
  SUBMIT,
  setPolicy,
  UPDATE,
  WITHDRAW,
} from '../../support/proposal-drafting.ts'
import { givenProposer, type ProposalWorld, proposalWorld, TEXTS } from '../../support/proposals.ts'
import { queued } from '../../support/queue.ts'
import { PLACES } from '../../support/world.ts'

const DAY = 86_400_000

const draft = (w: ProposalWorld, by = w.first): Promise<Drafted> => done(by.client, CREATE, { input: TEXTS })

const duties = async (w: ProposalWorld) => {
  const { rows } = await w.owner.query<{ member: string; category: string; state: string; role: string }>(
    `select p.name as member, d.category, d.state, d.facts ->> 'role' as role from duty_records d
      join members m on m.organization_id = d.organization_id and m.id = d.member_id
      join persons p on p.organization_id = m.organization_id and p.id = m.person_id
      order by d.created_at, d.id`,
  )
  return rows.map(row => `${row.member} ${row.category} ${row.role} ${row.state}`)
}

tap.test('a submitted proposal has its number, its session, and a duty record each', async t => {
  const w = await proposalWorld(t)
  const { id } = await draft(w)
  const invited = await done(w.first.client, INVITE, {
    ...{ id, expectedVersion: 1, input: { coSigners: [w.second.id], endorsers: [w.third.id] } },
  })
  for (const { client } of [w.second, w.third]) {
    await done(client, SIGN, { id, expectedTextNumber: 1, input: { accept: true } })
  }
  await refused(t, w, w.second.client, SUBMIT, { id, expectedVersion: invited.version }, 'FORBIDDEN')
  await refused(t, w, w.first.client, SUBMIT, { id, expectedVersion: 1 }, 'VERSION_CONFLICT')
  const made = await done(w.first.client, SUBMIT, { id, expectedVersion: invited.version })
  t.match(made, { state: 'SUBMITTED', receiptNumber: 1, period: 'SESSION', session: { number: 3 }, citation: null })
  t.same((await duties(w)).sort(), [
    '李二 PROPOSAL_SUBMITTED CO_SIGNER CONFIRMED',
    '王一 PROPOSAL_SUBMITTED FIRST CONFIRMED',
  ])
  const { data } = await w.office.run(
    'query ($id: ID!) { proposal(id: $id) { texts { number submittedAt } events { nodes { action facts } } } }',
    { id },
  )
  t.equal(data.proposal.texts.length, 1)
  t.match(
    data.proposal.events.nodes.find((event: { action: string }) => event.action === 'SUBMIT'),
    { facts: { receiptNumber: 1, period: 'SESSION', textNumber: 1 } },
  )
  for (const expectedVersion of [made.version, 1]) {
    const code = expectedVersion === 1 ? 'VERSION_CONFLICT' : 'INVALID_STATE'
    await refused(t, w, w.first.client, SUBMIT, { id, expectedVersion }, code)
  }
})

tap.test('an empty block, a member out of office, a stale version: not submitted', async t => {
  const w = await proposalWorld(t)
  const { client } = w.first
  const empty = await done(client, CREATE, { input: { title: '只有案由' } })
  await refused(t, w, client, SUBMIT, { id: empty.id, expectedVersion: 1 }, 'INCOMPLETE')
  const { id } = await draft(w)
  await w.owner.query(`update members set status = 'RESIGNED', left_on = current_date where id = $1`, [
    w.first.memberId,
  ])
  await refused(t, w, client, SUBMIT, { id, expectedVersion: 1 }, 'NOT_A_MEMBER')
  const county = await givenProposer(w, 'COUNTY', { name: '周八' })
  const elsewhere = await done(county.client, CREATE, { input: TEXTS })
  await refused(t, w, county.client, SUBMIT, { id: elsewhere.id, expectedVersion: 1 }, 'NO_SESSION')
  await refused(t, w, client, SUBMIT, { id: elsewhere.id, expectedVersion: 1 }, 'NOT_FOUND')
  await refused(t, w, w.office, SUBMIT, { id: elsewhere.id, expectedVersion: 1 }, 'NOT_FOUND')
})

tap.test('at the cut-off it is a session proposal, the moment after an ordinary one', async t => {
  const w = await proposalWorld(t)
  const [before, after] = [await draft(w), await draft(w)]
  const session = w.session.id
  const seen = await w.office.run('{ organization { terms { sessions { proposalWindow { version cutOffAt } } } } }')
  t.equal(seen.data.organization.terms[0].sessions[0].proposalWindow.version, 1)
  const cutOff = new Date(w.clock().getTime() + DAY)
  const input = { opensAt: new Date(w.clock().getTime() - DAY).toISOString(), cutOffAt: cutOff.toISOString() }
  const set = await w.office.run(SET_WINDOW, { session, expectedVersion: 1, input })
  t.equal(outcomeOf(set), 'DONE', set.text)
  t.match(set.data.proposalWindowSet.session.proposalWindow, { version: 2 })
  w.later(cutOff.getTime() - w.clock().getTime() - 5_000)
  t.match(await done(w.first.client, SUBMIT, { id: before.id, expectedVersion: 1 }), {
    ...{ period: 'SESSION', receiptNumber: 1 },
  })
  w.later(6_000)
  t.match(await done(w.first.client, SUBMIT, { id: after.id, expectedVersion: 1 }), {
    ...{ period: 'ORDINARY', receiptNumber: 2, session: { number: 3 } },
  })
})

tap.test('the office announces the time, over no other session’s', async t => {
  const w = await proposalWorld(t)
  const next = newId()
  const at = (days: number) => new Date(w.clock().getTime() + days * DAY).toISOString()
  await w.system('CITY', ({ db }) =>
    db.insert(sessions).values({
      ...{ organizationId: PLACES.CITY, id: next, termId: w.first.termId, number: 4 },
      ...{ startsOn: at(365).slice(0, 10), endsOn: at(369).slice(0, 10) },
    }),
  )
  const session = `ses_${PLACES.CITY}_${next}`
  const input = { opensAt: at(270), cutOffAt: at(366) }
  await refused(t, w, w.first.client, SET_WINDOW, { session, input }, 'FORBIDDEN')
  const overlapping = { opensAt: at(0), cutOffAt: at(366) }
  await refused(t, w, w.office, SET_WINDOW, { session, input: overlapping }, 'OVERLAPS')
  const backwards = { opensAt: at(366), cutOffAt: at(270) }
  await refused(t, w, w.office, SET_WINDOW, { session, input: backwards }, 'OUT_OF_RANGE')
  for (const [field, moment] of [
    ['cutOffAt', '9999-12-30T00:00:00+08:00'],
    ['opensAt', '1991-12-31T23:59:59+08:00'],
  ] as const) {
    const variables = { session, input: { ...input, [field]: moment } }
    const { data } = await refused(t, w, w.office, SET_WINDOW, variables, 'OUT_OF_RANGE')
    t.match(data.proposalWindowSet.userErrors, [{ field: ['input', field], message: '年份应在 1992 到 2199 之间' }])
  }
  await refused(t, w, w.office, SET_WINDOW, { session, expectedVersion: 1, input }, 'VERSION_CONFLICT')
  const set = await w.office.run(SET_WINDOW, { session, input })
  t.match(set.data.proposalWindowSet.session, { number: 4, proposalWindow: { version: 1 } })
  await refused(t, w, w.office, SET_WINDOW, { session, input }, 'VERSION_CONFLICT')
  const [early, late] = [await draft(w), await draft(w)]
  w.later(2 * DAY)
  t.match(await done(w.first.client, SUBMIT, { id: early.id, expectedVersion: 1 }), {
    ...{ period: 'ORDINARY', session: { number: 3 } },
  })
  w.later(300 * DAY)
  t.match(await done(w.first.client, SUBMIT, { id: late.id, expectedVersion: 1 }), {
    ...{ period: 'SESSION', receiptNumber: 1, session: { number: 4 } },
  })
})

tap.test('of two sessions that are to take proposals at the same time, announced at once, one does', async t => {
  const w = await proposalWorld(t, { several: true })
  const ids = [newId(), newId()]
  const at = (days: number) => new Date(w.clock().getTime() + days * DAY).toISOString()
  await w.system('CITY', ({ db }) =>
    db.insert(sessions).values(
      ids.map((id, index) => ({
        ...{ organizationId: PLACES.CITY, id, termId: w.first.termId, number: 4 + index },
        ...{ startsOn: at(365).slice(0, 10), endsOn: at(369).slice(0, 10) },
      })),
    ),
  )
  const announce = (client: typeof w.office, id: string) => () =>
    client.run(SET_WINDOW, { session: `ses_${PLACES.CITY}_${id}`, input: { opensAt: at(270), cutOffAt: at(366) } })
  const lock = { text: 'select from sessions where id = any($1) for update', values: [ids] }
  const [one = '', other = ''] = ids
  const answers = await queued(w, lock, [announce(w.office, one), announce(w.colleague, other)])
  t.same(answers.map(outcomeOf).sort(), ['DONE', 'OVERLAPS'])
})

tap.test('sectors and member groups propose in the session’s time, unless the policy lets them at any', async t => {
  const w = await proposalWorld(t)
  const sector = await idOf(w, 'CITY', 'sector', '教育界')
  const convenor = await givenProposer(w, 'CITY', { name: '赵四', sector: '教育界' })
  const input = { ...TEXTS, proposerKind: 'SECTOR', sector, firstProposer: convenor.id }
  const [one, two] = [await done(w.office, CREATE, { input }), await done(w.office, CREATE, { input })]
  t.match(await done(w.office, SUBMIT, { id: one.id, expectedVersion: 1 }), { proposerKind: 'SECTOR' })
  t.same(await duties(w), ['赵四 PROPOSAL_SUBMITTED COLLECTIVE CONFIRMED'])
  w.later(2 * DAY)
  await refused(t, w, w.office, SUBMIT, { id: two.id, expectedVersion: 1 }, 'OUTSIDE_WINDOW')
  await setPolicy(w, 'PROPOSAL_COLLECTIVE', { atAnyTime: true })
  t.match(await done(w.office, SUBMIT, { id: two.id, expectedVersion: 1 }), { period: 'ORDINARY' })
  const party = await idOf(w, 'CITY', 'party', '九三学社')
  const nobody = await done(w.office, CREATE, { input: { ...TEXTS, proposerKind: 'PARTY', party } })
  await refused(t, w, w.office, SUBMIT, { id: nobody.id, expectedVersion: 1 }, 'SEAL_MISSING')
  const sealFile = await givenPhoto(w.office)
  await done(w.office, UPDATE, { id: nobody.id, expectedVersion: 1, input: { sealFile } })
  t.match(await done(w.office, SUBMIT, { id: nobody.id, expectedVersion: 2 }), { state: 'SUBMITTED' })
  t.equal((await w.colleague.request('GET', `/files/v1/${sealFile}`)).statusCode, 200)
})

tap.test(
  'a term that is over takes no proposal more, neither of its members nor of a body that names none',
  async t => {
    const w = await proposalWorld(t)
    const own = await draft(w)
    const sealFile = await givenPhoto(w.office)
    const body = { ...TEXTS, proposerKind: 'PEOPLES_ORGANIZATION', bodyName: '市工商联', sealFile }
    const ofBody = await done(w.office, CREATE, { input: body })
    const endsOn = new Date(w.clock().getTime() - 2 * DAY).toISOString().slice(0, 10)
    await w.owner.query('update terms set ends_on = $2 where organization_id = $1', [PLACES.CITY, endsOn])
    await refused(t, w, w.first.client, SUBMIT, { id: own.id, expectedVersion: 1 }, 'NOT_A_MEMBER')
    await refused(t, w, w.office, SUBMIT, { id: ofBody.id, expectedVersion: 1 }, 'NO_SESSION')
  },
)

tap.test('who convenes a party, a sector or a special committee belongs to it, or it brings its seal', async t => {
  const w = await proposalWorld(t)
  const own = { party: '九三学社', sector: '教育界', specialCommittee: '经济委员会' }
  const insider = await givenProposer(w, 'CITY', { name: '赵四', ...own })
  const bodies = [
    { proposerKind: 'PARTY', party: await idOf(w, 'CITY', 'party', own.party) },
    { proposerKind: 'SECTOR', sector: await idOf(w, 'CITY', 'sector', own.sector) },
    {
      proposerKind: 'SPECIAL_COMMITTEE',
      specialCommittee: await idOf(w, 'CITY', 'specialCommittee', own.specialCommittee),
    },
  ]
  for (const body of bodies) {
    const { id } = await done(w.first.client, CREATE, { input: { ...TEXTS, ...body } })
    await refused(t, w, w.first.client, SUBMIT, { id, expectedVersion: 1 }, 'SEAL_MISSING')
    const { data } = await w.first.client.run(
      `query ($id: ID!) { proposal(id: $id) { availableActions { action isAvailable reason } } }`,
      { id },
    )
    t.match(
      data.proposal.availableActions.find(({ action }: { action: string }) => action === 'SUBMIT'),
      { isAvailable: false, reason: /召集人/ },
    )
    const sealFile = await givenPhoto(w.first.client)
    await done(w.first.client, UPDATE, { id, expectedVersion: 1, input: { sealFile } })
    t.match(await done(w.first.client, SUBMIT, { id, expectedVersion: 2 }), { state: 'SUBMITTED' })
    const convened = await done(insider.client, CREATE, { input: { ...TEXTS, ...body } })
    t.match(await done(insider.client, SUBMIT, { id: convened.id, expectedVersion: 1 }), { state: 'SUBMITTED' })
  }
  const group = { proposerKind: 'MEMBER_GROUP', bodyName: '平城小组' }
  const { id } = await done(w.first.client, CREATE, { input: { ...TEXTS, ...group } })
  t.match(await done(w.first.client, SUBMIT, { id, expectedVersion: 1 }), { state: 'SUBMITTED' })
})

tap.test('of two who submit the same proposal at once one wins', async t => {
  const w = await proposalWorld(t, { several: true })
  const { id } = await draft(w)
  const answers = await Promise.all([1, 2, 3].map(() => w.first.client.run(SUBMIT, { id, expectedVersion: 1 })))
  t.same(answers.map(outcomeOf).sort(), ['DONE', 'VERSION_CONFLICT', 'VERSION_CONFLICT'])
  t.same(await duties(w), ['王一 PROPOSAL_SUBMITTED FIRST CONFIRMED'])
})

tap.test('50 submissions at once, some of them rolled back: numbers without a gap, each once', async t => {
  const w = await proposalWorld(t, { several: true })
  const drafts = await Promise.all(Array.from({ length: 50 }, () => draft(w)))
  // Every fifth fails at its very end, after it took its number.
  await w.owner.query(`create function break_some() returns trigger language plpgsql as $$
    begin
      if new.receipt_number is not null and new.id = any(array[${drafts
        .filter((_, n) => n % 5 === 0)
        .map(({ id }) => `'${id.split('_')[2]}'::uuid`)
        .join()}]) then raise exception 'broken off'; end if;
      return null;
    end $$;
    create constraint trigger break_some after update on proposals deferrable initially deferred
      for each row execute function break_some()`)
  const answers = await Promise.all(drafts.map(({ id }) => w.first.client.run(SUBMIT, { id, expectedVersion: 1 })))
  t.equal(answers.filter(answer => !answer.errors && outcomeOf(answer) === 'DONE').length, 40)
  await w.owner.query('drop trigger break_some on proposals')
  const again = drafts.filter((_, n) => n % 5 === 0)
  for (const { id } of again) await done(w.first.client, SUBMIT, { id, expectedVersion: 1 })
  const { rows } = await w.owner.query<{ n: number }>(
    'select receipt_number as n from proposals where receipt_number is not null order by 1',
  )
  t.same(
    rows.map(row => row.n),
    Array.from({ length: 50 }, (_, n) => n + 1),
  )
})

tap.test('a withdrawn proposal takes its duty records back and keeps its number to itself', async t => {
  const w = await proposalWorld(t)
  const { client } = w.first
  const { id } = await draft(w)
  const submitted = await done(client, SUBMIT, { id, expectedVersion: 1 })
  const target = { id, expectedVersion: submitted.version, input: { reason: '已另案提出' } }
  await refused(t, w, w.office, WITHDRAW, target, 'FORBIDDEN')
  await refused(t, w, w.second.client, WITHDRAW, target, 'NOT_FOUND')
  await refused(t, w, client, WITHDRAW, { ...target, input: { reason: ' ' } }, 'REQUIRED')
  t.match(await done(client, WITHDRAW, target), { state: 'WITHDRAWN', receiptNumber: 1 })
  t.same(await duties(w), ['王一 PROPOSAL_SUBMITTED FIRST REVERSED', '王一 PROPOSAL_SUBMITTED FIRST REVERSAL'])
  t.equal((await done(client, SUBMIT, { id: (await draft(w)).id, expectedVersion: 1 })).receiptNumber, 2)
  const unsent = await draft(w)
  await done(client, WITHDRAW, { id: unsent.id, expectedVersion: 1, input: { reason: '不再提出' } })
  const seen = await w.office.run('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [id, unsent.id] })
  t.same(
    seen.data.nodes.map((node: { id: string } | null) => node?.id ?? null),
    [id, null],
    'what was never submitted stays private',
  )
  await refused(t, w, client, UPDATE, { id, expectedVersion: 3, input: { title: '改' } }, 'INVALID_STATE')
})

const RETURN = `mutation ($id: ID!, $expectedVersion: Int!, $input: ProposalReasonInput!) {
  proposalReturnForRevision(id: $id, expectedVersion: $expectedVersion, input: $input) { proposal { id state version } userErrors { code field message } }
}`

tap.test('what was returned comes in again under its number; who no longer signs loses the duty record', async t => {
  const w = await proposalWorld(t)
  const { id } = await draft(w)
  const invited = await done(w.first.client, INVITE, {
    ...{ id, expectedVersion: 1, input: { coSigners: [w.second.id, w.third.id] } },
  })
  for (const { client } of [w.second, w.third]) {
    await done(client, SIGN, { id, expectedTextNumber: 1, input: { accept: true } })
  }
  const submitted = await done(w.first.client, SUBMIT, { id, expectedVersion: invited.version })
  const returned = await done(w.office, RETURN, {
    ...{ id, expectedVersion: submitted.version, input: { reason: '建议不具体，请修改' } },
  })
  t.equal(returned.state, 'RETURNED_FOR_REVISION')
  const revised = await done(w.first.client, UPDATE, {
    ...{ id, expectedVersion: returned.version, input: { suggestions: '一、每个小区至少建设一处集中充电点。' } },
  })
  const [texts] = [await w.office.run('query ($id: ID!) { proposal(id: $id) { texts { number } } }', { id })].map(
    answer => answer.data.proposal.texts,
  )
  t.same(texts, [{ number: 1 }], 'the office reads what was submitted')
  await done(w.second.client, SIGN, { id, expectedTextNumber: 2, input: { accept: true } })
  await w.third.client.run(SIGN, { id, expectedTextNumber: 2, input: { accept: false } })
  const again = await done(w.first.client, SUBMIT, { id, expectedVersion: revised.version })
  t.match(again, { state: 'SUBMITTED', receiptNumber: submitted.receiptNumber, period: 'SESSION' })
  const standing = (await duties(w)).filter(line => line.endsWith('CONFIRMED'))
  t.same(standing.sort(), ['李二 PROPOSAL_SUBMITTED CO_SIGNER CONFIRMED', '王一 PROPOSAL_SUBMITTED FIRST CONFIRMED'])
})
