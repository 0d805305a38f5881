import { CONTAINS_RANK, labelReader } from '../../members/roster/labels.ts'

/** What a list of earlier proposals may tell of each, one key a column. */
export type ColumnKey =
  | 'number'
  | 'caseNumber'
  | 'receiptNumber'
  | 'title'
  | 'first'
  | 'coSigners'
  | 'endorsers'
  | 'form'
  | 'body'
  | 'period'
  | 'filing'
  | 'mergedInto'
  | 'reason'
  | 'units'
  | 'coHandlers'
  | 'replyClass'
  | 'submittedOn'
  | 'filedOn'
  | 'repliedOn'
  | 'satisfaction'
  | 'session'
  | 'year'
  | 'isKey'
  | 'isExcellent'
  | 'situation'
  | 'analysis'
  | 'suggestions'
  | 'reply'

interface ColumnDefinition {
  /** Headings as offices write them, in order of preference; of two columns for one key the earlier wins. */
  readonly names: string
  /** Tried when no heading is known as a whole. */
  readonly contains?: RegExp
  /** Whether a cell merged over several rows speaks for all of them. */
  readonly carries?: true
}

const DEFINITIONS: Readonly<Record<ColumnKey, ColumnDefinition>> = {
  number: { names: '序号 序 顺序号 no' },
  caseNumber: {
    names: '案号 提案号 提案编号 提案案号 立案号 立案编号 案件号 编号',
    contains: /^(本次|会议|年度|正式|提案|立案)+(案号|编号|号码|序号)$/,
  },
  receiptNumber: { names: '收件号 流水号 收案号 来件号 登记号 提交号' },
  title: {
    names: '提案标题 案由 提案名称 提案题目 标题 题目 提案案由 提案内容摘要 名称',
    contains: /^(提案)?(案由|标题|题目|名称)(标题|题目|名称|案由|摘要)$/,
  },
  first: {
    names: '第一提案人 第一提案者 领衔提案人 领衔人 提案人 提案者 提案委员 提案人姓名 委员姓名 姓名 提出人',
    contains:
      /^(第一|首位|首席|领衔|主要?|牵头)?(提案|提出)(人|者|委员)(姓名|名称|名字|名单)?$|^(领衔|首提|主提|牵头)(人|者|委员)(姓名)?$/,
  },
  coSigners: {
    names: '联名人 联名委员 联名提案人 联名者 联名 共同提案人 其他提案人',
    contains:
      /^(其他|其余|共同)?(联名|联合|共同)(提案|提出)?(人|者|委员)(姓名|名单)?$|^(其他|其余)提案(人|者|委员)(姓名|名单)?$/,
  },
  endorsers: { names: '附议人 附议委员 附议', contains: /^附议(提案)?(人|者|委员)(姓名|名单)?$/ },
  form: {
    names: '提案形式 提案类别 提案类型 提案者类别 提案人类别 提案性质 提案来源 形式',
    contains: /^(提案|提出)(人|者|方|主体)?(类别|类型|形式|性质)$/,
    carries: true,
  },
  body: { names: '提案单位 集体提案单位 集体提案者 提案集体 集体名称 提交单位' },
  period: { names: '提案时间类别 大会平时 大会或平时 提案时段 会议期间 时段', carries: true },
  filing: {
    names: '立案情况 是否立案 立案与否 审查结果 审查意见 立案状态 审查情况 处理情况',
    contains: /^(提案)?(审查|立案|审查立案|立案审查)(情况|结果|结论|状态|意见|与否)$/,
    carries: true,
  },
  mergedInto: {
    names:
      '主案 主案号 主案案号 主提案 主提案号 主件 主件号 并入 并入案号 并入提案 并入提案号 并入主案 并入哪件 并案 并案号 并案主案 并案情况 并案至 并案到 合并到 合并至 合并入 归并 归并到 主案收件号 并入收件号 主案流水号 并入流水号',
    carries: true,
  },
  reason: {
    names: '不立案原因 不予立案原因 不立案理由 不予立案理由 未立案原因 原因',
    contains: /(不|未)(予)?立案.*(原因|理由|说明)$/,
  },
  units: {
    names: '主办单位 承办单位 独办单位 分办单位 主办 承办 办理单位 承办部门 主办单位名称',
    contains: /^(主办|承办|独办|分办|办理|主承办)(单位|部门|机关)(名称|全称)?$/,
  },
  coHandlers: {
    names: '会办单位 协办单位 会办 协办 配合单位',
    contains: /^(会办|协办|会同办理|配合|协同)(单位|部门|机关)(名称|全称)?$/,
  },
  replyClass: {
    names: '办理结果 答复类别 办理类别 答复类型 办理结果类别 结果类别 答复分类 办复类别 类别',
    contains: /^(办理|答复|办复|复函|办理答复)(结果)?(类别|类型|分类|等级|性质)$/,
  },
  submittedOn: {
    names: '提交日期 提交时间 收到日期 收件日期 提案日期 提出时间 来案日期',
    contains: /^(提案)?(提交|提出|收到|收件|收案|来案|登记)(日期|时间)$/,
  },
  filedOn: { names: '立案日期 立案时间', contains: /^(提案|审查|准予)?立案(日期|时间)$/ },
  repliedOn: {
    names: '答复日期 答复时间 办复日期 办复时间 办结日期 办结时间 答复',
    contains: /^(实际|正式|书面|单位|办理|承办单位|主办单位)?(答复|办复|办结|复函)(日期|时间)$/,
  },
  satisfaction: {
    names: '满意度 委员意见 满意情况 委员评价 评价 反馈意见 委员反馈 满意程度 委员满意度',
    contains: /满意(度|程度|情况|与否)$|是否满意$/,
  },
  session: {
    names: '届次 届次会议 会议届次 会次 届会 次会',
    contains: /^(提案|所属|所在|政协|届)?(届次|会次)$/,
    carries: true,
  },
  year: { names: '年份 年度 提案年度 年', contains: /^(提案|所属|立案)(年份|年度)$/, carries: true },
  isKey: { names: '是否重点 重点提案 是否重点提案 重点', contains: /^是否.{0,4}重点(提案)?$/ },
  isExcellent: { names: '是否优秀 优秀提案 是否优秀提案 优秀', contains: /^是否.{0,4}优秀(提案)?$/ },
  situation: { names: '情况 提案内容 内容 正文 提案正文 现状 问题 情况分析' },
  analysis: { names: '分析 问题分析 原因分析' },
  suggestions: { names: '建议 意见建议 具体建议 办法 建议办法' },
  reply: { names: '答复内容 办理情况 答复意见 办理答复 答复摘要' },
}

const isKey = (key: string): key is ColumnKey => Object.hasOwn(DEFINITIONS, key)

export const COLUMN_KEYS: readonly ColumnKey[] = Object.keys(DEFINITIONS).filter(isKey)

export const carries = (key: ColumnKey): boolean => DEFINITIONS[key].carries === true

/** Headings that hold one of the words above and mean another thing. */
const NOT_A_COLUMN = /态度|过程|应(答|办)|要求|期限|人数|电话|联系/

/** What the heading of a column means, from its parts top to bottom: "承办单位" over "会办" is the co-handlers'. */
export const meaningOf = labelReader(
  COLUMN_KEYS.map(key => {
    const { names, contains } = DEFINITIONS[key]
    return { key, exact: names.split(' '), ...(contains ? { contains } : {}) }
  }),
  compared => NOT_A_COLUMN.test(compared),
)

/** What is surely a heading, wherever it stands. */
export function headingOf(text: string): ColumnKey | null {
  const found = meaningOf([text])
  return found && found.rank < CONTAINS_RANK ? found.key : null
}
