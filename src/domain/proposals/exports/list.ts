import type { Readable } from 'node:stream'
import type { Cell, Column } from '../../../platform/tables/cells.ts'
import { workbookOf } from '../../../platform/tables/workbook.ts'
import type { ListedProposal } from './read-list.ts'
import {
  dispositionWord,
  handlingRoleWord,
  periodWord,
  proposerKindWord,
  ratingWord,
  replyClassWord,
  sessionWord,
  stateWord,
  yesOrNo,
} from './words.ts'

const COLUMNS: readonly Column[] = [
  { title: '届次', width: 16 },
  { title: '流水号', width: 8 },
  { title: '案号', width: 8 },
  { title: '标题', width: 48 },
  { title: '提案者类别', width: 12 },
  { title: '提案者', width: 18 },
  { title: '联名人', width: 24 },
  { title: '提案时期', width: 10 },
  { title: '提交时间', width: 18 },
  { title: '立案时间', width: 18 },
  { title: '状态', width: 12 },
  { title: '不予立案情形', width: 24 },
  { title: '处理方式', width: 14 },
  { title: '承办单位', width: 32 },
  { title: '答复', width: 40 },
  { title: '评价', width: 24 },
  { title: '办结时间', width: 18 },
  { title: '重点提案', width: 10 },
  { title: '优秀年度', width: 10 },
  { title: '公开', width: 8 },
]

/** The list as a workbook of one sheet, written as its pages come. */
export const listAsWorkbook = (pages: AsyncIterable<readonly ListedProposal[]>): Readable =>
  workbookOf(book => book.addList('提案', COLUMNS, cellsOf(pages)))

async function* cellsOf(pages: AsyncIterable<readonly ListedProposal[]>) {
  for await (const page of pages) yield page.map(rowOf)
}

const rowOf = (proposal: ListedProposal): Cell[] => [
  sessionWord(proposal),
  proposal.receiptNumber,
  proposal.caseNumber,
  proposal.title,
  proposerKindWord(proposal.proposerKind),
  proposal.bodyName ?? proposal.firstProposers.join('、'),
  proposal.coSigners.join('、'),
  periodWord(proposal.period),
  minuteOf(proposal.submittedAt),
  minuteOf(proposal.filedAt),
  stateWord(proposal.state),
  proposal.ground,
  dispositionWord(proposal.disposition),
  proposal.handlings.map(({ unit, role }) => `${unit}（${handlingRoleWord(role)}）`).join('、'),
  proposal.replies
    .map(({ unit, letter, replyClass }) => `${unit}：${letter}类（${replyClassWord(replyClass)}）`)
    .join('；'),
  Object.entries(proposal.ratings)
    .map(([rating, count]) => `${ratingWord(rating)} ${count}`)
    .join('，'),
  minuteOf(proposal.closedAt),
  yesOrNo(proposal.isKey),
  proposal.excellentYear,
  yesOrNo(proposal.isPublic),
]

// The session's zone is Asia/Shanghai, so the text is already local time.
const minuteOf = (moment: string | null): string | null => moment?.slice(0, 16).replace('T', ' ') ?? null
