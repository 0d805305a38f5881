import t from 'tap'
import { notFilingGrounds, policies } from '../../../src/domain/organizations/tables.ts'
import { formatGlobalId, newId } from '../../../src/kernel/ids.ts'
import { M, outcome, refused, seenBy, send } from '../../support/examination.ts'
import { type ProposalWorld, proposalWorld } from '../../support/proposals.ts'
import { PLACES, type Place } from '../../support/world.ts'

const givenGround = async (w: ProposalWorld, place: Place, code: string, isActive = true): Promise<string> => {
  const [organizationId, id] = [PLACES[place], newId()]
  await w.system(place, ({ db }) =>
    db.insert(notFilingGrounds).values({ organizationId, id, code, name: code, isActive }),
  )
  return formatGlobalId('nfg', organizationId, id)
}

t.test('first check and re-check by two people, whose notes are for the committee’s readers', async t => {
  const w = await proposalWorld(t)
  const given = await w.given.proposal({ state: 'SUBMITTED' })
  const checked = (await send(w.office, M.firstCheck, given, { note: '建议立案' })).data.proposalFirstCheck
  t.match(checked, { proposal: { state: 'FIRST_CHECKED', version: 2 }, userErrors: [] })
  const own = await seenBy(w.office, given)
  t.match(
    own.availableActions.find((one: { action: string }) => one.action === 'RECHECK'),
    { isAvailable: false, reason: '初审与复审不能由同一人办理' },
  )
  await refused(t, w, () => send(w.office, M.recheck, { ...given, version: 2 }, {}), 'SAME_CHECKER')
  const again = (await send(w.colleague, M.recheck, { ...given, version: 2 }, { note: '同意' })).data.proposalRecheck
  t.match(again, { proposal: { state: 'RECHECKED', version: 3 }, userErrors: [] })
  const examination = {
    firstCheckNote: '建议立案',
    recheckNote: '同意',
    firstCheckedBy: 'PROPOSAL_OFFICE',
    decidedBy: null,
  }
  t.match((await seenBy(await w.as('LEADER'), given)).examination, examination)
  const proposer = await seenBy(w.first.client, given)
  t.equal(proposer.examination, null)
  t.notMatch(JSON.stringify(proposer), /建议立案|同意/)
  t.same(
    proposer.events.nodes.map((event: { action: string }) => event.action).filter((a: string) => a.endsWith('CHECK')),
    [],
  )
  const { rows } = await w.owner.query('select action, op, version from change_log where record_id = $1 order by seq', [
    given.proposalId,
  ])
  t.same(rows, [
    { action: 'proposalFirstCheck', op: 'UPDATE', version: 2 },
    { action: 'proposalRecheck', op: 'UPDATE', version: 3 },
  ])
})

t.test('the policy may let one person take both checks', async t => {
  const w = await proposalWorld(t)
  await w.system('CITY', ({ db }) =>
    db.insert(policies).values({
      ...{ organizationId: PLACES.CITY, id: newId(), key: 'PROPOSAL_EXAMINATION', effectiveFrom: '2021-01-01' },
      value: { recheckByAnother: false, decidedBy: ['提案委员会'] },
    }),
  )
  const given = await w.given.proposal({ state: 'SUBMITTED' })
  t.equal(outcome(await send(w.office, M.firstCheck, given)), 'DONE')
  t.equal(outcome(await send(w.office, M.recheck, { ...given, version: 2 })), 'DONE')
})

t.test('a proposal is returned with a reason that its proposers read', async t => {
  const w = await proposalWorld(t)
  const given = await w.given.proposal({ state: 'SUBMITTED', coSigners: [w.second] })
  const { office } = w
  const field = ['input', 'reason']
  await refused(t, w, () => send(office, M.returnForRevision, given, { reason: '  ' }), 'REQUIRED', field)
  await refused(t, w, () => send(office, M.returnForRevision, given, { reason: '字'.repeat(501) }), 'TOO_LONG', field)
  await refused(t, w, () => send(office, M.returnForRevision, given, { reason: '\u202e倒' }), 'INVALID_TEXT', field)
  await refused(t, w, () => send(office, M.firstCheck, given, { note: '字'.repeat(501) }), 'TOO_LONG', [
    'input',
    'note',
  ])
  const { data } = await send(office, M.returnForRevision, given, { reason: '请一事一案' })
  t.match(data.proposalReturnForRevision.proposal, { state: 'RETURNED_FOR_REVISION', version: 2 })
  for (const { client } of [w.first, w.second]) {
    const seen = await seenBy(client, given)
    t.match(seen, { state: 'RETURNED_FOR_REVISION', decisionNote: '请一事一案' })
    t.match(seen.events.nodes.at(-1), {
      action: 'RETURN_FOR_REVISION',
      note: '请一事一案',
      toState: 'RETURNED_FOR_REVISION',
    })
  }
  const checked = await w.given.proposal({ state: 'FIRST_CHECKED' })
  await refused(t, w, () => send(office, M.returnForRevision, checked, { reason: '退' }), 'INVALID_STATE')
})

