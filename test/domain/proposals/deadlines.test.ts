import t from 'tap'
import {
  type DeadlineSetting,
  dropDeadlines,
  meetDeadline,
  setDeadline,
} from '../../../src/domain/proposals/deadlines.ts'
import { businessDate } from '../../../src/kernel/clock.ts'
import { addDays, addMonths } from '../../../src/kernel/dates.ts'
import { Refused } from '../../../src/kernel/user-error.ts'
import { givenDeadline, plantParts, workOf } from '../../support/handlings.ts'
import { type GivenProposal, type ProposalWorld, proposalWorld } from '../../support/proposals.ts'
import type { Client } from '../../support/world.ts'

const DEADLINES = `query ($id: ID!) { proposal(id: $id) { deadlines {
  id kind startsOn dueOn amberOn metAt isCurrent state handling { unit { name } }
  explanation { text policyKey policyEffectiveFrom rule endsOn weekendDays holidays { day name } workedWeekends { day name }
    calendar { year source version } extension { from to limitOn longest } } } } }`
const POLICY = `mutation ($input: PolicySetInput!) { policySet(input: $input) { userErrors { code } } }`
const DAY = 86_400_000

const deadlinesOf = async (client: Client, { id }: GivenProposal) =>
  (await client.run(DEADLINES, { id })).data.proposal?.deadlines

/** What a unit has to answer, through the assigning office. */
async function givenParts(w: ProposalWorld) {
  const proposal = await w.given.proposal({ state: 'FILED' })
  const [host = '', coHandler = ''] = await plantParts(
    w,
    proposal,
    [
      { unit: w.units[0], role: 'HOST', state: 'HANDLING', officeId: w.assigning.officeId },
      { unit: w.units[1], role: 'CO_HANDLER', state: 'HANDLING' },
    ],
    'IN_HANDLING',
  )
  return { proposal, host, coHandler }
}

const refusal = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work()
    return 'DONE'
  } catch (error) {
    if (error instanceof Refused) return error.errors.map(({ code, field }) => `${code} ${field?.join('.')}`).join()
    throw error
  }
}

t.test('each kind by the default policy, with its reasons', async t => {
  const w = await proposalWorld(t)
  const { proposal, host, coHandler } = await givenParts(w)
  const startsOn = '2024-09-10'
  for (const [kind, handlingId, dueOn] of [
    ['RETURN', coHandler, '2024-09-18'],
    ['FIRST_CONTACT', host, '2024-10-08'],
    ['CO_HANDLER_OPINION', coHandler, '2024-10-10'],
    ['REPLY', host, '2024-12-10'],
    ['REHANDLING', host, '2024-12-10'],
    ['FEEDBACK', null, '2024-10-08'],
  ] as const) {
    t.equal((await givenDeadline(w, proposal, { kind, handlingId, startsOn })).dueOn, dueOn, kind)
  }
  const found = await deadlinesOf(w.office, proposal)
  t.same(
    found.map((d: { kind: string; state: string; isCurrent: boolean }) => [d.kind, d.state, d.isCurrent]),
    ['RETURN', 'FIRST_CONTACT', 'FEEDBACK', 'CO_HANDLER_OPINION', 'REPLY', 'REHANDLING'].map(kind => [
      kind,
      'RED',
      true,
    ]),
  )
  t.match(found[0], {
    startsOn,
    amberOn: '2024-09-16',
    handling: { unit: { name: '公安局' } },
    explanation: {
      policyKey: 'PROPOSAL_DEADLINES',
      policyEffectiveFrom: null,
      rule: { unit: 'WORKING_DAYS', amount: 5 },
      endsOn: '2024-09-18',
      holidays: [
        { day: '2024-09-15', name: '中秋节' },
        { day: '2024-09-16', name: '中秋节' },
        { day: '2024-09-17', name: '中秋节' },
      ],
      workedWeekends: [{ day: '2024-09-14', name: '中秋节调休' }],
      weekendDays: 0,
      calendar: [{ year: 2024, source: '国办发明电〔2023〕7号', version: 1 }],
      extension: null,
    },
  })
  const english = await w.office.run(DEADLINES, { id: proposal.id }, { 'accept-language': 'en' })
  t.match(english.data.proposal.deadlines[0].explanation.text, /5 working days after 2024-09-10, passing over 中秋节/)
})

