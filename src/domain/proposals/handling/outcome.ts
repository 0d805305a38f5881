import { type ProposalAction, type ProposalState, proposalWorkflow } from '../workflow.ts'
import type { AssignmentState } from './assignment-workflow.ts'
import type { HandlingRole } from './guards.ts'
import type { HandlingState } from './workflow.ts'

/** States of a proposal that follow from its units' parts (rules, section 1: derive it in one place). FILED: nobody has it. */
export type HandledState = 'FILED' | 'ASSIGNED' | 'IN_HANDLING' | 'REPLIED' | 'FEEDBACK' | 'REHANDLING'
export type ClosedState = 'CLOSED' | 'CLOSED_WITH_DISSENT' | 'TRACKING'

const RATINGS = ['SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED'] as const
export type Satisfaction = (typeof RATINGS)[number]

const isSatisfaction = (text: string): text is Satisfaction => RATINGS.some(rating => rating === text)

export function satisfactionOf(text: string): Satisfaction {
  if (isSatisfaction(text)) return text
  throw new Error(`no rating: ${text}`)
}

const DERIVED: ReadonlySet<string> = new Set(['ASSIGNED', 'IN_HANDLING', 'REPLIED', 'FEEDBACK', 'REHANDLING'])

/** The proposal's state follows from its units' parts; before and after it is decided. */
export const isDerived = (state: string): boolean => DERIVED.has(state)

export interface Part {
  readonly role: HandlingRole
  readonly state: HandlingState
  readonly round: number
}

export interface HandlingFacts {
  readonly round: number
  readonly assignments: readonly { readonly state: AssignmentState }[]
  readonly parts: readonly Part[]
  /** A proposer rated a reply of this round in time. */
  readonly isRated: boolean
}

export const answers = ({ role }: Pick<Part, 'role'>): boolean => role !== 'CO_HANDLER'

const NOT_BEGUN: ReadonlySet<HandlingState> = new Set(['NEW', 'RETURN_REQUESTED'])

/** The parts that count now: of the round, and not given to others. */
export const standing = <P extends Part>(parts: readonly P[], round: number): readonly P[] =>
  parts.filter(part => part.round === round && part.state !== 'REASSIGNED')

/** Where a proposal stands between its assignment and its closing. Its merged children stand there too. */
export function handledState({ round, assignments, parts, isRated }: HandlingFacts): HandledState {
  const now = standing(parts, round)
  const held = assignments.filter(({ state }) => state !== 'RETURNED')
  const answering = now.filter(answers)
  const isDispatched = held.length > 0 && held.every(({ state }) => state === 'DISPATCHED')
  if (isDispatched && answering.length > 0 && answering.every(({ state }) => state === 'REPLIED')) {
    return isRated ? 'FEEDBACK' : 'REPLIED'
  }
  if (round > 1) return 'REHANDLING'
  if (held.length === 0) return 'FILED'
  return now.every(({ state }) => NOT_BEGUN.has(state)) ? 'ASSIGNED' : 'IN_HANDLING'
}

export interface ClosingFacts {
  readonly round: number
  /** What the proposers, also those of merged ones, said in time of this round's replies. Late feedback counts as none. */
  readonly overall: readonly Satisfaction[]
  /** A reply in force is IN_PROGRESS_OR_PLANNED. */
  readonly isPlanned: boolean
}

/** What closing leads to: any dissatisfaction opens re-handling, once (rules, section 1: Feedback). */
export function closedState({ round, overall, isPlanned }: ClosingFacts): ClosedState | 'REHANDLING' {
  if (overall.includes('DISSATISFIED')) return round === 1 ? 'REHANDLING' : 'CLOSED_WITH_DISSENT'
  return trackedState(isPlanned)
}

const ASKED: ReadonlySet<string> = new Set(['REPLIED', 'FEEDBACK'])

/** Late feedback is kept, and counts as none (rules, section 1: Feedback). */
export const isLate = (state: string, dueOn: string | null, today: string): boolean =>
  !ASKED.has(state) || (dueOn !== null && today > dueOn)

/** What is planned stays in sight until it is answered again as resolved. */
export const trackedState = (isPlanned: boolean): 'TRACKING' | 'CLOSED' => (isPlanned ? 'TRACKING' : 'CLOSED')

/** The state of a merged child while its parent stands in `state`: its own until somebody has the parent. */
export const childState = <State extends string>(state: State): State | 'MERGED' =>
  state === 'FILED' ? 'MERGED' : state

const ACTIONS = Object.keys(proposalWorkflow.transitions) as ProposalAction[]

/** The action of the proposal's own table that leads from one state to the other: nothing is derived that it does not know. */
export function courseOf(from: ProposalState, to: ProposalState): ProposalAction {
  const found = ACTIONS.map(action => ({ action, ...proposalWorkflow.transitions[action] })).find(
    transition => transition.to === to && transition.from.includes(from),
  )
  if (!found) throw new Error(`nothing leads a proposal from ${from} to ${to}`)
  return found.action
}
