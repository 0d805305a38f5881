import t from 'tap'
import { proposalWorld } from '../../support/proposals.ts'
import { csvOf, dryRun, send } from './import-support.ts'

/** Headings of lists as offices print them, and what each is. */
const SEEN: Readonly<Record<string, readonly string[]>> = {
  caseNumber: ['案号 No.', '案号（No.）', '提案号\nCase No.', '立案案号', '提案案号（编号）'],
  first: [
    '第一提案人姓名',
    '第一提案者姓名',
    '第一提案委员',
    '首位提案人',
    '领衔委员姓名',
    '提案者（姓名） Proposer',
    '*第一提案人',
  ],
  coSigners: ['联名人姓名', '联名委员名单', '其他联名人', '共同提案人姓名'],
  endorsers: ['附议人姓名', '附议委员名单'],
  form: ['提案者类型', '提案主体类别'],
  filing: ['审查立案情况', '立案审查结果', '立案情况 Status'],
  units: ['主办单位全称', '承办单位名称', '承办单位 Unit'],
  coHandlers: ['会办单位名称', '协办部门'],
  replyClass: ['办理结果（A/B/C）', '办理结果分类', '答复等级'],
  submittedOn: ['提案提交日期', '提交时间 Date'],
  filedOn: ['审查立案日期'],
  repliedOn: ['单位答复日期', '办理答复时间'],
  satisfaction: ['委员满意程度', '对办理结果是否满意', '提案者满意度'],
  session: ['所属届次', '届次 Session'],
  year: ['所属年度'],
  isKey: ['是否为重点提案', '是否列为重点提案'],
  isExcellent: ['是否评为优秀提案'],
}

const OTHERS = [
  ...[
    '第一提案人电话',
    '提案人单位',
    '第一提案人界别',
    '联名人数',
    '承办单位联系人',
    '承办单位意见',
    '应答复日期',
    '要求办结时间',
  ],
  ...['答复期限', '对办理态度是否满意', '满意', '不满意', 'QQ号', '重点提案督办领导', '立案审查人', '满意率'],
]

t.test('headings as offices print them', async t => {
  const w = await proposalWorld(t)
  const sheetOf = async (heading: string) => {
    const bytes = csvOf(['提案标题 Title', heading, '收件号'], ['关于充电设施的提案', '甲', 1])
    const { status, body } = await send(w.office, { bytes, query: { ...dryRun, session: '3', term: '15' } })
    t.equal(status, 200, heading)
    return body.sheets[0]
  }
  for (const [key, headings] of Object.entries(SEEN)) {
    for (const heading of headings) {
      const { columns } = await sheetOf(heading)
      t.match(
        columns.find((column: { field: string }) => column.field === key),
        { letter: 'B' },
        `${heading}: ${key}`,
      )
    }
  }
  for (const heading of OTHERS) t.match(await sheetOf(heading), { ignored: [heading] }, heading)
})

t.test('a list under such headings is read whole, in one row or two', async t => {
  const w = await proposalWorld(t)
  const row = (n: number) => [n, `关于第${n}件事的提案`, '王一', '李二', '住建局', '公安局', '十五届三次']
  const one = [
    '案号 No.',
    '提案标题 Title',
    '第一提案人姓名',
    '联名人姓名',
    '主办单位全称',
    '会办单位名称',
    '届次 Session',
  ]
  t.match((await send(w.office, { bytes: csvOf(one, row(1), row(2)) })).body, { created: 2, errors: [] })
  const two = [
    ['提案', '', '提案者', '', '承办单位', '', ''],
    ['案号 No.', '案由', '第一提案人姓名', '联名人姓名', '主办单位全称', '会办单位名称', '届次'],
  ]
  t.match((await send(w.office, { bytes: csvOf(...two, row(3)) })).body, { created: 1, errors: [] })
  const { rows } = await w.owner.query(
    `select p.case_number, (select count(*)::int from proposal_signers s where s.proposal_id = p.id) as signed,
      (select count(*)::int from proposal_handlings h where h.proposal_id = p.id) as units
     from proposals p order by 1`,
  )
  t.strictSame(
    rows.map(({ signed, units }) => [signed, units]),
    [1, 2, 3].map(() => [2, 2]),
  )
})
