import t from 'tap'
import { Check } from 'typebox/value'
import { ProposalImportReport } from '../../../src/domain/proposals/import/present.ts'
import { businessDate } from '../../../src/kernel/clock.ts'
import { proposalWorld } from '../../support/proposals.ts'
import { workbook } from '../members/roster/support.ts'
import { csvOf, dryRun, HEADING, send, skip } from './import-support.ts'

const today = () => businessDate(new Date())

const READ = `query ($number: Int!) { proposals(filter: { caseNumber: $number }) { nodes {
  id title state citation receiptNumber caseNumber period proposerKind bodyName party { name } firstProposer { name }
  submittedAt filedAt closedAt isKey isExcellent
  signers { name role state } feedback { isOfBody receivedOn member { id } } term { number } session { number } situation
  events { nodes { action toState facts actor } } availableActions { action isAvailable } } } }`

t.test('a list of a session, as an office keeps it', async t => {
  const w = await proposalWorld(t)
  const bytes = await workbook({
    name: '三次会议',
    rows: [
      ['政协大同市第十五届委员会第三次会议提案办理情况一览表'],
      [
        '序号',
        '案号',
        '案由',
        '提案人',
        '联名人',
        '提案形式',
        '届次',
        '立案情况',
        '承办单位',
        null,
        '办理结果',
        '答复日期',
        '满意度',
        '是否重点',
      ],
      [null, null, null, null, null, null, null, null, '主办', '会办', null, null, null, null],
      [
        1,
        '第001号',
        '关于充电设施的\n提案',
        '王 一',
        '李二、张三',
        '委员联名',
        '十五届三次',
        '立案',
        '市住建局',
        '公安局、团市委',
        'A',
        new Date(`${today()}T00:00:00Z`),
        '满意',
        '是',
      ],
      [
        2,
        2,
        '关于道路的提案',
        '李二',
        null,
        '个人',
        '15-3',
        '立案',
        '公安局',
        null,
        'B类',
        today().replaceAll('-', '.'),
        '不满意',
        null,
      ],
      [
        3,
        3,
        '关于养老的提案',
        '民盟大同市委员会',
        null,
        '党派',
        '第十五届第3次会议',
        '已立案',
        '住建局、公安局',
        null,
        '已解决',
        today(),
        '满意',
        null,
      ],
      [
        4,
        null,
        '关于一件小事的提案',
        '张三',
        null,
        '委员',
        '十五届三次',
        '不予立案',
        null,
        null,
        null,
        null,
        null,
        null,
      ],
      ['合计', null, '4 件'],
    ],
    merges: ['A1:N1', 'I2:J2'],
  })

  await t.test('a dry run says what would be done', async t => {
    const { result, same } = await w.unchanged(() => send(w.office, { bytes, query: dryRun }))
    t.equal(result.status, 200, JSON.stringify(result.body))
    t.ok(Check(ProposalImportReport, result.body), 'as OpenAPI says')
    t.match(result.body, {
      dryRun: true,
      applied: false,
      proposals: 4,
      created: 4,
      unchanged: 0,
      skipped: 0,
      errors: [],
    })
    t.match(result.body.sheets[0].columns.map((c: { field: string }) => c.field).sort(), [
      'caseNumber',
      'coHandlers',
      'coSigners',
      'filing',
      'first',
      'form',
      'isKey',
      'number',
      'repliedOn',
      'replyClass',
      'satisfaction',
      'session',
      'title',
      'units',
    ])
    t.ok(same)
  })

  await t.test('written in their final state, with numbers, signers, units, letters and feedback', async t => {
    const { status, body } = await send(w.office, { bytes })
    t.equal(status, 200)
    t.match(body, { applied: true, created: 4, different: 0 })
    const { data, errors } = await w.office.run(READ, { number: 1 })
    t.equal(errors, undefined)
    t.match(data.proposals.nodes, [
      {
        title: '关于充电设施的提案',
        state: 'CLOSED',
        citation: '第15届第3次会议第001号',
        proposerKind: 'MEMBERS_JOINT',
        firstProposer: { name: '王一' },
        isKey: true,
        period: 'SESSION',
        signers: [
          { name: '王一', role: 'FIRST' },
          { name: '李二', role: 'CO_SIGNER', state: 'ACCEPTED' },
          { name: '张三', role: 'CO_SIGNER' },
        ],
        events: { nodes: [{ action: 'IMPORT', toState: 'CLOSED', facts: { row: 4, satisfaction: 'SATISFIED' } }] },
      },
    ])
    const rows = await w.owner.query(
      `select p.case_number, p.state, p.body_name, u.name, h.role, h.state as part, r.reply_class, r.local_letter, f.overall
       from proposals p left join proposal_handlings h on h.proposal_id = p.id left join undertaking_units u on u.id = h.unit_id
         left join proposal_replies r on r.handling_id = h.id left join proposal_feedback f on f.reply_id = r.id
       order by p.case_number, u.name`,
    )
    t.match(rows.rows, [
      {
        case_number: 1,
        state: 'CLOSED',
        name: '住建局',
        role: 'HOST',
        part: 'REPLIED',
        reply_class: 'RESOLVED',
        local_letter: 'A',
        overall: 'SATISFIED',
      },
      { case_number: 1, name: '公安局', role: 'CO_HANDLER', part: 'OPINION_GIVEN', reply_class: null },
      { case_number: 1, name: '团市委', role: 'CO_HANDLER' },
      {
        case_number: 2,
        state: 'CLOSED_WITH_DISSENT',
        name: '公安局',
        role: 'SOLE',
        reply_class: 'IN_PROGRESS_OR_PLANNED',
        overall: 'DISSATISFIED',
      },
      {
        case_number: 3,
        state: 'CLOSED',
        name: '住建局',
        role: 'SEPARATE',
        reply_class: 'RESOLVED',
        overall: 'SATISFIED',
      },
      { case_number: 3, name: '公安局', role: 'SEPARATE', overall: 'SATISFIED' },
      { case_number: null, state: 'NOT_FILED', name: null },
    ])
    const { data: third } = await w.office.run(READ, { number: 3 })
    t.match(third.proposals.nodes, [
      {
        ...{ proposerKind: 'PARTY', party: { name: '中国民主同盟' }, firstProposer: null, signers: [] },
        feedback: [
          { isOfBody: true, member: null, receivedOn: null },
          { isOfBody: true, member: null, receivedOn: null },
        ],
      },
    ])
    const counted = await w.owner.query(
      `select (select count(*)::int from duty_records) as duty, (select count(*)::int from proposal_deadlines) as deadlines,
        (select count(*)::int from proposal_search) as found, (select max(last) from proposal_counters where kind = 'CASE') as last`,
    )
    t.match(counted.rows, [{ duty: 0, deadlines: 0, found: 4, last: 3 }])
    t.strictSame((await w.owner.query('select * from verify_changes(140200)')).rows, [], 'the chain holds')
  })

  await t.test('found by words, and read by proposers and units', async t => {
    const { data } = await w.office.run('{ proposals(filter: { text: "充电设施" }) { nodes { caseNumber } } }')
    t.same(data.proposals.nodes, [{ caseNumber: 1 }])
    for (const client of [w.first.client, w.second.client, w.units[1].staff]) {
      const { data } = await client.run('{ proposals { nodes { caseNumber } } }')
      t.ok(data.proposals.nodes.some((p: { caseNumber: number }) => p.caseNumber === 1))
    }
  })

  await t.test('a second time changes nothing', async t => {
    const { result, same } = await w.unchanged(() => send(w.office, { bytes }))
    t.match(result.body, { applied: true, created: 0, unchanged: 4, different: 0, warnings: [] })
    t.ok(same)
  })

  await t.test('a difference is told and not written', async t => {
    const other = csvOf(HEADING, [
      '1',
      '关于另一件事的提案',
      '李二',
      '',
      '立案',
      '公安局',
      '',
      'C',
      '',
      '',
      '十五届三次',
    ])
    const { result, same } = await w.unchanged(() => send(w.office, { bytes: other }))
    t.match(result.body, {
      applied: true,
      created: 0,
      unchanged: 1,
      different: 1,
      warnings: [{ code: 'DIFFERS_FROM_FILE', row: 2, message: /标题.*第一提案人.*承办单位.*办理结果/ }],
    })
    t.ok(same)
  })

  await t.test('new numbers follow', async t => {
    const { nextNumber } = await import('../../../src/domain/proposals/numbers.ts')
    const taken = await w.system('CITY', tx =>
      nextNumber({ tx } as Parameters<typeof nextNumber>[0], '140200', w.session.sessionId, 'CASE'),
    )
    t.equal(taken, 4)
  })
})

