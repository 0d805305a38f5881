import t from 'tap'
import { policies } from '../../../src/domain/organizations/tables.ts'
import { proposals } from '../../../src/domain/proposals/tables.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { at, dutiesOf, M, outcome, refused, seenBy, send } from '../../support/examination.ts'
import { lastingClient, proposalWorld } from '../../support/proposals.ts'
import { PLACES } from '../../support/world.ts'

t.test('a filed proposal has its number, and its proposers what they did', async t => {
  const w = await proposalWorld(t)
  const given = await w.given.proposal({ state: 'RECHECKED', coSigners: [w.second] })
  const { data } = await send(w.office, M.file, given, { note: '准予立案' })
  t.match(data.proposalFile, {
    proposal: {
      state: 'FILED',
      version: 2,
      caseNumber: 1,
      citation: '第15届第3次会议第001号',
      decisionNote: '准予立案',
    },
    userErrors: [],
  })
  t.same(await dutiesOf(w, given), [
    { category: 'PROPOSAL_FILED', member: w.first.memberId, facts: { role: 'FIRST', proposers: 2 } },
    { category: 'PROPOSAL_FILED', member: w.second.memberId, facts: { role: 'CO_SIGNER', proposers: 2 } },
  ])
  const seen = await seenBy(w.second.client, given)
  t.match(seen, { caseNumber: 1, decisionNote: '准予立案' })
  t.match(seen.events.nodes.at(-1), {
    ...{ action: 'FILE', fromState: 'RECHECKED', toState: 'FILED', note: '准予立案' },
    facts: { caseNumber: 1, decidedBy: '提案委员会' },
  })
  t.equal((await seenBy(w.office, given)).examination.decidedBy, '提案委员会')
  const { rows } = await w.owner.query(
    `select l.action, l.version, p.payload from change_log l join change_payloads p using (organization_id, seq)
     where l.record_id = $1`,
    [given.proposalId],
  )
  t.match(rows, [{ action: 'proposalFile', version: 2, payload: { state: 'FILED', caseNumber: 1 } }])
  await refused(t, w, () => send(w.office, M.file, { ...given, version: 2 }), 'INVALID_STATE')
})

t.test('whoever was asked, declined or only endorses it, proposed nothing', async t => {
  const w = await proposalWorld(t)
  const given = await w.given.proposal({ state: 'RECHECKED', coSigners: [w.second, w.third] })
  const set = (member: string, change: string) =>
    w.owner.query(`update proposal_signers set ${change} where proposal_id = $1 and member_id = $2`, [
      given.proposalId,
      member,
    ])
  await set(w.second.memberId, `role = 'ENDORSER'`)
  await set(w.third.memberId, `state = 'DECLINED'`)
  await send(w.office, M.file, given)
  t.same(await dutiesOf(w, given), [
    { category: 'PROPOSAL_FILED', member: w.first.memberId, facts: { role: 'FIRST', proposers: 1 } },
  ])
})

t.test('a collective proposal counts for its contact as main member', async t => {
  const w = await proposalWorld(t)
  const given = await w.given.proposal({ state: 'RECHECKED' })
  await w.owner.query(`update proposals set proposer_kind = 'SECTOR' where id = $1`, [given.proposalId])
  await send(w.office, M.file, given)
  t.match(await dutiesOf(w, given), [{ facts: { role: 'COLLECTIVE', proposers: 1 } }])
})

t.test('the body that decides is one of the policy', async t => {
  const w = await proposalWorld(t)
  const given = await w.given.proposal({ state: 'RECHECKED' })
  const file = (decidedBy: string) => () => send(w.office, M.file, given, { decidedBy })
  await refused(t, w, file('办公室'), 'NOT_ALLOWED', ['input', 'decidedBy'])
  await w.system('CITY', ({ db }) =>
    db.insert(policies).values({
      ...{ organizationId: PLACES.CITY, id: newId(), key: 'PROPOSAL_EXAMINATION', effectiveFrom: '2021-01-01' },
      value: { recheckByAnother: true, decidedBy: ['常务委员会会议', '主席会议'] },
    }),
  )
  await refused(t, w, file('提案委员会'), 'NOT_ALLOWED', ['input', 'decidedBy'])
  await refused(t, w, () => send(w.office, M.file, given, { note: '\u0007' }), 'INVALID_TEXT', ['input', 'note'])
  t.equal(outcome(await send(w.office, M.file, given)), 'DONE')
  t.equal((await seenBy(w.office, given)).examination.decidedBy, '常务委员会会议')
})

t.test('of two clerks who file the same proposal in the same second one wins, and one number is used', async t => {
  const w = await proposalWorld(t, { several: true })
  for (const number of [1, 2, 3]) {
    const given = await w.given.proposal({ state: 'RECHECKED' })
    const answers = await Promise.all(
      [w.office, w.colleague, w.office, w.colleague].map((clerk, index) =>
        index < 2 ? send(clerk, M.file, given) : clerk.run(M.fileMany, { proposals: [at(given)] }),
      ),
    )
    const done = answers.filter(answer => {
      const { proposalFile: one, proposalsFile: many } = answer.data
      return one ? one.userErrors.length === 0 : many.proposals.length === 1
    })
    t.equal(done.length, 1)
    const refusals = answers.flatMap(({ data: { proposalFile: one, proposalsFile: many } }) =>
      [
        ...(one?.userErrors ?? []),
        ...(many?.failures ?? []).flatMap((f: { userErrors: object[] }) => f.userErrors),
      ].map((error: { code: string }) => error.code),
    )
    t.same(refusals, ['VERSION_CONFLICT', 'VERSION_CONFLICT', 'VERSION_CONFLICT'])
    t.match(await seenBy(w.office, given), { state: 'FILED', caseNumber: number, version: 2 })
    t.equal((await dutiesOf(w, given)).length, 1)
  }
})

