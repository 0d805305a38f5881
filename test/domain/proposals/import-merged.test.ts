import t from 'tap'
import { businessDate } from '../../../src/kernel/clock.ts'
import { at, M } from '../../support/examination.ts'
import { ASSIGN, CLOSE, done, rate, rating, replied, target } from '../../support/handling.ts'
import { type ProposalWorld, proposalWorld } from '../../support/proposals.ts'
import type { Client } from '../../support/world.ts'
import { csvOf, dryRun, HEADING, send, skip } from './import-support.ts'

const today = businessDate(new Date())
const COLUMNS = [...HEADING, '收件号', '并案', '是否重点', '提案内容', '答复内容']

type Row = Readonly<Record<string, string | number>>

const listOf = (...rows: readonly Row[]) =>
  csvOf(COLUMNS, ...rows.map(row => COLUMNS.map(column => row[column] ?? (column === '届次' ? '十五届三次' : ''))))

const SITUATION = '老旧小区楼道内飞线充电普遍，居民从窗口拉线给电动自行车充电，火灾隐患突出，物业劝阻无效。'

const MAIN: Row = {
  ...{ 案号: 1, 收件号: 21, 提案标题: '关于充电设施的提案', 第一提案人: '王一', 立案情况: '立案' },
  ...{ 主办单位: '团市委', 办理结果: 'A', 答复日期: today, 满意度: '满意', 答复内容: '已建成充电桩' },
}
const CHILD: Row = {
  案号: 2,
  提案标题: '关于飞线充电的提案',
  第一提案人: '李二',
  满意度: '基本满意',
  并案: 1,
  提案内容: SITUATION,
}

const OF_NUMBER = `query ($number: Int!) { proposals(filter: { caseNumber: $number }) { nodes { id } } }`
const READ = `query ($id: ID!) { proposal(id: $id) {
  state round closedAt caseNumber mergedInto { caseNumber } mergedFrom { caseNumber } version
  assignments { state } handlings { role state unit { name } } replies { id state replyClass round }
  feedback { overall isLate member { name } proposal { id } }
  events(first: 50) { nodes { action facts } } availableActions { action isAvailable reason } deadlines { kind } } }`

async function idOf(w: ProposalWorld, number: number): Promise<string> {
  const { data } = await w.office.run(OF_NUMBER, { number })
  return data.proposals.nodes[0].id
}

const read = async (client: Client, id: string) => (await client.run(READ, { id })).data.proposal

interface Seen {
  readonly closedAt: string | null
  readonly mergedInto: object | null
  readonly mergedFrom: readonly object[]
  readonly version: number
  readonly caseNumber: number
  readonly deadlines: readonly object[]
  readonly replies: readonly { readonly id: string }[]
  readonly feedback: readonly { readonly proposal: object | null }[]
  readonly events: { readonly nodes: readonly { readonly action: string; readonly facts: object }[] }
}

/** What somebody sees, but for what one proposal cannot have in common with another. */
async function shape(client: Client, id: string) {
  const seen: Seen | null = await read(client, id)
  if (seen === null) return null
  const { version, caseNumber, deadlines, events, ...rest } = seen
  return {
    ...rest,
    ...{ closedAt: seen.closedAt !== null, mergedInto: seen.mergedInto !== null, mergedFrom: seen.mergedFrom.length },
    replies: seen.replies.map(({ id: _, ...reply }) => reply),
    feedback: seen.feedback.map(({ proposal, ...said }) => ({ ...said, isSeen: proposal !== null })),
    events: events.nodes.filter(({ action }) => action === 'MERGE').map(({ facts }) => Object.keys(facts)),
  }
}

const RATES = `query ($by: ProposalRateGroup!) { proposalHandlingRates(by: $by) {
  unit { name } replyClass assigned replied handlingRate rated satisfied basicallySatisfied dissatisfied satisfaction } }`

const ratesOf = async (w: ProposalWorld) => {
  const read = async (by: string) => (await w.office.run(RATES, { by })).data.proposalHandlingRates
  return { unit: await read('UNIT'), replyClass: await read('CLASS') }
}

/** Two that were merged, answered and closed through the API. */
async function givenLive(w: ProposalWorld) {
  const main = await w.given.proposal({ state: 'FILED' })
  const child = await w.given.proposal({ state: 'FILED', first: w.second })
  await done(w.office, M.merge, { ...at(main), input: { proposals: [at(child)] } })
  const [, , unit] = w.units
  await done(w.office, ASSIGN, { ...at(main, 2), input: { units: [{ unit: unit.id, role: 'SOLE' }] } })
  const reply = await replied(unit, main.id)
  await rate(w.first, main.id, reply.id)
  await rate(w.second, child.id, reply.id, 'BASICALLY_SATISFIED')
  const { version } = await read(w.office, main.id)
  await done(w.office, CLOSE, { ...at(main, version), input: { note: '' } })
  return { main: main.id, child: child.id }
}