t.test('every bad row with its reason', async t => {
  const w = await proposalWorld(t)
  const future = businessDate(new Date(Date.now() + 5 * 86_400_000))
  const cells = (given: Record<string, string | number>) => HEADING.map(heading => given[heading] ?? '')
  const good = { 提案标题: '甲', 第一提案人: '王一', 立案情况: '立案', 届次: '十五届三次' }
  const cases: readonly (readonly [Record<string, string | number>, string, string])[] = [
    [{ ...good, 案号: 1, 提案标题: '' }, 'TITLE_MISSING', 'title'],
    [{ ...good, 案号: 2, 第一提案人: '无名氏' }, 'MEMBER_UNKNOWN', 'first'],
    [{ ...good, 案号: 3, 联名人: '李二、某某某' }, 'MEMBER_UNKNOWN', 'coSigners'],
    [{ ...good, 案号: 4, 第一提案人: '' }, 'PROPOSER_MISSING', 'first'],
    [{ ...good, 案号: 5, 主办单位: '外星局' }, 'UNIT_UNKNOWN', 'units'],
    [{ ...good }, 'CASE_NUMBER_MISSING', 'caseNumber'],
    [{ ...good, 案号: '九号' }, 'NUMBER_INVALID', 'caseNumber'],
    [{ ...good, 案号: 6, 届次: '十五届九次' }, 'SESSION_UNKNOWN', 'session'],
    [{ ...good, 案号: 6, 届次: '' }, 'SESSION_MISSING', 'session'],
    [{ ...good, 案号: 6, 届次: '某次' }, 'SESSION_UNREADABLE', 'session'],
    [{ ...good, 案号: 6, 立案情况: '并案' }, 'MERGED_INTO_MISSING', 'mergedInto'],
    [{ ...good, 案号: 6, 立案情况: '某情况' }, 'FILING_UNKNOWN', 'filing'],
    [{ ...good, 立案情况: '' }, 'FILING_MISSING', 'filing'],
    [{ ...good, 案号: 6, 立案情况: '不予立案' }, 'NUMBER_OF_NOT_FILED', 'caseNumber'],
    [{ ...good, 案号: 6, 办理结果: '甲等' }, 'REPLY_CLASS_UNKNOWN', 'replyClass'],
    [{ ...good, 案号: 6, 答复日期: '2023.13.40' }, 'DATE_UNREADABLE', 'repliedOn'],
    [{ ...good, 案号: 6, 答复日期: future }, 'DATE_IN_FUTURE', 'repliedOn'],
    [{ ...good, 案号: 6, 满意度: '还行' }, 'SATISFACTION_UNKNOWN', 'satisfaction'],
    [{ ...good, 案号: 6, 主办单位: '住建局、住建局' }, 'UNIT_REPEATED', 'units'],
    [{ ...good, 案号: 6, 会办单位: '住建局' }, 'ROLES_DO_NOT_FIT', 'units'],
    [{ ...good, 案号: 7 }, '', ''],
    [{ ...good, 案号: 7, 提案标题: '乙' }, 'NUMBER_REPEATED', 'caseNumber'],
    [{ ...good, 案号: 8, 第一提案人: '赵六' }, 'MEMBER_AMBIGUOUS', 'first'],
    [{ ...good, 案号: 9, 第一提案人: '赵六（经济界）' }, '', ''],
  ]
  const { givenMember } = await import('../../support/members.ts')
  await givenMember(w, 'CITY', { name: '赵六', sector: '经济界' })
  await givenMember(w, 'CITY', { name: '赵六', sector: '教育界', status: 'RESIGNED' })
  const bytes = csvOf(HEADING, ...cases.map(([given]) => cells(given)))
  const { result, same } = await w.unchanged(() => send(w.office, { bytes }))
  t.equal(result.status, 422)
  t.match(result.body, { code: 'LIST_HAS_ERRORS', report: { refused: true, applied: false, created: 2 } })
  const found = result.body.report.errors.map((e: { row: number; code: string; field: string }) => [
    e.row,
    e.code,
    e.field,
  ])
  t.strictSame(
    found,
    cases.flatMap(([, code, field], i) => (code === '' ? [] : [[i + 2, code, field]])),
  )
  t.ok(same, 'all or nothing')
  const { body } = await send(w.office, { bytes, query: skip, headers: { 'accept-language': 'en' } })
  t.match(body, { applied: true, created: 2, skipped: cases.length - 2 })
  t.match(body.errors[1].message, /No member of that term/)
  const { rows } = await w.owner.query('select case_number, title from proposals order by 1')
  t.strictSame(rows, [
    { case_number: 7, title: '甲' },
    { case_number: 9, title: '甲' },
  ])
})

t.test('what was not put on file, or was withdrawn, is neither key nor excellent', async t => {
  const w = await proposalWorld(t)
  const heading = ['收件号', '提案标题', '第一提案人', '立案情况', '是否重点', '是否优秀', '届次']
  const row = (number: number, filing: string, isKey: string, isExcellent: string) =>
    [number, `甲${number}`, '王一', filing, isKey, isExcellent, '十五届三次'] as const
  const bytes = csvOf(
    heading,
    row(1, '不予立案', '是', '否'),
    row(2, '不予立案', '', '是'),
    row(3, '撤案', '是', '是'),
    row(4, '撤案', '否', '否'),
  )
  const { body } = await send(w.office, { bytes, query: skip, headers: { 'accept-language': 'en' } })
  t.match(body, { created: 1, skipped: 3 })
  t.match(body.errors, [
    { row: 2, field: 'isKey', code: 'MARKED_NOT_FILED', message: /neither a key proposal nor an excellent one/ },
    { row: 3, field: 'isExcellent', code: 'MARKED_NOT_FILED' },
    { row: 4, field: 'isKey', code: 'MARKED_NOT_FILED' },
    { row: 4, field: 'isExcellent', code: 'MARKED_NOT_FILED' },
  ])
})
