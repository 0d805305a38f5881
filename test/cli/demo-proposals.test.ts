import t from 'tap'
import { type AssignmentState, assignmentWorkflow } from '../../src/domain/proposals/handling/assignment-workflow.ts'
import { childState, handledState, type Part } from '../../src/domain/proposals/handling/outcome.ts'
import { handlingWorkflow } from '../../src/domain/proposals/handling/workflow.ts'
import { type ProposalState, proposalWorkflow } from '../../src/domain/proposals/workflow.ts'
import { demonstration } from '../support/demo.ts'

const NOW = new Date('2026-11-25T04:00:00Z')
const TODAY = `date '2026-11-25'`
const CITY = 'organization_id = 140200'
const YEAR = `extract(year from submitted_at at time zone 'Asia/Shanghai') = 2023`

/** The eight democratic parties and those of no party: of the proposing body, or of the first proposer. */
const DEMOCRATIC = `coalesce(
  (select y.code from parties y where y.organization_id = p.organization_id and y.id = p.party_id),
  (select y.code from members m join persons n on n.organization_id = m.organization_id and n.id = m.person_id
    join parties y on y.organization_id = n.organization_id and y.id = n.party_id
    where m.organization_id = p.organization_id and m.id = p.first_proposer_id))
  in ('RCCK', 'CDL', 'CNDCA', 'CAPD', 'CPWDP', 'CZGP', 'JSS', 'TDSL', 'NON_AFFILIATED')`

