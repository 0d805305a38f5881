import { chineseNumeral } from '../../../platform/documents/numerals.ts'
import { proposalWorkflow } from '../workflow.ts'

/** Codes in the words of papers. */

const PROPOSER_KINDS: Readonly<Record<string, string>> = {
  MEMBER: '委员个人',
  MEMBERS_JOINT: '委员联名',
  PARTY: '民主党派',
  PEOPLES_ORGANIZATION: '人民团体',
  SPECIAL_COMMITTEE: '专门委员会',
  SECTOR: '界别',
  MEMBER_GROUP: '委员小组',
}
const PERIODS: Readonly<Record<string, string>> = { SESSION: '大会提案', ORDINARY: '平时提案' }
const DISPOSITIONS: Readonly<Record<string, string>> = {
  RETURNED: '退回提案者',
  TO_OPINION_REPORT: '转社情民意信息',
  TO_MICRO_SUGGESTION: '转微建议',
  TO_PETITION_OFFICE: '转信访部门',
  KEPT: '留存参考',
}
const ROLES: Readonly<Record<string, string>> = { SOLE: '独办', HOST: '主办', CO_HANDLER: '会办', SEPARATE: '分办' }
const CLASSES: Readonly<Record<string, string>> = {
  RESOLVED: '已解决或采纳',
  IN_PROGRESS_OR_PLANNED: '正在解决或列入计划',
  NOT_FEASIBLE_NOW: '暂不具备条件',
  REFERENCE: '留作参考',
}

const RATINGS: Readonly<Record<string, string>> = {
  SATISFIED: '满意',
  BASICALLY_SATISFIED: '基本满意',
  DISSATISFIED: '不满意',
}

const wordOf =
  (words: Readonly<Record<string, string>>) =>
  (code: string | null): string =>
    code === null ? '' : (words[code] ?? code)

export const proposerKindWord = wordOf(PROPOSER_KINDS)
export const periodWord = wordOf(PERIODS)
export const dispositionWord = wordOf(DISPOSITIONS)
export const handlingRoleWord = wordOf(ROLES)
export const replyClassWord = wordOf(CLASSES)
export const ratingWord = wordOf(RATINGS)
export const stateWord = (state: string): string =>
  Object.entries(proposalWorkflow.states).find(([name]) => name === state)?.[1].zh ?? state
export const yesOrNo = (is: boolean): string => (is ? '是' : '否')

export interface SessionNumbers {
  readonly termNumber: number
  /** None before submission. */
  readonly sessionNumber: number | null
}

/** `十五届三次会议` */
export const sessionWord = ({ termNumber, sessionNumber }: SessionNumbers): string =>
  `${chineseNumeral(termNumber)}届${sessionNumber === null ? '' : `${chineseNumeral(sessionNumber)}次会议`}`

/** `第012号` */
export const caseWord = (caseNumber: number | null): string =>
  caseNumber === null ? '' : `第${String(caseNumber).padStart(3, '0')}号`