t.test('merged proposals of earlier years are like those that were merged here', async t => {
  const w = await proposalWorld(t)
  const live = await givenLive(w)
  const before = await ratesOf(w)
  // The merged one stands above its main one, and says again who answered.
  const list = listOf({ ...CHILD, 主办单位: '团市委', 办理结果: 'A', 答复日期: today }, MAIN)
  const dry = await w.unchanged(() => send(w.office, { bytes: list, query: dryRun }))
  t.match(dry.result.body, { created: 2, errors: [], warnings: [] })
  t.ok(dry.same)
  t.match((await send(w.office, { bytes: list })).body, { applied: true, created: 2, different: 0, warnings: [] })
  const made = { main: await idOf(w, 1), child: await idOf(w, 2) }
  const viewers = { office: w.office, first: w.first.client, second: w.second.client, unit: w.units[2].staff }
  for (const [viewer, client] of Object.entries(viewers)) {
    for (const which of ['main', 'child'] as const) {
      t.strictSame(await shape(client, made[which]), await shape(client, live[which]), `${which} as ${viewer} sees it`)
    }
  }
  t.match(await read(w.office, made.child), {
    ...{ state: 'CLOSED', caseNumber: 2, mergedInto: { caseNumber: 1 }, handlings: [] },
    feedback: [{ overall: 'BASICALLY_SATISFIED', member: { name: '李二' } }],
    events: { nodes: [{ action: 'IMPORT' }, { action: 'MERGE', facts: { into: made.main } }] },
  })
  t.match(await read(w.office, made.main), {
    ...{ mergedFrom: [{ caseNumber: 2 }], version: 1 },
    events: { nodes: [{ action: 'IMPORT' }, { action: 'MERGE', facts: { mergedFrom: [made.child] } }] },
  })
  const doubled = ({ assigned, replied, rated, satisfied, ...rest }: Record<string, number>) => ({
    ...{ assigned: Number(assigned) * 2, replied: Number(replied) * 2, rated: Number(rated) * 2 },
    ...rest,
    ...{ satisfied: Number(satisfied) * 2, basicallySatisfied: Number(rest.basicallySatisfied) * 2 },
  })
  const after = await ratesOf(w)
  t.same(after, { unit: before.unit.map(doubled), replyClass: before.replyClass.map(doubled) }, 'one part, two words')
  t.strictSame((await w.owner.query('select * from verify_changes(140200)')).rows, [], 'the chain holds')

  await t.test('its proposer gets a letter of his own', async t => {
    const { replies } = await read(w.office, made.main)
    const answer = await w.second.client.request(
      'GET',
      `/exports/v1/reply-letter?reply=${replies[0].id}&proposal=${made.child}`,
    )
    t.equal(answer.statusCode, 200)
  })

  await t.test('it is found as similar, with what became of it', async t => {
    const input = { title: CHILD.提案标题, situation: CHILD.提案内容 }
    const { data } = await w.office.run(
      `query ($input: SimilarProposalsInput!) { similarProposals(input: $input) { title state units replyClasses } }`,
      { input },
    )
    t.match(
      data.similarProposals.find((one: { title: string }) => one.title === CHILD.提案标题),
      { state: 'CLOSED', units: ['团市委'], replyClasses: ['RESOLVED'] },
    )
  })

  await t.test('a second time changes nothing', async t => {
    const { result, same } = await w.unchanged(() => send(w.office, { bytes: list }))
    t.match(result.body, { applied: true, created: 0, unchanged: 2, different: 0, errors: [], warnings: [] })
    t.ok(same)
  })
})