t.test('not filing is a disposition on a ground that the proposers are told', async t => {
  const w = await proposalWorld(t)
  for (const state of ['SUBMITTED', 'FIRST_CHECKED', 'RECHECKED'] as const) {
    const given = await w.given.proposal({ state, coSigners: [w.second] })
    const input = { ground: w.ground, disposition: 'TO_OPINION_REPORT', note: '请补充具体建议' }
    const { data } = await send(w.office, M.notFile, given, input)
    t.match(data.proposalNotFile, { proposal: { state: 'NOT_FILED', version: 2, caseNumber: null }, userErrors: [] })
    const told = {
      disposition: 'TO_OPINION_REPORT',
      notFilingGround: { code: 'EMPTY' },
      decisionNote: '请补充具体建议',
    }
    for (const { client } of [w.first, w.second]) t.match(await seenBy(client, given), told)
    const seen = await seenBy(w.first.client, given)
    t.match(seen.events.nodes.at(-1), {
      ...{ action: 'NOT_FILE', fromState: state, note: '请补充具体建议' },
      facts: { ground: '内容空泛', disposition: 'TO_OPINION_REPORT' },
    })
    t.equal(await seenBy(w.third.client, given), null)
  }
  const { rows } = await w.owner.query('select count(*)::int as n from proposals')
  t.same(rows, [{ n: 3 }], 'nothing is deleted')
})

t.test('a ground is an active entry of the proposal’s own committee', async t => {
  const w = await proposalWorld(t)
  const given = await w.given.proposal({ state: 'RECHECKED' })
  const field = ['input', 'ground']
  const notFile = (ground: string) => () => send(w.office, M.notFile, given, { ground, disposition: 'KEPT' })
  await refused(t, w, notFile(await givenGround(w, 'OTHER_CITY', 'ELSEWHERE')), 'NOT_FOUND', field)
  await refused(t, w, notFile(await givenGround(w, 'COUNTY', 'BELOW')), 'NOT_FOUND', field)
  await refused(t, w, notFile(await givenGround(w, 'CITY', 'OLD', false)), 'ENTRY_RETIRED', field)
  await refused(t, w, notFile(w.session.id), 'NOT_FOUND', field)
  await refused(t, w, notFile(`nfg_140200_${newId()}`), 'NOT_FOUND', field)
  await refused(t, w, notFile("nfg_140200_' or 1=1"), 'NOT_FOUND', field)
  await refused(t, w, () => send(w.office, M.notFile, given, { ground: w.ground }), 'GRAPHQL_VALIDATION_FAILED')
})

t.test('each examination in each state: by the office of the committee, and by nobody else', async t => {
  const w = await proposalWorld(t)
  const allowed: Readonly<Record<string, readonly string[]>> = {
    SUBMITTED: ['firstCheck', 'returnForRevision', 'notFile'],
    FIRST_CHECKED: ['recheck', 'notFile'],
    RECHECKED: ['file', 'notFile'],
    RETURNED_FOR_REVISION: [],
    FILED: [],
  }
  const inputs = {
    ...{ firstCheck: {}, recheck: {}, returnForRevision: { reason: '退' }, file: {} },
    notFile: { ground: w.ground, disposition: 'KEPT' },
  }
  const others = [w.first.client, await w.as('LEADER')]
  for (const [state, actions] of Object.entries(allowed)) {
    for (const [name, input] of Object.entries(inputs)) {
      const given = await w.given.proposal({ state: state as 'SUBMITTED' })
      const query = M[name as keyof typeof inputs]
      for (const one of others) t.equal(outcome(await send(one, query, given, input)), 'FORBIDDEN', `${name} ${state}`)
      if (actions.includes(name)) {
        await refused(t, w, () => send(w.office, query, { ...given, version: 9 }, input), 'VERSION_CONFLICT')
        t.equal(outcome(await send(w.office, query, given, input)), 'DONE', `${name} ${state}`)
      } else await refused(t, w, () => send(w.office, query, given, input), 'INVALID_STATE')
    }
  }
})

t.test('what one may not see does not exist', async t => {
  const w = await proposalWorld(t)
  const given = await w.given.proposal({ state: 'SUBMITTED' })
  const draft = await w.given.proposal({ state: 'DRAFT' })
  await refused(t, w, () => send(w.office, M.firstCheck, draft), 'NOT_FOUND')
  for (const place of ['OTHER_CITY', 'COUNTY'] as const) {
    const elsewhere = await w.as('PROPOSAL_OFFICE', place)
    await refused(t, w, () => send(elsewhere, M.firstCheck, given), 'NOT_FOUND', ['id'])
  }
  // The province reads the city's proposals, which opens them to it, and examines its own only.
  const above = await w.as('PROPOSAL_OFFICE', 'PROVINCE')
  await refused(t, w, () => send(above, M.firstCheck, given), 'FORBIDDEN')
  await refused(t, w, () => send(w.nobody, M.firstCheck, given), 'UNAUTHENTICATED')
  await refused(t, w, () => send(w.office, M.firstCheck, { id: w.first.id, version: 1 }), 'NOT_FOUND')
})
