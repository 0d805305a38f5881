import { Check } from 'typebox/value'
import { proposalReplyClasses, ReplyClasses } from '../../../domain/organizations/policies/proposal-reply-classes.ts'
import { letterOf } from '../../../domain/proposals/handling/reply-rules.ts'
import { addDays } from '../../../kernel/dates.ts'
import type { Life, PartDraft, ReplyDraft } from './life.ts'
import { newIdOf, SOMEBODY } from './life.ts'
import { dayOf, iso } from './moments.ts'
import type { PartPlan } from './plan.ts'

type ReplyClass = NonNullable<PartPlan['replyClass']>

const ANSWERS: Readonly<Record<ReplyClass, readonly [string, ...string[]]>> = {
  RESOLVED: [
    '该项建议已采纳并落实到位，相关措施已印发执行，近期组织了专项检查，群众反映良好。',
    '对照建议我们逐项制定了工作清单，目前任务已全部完成，后续将纳入日常管理长期坚持。',
  ],
  IN_PROGRESS_OR_PLANNED: [
    '该项建议已列入下一年度工作计划，目前正在开展前期论证和资金测算，完成后将及时向您反馈。',
    '有关工程已完成立项和招标，受施工周期影响预计明年建成，我们将按月跟踪进度。',
  ],
  NOT_FEASIBLE_NOW: [
    '受现行政策和财力条件限制，该项建议暂不具备实施条件，我们将积极向上级部门反映并争取支持。',
    '经会同相关部门研究，该项建议涉及上位规划调整，短期内难以实施，恳请理解。',
  ],
  REFERENCE: ['该项建议对我们改进工作有重要参考价值，将在今后的工作中认真研究吸收。'],
}
const SIGNERS = ['王局长', '李局长', '张局长', '刘主任', '陈主任', '赵局长'] as const
const CONTACTS = ['孙科长', '周科长', '吴科长', '郑科长', '钱科员', '冯科员'] as const

/** No telephone number begins so. */
export const DEMO_PHONE = '0352-0000000'

export const letterFor = (replyClass: ReplyClass): string => {
  const letters = proposalReplyClasses.defaultValue
  return (Check(ReplyClasses, letters) && letterOf(replyClass, letters)) || ''
}

/** The letter of a unit, as it drafts it: an answer to each suggestion. */
export function letterOfPart(life: Life, part: PartDraft, replyClass: ReplyClass): ReplyDraft {
  const { draw, row, at, ground } = life
  const unit = ground.units.find(({ id }) => id === part.unitId)
  const isOwn = part.unitId === ground.ownUnit
  const items = row.suggestions
    .split('\n')
    .slice(0, 4)
    .map(suggestion => ({ suggestion, answer: draw.pick(ANSWERS[replyClass]) }))
  const body = `您提出的《${row.title}》收悉。${unit?.name ?? ''}高度重视，由分管负责人牵头，会同有关部门进行了调查研究，现将办理情况答复如下。感谢您对我市工作的关心和支持，欢迎继续提出宝贵意见。`
  return {
    ...{ organizationId: row.organizationId, id: newIdOf(life), proposalId: row.id, handlingId: part.id },
    ...{ round: part.round, state: 'DRAFT', replyClass, localLetter: letterFor(replyClass) },
    // A list is sent as its text: an array would be taken for an array of the database.
    documentNumber: null,
    ...{ items: JSON.stringify(items), body, signerName: draw.pick(SIGNERS), contactName: draw.pick(CONTACTS) },
    contactPhone: DEMO_PHONE,
    plannedFor: replyClass === 'IN_PROGRESS_OR_PLANNED' ? addDays(dayOf(at), 180) : null,
    ...{ reviewNote: '', draftedBy: (isOwn && ground.accounts.unit) || SOMEBODY, reviewedBy: null, sentAt: null },
    ...{ version: 1, createdAt: iso(at) },
  }
}