t.test('however a list names the main proposal', async t => {
  const w = await proposalWorld(t)
  const words = [
    '1',
    '第001号',
    '并入第1号',
    '并入第15届第3次会议第001号',
    `${today.slice(0, 4)}0001`,
    '收件号21',
    '15-3-001',
  ]
  const children = words.map((word, i) => ({ ...CHILD, 案号: i + 2, 提案标题: `甲${i}`, 并案: word }))
  const behind = { ...CHILD, 案号: 20, 提案标题: '乙', 并案: '', 立案情况: '并入第001号' }
  const list = listOf({ ...MAIN, 并案: '主案' }, ...children, { ...behind, 满意度: '不满意' })
  const { body } = await send(w.office, { bytes: list })
  t.match(body, { applied: true, created: words.length + 2, errors: [] }, JSON.stringify(body.errors))
  const main = await read(w.office, await idOf(w, 1))
  t.same(
    main.mergedFrom.map((one: { caseNumber: number }) => one.caseNumber).sort((a: number, b: number) => a - b),
    [...words.map((_, i) => i + 2), 20],
  )
  // One word of dissatisfaction is the outcome of all (rules, section 1, Feedback).
  const states = await w.owner.query('select distinct state from proposals')
  t.same(states.rows, [{ state: 'CLOSED_WITH_DISSENT' }])
  const again = await w.unchanged(() => send(w.office, { bytes: list }))
  t.match(again.result.body, { created: 0, different: 0, errors: [] })
  t.ok(again.same)
  for (const heading of ['并入', '主案', '合并到', '主案案号', '并入提案号']) {
    const renamed = list.replace('"并案"', `"${heading}"`)
    t.match((await send(w.office, { bytes: renamed, query: dryRun })).body, { unchanged: words.length + 2 }, heading)
  }
})

t.test('a main proposal that is named wrongly keeps the row out', async t => {
  const w = await proposalWorld(t)
  const open = await w.given.proposal({ state: 'FILED' })
  const { caseNumber } = await read(w.office, open.id)
  const cases: readonly (readonly [Row, string, string, RegExp, RegExp])[] = [
    [{ 并案: 99 }, 'MERGED_INTO_UNKNOWN', 'mergedInto', /没有此编号的主案/, /Neither the list/],
    [{ 并案: '收件号 1' }, 'MERGED_INTO_UNKNOWN', 'mergedInto', /没有此编号/, /Neither the list/],
    [{ 并案: 3 }, 'MERGED_INTO_ITSELF', 'mergedInto', /不能并入自身/, /into itself/],
    [{ 并案: 2 }, 'MERGED_CHAIN', 'mergedInto', /已并入其他提案/, /merged into another/],
    [{ 并案: '收件号 77' }, 'MERGED_INTO_NOT_FILED', 'mergedInto', /未立案/, /not put on file/],
    [{ 并案: 78 }, 'MERGED_INTO_NOT_FILED', 'mergedInto', /已撤案/, /withdrawn/],
    [{ 并案: '十五届二次会议第1号' }, 'MERGED_INTO_OTHER_SESSION', 'mergedInto', /另一届次/, /another session/],
    [{ 并案: '20190001' }, 'MERGED_INTO_OTHER_SESSION', 'mergedInto', /年份/, /or year/],
    [{ 并案: '1、2' }, 'MERGED_INTO_SEVERAL', 'mergedInto', /只能并入一件/, /one main proposal/],
    [{ 并案: '某案' }, 'MERGED_INTO_INVALID', 'mergedInto', /应为主案的案号/, /case number of the main/],
    [{ 并案: '', 立案情况: '并案' }, 'MERGED_INTO_MISSING', 'mergedInto', /须写明主案/, /names the case number/],
    [{ 案号: '', 立案情况: '不予立案', 并案: 1 }, 'MERGED_NOT_FILED', 'mergedInto', /不能并案/, /is not merged/],
    [{ 案号: '' }, 'CASE_NUMBER_MISSING', 'caseNumber', /须有案号/, /has a case number/],
    [{ 是否重点: '是' }, 'KEY_PROPOSAL', 'isKey', /须作为主案/, /takes others in/],
    [{ 主办单位: '公安局' }, 'MERGED_DIFFERS', 'mergedInto', /承办单位与主案不同/, /its units is another/],
    [{ 办理结果: 'B', 答复内容: '另行答复' }, 'MERGED_DIFFERS', 'mergedInto', /办理结果、答复内容/, /class, reply/],
    [{ 并案: 79 }, 'MERGED_INTO_UNKNOWN', 'mergedInto', /或该行有误/, /right rows/],
    [{ 并案: caseNumber }, 'MERGED_INTO_IN_HANDLING', 'mergedInto', /尚未办结/, /not closed on file/],
  ]
  const others: readonly Row[] = [
    MAIN,
    CHILD,
    { 收件号: 77, 提案标题: '未立', 第一提案人: '王一', 立案情况: '不予立案' },
    { 案号: 78, 提案标题: '撤', 第一提案人: '王一', 立案情况: '撤案' },
    { 案号: 79, 提案标题: '有误', 第一提案人: '无名氏', 立案情况: '立案' },
  ]
  for (const [given, code, field, zh, en] of cases) {
    const bytes = listOf(...others, { ...CHILD, 案号: 3, 提案标题: '丙', ...given })
    const { result, same } = await w.unchanged(() => send(w.office, { bytes, headers: { 'accept-language': 'zh' } }))
    const mine = result.body.report.errors.filter((error: { row: number }) => error.row === 7)
    t.match(mine, [{ code, field, message: zh }], `${code} ${JSON.stringify(mine)}`)
    t.equal(mine.length, 1)
    t.ok(same, 'nothing is written')
    const english = await send(w.office, { bytes, query: { ...dryRun, ...skip }, headers: { 'accept-language': 'en' } })
    t.match(
      english.body.errors.filter((error: { row: number }) => error.row === 7),
      [{ code, message: en }],
    )
  }
  // A main row that is kept out keeps out what was merged into it.
  const taken = { ...MAIN, 案号: 5, 收件号: '', 提案标题: '丁' }
  const bytes = listOf(MAIN, { ...taken, 收件号: 21 }, { ...CHILD, 案号: 6, 并案: 5 })
  const { body } = await send(w.office, { bytes, query: skip })
  t.match(body, {
    created: 1,
    errors: [
      { code: 'NUMBER_REPEATED', row: 3 },
      { code: 'MERGED_INTO_BAD_ROW', row: 4 },
    ],
  })
})