t.test('what was set stays when policy and calendar change; what is set later follows them', async t => {
  const w = await proposalWorld(t)
  const { proposal, host } = await givenParts(w)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const today = businessDate(w.clock())
  await givenDeadline(w, proposal, { kind: 'REPLY', handlingId: host })
  await givenDeadline(w, proposal, { kind: 'FEEDBACK' })
  const before = await deadlinesOf(w.office, proposal)

  const from = addDays(today, 1)
  const value = {
    REPLY: { rule: { unit: 'MONTHS', amount: 2 }, amberDays: 10 },
    SESSION_REPLY: { rule: { fixedDate: '08-31', rollForward: true }, amberDays: 30 },
    FEEDBACK: { rule: { unit: 'CALENDAR_DAYS', amount: 10 }, amberDays: 3 },
  }
  const set = await admin.run(POLICY, { input: { key: 'PROPOSAL_DEADLINES', effectiveFrom: from, value } })
  t.same(set.data.policySet.userErrors, [])
  const days = Array.from({ length: 90 }, (_, i) => addDays(`${today.slice(0, 4)}-01-01`, i))
  await admin.run(
    `mutation ($input: CalendarYearSetInput!) { calendarYearSet(expectedVersion: 1, input: $input) { userErrors { code } } }`,
    {
      input: {
        year: Number(today.slice(0, 4)),
        source: '更正',
        days: days.map(day => ({ day, isWorkday: false, name: '假' })),
      },
    },
  )
  t.same(await deadlinesOf(w.office, proposal), before)

  w.later(2 * DAY)
  const later = await givenParts(w)
  const startsOn = businessDate(w.clock())
  const system = (period: 'SESSION' | 'ORDINARY', setting: DeadlineSetting) =>
    w.system('CITY', tx => {
      const { organizationId, proposalId: id } = later.proposal
      return setDeadline(workOf(w, tx, organizationId), { organizationId, id, period }, setting)
    })
  t.match(await system('SESSION', { kind: 'REPLY', handlingId: later.host }), { dueOn: /-(08-31|09-0\d)$/ })
  t.equal((await system('ORDINARY', { kind: 'REPLY', handlingId: later.host })).dueOn, addMonths(startsOn, 2))
  t.equal((await system('ORDINARY', { kind: 'FEEDBACK' })).dueOn, addDays(startsOn, 10))
  t.match(
    (await deadlinesOf(w.office, later.proposal)).filter((d: { isCurrent: boolean }) => d.isCurrent),
    [{ explanation: { policyEffectiveFrom: from } }, { explanation: { policyEffectiveFrom: from } }],
  )
})

t.test('an extension takes the standing one’s place, within the policy’s limit', async t => {
  const w = await proposalWorld(t)
  const { proposal, host, coHandler } = await givenParts(w)
  const startsOn = '2024-01-31'
  const extend = (kind: DeadlineSetting['kind'], extendTo: string, handlingId = host) =>
    refusal(() => givenDeadline(w, proposal, { kind, handlingId, extendTo }))
  t.equal(await extend('REPLY', '2024-05-31'), 'NOTHING_TO_EXTEND undefined')
  await givenDeadline(w, proposal, { kind: 'REPLY', handlingId: host, startsOn })
  await givenDeadline(w, proposal, { kind: 'CO_HANDLER_OPINION', handlingId: coHandler, startsOn })
  const { same } = await w.unchanged(async () => {
    t.equal(await extend('REPLY', '2024-04-30'), 'NOT_LATER input.dueOn')
    t.equal(await extend('REPLY', '2024-08-01'), 'BEYOND_LIMIT input.dueOn')
    t.equal(await extend('CO_HANDLER_OPINION', '2024-03-15', coHandler), 'NOT_EXTENDABLE undefined')
  })
  t.ok(same)
  t.equal(await extend('REPLY', '2024-07-31'), 'DONE')
  const replies = (await deadlinesOf(w.office, proposal)).filter((d: { kind: string }) => d.kind === 'REPLY')
  t.match(replies, [
    { dueOn: '2024-04-30', isCurrent: false, explanation: { extension: null } },
    {
      dueOn: '2024-07-31',
      amberOn: '2024-07-16',
      startsOn,
      isCurrent: true,
      explanation: {
        endsOn: '2024-04-30',
        extension: {
          from: '2024-04-30',
          to: '2024-07-31',
          limitOn: '2024-07-31',
          longest: { unit: 'MONTHS', amount: 6 },
        },
        text: /经批准由 2024-04-30 延至 2024-07-31（最长 6 个月，至 2024-07-31）。$/,
      },
    },
  ])
})

