import { addDays } from '../../../kernel/dates.ts'
import { dispatcher, givePart, type PlannedPart } from './assigning.ts'
import { settle } from './course.ts'
import { dropDeadlines, extendReply, meetDeadline } from './deadline-rows.ts'
import { type Life, newIdOf, type PartDraft, SOMEBODY } from './life.ts'
import { dayOf, daysAfter, iso, MINUTE } from './moments.ts'
import type { PartPlan } from './plan.ts'
import {
  act,
  countersign,
  draftReply,
  giveOpinion,
  reaches,
  run,
  type Step,
  sendReply,
  signFor,
  start,
  waive,
} from './steps.ts'
import { shuffled } from './texts.ts'

/** What happens to a part from the moment it is given, up to the state of the plan. */
export function stepsOf(life: Life, { part, plan }: PlannedPart): Step[] {
  if (plan.until === 'RETURN_REQUESTED' || plan.until === 'REASSIGNED') return returnSteps(life, part, plan)
  const { draw, at: given } = life
  const steps: Step[] = []
  let last = given
  const add = (at: number, happen: () => void) => {
    last = Math.max(at, last + 20 * MINUTE)
    steps.push({ at: last, run: happen })
  }
  const { until, days } = plan
  if (reaches(until, 'SIGNED_FOR')) add(daysAfter(draw, given, 1, 3), () => signFor(life, part))
  if (reaches(until, 'HANDLING')) add(daysAfter(draw, last, 1, 5), () => start(life, part))
  if (part.role === 'CO_HANDLER') {
    if (plan.waived) add(daysAfter(draw, given, days), () => waive(life, part))
    if (until === 'OPINION_GIVEN') add(daysAfter(draw, given, days), () => giveOpinion(life, part))
    return steps
  }
  if (plan.extension) extensionSteps(life, part, plan, add)
  if (plan.urged) add(daysAfter(draw, given, 80), () => urge(life, part))
  if (reaches(until, 'REPLY_DRAFTED'))
    add(daysAfter(draw, given, days - 6), () => draftReply(life, part, plan.replyClass))
  if (reaches(until, 'COUNTERSIGNED')) add(daysAfter(draw, given, days - 3), () => countersign(life, part))
  if (reaches(until, 'REPLIED')) add(daysAfter(draw, given, days), () => sendReply(life, part))
  return steps
}

type Add = (at: number, happen: () => void) => void

function urge(life: Life, part: PartDraft): void {
  const assignment = life.assignments.find(({ id }) => id === part.assignmentId)
  const actor = dispatcher(life, assignment?.officeId ?? null) ?? life.ground.accounts.proposals
  act(life, part, 'URGE', { note: '答复期限将至，请抓紧办理。', actor })
}

interface Asked {
  readonly kind: 'RETURN' | 'EXTENSION'
  readonly reason: string
  readonly dueOn: string | null
}

function ask(life: Life, part: PartDraft, asked: Asked) {
  const { row, at, requests, ground } = life
  const isOwn = part.unitId === ground.ownUnit
  const request = {
    ...{ organizationId: row.organizationId, id: newIdOf(life), handlingId: part.id, ...asked, state: 'PENDING' },
    ...{ decisionNote: '', requestedBy: (isOwn && ground.accounts.unit) || SOMEBODY, decidedBy: null, decidedAt: null },
    ...{ version: 1, createdAt: iso(at) },
  }
  requests.push(request)
  return request
}

/** Asks for more time after a month and a half, and is heard. */
function extensionSteps(life: Life, part: PartDraft, { extension }: PartPlan, add: Add): void {
  const { draw, at: given } = life
  const reason = '涉及多个部门会商，需待年度资金计划确定后答复。'
  add(daysAfter(draw, given, 44), () => {
    const due = life.deadlines.find(({ kind, handlingId }) => kind === 'REPLY' && handlingId === part.id)
    const dueOn = addDays(due?.dueOn ?? dayOf(life.at), 45)
    const request = ask(life, part, { kind: 'EXTENSION', reason, dueOn })
    act(life, part, 'REQUEST_EXTENSION', { note: reason, facts: { dueOn } })
    if (extension === 'PENDING') return
    life.at += 30 * MINUTE
    const isGranted = extension === 'GRANTED'
    if (isGranted) extendReply(life, part.id, 45)
    const decisionNote = isGranted ? '同意延期，请按新的时限答复。' : '请按原定时限答复。'
    const decided = { state: isGranted ? 'GRANTED' : 'REFUSED', decisionNote, decidedAt: iso(life.at), version: 2 }
    Object.assign(request, { ...decided, decidedBy: life.ground.accounts.assigning ?? null })
    const told = { note: decisionNote, actor: life.ground.accounts.assigning }
    act(
      life,
      part,
      isGranted ? 'GRANT_EXTENSION' : 'REFUSE_EXTENSION',
      isGranted ? { ...told, facts: { dueOn } } : told,
    )
  })
}

const NOT_OURS = '所提事项不属于我单位职责范围，建议改由主管部门办理。'

/** A wrong assignment is returned within its time; in other hands it goes on by a plan of its own. */
function returnSteps(life: Life, part: PartDraft, { until, replacement }: PartPlan): Step[] {
  const { draw, at: given } = life
  const asking = daysAfter(draw, given, 1, 3)
  const request = () => {
    ask(life, part, { kind: 'RETURN', reason: NOT_OURS, dueOn: null })
    meetDeadline(life, 'RETURN', part.id)
    act(life, part, 'REQUEST_RETURN', { note: NOT_OURS })
    settle(life)
  }
  const grant = () => {
    const [asked] = life.requests.filter(({ handlingId }) => handlingId === part.id)
    const decided = { state: 'GRANTED', decisionNote: '同意改办。', decidedAt: iso(life.at), version: 2 }
    const actor = life.ground.accounts.assigning
    if (asked) Object.assign(asked, { ...decided, decidedBy: actor ?? null })
    act(life, part, 'GRANT_RETURN', { note: '同意改办。', actor })
    dropDeadlines(life, part.id)
    const taken = new Set(life.parts.map(({ unitId }) => unitId))
    const office = life.ground.units.find(({ id }) => id === part.unitId)?.officeId
    const unit = shuffled(draw, life.ground.units).find(({ id, officeId }) => officeId === office && !taken.has(id))
    if (!unit || !replacement) throw new Error('the demonstration has no other unit')
    const gift = { assignmentId: part.assignmentId, unit, role: part.role, round: part.round, actor }
    const plan = { part: givePart(life, gift), plan: replacement }
    settle(life)
    run(life, stepsOf(life, plan))
  }
  const asks = { at: asking, run: request }
  return until === 'REASSIGNED' ? [asks, { at: daysAfter(draw, asking, 1, 3), run: grant }] : [asks]
}
