import { childState, courseOf, handledState } from '../../../domain/proposals/handling/outcome.ts'
import type { ProposalState } from '../../../domain/proposals/workflow.ts'
import { meetDeadline, setDeadline } from './deadline-rows.ts'
import { type Life, type ProposalDraft, tell } from './life.ts'

/** A proposal and those that are handled with it. */
export const family = (life: Life): readonly Life[] => [life, ...life.children]

/** Feedback that counts, of the letters of the present round. */
export const ratingsOf = (life: Life) =>
  family(life)
    .flatMap(({ feedback }) => feedback)
    .filter(({ replyId, isLate }) => !isLate && life.replies.some(r => r.id === replyId && r.round === life.row.round))

/** Brings it, and those merged into it, to the state that follows from its units' parts. */
export function settle(life: Life, actor?: string): void {
  const { row, assignments, parts } = life
  const state = handledState({ round: row.round, assignments, parts, isRated: ratingsOf(life).length > 0 })
  if (state === row.state) return
  moveTogether(life, { state }, actor)
  if (state === 'REPLIED') for (const one of family(life)) setDeadline(one, 'FEEDBACK')
}

type Changes = Partial<ProposalDraft> & { readonly state: ProposalState }

/** Each with its line of history. */
export function moveTogether(life: Life, { state, ...changes }: Changes, actor?: string): void {
  const action = courseOf(life.row.state, state)
  for (const one of family(life)) {
    one.at = life.at
    const from = one.row.state
    const to = one === life ? state : childState(state)
    Object.assign(one.row, changes, { state: to, version: one.row.version + 1 })
    tell(one, { action, from, to, audience: 'ALL', actor })
  }
}

/** Nobody is asked for feedback any more. */
export function endFeedback(life: Life): void {
  for (const one of family(life)) {
    one.at = life.at
    meetDeadline(one, 'FEEDBACK')
  }
}
