import { answerKind } from '../../../domain/proposals/handling/rules.ts'
import {
  type HandlingAction,
  type HandlingState,
  handlingWorkflow,
} from '../../../domain/proposals/handling/workflow.ts'
import { settle } from './course.ts'
import { meetDeadline } from './deadline-rows.ts'
import { DEMO_PHONE, letterOfPart } from './letters.ts'
import { type Life, type PartDraft, type Told, tell } from './life.ts'
import { iso } from './moments.ts'
import type { PartPlan } from './plan.ts'

/** Something that happens to a unit's part at a moment. */
export interface Step {
  readonly at: number
  readonly run: () => void
}

/** Runs what happens to all parts in the order of time. */
export function run(life: Life, steps: readonly Step[]): void {
  for (const { at, run: happen } of steps.toSorted((a, b) => a.at - b.at)) {
    life.at = at
    happen()
  }
}

/** The part's next version after an action, which its workflow must know, with its line of history. */
export function act(life: Life, part: PartDraft, action: HandlingAction, told: Partial<Told> = {}): void {
  const from = part.state
  const transition = handlingWorkflow.transitions[action]
  if (!transition.from.some(state => state === from)) {
    throw new Error(`the demonstration cannot ${action} a part that is ${from}`)
  }
  part.state = transition.to ?? from
  if (transition.to || action === 'WAIVE_OPINION') part.version += 1
  tell(life, { audience: 'HANDLERS', ...told, action, from, to: part.state, handlingId: part.id })
}

/** Accounts of the one unit that has some. */
const staff = ({ ground }: Life, { unitId }: PartDraft) =>
  unitId === ground.ownUnit ? ground.accounts.unit : undefined
const head = ({ ground }: Life, { unitId }: PartDraft) =>
  unitId === ground.ownUnit ? ground.accounts['unit-head'] : undefined

export function signFor(life: Life, part: PartDraft): void {
  part.signedForAt = iso(life.at)
  act(life, part, 'SIGN_FOR', { audience: 'ALL', actor: staff(life, part) })
  settle(life, staff(life, part))
}

export function start(life: Life, part: PartDraft): void {
  const answers = part.role !== 'CO_HANDLER'
  Object.assign(part, { contactName: life.draw.pick(CONTACTS), contactPhone: DEMO_PHONE })
  if (answers) part.contactedAt = iso(life.at)
  meetDeadline(life, 'RETURN', part.id)
  meetDeadline(life, 'FIRST_CONTACT', part.id)
  const note = answers ? '已与提案者电话联系，商定办理思路。' : ''
  act(life, part, 'START', { audience: 'ALL', note, actor: staff(life, part) })
  settle(life, staff(life, part))
}

const CONTACTS = ['孙科长', '周科长', '吴科长', '郑科长', '钱科员', '冯科员'] as const
const OPINIONS = [
  '我单位职责范围内的事项已纳入年度计划，将积极配合主办单位推进，所需资料已同步提供。',
  '经研究，建议由主办单位统一制定实施方案，我单位负责政策指导和业务培训。',
  '所涉资金我单位将结合财力统筹安排，具体额度待方案明确后商定。',
] as const

export function giveOpinion(life: Life, part: PartDraft): void {
  Object.assign(part, { opinion: life.draw.pick(OPINIONS), opinionAt: iso(life.at) })
  meetDeadline(life, 'CO_HANDLER_OPINION', part.id)
  act(life, part, 'GIVE_OPINION', { actor: staff(life, part) })
  settle(life, staff(life, part))
}

export function waive(life: Life, part: PartDraft): void {
  part.opinionWaivedReason = '经多次沟通未反馈，所涉事项较少，由主办单位一并答复。'
  meetDeadline(life, 'CO_HANDLER_OPINION', part.id)
  act(life, part, 'WAIVE_OPINION', { note: part.opinionWaivedReason })
}

export function draftReply(life: Life, part: PartDraft, replyClass: PartPlan['replyClass'] = 'RESOLVED'): void {
  const isAgain = part.state === 'REPLIED'
  life.replies.push(letterOfPart(life, part, replyClass))
  act(life, part, isAgain ? 'ANSWER_AGAIN' : 'DRAFT_REPLY', { actor: staff(life, part) })
  if (!isAgain) settle(life, staff(life, part))
}

const openLetter = (life: Life, part: PartDraft) => {
  const letter = life.replies.find(({ handlingId, state }) => handlingId === part.id && UNSENT.has(state))
  if (!letter) throw new Error('the demonstration reviews no letter')
  return letter
}
const UNSENT: ReadonlySet<string> = new Set(['DRAFT', 'COUNTERSIGNED'])

export function countersign(life: Life, part: PartDraft): void {
  const letter = openLetter(life, part)
  Object.assign(letter, { state: 'COUNTERSIGNED', reviewedBy: head(life, part) ?? null, version: letter.version + 1 })
  act(life, part, 'COUNTERSIGN', { actor: head(life, part) })
}

/** Sends the letter; what the unit said before is in force no longer. */
export function sendReply(life: Life, part: PartDraft): void {
  const letter = openLetter(life, part)
  const own = new Set(life.parts.filter(({ unitId }) => unitId === part.unitId).map(({ id }) => id))
  for (const earlier of life.replies.filter(({ state, handlingId }) => state === 'SENT' && own.has(handlingId))) {
    Object.assign(earlier, { state: 'SUPERSEDED', version: earlier.version + 1 })
  }
  Object.assign(letter, { state: 'SENT', sentAt: iso(life.at), version: letter.version + 1 })
  part.repliedAt ??= iso(life.at)
  meetDeadline(life, answerKind(part.role, part.round), part.id)
  const facts = { replyClass: letter.replyClass, localLetter: letter.localLetter }
  act(life, part, 'SEND_REPLY', { audience: 'ALL', facts, actor: head(life, part) })
  if (life.row.state !== 'TRACKING') settle(life, head(life, part))
}

/** How far a part is behind others on its way. */
const WAY: readonly HandlingState[] = ['NEW', 'SIGNED_FOR', 'HANDLING', 'REPLY_DRAFTED', 'COUNTERSIGNED', 'REPLIED']
export const reaches = (until: HandlingState, state: HandlingState): boolean =>
  WAY.indexOf(until === 'OPINION_GIVEN' ? 'REPLIED' : until) >= WAY.indexOf(state)