t.test('a batch of 200: each with its own result, numbered in the order of the input', async t => {
  const w = await proposalWorld(t)
  const good = await Promise.all(Array.from({ length: 194 }, () => w.given.proposal({ state: 'RECHECKED' })))
  const [checked, stale, draft] = [
    await w.given.proposal({ state: 'FIRST_CHECKED' }),
    await w.given.proposal({ state: 'RECHECKED' }),
    await w.given.proposal({ state: 'DRAFT' }),
  ]
  const [head, ...tail] = good.map(given => at(given))
  const items = [
    ...[at(checked), head, at(stale, 7), at(draft), ...tail],
    ...[head, { id: 'nonsense', expectedVersion: 1 }, { id: w.first.id, expectedVersion: 1 }],
  ]
  t.equal(items.length, 200)
  const { data } = await w.office.run(M.fileMany, { proposals: items, input: { note: '同意立案' } })
  t.same(data.proposalsFile.userErrors, [])
  t.same(
    data.proposalsFile.proposals.map((one: { id: string; caseNumber: number }) => [one.id, one.caseNumber]),
    good.map(({ id }, index) => [id, index + 1]),
  )
  t.same(
    data.proposalsFile.failures.map((one: { index: number; userErrors: { code: string; field: string[] }[] }) => [
      ...[one.index, one.userErrors[0]?.code, one.userErrors[0]?.field.join('.')],
    ]),
    [
      [0, 'INVALID_STATE', 'proposals.0.id'],
      [2, 'VERSION_CONFLICT', 'proposals.2.expectedVersion'],
      [3, 'NOT_FOUND', 'proposals.3.id'],
      [197, 'DUPLICATE', 'proposals.197.id'],
      [198, 'NOT_FOUND', 'proposals.198.id'],
      [199, 'NOT_FOUND', 'proposals.199.id'],
    ],
  )
  const { rows } = await w.owner.query(
    `select (select count(*)::int from proposals where state = 'FILED' and decision_note = '同意立案') as filed,
      (select count(*)::int from duty_records where category = 'PROPOSAL_FILED') as duties,
      (select count(*)::int from proposal_events where action = 'FILE') as events,
      (select count(*)::int from change_log where record_type = 'Proposal') as changes,
      (select last from proposal_counters where kind = 'CASE') as last`,
  )
  t.same(rows, [{ filed: 194, duties: 194, events: 194, changes: 194, last: 194 }])
})

t.test('a batch is bounded, and what one may not do to any of it is forbidden as a whole', async t => {
  const w = await proposalWorld(t)
  const given = await w.given.proposal({ state: 'RECHECKED' })
  const many = (length: number) => () =>
    w.office.run(M.fileMany, { proposals: Array.from({ length }, () => at(given)) })
  await refused(t, w, many(0), 'TOO_MANY', ['proposals'])
  await refused(t, w, many(201), 'TOO_MANY', ['proposals'])
  const [elsewhere, above] = [await w.as('PROPOSAL_OFFICE', 'OTHER_CITY'), await w.as('PROPOSAL_OFFICE', 'PROVINCE')]
  const one = { proposals: [at(given)] }
  const { result, same } = await w.unchanged(() => elsewhere.run(M.fileMany, one))
  t.match(result.data.proposalsFile, { proposals: [], failures: [{ index: 0, userErrors: [{ code: 'NOT_FOUND' }] }] })
  t.ok(same)
  await refused(t, w, () => above.run(M.fileMany, one), 'FORBIDDEN')
  await refused(t, w, () => w.first.client.run(M.fileMany, one), 'FORBIDDEN')
  await refused(t, w, () => w.nobody.run(M.fileMany, one), 'UNAUTHENTICATED')
  const wrongBody = { ...one, input: { decidedBy: '无此机构' } }
  await refused(t, w, () => w.office.run(M.fileMany, wrongBody), 'NOT_ALLOWED', ['input', 'decidedBy'])
})

t.test('batches at once, in whatever order, all end; each proposal is filed once', async t => {
  const w = await proposalWorld(t, { several: true })
  const given = await Promise.all(Array.from({ length: 12 }, () => w.given.proposal({ state: 'RECHECKED' })))
  const clerks = await Promise.all(
    Array.from({ length: 6 }, () => lastingClient(w, { role: 'PROPOSAL_OFFICE', place: 'CITY' })),
  )
  const items = given.map(one => at(one))
  const answers = await Promise.all(
    clerks.map((clerk, index) => clerk.run(M.fileMany, { proposals: index % 2 ? items.toReversed() : items })),
  )
  const done = answers.flatMap(({ data }) => data.proposalsFile.proposals.map((one: { id: string }) => one.id))
  t.same(done.sort(), given.map(({ id }) => id).sort())
  const rows = await w.system('CITY', ({ db }) => db.select().from(proposals))
  t.same(
    rows.map(row => row.caseNumber).sort((a, b) => (a ?? 0) - (b ?? 0)),
    Array.from(items, (_, index) => index + 1),
  )
})
