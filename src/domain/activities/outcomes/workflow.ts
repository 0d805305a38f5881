import { defineWorkflow, type Guard, type Obstacle } from '../../../kernel/workflow.ts'

export type OutcomeState = 'OPEN' | 'DONE' | 'SOLVED_ON_SITE' | 'WITHDRAWN'
export type OutcomeAction = 'UPDATE' | 'CLOSE' | 'SOLVE_ON_SITE' | 'REOPEN' | 'WITHDRAW' | 'URGE'
export type OutcomeKind =
  | 'REPORT'
  | 'SUGGESTION'
  | 'PROBLEM'
  | 'MEASURE'
  | 'OPINION_REPORT'
  | 'PROPOSAL'
  | 'SERVICE_DEED'

/** What is followed up to closure; a report or a suggestion is done when it is written. */
export const FOLLOWED_UP: ReadonlySet<OutcomeKind> = new Set(['PROBLEM', 'MEASURE', 'SERVICE_DEED'])

export interface OutcomeSituation {
  readonly kind: OutcomeKind
  readonly state: OutcomeState
  /** Measures of a problem that are neither done nor withdrawn. */
  readonly openMeasures: number
  /** Measures of a problem that are not withdrawn. */
  readonly measures: number
  /** Of a measure: its problem is closed. */
  readonly isProblemClosed: boolean
  /** Somebody is to do it. */
  readonly hasOwner: boolean
}

const obstacle = (code: string, zh: string, en: string): Obstacle => ({ code, message: { zh, en } })

const followedUp: Guard<OutcomeSituation> = ({ kind }) =>
  FOLLOWED_UP.has(kind)
    ? null
    : obstacle('NOT_FOLLOWED_UP', '该类成果不需跟踪办结', 'An outcome of this kind is not followed up')

const notClosed: Guard<OutcomeSituation> = ({ kind, state }) =>
  FOLLOWED_UP.has(kind) && state !== 'OPEN'
    ? obstacle('ALREADY_CLOSED', '该事项已办结，请先重新打开', 'It is closed; reopen it first')
    : null

const isProblem: Guard<OutcomeSituation> = ({ kind }) =>
  kind === 'PROBLEM' ? null : obstacle('NOT_A_PROBLEM', '只有问题可以现场解决', 'Only a problem is solved on site')

const measuresDone: Guard<OutcomeSituation> = ({ openMeasures }) =>
  openMeasures === 0
    ? null
    : obstacle(
        'MEASURES_OPEN',
        `还有 ${openMeasures} 项整改措施未完成`,
        `${openMeasures} of its measures are not done yet`,
      )

const noMeasures: Guard<OutcomeSituation> = ({ measures }) =>
  measures === 0
    ? null
    : obstacle('HAS_MEASURES', '该问题下有整改措施，请先作废措施', 'It has measures; withdraw those first')

const problemOpen: Guard<OutcomeSituation> = ({ isProblemClosed }) =>
  isProblemClosed
    ? obstacle('PROBLEM_CLOSED', '所属问题已办结，请先重新打开问题', 'Its problem is closed; reopen that first')
    : null

const owned: Guard<OutcomeSituation> = ({ hasOwner }) =>
  hasOwner
    ? null
    : obstacle(
        'NO_OWNER',
        '尚未确定责任人，请先填写责任人再催办',
        'It has no owner yet; say who is to do it, then urge',
      )

const by = ['ACTIVITY_MANAGE'] as const

/** Outcomes and their follow-up (rules, section 3): a problem closes only when its measures are done. */
export const outcomeWorkflow = defineWorkflow<OutcomeState, OutcomeAction, OutcomeSituation>({
  initial: 'OPEN',
  states: {
    OPEN: { zh: '办理中', en: 'Open' },
    DONE: { zh: '已完成', en: 'Done' },
    SOLVED_ON_SITE: { zh: '现场解决', en: 'Solved on site' },
    WITHDRAWN: { zh: '已作废', en: 'Withdrawn' },
  },
  transitions: {
    UPDATE: { from: ['OPEN', 'DONE'], by, guards: [notClosed] },
    CLOSE: { from: ['OPEN'], to: 'DONE', by, guards: [followedUp, measuresDone] },
    SOLVE_ON_SITE: { from: ['OPEN'], to: 'SOLVED_ON_SITE', by, guards: [isProblem, measuresDone] },
    REOPEN: { from: ['DONE', 'SOLVED_ON_SITE'], to: 'OPEN', by, guards: [followedUp, problemOpen] },
    // Entered by mistake: nothing that counted is deleted.
    WITHDRAW: { from: ['OPEN', 'DONE', 'SOLVED_ON_SITE'], to: 'WITHDRAWN', by, guards: [noMeasures, problemOpen] },
    URGE: { from: ['OPEN'], by, guards: [owned] },
  },
})

const isState = (text: string): text is OutcomeState => Object.hasOwn(outcomeWorkflow.states, text)

export function outcomeStateOf({ state }: { readonly state: string }): OutcomeState {
  if (isState(state)) return state
  throw new Error(`no state of an outcome: ${state}`)
}

/** In the order in which an activity brings them about. */
export const OUTCOME_KINDS: readonly OutcomeKind[] = [
  ...(['REPORT', 'SUGGESTION', 'PROBLEM', 'MEASURE'] as const),
  ...(['OPINION_REPORT', 'PROPOSAL', 'SERVICE_DEED'] as const),
]

export function outcomeKindOf({ kind }: { readonly kind: string }): OutcomeKind {
  const found = OUTCOME_KINDS.find(known => known === kind)
  if (found) return found
  throw new Error(`no kind of an outcome: ${kind}`)
}

/** What is not followed up is done when it is there. */
export const firstState = (kind: OutcomeKind): OutcomeState =>
  FOLLOWED_UP.has(kind) ? outcomeWorkflow.initial : 'DONE'