t.test('the proposals of the demonstration', async t => {
  const { rows, one, values, none, ask } = await demonstration(t, NOW)

  await t.test('2023: 350 received, 298 on file, 18 key, 255 democratic or non-affiliated', async t => {
    const count = (condition: string) =>
      one(`select count(*)::int from proposals p where ${CITY} and ${YEAR} and ${condition}`)
    t.equal(await count('true'), 350)
    t.equal(await count('filed_at is not null'), 298)
    t.equal(await count(`extract(year from filed_at at time zone 'Asia/Shanghai') = 2023`), 298)
    t.equal(await count('is_key'), 18)
    t.equal(await count(DEMOCRATIC), 255)
    await none(
      t,
      `select from (select organization_id, count(*) as n from proposals group by 1) c where n not between 18 and 1300`,
      'each committee has some',
    )
  })

  await t.test('every state, kind and class is there to be seen', async t => {
    const all = (column: string, table: string, condition = CITY) =>
      values(`select distinct ${column} from ${table} where ${condition}`)
    t.strictSame(await all('state', 'proposals'), Object.keys(proposalWorkflow.states).sort())
    const late = `${CITY} and listed_at >= '2025-12-01'`
    t.ok((await all('state', 'proposals', late)).length >= 17, 'nearly all of them also of this year')
    t.strictSame(await all('state', 'proposal_handlings'), Object.keys(handlingWorkflow.states).sort())
    t.strictSame(await all('role', 'proposal_handlings'), ['CO_HANDLER', 'HOST', 'SEPARATE', 'SOLE'])
    t.strictSame((await all('state', 'proposal_assignments')).length, Object.keys(assignmentWorkflow.states).length - 1)
    t.strictSame((await all('proposer_kind', 'proposals')).length, 7)
    t.strictSame((await all('reply_class', 'proposal_replies')).length, 4)
    t.strictSame(await all('state', 'proposal_replies'), ['COUNTERSIGNED', 'DRAFT', 'SENT', 'SUPERSEDED'])
    t.strictSame((await all(`kind || ' ' || state`, 'proposal_requests')).length >= 5, true)
    t.strictSame(await all('kind', 'proposal_deadlines').then(kinds => kinds.length), 6)
    const open = `${CITY} and is_current and met_at is null and kind = 'REPLY'`
    const light = `case when due_on < ${TODAY} then 'RED' when amber_on <= ${TODAY} then 'AMBER' else 'GREEN' end`
    t.strictSame(await all(light, 'proposal_deadlines', open), ['AMBER', 'GREEN', 'RED'])
    const some = ['round = 2', 'merged_into_id is not null', 'excellent_year is not null', 'published_at is not null']
    for (const wanted of some) {
      t.ok(Number(await one(`select count(*)::int from proposals where ${CITY} and ${wanted}`)) > 3, wanted)
    }
    t.ok(Number(await one(`select count(*)::int from undertaking_units where ${CITY}`)) >= 25)
  })

  await t.test('texts are long enough to be searched and compared', async t => {
    const short = ['situation', 'analysis', 'suggestions'].map(block => `length(${block}) not between 200 and 600`)
    await none(
      t,
      `select id, title from proposals where ${short.join(' or ')} or length(title) not between 10 and 50`,
      'length',
    )
    await none(
      t,
      `select id from proposals p where not exists (select from proposal_search s where s.proposal_id = p.id)`,
      'found',
    )
    await none(
      t,
      `select p.id from proposals p left join proposal_texts x on x.proposal_id = p.id and x.number = p.text_number
        where x.title is distinct from p.title or x.suggestions is distinct from p.suggestions
          or (select count(*) from proposal_texts y where y.proposal_id = p.id) <> p.text_number`,
      'versions',
    )
  })

  await t.test('numbers are without a gap, in the order of issue, and go on from there', async t => {
    for (const [number, time, kind] of [
      ['receipt_number', 'submitted_at', 'RECEIPT'],
      ['case_number', 'filed_at', 'CASE'],
    ]) {
      await none(
        t,
        `select n.* from (select id, ${number} as given, rank() over (partition by organization_id, session_id order by ${time}) as expected
          from proposals where ${time} is not null) n where given is distinct from expected`,
        `${number}`,
      )
      await none(
        t,
        `select p.session_id from proposals p where ${number} is not null group by p.organization_id, p.session_id
          having max(${number}) is distinct from (select last from proposal_counters c
            where c.organization_id = p.organization_id and c.session_id = p.session_id and c.kind = '${kind}')`,
        `counter of ${kind}`,
      )
    }
    await none(
      t,
      'select id from proposals where (submitted_at is null) <> (receipt_number is null) or (filed_at is null) <> (case_number is null)',
      'both or none',
    )
    await none(
      t,
      `select p.id from proposals p left join proposal_windows w on w.organization_id = p.organization_id and w.session_id = p.session_id
        where p.submitted_at is not null and (p.period = 'SESSION') <> (p.submitted_at between w.opens_at and w.cut_off_at)`,
      'session proposals are those of the window',
    )
  })

  await t.test('states follow from the units’ parts, and merged ones from their target', async t => {
    const handled = await rows<{
      id: string
      state: ProposalState
      round: number
      parts: readonly Part[]
      assignments: readonly { state: AssignmentState }[]
      rated: boolean
    }>(`select p.id, p.state, p.round,
        (select coalesce(json_agg(json_build_object('role', h.role, 'state', h.state, 'round', h.round)), '[]') from proposal_handlings h where h.proposal_id = p.id) as parts,
        (select coalesce(json_agg(json_build_object('state', a.state)), '[]') from proposal_assignments a where a.proposal_id = p.id) as assignments,
        exists (select from proposal_feedback f join proposal_replies r on r.id = f.reply_id where r.proposal_id = p.id and r.round = p.round) as rated
      from proposals p where p.merged_into_id is null and p.state in ('FILED', 'ASSIGNED', 'IN_HANDLING', 'REPLIED', 'FEEDBACK', 'REHANDLING')`)
    t.ok(handled.length > 50)
    const wrong = handled.filter(({ rated: isRated, state, ...facts }) => handledState({ ...facts, isRated }) !== state)
    t.strictSame(wrong.slice(0, 3), [])
    const merged = await rows<{ state: ProposalState; parent: ProposalState }>(
      'select c.state, p.state as parent from proposals c join proposals p on p.id = c.merged_into_id',
    )
    t.strictSame(
      merged.filter(({ state, parent }) => state !== childState(parent)),
      [],
    )
    await none(
      t,
      `select id from proposal_handlings h where state = 'REPLIED' and role <> 'CO_HANDLER'
      and not exists (select from proposal_replies r where r.handling_id = h.id and r.sent_at is not null)`,
      'a letter',
    )
    await none(
      t,
      `select h.id from proposal_handlings h join proposal_handlings c on c.proposal_id = h.proposal_id and c.role = 'CO_HANDLER'
      and c.state not in ('OPINION_GIVEN', 'REASSIGNED') and c.opinion_waived_reason is null where h.role = 'HOST' and h.state = 'REPLIED'`,
      'opinions first',
    )
  })

  await t.test('history leads to the state, step by step, and no further than today', async t => {
    type Event = { id: string; action: string; from_state: string | null; to_state: string | null; state: string }
    const events =
      await rows<Event>(`select e.proposal_id as id, e.action, e.from_state, e.to_state, p.state from proposal_events e
      join proposals p on p.id = e.proposal_id where e.handling_id is null and e.to_state is not null order by e.proposal_id, e.created_at, e.id`)
    const broken = [...Map.groupBy(events, ({ id }) => id).values()].filter(
      steps =>
        steps.some((step, index) => step.from_state !== (steps[index - 1]?.to_state ?? null)) ||
        steps.at(-1)?.to_state !== steps[0]?.state,
    )
    t.strictSame(broken.slice(0, 2), [])
    const parts =
      await rows<Event>(`select e.handling_id as id, e.action, e.from_state, e.to_state, h.state from proposal_events e
      join proposal_handlings h on h.id = e.handling_id where e.to_state is not null order by 1, e.created_at, e.id`)
    const lost = [...Map.groupBy(parts, ({ id }) => id).values()].filter(
      steps => steps.at(-1)?.to_state !== steps[0]?.state,
    )
    t.strictSame(lost.slice(0, 2), [])
    await none(t, `select id from proposal_events where created_at > '${NOW.toISOString()}'`, 'no future')
    await none(
      t,
      `select e.proposal_id from proposal_events e join proposal_events f on f.proposal_id = e.proposal_id
      where e.action = 'FIRST_CHECK' and f.action = 'RECHECK' and e.actor_id = f.actor_id`,
      'two people check',
    )
  })

  await t.test('deadlines are explained, duty records proven', async t => {
    await none(
      t,
      `select id from proposal_deadlines where explanation ->> 'dueOn' <> due_on::text
      or explanation -> 'text' ->> 'zh' is null or explanation -> 'policy' ->> 'key' <> 'PROPOSAL_DEADLINES'`,
      'explained',
    )
    const proposers = `(select count(*) from proposal_signers s where s.proposal_id = p.id and s.state = 'ACCEPTED' and s.role <> 'ENDORSER')`
    const proves = [
      ['PROPOSAL_SUBMITTED', 'submitted_at is not null'],
      ['PROPOSAL_FILED', 'filed_at is not null'],
      ['PROPOSAL_KEY', 'is_key'],
      ['PROPOSAL_EXCELLENT', 'excellent_year is not null'],
    ]
    for (const [category, condition] of proves) {
      await none(
        t,
        `select p.id from proposals p where (select count(*) from duty_records d where d.source_id = p.id and d.category = '${category}' and d.state = 'CONFIRMED')
          <> case when ${condition} and not exists (select from proposal_events e where e.proposal_id = p.id and e.action = 'WITHDRAW') then ${proposers} else 0 end`,
        `${category}`,
      )
    }
  })

  await t.test('each account finds work on its desk', async t => {
    const lists = async (login: string) => {
      const data = await ask(login, '{ proposalWorkLists { kind count } }')
      return new Map<string, number>(
        data.proposalWorkLists.map((list: { kind: string; count: number }) => [list.kind, list.count]),
      )
    }
    const wanted: Readonly<Record<string, readonly string[]>> = {
      member: ['MY_DRAFTS', 'WAITING_FOR_MY_SIGNATURE', 'WAITING_FOR_MY_FEEDBACK'],
      proposals: ['TO_EXAMINE', 'TO_ASSIGN', 'OVERDUE', 'AMBER'],
      assigning: ['TO_DISPATCH', 'TO_DECIDE_REQUESTS', 'OVERDUE'],
      unit: ['TO_SIGN_FOR', 'TO_REPLY', 'OVERDUE'],
      'unit-head': ['TO_COUNTERSIGN'],
    }
    for (const [login, kinds] of Object.entries(wanted)) {
      const found = await lists(login)
      for (const kind of kinds) t.ok((found.get(kind) ?? 0) > 0, `${login}: ${kind}`)
    }
    const states = (await ask('member', '{ proposals(first: 50) { nodes { state } } }')).proposals.nodes
    t.ok(
      new Set(states.map((node: { state: string }) => node.state)).size >= 6,
      'the member has some in several states',
    )
  })

  await t.test('search finds, and knows the office’s name in the history', async t => {
    const { proposals } = await ask(
      'proposals',
      `{ proposals(first: 3, filter: { text: "加装电梯" }) { totalCount nodes { title } } }`,
    )
    t.ok(proposals.totalCount > 20)
    t.ok(proposals.nodes.every(({ title }: { title: string }) => title.includes('加装电梯')))
    const { events } = (
      await ask(
        'proposals',
        `{ proposals(first: 1, filter: { state: CLOSED }) { nodes { events(first: 40) { nodes { action actor } } } } }`,
      )
    ).proposals.nodes[0]
    t.match(
      events.nodes.find(({ action }: { action: string }) => action === 'FILE'),
      { actor: /提案委办公室/ },
    )
  })
})
