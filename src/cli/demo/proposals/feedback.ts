import { closedState, satisfactionOf, trackedState } from '../../../domain/proposals/handling/outcome.ts'
import { givePart } from './assigning.ts'
import { endFeedback, family, moveTogether, ratingsOf, settle } from './course.ts'
import { meetDeadline, standingDeadline } from './deadline-rows.ts'
import { type Life, newIdOf, proposersOf, type ReplyDraft, type SignerDraft, SOMEBODY, tell } from './life.ts'
import { daysAfter, iso, momentOf } from './moments.ts'
import { stepsOf } from './parts.ts'
import type { Closing } from './plan.ts'
import { countersign, draftReply, run, sendReply } from './steps.ts'

interface Wanted {
  readonly one: Life
  readonly signer: SignerDraft
  readonly reply: ReplyDraft
  readonly at: number
}

/** Every proposer rates every letter in force, those of merged proposals for themselves. */
function wantedOf(life: Life): Wanted[] {
  const letters = life.replies.filter(({ state, round }) => state === 'SENT' && round === life.row.round)
  return family(life)
    .flatMap(one => letters.flatMap(reply => proposersOf(one).map(signer => ({ one, signer, reply }))))
    .map(wanted => ({ ...wanted, at: daysAfter(life.draw, life.at, 1, 8) }))
    .sort((a, b) => a.at - b.at)
}

const COMMENTS = ['答复认真，措施具体，希望抓好落实。', '办理过程沟通充分，表示感谢。', '', ''] as const
const DISSENT = '答复较为原则，没有回应具体建议，希望进一步研究。'

/** Rates until enough is said: all of it, only the first, or all with somebody dissatisfied. */
export function rate(life: Life, how: 'ALL' | 'FIRST' | 'MOST' | 'DISSATISFIED'): void {
  const { draw } = life
  const wanted = wantedOf(life)
  const said = how === 'FIRST' ? wanted.slice(0, 1) : wanted.filter(() => how !== 'MOST' || draw.next() < 0.6)
  for (const [index, { one, signer, reply, at }] of said.entries()) {
    life.at = at
    one.at = at
    const actor = one.ground.accountOfSeat.get(signer.memberId)
    const isDissatisfied = how === 'DISSATISFIED' && index === 0
    const good = draw.next() < 0.85 ? 'SATISFIED' : 'BASICALLY_SATISFIED'
    one.feedback.push({
      ...{ organizationId: one.row.organizationId, id: newIdOf(one), proposalId: one.row.id, replyId: reply.id },
      ...{ memberId: signer.memberId, receivedOn: null, sheetFileId: null },
      ...{ result: isDissatisfied ? 'DISSATISFIED' : good, attitude: 'SATISFIED' },
      ...{ overall: isDissatisfied ? 'DISSATISFIED' : good, comment: isDissatisfied ? DISSENT : draw.pick(COMMENTS) },
      ...{ isLate: false, createdBy: actor ?? SOMEBODY, createdAt: iso(at) },
    })
    const told = { action: 'GIVE_FEEDBACK', handlingId: reply.handlingId, facts: { isLate: false } }
    tell(one, { ...told, audience: 'OFFICE', actor })
    settle(life, actor)
    const isLast = said.length === wanted.length && !said.slice(index + 1).some(other => other.one === one)
    if (isLast) meetDeadline(one, 'FEEDBACK')
  }
}

const EXPLAINED = '已由承办单位负责人与提案者面商，就政策和财力条件作出专项说明。'

/** Closes what was rated by all, or what had its time. */
export function close(life: Life): void {
  const { row, replies, draw } = life
  const isDone = family(life).every(one => standingDeadline(one, 'FEEDBACK', null)?.metAt !== null)
  const dueOn = standingDeadline(life, 'FEEDBACK', null)?.dueOn ?? ''
  life.at = isDone ? daysAfter(draw, life.at, 1, 4) : daysAfter(draw, momentOf(dueOn), 1, 3)
  const overall = ratingsOf(life).map(one => satisfactionOf(one.overall))
  const state = closedState({
    round: row.round,
    overall,
    isPlanned: isPlanned(replies),
  })
  const isClosed = state === 'CLOSED' || state === 'CLOSED_WITH_DISSENT'
  const round = state === 'REHANDLING' ? row.round + 1 : row.round
  if (state === 'REHANDLING') reopen(life)
  const note = state === 'CLOSED_WITH_DISSENT' ? { decisionNote: EXPLAINED } : {}
  moveTogether(
    life,
    { state, round, closedAt: isClosed ? iso(life.at) : null, ...note },
    life.ground.accounts.proposals,
  )
  endFeedback(life)
}

const isPlanned = (replies: readonly ReplyDraft[]): boolean =>
  replies.some(({ state, replyClass }) => state === 'SENT' && replyClass === 'IN_PROGRESS_OR_PLANNED')

/** The units that somebody is dissatisfied with handle it again. */
function reopen(life: Life): void {
  const wrong = new Set(
    ratingsOf(life).flatMap(({ overall, replyId }) => (overall === 'DISSATISFIED' ? [replyId] : [])),
  )
  for (const { handlingId } of life.replies.filter(({ id }) => wrong.has(id))) {
    const part = life.parts.find(({ id }) => id === handlingId)
    const unit = life.ground.units.find(({ id }) => id === part?.unitId)
    if (!part || !unit) continue
    const actor = life.ground.accounts.proposals
    givePart(life, { assignmentId: part.assignmentId, unit, role: part.role, round: part.round + 1, actor })
  }
}

/** From the last letter to the end of the plan. */
export function conclude(life: Life, closing: Closing): void {
  if (closing === 'NONE' || life.row.state !== 'REPLIED') return
  const isAgain = !['PARTLY_RATED', 'RATED', 'CLOSED'].includes(closing)
  rate(life, isAgain ? 'DISSATISFIED' : closing === 'PARTLY_RATED' ? 'FIRST' : life.draw.next() < 0.85 ? 'ALL' : 'MOST')
  if (closing === 'PARTLY_RATED' || closing === 'RATED') return
  close(life)
  if (isAgain && closing !== 'REHANDLING') handleAgain(life, closing)
}

function handleAgain(life: Life, closing: Closing): void {
  const again = life.parts.filter(({ round }) => round === 2)
  const plan = { until: 'REPLIED', days: 30 } as const
  run(
    life,
    again.flatMap(part => stepsOf(life, { part, plan })),
  )
  if (closing === 'ANSWERED_AGAIN') return
  rate(life, closing === 'CLOSED_WITH_DISSENT' ? 'DISSATISFIED' : 'ALL')
  close(life)
}

/** What was planned is answered again as resolved, letter by letter. */
export function track(life: Life): void {
  const { draw, replies, parts } = life
  for (const { handlingId } of replies.filter(
    one => one.state === 'SENT' && one.replyClass === 'IN_PROGRESS_OR_PLANNED',
  )) {
    const part = parts.find(({ id }) => id === handlingId)
    if (!part) continue
    life.at = daysAfter(draw, life.at, 40, 70)
    draftReply(life, part)
    life.at = daysAfter(draw, life.at, 1, 2)
    countersign(life, part)
    life.at = daysAfter(draw, life.at, 1, 2)
    sendReply(life, part)
  }
  const state = trackedState(isPlanned(life.replies))
  if (state === 'CLOSED') moveTogether(life, { state, closedAt: iso(life.at) })
}