t.test('the main proposal may be on file already', async t => {
  const w = await proposalWorld(t)
  await send(w.office, { bytes: listOf(MAIN) })
  const main = await idOf(w, 1)
  const list = listOf({ ...CHILD, 满意度: '不满意' }, { ...CHILD, 案号: 4, 提案标题: '甲', 第一提案人: '张三' })
  const { body } = await send(w.office, { bytes: list })
  t.match(body, {
    created: 2,
    different: 0,
    warnings: [{ row: 2, code: 'DISSENT_AFTER_CLOSING', field: 'satisfaction' }],
  })
  const seen = await read(w.office, main)
  t.match(seen, { state: 'CLOSED', version: 2, mergedFrom: [{ caseNumber: 2 }, { caseNumber: 4 }] })
  t.equal(seen.events.nodes.at(-1).facts.mergedFrom.length, 2)
  const child = await read(w.office, await idOf(w, 2))
  t.match(child, { state: 'CLOSED', mergedInto: { caseNumber: 1 }, feedback: [{ overall: 'DISSATISFIED' }] })
  t.strictSame((await w.owner.query('select * from verify_changes(140200)')).rows, [], 'the chain holds')
  const again = await w.unchanged(() => send(w.office, { bytes: list }))
  t.match(again.result.body, { created: 0, unchanged: 2, different: 0, warnings: [] })
  t.ok(again.same)
  // The file stays where the list says otherwise, and the difference is told.
  await send(w.office, { bytes: listOf({ ...MAIN, 案号: 8, 收件号: 28, 提案标题: '乙' }) })
  const other = await w.unchanged(() => send(w.office, { bytes: listOf({ ...CHILD, 并案: 8 }) }))
  t.match(other.result.body, { created: 0, different: 1, warnings: [{ message: /并案与本行不同/ }] })
  t.ok(other.same)
  // Who is asked and has not spoken may still speak, as of any imported proposal; it is late.
  const { replies } = await read(w.second.client, await idOf(w, 2))
  const { data } = await w.second.client.run(
    `mutation ($id: ID!, $input: ProposalFeedbackGiveInput!) { proposalFeedbackGive(id: $id, input: $input) {
      userErrors { code } } }`,
    { id: await idOf(w, 2), ...rating(replies[0].id) },
  )
  t.match(data.proposalFeedbackGive.userErrors, [{ code: 'ALREADY_GIVEN' }])
})

t.test('two lists that merge into one at once', async t => {
  const w = await proposalWorld(t, { several: true })
  await send(w.office, { bytes: listOf(MAIN) })
  const lists = [2, 3].map(number => listOf({ ...CHILD, 案号: number, 提案标题: `甲${number}` }))
  const version = (await read(w.office, await idOf(w, 1))).version
  const [archived, ...answers] = await Promise.all([
    w.office.run(M.archive, target({ id: await idOf(w, 1), version })),
    ...lists.map((bytes, i) => send(i === 0 ? w.office : w.colleague, { bytes })),
  ])
  t.ok(archived.data)
  t.same(
    answers.map(({ body }) => body.created),
    [1, 1],
    JSON.stringify(answers.map(({ body }) => body.errors)),
  )
  const { mergedFrom, events } = await read(w.office, await idOf(w, 1))
  t.same(mergedFrom.length, 2)
  t.same(events.nodes.filter(({ action }: { action: string }) => action === 'MERGE').length, 2)
  t.strictSame((await w.owner.query('select * from verify_changes(140200)')).rows, [], 'the chain holds')
})