t.test('green, amber, red, met, met late; what is dropped stands no more', async t => {
  const w = await proposalWorld(t)
  const { proposal, host, coHandler } = await givenParts(w)
  const stateOf = async (kind: string) =>
    (await deadlinesOf(w.office, proposal)).find((d: { kind: string }) => d.kind === kind)
  await givenDeadline(w, proposal, { kind: 'REPLY', handlingId: host })
  await givenDeadline(w, proposal, { kind: 'CO_HANDLER_OPINION', handlingId: coHandler })
  const meet = (kind: DeadlineSetting['kind'], handlingId: string) =>
    w.system('CITY', tx => {
      const { organizationId, proposalId: id } = proposal
      return meetDeadline(workOf(w, tx, organizationId), { organizationId, id }, kind, handlingId)
    })
  t.match(await stateOf('CO_HANDLER_OPINION'), { state: 'GREEN', metAt: null })
  w.later(26 * DAY)
  t.match(await stateOf('CO_HANDLER_OPINION'), { state: 'AMBER' })
  await meet('CO_HANDLER_OPINION', coHandler)
  const met = await stateOf('CO_HANDLER_OPINION')
  t.match(met, { state: 'MET' })
  w.later(40 * DAY)
  await meet('CO_HANDLER_OPINION', coHandler)
  t.same(await stateOf('CO_HANDLER_OPINION'), met, 'met once')
  w.later(60 * DAY)
  t.match(await stateOf('REPLY'), { state: 'RED' })
  await meet('REPLY', host)
  t.match(await stateOf('REPLY'), { state: 'MET_LATE', isCurrent: true })
  t.equal(
    await refusal(() => givenDeadline(w, proposal, { kind: 'REPLY', handlingId: host, extendTo: '2099-01-01' })),
    'NOTHING_TO_EXTEND undefined',
  )
  await givenDeadline(w, proposal, { kind: 'FIRST_CONTACT', handlingId: host })
  await w.system('CITY', tx => {
    const { organizationId, proposalId: id } = proposal
    return dropDeadlines(workOf(w, tx, organizationId), { organizationId, id }, host)
  })
  t.match(await stateOf('FIRST_CONTACT'), { isCurrent: false })
  t.match(await stateOf('REPLY'), { isCurrent: true }, 'what was met stays')
})

t.test('a year nobody published refuses the command, and nothing is written', async t => {
  const w = await proposalWorld(t)
  const { proposal, host } = await givenParts(w)
  const { result, same } = await w.unchanged(() =>
    refusal(() => givenDeadline(w, proposal, { kind: 'FIRST_CONTACT', handlingId: host, startsOn: '1999-12-01' })),
  )
  t.equal(result, 'CALENDAR_NOT_PUBLISHED undefined')
  t.ok(same)
})

t.test('a unit sees the deadlines of its part, the others those of the proposals they see', async t => {
  const w = await proposalWorld(t)
  const { proposal, host, coHandler } = await givenParts(w)
  await givenDeadline(w, proposal, { kind: 'REPLY', handlingId: host })
  await givenDeadline(w, proposal, { kind: 'CO_HANDLER_OPINION', handlingId: coHandler })
  await givenDeadline(w, proposal, { kind: 'FEEDBACK' })
  const kinds = async (client: Client) =>
    (await deadlinesOf(client, proposal))?.map((d: { kind: string }) => d.kind).sort() ?? null
  const all = ['CO_HANDLER_OPINION', 'FEEDBACK', 'REPLY']
  t.same(await kinds(w.office), all)
  t.same(await kinds(await w.as('LEADER')), all)
  t.same(await kinds(w.assigning.staff), all)
  t.same(await kinds(w.first.client), all)
  t.same(await kinds(w.units[0].staff), ['CO_HANDLER_OPINION', 'REPLY'], 'a host sees what its co-handlers owe it')
  t.same(await kinds(w.units[1].staff), ['CO_HANDLER_OPINION'])
  t.same(await kinds(w.units[2].staff), null)
  t.same(await kinds(w.second.client), null)
  const [first] = await deadlinesOf(w.office, proposal)
  const node = (client: Client) => client.run('query ($id: ID!) { node(id: $id) { id } }', { id: first.id })
  t.equal((await node(w.office)).data.node?.id, first.id)
  t.equal((await node(await w.as('PROPOSAL_OFFICE', 'OTHER_CITY'))).data.node, null)
  const parts = await w.units[1].staff.run(
    'query ($id: ID!) { proposal(id: $id) { handlings { deadlines { kind } } } }',
    {
      id: proposal.id,
    },
  )
  t.same(parts.data.proposal.handlings, [{ deadlines: [{ kind: 'CO_HANDLER_OPINION' }] }])
})

t.test('the policy takes only rules it can count by', async t => {
  const w = await proposalWorld(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const effectiveFrom = addDays(businessDate(w.clock()), 1)
  const term = (rule: object) => ({ REPLY: { rule, amberDays: 5 } })
  for (const value of [
    term({ unit: 'WEEKS', amount: 2 }),
    term({ unit: 'WORKING_DAYS', amount: 0 }),
    term({ unit: 'MONTHS', amount: 25 }),
    term({ unit: 'MONTHS', amount: 1.5 }),
    term({ fixedDate: '02-30' }),
    term({ fixedDate: '8-31' }),
    term({ fixedDate: '08-31', amount: 3 }),
    { REPLY: { rule: { unit: 'MONTHS', amount: 3 } } },
    { OTHER: { rule: { unit: 'MONTHS', amount: 3 }, amberDays: 1 } },
    [],
  ]) {
    const answer = await admin.run(POLICY, { input: { key: 'PROPOSAL_DEADLINES', effectiveFrom, value } })
    t.equal(answer.data.policySet.userErrors[0]?.code, 'INVALID_VALUE', JSON.stringify(value))
  }
})
